//! The path of a picture or cover → its bytes.

use std::path::Path;

use super::{Refusal, Sources, data, path};
use crate::span::FileId;

/// The bytes of the file that `path` names in the text of `from`: percent-decoded, starting at
/// that file's folder, or at the root if it starts with `/`. In a book, `/` may also mean the
/// folder of the chapters, which is where mdBook's pages have their root.
///
/// A `data:` address holds its bytes itself.
///
/// Only what ends inside [`Sources::root`] is read, links followed, and only if it is a file of at
/// most 64 MiB; no path blocks.
pub fn read(sources: &Sources, from: FileId, path: &str) -> Result<Vec<u8>, Refusal> {
    if let Some(held) = held(path) {
        return held;
    }
    if let Some(refusal) = refused_by_scheme(path) {
        return Err(refusal);
    }
    let folder = sources.folder_of(from);
    let mut refusal = Refusal::Missing;
    for reading in path::readings(path) {
        // What lies outside is not read, but it is the author's all the same.
        sources.named.add(&folder.join(&reading));
        for root in roots(sources, &reading) {
            let found = path::join(root, folder, &reading).and_then(|file| sources.bytes(&file));
            match found {
                Err(reason) if refusal == Refusal::Missing => refusal = reason,
                Err(_) => {}
                Ok(bytes) => return Ok(bytes),
            }
        }
    }
    Err(refusal)
}

/// The bytes that a `data:` address holds itself; `None` for any other.
pub fn held(address: &str) -> Option<Result<Vec<u8>, Refusal>> {
    let wrong = || Refusal::Unreadable("its data is not as its address says".to_string());
    data::rest(address).map(|_| data::bytes(address).ok_or_else(wrong))
}

/// What a leading `/` may mean.
pub(super) fn roots<'a>(sources: &'a Sources, path: &str) -> Vec<&'a Path> {
    match &sources.chapters_folder {
        Some(folder) if path.starts_with('/') => vec![folder, &sources.root],
        _ => vec![&sources.root],
    }
}

/// Addresses are not paths. Other words before a colon may be part of a file's name.
fn refused_by_scheme(path: &str) -> Option<Refusal> {
    if path.starts_with("//") {
        return Some(Refusal::Remote);
    }
    let (scheme, rest) = path.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    match (is_scheme, scheme.len()) {
        (false, _) => None,
        _ if scheme.eq_ignore_ascii_case("file") => Some(Refusal::Outside),
        // A drive.
        (true, 1) if rest.starts_with(['/', '\\']) => Some(Refusal::Outside),
        (true, _) => rest.starts_with("//").then_some(Refusal::Remote),
    }
}
