//! Cells, rows and tables as they are closed → a table whose rows are all as wide as its head.

use super::builder::Builder;
use super::close::append_blocks;
use super::frame::{Blocks, Inlines, Shape, Table};
use super::inlines::trim;
use crate::model::{Alignment, BlockKind, Parsed, Row};
use crate::span::Span;

impl Builder<'_> {
    pub(super) fn close_cell(
        &mut self,
        mut cell: Inlines,
        [columns, rows]: [usize; 2],
        head: bool,
        side: Alignment,
    ) {
        trim(&mut cell);
        let [.., table, row] = self.stack.as_mut_slice() else { return };
        let (Shape::Table(table), Shape::Row { cells, plain, .. }) = (&mut table.shape, &mut row.shape)
        else {
            return;
        };
        // Cells that reach down from the rows above stand before this one.
        while table.reaching.get(cells.len()).is_some_and(|rows| *rows > 0) {
            table.reaching[cells.len()] -= 1;
            cells.push(Vec::new());
        }
        *plain |= !head;
        for column in 0..columns {
            let at = cells.len();
            if table.alignments.len() <= at {
                table.alignments.resize(at + 1, Alignment::Natural);
            }
            if table.alignments[at] == Alignment::Natural {
                table.alignments[at] = side;
            }
            if rows > 1 {
                table.reaching.resize(table.reaching.len().max(at + 1), 0);
                table.reaching[at] = rows - 1;
            }
            cells.push(if column == 0 { std::mem::take(&mut cell) } else { Vec::new() });
        }
    }

    pub(super) fn close_row(&mut self, row: Row<Parsed>, head: bool, stray: Blocks) {
        let Some(frame) = self.stack.last_mut() else { return };
        frame.blocks.extend(stray);
        let Shape::Table(table) = &mut frame.shape else { return };
        let mut row = row;
        while table.reaching.get(row.cells.len()).is_some_and(|rows| *rows > 0) {
            table.reaching[row.cells.len()] -= 1;
            row.cells.push(Vec::new());
        }
        if row.cells.is_empty() {
            return;
        }
        if table.head.is_none() && table.rows.is_empty() && (head || table.in_head) {
            table.head = Some(row);
        } else {
            table.rows.push(row);
        }
    }

    pub(super) fn close_table(&mut self, span: Span, mut table: Table, stray: Blocks) {
        // What stood in the table but in no cell.
        append_blocks(self, stray);
        let widest = table.head.iter().chain(&table.rows).map(|row| row.cells.len()).max().unwrap_or(0);
        table.alignments.resize(widest.max(table.alignments.len()), Alignment::Natural);
        let columns = table.alignments.len();
        for row in table.head.iter_mut().chain(&mut table.rows) {
            row.cells.resize(columns, Vec::new());
        }
        let Table { caption, alignments, head, rows, .. } = table;
        if head.is_none() && rows.is_empty() {
            return self.put(span, !caption.is_empty(), BlockKind::Paragraph(caption));
        }
        self.put(
            span,
            true,
            BlockKind::Table(crate::model::Table {
                anchor: None,
                label: (),
                caption,
                alignments,
                head,
                rows,
            }),
        );
    }
}
