//! A table whose columns stand side by side: rules between its cells, and none within one.
//!
//! A cell over several columns or rows is a box of its own, whose text begins in its first row and goes on
//! beside the rules of the rows that it spans:
//!
//! ```text
//! ┌───────┬─────────────────┐
//! │ Size  │      Price      │
//! │       ├────────┬────────┤
//! │       │ Summer │ Winter │
//! ╞═══════╪════════╪════════╡
//! ```

use super::super::blocks::Writer;
use super::{Cells, Frame, columns, width};
use crate::model::{Alignment, GridCell};

/// Writes the table with the columns' `widths`.
pub(super) fn write(writer: &mut Writer<'_>, cells: &Cells, widths: &[usize], frame: Frame) {
    let boxes: Vec<Vec<String>> = cells
        .grid
        .cells
        .iter()
        .zip(&cells.composed)
        .map(|(place, cell)| cell.lines(width(widths, place), writer))
        .collect();
    let table = Grid { cells, widths, heights: heights(cells, &boxes), boxes };
    for line in table.lines() {
        writer.sheet.line(frame.left, &line);
    }
}

/// How many lines each row takes.
fn heights(cells: &Cells, boxes: &[Vec<String>]) -> Vec<usize> {
    let mut heights = vec![0; cells.grid.rows()];
    let places = || cells.grid.cells.iter().zip(boxes);
    for (place, lines) in places().filter(|(place, _)| place.rows.len() == 1) {
        heights[place.row] = heights[place.row].max(lines.len());
    }
    heights.iter_mut().for_each(|height| *height = (*height).max(1));
    let mut tall: Vec<(&GridCell, &Vec<String>)> =
        places().filter(|(place, _)| place.rows.len() > 1).collect();
    tall.sort_by_key(|(place, _)| (place.rows.end, place.rows.start));
    for (place, lines) in tall {
        // The lines of the rules between its rows are the cell's, too.
        let have = heights[place.rows.clone()].iter().sum::<usize>() + place.rows.len() - 1;
        heights[place.rows.end - 1] += lines.len().saturating_sub(have);
    }
    heights
}

/// A line across the table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    Light,
    /// Below the head: where rows have rules between them, too, it would look like any other row.
    Double,
}

struct Grid<'t> {
    cells: &'t Cells,
    widths: &'t [usize],
    heights: Vec<usize>,
    /// The lines of each cell.
    boxes: Vec<Vec<String>>,
}

