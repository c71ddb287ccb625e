//! Cells that span rows and columns → the columns in which the cells below them stand (HTML 4.9.12).
//!
//! No cell is made here: how far one reaches is kept as a number for each column, so a cell over any
//! number of rows costs the same, and a row costs at most the columns of the table.

use std::ops::Range;

/// HTML's limit for the columns that a cell spans.
pub(super) const WIDEST_CELL: usize = 1000;

/// In how many columns a table of HTML is laid out.
pub(super) const MOST_COLUMNS: usize = 4 * WIDEST_CELL;

/// HTML's limit for the rows that a cell spans.
const MOST_ROWS: usize = 65_534;

/// How many rows a cell spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// So many, at least 1.
    Count(u32),
    /// `rowspan="0"`: all to the end of the group.
    Rest,
}

impl Rows {
    /// So many, within HTML's limits.
    pub fn of(rows: usize) -> Self {
        Self::Count(rows.clamp(1, MOST_ROWS) as u32)
    }
}

/// How far the cells of a group of rows reach down.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// For each column, the first row that is free again.
    free_from: Vec<u32>,
    /// The row that is being read.
    row: u32,
}

impl Reach {
    /// The first column at or behind `column` into which no cell from above reaches.
    pub fn free(&self, column: usize) -> usize {
        let covered = self.free_from.iter().skip(column).take_while(|free_from| **free_from > self.row);
        column + covered.count()
    }

    /// A cell of this row stands in `columns` and spans `rows`.
    pub fn cover(&mut self, columns: Range<usize>, rows: Rows) {
        let free_from = match rows {
            Rows::Count(1) => return,
            Rows::Count(rows) => self.row.saturating_add(rows),
            Rows::Rest => u32::MAX,
        };
        let end = columns.end.min(MOST_COLUMNS);
        if self.free_from.len() < end {
            self.free_from.resize(end, 0);
        }
        for column in columns.start.min(end)..end {
            self.free_from[column] = self.free_from[column].max(free_from);
        }
    }

    /// The row that is being read, from 0.
    pub fn row(&self) -> u32 {
        self.row
    }

    /// The row ends.
    pub fn end_row(&mut self) {
        self.row = self.row.saturating_add(1);
    }

    /// The group of rows ends, and no cell reaches beyond it.
    pub fn end_group(&mut self) {
        self.free_from.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::{Reach, Rows};

    #[test]
    fn cells_stand_beside_those_from_above() {
        let mut reach = Reach::default();
        reach.cover(0..1, Rows::of(3));
        reach.cover(2..4, Rows::of(2));
        reach.end_row();
        assert_eq!([reach.free(0), reach.free(2), reach.free(9)], [1, 4, 9]);
        reach.end_row();
        assert_eq!([reach.free(0), reach.free(2)], [1, 2]);
        reach.end_row();
        assert_eq!(reach.free(0), 0);
    }

    #[test]
    fn no_cell_reaches_beyond_its_group() {
        let mut reach = Reach::default();
        reach.cover(0..1, Rows::Rest);
        for _ in 0..100_000 {
            reach.end_row();
            assert_eq!(reach.free(0), 1);
        }
        reach.end_group();
        assert_eq!(reach.free(0), 0);
    }
}
