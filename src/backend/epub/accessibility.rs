//! The manuscript → what may be said of its accessibility (EPUB Accessibility 1.1, section 2).
//! Computed, never claimed: only the author can say that the book conforms to a standard.

use super::pictures::moves;
use crate::model::{Block, BlockKind, Image, Resolved, Run, SpanKind, Visitor, walk_blocks};
use crate::resolve::Manuscript;

/// What a book conforms to if somebody answers for it and does not say to what.
const STANDARD: &str = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA";

/// A statement: a property in the vocabulary of schema.org, and its value.
pub(super) type Statement = (&'static str, String);

/// The statements. `has_pages` says whether the book lists the pages of the print edition.
pub(super) fn statements(manuscript: &Manuscript, has_pages: bool) -> Vec<Statement> {
    let pictures = Pictures::of(manuscript);
    let moving = manuscript.assets.iter().any(moves);
    let has_pictures = pictures.described + pictures.mute > 0;
    let mut statements = vec![("schema:accessMode", "textual")];
    if has_pictures {
        statements.push(("schema:accessMode", "visual"));
        statements.push(("schema:accessModeSufficient", "textual,visual"));
    }
    if pictures.mute == 0 {
        statements.push(("schema:accessModeSufficient", "textual"));
    }
    if pictures.mute == 0 && has_pictures {
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
    statements.push(("schema:accessibilityHazard", if moving { "unknown" } else { "none" }));
    let mut statements: Vec<Statement> =
        statements.into_iter().map(|(property, value)| (property, value.to_owned())).collect();
    statements.push(("schema:accessibilitySummary", summary(&pictures, has_pages, moving)));
    statements
}

/// The same in sentences, in English, as shops show it.
fn summary(pictures: &Pictures, has_pages: bool, moving: bool) -> String {
    let mut summary = "The text can be read aloud, enlarged and set in other colours and faces, and is \
                       reached by a table of contents and by headings."
        .to_owned();
    if has_pages {
        summary.push_str(" Page breaks of the print edition are marked and listed.");
    }
    match (pictures.described, pictures.mute) {
        (0, 0) => {}
        (_, 0) => summary.push_str(" All pictures have a text alternative."),
        (_, 1) => summary.push_str(" One picture has no text alternative."),
        (_, mute) => summary.push_str(&format!(" {mute} pictures have no text alternative.")),
    }
    if pictures.formulas > 0 {
        summary.push_str(" Formulas are text in a line, without MathML.");
    }
    if moving {
        summary.push_str(" There are animated pictures, which may flash.");
    }
    summary
}

/// What the book conforms to, and who answers for it; `None` if nobody does.
pub(super) fn certified(manuscript: &Manuscript) -> Option<(&str, &str)> {
    let wishes = &manuscript.document.preferences.epub;
    let certifier = wishes.certified_by.as_deref()?;
    Some((wishes.conforms_to.as_deref().unwrap_or(STANDARD), certifier))
}

/// The pictures of a text: those with a text alternative and those without, as far as they say
/// something; and the formulas, which are like them.
#[derive(Default)]
struct Pictures {
    described: usize,
    mute: usize,
    formulas: usize,
}

impl Pictures {
    fn of(manuscript: &Manuscript) -> Self {
        let document = &manuscript.document;
        let mut pictures = Self::default();
        walk_blocks(&document.blocks, &mut pictures);
        document.notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut pictures));
        pictures
    }

    fn count(&mut self, image: &Image<Resolved>) {
        match image.picture {
            None => {}
            Some(_) if image.decorative => {}
            Some(_) if image.alternative.trim().is_empty() => self.mute += 1,
            Some(_) => self.described += 1,
        }
    }
}

impl Visitor<Resolved> for Pictures {
    fn block(&mut self, block: &Block<Resolved>) {
        match &block.kind {
            BlockKind::Figure(figure) => self.count(&figure.image),
            BlockKind::Math(_) => self.formulas += 1,
            _ => {}
        }
    }

    fn text(&mut self, text: &Run) {
        for (_, span) in text.spans() {
            match &span.kind {
                SpanKind::Image(image) => self.count(image),
                SpanKind::Math { .. } => self.formulas += 1,
                _ => {}
            }
        }
    }
}
