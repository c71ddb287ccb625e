//! What a book uses: the pieces of the style sheet that it needs.

use std::collections::BTreeSet;

use crate::model::{Extent, TokenKind};

/// A piece of the style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)] // each is the element or class of its name
pub enum Piece {
    Paragraph,
    Verse,
    Cover,
    Title,
    Subtitle,
    Author,
    Contributor,
    Affiliation,
    Imprint,
    Colophon,
    Part,
    Heading1,
    Heading2,
    Heading3,
    Heading4,
    Heading5,
    Heading6,
    BulletList,
    OrderedList,
    NestedBullets,
    NestedSteps,
    Task,
    DefinitionList,
    Quote,
    CodeBlock,
    /// A kind of word in code.
    Token(TokenKind),
    InlineCode,
    Figure,
    Image,
    Caption,
    TableCaption,
    Missing,
    Table,
    TableHead,
    /// A cell that heads its row.
    Stub,
    /// Blocks in a cell.
    CellBlocks,
    Left,
    Centre,
    Right,
    Abstract,
    Admonition,
    AdmonitionTitle,
    MathBlock,
    Math,
    Break,
    Subscript,
    Superscript,
    SmallCaps,
    NoteReference,
    Note,
    /// Anything that does not read as what is around it, and what of it has sides of its own.
    Turned,
    TurnedBullets,
    TurnedSteps,
    TurnedDefinition,
    TurnedQuote,
    TurnedAdmonition,
    TurnedMark,
    Contents,
}

/// The pieces that are used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used {
    pieces: BTreeSet<Piece>,
    /// Widths of pictures.
    pub widths: BTreeSet<Extent>,
    /// Heights of pictures.
    pub heights: BTreeSet<Extent>,
}

impl Used {
    /// Notes that `piece` is used.
    pub fn add(&mut self, piece: Piece) {
        self.pieces.insert(piece);
    }

    /// Whether `piece` is used.
    pub fn has(&self, piece: Piece) -> bool {
        self.pieces.contains(&piece)
    }

    /// Adds all that `other` holds.
    pub fn merge(&mut self, other: &Used) {
        self.pieces.extend(&other.pieces);
        self.widths.extend(&other.widths);
        self.heights.extend(&other.heights);
    }
}
