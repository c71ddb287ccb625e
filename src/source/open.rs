//! Stand-in until the real one arrives: input → sources.

use std::path::{Path, PathBuf};

use super::{Input, Override, Piece, Sources};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// What the command line asks of the sources.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Settings above all others.
    pub overrides: Vec<Override>,
    /// Font files or folders.
    pub font_paths: Vec<PathBuf>,
}

/// Reads an input.
pub fn open(input: &Input, request: &Request, diagnostics: &mut Diagnostics) -> Sources {
    let mut sources = Sources::default();
    sources.overrides = request.overrides.clone();
    let (name, bytes) = match input {
        Input::Stdin => {
            let mut bytes = Vec::new();
            let _ = std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes);
            ("<stdin>".to_owned(), Ok(bytes))
        }
        Input::File { path, .. } => (path.display().to_string(), std::fs::read(path)),
        Input::Book { folder } => {
            (folder.display().to_string(), std::fs::read(folder.join("src/SUMMARY.md")))
        }
    };
    match bytes.map(String::from_utf8) {
        Ok(Ok(text)) => {
            let location = (name != "<stdin>").then(|| Path::new(&name).to_owned());
            let file = sources.add(name, location, text);
            sources.pieces.push(Piece::Chapter { file, depth: 0, title: None, numbered: false });
        }
        Ok(Err(_)) => diagnostics.add(Diagnostic::error(Code::NotUtf8, None, format!("{name} is not UTF-8"))),
        Err(error) => diagnostics.add(Diagnostic::error(Code::UnreadableFile, None, error.to_string())),
    }
    sources
}

/// Reads font files and folders of them.
pub fn fonts(paths: &[PathBuf], _diagnostics: &mut Diagnostics) -> Vec<(String, Vec<u8>)> {
    paths.iter().filter_map(|path| Some((path.display().to_string(), std::fs::read(path).ok()?))).collect()
}
