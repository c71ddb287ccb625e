//! The prices by which the ends of pages are chosen.

use serde::Deserialize;

/// The prices by which the ends of pages are chosen: of all ways to divide the text into pages, the
/// cheapest is taken. Only their proportions count.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PaginationRules {
    /// A page that ends a line early; two lines cost four times as much, three nine times.
    pub short_page: u32,
    /// Facing pages of which one ends a line earlier; two lines cost four times as much.
    pub facing: u32,
    /// A paragraph set a line longer or shorter than is best.
    pub other_length: u32,
    /// A line of space more above a heading, a figure or another block with space around it.
    pub more_space: u32,
    /// A line alone at a page's head or foot, a heading at its foot, a caption without its figure.
    pub torn: u32,
    /// The first or the last item of a list, if it is short, apart from the others.
    pub short_piece: u32,
    /// A divided word over a page's turn.
    pub hyphen_at_turn: u32,
    /// A note that goes on at the foot of the next page.
    pub split_note: u32,
    /// A figure at the head of the page after the one on which it stands in the text.
    pub carried_figure: u32,
    /// Each line by which a chapter's last page is shorter than five.
    pub empty_page: u32,
}
