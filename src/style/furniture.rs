//! Furniture: what stands around the text of every page.

use serde::Deserialize;

/// How running heads and page numbers are made.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FurnitureRules {
    /// What the head of a left-hand page says.
    pub left: Head,
    /// What the head of a right-hand page says, and of every page if one side is printed.
    pub right: Head,
    /// Where heads stand.
    pub head_place: Edge,
    /// Where page numbers stand.
    pub folio_place: Edge,
    /// The longest running head, in characters: what is longer is cut, as is what is wider than
    /// the measure.
    #[serde(deserialize_with = "super::unit::whole::<1, 10000, _, _>")]
    pub longest: usize,
}

/// What a running head says. Where there is no section it says the chapter, where there is no
/// chapter the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Head {
    /// Nothing.
    Nothing,
    /// Who wrote the document; the title if nobody is named.
    Author,
    /// The document's title.
    Title,
    /// The chapter.
    Chapter,
    /// The first section that starts on the page, or the one that goes on there.
    Section,
}

/// Where something stands above or below the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edge {
    /// In the middle.
    Centre,
    /// At the side away from the spine; on the right if one side is printed.
    Outer,
}
