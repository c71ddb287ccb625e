//! Lists: their marks and how far they stand in.

use serde::Deserialize;

use super::{Em, Lines};

/// How lists look.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ListRules {
    /// How far a list's text hangs, in the body's size.
    pub indent: Em,
    /// Space between a mark and its text, in the body's size.
    pub gap: Em,
    /// Space around a list whose items stand apart.
    pub space: Lines,
    /// The bullets of a list within a list within a list; deeper ones use the last.
    pub bullets: [Bullet; 3],
    /// The boxes of tasks that are open and done.
    pub tasks: [Bullet; 2],
}

/// A mark in front of an item, for print and screen, and for plain text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Bullet {
    /// In the PDF and the EPUB.
    pub print: String,
    /// In the text edition, ASCII alone.
    pub plain: String,
}
