//! Files → [`Sources`]: the only place where files are read.
//!
//! One [`Sources`] is one document: a Markdown file, or a book's list of them, with its settings.
//! [`find`] says which documents a path means, [`open`] reads one, [`read`] hands out the pictures
//! that it names, [`theme`] its theme. Nothing outside the document's folder is read.

// Which documents a path means, and one of them.
mod find;
mod open;

// A book: its list of chapters, and what they include.
mod book;
mod directive;
mod include;
mod summary;

// What a text names: pictures, other chapters, a theme.
mod chapters;
mod data;
mod read;
mod theme;

// What all of these stand on: fonts and texts read, paths worked out, the disk.
mod decode;
mod disk;
mod fonts;
mod named;
mod path;
mod sources;
mod text;
mod wide;

pub use chapters::chapter_at;
pub use decode::is_forbidden;
pub use find::{Input, NotFound, find};
pub use fonts::fonts;
pub use open::{Request, open};
pub use read::{Refusal, edition, read};
pub use sources::{Location, Override, Piece, Sources};
pub use theme::theme;
