//! Tables: columns fitted to what they hold, a head that is repeated on every page.
//!
//! A row of the table is a row of the page, its cells one after the other, as they are read. One of
//! more than half a page becomes a row of the page for each line, so that it can be split between
//! two pages. A table that is too wide is set in smaller type, or on a page that is turned, or as
//! records: its rows one below the other, each cell behind its head.

mod cells;
mod columns;
mod fit;

use std::sync::Arc;

use super::{Place, Subject};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::layout::Sp;
use crate::layout::pages::{Fill, Item, ItemKind, Orientation};
use crate::layout::paragraph::Compositor;
use crate::layout::row::{Row, Stacked, Turn, join};
use crate::layout::text::{StyledText, look, styled_text};
use crate::model::{Alignment, Block, Part, Resolved, Run, Table};
use crate::resolve::{heading_side, table_direction, text_direction};
use crate::style::{Columns as TextColumns, Percent, Role};
use cells::{Cell, Cells, Columns, asked, pictured, points};
use fit::{Fit, Grid, fit};

/// Lines run over their column by less than this without a word: a tenth of a point.
const OVERFULL: i64 = Sp::PER_PT / 10;

/// Type as large as its role has it.
const FULL: Percent = Percent(100);

impl Compositor<'_> {
    pub(super) fn table(
        &self,
        block: &Block<Resolved>,
        table: &Table<Resolved>,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let place = Place { direction: table_direction(table, place.direction), ..place };
        let rules = &self.manuscript.style.table;
        let size = look(self.style(Role::TableCell), self.body()).size;
        let count = table.alignments.len();
        // Pictures are as wide as they like where there is room, and small where there is none.
        let pictures = pictured(table);
        let cells = self.cells(table, FULL, place.direction, |_| place.measure);
        let [narrowest, readable] = [rules.narrowest, rules.readable].map(|width| size.times(width));
        let mut columns = asked(&cells, count, narrowest, readable);
        if pictures.contains(&true) {
            let small = self.cells(table, FULL, place.direction, |_| size.times(rules.picture));
            let small = asked(&small, count, narrowest, readable);
            for ((column, small), _) in columns.iter_mut().zip(small).zip(&pictures).filter(|(_, has)| **has)
            {
                column.needed = small.needed;
            }
        }
        let turned = self.may_turn(table, place).then(|| self.turned_place(place));
        let way = fit(&columns, size.times(rules.gutter), place.measure, turned.map(|it| it.measure), rules);
        let (place, grid, orientation) = match way {
            Fit::Upright(grid) => (place, grid, Orientation::Upright),
            Fit::Turned(grid) => (turned.unwrap_or(place), grid, Orientation::Turned),
            Fit::Records => {
                let where_to = if turned.is_some() { "any page" } else { "its place" };
                let what = format!("a table of {count} columns is too wide for {where_to}");
                diagnostics.add(
                    Diagnostic::warning(Code::Overfull, block.span, what)
                        .with_help("its rows are set as records; split it to have columns"),
                );
                let records = self.records(block, table, place, diagnostics);
                return self.captioned(block, table, records, place, diagnostics);
            }
        };
        let cells = if grid.scale == FULL && !pictures.contains(&true) {
            cells
        } else {
            let width = |column: usize| grid.widths.get(column).copied().unwrap_or(place.measure);
            self.cells(table, grid.scale, place.direction, width)
        };
        let stacked = self.grid(block, table, cells, grid, place, diagnostics);
        let mut stacked = self.captioned(block, table, stacked, place, diagnostics);
        stacked.rows.iter_mut().for_each(|row| row.orientation = orientation);
        stacked
    }

    /// Whether a page may be turned for a table: for one of many rows that stands by itself, but not
    /// where its heading would stay behind alone.
    fn may_turn(&self, table: &Table<Resolved>, place: Place) -> bool {
        if self.columns() == TextColumns::Two || place.alone {
            return false;
        }
        let alone = place.role == Role::Body && place.lists == 0 && place.left == Sp(0);
        alone && table.rows.len() >= self.manuscript.style.table.turned_from
    }

    /// The whole of a page that is turned.
    fn turned_place(&self, place: Place) -> Place {
        Place::column(Sp::from_pt(self.manuscript.style.page.text_height()), place.direction)
    }

    /// The tallest row that is kept on one page.
    fn whole(&self) -> Sp {
        let style = &self.manuscript.style;
        Sp::from_pt(style.page.text_height()).part(style.table.whole)
    }

    /// The table in columns.
    fn grid(
        &self,
        block: &Block<Resolved>,
        table: &Table<Resolved>,
        cells: [Cells; 2],
        grid: Grid,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let columns = Columns {
            left: place.left,
            measure: place.measure,
            direction: place.direction,
            numbers: points(&cells, grid.widths.len()),
            widths: grid.widths,
            gutter: grid.gutter,
            alignments: &table.alignments,
            whole: self.whole(),
        };
        let width = columns.total().min(place.measure);
        let left = place.start(width);
        let mut over = Sp(0);
        let [head, body] = cells.map(|Cells { role, style, rows }| {
            let first = u32::from(role == Role::TableCell);
            let set = (first..).zip(rows).map(|(row, cells)| {
                let cell = |column| Some(Part::Cell { block: block.id, row, column: column as u32 });
                let (rows, more) = self.set_row(cells, |column| (cell(column), role, style), &columns);
                over = over.max(more);
                rows
            });
            set.collect::<Vec<Vec<Row>>>()
        });
        report_overfull(block, over, diagnostics);
        let mut head: Vec<Row> = head.into_iter().flatten().collect();
        if let Some(first) = head.first_mut() {
            self.rule(first, left, width, Edge::Top);
        }
        if let Some(last) = head.last_mut() {
            self.rule(last, left, width, Edge::Foot);
        }
        for row in head.iter_mut().skip(1) {
            row.turn = Turn::Forbidden;
        }
        let repeated = (!head.is_empty()).then(|| Arc::new(without_origin(head.clone())));
        let mut rows = head;
        for lines in body {
            let count = lines.len();
            for (index, mut row) in lines.into_iter().enumerate() {
                if index > 0 && (index == 1 || index + 1 == count) {
                    row.turn = Turn::Forbidden;
                }
                row.head = repeated.clone();
                rows.push(row);
            }
        }
        // The head's first row stays with the body's.
        if let Some(heads) = &repeated
            && let Some(first) = rows.get_mut(heads.len())
        {
            first.turn = Turn::Forbidden;
        }
        self.close(&mut rows, left, width, repeated.is_none());
        let space = self.lines(self.manuscript.style.table.space);
        Stacked { before: space, after: space, rows, keeps_next: false }
    }

    /// The table as records: each cell behind its head, a rule between two rows.
    fn records(
        &self,
        block: &Block<Resolved>,
        table: &Table<Resolved>,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let rules = &self.manuscript.style.table;
        let [head_style, style] = [Role::TableHead, Role::TableCell].map(|role| *self.style(role));
        let size = look(&style, self.body()).size;
        let gutter = size.times(rules.gutter);
        // A table of a head alone is one record of heads.
        let (heads, first_row, records) = match &table.head {
            Some(head) if table.rows.is_empty() => (None, 0, std::slice::from_ref(head)),
            head => (head.as_ref(), 1, table.rows.as_slice()),
        };
        let most = place.measure.part(rules.record_heads);
        let heads: Vec<_> = heads.map(|head| head.cells.as_slice()).unwrap_or_default().iter().collect();
        let direction = place.direction;
        let width_of = |head: &&Run| self.cell(head, &head_style, direction, most).text.widths().0;
        let first = heads.iter().map(width_of).max().unwrap_or_default().min(most);
        let gap = if first == Sp(0) { Sp(0) } else { gutter };
        let columns = Columns {
            left: place.left,
            measure: place.measure,
            direction,
            widths: vec![first, Sp((place.measure.0 - first.0 - gap.0).max(0))],
            gutter: gap,
            alignments: &[Alignment::Natural; 2],
            numbers: Vec::new(),
            whole: self.whole(),
        };
        // A head says its words once; in front of later records it only helps the eye.
        let mut told = vec![false; heads.len()];
        let mut over = Sp(0);
        let mut rows: Vec<Row> = Vec::new();
        for (number, record) in (first_row..).zip(records) {
            let start = rows.len();
            // The head of a column without any cell stands by itself, in the first record.
            let is_mute = |column: usize| {
                let mut cells = table.rows.iter().filter_map(|row| row.cells.get(column));
                number == first_row
                    && heads.get(column).is_some_and(|head| !head.is_empty())
                    && cells.all(Run::is_empty)
            };
            let cells = record.cells.iter().enumerate();
            for (column, value) in cells.filter(|(column, cell)| !cell.is_empty() || is_mute(*column)) {
                let none = Run::default();
                let head = heads.get(column).copied().unwrap_or(&none);
                let pair: Vec<Cell> = vec![
                    self.cell(head, &head_style, direction, first),
                    self.cell(value, &style, direction, columns.widths[1]),
                ];
                let cell = |row| Some(Part::Cell { block: block.id, row, column: column as u32 });
                let first = told.get_mut(column).is_some_and(|told| !std::mem::replace(told, true));
                let head = cell(0).filter(|_| first);
                let styles = |side| match side {
                    0 => (head, Role::TableHead, head_style),
                    _ => (cell(number), Role::TableCell, style),
                };
                let (mut lines, more) = self.set_row(pair, styles, &columns);
                over = over.max(more);
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

    /// Draws the rule below the last row, and one above the first if it has none.
    fn close(&self, rows: &mut [Row], left: Sp, width: Sp, bare: bool) {
        if let Some(last) = rows.last_mut() {
            self.rule(last, left, width, Edge::Foot);
        }
        if bare && let Some(first) = rows.first_mut() {
            self.rule(first, left, width, Edge::Top);
        }
    }

    /// The table below its caption.
    fn captioned(
        &self,
        block: &Block<Resolved>,
        table: &Table<Resolved>,
        stacked: Stacked,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        if table.caption.is_empty() {
            return stacked;
        }
        let base = look(self.style(Role::Caption), self.body());
        let lead = self.manuscript.style.words.before_caption(&table.label, &table.caption);
        let caption = styled_text(&table.caption, base, place.measure, self.manuscript);
        let caption = StyledText::plain(lead, base).followed_by(caption);
        let caption = caption.reading(text_direction(&table.caption, place.direction));
        let place = Place { direction: heading_side(&table.caption, place.direction), ..place };
        let mut caption =
            self.text(Subject::caption(block), caption, Role::Caption, place, Sp(0), diagnostics);
        caption.keeps_next = true;
        if let Some(first) = caption.rows.first_mut() {
            first.anchors.push(table.anchor.clone());
        }
        join([Stacked { before: stacked.before, ..caption }, Stacked { before: Sp(0), ..stacked }])
    }

    /// Draws a rule along the top or the foot of `row`.
    fn rule(&self, row: &mut Row, x: Sp, width: Sp, edge: Edge) {
        let sheet = &self.manuscript.style;
        let height = Sp::from_pt(sheet.rule_width);
        let y = match edge {
            Edge::Top => Sp(0),
            Edge::Foot => row.height - height,
        };
        let kind = ItemKind::Fill(Fill { width, height, colour: sheet.rule });
        row.items.push(Item { x, y, origin: None, role: Role::TableCell, kind });
    }
}

/// Rows as they are repeated: what they say has been said.
fn without_origin(mut rows: Vec<Row>) -> Vec<Row> {
    rows.iter_mut().flat_map(|row| &mut row.items).for_each(|item| item.origin = None);
    rows
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Foot,
}

/// Reports once how far the widest of a table's lines runs over.
fn report_overfull(block: &Block<Resolved>, over: Sp, diagnostics: &mut Diagnostics) {
    if over.0 <= OVERFULL {
        return;
    }
    let message = format!("a table does not fit: a line in it runs {:.1} pt over its column", over.to_pt());
    diagnostics.add(
        Diagnostic::error(Code::Overfull, block.span, message)
            .with_help("shorten the longest word, split the table, or choose a larger page"),
    );
}
