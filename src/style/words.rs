//! The words and marks that the editions add to a text, by language.

use crate::model::{AdmonitionKind, Language};

/// Words that the editions add, in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Above the list of contents.
    pub contents: &'static str,
    /// Above a chapter's notes.
    pub notes: &'static str,
    /// Above a chapter's links in the text edition.
    pub links: &'static str,
    /// Before a figure's number.
    pub figure: &'static str,
    /// Before a table's number.
    pub table: &'static str,
    /// In front of a picture's alternative text in the text edition.
    pub image: &'static str,
    /// For a chapter that is announced but not yet written.
    pub draft: &'static str,
    /// On the way back from a note, for a reader who does not see the arrow.
    pub back: &'static str,
    /// The cover, for a reader who does not see it.
    pub cover: &'static str,
    /// Between the last two of a list of names.
    pub and: &'static str,
    /// The titles of admonitions: note, tip, important, warning, caution.
    pub admonitions: [&'static str; 5],
    /// The months, or none in languages that write them as numbers.
    pub months: Option<[&'static str; 12]>,
    /// The quotation marks.
    pub quotes: Quotes,
}

/// The quotation marks of a language: the outer pair and the inner pair, with the space that
/// stands inside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotes {
    /// The outer pair, `“ ”`.
    pub outer: [&'static str; 2],
    /// The inner pair, `‘ ’`.
    pub inner: [&'static str; 2],
}

impl Words {
    /// The word for an admonition, empty for one without a word of ours.
    pub fn admonition(&self, kind: AdmonitionKind) -> &'static str {
        match kind {
            AdmonitionKind::Note => self.admonitions[0],
            AdmonitionKind::Tip => self.admonitions[1],
            AdmonitionKind::Important => self.admonitions[2],
            AdmonitionKind::Warning => self.admonitions[3],
            AdmonitionKind::Caution => self.admonitions[4],
            AdmonitionKind::Aside => "",
        }
    }
}

const ENGLISH: Words = Words {
    contents: "Contents",
    notes: "Notes",
    links: "Links",
    figure: "Figure",
    table: "Table",
    image: "Image",
    draft: "This chapter is not written yet.",
    back: "Back to the text",
    cover: "Cover",
    and: "and",
    admonitions: ["Note", "Tip", "Important", "Warning", "Caution"],
    months: Some([
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]),
    quotes: Quotes { outer: ["“", "”"], inner: ["‘", "’"] },
};

/// The words of `language`; English where the language is not in the table.
pub fn words(language: &Language) -> Words {
    match language.primary().as_str() {
        _ => ENGLISH,
    }
}
