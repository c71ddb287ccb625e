//! All the text that one document is made from.

use std::ops::Range;
use std::path::PathBuf;

use crate::span::{FileId, Span};

/// The sources of one document.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The folder that holds everything the document may use. Nothing outside it is read.
    pub root: PathBuf,
    /// The document's pieces, in reading order: one chapter for a plain file.
    pub pieces: Vec<Piece>,
    /// `pressroom.toml`, if there is one.
    pub settings: Option<FileId>,
    /// mdBook's `book.toml`, if there is one. A document with it is a book.
    pub book: Option<FileId>,
    /// What the command line decides, above front matter and settings files.
    pub overrides: Vec<Override>,
    /// Font files named on the command line, read: file name and bytes.
    pub fonts: Vec<(String, Vec<u8>)>,
    files: Vec<File>,
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
    /// Where text that was included comes from, in order; empty for most files.
    included: Vec<Included>,
}

/// A range of a file's text that stands in another file.
#[derive(Clone, Debug)]
struct Included {
    /// The bytes here.
    range: Range<u32>,
    /// The same bytes there, or the whole directive's place where text was inserted.
    origin: Span,
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

impl Sources {
    /// Adds a file's `text`, normalised already, and names it.
    pub fn add(&mut self, path: impl Into<String>, location: Option<PathBuf>, text: String) -> FileId {
        let mut lines = vec![0];
        lines
            .extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1));
        let id = FileId(self.files.len() as u32);
        self.files.push(File { path: path.into(), location, text, lines, included: Vec::new() });
        id
    }

    /// A file's text.
    pub fn text(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].text
    }

    /// A file's path as shown to people.
    pub fn path(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].path
    }

    /// Where a file lies; `None` for standard input.
    pub fn location_of(&self, file: FileId) -> Option<&std::path::Path> {
        self.files[file.0 as usize].location.as_deref()
    }

    /// The text at `span`.
    pub fn slice(&self, span: Span) -> &str {
        &self.text(span.file)[span.range()]
    }

    /// The file, line and column where `span` starts, in the file in which the text was written.
    pub fn locate(&self, span: Span) -> Location {
        let file = &self.files[span.file.0 as usize];
        if let Some(part) = file.included.iter().find(|part| part.range.contains(&span.start)) {
            let inside = (span.start - part.range.start).min(part.origin.end - part.origin.start);
            return self.locate(Span { start: part.origin.start + inside, ..part.origin });
        }
        let line = file.lines.partition_point(|start| *start <= span.start).max(1) - 1;
        let before = &file.text[file.lines[line] as usize..span.start as usize];
        Location { path: file.path.clone(), line: line as u32 + 1, column: before.chars().count() as u32 + 1 }
    }
}
