//! Faces: which are built in, what each covers, and which one serves a character.

mod compatible;
mod embedded;
mod face;
mod library;
mod scripts;
mod serve;
mod serving;

pub use compatible::Height;
pub use face::{FaceId, Typeface};
pub use library::Library;
pub use serving::{Serving, Shown};
