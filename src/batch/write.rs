//! The editions of a run → files called after their sources, none over a file of the author's.
//!
//! Which files the author's are is known only when every document has been read. So a file that
//! would replace another is kept back, in memory or beside its place, until the end of the run.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::guard::Guard;
use crate::backend::Backend;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::edition::Edition;
use crate::model::FileName;
use crate::output::{self, Staged, Target, place};

/// Where editions go.
#[derive(Clone, Debug)]
pub enum Destination {
    /// Into a folder, called after their documents.
    Folder(PathBuf),
    /// To files that were named, for a single document.
    Files(Vec<NamedTarget>),
}

/// A file that was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedTarget {
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
    /// What it holds.
    pub kind: Kind,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An edition, or the first file of one.
    Edition,
    /// Another file of an edition that has several.
    Part,
    /// A map of the pages.
    PageMap,
}

/// What there is to write of a document.
#[derive(Clone, Copy, Default)]
pub struct Output<'a> {
    /// The editions, and who wrote them.
    pub editions: &'a [(&'static dyn Backend, &'a Edition)],
    /// The map of the pages, if there is to be one.
    pub page_map: Option<&'a str>,
}

/// A document as the run knows it.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// Its number in the run.
    pub index: usize,
    /// Its source, as people see it.
    pub source: &'a str,
    /// Its editions' path below the folder, without an ending.
    pub name: &'a Path,
}

/// The ending of a page map's name.
pub const PAGE_MAP: &str = "pages.json";

/// How many bytes are kept back in memory; what is more waits on the disk.
const ROOM: usize = 64 << 20;

/// Writes the files of a run.
#[derive(Debug)]
pub struct Writer<'d> {
    destination: &'d Destination,
    guard: Guard,
    /// What has been given away: editions without their endings, and files as they lie on the disk,
    /// where two names may be one. With the document that has it.
    taken: BTreeMap<PathBuf, usize>,
    sources: Vec<String>,
    fresh: Vec<PathBuf>,
    kept_back: Vec<KeptBack>,
    room: usize,
    swept: BTreeSet<PathBuf>,
}

/// A file that waits for the end of the run.
#[derive(Debug)]
struct KeptBack {
    document: usize,
    path: PathBuf,
    bytes: Bytes,
    size: usize,
    kind: Kind,
}

#[derive(Debug)]
enum Bytes {
    Here(Vec<u8>),
    Staged(Staged),
}

impl<'d> Writer<'d> {
    /// A writer to `destination` of documents with these `sources`.
    pub fn new(destination: &'d Destination, sources: Vec<String>) -> Self {
        Self {
            destination,
            guard: Guard::default(),
            taken: BTreeMap::new(),
            sources,
            fresh: Vec::new(),
            kept_back: Vec::new(),
            room: ROOM,
            swept: BTreeSet::new(),
        }
    }

    /// Lets no edition of the whole run be written over the file at `path`, which `source` uses.
    pub fn protect(&mut self, path: &Path, source: &str) {
        self.guard.protect(path, source);
    }

