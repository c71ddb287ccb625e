//! Settled headings → the list of contents.

use super::ContentsEntry;
use crate::model::{Block, BlockKind, Piece, Resolved, Run, RunBuilder, SpanId, SpanKind};

/// An entry for each heading of the text down to `depth`. Headings inside quotes and lists belong
/// to what is quoted; one without words cannot be listed, and one that is not to be listed takes with
/// it those below, which would stand under another heading.
pub(super) fn contents(blocks: &[Block<Resolved>], depth: u8) -> Vec<ContentsEntry> {
    // The level of the heading that the text stands under and that is not to be listed.
    let mut unlisted: Option<u8> = None;
    blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Heading(heading) => Some(heading),
            _ => None,
        })
        .filter(|heading| {
            if unlisted.is_none_or(|above| heading.level <= above) {
                unlisted = (!heading.listed).then_some(heading.level);
            }
            unlisted.is_none() && heading.level <= depth
        })
        .map(|heading| ContentsEntry {
            level: heading.level,
            label: heading.label.clone(),
            content: words(&heading.content),
            anchor: heading.anchor.clone(),
        })
        .filter(|entry| !entry.content.is_empty())
        .collect()
}

/// The text without links, notes, pictures, anchors and line ends; a picture gives its words.
pub(super) fn words(text: &Run) -> Run {
    let mut kept = RunBuilder::default();
    keep_words(text, SpanId::WHOLE, &mut kept);
    kept.finish()
}

fn keep_words(text: &Run, within: SpanId, kept: &mut RunBuilder) {
    for piece in text.pieces(within) {
        match piece {
            Piece::Words(_, words) => kept.words(words),
            Piece::Span(id, span) => match &span.kind {
                SpanKind::Link { .. } => keep_words(text, id, kept),
                SpanKind::Image(image) => kept.words(&image.alternative),
                SpanKind::Break => kept.words(" "),
                SpanKind::Note(..) | SpanKind::Anchor(_) => {}
                // A formula stays as it is, with its line ends.
                SpanKind::Math { .. } | SpanKind::Reading(_) => kept.append(text.part(id)),
                kind => {
                    kept.open(kind.clone());
                    keep_words(text, id, kept);
                    kept.close_unless_empty();
                }
            },
        }
    }
}
