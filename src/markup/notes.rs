//! Notes → XHTML: an aside for each, closed by the ways back to where it is referred to.

use super::{Piece, Writer};
use crate::model::{Block, BlockKind, Note, Resolved};
use crate::resolve::blocks_direction;

/// Whether a note is the first of its file, which a rule sets apart from the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    First,
    Later,
}

impl Writer<'_> {
    /// The notes of one file, by their numbers. Reading systems show an aside of the kind
    /// `footnote` where its reference is touched, and some hide it in its own place.
    pub fn notes(&mut self, notes: &[usize]) {
        for (at, note) in notes.iter().enumerate() {
            self.note(*note, if at == 0 { Position::First } else { Position::Later });
        }
    }

    fn note(&mut self, number: usize, position: Position) {
        self.uses(Piece::Note);
        let manuscript = self.manuscript;
        let note = &manuscript.document.notes[number];
        self.raw("<aside class=\"");
        self.raw(match position {
            Position::First => "note first",
            Position::Later => "note",
        });
        self.raw("\" epub:type=\"footnote\" role=\"doc-footnote\"");
        let id = self.places.note_id(number);
        self.attribute("id", &id);
        let around = self.turn(blocks_direction(&note.blocks, self.direction));
        self.raw(">\n");
        let mut blocks = note.blocks.as_slice();
        self.uses(Piece::Paragraph);
        self.raw("<p>");
        self.mark(note);
        if let Some((Block { kind: BlockKind::Paragraph(content), .. }, rest)) = blocks.split_first() {
            self.words(content);
            blocks = rest;
            if rest.is_empty() {
                self.ways_back(number);
            }
            self.raw("</p>\n");
        } else {
            self.raw("</p>\n");
        }
        if let Some((last, before)) = blocks.split_last() {
            self.item_blocks(before, false);
            if let BlockKind::Paragraph(content) = &last.kind {
                self.raw("<p>");
                self.words(content);
            } else {
                self.item_blocks(std::slice::from_ref(last), false);
                self.raw("<p>");
            }
            self.ways_back(number);
            self.raw("</p>\n");
        } else if note.blocks.is_empty() {
            self.raw("<p>");
            self.ways_back(number);
            self.raw("</p>\n");
        }
        self.raw("</aside>\n");
        self.turn_back(around);
    }

    fn mark(&mut self, note: &Note<Resolved>) {
        match self.is_turned() {
            true => {
                self.uses(Piece::TurnedMark);
                self.raw("<span class=\"mark turned\">");
            }
            false => self.raw("<span class=\"mark\">"),
        }
        self.text(&note.label);
        self.raw("</span> ");
    }

    fn ways_back(&mut self, note: usize) {
        let style = &self.manuscript.style;
        let references = self.places.references(note);
        for occurrence in 0..references {
            let address = self.places.reference(note, occurrence);
            let name = if references == 1 {
                style.words.back.to_owned()
            } else {
                format!("{} ({})", style.words.back, occurrence + 1)
            };
            self.raw(" <a class=\"back\" epub:type=\"backlink\" role=\"doc-backlink\"");
            self.attribute("href", &address);
            self.attribute("aria-label", &name);
            self.raw(">");
            self.text(&style.note.back);
            self.raw("</a>");
        }
    }
}
