//! A path → which file it means.

use std::fs;
use std::path::{Path, PathBuf};

/// Where `path` lies, links in its folders followed, and at its end too if there is a file. What is
/// not there yet lies in the nearest folder that is.
pub fn place(path: &Path) -> PathBuf {
    let mut at = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut rest = Vec::new();
    loop {
        if let Ok(end) = fs::canonicalize(&at) {
            return rest.iter().rev().fold(end, |path, part| path.join(part));
        }
        match (at.parent(), at.file_name()) {
            (Some(parent), Some(name)) => {
                rest.push(name.to_owned());
                at = parent.to_path_buf();
            }
            _ => return path.to_path_buf(),
        }
    }
}

/// What tells the file at `path`, links followed, from all others, whatever it is called: hard links
/// and spellings that the file system takes for one have the same. `None` where nothing is, and on
/// systems that do not tell.
pub fn identity(path: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let file = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some((file.dev(), file.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}
