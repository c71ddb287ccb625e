//! Cells, rows and tables as they are closed.

use super::builder::Builder;
use super::cells::append_cell;
use super::close::append_blocks;
use super::frame::{Blocks, Inlines, Shape};
use super::grid::{MOST_COLUMNS, Reach, Rows};
use super::reports::Reports;
use super::rows::assembled;
use crate::model::{Alignment, BlockKind, Scope};
use crate::span::Span;

/// A cell as it is written.
#[derive(Debug)]
pub(super) struct Written {
    /// Where it stands in the source.
    pub span: Span,
    /// The column in which it begins.
    pub at: usize,
    /// How many columns it spans.
    pub columns: usize,
    /// How many rows.
    pub rows: Rows,
    /// Whether it is a `<th>`.
    pub head: bool,
    /// What it says that it is the head of.
    pub scope: Option<Scope>,
    /// How it says that it stands.
    pub alignment: Alignment,
    /// What it holds.
    pub blocks: Blocks,
}

/// The cells of a row that are written, in order.
pub(super) type Cells = Vec<Written>;

/// A row in which a cell is written.
#[derive(Debug)]
pub(super) struct WrittenRow {
    pub span: Span,
    /// Its number in the table, those without cells counted.
    pub number: u32,
    pub cells: Cells,
}

/// The part of a table in which a row stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Section {
    /// `<thead>`
    Head,
    /// `<tbody>`, or none.
    #[default]
    Body,
    /// `<tfoot>`, which may stand before the body.
    Foot,
}

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub caption: Inlines,
    pub alignments: Vec<Alignment>,
    /// Written as Markdown.
    pub markdown: bool,
    /// The rows of its head, of the groups of its body, and of its foot.
    pub head: Vec<WrittenRow>,
    pub bodies: Vec<Vec<WrittenRow>>,
    pub foot: Vec<WrittenRow>,
    /// Whether cells stand in the last column that belong further right.
    pub crowded: bool,
    section: Section,
    /// How far cells reach into the rows below.
    reach: Reach,
}

impl Table {
    /// A table of Markdown.
    pub fn markdown(alignments: Vec<Alignment>) -> Self {
        Self { alignments, markdown: true, ..Self::default() }
    }

    /// A group of rows begins, and the one before it ends. A second head, and one behind the body, is
    /// part of that.
    pub fn begin_group(&mut self, section: Section) {
        self.reach.end_group();
        let is_late = !self.head.is_empty() || self.bodies.iter().any(|rows| !rows.is_empty());
        self.section = match section {
            Section::Head if is_late => Section::Body,
            section => section,
        };
        if self.section == Section::Body {
            self.bodies.push(Vec::new());
        }
    }

    /// The rows of the group that is open.
    fn group(&mut self) -> &mut Vec<WrittenRow> {
        match self.section {
            Section::Head => &mut self.head,
            Section::Foot => &mut self.foot,
            Section::Body => {
                if self.bodies.is_empty() {
                    self.bodies.push(Vec::new());
                }
                let last = self.bodies.len() - 1;
                &mut self.bodies[last]
            }
        }
    }

    fn is_empty(&self) -> bool {
        let bodies = self.bodies.iter().all(Vec::is_empty);
        self.head.is_empty() && bodies && self.foot.is_empty()
    }
}

impl Builder<'_> {
    /// Gives a cell its column in the row that is open.
    pub(super) fn close_cell(&mut self, mut cell: Written) {
        let [.., table, row] = self.stack.as_mut_slice() else { return };
        let (Shape::Table(table), Shape::Row { cells, next, .. }) = (&mut table.shape, &mut row.shape) else {
            return;
        };
        cell.at = table.reach.free(*next);
        *next = cell.at + cell.columns;
        if cell.at >= MOST_COLUMNS && !table.markdown {
            table.crowded = true;
            match cells.last_mut() {
                Some(last) => append_cell(&mut last.blocks, cell.blocks),
                None => cells.push(Written { at: MOST_COLUMNS - 1, columns: 1, ..cell }),
            }
            return;
        }
        table.reach.cover(cell.at..*next, cell.rows);
        if table.alignments.len() <= cell.at {
            table.alignments.resize(cell.at + 1, Alignment::Natural);
        }
        // A cell over several columns says nothing of each.
        if cell.columns == 1 && table.alignments[cell.at] == Alignment::Natural {
            table.alignments[cell.at] = cell.alignment;
        }
        cells.push(cell);
    }

    pub(super) fn close_row(&mut self, span: Span, cells: Cells, head: bool, stray: Blocks) {
        let Some(frame) = self.stack.last_mut() else { return };
        frame.blocks.extend(stray);
        let Shape::Table(table) = &mut frame.shape else { return };
        let number = table.reach.row();
        table.reach.end_row();
        if cells.is_empty() {
            return;
        }
        let row = WrittenRow { span, number, cells };
        match head {
            true => table.head.push(row),
            false => table.group().push(row),
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
        if table.is_empty() {
            return self.put(span, !caption.is_empty(), BlockKind::Paragraph(caption));
        }
        let (alignments, head, bodies) = assembled(table, span, reports);
        let table = crate::model::Table { anchor: None, label: (), caption, alignments, head, bodies };
        self.put(span, true, BlockKind::Table(table));
    }
}
