//! A finished edition: what a backend writes and a reader reads.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::model::FileName;

/// A finished edition: a file, or a folder of files that refer to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edition {
    /// One file, which is called after its document: `guide.pdf`.
    File(Vec<u8>),
    /// Several files in a folder that is called so: `guide.html/index.html`.
    Folder(Folder),
}

/// The files of an edition, by their paths below its folder, with `/` between names.
///
/// There is at least one. Every name is safe on all common file systems, no two paths are the same there,
/// and none leads through a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder(BTreeMap<String, Vec<u8>>);

/// Why files cannot be the folder of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadFolder {
    /// There are none.
    Empty,
    /// A path has a name that some file system does not take, or leads outside.
    Name(String),
    /// Two paths are the same where small letters and capitals are, or one leads through the other.
    Twice(String),
}

/// A sentence without its full stop.
impl fmt::Display for BadFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("an edition has no files"),
            Self::Name(path) => write!(f, "`{path}` is no path for a file of an edition"),
            Self::Twice(path) => write!(f, "two files of an edition are called `{path}`"),
        }
    }
}

impl std::error::Error for BadFolder {}

impl Edition {
    /// The bytes of an edition that is one file.
    pub fn file(&self) -> Option<&[u8]> {
        match self {
            Self::File(bytes) => Some(bytes),
            Self::Folder(_) => None,
        }
    }

    /// The same, taken out of it.
    pub fn into_file(self) -> Option<Vec<u8>> {
        match self {
            Self::File(bytes) => Some(bytes),
            Self::Folder(_) => None,
        }
    }

    /// The files: the path of each below the edition's folder, empty for one that is a single file, and
    /// its bytes. In the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let (file, folder) = match self {
            Self::File(bytes) => (Some(("", bytes.as_slice())), None),
            Self::Folder(folder) => (None, Some(folder.files())),
        };
        file.into_iter().chain(folder.into_iter().flatten())
    }

    /// The size of all files together, in bytes.
    pub fn size(&self) -> usize {
        self.files().map(|(_, bytes)| bytes.len()).sum()
    }
}

impl Folder {
    /// The folder of these files, each with its path below it.
    ///
    /// # Errors
    ///
    /// There are no files, or one of the paths cannot be that of a file.
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self, BadFolder> {
        let mut folder = BTreeMap::new();
        let (mut taken, mut folders) = (BTreeSet::new(), BTreeSet::new());
        for (path, bytes) in files {
            if !path.split('/').all(|name| FileName::new(name).is_some()) {
                return Err(BadFolder::Name(path));
            }
            let lower = path.to_lowercase();
            let above: Vec<String> = lower.match_indices('/').map(|(at, _)| lower[..at].to_owned()).collect();
            if above.iter().any(|one| taken.contains(one)) || folders.contains(&lower) || !taken.insert(lower)
            {
                return Err(BadFolder::Twice(path));
            }
            folders.extend(above);
            folder.insert(path, bytes);
        }
        if folder.is_empty() { Err(BadFolder::Empty) } else { Ok(Self(folder)) }
    }

    /// The bytes of the file at `path`.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// All files, in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(paths: &[&str]) -> Result<Vec<String>, BadFolder> {
        let files = paths.iter().map(|path| ((*path).to_owned(), Vec::new()));
        Folder::new(files).map(|folder| folder.files().map(|(path, _)| path.to_owned()).collect())
    }

    #[test]
    fn a_folder_holds_safe_paths_each_once() {
        assert_eq!(folder(&["b.html", "a/c.css"]), Ok(vec!["a/c.css".to_owned(), "b.html".to_owned()]));
        assert_eq!(folder(&[]), Err(BadFolder::Empty));
        for path in ["", "/a", "../a", "a//b", "a/", "a/../b", "a\\b", "c:", "con", "a/.", "a\0"] {
            assert_eq!(folder(&[path]), Err(BadFolder::Name(path.to_owned())), "{path}");
        }
        for [one, other] in [["a", "a"], ["a", "A"], ["a", "a/b"], ["A/b", "a"], ["a/b", "A/B"]] {
            assert_eq!(folder(&[one, other]), Err(BadFolder::Twice(other.to_owned())), "{one} {other}");
        }
        assert!(folder(&["a/b", "a/c"]).is_ok());
    }
}
