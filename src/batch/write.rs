//! A document's editions → files with unique names inside the output folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::backend::Backend;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::output::{self, Names};
use crate::source::{Piece, Sources};

/// Where editions go.
#[derive(Clone, Debug)]
pub enum Destination {
    /// Into a folder, called after their documents.
    Folder(PathBuf),
    /// To files that were named, for a single document.
    Files(Vec<Target>),
}

/// A file that was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The file.
    pub path: PathBuf,
    /// The name of the backend that writes it.
    pub backend: &'static str,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: usize,
    /// Whether it is an edition, and not a map of one.
    pub is_edition: bool,
}

/// What there is to write of a document.
#[derive(Clone, Copy)]
pub struct Output<'a> {
    /// The editions, each the bytes of a backend.
    pub editions: &'a [(&'static dyn Backend, &'a [u8])],
    /// The map of the pages, if there is to be one.
    pub page_map: Option<&'a str>,
    /// The document's title, after which files in a folder are called.
    pub title: &'a str,
}

/// The ending of a page map's name.
const PAGE_MAP: &str = "pages.json";

/// Writes what there is of a document. In a folder the files are called after its title, with a name
/// that `names` has not yet given away.
///
/// A file that cannot be written is reported and does not stop the others.
pub fn write(
    Output { editions, page_map, title }: Output<'_>,
    sources: &Sources,
    (destination, names): (&Destination, &mut Names),
    diagnostics: &mut Diagnostics,
) -> Vec<Written> {
    let mut written = Vec::new();
    let read = files_read(sources);
    let mut put = |path: PathBuf, bytes: &[u8], is_edition: bool| {
        if fs::canonicalize(&path).is_ok_and(|path| read.contains(&path)) {
            diagnostics.add(
                Diagnostic::error(
                    Code::Write,
                    None,
                    format!(
                        "`{}` is a source of this document, so no edition is written over it",
                        path.display()
                    ),
                )
                .with_help("choose another file with `-o`, or another folder with `-d`"),
            );
            return;
        }
        match output::write(&path, bytes) {
            Ok(()) => written.push(Written { path, size: bytes.len(), is_edition }),
            Err(error) => diagnostics.add(Diagnostic::error(
                Code::Write,
                None,
                format!("`{}` cannot be written: {error}", path.display()),
            )),
        }
    };
    match destination {
        Destination::Folder(folder) => {
            let name = names.unique(&output::slug(title));
            for (backend, bytes) in editions {
                put(folder.join(format!("{name}.{}", backend.extension())), bytes, true);
            }
            if let Some(map) = page_map {
                put(folder.join(format!("{name}.{PAGE_MAP}")), map.as_bytes(), false);
            }
        }
        Destination::Files(targets) => {
            for target in targets {
                if let Some((_, bytes)) =
                    editions.iter().find(|(backend, _)| backend.name() == target.backend)
                {
                    put(target.path.clone(), bytes, true);
                }
            }
            if let (Some(map), Some(first)) = (page_map, targets.first()) {
                put(first.path.with_extension(PAGE_MAP), map.as_bytes(), false);
            }
        }
    }
    written
}

/// The files that `sources` was read from, by their true paths.
fn files_read(sources: &Sources) -> BTreeSet<PathBuf> {
    let chapters = sources.pieces.iter().filter_map(|piece| match piece {
        Piece::Chapter { file, .. } => Some(*file),
        Piece::Part { .. } | Piece::Draft { .. } => None,
    });
    chapters
        .chain(sources.settings)
        .chain(sources.book)
        .filter_map(|file| sources.location_of(file))
        .filter_map(|path: &Path| fs::canonicalize(path).ok())
        .collect()
}
