//! `pressroom init`: a new project that exports at once.

use std::fs;
use std::io;
use std::path::Path;

use super::args::{Init, Telling};
use super::{Exit, Terminal, Wrong, meant};
use crate::output;
use crate::report;

/// The settings of a new project.
const SETTINGS: &str = include_str!("init/pressroom.toml");

/// Its first document, with `{title}` for the title.
const DOCUMENT: &str = include_str!("init/document.md");

/// Git keeps sources, not what is made of them.
const IGNORE: &str = "/output/\n";

/// Makes the project, or refuses if one is there.
pub(super) fn run(typed: &Init, telling: &Telling, terminal: &mut Terminal) -> Result<Exit, Wrong> {
    // Paths are shown as one would type them: `source/x.md`, not `./source/x.md`.
    let here = Path::new(".");
    let folder = typed.folder.strip_prefix(here).unwrap_or(&typed.folder);
    let title = title(&typed.folder);
    let document = folder.join("source").join(format!("{}.md", output::slug(&title)));
    let settings = folder.join("pressroom.toml");
    let ignore = folder.join(".gitignore");
    if folder.join("book.toml").exists() {
        return Err(refusal(&folder.join("book.toml")));
    }
    for file in [&settings, &document] {
        if file.symlink_metadata().is_ok() {
            return Err(refusal(file));
        }
    }
    let mut files = vec![(&settings, SETTINGS.to_owned()), (&document, DOCUMENT.replace("{title}", &title))];
    // A repository that is there already has its own.
    if ignore.symlink_metadata().is_err() {
        files.push((&ignore, IGNORE.to_owned()));
    }
    for (path, text) in &files {
        output::write(path, text.as_bytes()).map_err(|error| not_written(path, &error))?;
    }
    if meant::manner(telling).is_for_readers() {
        let mut text = String::new();
        for (path, _) in &files {
            text.push_str(&format!("made {}\n", report::printable(&path.display().to_string())));
        }
        text.push_str("now run `pressroom export` there\n");
        terminal.tell(&text);
    }
    Ok(Exit::Done)
}

/// The title of the new document: the folder's name, with a capital.
fn title(folder: &Path) -> String {
    let name = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = name.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // The title stands in quotes in YAML, and a folder's name may hold anything.
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let words = words.join(" ");
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => "Untitled".to_owned(),
    }
}

fn refusal(file: &Path) -> Wrong {
    Wrong::new("init", format!("`{}` is there already, and nothing is overwritten", file.display()))
}

fn not_written(path: &Path, error: &io::Error) -> Wrong {
    Wrong::new("init", format!("`{}` cannot be written: {error}", path.display()))
}
