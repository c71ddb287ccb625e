//! The files that a document names: those that were read, and those that could not be.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The paths of all files that a document was made from or asked for. Pictures are read by several
/// threads at once, so they are noted down behind a lock; copies share the list.
#[derive(Clone, Debug, Default)]
pub(super) struct NamedFiles(Arc<Mutex<BTreeSet<PathBuf>>>);

impl NamedFiles {
    /// Notes down that the document names the file at `path`.
    pub(super) fn add(&self, path: &Path) {
        let mut paths = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !paths.contains(path) {
            paths.insert(path.to_path_buf());
        }
    }

    /// All of them so far, in order.
    pub(super) fn all(&self) -> Vec<PathBuf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
