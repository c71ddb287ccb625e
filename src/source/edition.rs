//! A path on the command line → a finished edition, or another file that the program has made.

use std::path::Path;

use super::{Disk, Kind, Refusal, World};
use crate::edition::{Edition, Folder};

/// The largest finished edition that is read, in bytes.
const LARGEST: u64 = 1 << 30;

/// The most files of an edition.
const MOST_FILES: usize = 10_000;

/// The bytes of a finished file, to be looked into.
///
/// # Errors
///
/// Why it is not read.
pub fn finished(path: &Path) -> Result<Vec<u8>, Refusal> {
    Disk.read(path, LARGEST)
}

/// A finished edition, to be looked into: a file, or the files of a folder, if its name has one of these
/// endings.
///
/// # Errors
///
/// Why it is not read.
pub fn edition(path: &Path, folders: &[&str]) -> Result<Edition, Refusal> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let is_edition = ending.is_some_and(|ending| folders.contains(&&*ending));
    if is_edition && Disk.kind(path) == Ok(Kind::Folder) {
        return folder(&Disk, path).map(Edition::Folder);
    }
    finished(path).map(Edition::File)
}

/// The files of the folder at `root`. Nothing that is no file belongs to an edition.
fn folder(world: &dyn World, root: &Path) -> Result<Folder, Refusal> {
    let mut files = Vec::new();
    let mut room = LARGEST;
    let mut left = vec![root.to_path_buf()];
    while let Some(folder) = left.pop() {
        for (path, kind) in world.list(&folder)? {
            match kind {
                Kind::Folder => left.push(path),
                Kind::File => {
                    let bytes = world.read(&path, room)?;
                    room -= bytes.len() as u64;
                    files.push((super::path::shown(path.strip_prefix(root).unwrap_or(&path)), bytes));
                }
                Kind::Link | Kind::Other => return Err(Refusal::NotAFile),
            }
            if files.len() + left.len() > MOST_FILES {
                return Err(Refusal::Unreadable(format!("it holds more than {MOST_FILES} files")));
            }
        }
    }
    Folder::new(files).map_err(|why| Refusal::Unreadable(why.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

    #[test]
    fn the_files_of_a_folder_are_its_edition() {
        let world = Memory::new().with("a.dump/b.txt", *b"b").with("a.dump/c/d.txt", *b"d").with("e", *b"e");
        let read = folder(&world, Path::new("a.dump")).expect("it is there");
        let files: Vec<_> = read.files().collect();
        assert_eq!(files, [("b.txt", b"b".as_slice()), ("c/d.txt", b"d")]);
        assert!(folder(&world, Path::new("f")).is_err());
    }
}
