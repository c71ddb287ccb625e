//! A path on the disk → its bytes, or why not.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Refusal;

/// The largest file that is read, in bytes. Far above any text or picture that a book holds, and
/// small enough that a wrong path does not fill the memory.
pub(super) const LIMIT: u64 = 64 << 20;

/// The bytes of the file at `path`. Folders, devices and pipes are refused before they are opened,
/// so nothing blocks.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Refusal> {
    bytes_up_to(path, LIMIT)
}

/// The bytes of a file of at most `limit` bytes.
pub(super) fn bytes_up_to(path: &Path, limit: u64) -> Result<Vec<u8>, Refusal> {
    let found = fs::metadata(path).map_err(refusal)?;
    if !found.is_file() {
        return Err(Refusal::NotAFile);
    }
    if found.len() > limit {
        return Err(Refusal::TooLarge(limit));
    }
    drain_up_to(File::open(path).map_err(refusal)?, limit)
}

/// The bytes of the file at `path`, which may lead through links as long as its end lies in
/// `root`. `root` is canonical.
pub(super) fn bytes_inside(root: &Path, path: &Path) -> Result<Vec<u8>, Refusal> {
    bytes(&end_inside(root, path)?)
}

/// The file or folder to which `path` leads, if it lies in `root`.
pub(super) fn end_inside(root: &Path, path: &Path) -> Result<PathBuf, Refusal> {
    let end = fs::canonicalize(path).map_err(refusal)?;
    if end.starts_with(root) { Ok(end) } else { Err(Refusal::Outside) }
}

/// All that `reader` gives, up to the limit.
pub(super) fn drain(reader: impl Read) -> Result<Vec<u8>, Refusal> {
    drain_up_to(reader, LIMIT)
}

fn drain_up_to(reader: impl Read, limit: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let size = reader.take(limit + 1).read_to_end(&mut bytes).map_err(refusal)?;
    if size as u64 > limit { Err(Refusal::TooLarge(limit)) } else { Ok(bytes) }
}

fn refusal(error: io::Error) -> Refusal {
    use io::ErrorKind::{InvalidFilename, InvalidInput, NotADirectory, NotFound};
    match error.kind() {
        // A name with a NUL, a name too long, a path through a file: nothing can be there.
        NotFound | NotADirectory | InvalidInput | InvalidFilename => Refusal::Missing,
        _ => Refusal::Unreadable(reason(&error)),
    }
}

/// An error of the system in words, without the number that differs from system to system.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or_default();
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
