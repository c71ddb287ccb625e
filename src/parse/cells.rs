//! What a cell of a table holds: blocks that can stand in a column.
//!
//! Lists, quotations, code and the like stay what they are. A heading becomes a strong paragraph, a
//! picture with its caption a paragraph of both, and so does a formula; a table becomes lines of words. A
//! rule is left out: that of the cell is enough.

use super::frame::{Blocks, Inlines};
use super::inlines::{flatten, join, push_text, trim};
use super::reports::Reports;
use crate::model::{Block, BlockId, BlockKind, Heading, Inline, Parsed};
use crate::span::Span;

/// The blocks of a cell.
pub(super) fn settled(blocks: Blocks, reports: &mut Reports<'_>) -> Blocks {
    let mut settled = Blocks::new();
    // A formula stands in a line of its own, but in the paragraph in which it is written.
    let mut after_formula = false;
    for mut block in blocks {
        let is_formula = matches!(block.kind, BlockKind::Math(_));
        let mut words = match block.kind {
            BlockKind::Paragraph(words) => words,
            BlockKind::Heading(heading) => strong(heading),
            BlockKind::Figure(_) | BlockKind::Math(_) => flatten(vec![block.clone()]),
            BlockKind::Table(_) => {
                reports.nested_table(block.span);
                flatten(vec![block.clone()])
            }
            BlockKind::Break => continue,
            BlockKind::List(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::Code(_)
            | BlockKind::Admonition(_) => {
                for blocks in block.kind.children_mut() {
                    *blocks = self::settled(std::mem::take(blocks), reports);
                }
                settled.push(block);
                after_formula = false;
                continue;
            }
        };
        trim(&mut words);
        match settled.last_mut().map(|last| &mut last.kind) {
            Some(BlockKind::Paragraph(line)) if is_formula || after_formula => {
                join(line, words, Inline::HardBreak);
            }
            _ if words.is_empty() => {}
            _ => settled.push(Block { kind: BlockKind::Paragraph(words), ..block }),
        }
        after_formula = is_formula;
    }
    settled
}

/// Puts words behind what a cell holds.
pub(super) fn append_words(blocks: &mut Blocks, words: String, span: Span) {
    match blocks.last_mut().map(|last| &mut last.kind) {
        Some(BlockKind::Paragraph(line)) => push_text(line, words),
        _ => {
            let mut line = Inlines::new();
            push_text(&mut line, words);
            trim(&mut line);
            blocks.push(Block { span, id: BlockId(0), kind: BlockKind::Paragraph(line) });
        }
    }
}

/// Puts what another cell holds behind it: words in its last paragraph.
pub(super) fn append_cell(blocks: &mut Blocks, mut more: Blocks) {
    if let (Some(last), [first, ..]) = (blocks.last_mut(), more.as_mut_slice())
        && let (BlockKind::Paragraph(line), BlockKind::Paragraph(words)) = (&mut last.kind, &mut first.kind)
    {
        join(line, std::mem::take(words), Inline::Text(" ".to_owned()));
        more.remove(0);
    }
    blocks.append(&mut more);
}

fn strong(heading: Heading<Parsed>) -> Inlines {
    let mut words: Inlines = heading.anchor.into_iter().map(|name| Inline::Anchor(Some(name))).collect();
    if !heading.content.is_empty() {
        words.push(Inline::Strong(heading.content));
    }
    words
}
