//! Blocks: what stands between two blank lines, and what holds such things.

use super::{Code, Image, Stage, Table};
use crate::span::Span;

/// A block's name in its document: its place in reading order, notes after the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

/// A block with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Block<S: Stage> {
    /// Where it stands in the source.
    pub span: Span,
    /// Its name, unique in the document.
    pub id: BlockId,
    /// What it is.
    pub kind: BlockKind<S>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind<S: Stage> {
    /// `# Words {#anchor}`, or a book's part, or a chapter that is announced but not yet written.
    Heading(Heading<S>),
    /// Words up to a blank line.
    Paragraph(S::Text),
    /// `- item`, `1. item`, `- [ ] task`.
    List(List<S>),
    /// `term` / `: definition`.
    DefinitionList(Vec<Definition<S>>),
    /// `> words`
    Quote(Vec<Block<S>>),
    /// ```` ```rust ````, or four blanks in front.
    Code(Code<S>),
    /// `![alternative text](path "caption")` alone in its paragraph.
    Figure(Figure<S>),
    /// `| a | b |`
    Table(Table<S>),
    /// `$$ x^2 $$` alone in its paragraph.
    Math(Formula<S>),
    /// `> [!NOTE]`, `<details>`
    Admonition(Admonition<S>),
    /// `---`
    Break,
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading<S: Stage> {
    /// 0 for a book's part, else 1 to 6. `Resolved`: the text's top level is 1.
    pub level: u8,
    /// Its anchor.
    pub anchor: S::Anchor,
    /// Its number, `2.3`.
    pub label: S::Label,
    /// Whether it takes a number where headings are numbered: not with `{-}` or `{.unnumbered}`, nor
    /// in the chapters before and after a book's numbered ones. What is below one without a number has
    /// none either.
    pub numbered: bool,
    /// Whether it stands in the contents, with what is below it: not with `{.unnumbered .unlisted}`.
    pub listed: bool,
    /// Its words. Never holds a note's reference or an image in the contents.
    pub content: S::Text,
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub struct List<S: Stage> {
    /// Ordered or not.
    pub kind: ListKind,
    /// Whether its items stand without blank lines between them.
    pub tight: bool,
    /// Its items.
    pub items: Vec<Item<S>>,
}

/// Ordered or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// `- item`
    Bullet,
    /// `3. item`: starts at that number.
    Ordered(u64),
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<S: Stage> {
    /// Where it stands.
    pub span: Span,
    /// `Resolved`: the ordinal as printed, `3.`; empty in a bullet list, where the style sheet
    /// has the bullets.
    pub marker: S::Label,
    /// `- [x]`: done, `- [ ]`: not done, else `None`.
    pub task: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block<S>>,
}

/// A term and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition<S: Stage> {
    /// The term.
    pub term: S::Text,
    /// Its definitions, one or more.
    pub definitions: Vec<Vec<Block<S>>>,
}

/// A picture with a block of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<S: Stage> {
    /// The picture.
    pub image: Image<S>,
    /// Its anchor. `Resolved`: every figure has one.
    pub anchor: S::Anchor,
    /// `Figure 4`, or empty where there is no caption.
    pub label: S::Label,
    /// The caption, or empty.
    pub caption: S::Text,
}

/// A formula with a block of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula<S: Stage> {
    /// Where it stands.
    pub span: Span,
    /// The TeX between the dollars.
    pub tex: String,
    /// `Resolved`: its linear form, as in [`Math`](super::Math). `Parsed`: nothing.
    pub content: S::Text,
}

/// Text set apart with a title of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Admonition<S: Stage> {
    /// What kind.
    pub kind: AdmonitionKind,
    /// `Resolved`: the word for the kind in the document's language, `Note`; empty for
    /// [`Aside`](super::AdmonitionKind::Aside).
    pub label: S::Label,
    /// A title of the author's (`<summary>`), or empty.
    pub title: S::Text,
    /// What it holds.
    pub blocks: Vec<Block<S>>,
}

/// A note, at the foot of its page or after its chapter.
#[derive(Clone, Debug, PartialEq)]
pub struct Note<S: Stage> {
    /// Where it is written.
    pub span: Span,
    /// The author's name for it, `[^name]:`.
    pub name: String,
    /// `Resolved`: its mark as printed, `7`.
    pub label: S::Label,
    /// What it says.
    pub blocks: Vec<Block<S>>,
}

impl<S: Stage> BlockKind<S> {
    /// The runs of blocks that it holds, in reading order; none of what holds words alone.
    pub fn children(&self) -> Vec<&[Block<S>]> {
        match self {
            Self::Quote(blocks) => vec![blocks],
            Self::Admonition(admonition) => vec![&admonition.blocks],
            Self::List(list) => list.items.iter().map(|item| item.blocks.as_slice()).collect(),
            Self::DefinitionList(definitions) => {
                definitions.iter().flat_map(|it| &it.definitions).map(Vec::as_slice).collect()
            }
            Self::Table(table) => table.cells().map(|cell| cell.blocks.as_slice()).collect(),
            Self::Heading(_)
            | Self::Paragraph(_)
            | Self::Code(_)
            | Self::Figure(_)
            | Self::Math(_)
            | Self::Break => Vec::new(),
        }
    }

    /// The same, to be changed.
    pub fn children_mut(&mut self) -> Vec<&mut Vec<Block<S>>> {
        match self {
            Self::Quote(blocks) => vec![blocks],
            Self::Admonition(admonition) => vec![&mut admonition.blocks],
            Self::List(list) => list.items.iter_mut().map(|item| &mut item.blocks).collect(),
            Self::DefinitionList(definitions) => {
                definitions.iter_mut().flat_map(|it| &mut it.definitions).collect()
            }
            Self::Table(table) => table.cells_mut().map(|cell| &mut cell.blocks).collect(),
            Self::Heading(_)
            | Self::Paragraph(_)
            | Self::Code(_)
            | Self::Figure(_)
            | Self::Math(_)
            | Self::Break => Vec::new(),
        }
    }
}

impl AdmonitionKind {
    /// Whether it looks like a quotation rather than a box: an abstract.
    pub fn is_quoted(self) -> bool {
        match self {
            Self::Abstract => true,
            Self::Note | Self::Tip | Self::Important | Self::Warning | Self::Caution | Self::Aside => false,
        }
    }
}

/// The kinds of text set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdmonitionKind {
    /// `> [!NOTE]`
    Note,
    /// `> [!TIP]`
    Tip,
    /// `> [!IMPORTANT]`
    Important,
    /// `> [!WARNING]`
    Warning,
    /// `> [!CAUTION]`
    Caution,
    /// `abstract: …` in front matter, before the text.
    Abstract,
    /// `<details>`, `<aside>`: set apart, without a word of ours.
    Aside,
}
