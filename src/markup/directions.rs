//! Which way elements read, where that is not the way of what is around them.

use super::{Piece, Writer};
use crate::model::{Direction, Run, SpanId, SpanKind};
use crate::resolve::text_direction;

impl Writer<'_> {
    /// Says in the tag that is open that its element reads in `direction`, if what is around it does
    /// not; returns that other direction, for [`Writer::turn_back`].
    pub(super) fn turn(&mut self, direction: Direction) -> Direction {
        let around = std::mem::replace(&mut self.direction, direction);
        if direction != around {
            self.uses(Piece::Turned);
            self.attribute("dir", direction.name());
        }
        around
    }

    pub(super) fn turn_back(&mut self, around: Direction) {
        self.direction = around;
    }

    /// Whether what is written does not read as the document does: the sides of the style sheet are
    /// the document's.
    pub(super) fn is_turned(&self) -> bool {
        self.direction != self.document_direction()
    }

    /// Which way the document reads.
    pub(super) fn document_direction(&self) -> Direction {
        Direction::of(&self.manuscript.document.metadata.language)
    }

    /// Gives the tag that is open the class of what is turned, which `piece` styles.
    pub(super) fn class_if_turned(&mut self, piece: Piece) {
        if self.is_turned() {
            self.uses(piece);
            self.attribute("class", "turned");
        }
    }

    /// Appends a text that stands where its element does, whichever way it reads itself.
    pub(super) fn words(&mut self, run: &Run) {
        let direction = text_direction(run, self.direction);
        // Words in another language say it themselves.
        let is_passage = run.sole_span().is_some_and(|(_, span)| matches!(span.kind, SpanKind::Foreign(_)));
        if direction == self.direction || is_passage {
            self.pieces(run, SpanId::WHOLE);
            return;
        }
        self.raw("<span");
        let around = self.turn(direction);
        self.raw(">");
        self.pieces(run, SpanId::WHOLE);
        self.raw("</span>");
        self.turn_back(around);
    }

    /// Says in the tag that is open that its element reads from left to right, where text does not.
    pub(super) fn reads_rightwards(&mut self) {
        if self.direction == Direction::Leftwards {
            self.attribute("dir", Direction::Rightwards.name());
        }
    }
}
