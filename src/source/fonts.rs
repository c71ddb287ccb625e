//! The font paths of the command line → font files, read.

use std::fs;
use std::path::{Path, PathBuf};

use super::{disk, path};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// The font files at `paths`, and those below folders there, in order of their paths: file name
/// and bytes. What cannot be read is reported.
pub fn fonts(paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Vec<(String, Vec<u8>)> {
    let files = files(paths, diagnostics);
    files.iter().filter_map(|file| font(file, diagnostics)).collect()
}

/// Where these files lie.
pub(super) fn files(paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Vec<PathBuf> {
    paths.iter().flat_map(|path| files_at(path, diagnostics)).collect()
}

/// The name and the bytes of one of them, or a report of why not.
pub(super) fn font(file: &Path, diagnostics: &mut Diagnostics) -> Option<(String, Vec<u8>)> {
    match disk::bytes(file) {
        Ok(bytes) => Some((path::shown(file), bytes)),
        Err(refusal) => {
            report(file, &refusal.to_string(), diagnostics);
            None
        }
    }
}

fn files_at(path: &Path, diagnostics: &mut Diagnostics) -> Vec<PathBuf> {
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
    files
}

fn is_font_or_folder(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy().to_ascii_lowercase();
    let Ok(kind) = entry.file_type() else { return false };
    kind.is_dir() || !kind.is_symlink() && (name.ends_with(".ttf") || name.ends_with(".otf"))
}

fn report(path: &Path, reason: &str, diagnostics: &mut Diagnostics) {
    let message = format!("the font path `{}` is left out: {reason}", path::shown(path));
    diagnostics.add(Diagnostic::error(Code::BadFont, None, message));
}
