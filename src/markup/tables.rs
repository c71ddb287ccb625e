//! Tables → XHTML.

use super::{Piece, Writer};
use crate::model::{Alignment, BlockId, Part, Resolved, Row, Run, Table};
use crate::resolve::table_direction;

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
        if let Some(head) = &table.head {
            self.uses(Piece::TableHead);
            self.raw("<thead>\n");
            self.row(block, 0, head, &table.alignments);
            self.raw("</thead>\n");
        }
        if !table.rows.is_empty() {
            self.raw("<tbody>\n");
            for (nth, row) in (1..).zip(&table.rows) {
                self.row(block, nth, row, &table.alignments);
            }
            self.raw("</tbody>\n");
        }
        self.raw("</table>\n");
        self.turn_back(around);
    }

    /// A row: number 0 is the head.
    fn row(&mut self, block: BlockId, row: u32, cells: &Row<Resolved>, alignments: &[Alignment]) {
        let place = if row == 0 { Place::Head } else { Place::Body };
        self.raw("<tr>");
        let alignments = alignments.iter().copied().chain(std::iter::repeat(Alignment::Natural));
        for ((column, cell), alignment) in (0..).zip(&cells.cells).zip(alignments) {
            self.cell(Part::Cell { block, row, column }, cell, alignment, place);
        }
        self.raw("</tr>\n");
    }

    fn cell(&mut self, part: Part, cell: &Run, alignment: Alignment, place: Place) {
        // An empty heading cell heads nothing: it would be announced as a column without a name.
        let name = match place {
            Place::Head if !cell.is_empty() => "th",
            Place::Head | Place::Body => "td",
        };
        self.raw("<");
        self.raw(name);
        if name == "th" {
            self.raw(" scope=\"col\"");
        }
        let class = match alignment {
            Alignment::Natural => None,
            Alignment::Left => Some((Piece::Left, "left")),
            Alignment::Centre => Some((Piece::Centre, "centre")),
            Alignment::Right | Alignment::Decimal => Some((Piece::Right, "right")),
        };
        if let Some((piece, class)) = class {
            self.uses(piece);
            self.attribute("class", class);
        }
        self.raw(">");
        self.part(part, "", cell, |writer| writer.words(cell));
        self.raw("</");
        self.raw(name);
        self.raw(">");
    }
}
