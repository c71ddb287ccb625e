//! The room that a paragraph's lines have.

use super::Sp;

/// The shape of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Width of its lines.
    pub measure: Sp,
    /// Indent of its first line.
    pub indent: Sp,
    /// Indent of the lines at whose beginning the author has no line begin, as turnovers of verse.
    pub turnover: Sp,
    /// Whether its lines end where they end, so that their blanks keep their width.
    pub ragged: bool,
}

/// A measure that no text fills, for what stays on one line.
pub(super) const UNBOUNDED: Sp = Sp(i64::MAX / 8);
