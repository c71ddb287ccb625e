//! Which folders are books.

use std::path::{Path, PathBuf};

use super::path;
use super::world::{LIMIT, World, is_there};

/// Whether `folder`, met on the way through a larger one, is a book.
pub(super) fn is_book(world: &dyn World, folder: &Path) -> bool {
    is_there(world, &folder.join("book.toml")) && chapters_folder(world, folder).is_some()
}

/// Whether `folder`, named as what to read, is a book. Then `SUMMARY.md` in it is enough.
pub(super) fn is_named_book(world: &dyn World, folder: &Path) -> bool {
    chapters_folder(world, folder).is_some()
}

/// The folder that holds `SUMMARY.md`: the one that `book.toml` names, `src`, or the book's own.
pub(super) fn chapters_folder(world: &dyn World, folder: &Path) -> Option<PathBuf> {
    let settings = world.read(&folder.join("book.toml"), LIMIT).ok();
    let named = settings.and_then(|bytes| {
        let settings: toml::Table = toml::from_str(std::str::from_utf8(&bytes).ok()?).ok()?;
        Some(settings.get("book")?.get("src")?.as_str()?.to_string())
    });
    let named = named.as_deref().unwrap_or("src");
    let source =
        path::join(folder, folder, named).ok().filter(|_| is_there(world, &folder.join("book.toml")));
    source
        .into_iter()
        .chain([folder.to_path_buf()])
        .find(|folder| is_there(world, &folder.join("SUMMARY.md")))
}
