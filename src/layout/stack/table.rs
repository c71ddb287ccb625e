//! Tables: columns fitted to what they hold, a head that is repeated on every page.
//!
//! A row of the table is a row of the page, its cells one after the other, as they are read. One of
//! many lines becomes a row of the page for each line, so that it can be split between two pages.

use std::sync::Arc;

use super::Place;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::layout::Sp;
use crate::layout::line::SetLine;
use crate::layout::pages::{Fill, Item, ItemKind};
use crate::layout::paragraph::{Compositor, Manner, Prepared};
use crate::layout::row::{Row, Stacked, Turn, join};
use crate::layout::text::{StyledText, look, styled_text};
use crate::model::{Alignment, Block, Resolved, Row as TableRow, Table};
use crate::style::{Align, Em, Role};

/// Space between two columns, in the cells' size.
const GUTTER: Em = Em(1.2);
/// Space above and below a row, in the cells' size.
const CELL_PADDING: Em = Em(0.25);
/// A row of more lines than this may be split between two pages.
const WHOLE_LINES: usize = 12;
/// The narrowest a column gets, in the cells' size.
const NARROWEST: Em = Em(2.0);

/// A row of the table, shaped.
struct PreparedRow {
    cells: Vec<Prepared>,
}

impl Compositor<'_> {
    pub(super) fn table(
        &self,
        block: &Block<Resolved>,
        table: &Table<Resolved>,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let head: Vec<PreparedRow> =
            table.head.iter().map(|row| self.prepare_row(row, Role::TableHead, place)).collect();
        let body: Vec<PreparedRow> =
            table.rows.iter().map(|row| self.prepare_row(row, Role::TableCell, place)).collect();
        let size = look(self.style(Role::TableCell), self.body()).size;
        let gutter = size.times(GUTTER);
        let count = table.alignments.len();
        let gutters = Sp(gutter.0 * (count.max(1) as i64 - 1));
        let room = place.measure - gutters;
        let least = size.times(NARROWEST);
        let widths = column_widths(head.iter().chain(&body), count, room, least);
        let total = Sp(widths.iter().map(|width| width.0).sum::<i64>()) + gutters;
        if total > place.measure + Sp(Sp::PER_PT) {
            diagnostics.add(
                Diagnostic::warning(
                    Code::Overfull,
                    block.span,
                    format!(
                        "a table of {count} columns is {:.0} pt wider than the page's text",
                        (total - place.measure).to_pt()
                    ),
                )
                .with_help("split the table, or set it as a list"),
            );
        }
        let columns = Columns { left: place.left, widths, gutter, alignments: &table.alignments };
        let mut set = |rows: Vec<PreparedRow>, role: Role| -> Vec<Vec<Row>> {
            rows.into_iter().map(|row| self.set_row(block, row, &columns, role, diagnostics)).collect()
        };
        let mut head: Vec<Row> = set(head, Role::TableHead).into_iter().flatten().collect();
        let body = set(body, Role::TableCell);
        let width = total.min(place.measure).max(Sp(0));
        if let Some(first) = head.first_mut() {
            self.rule(first, block, place.left, width, Edge::Top);
        }
        if let Some(last) = head.last_mut() {
            self.rule(last, block, place.left, width, Edge::Foot);
        }
        for row in head.iter_mut().skip(1) {
            row.turn = Turn::Forbidden;
        }
        let repeated = (!head.is_empty()).then(|| Arc::new(head.clone()));
        let mut rows = head;
        for lines in body {
            let count = lines.len();
            for (index, mut row) in lines.into_iter().enumerate() {
                if index > 0 && (index == 1 || index + 1 == count) {
                    row.turn = Turn::Forbidden;
                }
                row.head = repeated.clone();
                rows.push(row);
            }
        }
        // The head's first row stays with the body's.
        if let Some(heads) = &repeated
            && let Some(first) = rows.get_mut(heads.len())
        {
            first.turn = Turn::Forbidden;
        }
        if let Some(last) = rows.last_mut() {
            self.rule(last, block, place.left, width, Edge::Foot);
        }
        if repeated.is_none()
            && let Some(first) = rows.first_mut()
        {
            self.rule(first, block, place.left, width, Edge::Top);
        }
        let space = self.lines(crate::style::Lines(0.75));
        let grid = Stacked { before: space, after: space, rows, keeps_next: false };
        if table.caption.is_empty() {
            return grid;
        }
        let base = look(self.style(Role::Caption), self.body());
        let lead = self.manuscript.style.words.before_caption(&table.label, &table.caption);
        let caption = styled_text(&table.caption, base, place.measure, self.manuscript);
        let caption = StyledText::plain(lead, base).followed_by(caption);
        let mut caption = self.text(block, caption, Role::Caption, place, Sp(0), diagnostics);
        caption.keeps_next = true;
        if let Some(first) = caption.rows.first_mut() {
            first.anchors.push(table.anchor.clone());
        }
        join([Stacked { before: space, ..caption }, Stacked { before: Sp(0), ..grid }])
    }

    fn prepare_row(&self, row: &TableRow<Resolved>, role: Role, place: Place) -> PreparedRow {
        let base = look(self.style(role), self.body());
        let cells = row
            .cells
            .iter()
            .map(|cell| self.prepare(styled_text(cell, base, place.measure, self.manuscript)))
            .collect();
        PreparedRow { cells }
    }

    /// A row of the table as rows of the page.
    fn set_row(
        &self,
        block: &Block<Resolved>,
        row: PreparedRow,
        columns: &Columns<'_>,
        role: Role,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Row> {
        let style = self.style(role);
        let mut cells: Vec<Vec<Row>> = Vec::with_capacity(row.cells.len());
        for (index, cell) in row.cells.into_iter().enumerate() {
            let (Some(&width), Some(&alignment)) = (columns.widths.get(index), columns.alignments.get(index))
            else {
                break;
            };
            let right_to_left = cell.right_to_left();
            let align = if alignment == Alignment::Centre { Align::Centre } else { Align::Left };
            let manner = Manner {
                measure: width,
                indent: Sp(0),
                align,
                hyphenate: style.hyphenate,
                block: Some(block.id),
                role,
            };
            let mut lines = self.set(cell, manner);
            super::text::report_overfull(block, &lines, diagnostics);
            if alignment == Alignment::Right && !right_to_left {
                lines.iter_mut().for_each(|line| push_right(line, width));
            }
            cells.push(self.rows(lines, style, columns.left_of(index)));
        }
        let mut rows = if cells.iter().all(|cell| cell.len() <= WHOLE_LINES) {
            vec![whole(cells)]
        } else {
            by_lines(cells)
        };
        if rows.is_empty() || rows[0].height == Sp(0) {
            rows = vec![self.line_row(style)];
        }
        let padding = look(style, self.body()).size.times(CELL_PADDING);
        let last = rows.len() - 1;
        pad(&mut rows[0], padding, Sp(0));
        pad(&mut rows[last], Sp(0), padding);
        for row in &mut rows {
            row.turn = Turn::Allowed;
        }
        rows
    }

    /// Draws a rule along the top or the foot of `row`.
    fn rule(&self, row: &mut Row, block: &Block<Resolved>, x: Sp, width: Sp, edge: Edge) {
        let sheet = &self.manuscript.style;
        let height = Sp::from_pt(sheet.rule_width);
        let y = match edge {
            Edge::Top => Sp(0),
            Edge::Foot => row.height - height,
        };
        let kind = ItemKind::Fill(Fill { width, height, colour: sheet.rule });
        row.items.push(Item { x, y, block: Some(block.id), role: Role::TableCell, kind });
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Foot,
}

/// Where the columns stand.
struct Columns<'a> {
    left: Sp,
    widths: Vec<Sp>,
    gutter: Sp,
    alignments: &'a [Alignment],
}

