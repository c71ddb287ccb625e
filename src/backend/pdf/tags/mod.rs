//! The tag tree: what a reader hears who does not see the pages, in the order of the manuscript.
//!
//! [`tree`] walks the manuscript and gives each of its elements what the pages show of it;
//! [`write`] turns the elements into objects of the file.

mod element;
mod inlines;
mod shown;
mod tree;
mod write;

pub(super) use element::Annotation;
pub(super) use shown::Shown;
pub(super) use tree::tree;
pub(super) use write::write;
