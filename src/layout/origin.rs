//! Where in the manuscript an item comes from, so that tags, page marks and diagnostics can tell.

use crate::model::{BlockId, Inline, Resolved};

/// The place in the manuscript of an item on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The text it belongs to.
    pub part: Part,
    /// The byte of that text at which it starts, in the order of reading: a label in front counts,
    /// and so does a picture, for three.
    pub at: u32,
    /// The innermost inline around it that [counts](counts), by its number in the text: 1 for the
    /// first that starts, 0 for none.
    pub inline: u32,
}

/// A text of the manuscript: what is set by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A line of the front, by its place in [`front`](crate::resolve::Manuscript::front).
    Front(u32),
    /// The title of the contents (0) or of a list behind them.
    ListTitle(u32),
    /// The words of an entry, by its list and its place there.
    ListEntry(u32, u32),
    /// The page number of an entry.
    ListPage(u32, u32),
    /// A block's own text: a heading, a paragraph, a figure's picture, a formula, a break.
    Block(BlockId),
    /// The caption of a figure, of a table or of code.
    Caption(BlockId),
    /// The title of an admonition.
    Title(BlockId),
    /// A line of code, by its place in the listing, from 0.
    Line(BlockId, u32),
    /// What stands before an item of a list, by the item's place, from 0.
    Marker(BlockId, u32),
    /// A term of a list of definitions, by its place, from 0.
    Term(BlockId, u32),
    /// A cell of a table.
    Cell {
        /// The table.
        block: BlockId,
        /// The row: 0 is the head, if there is one or not.
        row: u32,
        /// The column, from 0.
        column: u32,
    },
    /// The mark before a note's text, by the note's place in the document.
    NoteMark(u32),
}

impl Part {
    /// The block it belongs to; `None` for the front, the lists and the marks of notes.
    pub fn block(self) -> Option<BlockId> {
        match self {
            Self::Block(block)
            | Self::Caption(block)
            | Self::Title(block)
            | Self::Line(block, _)
            | Self::Marker(block, _)
            | Self::Term(block, _)
            | Self::Cell { block, .. } => Some(block),
            Self::Front(_)
            | Self::ListTitle(_)
            | Self::ListEntry(..)
            | Self::ListPage(..)
            | Self::NoteMark(_) => None,
        }
    }
}

/// Whether an inline counts in an [`Origin`]: those that say something of the words in them.
pub fn counts(inline: &Inline<Resolved>) -> bool {
    match inline {
        Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Strike(_)
        | Inline::Subscript(_)
        | Inline::Superscript(_)
        | Inline::Code(_)
        | Inline::Math(_)
        | Inline::Link(_)
        | Inline::Note(..)
        | Inline::Image(_) => true,
        Inline::Text(_)
        | Inline::SmallCaps(_)
        | Inline::Anchor(_)
        | Inline::SoftBreak
        | Inline::HardBreak => false,
    }
}
