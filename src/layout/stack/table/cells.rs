//! Cells: measured, set in columns, and put together to rows of the page.

use super::columns::Column;
use crate::layout::Sp;
use crate::layout::line::SetLine;
use crate::layout::paragraph::{Compositor, Manner, Prepared};
use crate::layout::row::{Row, Turn};
use crate::layout::text::{look, styled_text};
use crate::model::{Alignment, Direction, Part, Resolved, Row as TableRow, Run, SpanKind, Table};
use crate::resolve::{Point, decimal_point, text_direction};
use crate::style::{Align, Em, Percent, Role, Style};

/// A cell, ready to be set.
pub(super) struct Cell {
    pub text: Prepared,
    /// For a number: the width up to its point, and that of the rest.
    pub number: Option<[Sp; 2]>,
}

/// Rows whose cells play one role, with their cells' type.
pub(super) struct Cells {
    pub role: Role,
    pub style: Style,
    pub rows: Vec<Vec<Cell>>,
}

/// Where columns stand, and how their cells do in them.
pub(super) struct Columns<'a> {
    /// The left edge of the place that they stand in, and its width.
    pub left: Sp,
    pub measure: Sp,
    /// Which way they follow each other, from that side of the place.
    pub direction: Direction,
    pub widths: Vec<Sp>,
    pub gutter: Sp,
    pub alignments: &'a [Alignment],
    /// For each column the widest part of a number up to its point, and the widest rest.
    pub numbers: Vec<[Sp; 2]>,
    /// The tallest row that is kept on one page.
    pub whole: Sp,
}

impl Columns<'_> {
    fn left_of(&self, index: usize) -> Sp {
        let before: i64 = self.widths[..index].iter().map(|width| width.0 + self.gutter.0).sum();
        match self.direction {
            Direction::Rightwards => self.left + Sp(before),
            Direction::Leftwards => self.left + self.measure - Sp(before) - self.widths[index],
        }
    }

    /// The width of all of them, with the space between them.
    pub fn total(&self) -> Sp {
        let gaps = self.widths.len().saturating_sub(1) as i64;
        Sp(self.widths.iter().map(|width| width.0).sum::<i64>() + self.gutter.0 * gaps)
    }
}

impl Compositor<'_> {
    /// The rows of `table`, the head's and the body's, in type of `scale`, with pictures as wide as
    /// `measures` allow.
    pub(super) fn cells(
        &self,
        table: &Table<Resolved>,
        scale: Percent,
        direction: Direction,
        measures: impl Fn(usize) -> Sp,
    ) -> [Cells; 2] {
        let cells = |rows: &[TableRow<Resolved>], role: Role| {
            let style = self.scaled(self.style(role), scale);
            let rows = rows.iter().map(|row| {
                let cells = row.cells.iter().enumerate();
                cells.map(|(column, cell)| self.cell(cell, &style, direction, measures(column))).collect()
            });
            Cells { role, rows: rows.collect(), style }
        };
        [cells(table.head.as_slice(), Role::TableHead), cells(&table.rows, Role::TableCell)]
    }

    /// A style whose type is set smaller.
    fn scaled(&self, style: &Style, scale: Percent) -> Style {
        let leading = crate::style::Leading::Own(self.manuscript.style.leading(style));
        Style { size: Em(style.size.0 * f32::from(scale.0) / 100.0), leading, ..*style }
    }

    pub(super) fn cell(&self, content: &Run, style: &Style, direction: Direction, measure: Sp) -> Cell {
        let base = look(style, self.body());
        let text = styled_text(content, base, measure, self.manuscript);
        let text = self.prepare(text.reading(text_direction(content, direction)));
        let point = Point::of(&self.manuscript.document.metadata.language);
        let number = decimal_point(&content.plain_text(), point).map(|at| {
            let whole = text.width_before(at);
            [whole, text.widths().0 - whole]
        });
        Cell { text, number }
    }

    /// Sets a row of the table as rows of the page; says how far its widest line runs over.
    pub(super) fn set_row(
        &self,
        cells: Vec<Cell>,
        styles: impl Fn(usize) -> (Option<Part>, Role, Style),
        columns: &Columns<'_>,
    ) -> (Vec<Row>, Sp) {
        let mut over = Sp(0);
        let mut set: Vec<Vec<Row>> = Vec::with_capacity(cells.len());
        for (index, Cell { text, number }) in cells.into_iter().enumerate() {
            let (Some(&width), Some(&alignment)) = (columns.widths.get(index), columns.alignments.get(index))
            else {
                break;
            };
            let (part, role, style) = styles(index);
            let side = match alignment {
                Alignment::Natural | Alignment::Centre => columns.direction,
                Alignment::Left | Alignment::Right | Alignment::Decimal => Direction::Rightwards,
            };
            let align = if alignment == Alignment::Centre { Align::Centre } else { Align::Left };
            let manner = Manner {
                measure: width,
                indent: Sp(0),
                turnover: Sp(0),
                align,
                side,
                hyphenate: style.hyphenate,
                part,
                role,
            };
            let mut lines = self.set(text, manner);
            over = lines.iter().map(|line| line.overfull).fold(over, Sp::max);
            let right = matches!(alignment, Alignment::Right | Alignment::Decimal);
            let alone = lines.len() == 1;
            for line in lines.iter_mut().filter(|_| right) {
                // Behind the point a number may have less than another in its column.
                let behind = match (number, columns.numbers.get(index)) {
                    (Some([_, rest]), Some([_, widest])) if alone => *widest - rest,
                    _ => Sp(0),
                };
                push_right(line, width - behind);
            }
            set.push(self.rows(lines, &style, columns.left_of(index)));
        }
        let (_, _, style) = styles(0);
        let together = whole(&set);
        let mut rows = if together.height <= columns.whole { vec![together] } else { by_lines(set) };
        if rows.is_empty() || rows[0].height == Sp(0) {
            rows = vec![self.line_row(&style)];
        }
        let padding = look(&style, self.body()).size.times(self.manuscript.style.table.padding);
        let last = rows.len() - 1;
        pad(&mut rows[0], padding, Sp(0));
        pad(&mut rows[last], Sp(0), padding);
        for row in &mut rows {
            row.turn = Turn::Allowed;
        }
        (rows, over)
    }
}

