//! Files without a name: the system removes them by itself, however the process ends.
//!
//! Only Linux has them, and not on every file system (`O_TMPFILE`, open(2)).

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// So many may be open at once: each takes a descriptor, of which a process has about a thousand.
const MOST: usize = 64;

static OPEN: AtomicUsize = AtomicUsize::new(0);

/// A file that has no name yet. Dropped, it is gone.
#[derive(Debug)]
pub(super) struct Nameless(File);

impl Nameless {
    /// A new file in `folder`, which whoever the umask lets may read; `None` where there can be none.
    pub(super) fn create_in(folder: &Path) -> Option<Self> {
        if OPEN.fetch_add(1, Ordering::Relaxed) < MOST
            && let Some(file) = open(folder)
        {
            return Some(Self(file));
        }
        OPEN.fetch_sub(1, Ordering::Relaxed);
        None
    }

    /// The file, to be written to.
    pub(super) fn file(&mut self) -> &mut File {
        &mut self.0
    }

    /// Gives the file the name `path`, which nothing may have yet.
    ///
    /// # Errors
    ///
    /// Those of the system.
    pub(super) fn call(&self, path: &Path) -> io::Result<()> {
        link(&self.0, path)
    }
}

impl Drop for Nameless {
    fn drop(&mut self) {
        OPEN.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(target_os = "linux")]
fn open(folder: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags};

    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    let file = File::from(rustix::fs::open(folder, flags, Mode::from_raw_mode(0o666)).ok()?);
    // It gets its name by its entry there.
    fs::metadata(descriptor(&file)).is_ok().then_some(file)
}

#[cfg(target_os = "linux")]
fn link(file: &File, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD};

    Ok(rustix::fs::linkat(CWD, descriptor(file), CWD, path, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(target_os = "linux")]
fn descriptor(file: &File) -> String {
    use std::os::fd::AsRawFd;

    format!("/proc/self/fd/{}", file.as_raw_fd())
}

#[cfg(not(target_os = "linux"))]
fn open(_: &Path) -> Option<File> {
    None
}

#[cfg(not(target_os = "linux"))]
fn link(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
