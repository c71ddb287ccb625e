//! Cells, rows and tables as they are closed → a table whose rows are all as wide as its head.

use std::collections::BTreeSet;

use super::builder::Builder;
use super::close::append_blocks;
use super::frame::{Blocks, Cells, Inlines, Shape, Table};
use super::grid::{MOST_COLUMNS, Rows};
use super::inlines::{join, trim};
use super::reports::{Reports, Spread};
use crate::model::{Alignment, BlockKind, Inline, Parsed, Row};
use crate::span::Span;

/// How many empty cells a table may be filled with, beyond as many as are written in it.
const MOST_EMPTY: usize = 1 << 18;

impl Builder<'_> {
    /// The table in whose row a cell would stand, if one is open.
    pub(super) fn open_table(&mut self) -> Option<&mut Table> {
        self.stack.iter_mut().rev().take(2).find_map(|frame| match &mut frame.shape {
            Shape::Table(table) => Some(table),
            _ => None,
        })
    }

    pub(super) fn close_cell(
        &mut self,
        mut cell: Inlines,
        (columns, rows): (usize, Rows),
        head: bool,
        side: Alignment,
    ) {
        trim(&mut cell);
        let [.., table, row] = self.stack.as_mut_slice() else { return };
        let (Shape::Table(table), Shape::Row { cells, next, plain, .. }) = (&mut table.shape, &mut row.shape)
        else {
            return;
        };
        *plain |= !head;
        let at = table.reach.free(*next);
        *next = at + columns;
        if at >= MOST_COLUMNS && !table.markdown {
            table.crowded = true;
            match cells.last_mut() {
                Some((_, last)) => join(last, cell, Inline::Text(" ".to_owned())),
                None => cells.push((MOST_COLUMNS - 1, cell)),
            }
            return;
        }
        table.reach.cover(at..at + columns, rows);
        if table.alignments.len() <= at {
            table.alignments.resize(at + 1, Alignment::Natural);
        }
        // A cell over several columns says nothing of each.
        if columns == 1 && table.alignments[at] == Alignment::Natural {
            table.alignments[at] = side;
        }
        cells.push((at, cell));
    }

    pub(super) fn close_row(&mut self, span: Span, cells: Cells, head: bool, stray: Blocks) {
        let Some(frame) = self.stack.last_mut() else { return };
        frame.blocks.extend(stray);
        let Shape::Table(table) = &mut frame.shape else { return };
        table.reach.end_row();
        if cells.is_empty() {
            return;
        }
        if table.head.is_none() && table.rows.is_empty() && (head || table.in_head) {
            table.head = Some((span, cells));
        } else {
            table.rows.push((span, cells));
        }
    }

    pub(super) fn close_table(
        &mut self,
        span: Span,
        mut table: Table,
        stray: Blocks,
        reports: &mut Reports<'_>,
    ) {
        // What stood in the table but in no cell.
        append_blocks(self, stray);
        let caption = std::mem::take(&mut table.caption);
        if table.head.is_none() && table.rows.is_empty() {
            return self.put(span, !caption.is_empty(), BlockKind::Paragraph(caption));
        }
        report_spread(&table, reports);
        let columns = columns(&table);
        if columns.crowded {
            reports.wide_table(columns.kept.len(), span);
        }
        let alignments = columns.kept.iter();
        let alignments =
            alignments.map(|at| table.alignments.get(*at).copied().unwrap_or(Alignment::Natural));
        let alignments = alignments.collect();
        let head = table.head.take().map(|row| columns.filled(row));
        let rows = std::mem::take(&mut table.rows).into_iter().map(|row| columns.filled(row)).collect();
        let table = crate::model::Table { anchor: None, label: (), caption, alignments, head, rows };
        self.put(span, true, BlockKind::Table(table));
    }
}

fn report_spread(table: &Table, reports: &mut Reports<'_>) {
    match (table.spans, table.heads) {
        (Some(span), None) => reports.spread(Spread::Cells, span),
        (None, Some(span)) => reports.spread(Spread::Heads, span),
        (Some(first), Some(other)) => reports.spread(Spread::Both, first.min(other)),
        (None, None) => {}
    }
}

/// The columns of a table that are kept.
struct Columns {
    /// In order.
    kept: Vec<usize>,
    /// Whether cells beyond the last one stand in it.
    crowded: bool,
}

/// The columns in which cells start: one that is only spanned, `colspan="99"`, has nothing to show.
fn columns(table: &Table) -> Columns {
    let rows = || table.head.iter().chain(&table.rows);
    let mut kept: Vec<usize> = if table.markdown {
        let last = rows().filter_map(|row| row.1.last()).map(|cell| cell.0 + 1).max().unwrap_or(0);
        (0..last.max(table.alignments.len())).collect()
    } else {
        let starts: BTreeSet<usize> = rows().flat_map(|row| &row.1).map(|cell| cell.0).collect();
        starts.into_iter().collect()
    };
    let written: usize = rows().map(|row| row.1.len()).sum();
    let most = (2 * written + MOST_EMPTY) / rows().count().max(1);
    let crowded = kept.len() > most;
    kept.truncate(most.max(1));
    Columns { kept, crowded: crowded || table.crowded }
}

impl Columns {
    /// A row with all its cells.
    fn filled(&self, (span, cells): (Span, Cells)) -> Row<Parsed> {
        let mut filled = vec![Inlines::new(); self.kept.len()];
        for (column, cell) in cells {
            let at = self.kept.partition_point(|kept| *kept < column).min(self.kept.len() - 1);
            join(&mut filled[at], cell, Inline::Text(" ".to_owned()));
        }
        Row { span, cells: filled }
    }
}
