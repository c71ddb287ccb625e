//! Rows of a table → rows of the page, together with those that they share a cell with.
//!
//! Rows that a cell spans are a bundle. One that is not too high is a single row of the page, which is
//! never split: the cell's lines stand from the top of its first row on, one below the other, and where
//! they need more room than the rows have, the last row grows. Of a bundle that is higher each row is one
//! of the page, as others are, and the lines of the cell go down through them, so that every row of the
//! page holds what stands on it and may go to another page.

use std::ops::Range;

use super::set::SetCell;
use crate::layout::Sp;
use crate::layout::look::look;
use crate::layout::paragraph::Compositor;
use crate::layout::row::{Row, Turn, sink};
use crate::style::Style;

/// A bundle of rows, set.
pub(super) struct Bundle {
    /// The rows of the page.
    pub rows: Vec<Row>,
    /// For each row of the table where it ends: on which row of the page, and how far below its top.
    pub ends: Vec<(usize, Sp)>,
}

/// How high a row of the page, and a bundle that is kept on one page, may be.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    pub whole: Sp,
    pub page: Sp,
}

impl Compositor<'_> {
    /// Sets the rows `range` of a table, in the type of `style`.
    pub(super) fn bundle(
        &self,
        range: Range<usize>,
        cells: Vec<SetCell>,
        style: &Style,
        limits: Limits,
    ) -> Bundle {
        let padding = look(style, self.body()).size.times(self.manuscript.style.table.padding);
        let empty = self.line_row(style);
        if range.len() == 1 {
            let rows = table_row(cells.into_iter().map(|cell| cell.lines).collect(), &empty, padding, limits);
            return Bundle { ends: vec![end(&rows)], rows };
        }
        let heights = heights(&range, &cells, &empty, padding);
        if heights.iter().map(|height| height.0).sum::<i64>() <= limits.whole.0 {
            return as_one(&range, &cells, &heights, padding);
        }
        let total = Sp(heights.iter().map(|height| height.0).sum());
        let mut bundle = down_through(&range, cells, (&empty, padding), limits);
        if total <= limits.page {
            bundle.rows.iter_mut().skip(1).for_each(|row| row.turn = Turn::Forbidden);
        }
        bundle
    }
}

/// Where rows of the page end.
fn end(rows: &[Row]) -> (usize, Sp) {
    (rows.len() - 1, rows.last().map_or(Sp(0), |row| row.height))
}

/// A row of the table by itself: one of the page, or one for each line.
fn table_row(cells: Vec<Vec<Row>>, empty: &Row, padding: Sp, limits: Limits) -> Vec<Row> {
    let together = whole(&cells);
    let mut rows = if together.height <= limits.whole { vec![together] } else { by_lines(cells) };
    if rows.is_empty() || rows[0].height == Sp(0) {
        rows = vec![empty.clone()];
    }
    let last = rows.len() - 1;
    sink(&mut rows[0], padding);
    rows[last].height += padding;
    let count = rows.len();
    for (index, row) in rows.iter_mut().enumerate() {
        // No line of a row stands alone.
        let alone = index > 0 && (index == 1 || index + 1 == count);
        row.turn = if alone { Turn::Forbidden } else { Turn::Allowed };
    }
    rows
}

/// The cells that begin in row `row`, in order.
fn of_row(cells: &[SetCell], row: usize) -> impl Iterator<Item = &SetCell> {
    cells.iter().filter(move |cell| cell.rows.start == row)
}

/// The first baseline that the cells of a row share.
fn baseline(cells: &[SetCell], row: usize) -> Sp {
    let first = of_row(cells, row).filter_map(|cell| cell.lines.first());
    first.map(|line| line.baseline).max().unwrap_or_default()
}

/// The height of a cell from the top of its first row, without the padding.
fn height(cell: &SetCell, baseline: Sp) -> Sp {
    let drop = cell.lines.first().map_or(Sp(0), |first| baseline - first.baseline);
    drop + Sp(cell.lines.iter().map(|line| line.height.0).sum())
}

/// The heights of the rows of a bundle in which every cell has room.
fn heights(range: &Range<usize>, cells: &[SetCell], empty: &Row, padding: Sp) -> Vec<Sp> {
    let around = Sp(padding.0 * 2);
    let mut heights: Vec<Sp> = Vec::with_capacity(range.len());
    let baselines: Vec<Sp> = range.clone().map(|row| baseline(cells, row)).collect();
    for (row, baseline) in range.clone().zip(&baselines) {
        let own = of_row(cells, row).filter(|cell| cell.rows.len() == 1);
        let own = own.map(|cell| height(cell, *baseline)).max().unwrap_or_default();
        heights.push(around + if own == Sp(0) { empty.height } else { own });
    }
    let mut tall: Vec<&SetCell> = cells.iter().filter(|cell| cell.rows.len() > 1).collect();
    tall.sort_by_key(|cell| (cell.rows.end, cell.rows.start));
    for cell in tall {
        let rows = cell.rows.start - range.start..cell.rows.end - range.start;
        let needed = around + height(cell, baselines[rows.start]);
        let have: i64 = heights[rows.clone()].iter().map(|height| height.0).sum();
        heights[rows.end - 1] += Sp((needed.0 - have).max(0));
    }
    heights
}

