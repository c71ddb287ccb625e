//! Files → [`Sources`]: the only place where files are read.
//!
//! One [`Sources`] is one document: a Markdown file, or a book's list of them, with its settings.
//! [`find`] says which documents a path means, [`open`] reads one, [`read`] hands out the pictures
//! that it names. Nothing outside the document's folder is read.

mod book;
mod chapters;
mod decode;
mod disk;
mod find;
mod include;
mod open;
mod path;
mod read;
mod sources;
mod summary;

pub use chapters::chapter_at;
pub use find::{Input, NotFound, find};
pub use open::{Request, fonts, open};
pub use read::{Refusal, read};
pub use sources::{Location, Override, Piece, Sources};
