//! Cells, ready to be set: measured, with what their columns ask for.

use std::ops::Range;

use super::columns::Column;
use crate::layout::Sp;
use crate::layout::look::look;
use crate::layout::paragraph::{Compositor, Prepared};
use crate::layout::text::styled_text;
use crate::model::{
    Alignment, Block, Cell as TableCell, CellContent, Direction, Grid, GridCell, Part, Resolved, Run,
    SpanKind, Table, Visitor, walk_blocks,
};
use crate::resolve::{Point, decimal_point, text_direction};
use crate::style::{Em, Percent, Role, Style};

/// A cell, ready to be set.
pub(super) struct Cell<'t> {
    pub content: Content<'t>,
    /// Where it stands.
    pub place: GridCell,
    pub alignment: Alignment,
    pub role: Role,
    pub style: Style,
}

/// What a cell holds.
pub(super) enum Content<'t> {
    /// A line of words.
    Line {
        text: Box<Prepared>,
        /// Which text it is.
        part: Option<Part>,
        /// For a number: the width up to its point, and that of the rest.
        number: Option<[Sp; 2]>,
    },
    /// Blocks, with the width at which none of their lines is broken, and the least that they need.
    Blocks { blocks: &'t [Block<Resolved>], wanted: Sp, needed: Sp },
}

impl Content<'_> {
    /// The width at which each of its lines stands unbroken, and the least that it needs.
    pub fn widths(&self) -> (Sp, Sp) {
        match self {
            Self::Line { text, .. } => {
                let (all, word) = text.widths();
                (all, word.min(all))
            }
            Self::Blocks { wanted, needed, .. } => (*wanted, *needed),
        }
    }

    /// For a number: the width up to its point, and that of the rest.
    pub fn number(&self) -> Option<[Sp; 2]> {
        match self {
            Self::Line { number, .. } => *number,
            Self::Blocks { .. } => None,
        }
    }
}

impl Compositor<'_> {
    /// The cells of `table` as they are read, in type of `scale`, with pictures as wide as `measures`
    /// allow.
    pub(super) fn cells<'t>(
        &self,
        table: &'t Table<Resolved>,
        grid: &Grid,
        scale: Percent,
        direction: Direction,
        measures: impl Fn(&Range<usize>) -> Sp,
    ) -> Vec<Cell<'t>> {
        let styles = [Role::TableHead, Role::TableCell].map(|role| self.scaled(self.style(role), scale));
        let cells = table.cells().zip(&grid.cells).map(|(cell, place)| {
            let role = if place.row < grid.head() { Role::TableHead } else { Role::of_cell(cell.scope) };
            let style = styles[usize::from(role == Role::TableCell)];
            let of_column = table.alignments.get(place.columns.start).copied();
            let alignment = cell.alignment.or(of_column).unwrap_or(Alignment::Natural);
            let content = self.content(cell, &style, direction, measures(&place.columns));
            Cell { content, place: place.clone(), alignment, role, style }
        });
        cells.collect()
    }

    /// A style whose type is set smaller.
    pub(super) fn scaled(&self, style: &Style, scale: Percent) -> Style {
        let leading = crate::style::Leading::Own(self.manuscript.style.leading(style));
        Style { size: Em(style.size.0 * f32::from(scale.0) / 100.0), leading, ..*style }
    }

    /// What a cell holds, its pictures at most as wide as `measure`.
    pub(super) fn content<'t>(
        &self,
        cell: &'t TableCell<Resolved>,
        style: &Style,
        direction: Direction,
        measure: Sp,
    ) -> Content<'t> {
        let nothing = Run::default();
        let (part, content) = match cell.content() {
            CellContent::Nothing => (None, &nothing),
            CellContent::Line(block, content) => (Some(Part::Block(block.id)), content),
            CellContent::Blocks(blocks) => {
                let (wanted, needed) = self.block_widths(blocks, style, direction, measure);
                return Content::Blocks { blocks, wanted, needed };
            }
        };
        let base = look(style, self.body());
        let text = styled_text(content, base, measure, self.manuscript);
        let text = self.prepare(text.reading(text_direction(content, direction)));
        let point = Point::of(&self.manuscript.document.metadata.language);
        let number = decimal_point(&content.plain_text(), point).map(|at| {
            let whole = text.width_before(at);
            [whole, text.widths().0 - whole]
        });
        Content::Line { text: Box::new(text), part, number }
    }
}

