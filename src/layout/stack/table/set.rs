//! Cells set in the columns of a table, as lines that are rows of the page.

use std::ops::Range;

use super::cells::{Cell, Content};
use crate::diagnostic::Diagnostics;
use crate::layout::Sp;
use crate::layout::line::SetLine;
use crate::layout::paragraph::{Compositor, Manner};
use crate::layout::row::Row;
use crate::model::{Alignment, Direction};
use crate::style::Align;

/// Where columns stand.
pub(super) struct Columns {
    /// The left edge of the place that they stand in, and its width.
    pub left: Sp,
    pub measure: Sp,
    /// Which way they follow each other, from that side of the place.
    pub direction: Direction,
    pub widths: Vec<Sp>,
    pub gutter: Sp,
    /// For each column the widest part of a number up to its point, and the widest rest.
    pub numbers: Vec<[Sp; 2]>,
}

impl Columns {
    /// The left edge and the width of the columns `range` together.
    pub fn span(&self, range: &Range<usize>) -> (Sp, Sp) {
        let together = |widths: &[Sp]| {
            let gaps = widths.len().saturating_sub(1) as i64;
            Sp(widths.iter().map(|width| width.0).sum::<i64>() + self.gutter.0 * gaps)
        };
        let width = together(&self.widths[range.clone()]);
        let before = &self.widths[..range.start];
        let before = Sp(before.iter().map(|width| width.0 + self.gutter.0).sum());
        let left = match self.direction {
            Direction::Rightwards => self.left + before,
            Direction::Leftwards => self.left + self.measure - before - width,
        };
        (left, width)
    }

    /// The width of all of them, with the space between them.
    pub fn total(&self) -> Sp {
        self.span(&(0..self.widths.len())).1
    }
}

/// A cell as it is set.
pub(super) struct SetCell {
    /// The rows of the table that it spans.
    pub rows: Range<usize>,
    /// Its lines.
    pub lines: Vec<Row>,
    /// How far the widest of them runs over.
    pub over: Sp,
}

impl Compositor<'_> {
    /// Sets a cell in its columns.
    pub(super) fn set_cell(
        &self,
        cell: Cell<'_>,
        columns: &Columns,
        diagnostics: &mut Diagnostics,
    ) -> SetCell {
        let Cell { content, place, alignment, role, style } = cell;
        let (left, width) = columns.span(&place.columns);
        let (text, part, number) = match content {
            Content::Line { text, part, number } => (*text, part, number),
            Content::Blocks { blocks, .. } => {
                let lines = self.set_blocks(blocks, role, (left, width), columns.direction, diagnostics);
                return SetCell { rows: place.rows, lines, over: Sp(0) };
            }
        };
        let side = match alignment {
            Alignment::Natural | Alignment::Centre => columns.direction,
            Alignment::Left | Alignment::Right | Alignment::Decimal => Direction::Rightwards,
        };
        let align = if alignment == Alignment::Centre { Align::Centre } else { Align::Left };
        let manner = Manner {
            measure: width,
            indent: Sp(0),
            turnover: Sp(0),
            align,
            side,
            hyphenate: style.hyphenate,
            part,
            role,
        };
        let mut lines = self.set(text, manner);
        let over = lines.iter().map(|line| line.overfull).fold(Sp(0), Sp::max);
        let right = matches!(alignment, Alignment::Right | Alignment::Decimal);
        let alone = lines.len() == 1;
        for line in lines.iter_mut().filter(|_| right) {
            // Behind the point a number may have less than another in its column.
            let behind = match (number, columns.numbers.get(place.columns.start)) {
                (Some([_, rest]), Some([_, widest])) if alone && place.columns.len() == 1 => *widest - rest,
                _ => Sp(0),
            };
            push_right(line, width - behind);
        }
        SetCell { rows: place.rows, lines: self.rows(lines, &style, left), over }
    }
}

/// Moves what stands on a line to the right end of its cell.
fn push_right(line: &mut SetLine, width: Sp) {
    let shift = Sp((width.0 - line.width.0).max(0));
    line.items.iter_mut().for_each(|item| item.x += shift);
}
