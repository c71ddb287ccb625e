//! Notes: at the foot of a page, each behind its mark.

use std::sync::Arc;

use super::Place;
use crate::diagnostic::Diagnostics;
use crate::layout::Sp;
use crate::layout::look::look;
use crate::layout::pages::{note_anchor, note_mark_anchor};
use crate::layout::paragraph::Compositor;
use crate::layout::row::Row;
use crate::layout::text::{StyledText, TextLink};
use crate::model::{Part, SpanId, Target};
use crate::resolve::blocks_direction;
use crate::style::Role;

impl Compositor<'_> {
    /// The rows of each note: its mark, which leads back to the text, and what it says.
    pub(in crate::layout) fn notes(&self, column: Place, diagnostics: &mut Diagnostics) -> Vec<Vec<Row>> {
        let notes = &self.manuscript.document.notes;
        (0..notes.len()).map(|index| self.note(index, column, diagnostics)).collect()
    }

    /// The rows of one of them.
    pub(in crate::layout) fn note(
        &self,
        index: usize,
        column: Place,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Row> {
        let note = &self.manuscript.document.notes[index];
        let style = self.style(Role::Note);
        let mut base = look(style, self.body());
        base.link = Some(0);
        let mut mark = StyledText::plain(note.label.as_str(), base);
        mark.links.push(TextLink {
            span: SpanId::WHOLE,
            target: Arc::new(Target::Anchor(note_mark_anchor(index, 0))),
            words: self.manuscript.style.words.back.into(),
        });
        let mark = self.set_on_one_line(mark, Some(Part::NoteMark(index as u32)), Role::Note);
        let rules = &self.manuscript.style.note;
        let hang = (mark.width + base.size.times(rules.gap)).max(base.size.times(rules.indent));
        let direction = blocks_direction(&note.blocks, column.direction);
        let column = Place { role: Role::Note, direction, ..column };
        let place = column.indented(hang, Sp(0));
        let mut rows = self.stack_blocks(&note.blocks, place, diagnostics).rows;
        if rows.is_empty() {
            rows.push(self.line_row(style));
        }
        let start = column.start(mark.width);
        let first = &mut rows[0];
        let baseline = first.baseline;
        let shown = mark.items.into_iter().map(|mut item| {
            item.x += start;
            item.y += baseline;
            item
        });
        first.items.splice(0..0, shown);
        first.anchors.push(note_anchor(index));
        first.above = self.lines(rules.space);
        rows
    }
}
