//! Characters in plain text: the columns they take, what stands for them in ASCII, and their high and
//! low forms.

mod ascii;
mod script;
mod width;

pub use ascii::{Letters, Tongue, is_known, written};
pub use script::{subscript, superscript};
pub use width::{JOINER, SOFT_HYPHEN, columns, is_break_control, is_wide, push_visible};
