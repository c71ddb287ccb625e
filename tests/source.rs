//! Reading: which documents a path means, what their text becomes, what is refused.

use std::fs;
use std::path::{Path, PathBuf};

use pressroom::diagnostic::{Code, Diagnostics, Severity};
use pressroom::source::{self, Input, Piece, Refusal, Request, Sources};
use pressroom::span::{FileId, Span};

/// A folder for one test with the files given.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for tests");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("in the folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

/// The one document at `path`, and what was said about it, each as `severity code line:column message`.
fn open(path: &Path) -> (Sources, Vec<String>) {
    let inputs = source::find(path, None).expect("found");
    assert_eq!(inputs.len(), 1, "{inputs:?}");
    open_input(&inputs[0])
}

fn open_input(input: &Input) -> (Sources, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(input, &Request::default(), &mut diagnostics);
    let said = diagnostics.iter().map(|diagnostic| {
        let place = diagnostic.span.map(|span| sources.locate(span)).map_or(String::new(), |at| {
            let name = at.path.rsplit('/').next().expect("a name").to_string();
            format!("{name}:{}:{} ", at.line, at.column)
        });
        format!("{:?} {} {place}{}", diagnostic.severity, diagnostic.code.name(), diagnostic.message)
    });
    let said = said.collect();
    (sources, said)
}

fn chapters(sources: &Sources) -> Vec<FileId> {
    let files = sources.pieces.iter().filter_map(|piece| match piece {
        Piece::Chapter { file, .. } => Some(*file),
        Piece::Part { .. } | Piece::Draft { .. } => None,
    });
    files.collect()
}

/// The pieces in short: title, depth, and the mark of what they are.
fn outline(sources: &Sources) -> Vec<String> {
    let pieces = sources.pieces.iter().map(|piece| match piece {
        Piece::Part { title, .. } => format!("# {title}"),
        Piece::Chapter { file, depth, title, numbered } => {
            let mark = if *numbered { "-" } else { "=" };
            let indent = "  ".repeat((*depth).into());
            format!("{indent}{mark} {} {}", title.as_deref().unwrap_or("?"), name(sources, *file))
        }
        Piece::Draft { title, depth, .. } => format!("{}~ {title}", "  ".repeat((*depth).into())),
    });
    pieces.collect()
}

fn name(sources: &Sources, file: FileId) -> String {
    sources.path(file).rsplit('/').next().expect("a name").to_string()
}
