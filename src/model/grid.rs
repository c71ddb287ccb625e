//! Where the cells of a table stand: which of them covers each place of its grid.

use std::ops::Range;

/// The most places that a grid has, and the most columns that are told apart. The parser makes no table
/// of more; a file of someone else's might.
const MOST_SLOTS: usize = 1 << 24;
const MOST_COLUMNS: usize = 1 << 20;

/// A place that no cell covers.
const FREE: u32 = u32::MAX;

/// How many columns and rows a cell spans: at least one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spans {
    columns: u16,
    rows: u16,
}

impl Spans {
    /// One column and one row.
    pub const ONE: Self = Self { columns: 1, rows: 1 };

    /// So many, within the limits of HTML: at least one of each, at most 1000 columns and 65,534 rows
    /// (HTML 4.9.11).
    pub fn new(columns: usize, rows: usize) -> Self {
        Self { columns: columns.clamp(1, 1000) as u16, rows: rows.clamp(1, 65_534) as u16 }
    }

    /// The columns.
    pub fn columns(self) -> usize {
        usize::from(self.columns)
    }

    /// The rows.
    pub fn rows(self) -> usize {
        usize::from(self.rows)
    }
}

/// A cell's place in a [`Grid`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// The row in which it begins, counted from the first of the head.
    pub row: usize,
    /// Its place among the cells that begin in that row.
    pub nth: usize,
    /// The columns that it covers.
    pub columns: Range<usize>,
    /// The rows that it covers.
    pub rows: Range<usize>,
}

/// Where the cells of a table stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The cells, as they are read.
    pub cells: Vec<GridCell>,
    /// For each row the number of its first cell, and the number of cells at the end.
    starts: Vec<usize>,
    /// How many rows are the head's.
    head: usize,
    columns: usize,
    /// The number of the cell that covers each place, row by row.
    slots: Vec<u32>,
}

impl Grid {
    /// The grid of rows of cells that span so much, of which the first `head` are the head: each cell
    /// stands in the first columns of its row that no cell from above covers (HTML 4.9.12).
    pub fn new<R: Iterator<Item = Spans>>(rows: impl Iterator<Item = R>, head: usize) -> Self {
        let mut cells: Vec<GridCell> = Vec::new();
        let mut starts = vec![0];
        // For each column, the first row that is free again.
        let mut free_from: Vec<usize> = Vec::new();
        for (row, spans) in rows.enumerate() {
            let mut column = 0;
            for (nth, spans) in spans.enumerate() {
                column += free_from[column.min(free_from.len())..].iter().take_while(|it| **it > row).count();
                let columns = column..column + spans.columns();
                let rows = row..row + spans.rows();
                free_from.resize(free_from.len().max(columns.end.min(MOST_COLUMNS)), 0);
                let covered = free_from.iter_mut().skip(columns.start).take(columns.len());
                covered.for_each(|free| *free = (*free).max(rows.end));
                column = columns.end;
                cells.push(GridCell { row, nth, columns, rows });
            }
            starts.push(cells.len());
        }
        let height = starts.len() - 1;
        let columns = free_from.len().min(MOST_SLOTS / height.max(1));
        let mut slots = vec![FREE; height * columns];
        // In a table of ours every place is covered once.
        let mut work = 2 * MOST_SLOTS;
        for (number, cell) in cells.iter_mut().enumerate() {
            cell.rows.end = cell.rows.end.min(height);
            for row in cell.rows.clone() {
                work = work.saturating_sub(cell.columns.len());
                if work == 0 {
                    break;
                }
                let covered = cell.columns.start.min(columns)..cell.columns.end.min(columns);
                for slot in &mut slots[row * columns..][covered] {
                    // Of cells that overlap, in a file that is not ours, the first stays.
                    if *slot == FREE {
                        *slot = number as u32;
                    }
                }
            }
        }
        Self { cells, starts, head: head.min(height), columns, slots }
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How many rows there are, with those of the head.
    pub fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many rows are the head's.
    pub fn head(&self) -> usize {
        self.head
    }

    /// The cell that covers a place, by its number; `None` outside of the table.
    pub fn at(&self, row: usize, column: usize) -> Option<usize> {
        if column >= self.columns {
            return None;
        }
        let slot = self.slots.get(row * self.columns + column).copied();
        slot.filter(|slot| *slot != FREE).map(|slot| slot as usize)
    }

    /// The numbers of the cells that begin in a row.
    pub fn of_row(&self, row: usize) -> Range<usize> {
        self.starts[row]..self.starts[row + 1]
    }

    /// The cells of the head above a cell of the body, row by row: all that stand in one of its columns.
    pub fn heads_of(&self, cell: &GridCell) -> Vec<usize> {
        let mut heads: Vec<usize> = Vec::new();
        for row in 0..self.head.min(cell.row) {
            for head in cell.columns.clone().filter_map(|column| self.at(row, column)) {
                // One that spans rows counts in its first, one that spans columns in its first here.
                if self.cells[head].row == row && heads.last() != Some(&head) {
                    heads.push(head);
                }
            }
        }
        heads
    }

    /// Whether a cell spans more than its place.
    pub fn has_spans(&self) -> bool {
        self.cells.iter().any(|cell| cell.columns.len() > 1 || cell.rows.len() > 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Grid, Spans};

    fn grid(rows: &[&[(usize, usize)]], head: usize) -> Grid {
        Grid::new(rows.iter().map(|row| row.iter().map(|(columns, rows)| Spans::new(*columns, *rows))), head)
    }

    fn shown(grid: &Grid) -> Vec<String> {
        let place = |row, column| grid.at(row, column).map_or("-".to_owned(), |cell| cell.to_string());
        let line = |row| (0..grid.columns()).map(|column| place(row, column)).collect();
        (0..grid.rows()).map(line).collect()
    }

    #[test]
    fn cells_stand_beside_those_from_above() {
        let grid = grid(&[&[(1, 2), (2, 1)], &[(1, 1), (1, 1)], &[(1, 1), (2, 1)]], 2);
        assert_eq!(shown(&grid), ["011", "023", "455"]);
        assert_eq!(grid.heads_of(&grid.cells[4]), [0]);
        assert_eq!(grid.heads_of(&grid.cells[5]), [1, 2, 3], "of every column that it spans");
        assert_eq!(grid.of_row(1), 2..4);
    }

    #[test]
    fn what_overlaps_or_lacks_in_a_file_of_others_does_no_harm() {
        assert_eq!(shown(&grid(&[&[(1, 1), (1, 3)], &[(2, 1)]], 0)), ["01", "21"]);
        assert_eq!(shown(&grid(&[&[(3, 1)], &[(1, 1)], &[]], 0)), ["000", "1--", "---"]);
        assert_eq!(shown(&grid(&[&[(1, 9)]], 4)), ["0"]);
        let wide: Vec<(usize, usize)> = vec![(60_000, 60_000); 90];
        let rows: Vec<&[(usize, usize)]> = vec![&wide; 1000];
        let grid = grid(&rows, 1);
        assert!(grid.columns() * grid.rows() <= 1 << 24);
    }
}
