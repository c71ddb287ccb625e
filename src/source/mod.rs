//! Files → [`Sources`]: the only place where files are read.
//!
//! One [`Sources`] is one document: a Markdown file, or a book's list of them, with its settings.
//! Nothing outside the document's folder is read.

mod find;
mod open;
mod sources;

pub use find::{Input, NotFound, find};
pub use open::{Request, fonts, open};
pub use sources::{Location, Override, Piece, Sources};
