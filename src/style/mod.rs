//! The style sheet: the one owner of every decision about the look.
//!
//! It speaks in roles and in units of no medium. The PDF computes points from it, the EPUB writes
//! it as CSS, the text edition reads what stands in place of a look. No backend holds a size, a
//! colour or a label word of its own.

mod unit;

// How each role looks.
mod role;

// What no role carries: a file and a struct of rules for each.
mod front;
mod furniture;
mod list;
mod note;
mod page;
mod text;

mod sheet;
mod words;

pub use front::FrontRules;
pub use furniture::FurnitureRules;
pub use list::{Bullet, ListRules};
pub use note::NoteRules;
pub use page::{PageStyle, page_style};
pub use role::{Align, Colour, Face, Family, Kept, Plain, Role, Roles, Style};
pub use sheet::StyleSheet;
pub use text::TextRules;
pub use unit::{Em, Lines, Percent, Pt};
pub use words::{Dates, Quotes, Words, words};
