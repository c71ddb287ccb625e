//! Stand-in until the real one arrives: paths → inputs.

use std::path::{Path, PathBuf};

/// A document to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A Markdown file.
    File {
        /// The file.
        path: PathBuf,
        /// The folder that pictures may come from.
        root: PathBuf,
    },
    /// A folder with a book.
    Book {
        /// The folder.
        folder: PathBuf,
    },
    /// Standard input.
    Stdin,
}

/// Nothing to read at a path.
#[derive(Debug)]
pub struct NotFound(pub String);

impl std::fmt::Display for NotFound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The inputs at `path`.
///
/// # Errors
///
/// When there is nothing.
pub fn find(path: &Path, root: Option<&Path>) -> Result<Vec<Input>, NotFound> {
    let file = |path: PathBuf| {
        let own = path.parent().unwrap_or(Path::new("")).to_owned();
        Input::File { root: root.map_or(own, Path::to_owned), path }
    };
    if path.join("book.toml").is_file() {
        return Ok(vec![Input::Book { folder: path.to_owned() }]);
    }
    if path.is_dir() {
        let mut found: Vec<_> = std::fs::read_dir(path)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
            .collect();
        found.sort();
        return Ok(found.into_iter().map(file).collect());
    }
    if path.is_file() {
        return Ok(vec![file(path.to_owned())]);
    }
    Err(NotFound(format!("there is no `{}`", path.display())))
}
