//! The path part of a link → the chapter it leads to.

use std::path::Path;

use super::read::roots;
use super::{Piece, Sources, path};
use crate::span::FileId;

/// The chapter that `path`, the part of a link before `#`, means in the text of `from`, or `None`
/// if it means no chapter of this document. An empty path means `from`.
///
/// A chapter is reached by its file (`../ch01.md`), by the page that a site makes of it
/// (`ch01.html`, `ch01`, `ch01/`), and by its folder if it is that folder's `README.md` or
/// `index.md`. The disk is not asked.
pub fn chapter_at(sources: &Sources, from: FileId, path: &str) -> Option<FileId> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() {
        return chapters(sources).find(|chapter| *chapter == from);
    }
    let path = path::decoded(path);
    let folder = sources.folder_of(from);
    roots(sources, &path).into_iter().find_map(|root| {
        let place = path::join(root, folder, &path).ok()?;
        spellings(&place).iter().find_map(|spelling| {
            // Both are worked out already, so letters decide; that is quicker than parts.
            chapters(sources).find(|chapter| {
                sources.location_of(*chapter).map(Path::as_os_str) == Some(spelling.as_os_str())
            })
        })
    })
}

fn chapters(sources: &Sources) -> impl Iterator<Item = FileId> {
    sources.pieces.iter().filter_map(|piece| match piece {
        Piece::Chapter { file, .. } => Some(*file),
        Piece::Part { .. } | Piece::Draft { .. } => None,
    })
}

/// The files that a link to `place` may mean, most literal first.
fn spellings(place: &Path) -> Vec<std::path::PathBuf> {
    let mut spellings = vec![place.to_path_buf()];
    if place.extension().is_some_and(|extension| extension == "html" || extension == "htm") {
        spellings.extend([place.with_extension("md"), place.with_extension("markdown")]);
        if place.file_stem().is_some_and(|stem| stem == "index") {
            spellings.push(place.with_file_name("README.md"));
        }
    } else if place.extension().is_none_or(|extension| extension != "md") {
        let mut page = place.as_os_str().to_os_string();
        page.push(".md");
        spellings.extend([page.into(), place.join("README.md"), place.join("index.md")]);
    }
    spellings
}
