//! What was read of an edition.

use std::collections::BTreeMap;

use super::{Facts, PlainText};
use crate::inspect::{EpubText, Unreadable};
use crate::style::Role;
use crate::transcript::{Place, Transcript};

/// What was read of an edition.
#[derive(Debug)]
pub struct Readout {
    /// What it says.
    pub content: Content,
    /// How the places in it are named.
    pub places: Places,
    /// What it has the means to say.
    pub means: Means,
    /// What it says of itself.
    pub facts: Facts,
    /// The sizes of roles, in that of running text.
    pub sizes: Vec<(Role, f32)>,
    /// Characters that it shows outside what it says.
    pub loose: usize,
}

/// What an edition says.
#[derive(Debug)]
pub enum Content {
    /// All that a manuscript can say.
    Full(Transcript),
    /// As much as plain text can, and only beside what it should say.
    Plain(PlainText),
}

/// How the places of a transcript's tokens are named.
#[derive(Clone, Debug, PartialEq)]
pub enum Places {
    /// [`Place::at`] is a page, from 0: their numbers as printed. The other editions are asked whether
    /// they mark the same.
    Pages(Vec<String>),
    /// [`Place::file`] is one of these files, and [`Place::at`] a byte of it.
    Files(BTreeMap<u32, EpubText>),
    /// [`Place::at`] is a line, from 0.
    Lines,
}

impl Places {
    /// A place in words.
    pub fn show(&self, place: Place) -> String {
        match self {
            Self::Pages(labels) => {
                format!("page {}", labels.get(place.at as usize).map_or("?", String::as_str))
            }
            Self::Files(files) => match files.get(&place.file) {
                Some(file) => format!("{}, line {}", file.name, file.line(place.at as usize)),
                None => "?".to_owned(),
            },
            Self::Lines => format!("line {}", place.at + 1),
        }
    }
}

/// What an edition has the means to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Means {
    /// Tabulators: a PDF has none, code is set in columns there.
    pub tabs: bool,
    /// The TeX of formulas: an EPUB shows what it means.
    pub tex: bool,
    /// Links: none may stand on pages for the press.
    pub links: bool,
}

impl Means {
    /// All there are: a manuscript's.
    pub const ALL: Self = Self { tabs: true, tex: true, links: true };

    /// What both have.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { tabs: self.tabs && other.tabs, tex: self.tex && other.tex, links: self.links && other.links }
    }
}

impl Readout {
    /// An edition that says all of `said`, and nothing of itself.
    pub fn new(said: Transcript, places: Places) -> Self {
        let content = Content::Full(said);
        Self { content, places, means: Means::ALL, facts: Facts::default(), sizes: Vec::new(), loose: 0 }
    }
}

/// Why an edition is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It cannot be read, for this reason: a clause that begins with its subject.
    Unreadable(Unreadable),
    /// It was asked for in a form whose order is not that of reading, for this reason.
    Unordered(&'static str),
}

impl From<Unreadable> for Unread {
    fn from(why: Unreadable) -> Self {
        Self::Unreadable(why)
    }
}
