//! [`Manuscript`](crate::resolve::Manuscript) → [`Pages`]: shape, break lines, stack blocks,
//! paginate.

mod pages;

pub use pages::{Destination, Fill, Glyph, GlyphRun, Item, ItemKind, LinkArea, Page, Pages, Picture, Sp};

/// Stand-in until the real one arrives.
pub fn layout(
    _manuscript: &crate::resolve::Manuscript,
    _diagnostics: &mut crate::diagnostic::Diagnostics,
) -> Pages {
    Pages::default()
}
