//! Tables: rows of cells, which may span columns and rows.

use super::{Block, BlockKind, Grid, Spans, Stage};
use crate::span::Span;

/// How a column's cells stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the language reads.
    Natural,
    /// `:--`
    Left,
    /// `:-:`
    Centre,
    /// `--:`
    Right,
    /// `Resolved`: a column of numbers, which stand on their points, on the right.
    Decimal,
}

/// A table.
///
/// A row lists the cells that begin in it. Together they cover every place of the table exactly once:
/// no cell overlaps another, reaches out of its group of rows, or leaves a gap; a row in which no cell
/// begins does not exist. [`Table::grid`] tells where each cell stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<S: Stage> {
    /// Its anchor. `Resolved`: every table has one; links may lead to those with a label.
    pub anchor: S::Anchor,
    /// `Table 2`, or empty where there is no caption.
    pub label: S::Label,
    /// The caption, or empty.
    pub caption: S::Text,
    /// One for each column.
    pub alignments: Vec<Alignment>,
    /// The rows of the head; none in a table from HTML without one.
    pub head: Vec<Row<S>>,
    /// The body, one group for each `<tbody>`, that of a `<tfoot>` last. No group is empty.
    pub bodies: Vec<Vec<Row<S>>>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<S: Stage> {
    /// Where it stands in the source.
    pub span: Span,
    /// The cells that begin in it, from the column that is read first.
    pub cells: Vec<Cell<S>>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell<S: Stage> {
    /// Where it stands in the source; for one that only fills a place, where its row stands.
    pub span: Span,
    /// How many columns and rows it spans.
    pub spans: Spans,
    /// What it is the head of; `None` for a cell of data.
    pub scope: Option<Scope>,
    /// How it stands, where that differs from its column.
    pub alignment: Option<Alignment>,
    /// What it holds: mostly one paragraph, or nothing. Never a heading, a figure or a table.
    pub blocks: Vec<Block<S>>,
}

/// Of what a cell is the head (HTML 4.9.10, `scope`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// `<th scope="col">`, a cell of the head: of the columns that it spans.
    Column,
    /// `<th scope="row">`, a `<th>` before the cells of a row: of the rows that it spans.
    Row,
    /// `<th scope="colgroup">`: of the columns that it spans, as a group.
    ColumnGroup,
    /// `<th scope="rowgroup">`: of all that follows in its group of rows.
    RowGroup,
}

/// What a cell holds, by how it is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CellContent<'c, S: Stage> {
    /// Nothing.
    Nothing,
    /// One paragraph, which is set without the marks of one.
    Line(&'c Block<S>, &'c S::Text),
    /// Several blocks, or one that is no paragraph.
    Blocks(&'c [Block<S>]),
}

impl<S: Stage> Table<S> {
    /// All rows, those of the head first.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &Row<S>> {
        self.head.iter().chain(self.body())
    }

    /// The rows of the body.
    pub fn body(&self) -> impl DoubleEndedIterator<Item = &Row<S>> {
        self.bodies.iter().flatten()
    }

    /// All cells, as they are read.
    pub fn cells(&self) -> impl Iterator<Item = &Cell<S>> {
        self.rows().flat_map(|row| &row.cells)
    }

    /// The same, to be changed.
    pub fn cells_mut(&mut self) -> impl Iterator<Item = &mut Cell<S>> {
        self.head.iter_mut().chain(self.bodies.iter_mut().flatten()).flat_map(|row| &mut row.cells)
    }

    /// Where the cells stand, numbered as they are read.
    pub fn grid(&self) -> Grid {
        Grid::new(self.rows().map(|row| row.cells.iter().map(|cell| cell.spans)), self.head.len())
    }
}

impl<S: Stage> Cell<S> {
    /// A cell of data that holds nothing.
    pub fn empty(span: Span) -> Self {
        Self { span, spans: Spans::ONE, scope: None, alignment: None, blocks: Vec::new() }
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// What it holds.
    pub fn content(&self) -> CellContent<'_, S> {
        match self.blocks.as_slice() {
            [] => CellContent::Nothing,
            [block] => match &block.kind {
                BlockKind::Paragraph(content) => CellContent::Line(block, content),
                _ => CellContent::Blocks(&self.blocks),
            },
            blocks => CellContent::Blocks(blocks),
        }
    }

    /// Its words, if it is set as a line.
    pub fn line(&self) -> Option<&S::Text> {
        match self.content() {
            CellContent::Line(_, content) => Some(content),
            CellContent::Nothing | CellContent::Blocks(_) => None,
        }
    }
}
