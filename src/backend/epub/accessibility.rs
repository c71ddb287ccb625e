//! The manuscript → what may be said of its accessibility. Computed, never claimed.

use crate::model::{Block, Image};
use crate::model::{BlockKind, Inline, Resolved, Visitor, walk_blocks};
use crate::resolve::{Format, Manuscript};

/// Statements as `property` and value, in the vocabulary of schema.org.
pub(super) fn statements(manuscript: &Manuscript, has_pages: bool) -> Vec<(&'static str, &'static str)> {
    let document = &manuscript.document;
    let mut pictures = Pictures::default();
    walk_blocks(&document.blocks, &mut pictures);
    document.notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut pictures));
    let mut statements = vec![("schema:accessMode", "textual")];
    if pictures.informative > 0 {
        statements.push(("schema:accessMode", "visual"));
    }
    // A picture without alternative text decorates; so the text alone always suffices.
    statements.push(("schema:accessModeSufficient", "textual"));
    if pictures.informative > 0 {
        statements.push(("schema:accessModeSufficient", "textual,visual"));
        statements.push(("schema:accessibilityFeature", "alternativeText"));
    }
    statements.extend([
        ("schema:accessibilityFeature", "displayTransformability"),
        ("schema:accessibilityFeature", "readingOrder"),
        ("schema:accessibilityFeature", "structuralNavigation"),
        ("schema:accessibilityFeature", "tableOfContents"),
        ("schema:accessibilityFeature", "unlocked"),
    ]);
    if has_pages {
        statements.push(("schema:accessibilityFeature", "pageBreakMarkers"));
        statements.push(("schema:accessibilityFeature", "pageNavigation"));
    }
    let moving = manuscript.assets.iter().any(|asset| moves(asset.format, &asset.bytes));
    statements.push(("schema:accessibilityHazard", if moving { "unknown" } else { "none" }));
    statements
}

/// Whether a picture is an animation, which may flash.
fn moves(format: Format, bytes: &[u8]) -> bool {
    let holds = |bytes: &[u8], mark: &[u8]| bytes.windows(mark.len()).any(|window| window == mark);
    let head = &bytes[..bytes.len().min(4096)];
    match format {
        // The extension that makes a GIF go round, and a PNG's and a WebP's chunk of that kind.
        Format::Gif => holds(bytes, b"NETSCAPE2.0"),
        Format::Png => holds(head, b"acTL"),
        Format::WebP => holds(head, b"ANIM"),
        Format::Jpeg | Format::Svg => false,
    }
}

#[derive(Default)]
struct Pictures {
    informative: usize,
}

impl Pictures {
    fn count(&mut self, image: &Image<Resolved>) {
        if image.picture.is_some() && !image.alternative.is_empty() {
            self.informative += 1;
        }
    }
}

impl Visitor<Resolved> for Pictures {
    fn block(&mut self, block: &Block<Resolved>) {
        if let BlockKind::Figure(figure) = &block.kind {
            self.count(&figure.image);
        }
    }

    fn inline(&mut self, inline: &Inline<Resolved>) {
        if let Inline::Image(image) = inline {
            self.count(image);
        }
    }
}
