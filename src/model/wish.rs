//! A setting that is kept with its place, since it may not be understood until later.

use crate::span::Span;

/// A wish as it was written, which the style sheet can grant or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The words.
    pub text: String,
    /// Where they stand; `None` for the command line.
    pub span: Option<Span>,
}
