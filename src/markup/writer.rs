//! The writer: a manuscript and its places in, XHTML and what it used out.

use super::escape::{push_attribute, push_text};
use super::{PageBreak, Piece, Places, Used};
use crate::model::{Direction, Marking, NoteMark};
use crate::resolve::Manuscript;

/// Writes XHTML. One writer makes one file.
///
/// Its methods append; they take the model's own text and copy it once, escaped.
pub struct Writer<'a> {
    pub(super) manuscript: &'a Manuscript,
    pub(super) places: &'a dyn Places,
    pub(super) out: String,
    pub(super) used: Used,
    /// Inside a link, the notes referred to there: they follow it, since a link holds no link.
    pub(super) link: Option<Vec<NoteMark>>,
    /// The text that is being written, if pages of the print edition begin in it.
    pub(super) reading: Option<Reading>,
    pub(super) pages: Vec<usize>,
    /// Which way the text reads within which is written.
    pub(super) direction: Direction,
}

/// The text that is being written.
pub(super) struct Reading {
    /// How many bytes of it stand before its run.
    pub(super) lead: usize,
    pub(super) marks: Marking<PageBreak>,
}

/// What a [`Writer`] made.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The markup.
    pub xhtml: String,
    /// What it uses of the style sheet.
    pub used: Used,
    /// The pages of the print edition whose marks are in it, in order, by their numbers.
    pub pages: Vec<usize>,
}

impl<'a> Writer<'a> {
    /// A writer that has written nothing yet.
    pub fn new(manuscript: &'a Manuscript, places: &'a dyn Places) -> Self {
        Self {
            manuscript,
            places,
            out: String::new(),
            used: Used::default(),
            link: None,
            reading: None,
            pages: Vec::new(),
            direction: Direction::of(&manuscript.document.metadata.language),
        }
    }

    /// What was written.
    pub fn finish(self) -> Written {
        Written { xhtml: self.out, used: self.used, pages: self.pages }
    }

    /// Appends markup as it is.
    pub fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Appends words.
    pub fn text(&mut self, words: &str) {
        push_text(&mut self.out, words);
    }

    /// Appends ` name="value"`.
    pub fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        push_attribute(&mut self.out, value);
        self.out.push('"');
    }

    /// Notes that `piece` of the style sheet is used.
    pub fn uses(&mut self, piece: Piece) {
        self.used.add(piece);
    }
}
