//! Settled headings → the list of contents.

use super::ContentsEntry;
use crate::model::{Block, BlockKind, Inline, Resolved};

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

/// The content without links, notes, pictures, anchors and line ends; a picture gives its words.
pub(super) fn words(content: &[Inline<Resolved>]) -> Vec<Inline<Resolved>> {
    let mut kept = Vec::new();
    for inline in content {
        match inline {
            Inline::Text(_) | Inline::Code(_) | Inline::Math(_) => kept.push(inline.clone()),
            Inline::Emphasis(content) => wrap(Inline::Emphasis, content, &mut kept),
            Inline::Strong(content) => wrap(Inline::Strong, content, &mut kept),
            Inline::Strike(content) => wrap(Inline::Strike, content, &mut kept),
            Inline::Subscript(content) => wrap(Inline::Subscript, content, &mut kept),
            Inline::Superscript(content) => wrap(Inline::Superscript, content, &mut kept),
            Inline::SmallCaps(content) => wrap(Inline::SmallCaps, content, &mut kept),
            Inline::Foreign(passage, content) => {
                wrap(|content| Inline::Foreign(passage.clone(), content), content, &mut kept);
            }
            Inline::Link(link) => kept.append(&mut words(&link.content)),
            Inline::Image(image) if image.alternative.is_empty() => {}
            Inline::Image(image) => kept.push(Inline::Text(image.alternative.clone())),
            Inline::SoftBreak | Inline::HardBreak => kept.push(Inline::Text(" ".to_owned())),
            Inline::Note(..) | Inline::Anchor(_) => {}
        }
    }
    kept
}

fn wrap(
    make: impl FnOnce(Vec<Inline<Resolved>>) -> Inline<Resolved>,
    content: &[Inline<Resolved>],
    kept: &mut Vec<Inline<Resolved>>,
) {
    let content = words(content);
    if !content.is_empty() {
        kept.push(make(content));
    }
}
