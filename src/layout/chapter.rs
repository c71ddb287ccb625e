//! Chapters: the pages on which they open.

use super::Sp;
use super::paragraph::Compositor;
use super::row::{Row, Turn, sink};
use crate::model::{Division, Sides};
use crate::style::Opens;

impl Compositor<'_> {
    /// Lets the chapters and parts of a book start pages, if its style asks for it.
    pub(super) fn open_chapters(&self, rows: &mut [Row]) {
        if self.opens() == Opens::RunOn {
            return;
        }
        let by = self.chapter_sink();
        for row in rows {
            if row.opens.as_ref().is_some_and(|opening| opening.level <= 1) {
                row.turn = Turn::Required;
                sink(row, by);
            }
        }
    }

    /// How far a chapter's heading is sunk below the top of the text.
    pub(super) fn chapter_sink(&self) -> Sp {
        match self.opens() {
            Opens::Recto | Opens::Page => self.lines(self.manuscript.style.chapter.sink),
            Opens::RunOn => Sp(0),
        }
    }

    /// Whether chapters open on right-hand pages, and the page before them may be blank.
    pub(super) fn opens_on_rectos(&self) -> bool {
        self.opens() == Opens::Recto && self.manuscript.style.binding.sides == Sides::Two
    }

    fn opens(&self) -> Opens {
        match self.manuscript.style.division {
            Division::Article => Opens::RunOn,
            Division::Book => self.manuscript.style.chapter.opens,
        }
    }
}
