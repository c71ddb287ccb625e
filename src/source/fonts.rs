//! The font paths of the command line → font files, read.

use std::fs;
use std::path::{Path, PathBuf};

use super::{disk, path};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// The font files at `paths`, and those below folders there, in order of their paths: file name
/// and bytes. What cannot be read is reported.
pub fn fonts(paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Vec<(String, Vec<u8>)> {
    let mut fonts = Vec::new();
    for path in paths {
        add(path, &mut fonts, diagnostics);
    }
    fonts
}

fn add(path: &Path, fonts: &mut Vec<(String, Vec<u8>)>, diagnostics: &mut Diagnostics) {
    let mut files = Vec::new();
    let mut left = vec![path.to_path_buf()];
    while let Some(path) = left.pop() {
        // What the command line names may be a link; what lies below a folder may not, so that
        // there are no loops.
        if path.is_dir() {
            match fs::read_dir(&path) {
                Ok(entries) => left.extend(entries.flatten().filter(is_font_or_folder).map(|one| one.path())),
                Err(error) => report(&path, &disk::reason(&error), diagnostics),
            }
        } else {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        report(path, "it holds no .ttf or .otf file", diagnostics);
    }
    for file in files {
        match disk::bytes(&file) {
            Ok(bytes) => fonts.push((path::shown(&file), bytes)),
            Err(refusal) => report(&file, &refusal.to_string(), diagnostics),
        }
    }
}

fn is_font_or_folder(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy().to_ascii_lowercase();
    let Ok(kind) = entry.file_type() else { return false };
    kind.is_dir() || kind.is_file() && (name.ends_with(".ttf") || name.ends_with(".otf"))
}

fn report(path: &Path, reason: &str, diagnostics: &mut Diagnostics) {
    let message = format!("the font path `{}` is left out: {reason}", path::shown(path));
    diagnostics.add(Diagnostic::error(Code::BadFont, None, message));
}
