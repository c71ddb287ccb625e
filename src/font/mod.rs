//! Faces: which are built in, what each covers, and which one serves a character.

mod embedded;
mod face;
mod library;
mod scripts;

pub use face::{FaceId, Typeface};
pub use library::Library;
