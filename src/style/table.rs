//! Tables: the room between cells, and what is done where a table is too wide.

use serde::Deserialize;

use super::{Em, Lines, Percent};

/// How tables look, beside the roles of their cells.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TableRules {
    /// Space before and after.
    pub space: Lines,
    /// Space between two columns, in the cells' size.
    pub gutter: Em,
    /// Space above and below a row, in the cells' size.
    pub padding: Em,
    /// The narrowest that a column gets, in the cells' size.
    pub narrowest: Em,
    /// The narrowest that a column of words over several lines gets, in the cells' size.
    pub readable: Em,
    /// The narrowest that a picture in a cell gets, in the cells' size.
    pub picture: Em,
    /// The smallest that type gets so that a table fits, in its own size.
    #[serde(deserialize_with = "super::unit::percent::<10, 100, _>")]
    pub smallest: Percent,
    /// How much smaller type gets at a time.
    #[serde(deserialize_with = "super::unit::percent::<1, 100, _>")]
    pub step: Percent,
    /// The fewest rows for which a table that is still too wide is turned, on a page of its own; one
    /// of fewer is set as records.
    pub turned_from: usize,
    /// The tallest row that is kept on one page, in the height of its text.
    #[serde(deserialize_with = "super::unit::percent::<1, 100, _>")]
    pub whole: Percent,
    /// The most that the heads take in records, in the measure.
    #[serde(deserialize_with = "super::unit::percent::<1, 100, _>")]
    pub record_heads: Percent,
}