/// What `count` columns ask for, by all that stands in them; each at least `narrowest` wide, and
/// `readable` where its cells take more than a line. What a cell over several columns asks for beyond
/// what they have, with the `gutter` between them, is spread over them.
pub(super) fn asked(cells: &[Cell<'_>], count: usize, [narrowest, readable, gutter]: [Sp; 3]) -> Vec<Column> {
    let mut columns = vec![Column { needed: narrowest, wanted: narrowest, text: Sp(0) }; count];
    for cell in cells.iter().filter(|cell| cell.place.columns.len() == 1) {
        let Some(column) = columns.get_mut(cell.place.columns.start) else { continue };
        let (all, needed) = cell.content.widths();
        column.wanted = column.wanted.max(all);
        column.needed = column.needed.max(needed);
        column.text += all;
    }
    for ([whole, rest], column) in points(cells, count).into_iter().zip(&mut columns) {
        column.wanted = column.wanted.max(whole + rest);
        column.needed = column.needed.max(whole + rest).max(column.wanted.min(readable));
    }
    // Those over fewer columns first, so that a wide one finds what they have asked for.
    let mut spanning: Vec<&Cell<'_>> = cells.iter().filter(|cell| cell.place.columns.len() > 1).collect();
    spanning.sort_by_key(|cell| cell.place.columns.len());
    for cell in spanning {
        let Some(columns) = columns.get_mut(cell.place.columns.clone()) else { continue };
        let (all, needed) = cell.content.widths();
        let gutters = gutter.0 * (columns.len() as i64 - 1);
        let needed = needed.max(all.min(readable));
        spread(columns, Sp((needed.0 - gutters).max(0)), |column| &mut column.needed);
        spread(columns, Sp((all.0 - gutters).max(0)), |column| &mut column.wanted);
        for column in columns.iter_mut() {
            column.wanted = column.wanted.max(column.needed);
        }
    }
    columns
}

/// Makes columns so much wider, each by its share, that they have `width` together.
fn spread(columns: &mut [Column], width: Sp, of: impl Fn(&mut Column) -> &mut Sp) {
    let have: i64 = columns.iter_mut().map(|column| of(column).0).sum();
    let surplus = width.0 - have;
    if surplus <= 0 {
        return;
    }
    let mut rest = surplus;
    let count = columns.len() as i64;
    for (nth, column) in columns.iter_mut().enumerate() {
        let width = of(column);
        let share = match have {
            0 => surplus / count,
            have => (i128::from(surplus) * i128::from(width.0) / i128::from(have)) as i64,
        };
        let share = if nth as i64 + 1 == count { rest } else { share };
        rest -= share;
        *width += Sp(share);
    }
}

/// For each of `count` columns the widest part of a number up to its point, and the widest rest.
pub(super) fn points(cells: &[Cell<'_>], count: usize) -> Vec<[Sp; 2]> {
    let mut numbers = vec![[Sp(0); 2]; count];
    for cell in cells.iter().filter(|cell| cell.place.columns.len() == 1) {
        let widest = numbers.get_mut(cell.place.columns.start);
        if let (Some([whole, rest]), Some(widest)) = (cell.content.number(), widest) {
            *widest = [widest[0].max(whole), widest[1].max(rest)];
        }
    }
    numbers
}

/// The columns of `table` that hold pictures.
pub(super) fn pictured(table: &Table<Resolved>, grid: &Grid) -> Vec<bool> {
    #[derive(Default)]
    struct Seen(bool);
    impl Visitor<Resolved> for Seen {
        fn text(&mut self, text: &Run) {
            self.0 |= text.spans().any(|(_, span)| matches!(span.kind, SpanKind::Image(_)));
        }
    }
    let mut pictured = vec![false; table.alignments.len()];
    for (cell, place) in table.cells().zip(&grid.cells) {
        let mut seen = Seen::default();
        walk_blocks(&cell.blocks, &mut seen);
        if let Some(columns) = pictured.get_mut(place.columns.clone()).filter(|_| seen.0) {
            columns.fill(true);
        }
    }
    pictured
}

#[cfg(test)]
mod tests {
    use super::{Column, Sp, spread};

    #[test]
    fn what_a_cell_over_several_columns_needs_is_spread_over_them() {
        let column = |width| Column { needed: Sp(width), ..Column::default() };
        let needed = |widths: [i64; 3], width| {
            let mut columns = widths.map(column);
            spread(&mut columns, Sp(width), |column| &mut column.needed);
            columns.map(|column| column.needed.0)
        };
        assert_eq!(needed([10, 20, 30], 60), [10, 20, 30], "there is room");
        assert_eq!(needed([10, 20, 30], 120), [20, 40, 60]);
        assert_eq!(needed([0, 0, 0], 10), [3, 3, 4]);
    }
}
