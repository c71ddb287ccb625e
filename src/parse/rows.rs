//! Rows as they are written → rows whose cells cover every place of the table once (HTML 4.9.12).
//!
//! A column or a row in which no cell begins has nothing to show and goes; what spans it spans one less.
//! A cell that reaches over one from above ends before it, and empty cells fill what is left free.

use std::collections::BTreeSet;

use super::cells::append_cell;
use super::grid::Rows;
use super::reports::Reports;
use super::tables::{Table, Written, WrittenRow};
use crate::model::{Alignment, Cell, Parsed, Row, Scope, Spans};
use crate::span::Span;

/// How many empty cells a table may be filled with, beyond as many as are written in it.
const MOST_EMPTY: usize = 1 << 18;

/// The alignments of a table's columns, the rows of its head and those of its body.
type Assembled = (Vec<Alignment>, Vec<Row<Parsed>>, Vec<Vec<Row<Parsed>>>);

/// Puts a table together that stands at `span`.
pub(super) fn assembled(mut table: Table, span: Span, reports: &mut Reports<'_>) -> Assembled {
    let mut bodies = std::mem::take(&mut table.bodies);
    bodies.push(std::mem::take(&mut table.foot));
    bodies.retain(|rows| !rows.is_empty());
    let mut head = std::mem::take(&mut table.head);
    if head.is_empty() && !table.markdown {
        let count = head_rows(&bodies);
        head = bodies.first_mut().map(|rows| rows.drain(..count).collect()).unwrap_or_default();
        bodies.retain(|rows| !rows.is_empty());
    }
    let columns = columns(&table, &head, &bodies);
    if columns.crowded {
        reports.wide_table(columns.kept.len(), span);
    }
    let alignment = |at: &usize| table.alignments.get(*at).copied().unwrap_or(Alignment::Natural);
    let alignments: Vec<Alignment> = columns.kept.iter().map(alignment).collect();
    let mut filler = Filler { columns: &columns.kept, alignments: &alignments, overlap: None };
    let head = filler.group(head, Kind::Head);
    let bodies = bodies.into_iter().map(|rows| filler.group(rows, Kind::Body)).collect();
    if let Some(span) = filler.overlap {
        reports.overlap(span);
    }
    (alignments, head, bodies)
}

/// How many rows of a table without a `<thead>` are its head: those before the first cell of data, unless
/// a cell in them reaches further down. Of rows of heads alone the first is the head, and the rest a body.
fn head_rows(bodies: &[Vec<WrittenRow>]) -> usize {
    let Some(rows) = bodies.first() else { return 0 };
    let heads = rows.iter().take_while(|row| is_of_heads(row)).count();
    let is_closed = |count: &usize| {
        let next = rows.get(*count).map_or(u64::MAX, |row| u64::from(row.number));
        rows[..*count].iter().all(|row| row.cells.iter().all(|cell| end(cell.rows, row.number) <= next))
    };
    let all = heads == rows.len() && bodies.len() == 1;
    let found = if all { (1..=heads).find(is_closed) } else { (1..=heads).rev().find(is_closed) };
    found.unwrap_or(0)
}

/// Whether a row holds heads alone, but for empty cells in its corner.
fn is_of_heads(row: &WrittenRow) -> bool {
    let corner = row.cells.iter().take_while(|cell| !cell.head && cell.blocks.is_empty()).count();
    corner < row.cells.len() && row.cells[corner..].iter().all(|cell| cell.head)
}

/// The row below a cell that begins in row `number`.
fn end(rows: Rows, number: u32) -> u64 {
    match rows {
        Rows::Count(count) => u64::from(number) + u64::from(count),
        // To the end of its group, which is further than the next row.
        Rows::Rest => u64::MAX,
    }
}

/// The columns of a table that are kept.
struct Columns {
    /// In order.
    kept: Vec<usize>,
    /// Whether cells beyond the last one stand in it.
    crowded: bool,
}

