//! What the mark of a table's cell says: of what it is the head, and how many columns and rows it spans.

use crate::model::Spans;

/// Of what a cell is the head, as a transcript tells it. Cells of a table's head say so only where they are
/// no heads of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heads {
    /// Nothing: it is a cell of data, or one of the head.
    Nothing,
    /// Columns.
    Columns,
    /// Rows.
    Rows,
    /// A group of rows.
    RowGroup,
}

/// What the mark of a cell says: nothing for one of data, or of the head, over one column and row.
pub fn cell_mark(heads: Heads, spans: Spans) -> String {
    let heads = match heads {
        Heads::Nothing => "",
        Heads::Columns => "column",
        Heads::Rows => "row",
        Heads::RowGroup => "rowgroup",
    };
    let spans = match spans {
        Spans::ONE => String::new(),
        spans => format!("{}x{}", spans.columns(), spans.rows()),
    };
    format!("{heads} {spans}").trim().to_owned()
}

/// How many columns and rows a cell spans, by what its mark says.
pub(super) fn spans_of(mark: &str) -> Spans {
    let spans = mark.rsplit(' ').next().and_then(|spans| spans.split_once('x'));
    let count = |digits: &str| digits.parse().unwrap_or(1);
    spans.map_or(Spans::ONE, |(columns, rows)| Spans::new(count(columns), count(rows)))
}

#[cfg(test)]
mod tests {
    use super::{Heads, cell_mark, spans_of};
    use crate::model::Spans;

    #[test]
    fn a_mark_tells_what_is_not_usual() {
        assert_eq!(cell_mark(Heads::Nothing, Spans::ONE), "");
        let mark = cell_mark(Heads::Rows, Spans::new(2, 30));
        assert_eq!(mark, "row 2x30");
        assert_eq!(spans_of(&mark), Spans::new(2, 30));
        assert_eq!(spans_of("column"), Spans::ONE);
        assert_eq!(spans_of("99999999999999999999999x1"), Spans::ONE);
    }
}
