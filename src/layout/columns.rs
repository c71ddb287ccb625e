//! Columns → pages: an article in two columns, its title over both.

use super::Sp;
use super::paginate::{Leaf, Sheet, paginate};
use super::paragraph::Compositor;
use super::row::{Row, Stacked};
use super::stack::Place;
use crate::model::{Direction, Division};
use crate::style::Columns;

/// A title that takes more of a page than this has a page of its own, in hundredths.
const TALLEST_TITLE: i64 = 60;

impl Compositor<'_> {
    /// Where running text is set: the whole measure, or a column of it.
    pub(super) fn text_place(&self) -> Place {
        let page = &self.manuscript.style.page;
        let measure = Sp::from_pt(page.measure());
        let measure = match self.columns() {
            Columns::One => measure,
            Columns::Two => Sp((measure.0 - Sp::from_pt(page.column_gap).0) / 2),
        };
        Place::column(measure, self.direction)
    }

    /// The columns of running text: books have one.
    pub(super) fn columns(&self) -> Columns {
        match self.manuscript.style.division {
            Division::Article => self.manuscript.style.page.columns,
            Division::Book => Columns::One,
        }
    }

    /// Sets `rows` in two columns below a `title` that goes over both; `set` fills columns.
    pub(super) fn in_two_columns(
        &self,
        title: Stacked,
        sheet: &Sheet,
        set: impl FnOnce(&Sheet) -> Vec<Leaf>,
    ) -> Vec<Leaf> {
        let after = title.after;
        let rows: Vec<Row> = title.rows;
        let height = Sp(rows.iter().map(|row| row.above.0 + row.height.0).sum::<i64>()) + after;
        let mut pages = paginate(rows, Vec::new(), sheet);
        // The columns stand on the grid of the page.
        let lines = (height.0 + sheet.leading.0 - 1) / sheet.leading.0;
        let sink = match pages.len() {
            0 => Sp(0),
            1 if height.0 <= sheet.height.0 * TALLEST_TITLE / 100 => Sp(lines * sheet.leading.0),
            _ => Sp(0),
        };
        let columns = set(&Sheet { columns: Columns::Two, sink, ..*sheet });
        let shift = self.text_place().measure + Sp::from_pt(self.manuscript.style.page.column_gap);
        for (index, column) in columns.into_iter().enumerate() {
            // The first column stands where lines start.
            let first = match self.direction {
                Direction::Rightwards => 0,
                Direction::Leftwards => 1,
            };
            let [left, top] =
                [if index % 2 == first { Sp(0) } else { shift }, if index < 2 { sink } else { Sp(0) }];
            if index % 2 == 0 && !(index == 0 && sink > Sp(0)) {
                pages.push(Leaf::default());
            }
            if let Some(page) = pages.last_mut() {
                stand_beside(page, column, left, top);
            }
        }
        pages
    }
}

/// Puts a column on a page, moved right by `left` and down by `top`.
fn stand_beside(page: &mut Leaf, column: Leaf, left: Sp, top: Sp) {
    page.items.extend(column.items.into_iter().map(|mut item| {
        item.x += left;
        item.y += top;
        item
    }));
    page.anchors.extend(column.anchors.into_iter().map(|(anchor, y)| (anchor, y + top)));
    page.opens.extend(column.opens);
}
