//! The rules of the plain-text edition that no role carries.

use serde::Deserialize;

/// The rules of the plain-text edition that no role carries.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TextRules {
    /// Columns of a line.
    pub width: usize,
    /// Columns of the title block's lines.
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
    pub note_rule: usize,
    /// Columns by which a list stands in from the text around it, and a level of the contents
    /// from the level above.
    pub step: usize,
    /// Columns by which a definition stands in from its term, and the rest of an over-long verse
    /// or line of code from its beginning.
    pub hang: usize,
    /// Blank lines after the title block.
    pub after_front: u8,
    /// In front of a link's number.
    pub link: String,
    /// At the end of a line of code that goes on in the next.
    pub fold: char,
    /// Around the mark above, in front of code that has been folded.
    pub fold_note: [String; 2],
}