impl Columns<'_> {
    fn left_of(&self, index: usize) -> Sp {
        let before: i64 = self.widths[..index].iter().map(|width| width.0 + self.gutter.0).sum();
        self.left + Sp(before)
    }
}

/// The widths of `count` columns in `room`: as wide as their text where all fit; else each gets
/// its widest word and a part of the rest, by how much more it would like.
fn column_widths<'a>(
    rows: impl Iterator<Item = &'a PreparedRow>,
    count: usize,
    room: Sp,
    least: Sp,
) -> Vec<Sp> {
    let mut wanted = vec![0; count];
    let mut needed = vec![least.0; count];
    for row in rows {
        for (index, cell) in row.cells.iter().enumerate().take(count) {
            let (all, word) = cell.widths();
            wanted[index] = wanted[index].max(all.0);
            needed[index] = needed[index].max(word.0.min(all.0));
        }
    }
    for index in 0..count {
        wanted[index] = wanted[index].max(least.0);
        needed[index] = needed[index].min(wanted[index]);
    }
    let sum = |widths: &[i64]| widths.iter().sum::<i64>();
    if sum(&wanted) <= room.0 {
        return wanted.into_iter().map(Sp).collect();
    }
    let needs = sum(&needed);
    if needs >= room.0 {
        return shrunk(&needed, room.0.max(0), least.0).into_iter().map(Sp).collect();
    }
    let wishes: Vec<i64> = (0..count).map(|at| wanted[at] - needed[at]).collect();
    let mut widths = needed.clone();
    let mut left = room.0 - needs;
    let mut open: Vec<usize> = (0..count).filter(|at| wanted[*at] > needed[*at]).collect();
    // Whoever has what it wants leaves the rest to the others.
    while left > 0 && !open.is_empty() {
        let all: i64 = open.iter().map(|at| wishes[*at].max(1)).sum();
        let share = left;
        let before = left;
        for &at in &open {
            let part = (i128::from(share) * i128::from(wishes[at].max(1)) / i128::from(all)) as i64;
            let part = part.min(wanted[at] - widths[at]).min(left);
            widths[at] += part;
            left -= part;
        }
        open.retain(|at| widths[*at] < wanted[*at]);
        if left == before {
            break;
        }
    }
    widths.into_iter().map(Sp).collect()
}

