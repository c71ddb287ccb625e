//! The built program on a folder of files.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A document without faults.
pub const WORDS: &str = "---\nlang: en\n---\n\n# Heading\n\nWords.\n";

/// A folder with these files.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("there is a temporary folder");
    for (name, bytes) in files {
        put(folder.path(), name, bytes);
    }
    folder
}

/// Writes a file in the folder.
pub fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it is inside")).expect("the folder is ours");
    fs::write(path, bytes).expect("the folder is ours");
}

/// The command, with arguments split at blanks.
pub fn command(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pressroom"));
    command.current_dir(folder).args(arguments.split_whitespace()).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "CI", "SOURCE_DATE_EPOCH"] {
        command.env_remove(variable);
    }
    command
}

/// How a run ended, and all that it printed.
pub fn run(folder: &Path, arguments: &str) -> (i32, String) {
    said(command(folder, arguments).output().expect("the program runs"))
}

/// The same with a text on standard input.
pub fn run_with_input(folder: &Path, arguments: &str, input: &str) -> (i32, String) {
    let mut command = command(folder, arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin.write_all(input.as_bytes()).expect("it reads");
    drop(stdin);
    said(child.wait_with_output().expect("it ends"))
}

/// An ended run: its exit code, and all that it printed.
pub fn said(output: Output) -> (i32, String) {
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().expect("it ended by itself"), String::from_utf8_lossy(&text).into_owned())
}

/// The paths of all files below the folder, sorted.
pub fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut left = vec![folder.to_path_buf()];
    while let Some(at) = left.pop() {
        for entry in fs::read_dir(at).expect("there").flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => left.push(path),
                _ if path.is_dir() => {}
                _ => found.push(path.strip_prefix(folder).expect("inside").display().to_string()),
            }
        }
    }
    found.sort();
    found
}
