//! Tables → XHTML.

use super::{Piece, Writer};
use crate::model::{Alignment, BlockId, Cell, CellContent, Part, Resolved, Row, Scope, Table};
use crate::resolve::table_direction;
use crate::style::Role;

/// The part of a table in which a cell stands.
#[derive(Clone, Copy)]
enum Place {
    Head,
    Body,
}

impl Writer<'_> {
    pub(super) fn table(&mut self, block: BlockId, table: &Table<Resolved>) {
        self.uses(Piece::Table);
        self.raw("<table");
        if !table.label.is_empty() {
            self.attribute("id", &table.anchor.0);
        }
        let around = self.turn(table_direction(table, self.direction));
        self.raw(">\n");
        if !table.caption.is_empty() {
            self.uses(Piece::TableCaption);
            self.raw("<caption>");
            self.caption(block, &table.label, &table.caption);
            self.raw("</caption>\n");
        }
        self.column_groups(table);
        let grid = table.grid();
        // The columns in which the cells begin, as they are read.
        let mut columns = grid.cells.iter().map(|place| place.columns.start);
        if !table.head.is_empty() {
            self.uses(Piece::TableHead);
            self.rows("thead", &table.head, Place::Head, (&mut columns, &table.alignments));
        }
        for rows in &table.bodies {
            self.rows("tbody", rows, Place::Body, (&mut columns, &table.alignments));
        }
        self.raw("</table>\n");
        self.turn_back(around);
    }

    /// The groups of columns that heads name: only of one that is there is such a cell the head
    /// (HTML 4.9.10).
    fn column_groups(&mut self, table: &Table<Resolved>) {
        let is_of_group = |cell: &Cell<Resolved>| cell.scope == Some(Scope::ColumnGroup);
        let named = |row: &&Row<Resolved>| row.cells.iter().any(is_of_group);
        let Some(nth) = table.rows().position(|row| named(&row)) else { return };
        let grid = table.grid();
        for column in grid.of_row(nth).map(|cell| &grid.cells[cell].columns) {
            self.raw("<colgroup");
            if column.len() > 1 {
                self.attribute("span", &column.len().to_string());
            }
            self.raw("></colgroup>\n");
        }
    }

    /// A group of rows.
    fn rows(
        &mut self,
        name: &str,
        rows: &[Row<Resolved>],
        place: Place,
        (columns, alignments): (&mut impl Iterator<Item = usize>, &[Alignment]),
    ) {
        self.raw("<");
        self.raw(name);
        self.raw(">\n");
        for row in rows {
            self.raw("<tr>");
            for (cell, column) in row.cells.iter().zip(&mut *columns) {
                let of_column = alignments.get(column).copied().unwrap_or(Alignment::Natural);
                self.cell(cell, cell.alignment.unwrap_or(of_column), place);
            }
            self.raw("</tr>\n");
        }
        self.raw("</");
        self.raw(name);
        self.raw(">\n");
    }

    fn cell(&mut self, cell: &Cell<Resolved>, alignment: Alignment, place: Place) {
        // An empty heading cell heads nothing: it would be announced as a column without a name.
        let scope = cell.scope.filter(|_| !cell.is_empty());
        let name = if scope.is_some() { "th" } else { "td" };
        self.raw("<");
        self.raw(name);
        if let Some(scope) = scope {
            self.attribute(
                "scope",
                match scope {
                    Scope::Column => "col",
                    Scope::Row => "row",
                    Scope::ColumnGroup => "colgroup",
                    Scope::RowGroup => "rowgroup",
                },
            );
        }
        for (attribute, count) in [("colspan", cell.spans.columns()), ("rowspan", cell.spans.rows())] {
            if count > 1 {
                self.attribute(attribute, &count.to_string());
            }
        }
        let side = match alignment {
            Alignment::Natural => None,
            Alignment::Left => Some((Piece::Left, "left")),
            Alignment::Centre => Some((Piece::Centre, "centre")),
            Alignment::Right | Alignment::Decimal => Some((Piece::Right, "right")),
        };
        // What heads rows looks as they do.
        let stub = match (place, Role::of_cell(scope)) {
            (Place::Body, Role::TableCell) if scope.is_some() => Some((Piece::Stub, "stub")),
            (Place::Body, _) if scope.is_some() => Some((Piece::TableHead, "")),
            _ => None,
        };
        let classes: Vec<&str> = stub
            .into_iter()
            .chain(side)
            .map(|(piece, class)| {
                self.uses(piece);
                class
            })
            .filter(|class| !class.is_empty())
            .collect();
        if !classes.is_empty() {
            self.attribute("class", &classes.join(" "));
        }
        self.raw(">");
        match cell.content() {
            CellContent::Nothing => {}
            CellContent::Line(block, content) => {
                self.part(Part::Block(block.id), "", content, |writer| writer.words(content));
            }
            CellContent::Blocks(blocks) => {
                self.uses(Piece::CellBlocks);
                self.raw("\n");
                self.blocks(blocks);
            }
        }
        self.raw("</");
        self.raw(name);
        self.raw(">");
    }
}