/// Widths brought down to `room`: the widest first, none below `least`.
fn shrunk(widths: &[i64], room: i64, least: i64) -> Vec<i64> {
    // The cap under which all columns fit, found by halving.
    let fits = |cap: i64| widths.iter().map(|width| (*width).min(cap)).sum::<i64>() <= room;
    let (mut low, mut high) = (least, widths.iter().copied().max().unwrap_or(least));
    while high - low > Sp::PER_PT / 100 {
        let middle = low + (high - low) / 2;
        if fits(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    widths.iter().map(|width| (*width).min(low)).collect()
}

/// Moves what stands on a line to the right end of its cell.
fn push_right(line: &mut SetLine, width: Sp) {
    let shift = Sp((width.0 - line.width.0).max(0));
    line.items.iter_mut().for_each(|item| item.x += shift);
}

/// Cells as one row, on a common first baseline.
fn whole(cells: Vec<Vec<Row>>) -> Row {
    let baseline = cells.iter().filter_map(|cell| cell.first()).map(|row| row.baseline).max();
    let baseline = baseline.unwrap_or_default();
    let mut shared = Row { baseline, ..Row::blank(Sp(0)) };
    for cell in cells {
        let mut y = cell.first().map_or(Sp(0), |first| baseline - first.baseline);
        for line in cell {
            shared.items.extend(line.items.into_iter().map(|mut item| {
                item.y += y;
                item
            }));
            shared.notes.extend(line.notes);
            shared.anchors.extend(line.anchors);
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
    pad(shared, rise, Sp(0));
    for item in &mut other.items {
        item.y += drop;
    }
    shared.height = shared.height.max(other.height + drop);
    shared.items.append(&mut other.items);
    shared.notes.append(&mut other.notes);
    shared.anchors.append(&mut other.anchors);
}

/// Gives a row more room above and below.
fn pad(row: &mut Row, above: Sp, below: Sp) {
    row.height += above + below;
    row.baseline += above;
    for item in &mut row.items {
        item.y += above;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_are_too_wide_are_brought_down_from_the_widest() {
        let pt = |points: i64| points * Sp::PER_PT;
        let widths = shrunk(&[pt(10), pt(100), pt(60)], pt(90), pt(5));
        assert_eq!(widths[0], pt(10));
        assert!((widths[1] - pt(40)).abs() < Sp::PER_PT);
        assert!(widths.iter().sum::<i64>() <= pt(90));
    }
}
