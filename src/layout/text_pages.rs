//! The text's rows → leaves: paragraphs are set a line longer or shorter where that makes better pages.

use rayon::prelude::*;

use super::break_lines::Length;
use super::paginate::{Leaf, Sheet, Wanted, plan};
use super::paragraph::{Compositor, OtherLengths};
use super::row::Row;
use super::stack::Place;
use crate::diagnostic::Diagnostics;
use crate::model::{Block, Resolved};
use crate::style::Role;

impl Compositor<'_> {
    /// Sets the rows of the text's `blocks`, which were stacked in `place`, on pages.
    pub(super) fn text_pages(
        &self,
        rows: Vec<Row>,
        notes: Vec<Vec<Row>>,
        sheet: &Sheet,
        blocks: &[Block<Resolved>],
        place: Place,
    ) -> Vec<Leaf> {
        let mut planned = plan(rows, notes, sheet);
        let wanted = planned.take_wanted();
        let varied = wanted.into_par_iter().filter_map(|wanted| self.varied(wanted, blocks, place));
        let varied = varied.collect();
        planned.leaves(sheet, varied)
    }

    /// The rows of a paragraph in the length that the pages want, by its first row.
    fn varied(&self, wanted: Wanted, blocks: &[Block<Resolved>], place: Place) -> Option<(usize, Vec<Row>)> {
        let other = match wanted.other {
            Some(other) => other,
            None => self.other_lengths(blocks, wanted.block, place)?,
        };
        let lines = self.set_other(&other, wanted.lines)?;
        let mut rows = self.rows(lines, self.style(Role::Body), place.left);
        rows.iter_mut().for_each(|row| row.on_grid = true);
        Some((wanted.row, rows))
    }

    /// What the other lengths of a paragraph are set from, where that was not kept.
    fn other_lengths(
        &self,
        blocks: &[Block<Resolved>],
        block: u32,
        place: Place,
    ) -> Option<Box<OtherLengths>> {
        let place = Place { length: Length::BestOfAll, ..place };
        // What there is to say has been said as it was set first.
        let stacked = self.stack_block(blocks, block as usize, place, &mut Diagnostics::new());
        stacked.rows.into_iter().next()?.flex?.other
    }
}
