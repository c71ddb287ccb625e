//! What the pages show of each text of the manuscript.

use super::element::{Annotation, Place};
use crate::backend::pdf::marks::{Area, Sequence};
use crate::model::{Origin, Part};

/// All that is shown, by the text it belongs to.
#[derive(Debug, Default)]
pub(in crate::backend::pdf) struct Shown {
    /// In the order of reading: by text, and by the place in it.
    pieces: Vec<Piece>,
    /// By text and inline.
    links: Vec<(Origin, Annotation)>,
}

/// A piece of a text on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub origin: Origin,
    pub place: Place,
    pub area: Option<Area>,
}

impl Shown {
    /// Puts in order what the pages show: their sequences, page by page, and the links on them.
    pub fn new(pages: Vec<Vec<Sequence>>, mut links: Vec<(Origin, Annotation)>) -> Self {
        let pieces = pages.into_iter().enumerate().flat_map(|(page, sequences)| {
            sequences.into_iter().enumerate().map(move |(sequence, Sequence { origin, area })| Piece {
                origin,
                place: Place { page, sequence },
                area,
            })
        });
        let mut pieces: Vec<Piece> = pieces.collect();
        // Both sorts are stable: what starts at one place stays in the order of the pages.
        pieces.sort_by_key(|piece| (piece.origin.part, piece.origin.at));
        links.sort_by_key(|(origin, _)| (origin.part, origin.span));
        Self { pieces, links }
    }

    /// What is shown of a text, in the order of reading.
    pub(super) fn of(&self, part: Part) -> &[Piece] {
        let from = self.pieces.partition_point(|piece| piece.origin.part < part);
        let count = self.pieces[from..].partition_point(|piece| piece.origin.part == part);
        &self.pieces[from..from + count]
    }

    /// The links of a text, by their inlines.
    pub(super) fn links(&self, part: Part) -> &[(Origin, Annotation)] {
        let from = self.links.partition_point(|(origin, _)| origin.part < part);
        let count = self.links[from..].partition_point(|(origin, _)| origin.part == part);
        &self.links[from..from + count]
    }
}
