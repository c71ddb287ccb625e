//! How a table is made to fit.

use std::ops::Range;

use super::columns::{Column, widths};
use crate::layout::Sp;
use crate::style::{Percent, TableRules};

/// What type that is set smaller may be wider than its measure in full size says: each letter's
/// width is a whole number.
const ROUNDING: i64 = Sp::PER_PT / 100;

/// How a table is set so that it fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// In columns, on the page as it stands.
    Upright(Grid),
    /// In columns, on a page that is turned.
    Turned(Grid),
    /// Row by row, each cell behind its head.
    Records,
}

/// Type and columns of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    /// The size of its type, in its own.
    pub scale: Percent,
    pub widths: Vec<Sp>,
    pub gutter: Sp,
}

impl Grid {
    /// The width of the columns `range` together.
    pub fn width(&self, range: &Range<usize>) -> Sp {
        let widths = self.widths.get(range.clone()).unwrap_or_default();
        let gutters = self.gutter.0 * widths.len().saturating_sub(1) as i64;
        Sp(widths.iter().map(|width| width.0).sum::<i64>() + gutters)
    }
}

/// The first of these ways in which columns get what they need: in their own type, in smaller
/// type, on a page that is turned, if there is one, in either; else as records.
pub(super) fn fit(
    columns: &[Column],
    gutter: Sp,
    upright: Sp,
    turned: Option<Sp>,
    rules: &TableRules,
) -> Fit {
    if let Some(grid) = grid(columns, gutter, upright, rules) {
        return Fit::Upright(grid);
    }
    match turned.and_then(|turned| grid(columns, gutter, turned, rules)) {
        Some(grid) => Fit::Turned(grid),
        None => Fit::Records,
    }
}

/// The columns in `measure`, in the largest type in which each gets what it needs.
fn grid(columns: &[Column], gutter: Sp, measure: Sp, rules: &TableRules) -> Option<Grid> {
    let smallest = rules.smallest.0.clamp(1, 100);
    let sizes = (smallest..=100).rev().step_by(usize::from(rules.step.0.max(1)));
    sizes.map(Percent).find_map(|scale| {
        let columns: Vec<Column> = columns
            .iter()
            .map(|column| Column {
                needed: column.needed.part(scale) + rounding(scale),
                wanted: column.wanted.part(scale) + rounding(scale),
                text: column.text.part(scale),
            })
            .collect();
        let gutter = gutter.part(scale);
        let gutters = gutter.0 * columns.len().saturating_sub(1) as i64;
        let room = Sp(measure.0 - gutters);
        let needed: i64 = columns.iter().map(|column| column.needed.0).sum();
        (needed <= room.0).then(|| Grid { scale, widths: widths(&columns, room), gutter })
    })
}

fn rounding(scale: Percent) -> Sp {
    Sp(if scale < Percent(100) { ROUNDING } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::Theme;

    #[test]
    fn a_table_goes_down_the_ladder() {
        let rules = Theme::find("book").expect("built in").sheet().table;
        let pt = |points: i64| Sp(points * Sp::PER_PT);
        let column = |width: i64| Column { needed: pt(width), wanted: pt(width), text: pt(width) };
        let fitted = |width: i64| fit(&[column(width), column(100)], pt(0), pt(300), Some(pt(450)), &rules);
        let scale = |fit: Fit| match fit {
            Fit::Upright(grid) => (grid.scale.0, "upright"),
            Fit::Turned(grid) => (grid.scale.0, "turned"),
            Fit::Records => (0, "records"),
        };
        let ways = [200, 210, 240, 260, 350, 395, 428, 430].map(|width| scale(fitted(width)));
        assert_eq!(
            ways,
            [
                (100, "upright"),
                (95, "upright"),
                (85, "upright"),
                (100, "turned"),
                (100, "turned"),
                (90, "turned"),
                (85, "turned"),
                (0, "records")
            ]
        );
        assert_eq!(fit(&[column(900)], pt(0), pt(300), None, &rules), Fit::Records);
    }
}