    /// Writes what there is of a document. What would replace a file waits for [`finish`](Self::finish).
    ///
    /// A file that cannot be written is reported and does not stop the others. A document whose
    /// editions would be called as those of another is reported, and nothing of it is written; its
    /// name is taken even if there is nothing to write.
    pub fn write(
        &mut self,
        output: Output<'_>,
        document: Document<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Written> {
        let mut written = Vec::new();
        let mut put = |writer: &mut Self, path: PathBuf, bytes: &[u8], kind| {
            written.extend(writer.put(path, bytes, kind, document, diagnostics));
        };
        match self.destination {
            Destination::Folder(folder) => {
                let with = |ending: &str| {
                    let mut path = folder.join(document.name).into_os_string();
                    path.push(".");
                    path.push(ending);
                    PathBuf::from(path)
                };
                if let Err(diagnostic) = self.take(&with("*"), &folder.join(document.name), document) {
                    diagnostics.add(diagnostic);
                    return Vec::new();
                }
                for (backend, edition) in output.editions {
                    for (path, bytes, kind) in files(&with(backend.extension()), edition) {
                        put(self, path, bytes, kind);
                    }
                }
                if let Some(map) = output.page_map {
                    put(self, with(PAGE_MAP), map.as_bytes(), Kind::PageMap);
                }
            }
            Destination::Files(targets) => {
                for target in targets {
                    let edition =
                        output.editions.iter().find(|(backend, _)| backend.name() == target.backend);
                    let written = edition.into_iter().flat_map(|(_, edition)| files(&target.path, edition));
                    for (path, bytes, kind) in written {
                        put(self, path, bytes, kind);
                    }
                }
                if let (Some(map), Some(first)) = (output.page_map, targets.first()) {
                    put(self, first.path.with_extension(PAGE_MAP), map.as_bytes(), Kind::PageMap);
                }
            }
        }
        written
    }

    /// Writes what was kept back, now that all documents have been read: the files, each with the
    /// number of its document, in the order in which they were handed in.
    pub fn finish(&mut self, diagnostics: &mut Diagnostics) -> Vec<(usize, Written)> {
        // A file that was not there when it was written may be named by a document read later.
        for path in std::mem::take(&mut self.fresh) {
            if let Some(user) = self.guard.user_of(&path) {
                diagnostics.add(refusal(&path, user));
                let _ = fs::remove_file(&path);
            }
        }
        let mut written = Vec::new();
        for KeptBack { document, path, bytes, size, kind } in std::mem::take(&mut self.kept_back) {
            if let Some(user) = self.guard.user_of(&path) {
                diagnostics.add(refusal(&path, user));
                continue;
            }
            let put = match bytes {
                Bytes::Here(bytes) => output::write(&path, &bytes),
                Bytes::Staged(staged) => staged.put(),
            };
            match put {
                Ok(()) => written.push((document, Written { path, size, kind })),
                Err(error) => diagnostics.add(failure(&path, &error)),
            }
        }
        written
    }

    /// Gives the name `path` to `document`, or says who has it.
    fn take(&mut self, path: &Path, shown: &Path, document: Document<'_>) -> Result<(), Diagnostic> {
        let first = *self.taken.entry(place(path)).or_insert(document.index);
        if first == document.index { Ok(()) } else { Err(self.taken_twice(shown, first, document)) }
    }

    fn taken_twice(&self, path: &Path, first: usize, document: Document<'_>) -> Diagnostic {
        let first = self.sources.get(first).map_or("another document", String::as_str);
        let message = format!(
            "`{}` is not written to `{}`, which is the name of the editions of `{first}`",
            document.source,
            path.display()
        );
        Diagnostic::error(Code::Write, None, message).with_help(
            "export the folder that holds both, write one into another folder with `-d`, or give one of \
             them a name of its own with `slug` in its front matter",
        )
    }

    /// Writes a file, or keeps it back.
    fn put(
        &mut self,
        path: PathBuf,
        bytes: &[u8],
        kind: Kind,
        document: Document<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Written> {
        let size = bytes.len();
        let target = Target::of(&path);
        if target != Target::Device {
            if let Some(user) = self.guard.user_of(&path) {
                diagnostics.add(refusal(&path, user));
                return None;
            }
            if target != Target::New
                && let Err(diagnostic) = self.take(&path, &path, document)
            {
                diagnostics.add(diagnostic);
                return None;
            }
            self.sweep_beside(&path);
        }
        let put = match target {
            Target::File => {
                let kept = self.keep_back(&path, bytes);
                kept.map(|bytes| {
                    let document = document.index;
                    self.kept_back.push(KeptBack { document, path: path.clone(), bytes, size, kind });
                    None
                })
            }
            Target::New => output::write(&path, bytes).map(|()| {
                self.taken.entry(place(&path)).or_insert(document.index);
                self.fresh.push(path.clone());
                Some(())
            }),
            Target::Folder | Target::Device => output::write(&path, bytes).map(Some),
        };
        match put {
            Ok(now) => now.map(|()| Written { path, size, kind }),
            Err(error) => {
                diagnostics.add(failure(&path, &error));
                None
            }
        }
    }

    fn keep_back(&mut self, path: &Path, bytes: &[u8]) -> std::io::Result<Bytes> {
        if let Some(room) = self.room.checked_sub(bytes.len()) {
            self.room = room;
            return Ok(Bytes::Here(bytes.to_vec()));
        }
        output::stage(path, bytes).map(Bytes::Staged)
    }

    /// Removes what a killed run has left in the folder of `path`.
    fn sweep_beside(&mut self, path: &Path) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !self.swept.contains(folder) {
            output::sweep(folder);
            self.swept.insert(folder.to_path_buf());
        }
    }
}

/// The files of an edition that lies at `path`: one there, or several in a folder of that name.
fn files<'e>(path: &Path, edition: &'e Edition) -> Vec<(PathBuf, &'e [u8], Kind)> {
    let place = |name: &str| if name.is_empty() { path.to_path_buf() } else { path.join(name) };
    let kind = |nth| if nth == 0 { Kind::Edition } else { Kind::Part };
    let files = edition.files().enumerate();
    files.map(|(nth, (name, bytes))| (place(name), bytes, kind(nth))).collect()
}

/// What a document's editions are called below their folder, without their ending: after `source`, the
/// path of its source below the folder that was exported, or else after its title. `slug` stands above
/// the last part of it.
pub fn edition_name(source: Option<&Path>, slug: Option<&FileName>, title: &str) -> PathBuf {
    let parts = source.into_iter().flat_map(Path::components).map(|part| part.as_os_str().to_string_lossy());
    let mut parts: Vec<_> = parts.collect();
    let last = parts.pop();
    let mut name: PathBuf =
        parts.iter().map(|part| FileName::cleaned_folder(part).as_str().to_owned()).collect();
    match (slug, last) {
        (Some(slug), _) => name.push(slug.as_str()),
        (None, Some(stem)) => name.push(FileName::cleaned(&stem).as_str()),
        (None, None) => name.push(output::slug(title)),
    }
    name
}

fn refusal(path: &Path, user: &str) -> Diagnostic {
    let message =
        format!("`{}` is a file that `{user}` uses, and no edition is written over it", path.display());
    Diagnostic::error(Code::Write, None, message)
        .with_help("choose another file with `-o`, or another folder with `-d`")
}

fn failure(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(Code::Write, None, format!("`{}` cannot be written: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_are_called_after_their_source() {
        let slug = FileName::new("own");
        for (source, slug, name) in [
            (Some("article"), None, "article"),
            (Some("a/b/index"), None, "a/b/index"),
            (Some("a/b/index"), slug.as_ref(), "a/b/own"),
            (Some("a?/con"), None, "a-/con-document"),
            (None, None, "the-title"),
            (None, slug.as_ref(), "own"),
        ] {
            let found = edition_name(source.map(Path::new), slug, "The Title!");
            assert_eq!(found, Path::new(name), "{source:?}");
        }
        assert_eq!(edition_name(None, None, "…"), Path::new("untitled"));
    }
}
