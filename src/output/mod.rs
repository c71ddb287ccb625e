//! Finished bytes → files: whole or not at all, under names that are safe everywhere.
//!
//! [`slug()`] makes a file name from a title, [`Names`] keeps the names of one run apart, [`write()`]
//! puts an edition in its place.

mod names;
mod slug;
mod write;

pub use names::Names;
pub use slug::slug;
pub use write::write;
