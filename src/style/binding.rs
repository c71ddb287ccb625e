//! Binding: the sides that are printed, and what the spine swallows.

use serde::Deserialize;

use super::Pt;
use crate::model::Sides;

/// How the pages are printed and bound.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BindingRules {
    /// The sides of a leaf that are printed.
    pub sides: Sides,
    /// What the spine of a book of so many pages swallows, the thinnest first. The pages are
    /// reckoned from the number of characters, so that they need not be laid out twice.
    pub gutter: Vec<Gutter>,
}

/// What the spine of a thick book swallows of its inner margins.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Gutter {
    /// A book of more pages than this …
    pub above: usize,
    /// … has an inner margin wider by this.
    pub add: Pt,
}

impl BindingRules {
    /// What the spine of a book of `pages` swallows.
    pub(super) fn gutter_of(&self, pages: usize) -> Pt {
        let thick = self.gutter.iter().filter(|gutter| pages > gutter.above);
        thick.map(|gutter| gutter.add).fold(Pt(0.0), |most, add| if add > most { add } else { most })
    }
}
