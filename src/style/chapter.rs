//! Chapters: where they open.

use serde::Deserialize;

use super::Lines;

/// How the chapters of a book open. In an article they run on.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ChapterRules {
    /// The page on which they do.
    pub opens: Opens,
    /// How far their heading is sunk below the top of the text.
    pub sink: Lines,
}

/// The page on which a chapter opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opens {
    /// The next right-hand page, if both sides are printed; the page before it may be blank.
    Recto,
    /// The next page.
    Page,
    /// The page that the text before it has reached.
    RunOn,
}
