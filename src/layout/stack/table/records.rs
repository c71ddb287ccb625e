//! A table as records: its rows one below the other, each cell behind the heads of its columns.

use super::cells::Cell;
use super::set::{Columns, SetCell};
use super::{Edge, bundle::Limits, report_overfull};
use crate::diagnostic::Diagnostics;
use crate::layout::Sp;
use crate::layout::look::look;
use crate::layout::paragraph::Compositor;
use crate::layout::row::{Row, Stacked, Turn};
use crate::layout::stack::Place;
use crate::model::{Alignment, Block, Cell as TableCell, Grid, GridCell, Resolved, Table};
use crate::style::Role;

impl Compositor<'_> {
    /// The table as records, with a rule between two.
    pub(super) fn records(
        &self,
        block: &Block<Resolved>,
        table: &Table<Resolved>,
        place: Place,
        limits: Limits,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let rules = &self.manuscript.style.table;
        let style = *self.style(Role::TableHead);
        let gutter = look(self.style(Role::TableCell), self.body()).size.times(rules.gutter);
        // A table of a head alone is one record of heads, or several.
        let alone = table.bodies.is_empty();
        let whole = table.grid();
        let grid = if alone { headless(table) } else { whole };
        let cells: Vec<&TableCell<Resolved>> = table.cells().collect();
        let most = place.measure.part(rules.record_heads);
        let width_of = |head: &GridCell| {
            let cell = cells[grid.of_row(head.row).start + head.nth];
            self.content(cell, self.style(Role::TableHead), place.direction, most).widths().0
        };
        let heads = grid.cells.iter().filter(|cell| cell.row < grid.head());
        let first = heads.map(width_of).max().unwrap_or_default().min(most);
        let gap = if first == Sp(0) { Sp(0) } else { gutter };
        let columns = Columns {
            left: place.left,
            measure: place.measure,
            direction: place.direction,
            widths: vec![first, Sp((place.measure.0 - first.0 - gap.0).max(0))],
            gutter: gap,
            numbers: Vec::new(),
        };
        let mut writer = Records { cells, grid: &grid, told: vec![false; table.cells().count()], columns };
        let mute = writer.mute();
        let mut over = Sp(0);
        let mut rows: Vec<Row> = Vec::new();
        for record in grid.head()..grid.rows() {
            let start = rows.len();
            for number in grid.of_row(record) {
                let heads = grid.heads_of(&grid.cells[number]);
                // The head of a column without any cell stands by itself, in the first record.
                let is_mute = record == grid.head() && heads.iter().any(|head| mute[*head]);
                if writer.cells[number].is_empty() && !is_mute {
                    continue;
                }
                let field = writer.field(self, number, &heads, diagnostics);
                over = over.max(field.iter().map(|cell| cell.over).max().unwrap_or_default());
                let mut lines = self.bundle(0..1, field, &style, limits).rows;
                lines.iter_mut().for_each(|row| row.turn = Turn::Allowed);
                // A record's first two lines stay together.
                if rows.len() == start + 1 {
                    lines[0].turn = Turn::Forbidden;
                }
                rows.append(&mut lines);
            }
            if let Some(row) = rows.get_mut(start) {
                self.rule(row, place.left, place.measure, Edge::Top);
            }
        }
        report_overfull(block, over, diagnostics);
        self.close(&mut rows, place.left, place.measure, false);
        let space = self.lines(rules.space);
        Stacked { before: space, after: space, rows, keeps_next: false }
    }
}

/// The grid of a table that is nothing but a head, as that of a body.
fn headless(table: &Table<Resolved>) -> Grid {
    Grid::new(table.rows().map(|row| row.cells.iter().map(|cell| cell.spans)), 0)
}

struct Records<'t> {
    /// The table's cells, as they are read.
    cells: Vec<&'t TableCell<Resolved>>,
    grid: &'t Grid,
    /// Which heads have said their words: in front of later records they only help the eye.
    told: Vec<bool>,
    columns: Columns,
}

impl Records<'_> {
    /// Which heads stand over no cell that holds anything.
    fn mute(&self) -> Vec<bool> {
        let mut filled = vec![false; self.grid.columns()];
        let places = self.grid.cells.iter().zip(&self.cells);
        for (place, _) in places.clone().filter(|(it, cell)| it.row >= self.grid.head() && !cell.is_empty()) {
            filled.iter_mut().take(place.columns.end).skip(place.columns.start).for_each(|it| *it = true);
        }
        let is_mute =
            |place: &GridCell| !filled.iter().take(place.columns.end).skip(place.columns.start).any(|it| *it);
        places.map(|(place, cell)| !cell.is_empty() && is_mute(place)).collect()
    }

    /// A cell behind its heads, one below the other.
    fn field(
        &mut self,
        compositor: &Compositor<'_>,
        number: usize,
        heads: &[usize],
        diagnostics: &mut Diagnostics,
    ) -> Vec<SetCell> {
        let mut before = SetCell { rows: 0..1, lines: Vec::new(), over: Sp(0) };
        for head in heads.iter().filter(|head| !self.cells[**head].is_empty()) {
            let mut set = self.set(compositor, *head, 0, diagnostics);
            if std::mem::replace(&mut self.told[*head], true) {
                set.lines.iter_mut().flat_map(|row| &mut row.items).for_each(|item| item.origin = None);
            }
            before.lines.append(&mut set.lines);
            before.over = before.over.max(set.over);
        }
        vec![before, self.set(compositor, number, 1, diagnostics)]
    }

    fn set(
        &self,
        compositor: &Compositor<'_>,
        number: usize,
        column: usize,
        diagnostics: &mut Diagnostics,
    ) -> SetCell {
        let cell = self.cells[number];
        let role = if column == 0 { Role::TableHead } else { Role::TableCell };
        let style = *compositor.style(role);
        let place = GridCell { row: 0, nth: column, columns: column..column + 1, rows: 0..1 };
        let measure = self.columns.widths[column];
        let content = compositor.content(cell, &style, self.columns.direction, measure);
        let cell = Cell { content, place, alignment: Alignment::Natural, role, style };
        compositor.set_cell(cell, &self.columns, diagnostics)
    }
}
