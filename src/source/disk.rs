//! Files on the disk. This is the one place that reads them.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Kind, Refusal, World};

/// The disk of this machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Disk;

impl World for Disk {
    fn end(&self, path: &Path) -> Result<PathBuf, Refusal> {
        fs::canonicalize(path).map_err(refusal)
    }

    fn kind(&self, path: &Path) -> Result<Kind, Refusal> {
        match fs::metadata(path) {
            Ok(found) => Ok(kind(found.file_type())),
            Err(_) if fs::symlink_metadata(path).is_ok() => Ok(Kind::Link),
            Err(error) => Err(refusal(error)),
        }
    }

    fn list(&self, path: &Path) -> Result<Vec<(PathBuf, Kind)>, Refusal> {
        let entry = |entry: io::Result<fs::DirEntry>| {
            let entry = entry?;
            Ok((entry.path(), kind(entry.file_type()?)))
        };
        fs::read_dir(path).and_then(|entries| entries.map(entry).collect()).map_err(refusal)
    }

    /// Folders, devices and pipes are refused before they are opened, so nothing blocks.
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Refusal> {
        let found = fs::metadata(path).map_err(refusal)?;
        if !found.is_file() {
            return Err(Refusal::NotAFile);
        }
        if found.len() > limit {
            return Err(Refusal::TooLarge(limit));
        }
        drain(File::open(path).map_err(refusal)?, limit)
    }

    fn standard_input(&self, limit: u64) -> Result<Vec<u8>, Refusal> {
        drain(io::stdin().lock(), limit)
    }
}

fn kind(found: fs::FileType) -> Kind {
    match found {
        _ if found.is_file() => Kind::File,
        _ if found.is_dir() => Kind::Folder,
        _ if found.is_symlink() => Kind::Link,
        _ => Kind::Other,
    }
}

/// All that `reader` gives, up to the limit.
fn drain(reader: impl Read, limit: u64) -> Result<Vec<u8>, Refusal> {
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
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or_default();
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
