//! The front: title page, title block and contents.

use serde::Deserialize;

use super::{Em, Lines, Percent};

/// How the front looks.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FrontRules {
    /// Whether authors are named as the press does, `By Ada Lovelace`.
    pub byline: bool,
    /// Whether a book opens with a page that holds its title alone.
    pub half_title: bool,
    /// From this number of pages on a book has a full front: the half title, if its style has
    /// one, and contents that start on a right-hand page.
    pub full_from: usize,
    /// Whether the rights and the like have a page of their own behind the title page.
    pub imprint_page: bool,
    /// Space above the title on a title page, in the text's height.
    #[serde(deserialize_with = "super::unit::percent::<0, 90, _>")]
    pub drop: Percent,
    /// Space below the title block of an article.
    pub after_title: Lines,
    /// From dot to dot of a leader in the contents, in their size.
    pub leader: Em,
    /// How far a level of the contents stands in from the level above, in their size.
    pub indent: Em,
    /// Space above a chapter or a part in the contents.
    pub chapter_space: Lines,
}
