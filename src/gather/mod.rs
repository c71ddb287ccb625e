//! `Document<Parsed>` → [`Gathered`]: every file that the text names, read before anything is decided.
//!
//! Pictures, what stands in drawings by a path, the press's colour profile. What comes behind is a function
//! of its arguments and reads nothing. A file that cannot be read is remembered with the reason, and
//! reported by the stage that wants it.

pub(crate) mod decode;
mod drawing;

pub(crate) use drawing::{DEEPEST, MOST_IMAGES, folder, path_in};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::{Document, Image, Parsed, walk_images};
use crate::source::{self, Refusal, Sources};
use crate::span::FileId;

/// A document, and the files that it names.
#[derive(Debug)]
pub struct Gathered {
    /// The text.
    pub document: Document<Parsed>,
    /// What it names.
    pub files: Files,
}

/// The files that a document names, as they were read.
#[derive(Clone, Debug, Default)]
pub struct Files(BTreeMap<Name, Read>);

/// The text that names a file, and the path as it is written there.
type Name = (FileId, String);

/// The bytes of a file, or why it is not read.
type Read = Result<Arc<[u8]>, Refusal>;

impl Files {
    /// The bytes of the file that `from` calls `path`, or that a `data:` address holds.
    ///
    /// # Errors
    ///
    /// Why there are none.
    pub fn get(&self, from: FileId, path: &str) -> Result<Arc<[u8]>, Refusal> {
        match source::held(path) {
            Some(held) => held.map(Arc::from),
            None => self.0.get(&(from, path.to_owned())).cloned().unwrap_or(Err(Refusal::Missing)),
        }
    }
}

/// Reads all files that the text, its notes, its cover and its settings name.
pub fn gather(document: Document<Parsed>, sources: &Sources) -> Gathered {
    let mut names = Names::default();
    document.cover.iter().for_each(|cover| names.add(cover));
    walk_images(&document.blocks, |image| names.add(image));
    document.notes.iter().for_each(|note| walk_images(&note.blocks, |image| names.add(image)));
    let profile = document.preferences.print.profile.as_ref();
    let profile = profile.map(|wish| (wish.span.map_or(FileId(0), |span| span.file), wish.text.clone()));
    names.0.extend(profile);
    let names: Vec<Name> = names.0.into_iter().collect();
    let read: Vec<Vec<(Name, Read)>> =
        names.into_par_iter().map(|(from, path)| drawing::read(sources, from, path)).collect();
    let mut files = BTreeMap::new();
    for (name, read) in read.into_iter().flatten() {
        // What is too much within a drawing may be shown by the text itself.
        let known = files.entry(name).or_insert_with(|| read.clone());
        if known.is_err() {
            *known = read;
        }
    }
    Gathered { document, files: Files(files) }
}

/// The pictures of a text, each path of a file once.
#[derive(Default)]
struct Names(BTreeSet<Name>);

impl Names {
    fn add(&mut self, image: &Image<Parsed>) {
        self.0.insert((image.span.file, image.picture.clone()));
    }
}
