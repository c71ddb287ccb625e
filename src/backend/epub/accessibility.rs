//! The manuscript → what may be said of its accessibility. Computed, never claimed.

use super::pictures::moves;
use crate::model::{Block, Image};
use crate::model::{BlockKind, Inline, Resolved, Visitor, walk_blocks};
use crate::resolve::Manuscript;

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
    let moving = manuscript.assets.iter().any(moves);
    statements.push(("schema:accessibilityHazard", if moving { "unknown" } else { "none" }));
    statements
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
