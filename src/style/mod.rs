//! The style sheet: the one owner of every decision about the look.
//!
//! It speaks in roles and in units of no medium. The PDF computes points from it, the EPUB writes
//! it as CSS, the text edition reads what stands in place of a look. No backend holds a size, a
//! colour or a label word of its own.

mod letters;
mod orthography;
mod page;
mod paragraph;
mod role;
mod sheet;
mod unit;
mod words;

pub use letters::{Capitals, Figures, Fractions, LetterRules, Scripts};
pub use orthography::{NUMBER_SIGNS, Orthography, Spacing, UNITS, orthography};
pub use page::{PageStyle, page_style};
pub use paragraph::ParagraphRules;
pub use role::{Align, Colour, Face, Family, Kept, Plain, Role, Roles, Style};
pub use sheet::{Bullet, StyleSheet, TextRules};
pub use unit::{Em, Lines, Pt};
pub use words::{Dates, Quotes, Words, words};
