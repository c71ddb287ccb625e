//! An [`Input`] → the [`Sources`] of one document.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::decode::{Decoded, NotText, decode};
use super::find::folder_of;
use super::{Input, Override, Piece, Refusal, Sources, book, disk, path};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::{FileId, Span};

/// What the command line asks of all documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Settings above those of front matter and settings files.
    pub overrides: Vec<Override>,
    /// `.ttf` and `.otf` files, and folders of them.
    pub font_paths: Vec<PathBuf>,
}

/// Reads the document at `input`. What cannot be read is reported; if that is the document itself,
/// it has no pieces.
pub fn open(input: &Input, request: &Request, diagnostics: &mut Diagnostics) -> Sources {
    let mut sources = Sources::default();
    sources.overrides.clone_from(&request.overrides);
    match input {
        Input::File { path, root } => open_file(path, root, &mut sources, diagnostics),
        Input::Book { folder } => book::open(folder, &mut sources, diagnostics),
        Input::Stdin => open_stdin(&mut sources, diagnostics),
    }
    sources.fonts = fonts(&request.font_paths, diagnostics);
    sources
}

/// Reads the font files at `paths`, and those in folders there: file name and bytes.
pub fn fonts(paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Vec<(String, Vec<u8>)> {
    let mut fonts = Vec::new();
    for path in paths {
        add_fonts(path, &mut fonts, diagnostics);
    }
    fonts
}

fn open_file(path: &Path, root: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    let folder = folder_of(path);
    sources.root = canonical(root);
    let location = canonical(folder).join(path.file_name().unwrap_or_default());
    find_settings(folder, sources, diagnostics);
    let bytes = disk::bytes(path);
    let file = add(bytes, path::shown(path), Some(location), sources, diagnostics);
    sources.pieces.extend(file.map(whole));
}

fn open_stdin(sources: &mut Sources, diagnostics: &mut Diagnostics) {
    sources.root = canonical(Path::new("."));
    find_settings(Path::new("."), sources, diagnostics);
    let bytes = disk::drain(io::stdin().lock());
    let file = add(bytes, "<stdin>".to_string(), None, sources, diagnostics);
    sources.pieces.extend(file.map(whole));
}

/// The one piece of a document that is one file.
fn whole(file: FileId) -> Piece {
    Piece::Chapter { file, depth: 0, title: None, numbered: false }
}

/// A path that can be compared; as it is if the system does not know it, which shows soon.
pub(super) fn canonical(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// Reads the `pressroom.toml` beside the source, or else the nearest one above it in the root.
pub(super) fn find_settings(folder: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    let place = canonical(folder);
    let found = place
        .ancestors()
        .take_while(|above| above.starts_with(&sources.root))
        .chain([sources.root.as_path()])
        .map(|above| above.join("pressroom.toml"))
        .find(|file| file.is_file());
    let Some(file) = found else { return };
    let shown = if file.parent() == Some(&place) {
        folder.join("pressroom.toml")
    } else if folder.is_absolute() {
        file.clone()
    } else {
        path::way(&canonical(Path::new(".")), &file)
    };
    let bytes = disk::bytes_inside(&sources.root, &file);
    sources.settings = add_text(bytes, path::shown(&shown), Some(file), sources, diagnostics);
}

/// Adds a Markdown file, or reports why not. One without text is reported too.
pub(super) fn add(
    bytes: Result<Vec<u8>, Refusal>,
    shown: String,
    location: Option<PathBuf>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<FileId> {
    let file = add_text(bytes, shown, location, sources, diagnostics)?;
    if sources.text(file).trim().is_empty() {
        let message = format!("`{}` holds no text", sources.path(file));
        diagnostics.add(Diagnostic::warning(Code::EmptyDocument, Span::new(file, 0..0), message));
    }
    Some(file)
}

/// Adds a file of text, or reports why not.
pub(super) fn add_text(
    bytes: Result<Vec<u8>, Refusal>,
    shown: String,
    location: Option<PathBuf>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<FileId> {
    let decoded = match bytes {
        Ok(bytes) => decode(&bytes),
        Err(refusal) => {
            let message = format!("`{shown}` is left out: {refusal}");
            diagnostics.add(Diagnostic::error(Code::UnreadableFile, None, message));
            return None;
        }
    };
    match decoded {
        Ok(decoded) => Some(add_decoded(decoded, shown, location, sources, diagnostics)),
        Err(NotText::Utf16) => {
            let message = format!("`{shown}` is UTF-16, save it as UTF-8");
            let file = sources.add(shown, location, String::new());
            diagnostics.add(Diagnostic::error(Code::NotUtf8, Span::new(file, 0..0), message));
            None
        }
        Err(NotText::NotUtf8 { lossy, at, byte, guess }) => {
            let message = format!("`{shown}` is not UTF-8: byte 0x{byte:02X}");
            let file = sources.add(shown, location, lossy);
            let help = match guess {
                Some(encoding) => format!("it looks like {encoding}; save it as UTF-8"),
                None => "save it as UTF-8".to_string(),
            };
            let span = Span::new(file, at..at + char::REPLACEMENT_CHARACTER.len_utf8());
            diagnostics.add(Diagnostic::error(Code::NotUtf8, span, message).with_help(help));
            None
        }
    }
}

fn add_decoded(
    decoded: Decoded,
    shown: String,
    location: Option<PathBuf>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> FileId {
    let file = sources.add(shown, location, decoded.text);
    if let Some(first) = decoded.forbidden.first() {
        let span = Span::new(file, first.at..first.at + char::REPLACEMENT_CHARACTER.len_utf8());
        let code = first.character as u32;
        let message = match decoded.forbidden.len() {
            1 => format!("U+{code:04X} was replaced by U+FFFD"),
            count => format!("{count} control characters, the first U+{code:04X}, were replaced by U+FFFD"),
        };
        let help = "no edition can hold these characters; remove them";
        diagnostics.add(Diagnostic::warning(Code::ForbiddenCharacter, span, message).with_help(help));
    }
    file
}

/// Reads a font file, or all font files below a folder, in order of their paths.
fn add_fonts(path: &Path, fonts: &mut Vec<(String, Vec<u8>)>, diagnostics: &mut Diagnostics) {
    let mut files = Vec::new();
    let mut left = vec![path.to_path_buf()];
    while let Some(path) = left.pop() {
        // What the command line names may be a link; what lies below a folder may not, so that
        // there are no loops.
        if path.is_dir() {
            match fs::read_dir(&path) {
                Ok(entries) => left.extend(entries.flatten().filter(is_font_or_folder).map(|one| one.path())),
                Err(error) => report_font(&path, &disk::reason(&error), diagnostics),
            }
        } else {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        report_font(path, "it holds no .ttf or .otf file", diagnostics);
    }
    for file in files {
        match disk::bytes(&file) {
            Ok(bytes) => fonts.push((path::shown(&file), bytes)),
            Err(refusal) => report_font(&file, &refusal.to_string(), diagnostics),
        }
    }
}

fn is_font_or_folder(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy().to_ascii_lowercase();
    let Ok(kind) = entry.file_type() else { return false };
    kind.is_dir() || kind.is_file() && (name.ends_with(".ttf") || name.ends_with(".otf"))
}

fn report_font(path: &Path, reason: &str, diagnostics: &mut Diagnostics) {
    let message = format!("the font path `{}` is left out: {reason}", path::shown(path));
    diagnostics.add(Diagnostic::error(Code::BadFont, None, message));
}
