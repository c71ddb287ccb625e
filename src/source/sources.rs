//! All the text that one document is made from.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::named::NamedFiles;
use super::{Disk, Refusal, World, world};
use crate::span::{FileId, Span};

/// The sources of one document.
#[derive(Clone, Debug)]
pub struct Sources {
    /// The folder that holds everything the document may use. Nothing outside it is read.
    pub root: PathBuf,
    /// The document's pieces, in reading order: one chapter for a plain file.
    pub pieces: Vec<Piece>,
    /// `pressroom.toml`, if there is one.
    pub settings: Option<FileId>,
    /// mdBook's `book.toml`, if there is one. A document with it is a book.
    pub book: Option<FileId>,
    /// The prefixes that `book.toml` gives to hidden lines of code, by language
    /// (`[output.html.code.hidelines]`).
    pub hidelines: BTreeMap<String, String>,
    /// What the command line decides, above front matter and settings files.
    pub overrides: Vec<Override>,
    /// Font files named on the command line, read: file name and bytes.
    pub fonts: Vec<(String, Vec<u8>)>,
    /// The folder of a book's `SUMMARY.md`, where its chapters' paths start.
    pub(super) chapters_folder: Option<PathBuf>,
    /// Everything that was read or asked for.
    pub(super) named: NamedFiles,
    /// Where it is read from.
    pub(super) world: Arc<dyn World>,
    files: Vec<File>,
    /// The theme files that it may ask for, which are no texts of its own.
    themes: Vec<File>,
    /// Them by who names them and how, or why they are not read.
    asked_themes: BTreeMap<(Option<FileId>, String), Result<FileId, Refusal>>,
}

/// The first theme file's number; the others count down from there.
const FIRST_THEME: u32 = u32::MAX;

/// A theme file that was read.
pub(super) struct ThemeFile {
    /// Its path as shown to people.
    pub shown: String,
    /// Where it lies.
    pub location: PathBuf,
    /// What it says.
    pub text: String,
}

/// One setting from the command line: a key as in front matter, and its value as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// `title`, `toc` …
    pub key: String,
    /// The value as typed.
    pub value: String,
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// `# Part` in `SUMMARY.md`.
    Part {
        /// Its title.
        title: String,
        /// Where it stands.
        span: Span,
    },
    /// A file of Markdown.
    Chapter {
        /// The file.
        file: FileId,
        /// How deep it is nested in `SUMMARY.md`, 0 for a chapter of its own.
        depth: u8,
        /// Its title in `SUMMARY.md`, used where the file has no heading of its own.
        title: Option<String>,
        /// Whether it is one of the numbered chapters (a list item in `SUMMARY.md`).
        numbered: bool,
    },
    /// `[Title]()`: announced, not yet written.
    Draft {
        /// Its title.
        title: String,
        /// How deep it is nested.
        depth: u8,
        /// Where it stands.
        span: Span,
    },
}

/// A file's text, as the parser sees it.
#[derive(Clone, Debug)]
struct File {
    /// The path as shown to people, with `/`; `<stdin>` for standard input.
    path: String,
    /// Where it lies, for paths that start from it; `None` for standard input.
    location: Option<PathBuf>,
    /// Without byte order mark, with LF line ends, with includes replaced.
    text: String,
    /// The start of each line.
    lines: Vec<u32>,
    /// Where the text was written: in order, the first at 0, without gaps. Empty for a file whose
    /// text was all written in it, which is most of them.
    origins: Vec<Origin>,
}

/// From `start` on, up to the next origin, a file's text was written elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// The first byte here.
    pub start: u32,
    /// The same bytes there, in a file without origins. Where text was put in that stands nowhere,
    /// the place that asked for it.
    pub span: Span,
}

/// A place as a person names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The path as shown.
    pub path: String,
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
}

impl File {
    fn new(path: String, location: Option<PathBuf>, text: String, origins: Vec<Origin>) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect();
        Self { path, location, text, lines, origins }
    }
}

impl Default for Sources {
    /// No document, on the disk.
    fn default() -> Self {
        Self::new(Arc::new(Disk))
    }
}

impl Sources {
    /// No document yet, in `world`.
    pub(super) fn new(world: Arc<dyn World>) -> Self {
        Self {
            root: PathBuf::new(),
            pieces: Vec::new(),
            settings: None,
            book: None,
            hidelines: BTreeMap::new(),
            overrides: Vec::new(),
            fonts: Vec::new(),
            chapters_folder: None,
            named: NamedFiles::default(),
            world,
            files: Vec::new(),
            themes: Vec::new(),
            asked_themes: BTreeMap::new(),
        }
    }

    /// Whether the document is a book by mdBook's rules: one with a `SUMMARY.md`.
    pub fn is_book(&self) -> bool {
        self.chapters_folder.is_some()
    }

