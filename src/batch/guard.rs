//! The author's files of a whole run, so that no edition is written over one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::output::{identity, place};

/// Every file that some document of the run was read from or names, and the document.
#[derive(Debug, Default)]
pub(super) struct Guard {
    /// The paths as they were handed in, so that what many documents share is looked up once.
    seen: BTreeSet<PathBuf>,
    places: BTreeMap<PathBuf, String>,
    identities: BTreeMap<(u64, u64), String>,
}

impl Guard {
    /// Protects the file at `path` from now on, which `document` uses.
    pub(super) fn protect(&mut self, path: &Path, document: &str) {
        if self.seen.contains(path) {
            return;
        }
        self.seen.insert(path.to_path_buf());
        self.places.entry(place(path)).or_insert_with(|| document.to_owned());
        if let Some(identity) = identity(path) {
            self.identities.entry(identity).or_insert_with(|| document.to_owned());
        }
    }

    /// The document that uses the file at `path`, whatever that is called there.
    pub(super) fn user_of(&self, path: &Path) -> Option<&str> {
        let same = identity(path).and_then(|identity| self.identities.get(&identity));
        same.or_else(|| self.places.get(&place(path))).map(String::as_str)
    }
}
