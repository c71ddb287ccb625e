//! What stands on the stack while a file is read: an element that is open, and what it holds so far.

use super::attributes::HeadingAttributes;
use super::grid::Rows;
use super::hidden::Hidden;
use super::tables::{Cells, Table};
use crate::model::{
    AdmonitionKind, Alignment, Block, Definition, Inline, Item, ListKind, ListingHead, Parsed, Passage, Scope,
};

/// Blocks as they are parsed.
pub(super) type Blocks = Vec<Block<Parsed>>;
/// Inlines as they are parsed.
pub(super) type Inlines = Vec<Inline<Parsed>>;

/// How deep quotes, lists and the like may be nested; deeper ones are made flat. No book goes
/// beyond ten, and every later stage may walk the text by plain recursion.
pub(super) const DEEPEST_BLOCK: u8 = 24;

/// How deep emphasis, links and the like may be nested.
pub(super) const DEEPEST_INLINE: u8 = 24;

/// An element that is open.
#[derive(Debug)]
pub(super) struct Frame {
    /// What it will become.
    pub shape: Shape,
    /// Grows up the stack, so that an element is found by its number even after others around it
    /// were closed early.
    pub serial: u64,
    /// The HTML tag that opened it; `None` for Markdown's own, which no HTML tag closes.
    pub tag: Option<String>,
    /// Where it starts, and where it is known to end.
    pub start: usize,
    pub end: usize,
    /// How many blocks it is nested in.
    pub depth: u8,
    /// How many inlines it is nested in.
    pub inline_depth: u8,
    /// What it holds, if it holds blocks.
    pub blocks: Blocks,
    /// What it holds, if it holds inlines.
    pub inlines: Inlines,
}

/// What an element will become.
#[derive(Debug)]
pub(super) enum Shape {
    /// The file.
    Root,
    Quote,
    Admonition {
        kind: AdmonitionKind,
        title: Inlines,
    },
    List {
        kind: ListKind,
        items: Vec<Item<Parsed>>,
        loose: Loose,
    },
    Item {
        task: Option<bool>,
    },
    Definitions(Vec<Definition<Parsed>>),
    Term,
    Definition,
    Note {
        name: String,
    },
    /// `suffix`: braces that the parser took for attributes and that are words.
    Heading {
        level: u8,
        said: HeadingAttributes,
        suffix: String,
    },
    Table(Table),
    /// `next`: the column behind the last cell. `head`: the head of a table of Markdown.
    Row {
        cells: Cells,
        next: usize,
        head: bool,
    },
    /// `head`: a `<th>`.
    Cell {
        columns: usize,
        rows: Rows,
        head: bool,
        scope: Option<Scope>,
        alignment: Alignment,
    },
    Figure {
        anchor: Option<String>,
        caption: Inlines,
    },
    /// `<figcaption>`, `<caption>`, `<summary>`: goes to the element around it.
    Caption,
    /// `<Listing>`: gives the code in it a caption.
    Listing {
        head: Option<ListingHead>,
        caption: Inlines,
    },
    /// `<pre>`
    Pre {
        language: String,
        text: String,
    },
    /// `<script>` in a line: left out if its end is found.
    Dropped,
    /// `<div hidden>`: left out. `anchors` waited for the next words as it began.
    Hidden {
        hidden: Hidden,
        anchors: Vec<String>,
    },
    Paragraph,
    Span(Wrap),
}

/// Whether a paragraph of its own stood in an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loose {
    No,
    Yes,
}

/// What a span of a line will become.
#[derive(Debug)]
pub(super) enum Wrap {
    Emphasis,
    Strong,
    Strike,
    /// `<span class="smallcaps">`
    SmallCaps,
    /// `<em lang="fr">`, `<em dir="rtl">`: the same in another language, or reading another way.
    Foreign {
        passage: Passage,
        wrap: Box<Wrap>,
    },
    /// A `<span>` within one that means something.
    Plain,
    /// `<small>`: nothing, but in a line below a picture, which is its caption.
    Small,
    Subscript {
        markdown: bool,
    },
    Superscript {
        markdown: bool,
    },
    /// `<code>`, `<kbd>`
    Code,
    Link {
        target: Option<String>,
        title: String,
    },
    Image {
        path: String,
        title: String,
    },
    /// `<ruby>`
    Ruby,
    /// `<rt>`
    Reading,
    /// `<rp>`: a bracket, for who cannot show readings above words.
    ReadingBracket,
    /// What looked like a wikilink and is none.
    Brackets,
    /// `<script>` in a line: left out if its end is found.
    Dropped,
    /// `<span hidden>`: left out.
    Hidden(Hidden),
}

impl Wrap {
    /// A link to `target`.
    pub fn link(target: String) -> Self {
        Wrap::Link { target: Some(target), title: String::new() }
    }
}

impl Shape {
    /// An admonition without a title.
    pub fn admonition(kind: AdmonitionKind) -> Self {
        Shape::Admonition { kind, title: Vec::new() }
    }

    /// A list without items.
    pub fn list(kind: ListKind) -> Self {
        Shape::List { kind, items: Vec::new(), loose: Loose::No }
    }

    /// A row without cells.
    pub fn row(head: bool) -> Self {
        Shape::Row { cells: Vec::new(), next: 0, head }
    }

    /// A cell of Markdown.
    pub fn cell() -> Self {
        Shape::Cell { columns: 1, rows: Rows::of(1), head: false, scope: None, alignment: Alignment::Natural }
    }

    /// Whether it stands in a line.
    pub fn is_inline(&self) -> bool {
        matches!(self, Shape::Span(_))
    }

    /// Whether what it holds ends up in one line, so that blocks in it are made inlines.
    pub fn holds_a_line(&self) -> bool {
        matches!(self, Shape::Term | Shape::Heading { .. } | Shape::Cell { .. } | Shape::Caption)
    }

    /// Whether it adds to the depth of the model.
    pub fn nests(&self) -> bool {
        match self {
            Shape::Quote
            | Shape::Admonition { .. }
            | Shape::List { .. }
            | Shape::Definitions(_)
            | Shape::Table(_)
            | Shape::Figure { .. }
            | Shape::Listing { .. }
            | Shape::Dropped
            | Shape::Hidden { .. } => true,
            Shape::Root
            | Shape::Item { .. }
            | Shape::Term
            | Shape::Definition
            | Shape::Note { .. }
            | Shape::Heading { .. }
            | Shape::Row { .. }
            | Shape::Cell { .. }
            | Shape::Caption
            | Shape::Pre { .. }
            | Shape::Paragraph
            | Shape::Span(_) => false,
        }
    }
}