impl Grid<'_> {
    fn lines(&self) -> Vec<String> {
        let grid = &self.cells.grid;
        let first_of_body = if self.cells.head == grid.rows() { 0 } else { self.cells.head };
        // Rows of several lines need rules to be told apart, and so do cells that span others.
        let body = self.heights.iter().skip(first_of_body);
        let separate = body.clone().any(|height| *height > 1) || self.has_spans(first_of_body);
        // How many lines of each cell have been written.
        let mut written = vec![0; self.boxes.len()];
        let mut lines = vec![self.rule(None, Some(0), Rule::Light, &mut written)];
        for row in 0..grid.rows() {
            if row > 0 {
                let rule = match row {
                    row if row == first_of_body => Some(Rule::Double),
                    row if row < first_of_body || separate => Some(Rule::Light),
                    _ => None,
                };
                lines.extend(rule.map(|rule| self.rule(Some(row - 1), Some(row), rule, &mut written)));
            }
            lines.extend((0..self.heights[row]).map(|_| self.text(row, &mut written)));
        }
        lines.push(self.rule(Some(grid.rows().saturating_sub(1)), None, Rule::Light, &mut written));
        lines
    }

    /// Whether a cell of the body spans others.
    fn has_spans(&self, first_of_body: usize) -> bool {
        let body = self.cells.grid.cells.iter().filter(|place| place.row >= first_of_body);
        body.into_iter().any(|place| place.columns.len() > 1 || place.rows.len() > 1)
    }

    /// The cell at a place of a row, if there is such a row and place.
    fn at(&self, row: Option<usize>, column: Option<usize>) -> Option<usize> {
        self.cells.grid.at(row?, column?)
    }

    /// A line of text in a row.
    fn text(&self, row: usize, written: &mut [usize]) -> String {
        let mut text = String::from("│");
        let mut column = 0;
        while column < self.widths.len() {
            column = self.piece(row, column, written, &mut text);
            text.push('│');
        }
        text
    }

    /// Writes the next line of the cell at a place; says which column follows it.
    fn piece(&self, row: usize, column: usize, written: &mut [usize], text: &mut String) -> usize {
        let Some(number) = self.cells.grid.at(row, column) else {
            text.push_str(&" ".repeat(self.widths[column] + 2));
            return column + 1;
        };
        let place = &self.cells.grid.cells[number];
        let words = self.boxes[number].get(written[number]).map_or("", String::as_str);
        written[number] += 1;
        let blank = width(self.widths, place).saturating_sub(columns(words));
        let before = match self.cells.alignments[number] {
            Alignment::Natural | Alignment::Left => 0,
            Alignment::Centre => blank / 2,
            Alignment::Right => blank,
            Alignment::Decimal => blank.saturating_sub(self.cells.tails[number]),
        };
        text.extend(std::iter::repeat_n(' ', 1 + before));
        text.push_str(words);
        text.extend(std::iter::repeat_n(' ', 1 + blank - before));
        place.columns.end
    }

    /// The rule between two rows, above the first or below the last: where one cell stands in both, a line
    /// of that.
    fn rule(&self, above: Option<usize>, below: Option<usize>, rule: Rule, written: &mut [usize]) -> String {
        let goes_through = |column: usize| {
            let cell = self.at(above, Some(column));
            cell.is_some() && cell == self.at(below, Some(column))
        };
        let count = self.widths.len();
        // Whether cells are parted in a row on the left of a column, as the table is from what is around it.
        let parted = |row: Option<usize>, column: usize| {
            let at_edge = column == 0 || column == count;
            row.is_some() && (at_edge || self.at(row, Some(column - 1)) != self.at(row, Some(column)))
        };
        let mut text = String::new();
        let mut column = 0;
        while column <= count {
            let left = column > 0 && !goes_through(column - 1);
            let right = column < count && !goes_through(column);
            text.push(crossing([parted(above, column), parted(below, column), left, right], rule));
            if column == count {
                break;
            }
            if right {
                let line = if rule == Rule::Light { '─' } else { '═' };
                text.extend(std::iter::repeat_n(line, self.widths[column] + 2));
                column += 1;
            } else {
                column = self.piece(below.unwrap_or(0), column, written, &mut text);
            }
        }
        text
    }
}

/// The sign where lines meet that go up, down, to the left and to the right.
fn crossing([up, down, left, right]: [bool; 4], rule: Rule) -> char {
    match (rule, up, down, left, right) {
        (_, false, true, false, true) => '┌',
        (_, false, true, true, false) => '┐',
        (_, true, false, false, true) => '└',
        (_, true, false, true, false) => '┘',
        (Rule::Light, true, true, false, true) => '├',
        (Rule::Light, true, true, true, false) => '┤',
        (Rule::Light, false, true, true, true) => '┬',
        (Rule::Light, true, false, true, true) => '┴',
        (Rule::Light, true, true, true, true) => '┼',
        (Rule::Light, false, false, _, _) => '─',
        (Rule::Double, true, true, false, true) => '╞',
        (Rule::Double, true, true, true, false) => '╡',
        (Rule::Double, false, true, true, true) => '╤',
        (Rule::Double, true, false, true, true) => '╧',
        (Rule::Double, true, true, true, true) => '╪',
        (Rule::Double, false, false, _, _) => '═',
        (_, _, _, false, false) => '│',
    }
}