    /// Adds a file's `text`, normalised already, and names it.
    pub fn add(&mut self, path: impl Into<String>, location: Option<PathBuf>, text: String) -> FileId {
        self.add_woven(path, location, text, Vec::new())
    }

    /// Adds a file whose text was written in other files, as `origins` tell.
    pub(super) fn add_woven(
        &mut self,
        path: impl Into<String>,
        location: Option<PathBuf>,
        text: String,
        origins: Vec<Origin>,
    ) -> FileId {
        let id = FileId(self.files.len() as u32);
        self.files.push(File::new(path.into(), location, text, origins));
        id
    }

    /// The theme file that `name` means in the text of `from`, or why it is not read; `None` if the
    /// settings do not name it so.
    pub fn theme(&self, from: Option<FileId>, name: &str) -> Option<Result<FileId, Refusal>> {
        self.asked_themes.get(&(from, name.to_owned())).cloned()
    }

    /// Adds a theme file that `from` calls `name`, or why it is not read.
    pub(super) fn add_theme(
        &mut self,
        from: Option<FileId>,
        name: String,
        read: Result<ThemeFile, Refusal>,
    ) -> Result<FileId, Refusal> {
        let added = read.map(|file| {
            let id = FileId(FIRST_THEME - self.themes.len() as u32);
            self.themes.push(File::new(file.shown, Some(file.location), file.text, Vec::new()));
            id
        });
        self.asked_themes.insert((from, name), added.clone());
        added
    }

    /// The bytes of the file at `location`, if it ends in the root. It is one of the
    /// [named files](Self::named_files) from now on, be it there or not.
    pub(super) fn bytes(&self, location: &Path) -> Result<Vec<u8>, Refusal> {
        self.named.add(location);
        world::bytes_inside(&*self.world, &self.root, location)
    }

    /// The paths of all files that were read for this document so far, and of those that it asks for
    /// but that could not be read: texts, settings, pictures, fonts, a theme, a colour profile. An
    /// edition may not be written over any of them.
    pub fn named_files(&self) -> Vec<PathBuf> {
        self.named.all()
    }

    fn file(&self, file: FileId) -> &File {
        let theme = (FIRST_THEME - file.0) as usize;
        self.themes.get(theme).unwrap_or_else(|| &self.files[file.0 as usize])
    }

    /// The files that the document's words stand in, in the order in which they were read: the path
    /// from the root, and the text as it was read.
    pub fn texts(&self) -> impl Iterator<Item = (String, &str)> {
        self.files.iter().map(|file| {
            let location = file.location.as_deref().unwrap_or(Path::new(&file.path));
            let inside = location.strip_prefix(&self.root).unwrap_or(location);
            let names = inside.components().filter_map(|part| match part {
                Component::Normal(name) => Some(name.to_string_lossy()),
                Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
            });
            (names.collect::<Vec<_>>().join("/"), file.text.as_str())
        })
    }

    /// A file's text.
    pub fn text(&self, file: FileId) -> &str {
        &self.file(file).text
    }

    /// A file's path as shown to people.
    pub fn path(&self, file: FileId) -> &str {
        &self.file(file).path
    }

    /// Where a file lies; `None` for standard input.
    pub fn location_of(&self, file: FileId) -> Option<&Path> {
        self.file(file).location.as_deref()
    }

    /// The folder where the paths in a file start: its own, or the root for standard input.
    pub(super) fn folder_of(&self, file: FileId) -> &Path {
        self.location_of(file).and_then(Path::parent).unwrap_or(&self.root)
    }

    /// The text at `span`.
    pub fn slice(&self, span: Span) -> &str {
        &self.text(span.file)[span.range()]
    }

    /// The file, line and column where `span` starts, in the file in which the text was written.
    pub fn locate(&self, span: Span) -> Location {
        let span = self.origin(span);
        let file = self.file(span.file);
        let mut at = (span.start as usize).min(file.text.len());
        while !file.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = file.lines.partition_point(|start| *start as usize <= at).max(1) - 1;
        let before = &file.text[file.lines[line] as usize..at];
        Location { path: file.path.clone(), line: line as u32 + 1, column: before.chars().count() as u32 + 1 }
    }

    /// The same text in the file in which it was written, up to the end of the part that holds the
    /// span's start.
    fn origin(&self, span: Span) -> Span {
        let origins = &self.file(span.file).origins;
        let after = origins.partition_point(|origin| origin.start <= span.start);
        let Some(origin) = after.checked_sub(1).map(|index| &origins[index]) else { return span };
        let start = (origin.span.start + (span.start - origin.start)).min(origin.span.end);
        let end = (start + (span.end - span.start)).min(origin.span.end);
        Span { file: origin.span.file, start, end }
    }
}
