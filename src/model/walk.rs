//! Walking a document in reading order.
//!
//! The depth is bounded by the parser, so plain recursion is safe here.

use super::{Block, BlockKind, Inline, Stage};

/// What to do at each block and inline on the way. A parent is seen before what it holds.
pub trait Visitor<S: Stage> {
    /// Called at a block.
    fn block(&mut self, _block: &Block<S>) {}
    /// Called at an inline.
    fn inline(&mut self, _inline: &Inline<S>) {}
}

/// Visits `blocks` and all they hold, captions after pictures and before tables and code, as they
/// are read.
pub fn walk_blocks<S: Stage>(blocks: &[Block<S>], visitor: &mut impl Visitor<S>) {
    for block in blocks {
        visitor.block(block);
        match &block.kind {
            BlockKind::Heading(heading) => walk_inlines(&heading.content, visitor),
            BlockKind::Paragraph(content) => walk_inlines(content, visitor),
            BlockKind::List(list) => {
                list.items.iter().for_each(|item| walk_blocks(&item.blocks, visitor));
            }
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    walk_inlines(&definition.term, visitor);
                    definition.definitions.iter().for_each(|blocks| walk_blocks(blocks, visitor));
                }
            }
            BlockKind::Quote(blocks) => walk_blocks(blocks, visitor),
            BlockKind::Code(code) => walk_inlines(&code.caption, visitor),
            BlockKind::Figure(figure) => walk_inlines(&figure.caption, visitor),
            BlockKind::Table(table) => {
                walk_inlines(&table.caption, visitor);
                table.cells().for_each(|cell| walk_blocks(&cell.blocks, visitor));
            }
            BlockKind::Admonition(admonition) => {
                walk_inlines(&admonition.title, visitor);
                walk_blocks(&admonition.blocks, visitor);
            }
            BlockKind::Math(_) | BlockKind::Break => {}
        }
    }
}

/// Visits `inlines` and all they hold.
pub fn walk_inlines<S: Stage>(inlines: &[Inline<S>], visitor: &mut impl Visitor<S>) {
    for inline in inlines {
        visitor.inline(inline);
        match inline {
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Subscript(content)
            | Inline::Superscript(content)
            | Inline::SmallCaps(content)
            | Inline::Foreign(_, content) => walk_inlines(content, visitor),
            Inline::Link(link) => walk_inlines(&link.content, visitor),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Math(_)
            | Inline::Note(..)
            | Inline::Image(_)
            | Inline::Anchor(_)
            | Inline::SoftBreak
            | Inline::HardBreak => {}
        }
    }
}
