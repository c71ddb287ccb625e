//! [`Manuscript`](crate::resolve::Manuscript) → XHTML and CSS.
//!
//! Blocks, inlines and notes become XHTML in a [`Writer`], which asks its [`Places`] where
//! anchors, notes and pictures stand and notes in [`Used`] what it wrote, so that the style sheet
//! ([`stylesheet`]) holds no rule that nothing needs. Every character of the text passes through
//! [`escape`]; whole files through [`Page`].

mod blocks;
mod breaks;
mod css;
mod directions;
pub mod escape;
mod inlines;
mod lists;
mod notes;
mod page;
mod pictures;
mod places;
mod tables;
mod used;
mod writer;

pub use css::{FaceRule, stylesheet};
pub use page::Page;
pub use places::{PageBreak, Places};
pub use used::{Piece, Used};
pub use writer::{Writer, Written};
