//! [`Manuscript`](crate::resolve::Manuscript) → [`Pages`]: shape, break lines, stack blocks,
//! paginate.

mod pages;

pub use pages::{Destination, Fill, Glyph, GlyphRun, Item, ItemKind, LinkArea, Page, Pages, Picture, Sp};