/// What `count` columns ask for, by all that stands in them; each at least `narrowest` wide, and
/// `readable` where its cells take more than a line.
pub(super) fn asked(cells: &[Cells; 2], count: usize, narrowest: Sp, readable: Sp) -> Vec<Column> {
    let mut columns = vec![Column { needed: narrowest, wanted: narrowest, text: Sp(0) }; count];
    for row in cells.iter().flat_map(|cells| &cells.rows) {
        for (column, cell) in columns.iter_mut().zip(row) {
            let (all, word) = cell.text.widths();
            column.wanted = column.wanted.max(all);
            column.needed = column.needed.max(word.min(all));
            column.text += all;
        }
    }
    for ([whole, rest], column) in points(cells, count).into_iter().zip(&mut columns) {
        column.wanted = column.wanted.max(whole + rest);
        column.needed = column.needed.max(whole + rest).max(column.wanted.min(readable));
    }
    columns
}

/// For each of `count` columns the widest part of a number up to its point, and the widest rest.
pub(super) fn points(cells: &[Cells; 2], count: usize) -> Vec<[Sp; 2]> {
    let mut numbers = vec![[Sp(0); 2]; count];
    for row in cells.iter().flat_map(|cells| &cells.rows) {
        for (widest, cell) in numbers.iter_mut().zip(row) {
            if let Some([whole, rest]) = cell.number {
                *widest = [widest[0].max(whole), widest[1].max(rest)];
            }
        }
    }
    numbers
}

/// The columns of `table` that hold pictures.
pub(super) fn pictured(table: &Table<Resolved>) -> Vec<bool> {
    let is_pictured = |cell: &Run| cell.spans().any(|(_, span)| matches!(span.kind, SpanKind::Image(_)));
    let mut pictured = vec![false; table.alignments.len()];
    for row in table.head.iter().chain(&table.rows) {
        for (column, cell) in pictured.iter_mut().zip(&row.cells) {
            *column |= is_pictured(cell);
        }
    }
    pictured
}

/// Moves what stands on a line to the right end of its cell.
fn push_right(line: &mut SetLine, width: Sp) {
    let shift = Sp((width.0 - line.width.0).max(0));
    line.items.iter_mut().for_each(|item| item.x += shift);
}

/// Cells as one row, on a common first baseline.
fn whole(cells: &[Vec<Row>]) -> Row {
    let baseline = cells.iter().filter_map(|cell| cell.first()).map(|row| row.baseline).max();
    let baseline = baseline.unwrap_or_default();
    let mut shared = Row { baseline, ..Row::blank(Sp(0)) };
    for cell in cells {
        let mut y = cell.first().map_or(Sp(0), |first| baseline - first.baseline);
        for line in cell {
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
