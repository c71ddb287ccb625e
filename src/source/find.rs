//! A path on the command line → the documents it means.

use std::fmt;
use std::path::{Path, PathBuf};

use super::world::{canonical, is_there};
use super::{Disk, Kind, Refusal, World, book_folder, path};

/// Where a document is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A Markdown file.
    File {
        /// The file, as typed.
        path: PathBuf,
        /// The folder that holds all it may use.
        root: PathBuf,
    },
    /// A folder with `book.toml` and `SUMMARY.md`, or with `SUMMARY.md` alone. It is its own root.
    Book {
        /// The folder, as typed.
        folder: PathBuf,
    },
    /// Standard input, as if it lay in the root.
    Stdin {
        /// The folder that holds all it may use.
        root: PathBuf,
    },
}

/// A path that means no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotFound {
    /// The path, as typed.
    pub path: PathBuf,
    /// What is the matter with it, as a clause after its name.
    pub reason: String,
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", path::shown(&self.path), self.reason)
    }
}

impl std::error::Error for NotFound {}

/// The documents that `path` means: a file; a book's folder; every `.md` and `.markdown` file
/// below another folder, in order of their paths; standard input for `-`.
///
/// In a folder, hidden folders, `node_modules` and `target` are left out, links are not followed,
/// and a folder with `book.toml` and `SUMMARY.md` is one book. `root` is the folder that holds all
/// that they may use; without it that is the nearest one above them that holds `pressroom.toml`, or
/// else the folder named, a file's own, or for standard input the current one.
///
/// # Errors
///
/// It means none.
pub fn find(path: &Path, root: Option<&Path>) -> Result<Vec<Input>, NotFound> {
    find_in(&Disk, path, root)
}

/// The same in any world.
///
/// # Errors
///
/// It means none.
pub fn find_in(world: &dyn World, path: &Path, root: Option<&Path>) -> Result<Vec<Input>, NotFound> {
    if path == Path::new("-") {
        return Ok(vec![Input::Stdin { root: root.unwrap_or(Path::new(".")).to_path_buf() }]);
    }
    match world.kind(path).map_err(|refusal| not_read(path, &refusal))? {
        Kind::File => {
            let root = root.map_or_else(|| root_of(world, folder_of(path)), Path::to_path_buf);
            return Ok(vec![Input::File { path: path.to_path_buf(), root }]);
        }
        Kind::Folder => {}
        Kind::Link => return Err(not_read(path, &world.end(path).err().unwrap_or(Refusal::Missing))),
        Kind::Other => return Err(not_found(path, "is neither a file nor a folder")),
    }
    if book_folder::is_named_book(world, path) {
        return Ok(vec![Input::Book { folder: path.to_path_buf() }]);
    }
    let root = root.map_or_else(|| root_of(world, path), Path::to_path_buf);
    let inputs = below(world, path, &root)?;
    if inputs.is_empty() { Err(not_found(path, "holds no Markdown file")) } else { Ok(inputs) }
}

/// The nearest folder that holds settings, from `folder` upwards, or `folder` itself.
fn root_of(world: &dyn World, folder: &Path) -> PathBuf {
    let canonical = canonical(world, folder);
    let with_settings = canonical.ancestors().find(|folder| is_there(world, &folder.join("pressroom.toml")));
    match with_settings {
        Some(root) if root != canonical => root.to_path_buf(),
        _ => folder.to_path_buf(),
    }
}

/// The folder in which `file` lies, as a path that can be opened.
pub(super) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// All documents below `folder`. Walked with a list of what is left instead of recursion, since
/// folders may be nested as deep as someone likes.
pub(super) fn below(world: &dyn World, folder: &Path, root: &Path) -> Result<Vec<Input>, NotFound> {
    let mut documents = Vec::new();
    let mut left = vec![folder.to_path_buf()];
    while let Some(folder) = left.pop() {
        let entries = world.list(&folder).map_err(|refusal| not_read(&folder, &refusal))?;
        for (path, kind) in entries {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            match kind {
                Kind::Folder if is_left_out(&name) => {}
                Kind::Folder if book_folder::is_book(world, &path) => {
                    documents.push((path.clone(), Input::Book { folder: path }));
                }
                Kind::Folder => left.push(path),
                // A pipe or a device is reported when it is opened; nothing is read from it.
                Kind::File | Kind::Other if is_markdown(&path) => {
                    documents.push((path.clone(), Input::File { path, root: root.to_path_buf() }));
                }
                Kind::File | Kind::Other | Kind::Link => {}
            }
        }
    }
    documents.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(documents.into_iter().map(|(_, input)| input).collect())
}

fn is_left_out(folder: &str) -> bool {
    folder.starts_with('.') || folder == "node_modules" || folder == "target"
}

fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    matches!(extension.as_deref(), Some("md" | "markdown"))
}

fn not_found(path: &Path, reason: impl Into<String>) -> NotFound {
    NotFound { path: path.to_path_buf(), reason: reason.into() }
}

fn not_read(path: &Path, refusal: &Refusal) -> NotFound {
    match refusal {
        Refusal::Missing => not_found(path, "is not there"),
        Refusal::Unreadable(reason) => not_found(path, format!("cannot be read: {reason}")),
        other => not_found(path, format!("cannot be read: {other}")),
    }
}
