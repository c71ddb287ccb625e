//! The theme file that a document asks for → its text among the [`Sources`].

use std::path::Path;

use super::decode::decode;
use super::sources::THEME;
use super::{Refusal, Sources, path};
use crate::span::FileId;

/// Reads the theme file that `name` means in the text of `from`: starting at that file's folder, or
/// at the root if no file names it. Like a picture, it has to lie inside the root.
///
/// A document has one theme; its file is known only when its settings have been read, and so is
/// the one file that joins the sources after they were opened.
pub fn theme(sources: &Sources, from: Option<FileId>, name: &str) -> Result<FileId, Refusal> {
    let folder = from.map_or(sources.root.as_path(), |file| sources.folder_of(file));
    sources.named.add(&folder.join(name));
    let location = path::join(&sources.root, folder, name)?;
    let bytes = sources.bytes(&location)?;
    let decoded = decode(&bytes).map_err(|_| Refusal::Unreadable("it is not UTF-8 text".to_owned()))?;
    let shown = match from.map(|file| Path::new(sources.path(file))) {
        Some(beside) => path::shown(&beside.with_file_name(name)),
        None => path::shown(Path::new(name)),
    };
    sources.add_theme(shown, location, decoded.text);
    Ok(THEME)
}
