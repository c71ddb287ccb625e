//! The theme files that a document may ask for → their texts among the [`Sources`].

use std::path::Path;

use super::decode::decode;
use super::sources::ThemeFile;
use super::value::{self, Node, Value};
use super::{Piece, Refusal, Sources, path};
use crate::span::FileId;

/// Reads the theme file that `name` means in the text of `from`: starting at that file's folder, or
/// at the root if no file names it. Like a picture, it has to lie inside the root.
///
/// # Errors
///
/// Why it is not read.
pub fn theme(sources: &mut Sources, from: Option<FileId>, name: &str) -> Result<FileId, Refusal> {
    if let Some(known) = sources.theme(from, name) {
        return known;
    }
    let read = read(sources, from, name);
    sources.add_theme(from, name.to_owned(), read)
}

fn read(sources: &Sources, from: Option<FileId>, name: &str) -> Result<ThemeFile, Refusal> {
    let folder = from.map_or(sources.root.as_path(), |file| sources.folder_of(file));
    sources.named.add(&folder.join(name));
    let location = path::join(&sources.root, folder, name)?;
    let bytes = sources.bytes(&location)?;
    let decoded = decode(&bytes).map_err(|_| Refusal::Unreadable("it is not UTF-8 text".to_owned()))?;
    let shown = match from.map(|file| Path::new(sources.path(file))) {
        Some(beside) => path::shown(&beside.with_file_name(name)),
        None => path::shown(Path::new(name)),
    };
    Ok(ThemeFile { shown, location, text: decoded.text })
}

/// Reads every theme file that the document's settings name: those of the command line, of the first
/// text's front matter, of `pressroom.toml`. Which of them counts is known when they have been parsed.
pub(super) fn read_all(sources: &mut Sources) {
    let mut names: Vec<(Option<FileId>, String)> = Vec::new();
    let typed = sources.overrides.iter().filter(|setting| is_theme(&setting.key));
    names.extend(typed.map(|setting| (None, setting.value.split_whitespace().collect::<Vec<_>>().join(" "))));
    let first = sources.pieces.iter().find_map(|piece| match piece {
        Piece::Chapter { file, .. } => Some(*file),
        Piece::Part { .. } | Piece::Draft { .. } => None,
    });
    if let Some(first) = first {
        names.extend(named_in(in_front(sources.text(first))).map(|name| (Some(first), name)));
    }
    if let Some(settings) = sources.settings {
        let node = value::toml(sources.text(settings)).ok();
        names.extend(named_in(node).map(|name| (Some(settings), name)));
    }
    for (from, name) in names.into_iter().filter(|(_, name)| name.ends_with(".toml")) {
        // A theme that cannot be read is reported where it is chosen.
        let _ = theme(sources, from, &name);
    }
}

fn is_theme(key: &str) -> bool {
    key.trim().eq_ignore_ascii_case("theme")
}

/// The themes that settings name.
fn named_in(settings: Option<Node>) -> impl Iterator<Item = String> {
    let entries = match settings {
        Some(Node { value: Value::Map(entries), .. }) => entries,
        _ => Vec::new(),
    };
    entries.into_iter().filter(|entry| is_theme(&entry.key)).filter_map(|entry| match entry.node.value {
        Value::Scalar(name) => Some(name.split_whitespace().collect::<Vec<_>>().join(" ")),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    })
}

/// What the front matter of a text says, if it has any that can be read.
fn in_front(text: &str) -> Option<Node> {
    let first = text.lines().next()?;
    let fence = first.trim_end();
    if fence != "---" && fence != "+++" {
        return None;
    }
    let start = (first.len() + 1).min(text.len());
    let (end, _) = closing(text, start, fence)?;
    let inside = &text[start..end];
    if fence == "---" { value::yaml(inside).ok() } else { value::toml(inside).ok() }
}

/// The end of what is inside front matter, and the start of what comes after the closing line.
pub(crate) fn closing(text: &str, start: usize, fence: &str) -> Option<(usize, usize)> {
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let trimmed = line.trim_end();
        if trimmed == fence || (fence == "---" && trimmed == "...") {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}
