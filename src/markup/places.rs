//! Where things stand, as seen from the file that is being written.

use crate::model::{Anchor, AssetId, Part};

/// Answers a [`Writer`](super::Writer)'s questions about places. A format that writes one file
/// answers with fragments alone, one that writes many with file names in front of them.
pub trait Places {
    /// The address of `anchor`, or `None` if no file holds it.
    fn anchor(&self, anchor: &Anchor) -> Option<String>;

    /// The address of the text of note number `note`.
    fn note(&self, note: usize) -> String;

    /// The address of the reference to a note that comes after `occurrence` others.
    fn reference(&self, note: usize, occurrence: usize) -> String;

    /// The id of the text of note number `note`.
    fn note_id(&self, note: usize) -> String;

    /// The id of the reference to a note that comes after `occurrence` others.
    fn reference_id(&self, note: usize, occurrence: usize) -> String;

    /// How many references there are to note number `note`.
    fn references(&self, note: usize) -> usize;

    /// The address of a picture.
    fn picture(&self, picture: AssetId) -> &str;

    /// The pages of the print edition that begin in a text, in order.
    fn page_breaks(&self, part: Part) -> &[PageBreak];
}

/// A place in a text at which a page of the print edition begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageBreak {
    /// Its place among all pages that have a mark.
    pub number: usize,
    /// The byte of the text, as [`PageMark::at`](crate::model::PageMark::at) has it.
    pub at: u32,
    /// The page's number as printed.
    pub label: String,
    /// The id of its mark.
    pub id: String,
}
