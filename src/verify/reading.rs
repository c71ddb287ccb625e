//! An edition that was read, or the manuscript → all that can be compared of it.

use std::collections::BTreeMap;

use super::facts;
use crate::letters::Letters;
use crate::model::{Block, LinkPlace, Resolved, Visitor, walk_blocks};
use crate::reader::{self, Content, Facts, Means, PlainText, Reader, Readout, TextEdition};
use crate::resolve::Manuscript;
use crate::span::Span;
use crate::style::{Role, StyleSheet};
use crate::transcript::{CodeTokens, Form, Place, Transcript, of};

/// What was read.
#[derive(Debug)]
pub(super) struct Reading {
    /// What it is called in tables: `EPUB`.
    pub(super) name: &'static str,
    /// What it is called among words: `the EPUB`.
    pub(super) title: &'static str,
    /// Whether it is the manuscript or an edition.
    pub(super) origin: Origin,
    /// What it says, if it can say all.
    pub(super) full: Option<Transcript>,
    /// What it says, if that is only what plain text can, once it has been read beside an original.
    pub(super) plain: Option<TextEdition>,
    /// Its text, if it is plain.
    pub(super) text: Option<PlainText>,
    /// How the plain text is written: where its links stand, in which letters.
    pub(super) form: (LinkPlace, Letters),
    /// What it has the means to say.
    pub(super) means: Means,
    /// What it says of itself.
    pub(super) facts: Facts,
    /// The sizes of roles, by their names in the style sheet, in that of running text.
    pub(super) sizes: Vec<(Role, f32)>,
    /// Characters outside its tags.
    pub(super) loose: usize,
    places: Places,
}

/// Where a reading comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The manuscript.
    Manuscript,
    /// A finished edition.
    Edition,
}

/// How places are named.
#[derive(Debug)]
enum Places {
    Blocks(BTreeMap<u32, Span>),
    Edition(reader::Places),
}

impl Reading {
    /// What the manuscript says.
    pub(super) fn of_manuscript(manuscript: &Manuscript) -> Self {
        let mut blocks = Blocks::default();
        walk_blocks(&manuscript.document.blocks, &mut blocks);
        manuscript.document.notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut blocks));
        let wished = Form::wished(&manuscript.style, &manuscript.document.metadata.language);
        Self {
            name: "manuscript",
            title: "the manuscript",
            origin: Origin::Manuscript,
            full: Some(of(manuscript)),
            plain: None,
            text: None,
            form: (wished.links, wished.letters),
            means: Means::ALL,
            facts: facts::of(manuscript),
            sizes: Vec::new(),
            loose: 0,
            places: Places::Blocks(blocks.0),
        }
    }

    /// What an edition says, as `reader` has read it.
    pub(super) fn of_edition(reader: &dyn Reader, readout: Readout) -> Self {
        let Readout { content, places, means, facts, sizes, loose } = readout;
        let (full, text) = match content {
            Content::Full(said) => (Some(said), None),
            Content::Plain(text) => (None, Some(text)),
        };
        Self {
            name: reader.name(),
            title: reader.title(),
            origin: Origin::Edition,
            full,
            plain: None,
            form: text.as_ref().map_or((LinkPlace::List, Letters::Unicode), |text| text.form),
            text,
            means,
            facts,
            sizes,
            loose,
            places: Places::Edition(places),
        }
    }

    /// Whether it has pages of its own.
    pub(super) fn has_pages(&self) -> bool {
        matches!(self.places, Places::Edition(reader::Places::Pages(_)))
    }

    /// What a text edition says, read beside what is `expected` of it, as the original, or another edition,
    /// says `all`; in each of the ways in which its pages may be marked.
    pub(super) fn plain_beside(
        &self,
        expected: (&Transcript, &[CodeTokens]),
        all: &Transcript,
        style: &StyleSheet,
    ) -> Vec<TextEdition> {
        self.text.as_ref().map(|text| text.beside(expected, all, style)).unwrap_or_default()
    }

    /// Where a token stands, in words; nothing for a place of the manuscript, which has a span.
    pub(super) fn place(&self, place: Place) -> String {
        match &self.places {
            Places::Blocks(_) => String::new(),
            Places::Edition(places) => places.show(place),
        }
    }

    /// Where a token stands in the sources.
    pub(super) fn span(&self, place: Place) -> Option<Span> {
        match &self.places {
            Places::Blocks(blocks) => blocks.get(&place.at).copied(),
            Places::Edition(_) => None,
        }
    }
}

/// The spans of all blocks, by their numbers.
#[derive(Default)]
struct Blocks(BTreeMap<u32, Span>);

impl Visitor<Resolved> for Blocks {
    fn block(&mut self, block: &Block<Resolved>) {
        self.0.insert(block.id.0, block.span);
    }
}
