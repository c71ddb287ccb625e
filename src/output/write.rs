//! Bytes → a file in its place.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::nameless::Nameless;
use super::{limit, sweep};

/// What `path` leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nothing yet.
    New,
    /// A file or a link, which would be replaced.
    File,
    /// A folder, which is refused.
    Folder,
    /// A device or a pipe, such as `/dev/stdout`, which is written to as it is.
    Device,
}

impl Target {
    /// What `path` leads to, links followed; a link that leads nowhere is a file.
    pub fn of(path: &Path) -> Self {
        match fs::metadata(path) {
            Ok(target) if target.is_dir() => Self::Folder,
            Ok(target) if target.is_file() => Self::File,
            Ok(_) => Self::Device,
            Err(_) if fs::symlink_metadata(path).is_ok() => Self::File,
            Err(_) => Self::New,
        }
    }
}

/// Writes `bytes` to the file at `path` in one step: whoever looks sees the old file or the new
/// one, and a failure leaves the old one. Missing folders are made.
///
/// A link at `path` is replaced, not followed, so that nothing is written elsewhere. A folder is
/// refused. A device or pipe, such as `/dev/stdout`, is written to as it is.
///
/// # Errors
///
/// Those of the system; nothing has been changed then, but folders may have been made.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match Target::of(path) {
        Target::Folder => Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder")),
        Target::Device => fs::OpenOptions::new().write(true).open(path)?.write_all(bytes),
        Target::New | Target::File => stage(path, bytes)?.put(),
    }
}

/// A file that is written and not yet in its place. Dropped, it is gone.
#[derive(Debug)]
pub struct Staged {
    written: Written,
    path: PathBuf,
}

/// Where the bytes are.
#[derive(Debug)]
enum Written {
    /// In a file that is gone when the process ends, even if it is killed.
    Nameless(Nameless),
    /// In a file that a killed process leaves, until a later run sweeps it away.
    Named(TempPath),
}

/// Writes `bytes` beside `path`, into a file that takes its place later.
///
/// # Errors
///
/// Those of the system.
pub fn stage(path: &Path, bytes: &[u8]) -> io::Result<Staged> {
    let folder = folder_of(path);
    if limit::largest_file().is_some_and(|most| bytes.len() as u64 > most) {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than a file may be here"));
    }
    fs::create_dir_all(folder)?;
    // Beside the target, since only within one file system a file can change its name in one step.
    let written = match Nameless::create_in(folder) {
        Some(mut nameless) => {
            nameless.file().write_all(bytes)?;
            Written::Nameless(nameless)
        }
        None => {
            let prefix = sweep::prefix();
            let mut file = like_any_new_file(tempfile::Builder::new().prefix(&prefix)).tempfile_in(folder)?;
            file.write_all(bytes)?;
            Written::Named(file.into_temp_path())
        }
    };
    Ok(Staged { written, path: path.to_path_buf() })
}

/// The folder in which the file at `path` lies.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl Staged {
    /// Puts the file in its place, in one step.
    ///
    /// # Errors
    ///
    /// Those of the system; the old file is there as it was then.
    pub fn put(self) -> io::Result<()> {
        let named = match self.written {
            Written::Named(file) => file,
            // A file takes the place of another only by its name: it has one for a moment.
            Written::Nameless(file) => {
                let prefix = sweep::prefix();
                let name = |path: &Path| file.call(path);
                tempfile::Builder::new()
                    .prefix(&prefix)
                    .make_in(folder_of(&self.path), name)?
                    .into_temp_path()
            }
        };
        named.persist(&self.path).map_err(|failure| failure.error)
    }
}

/// Temporary files are for their owner alone; an edition is for everyone whom the umask lets read.
fn like_any_new_file<'a, 'b, 'c>(
    builder: &'c mut tempfile::Builder<'a, 'b>,
) -> &'c mut tempfile::Builder<'a, 'b> {
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::nameless::Nameless;
    use super::stage;

    #[test]
    fn what_is_staged_has_no_name_that_a_killed_run_would_leave() {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        let names = || fs::read_dir(folder.path()).expect("the folder is ours").count();
        let path = folder.path().join("book.txt");
        fs::write(&path, "old").expect("the folder is ours");
        let staged = stage(&path, b"new").expect("there is room");
        // Not every file system has files without a name.
        let named = usize::from(Nameless::create_in(folder.path()).is_none());
        assert_eq!(names(), 1 + named);
        assert_eq!(fs::read(&path).expect("it is there"), b"old");
        staged.put().expect("the folder is ours");
        assert_eq!((names(), fs::read(&path).expect("it is there")), (1, b"new".to_vec()));
        drop(stage(&path, b"newer").expect("there is room"));
        assert_eq!((names(), fs::read(&path).expect("it is there")), (1, b"new".to_vec()));
    }

    #[test]
    fn any_number_of_files_may_be_staged() {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        let path = |nth: usize| folder.path().join(format!("{nth}.txt"));
        let staged: Vec<_> = (0..200)
            .map(|nth| stage(&path(nth), nth.to_string().as_bytes()).expect("there is room"))
            .collect();
        for staged in staged {
            staged.put().expect("the folder is ours");
        }
        for nth in 0..200 {
            assert_eq!(fs::read_to_string(path(nth)).ok(), Some(nth.to_string()));
        }
        assert_eq!(fs::read_dir(folder.path()).expect("the folder is ours").count(), 200);
    }
}
