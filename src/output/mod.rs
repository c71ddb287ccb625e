//! Stand-in until the real one arrives: bytes → files.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// A safe file name.
pub fn slug(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

/// Names that are unique in a run.
#[derive(Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// `name`, or `name-2` …
    pub fn unique(&mut self, name: &str) -> String {
        let mut unique = name.to_owned();
        let mut number = 2;
        while !self.0.insert(unique.clone()) {
            unique = format!("{name}-{number}");
            number += 1;
        }
        unique
    }
}

/// Writes a file, whole or not at all.
///
/// # Errors
///
/// As the file system says.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}
