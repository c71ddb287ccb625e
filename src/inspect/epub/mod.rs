//! An EPUB's bytes → what it holds.

mod read;
mod told;

pub use read::{EpubFile, EpubText};
pub(super) use told::told;
