//! Tables → XHTML.

use super::{Piece, Writer};
use crate::model::{Alignment, Inline, Resolved, Row, Table};

/// The part of a table in which a cell stands.
#[derive(Clone, Copy)]
enum Place {
    Head,
    Body,
}

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table<Resolved>) {
        self.uses(Piece::Table);
        self.raw("<table");
        if !table.label.is_empty() {
            self.attribute("id", &table.anchor.0);
        }
        self.raw(">\n");
        if !table.caption.is_empty() {
            self.uses(Piece::Caption);
            self.raw("<caption>");
            self.label(&self.manuscript.style.words.before_caption(&table.label, &table.caption));
            self.inlines(&table.caption);
            self.raw("</caption>\n");
        }
        if let Some(head) = &table.head {
            self.uses(Piece::TableHead);
            self.raw("<thead>\n");
            self.row(head, &table.alignments, Place::Head);
            self.raw("</thead>\n");
        }
        if !table.rows.is_empty() {
            self.raw("<tbody>\n");
            for row in &table.rows {
                self.row(row, &table.alignments, Place::Body);
            }
            self.raw("</tbody>\n");
        }
        self.raw("</table>\n");
    }

    fn row(&mut self, row: &Row<Resolved>, alignments: &[Alignment], place: Place) {
        self.raw("<tr>");
        for (column, cell) in row.cells.iter().enumerate() {
            let alignment = alignments.get(column).copied().unwrap_or(Alignment::Natural);
            self.cell(cell, alignment, place);
        }
        self.raw("</tr>\n");
    }

    fn cell(&mut self, cell: &[Inline<Resolved>], alignment: Alignment, place: Place) {
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
        self.inlines(cell);
        self.raw("</");
        self.raw(name);
        self.raw(">");
    }
}
