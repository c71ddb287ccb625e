//! Files → [`Sources`]: the only place where files are read.
//!
//! One [`Sources`] is one document: a Markdown file, or a book's list of them, with its settings.
//! [`find`] says which documents a path means, [`open`] reads one, [`read`] hands out the pictures
//! that it names, [`theme`] its theme. Nothing outside the document's folder is read. All reading goes
//! through a [`World`]: the [`Disk`], or [`Memory`].

// Which documents a path means, and one of them.
mod find;
mod forbidden;
mod open;

// A finished edition.
mod edition;

// A book: its list of chapters, and what they include.
mod book;
mod book_folder;
mod directive;
mod include;
mod summary;

// What a text names: pictures, other chapters, a theme.
mod chapters;
mod data;
mod read;
mod refusal;
mod theme;

// What all of these stand on: fonts and texts read, settings and paths worked out.
mod decode;
mod fonts;
mod named;
mod nearest;
mod path;
mod sources;
mod text;
pub(crate) mod value;
mod wide;

// Where files are.
mod disk;
mod memory;
mod world;

pub use chapters::chapter_at;
pub use disk::Disk;
pub use edition::{edition, finished};
pub use find::{Input, NotFound, find, find_in};
pub use fonts::fonts;
pub use forbidden::is_forbidden;
pub use memory::Memory;
pub use open::{Request, open, open_in};
pub use read::{held, read};
pub use refusal::Refusal;
pub use sources::{Location, Override, Piece, Sources};
pub(crate) use theme::closing;
pub use theme::theme;
pub use world::{Kind, World};
