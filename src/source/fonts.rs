//! The font paths of the command line → font files, read.

use std::path::{Path, PathBuf};

use super::world::LIMIT;
use super::{Disk, Kind, World, path};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// The font files at `paths`, and those below folders there, in order of their paths: file name
/// and bytes. What cannot be read is reported.
pub fn fonts(paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Vec<(String, Vec<u8>)> {
    let files = files(&Disk, paths, diagnostics);
    files.iter().filter_map(|file| font(&Disk, file, diagnostics)).collect()
}

/// Where these files lie.
pub(super) fn files(world: &dyn World, paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Vec<PathBuf> {
    paths.iter().flat_map(|path| files_at(world, path, diagnostics)).collect()
}

/// The name and the bytes of one of them, or a report of why not.
pub(super) fn font(
    world: &dyn World,
    file: &Path,
    diagnostics: &mut Diagnostics,
) -> Option<(String, Vec<u8>)> {
    match world.read(file, LIMIT) {
        Ok(bytes) => Some((path::shown(file), bytes)),
        Err(refusal) => {
            report(file, &refusal.to_string(), diagnostics);
            None
        }
    }
}

fn files_at(world: &dyn World, path: &Path, diagnostics: &mut Diagnostics) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut left = vec![path.to_path_buf()];
    while let Some(path) = left.pop() {
        // What the command line names may be a link; what lies below a folder may not, so that
        // there are no loops.
        if world.kind(&path) == Ok(Kind::Folder) {
            match world.list(&path) {
                Ok(entries) => {
                    left.extend(entries.into_iter().filter(is_font_or_folder).map(|(path, _)| path));
                }
                Err(refusal) => report(&path, &refusal.to_string(), diagnostics),
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

fn is_font_or_folder((path, kind): &(PathBuf, Kind)) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    match kind {
        Kind::Folder => true,
        Kind::File | Kind::Other => name.ends_with(".ttf") || name.ends_with(".otf"),
        Kind::Link => false,
    }
}

fn report(path: &Path, reason: &str, diagnostics: &mut Diagnostics) {
    let message = format!("the font path `{}` is left out: {reason}", path::shown(path));
    diagnostics.add(Diagnostic::error(Code::BadFont, None, message));
}
