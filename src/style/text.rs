//! The rules of the plain-text edition that no role carries.

use serde::Deserialize;

use crate::model::{LinkPlace, TextWishes};

/// The rules of the plain-text edition that no role carries.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TextRules {
    /// Columns of a line.
    #[serde(deserialize_with = "super::unit::whole::<10, 1000, _, _>")]
    pub width: usize,
    /// Columns of the title block's lines.
    #[serde(deserialize_with = "super::unit::whole::<1, 1000, _, _>")]
    pub title_width: usize,
    /// Around emphasis.
    pub emphasis: String,
    /// Around strong emphasis.
    pub strong: String,
    /// Around struck words.
    pub strike: String,
    /// Around code among words.
    pub code: String,
    /// Length of the rule above a chapter's notes, in columns.
    #[serde(deserialize_with = "super::unit::whole::<1, 1000, _, _>")]
    pub note_rule: usize,
    /// Columns by which a list stands in from the text around it, and a level of the contents
    /// from the level above.
    #[serde(deserialize_with = "super::unit::whole::<0, 40, _, _>")]
    pub step: usize,
    /// Columns by which a definition stands in from its term, and the rest of an over-long verse
    /// or line of code from its beginning.
    #[serde(deserialize_with = "super::unit::whole::<0, 40, _, _>")]
    pub hang: usize,
    /// Blank lines after the title block.
    #[serde(deserialize_with = "super::unit::whole::<0, 40, _, _>")]
    pub after_front: u8,
    /// In front of a link's number.
    pub link: String,
    /// Around the number of a page of the print edition.
    pub page_mark: [String; 2],
    /// At the end of a line of code that goes on in the next.
    pub fold: char,
    /// Around the mark above, in front of code that has been folded.
    pub fold_note: [String; 2],
}

/// How a document's plain-text edition is written, which no theme decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextForm {
    /// Whether it is written in ASCII alone.
    pub ascii: bool,
    /// Where addresses stand.
    pub links: LinkPlace,
    /// Whether lines end in CR and LF.
    pub crlf: bool,
    /// Whether chapters begin with a form feed.
    pub form_feed: bool,
    /// Whether the pages of the print edition are marked.
    pub page_marks: bool,
}

impl TextForm {
    /// As the author wishes.
    pub fn granting(wishes: &TextWishes) -> Self {
        Self {
            ascii: wishes.ascii.unwrap_or_default(),
            links: wishes.links.unwrap_or_default(),
            crlf: wishes.crlf.unwrap_or_default(),
            form_feed: wishes.form_feed.unwrap_or_default(),
            page_marks: wishes.page_marks.unwrap_or_default(),
        }
    }
}
