//! Finished editions → what they say, as anyone reads them who does not know how they were made.
//!
//! A PDF is read through its tags, an EPUB through its spine, plain text by the grammar that people read
//! it by. Each format has a [`Reader`], which stands in the row of its backend. No reader shares code with
//! what writes.

// What is read.
mod carried;
mod facts;
mod readout;

// What readers share.
pub(crate) mod links;
mod look;
mod notes;

// One folder for each format.
mod epub;
mod pdf;
mod text;

pub use carried::{Carried, Maker};
pub use epub::Epub;
pub use facts::{Facts, Fields};
pub use pdf::Pdf;
pub use readout::{Content, Means, Places, Readout, Unread};
pub use text::{PlainText, Text};

pub(crate) use text::TextEdition;

use crate::edition::Edition;
use crate::inspect::{Sections, Unreadable};
use crate::model::Language;
use crate::style::StyleSheet;

/// Reads finished editions of one format.
pub trait Reader: Sync {
    /// The format's name in lists and tables: `PDF`.
    fn name(&self) -> &'static str;

    /// An edition of the format, as the subject of a sentence: `the PDF`.
    fn title(&self) -> &'static str;

    /// Whether `edition`, which lies at the path `name`, is of this format, by the ending of its name and
    /// by what it holds. It need not be whole.
    fn recognises(&self, name: &str, edition: &Edition) -> bool;

    /// Reads what the edition says.
    ///
    /// # Errors
    ///
    /// It cannot be read, or was made to be read in another way.
    fn read(&self, edition: &Edition, context: &Context<'_>) -> Result<Readout, Unread>;

    /// Reads what the edition carries besides its text: a fingerprint, an identifier. Nothing of one that
    /// is damaged, or in a format that has no place for it.
    fn carried(&self, _edition: &Edition) -> Carried {
        Carried { maker: Maker::Silent, ..Carried::default() }
    }

    /// Tells what the edition holds, with the `sections` that are wanted.
    ///
    /// # Errors
    ///
    /// What is wrong with the edition.
    fn inspect(&self, edition: &Edition, sections: Sections) -> Result<String, Unreadable>;
}

impl std::fmt::Debug for dyn Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// What is known of an edition before it is read.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// The style sheet: its own, or the usual one of a book in its language.
    pub style: &'c StyleSheet,
    /// The document's language.
    pub language: &'c Language,
    /// Whether the style sheet is its own.
    pub settings: Settings,
}

/// Whether the settings are known with which an edition was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settings {
    /// They are in the style sheet.
    Known,
    /// They are not; what tells of them is to be looked for in the edition.
    Unknown,
}

/// The bytes of an edition that is one file.
///
/// # Errors
///
/// It is a folder.
fn file(edition: &Edition) -> Result<&[u8], Unreadable> {
    edition.file().ok_or_else(|| Unreadable("it is a folder of files".to_owned()))
}

/// The ending of a file's name in small letters, without the dot; empty if it has none.
fn ending(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase())
}

/// What stands in front of an item, as a transcript has it: an ordinal stays, a bullet goes, the box of
/// a task is told.
fn marker(shown: &str, style: &StyleSheet) -> String {
    let rules = &style.list;
    let shown = shown.trim();
    if rules.bullets.iter().any(|bullet| bullet.print == shown) {
        return String::new();
    }
    let [open, done] = [0, 1].map(|done| rules.tasks[done].print.as_str());
    shown.replace(open, "[ ]").replace(done, "[x]")
}
