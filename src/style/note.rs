//! Notes: how they stand at the foot of a page.

use serde::Deserialize;

use super::{Em, Lines, Percent};

/// How notes look.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NoteRules {
    /// Space between a mark and its note, in the note's size.
    pub gap: Em,
    /// How far a note's text hangs at least, in the note's size.
    pub indent: Em,
    /// Space before each note.
    pub space: Lines,
    /// Space between the text and the notes, with the rule in its middle.
    pub apart: Lines,
    /// Length of the rule above the notes, in the measure.
    #[serde(deserialize_with = "super::unit::percent::<0, 100, _>")]
    pub rule: Percent,
    /// The way back from a note to where it is referred to, as text and not as an emoji.
    pub back: String,
}
