//! Where files are read from: the disk, or memory.

use std::fmt;
use std::path::{Path, PathBuf};

use super::Refusal;

/// Files and folders, as the sources are read from them.
///
/// What a document may read of them is decided in one place for all worlds: nothing that ends outside its
/// root, nothing that is no file, nothing too large.
pub trait World: fmt::Debug + Send + Sync {
    /// The file or folder to which `path` leads, links followed, as an absolute path without `.` and `..`:
    /// two paths mean the same if these are equal.
    ///
    /// # Errors
    ///
    /// Nothing is there, or it cannot be told.
    fn end(&self, path: &Path) -> Result<PathBuf, Refusal>;

    /// What `path` leads to, links followed; [`Kind::Link`] for a link that leads nowhere.
    ///
    /// # Errors
    ///
    /// Nothing is there, or it cannot be told.
    fn kind(&self, path: &Path) -> Result<Kind, Refusal>;

    /// What lies in the folder at `path`, in any order, each with what it is itself: links are not
    /// followed.
    ///
    /// # Errors
    ///
    /// It is no folder, or cannot be read.
    fn list(&self, path: &Path) -> Result<Vec<(PathBuf, Kind)>, Refusal>;

    /// The bytes of the file at `path`, which may be a link; at most `limit` of them. It never blocks.
    ///
    /// # Errors
    ///
    /// It is not there, no file, or larger.
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Refusal>;

    /// What is handed in for a document without a file; at most `limit` bytes.
    ///
    /// # Errors
    ///
    /// Nothing is handed in, or it is larger.
    fn standard_input(&self, limit: u64) -> Result<Vec<u8>, Refusal>;
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link.
    Link,
    /// A pipe or a device.
    Other,
}

/// The largest file that is read, in bytes. Far above any text or picture that a book holds, and
/// small enough that a wrong path does not fill the memory.
pub(super) const LIMIT: u64 = 64 << 20;

/// The bytes of the file at `path`, which may lead through links as long as its end lies in
/// `root`. `root` is an [end](World::end).
pub(super) fn bytes_inside(world: &dyn World, root: &Path, path: &Path) -> Result<Vec<u8>, Refusal> {
    world.read(&end_inside(world, root, path)?, LIMIT)
}

/// The file or folder to which `path` leads, if it lies in `root`.
pub(super) fn end_inside(world: &dyn World, root: &Path, path: &Path) -> Result<PathBuf, Refusal> {
    let end = world.end(path)?;
    if end.starts_with(root) { Ok(end) } else { Err(Refusal::Outside) }
}

/// A path that can be compared; as it is if the world does not know it, which shows soon.
pub(super) fn canonical(world: &dyn World, path: &Path) -> PathBuf {
    world.end(path).unwrap_or_else(|_| path.to_path_buf())
}

/// Whether there is anything at `path`. A settings file that is a pipe or leads nowhere is not passed
/// over: it is reported when it is read.
pub(super) fn is_there(world: &dyn World, path: &Path) -> bool {
    world.kind(path).is_ok()
}
