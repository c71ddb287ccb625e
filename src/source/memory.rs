//! Files in memory.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::{Kind, Refusal, World};

/// Files in memory, for documents that lie on no disk. Folders are there as far as files lie in them; all
/// paths start at one root, `/`, whether they say so or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    files: BTreeMap<PathBuf, Arc<[u8]>>,
}

impl Memory {
    /// A world without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with a file at `path`, in place of one that was there.
    #[must_use]
    pub fn with(mut self, path: impl AsRef<Path>, bytes: impl Into<Arc<[u8]>>) -> Self {
        self.files.insert(place(path.as_ref()), bytes.into());
        self
    }
}

/// `path` from the root on, without `.` and `..`.
fn place(path: &Path) -> PathBuf {
    let mut place = PathBuf::from("/");
    for part in path.components() {
        match part {
            Component::Normal(name) => place.push(name),
            Component::ParentDir => drop(place.pop()),
            Component::Prefix(_) | Component::RootDir | Component::CurDir => {}
        }
    }
    place
}

impl World for Memory {
    fn end(&self, path: &Path) -> Result<PathBuf, Refusal> {
        self.kind(path).map(|_| place(path))
    }

    fn kind(&self, path: &Path) -> Result<Kind, Refusal> {
        let place = place(path);
        if self.files.contains_key(&place) {
            return Ok(Kind::File);
        }
        let is_folder = self.files.keys().any(|file| file.starts_with(&place)) || place == Path::new("/");
        if is_folder { Ok(Kind::Folder) } else { Err(Refusal::Missing) }
    }

    fn list(&self, path: &Path) -> Result<Vec<(PathBuf, Kind)>, Refusal> {
        let folder = place(path);
        let mut entries = BTreeMap::new();
        for file in self.files.keys() {
            let mut below = file.strip_prefix(&folder).into_iter().flat_map(Path::components);
            if let Some(name) = below.next() {
                let kind = if below.next().is_some() { Kind::Folder } else { Kind::File };
                entries.insert(path.join(name), kind);
            }
        }
        Ok(entries.into_iter().collect())
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Refusal> {
        match self.files.get(&place(path)) {
            Some(bytes) if bytes.len() as u64 > limit => Err(Refusal::TooLarge(limit)),
            Some(bytes) => Ok(bytes.to_vec()),
            None => Err(self.kind(path).err().unwrap_or(Refusal::NotAFile)),
        }
    }

    fn standard_input(&self, _limit: u64) -> Result<Vec<u8>, Refusal> {
        Err(Refusal::Missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_there_as_far_as_files_lie_in_them() {
        let world = Memory::new().with("a/b/c.md", *b"c").with("/a/d.md", *b"d");
        assert_eq!(world.kind(Path::new("a/./b")), Ok(Kind::Folder));
        assert_eq!(world.kind(Path::new("/a/b/../d.md")), Ok(Kind::File));
        assert_eq!(world.kind(Path::new("b")), Err(Refusal::Missing));
        assert_eq!(world.end(Path::new("a/x/../d.md")), Ok("/a/d.md".into()));
        assert_eq!(world.read(Path::new("a/b"), 9), Err(Refusal::NotAFile));
        assert_eq!(world.read(Path::new("a/d.md"), 0), Err(Refusal::TooLarge(0)));
        let listed = world.list(Path::new("a"));
        assert_eq!(listed, Ok(vec![("a/b".into(), Kind::Folder), ("a/d.md".into(), Kind::File)]));
        assert_eq!(world.list(Path::new(".")), Ok(vec![("./a".into(), Kind::Folder)]));
    }
}
