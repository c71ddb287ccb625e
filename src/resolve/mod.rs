//! `Document<Parsed>` → [`Manuscript`]: everything that becomes words is decided here, once, for
//! all editions.

mod manuscript;

pub use manuscript::{Asset, ContentsEntry, Format, FrontLine, Manuscript};