/// The columns in which cells begin: one that is only spanned, `colspan="99"`, has nothing to show.
fn columns(table: &Table, head: &[WrittenRow], bodies: &[Vec<WrittenRow>]) -> Columns {
    let rows = || head.iter().chain(bodies.iter().flatten());
    let mut kept: Vec<usize> = if table.markdown {
        let last = rows().filter_map(|row| row.cells.last()).map(|cell| cell.at + 1).max().unwrap_or(0);
        (0..last.max(table.alignments.len())).collect()
    } else {
        let starts: BTreeSet<usize> = rows().flat_map(|row| &row.cells).map(|cell| cell.at).collect();
        starts.into_iter().collect()
    };
    let written: usize = rows().map(|row| row.cells.len()).sum();
    let most = (2 * written + MOST_EMPTY) / rows().count().max(1);
    let crowded = kept.len() > most;
    kept.truncate(most.max(1));
    Columns { kept, crowded: crowded || table.crowded }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Head,
    Body,
}

struct Filler<'c> {
    /// The columns of the source that are kept.
    columns: &'c [usize],
    alignments: &'c [Alignment],
    /// The first cell that would overlap another.
    overlap: Option<Span>,
}

impl Filler<'_> {
    fn group(&mut self, rows: Vec<WrittenRow>, kind: Kind) -> Vec<Row<Parsed>> {
        let numbers: Vec<u32> = rows.iter().map(|row| row.number).collect();
        // For each column, the first row of the group that is free again.
        let mut free_from = vec![0; self.columns.len()];
        let mut filled: Vec<Row<Parsed>> = Vec::with_capacity(rows.len());
        for (index, row) in rows.into_iter().enumerate() {
            let heads = is_of_heads(&row);
            let WrittenRow { span, number, cells } = row;
            let mut row = Row { span, cells: Vec::with_capacity(self.columns.len()) };
            let mut next = 0;
            for cell in cells {
                let start = self.place(cell.at);
                let below = numbers.partition_point(|it| u64::from(*it) < end(cell.rows, number));
                if start < next || free_from[start] > index {
                    // Beyond the last column that is kept there is no place of its own.
                    let mut before = std::iter::once(&mut row).chain(filled.iter_mut().rev());
                    let last = before.find_map(|row| row.cells.last_mut());
                    let last = last.expect("a place is covered only by a cell that came before");
                    append_cell(&mut last.blocks, cell.blocks);
                    continue;
                }
                fill(&mut row, next..start, &free_from, index);
                let wanted = self.columns.partition_point(|kept| *kept < cell.at + cell.columns);
                let wanted = wanted.max(start + 1);
                let end = (start + 1..wanted).find(|at| free_from[*at] > index).unwrap_or(wanted);
                if end < wanted {
                    self.overlap.get_or_insert(cell.span);
                }
                let spans = Spans::new(end - start, below - index);
                free_from[start..end].fill(index + spans.rows());
                next = end;
                row.cells.push(self.cell(cell, start, spans, (kind, heads)));
            }
            fill(&mut row, next..self.columns.len(), &free_from, index);
            filled.push(row);
        }
        filled
    }

    /// The place among the columns that are kept.
    fn place(&self, at: usize) -> usize {
        self.columns.partition_point(|kept| *kept < at).min(self.columns.len() - 1)
    }

    fn cell(&self, cell: Written, start: usize, spans: Spans, (kind, heads): (Kind, bool)) -> Cell<Parsed> {
        let Written { span, head, scope, alignment, blocks, .. } = cell;
        // HTML has a `<th>` without a scope be the head of columns where its row has no data
        // (4.9.12.1); else it is that of its row.
        let scope = match (kind, scope) {
            (Kind::Head, _) if blocks.is_empty() => Some(Scope::Column),
            (Kind::Body, _) if blocks.is_empty() => None,
            (_, Some(scope)) => Some(scope),
            (Kind::Head, None) => Some(Scope::Column),
            (Kind::Body, None) if !head => None,
            (Kind::Body, None) => Some(if heads { Scope::Column } else { Scope::Row }),
        };
        let differs =
            alignment != Alignment::Natural && (spans.columns() > 1 || alignment != self.alignments[start]);
        Cell { span, spans, scope, alignment: differs.then_some(alignment), blocks }
    }
}

/// Puts an empty cell into each of the columns `range` that is free in row `index`.
fn fill(row: &mut Row<Parsed>, range: std::ops::Range<usize>, free_from: &[usize], index: usize) {
    let free = free_from[range].iter().filter(|free| **free <= index);
    let span = row.span;
    row.cells.extend(free.map(|_| Cell::empty(span)));
}
