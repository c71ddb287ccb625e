//! Walking a document in reading order.
//!
//! The depth is bounded by the parser, so plain recursion is safe here.

use super::{Block, BlockKind, Image, Inline, Parsed, Stage};

/// What to do at each block and text on the way. A parent is seen before what it holds.
pub trait Visitor<S: Stage> {
    /// Called at a block.
    fn block(&mut self, _block: &Block<S>) {}
    /// Called at a text.
    fn text(&mut self, _text: &S::Text) {}
}

/// Visits `blocks` and all they hold, captions after pictures and before tables and code, as they
/// are read.
pub fn walk_blocks<S: Stage>(blocks: &[Block<S>], visitor: &mut impl Visitor<S>) {
    for block in blocks {
        visitor.block(block);
        match &block.kind {
            BlockKind::Heading(heading) => visitor.text(&heading.content),
            BlockKind::Paragraph(content) => visitor.text(content),
            BlockKind::List(list) => {
                list.items.iter().for_each(|item| walk_blocks(&item.blocks, visitor));
            }
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    visitor.text(&definition.term);
                    definition.definitions.iter().for_each(|blocks| walk_blocks(blocks, visitor));
                }
            }
            BlockKind::Quote(blocks) => walk_blocks(blocks, visitor),
            BlockKind::Code(code) => visitor.text(&code.caption),
            BlockKind::Figure(figure) => visitor.text(&figure.caption),
            BlockKind::Table(table) => {
                visitor.text(&table.caption);
                table.cells().for_each(|cell| walk_blocks(&cell.blocks, visitor));
            }
            BlockKind::Admonition(admonition) => {
                visitor.text(&admonition.title);
                walk_blocks(&admonition.blocks, visitor);
            }
            BlockKind::Math(_) | BlockKind::Break => {}
        }
    }
}

/// Calls `visit` for each picture of `blocks`, as they are read: those of figures, and those among words.
pub fn walk_images(blocks: &[Block<Parsed>], visit: impl FnMut(&Image<Parsed>)) {
    struct Images<F>(F);
    impl<F: FnMut(&Image<Parsed>)> Visitor<Parsed> for Images<F> {
        fn block(&mut self, block: &Block<Parsed>) {
            if let BlockKind::Figure(figure) = &block.kind {
                (self.0)(&figure.image);
            }
        }

        fn text(&mut self, text: &Vec<Inline<Parsed>>) {
            walk_inlines(text, &mut |inline| {
                if let Inline::Image(image) = inline {
                    (self.0)(image);
                }
            });
        }
    }
    walk_blocks(blocks, &mut Images(visit));
}

/// Calls `visit` for each of `inlines` and all they hold, but for what a formula shows.
pub fn walk_inlines<S: Stage>(inlines: &[Inline<S>], visit: &mut impl FnMut(&Inline<S>)) {
    for inline in inlines {
        visit(inline);
        if !matches!(inline, Inline::Math(_)) {
            walk_inlines(inline.content(), visit);
        }
    }
}
