//! Where things stand, as seen from the file that is being written.

use super::PageBreak;
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