/// A bundle as a single row of the page.
fn as_one(range: &Range<usize>, cells: &[SetCell], heights: &[Sp], padding: Sp) -> Bundle {
    let mut one = Row::blank(Sp(0));
    let mut ends = Vec::with_capacity(range.len());
    for (row, height) in range.clone().zip(heights) {
        let lines: Vec<&[Row]> = of_row(cells, row).map(|cell| cell.lines.as_slice()).collect();
        let mut shared = whole(&lines);
        sink(&mut shared, one.height + padding);
        if row == range.start {
            one.baseline = shared.baseline;
        }
        let top = one.height;
        add(&mut one, shared);
        one.height = top + *height;
        ends.push((0, one.height));
    }
    Bundle { rows: vec![one], ends }
}

/// Adds what stands on another row.
fn add(row: &mut Row, mut other: Row) {
    row.items.append(&mut other.items);
    row.notes.append(&mut other.notes);
    row.anchors.append(&mut other.anchors);
}

/// A bundle whose rows may stand on several pages.
fn down_through(
    range: &Range<usize>,
    cells: Vec<SetCell>,
    (empty, padding): (&Row, Sp),
    limits: Limits,
) -> Bundle {
    let (tall, own): (Vec<SetCell>, Vec<SetCell>) = cells.into_iter().partition(|cell| cell.rows.len() > 1);
    let mut own: Vec<(usize, Vec<Row>)> = own.into_iter().map(|cell| (cell.rows.start, cell.lines)).collect();
    let mut rows: Vec<Vec<Row>> = Vec::with_capacity(range.len());
    for row in range.clone() {
        let here = own.iter_mut().filter(|(start, _)| *start == row);
        let here = here.map(|(_, lines)| std::mem::take(lines)).collect();
        rows.push(table_row(here, empty, padding, limits));
    }
    for cell in tall {
        let span = cell.rows.start - range.start..cell.rows.end - range.start;
        put_down(&mut rows[span], cell.lines, padding);
    }
    let mut ends = Vec::with_capacity(rows.len());
    let mut all: Vec<Row> = Vec::new();
    for mut rows in rows {
        all.append(&mut rows);
        ends.push(end(&all));
    }
    Bundle { rows: all, ends }
}

/// Puts lines on rows, on each as many as have room; those that are left get rows of their own behind
/// the last.
fn put_down(rows: &mut [Vec<Row>], lines: Vec<Row>, padding: Sp) {
    let mut lines = lines.into_iter().peekable();
    for page_row in rows.iter_mut().flatten() {
        let Some(first) = lines.peek() else { return };
        let mut y = (page_row.baseline - first.baseline).max(padding.min(page_row.height));
        while let Some(line) = lines.next_if(|line| y + line.height <= page_row.height) {
            y += line.height;
            let top = y - line.height;
            put(page_row, line, top);
        }
    }
    if let Some(last) = rows.last_mut() {
        last.extend(lines.map(|line| Row { turn: Turn::Allowed, ..line }));
    }
}

/// Puts a line on a row, at `y` below its top.
fn put(row: &mut Row, mut line: Row, y: Sp) {
    line.items.iter_mut().for_each(|item| item.y += y);
    add(row, line);
}

/// Cells as one row, on a common first baseline.
fn whole<C: AsRef<[Row]>>(cells: &[C]) -> Row {
    let baseline = cells.iter().filter_map(|cell| cell.as_ref().first()).map(|row| row.baseline).max();
    let baseline = baseline.unwrap_or_default();
    let mut shared = Row { baseline, ..Row::blank(Sp(0)) };
    for cell in cells {
        let mut y = cell.as_ref().first().map_or(Sp(0), |first| baseline - first.baseline);
        for line in cell.as_ref() {
            shared.items.extend(line.items.iter().cloned().map(|mut item| {
                item.y += y;
                item
            }));
            shared.notes.extend(&line.notes);
            shared.anchors.extend(line.anchors.iter().cloned());
            y += line.height;
        }
        shared.height = shared.height.max(y);
    }
    shared
}

/// Cells as a row for each line.
fn by_lines(cells: Vec<Vec<Row>>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for cell in cells {
        for (at, line) in cell.into_iter().enumerate() {
            match rows.get_mut(at) {
                Some(shared) => merge(shared, line),
                None => rows.push(line),
            }
        }
    }
    rows
}

/// Puts a line of another cell on the same row.
fn merge(shared: &mut Row, mut other: Row) {
    let drop = (shared.baseline - other.baseline).max(Sp(0));
    let rise = (other.baseline - shared.baseline).max(Sp(0));
    sink(shared, rise);
    for item in &mut other.items {
        item.y += drop;
    }
    shared.height = shared.height.max(other.height + drop);
    add(shared, other);
}
