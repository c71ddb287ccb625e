//! Furniture: what stands around the text of every page.

use serde::Deserialize;

/// How running heads and page numbers are made.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FurnitureRules {
    /// The longest running head, in characters: what is longer is cut, as is what is wider than
    /// the measure.
    pub longest: usize,
}
