//! Headings and blocks of a file → levels that are counted one by one, and blocks with numbers.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, BlockId, BlockKind, Heading, Parsed};

/// The headings of the text itself, not those in quotes.
pub(super) fn headings(blocks: &[Block<Parsed>]) -> impl Iterator<Item = &Heading<Parsed>> {
    blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(heading) => Some(heading),
        _ => None,
    })
}

/// Moves the headings up by `by` levels, those in quotes too, but none above `top`.
pub(super) fn shift(blocks: &mut [Block<Parsed>], by: i16, top: u8) {
    for block in blocks {
        if let BlockKind::Heading(heading) = &mut block.kind {
            let level = (i16::from(heading.level) - by).clamp(i16::from(top), 6);
            heading.level = u8::try_from(level).unwrap_or(6);
        }
        block.kind.children_mut().into_iter().for_each(|blocks| shift(blocks, by, top));
    }
}

/// Lowers the headings that skip a level, and reports the first of those below one heading.
///
/// A stack holds the headings above the next one: the level each was written with, and the one it
/// has now.
pub(super) fn mend_levels(blocks: &mut [Block<Parsed>], top: u8, diagnostics: &mut Diagnostics) {
    let mut above: Vec<(u8, u8)> = Vec::new();
    let mut skipped: Option<(u8, u8)> = None;
    for block in blocks {
        let BlockKind::Heading(heading) = &mut block.kind else { continue };
        let written = heading.level;
        while above.last().is_some_and(|last| last.0 >= written) {
            above.pop();
        }
        if let Some(&(parent, now)) = above.last() {
            if written > parent + 1 && skipped != Some((parent, written)) {
                skipped = Some((parent, written));
                diagnostics.add(
                    Diagnostic::warning(
                        Code::SkippedHeading,
                        block.span,
                        format!("a heading of level {written} follows one of level {parent}"),
                    )
                    .with_help("levels are counted one by one, so it was made one level deeper than that"),
                );
            }
            heading.level = (now + 1).min(6);
        } else {
            heading.level = top;
        }
        if written <= above.last().map_or(top, |last| last.0) + 1 {
            skipped = None;
        }
        above.push((written, heading.level));
    }
}

/// Numbers blocks in reading order.
pub(super) fn number(blocks: &mut [Block<Parsed>], next: &mut u32) {
    for block in blocks {
        block.id = BlockId(*next);
        *next += 1;
        block.kind.children_mut().into_iter().for_each(|blocks| number(blocks, next));
    }
}
