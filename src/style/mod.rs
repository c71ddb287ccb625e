//! The style sheet: the one owner of every decision about the look.
//!
//! It speaks in roles and in units of no medium. The PDF computes points from it, the EPUB writes
//! it as CSS, the text edition reads what stands in place of a look. No backend holds a size, a
//! colour or a label word of its own.

mod unit;

// How each role looks.
mod letters;
mod look;
mod role;

// What no role carries: a file and a struct of rules for each.
mod binding;
mod chapter;
mod code;
mod front;
mod furniture;
mod list;
mod note;
mod page;
mod pagination;
mod paragraph;
mod picture;
mod print;
mod protrusion;
mod sized;
mod table;
mod text;

// The sheet that they make up, and the themes that it is read from.
mod sheet;
mod theme;

// The words that go with it, in the document's language.
mod contribution;
mod orthography;
mod words;

pub use binding::{BindingRules, Gutter};
pub use chapter::{ChapterRules, Opens};
pub use code::{CodeRules, TokenLook, TokenLooks};
pub use contribution::contribution;
pub use front::FrontRules;
pub use furniture::{Edge, FurnitureRules, Head};
pub use letters::{Capitals, Figures, Fractions, LetterRules, Scripts};
pub use list::{Bullet, ListRules};
pub use look::{Align, Colour, Face, Family, Kept, Leading, Plain, Style};
pub use note::NoteRules;
pub use orthography::{NUMBER_SIGNS, Orthography, Spacing, UNITS, orthography};
pub use page::{Columns, PageStyle, page_style};
pub use pagination::PaginationRules;
pub use paragraph::ParagraphRules;
pub use picture::{Dpi, PictureRules};
pub use print::PrintRules;
pub use protrusion::{left_hang, right_hang};
pub use role::{Role, Roles};
pub use sheet::StyleSheet;
pub use table::TableRules;
pub use text::{TextForm, TextRules};
pub use theme::{Fault, THEMES, Theme, read};
pub use unit::{Em, Lines, Percent, Pt, Share};
pub use words::{Dates, Quotes, Words, words};
