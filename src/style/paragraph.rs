//! The rules by which paragraphs are broken into lines and lines are filled.

use serde::Deserialize;

use super::{Em, Share};

/// How paragraphs are broken into lines and lines are filled.
///
/// Badness, penalties and demerits are TeX's (The TeXbook, chapter 14): a line whose spaces are
/// stretched as far as they should be has a badness of 100.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ParagraphRules {
    /// How much a space between words may grow, in parts of itself.
    pub space_stretch: Share,
    /// How much a space between words may shrink, in parts of itself.
    pub space_shrink: Share,
    /// How much the space after each letter may grow or shrink, in the type's size: 0 to 0.02.
    pub letter_space: Em,
    /// How much wider or narrower letters may be drawn, in parts of themselves: 0 to 0.015.
    pub glyph_scale: Share,
    /// How far hyphens, points and other light signs stand out into the margins, in parts of what
    /// is usual: 0 for not at all, 1 for what is usual.
    pub protrusion: Share,
    /// Indent of the rest of a line of verse that is wider than the measure, in its size.
    pub turnover: Em,
    /// Worst badness of a line while words are not divided.
    pub pretolerance: u16,
    /// Worst badness of a line with words divided, if the paragraph can be set so.
    pub tolerance: u16,
    /// Worst badness of a line in a paragraph that cannot be set within the tolerance.
    pub last_tolerance: u16,
    /// The stretch at the end of a line that is set ragged since its spaces would be too wide, in the
    /// measure; at least 10%. The larger, the emptier such lines may be.
    pub emergency_stretch: Share,
    /// The price of a line.
    pub line_penalty: u16,
    /// The price of a hyphen of ours.
    pub hyphen_penalty: u16,
    /// The price of a hyphen of ours in a name; names are divided only in paragraphs that cannot be
    /// set within the tolerance without.
    pub name_penalty: u16,
    /// The price of ending a line behind a hyphen of the author's.
    pub explicit_hyphen_penalty: u16,
    /// The price of ending a line inside code or an address: dearer than a hyphen, since a reader
    /// cannot tell the pieces from two words.
    pub verbatim_penalty: u16,
    /// Demerits of two hyphens on consecutive lines.
    pub double_hyphen_demerits: u32,
    /// Demerits of a third hyphen in a row, and each one after it.
    pub ladder_demerits: u32,
    /// Demerits of a hyphen on the line before the last.
    pub final_hyphen_demerits: u32,
    /// Demerits of a tight line beside a loose one.
    pub adjacent_demerits: u32,
    /// The shortest that a last line should be, in the measure.
    pub runt: Share,
    /// Demerits of a last line that is shorter.
    pub runt_demerits: u32,
}
