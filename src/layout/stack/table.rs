//! Tables: columns fitted to what they hold, a head that is repeated on every page.
//!
//! A row of the table is a row of the page, its cells one after the other, as they are read. One of
//! more than half a page becomes a row of the page for each line, so that it can be split between
//! two pages. Rows that share a cell stay together (`bundle`). A table that is too wide is set in smaller
//! type, or on a page that is turned, or as records: its rows one below the other, each cell behind its
//! head.

mod blocks;
mod bundle;
mod cells;
mod columns;
mod fit;
mod records;
mod set;

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use super::{Place, Subject};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::layout::Sp;
use crate::layout::look::look;
use crate::layout::pages::{Fill, Item, ItemKind, Orientation};
use crate::layout::paragraph::Compositor;
use crate::layout::row::{Row, Stacked, Turn, join};
use crate::layout::text::{StyledText, styled_text};
use crate::model::{Block, Grid as CellPlaces, Resolved, Table};
use crate::resolve::{heading_side, table_direction, text_direction};
use crate::style::{Columns as TextColumns, Percent, Role, TableRules};
use bundle::{Bundle, Limits};
use cells::{Cell, Content, asked, pictured, points};
use fit::{Fit, Grid, fit};
use set::{Columns, SetCell};

/// Lines run over their column by less than this without a word: a tenth of a point.
const OVERFULL: i64 = Sp::PER_PT / 10;

/// How much of the text's height rows that share a cell may take, and still be kept on one page.
const PAGE: Percent = Percent(80);

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
        let places = table.grid();
        // Pictures are as wide as they like where there is room, and small where there is none.
        let pictures = pictured(table, &places);
        let cells = self.cells(table, &places, FULL, place.direction, |_| place.measure);
        let widths = [rules.narrowest, rules.readable, rules.gutter].map(|width| size.times(width));
        let mut columns = asked(&cells, count, widths);
        if pictures.contains(&true) {
            let picture = |_: &Range<usize>| size.times(rules.picture);
            let small = self.cells(table, &places, FULL, place.direction, picture);
            let small = asked(&small, count, widths);
            for ((column, small), _) in columns.iter_mut().zip(small).zip(&pictures).filter(|(_, has)| **has)
            {
                column.needed = small.needed;
            }
        }
        let turned = self.may_turn(table, place).then(|| self.turned_place(place));
        // Blocks are set in their own type.
        let has_blocks = cells.iter().any(|cell| matches!(cell.content, Content::Blocks { .. }));
        let smallest = if has_blocks { FULL } else { rules.smallest };
        let rules = &TableRules { smallest, ..rules.clone() };
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
                let records = self.records(block, table, place, self.limits(), diagnostics);
                return self.captioned(block, table, records, place, diagnostics);
            }
        };
        let cells = if grid.scale == FULL && !pictures.contains(&true) {
            cells
        } else {
            let width = |columns: &Range<usize>| grid.width(columns);
            self.cells(table, &places, grid.scale, place.direction, width)
        };
        let stacked = self.grid(block, (&places, cells), grid, place, diagnostics);
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
        alone && table.body().count() >= self.manuscript.style.table.turned_from
    }

    /// The whole of a page that is turned.
    fn turned_place(&self, place: Place) -> Place {
        Place::column(Sp::from_pt(self.manuscript.style.page.text_height()), place.direction)
    }

    /// The tallest row that is kept on one page, and the tallest rows that share a cell.
    fn limits(&self) -> Limits {
        let style = &self.manuscript.style;
        let height = Sp::from_pt(style.page.text_height());
        Limits { whole: height.part(style.table.whole), page: height.part(PAGE) }
    }

    /// The table in columns.
    fn grid(
        &self,
        block: &Block<Resolved>,
        (places, cells): (&CellPlaces, Vec<Cell<'_>>),
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
        };
        let width = columns.total().min(place.measure);
        let left = place.start(width);
        let styles = [Role::TableHead, Role::TableCell].map(|role| self.scaled(self.style(role), grid.scale));
        let mut set: VecDeque<SetCell> =
            cells.into_iter().map(|cell| self.set_cell(cell, &columns, diagnostics)).collect();
        let over = set.iter().map(|cell| cell.over).max().unwrap_or_default();
        report_overfull(block, over, diagnostics);
        let [mut head, mut rows] = [Vec::new(), Vec::new()];
        for range in bundles(places) {
            let count = set.iter().take_while(|cell| cell.rows.start < range.end).count();
            let cells = set.drain(..count).collect();
            let is_head = range.start < places.head();
            let style = &styles[usize::from(!is_head)];
            let mut bundle = self.bundle(range.clone(), cells, style, self.limits());
            if is_head {
                self.rules_below_spans(places, &range, &columns, &mut bundle);
                head.append(&mut bundle.rows);
            } else {
                rows.append(&mut bundle.rows);
            }
        }
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
        rows.iter_mut().for_each(|row| row.head = repeated.clone());
        // The head's first row stays with the body's.
        if repeated.is_some()
            && let Some(first) = rows.first_mut()
        {
            first.turn = Turn::Forbidden;
        }
        head.append(&mut rows);
        self.close(&mut head, left, width, repeated.is_none());
        let space = self.lines(self.manuscript.style.table.space);
        Stacked { before: space, after: space, rows: head, keeps_next: false }
    }

    /// Draws a rule below each cell of the head that stands over several columns with heads of their own.
    fn rules_below_spans(
        &self,
        places: &CellPlaces,
        range: &Range<usize>,
        columns: &Columns,
        bundle: &mut Bundle,
    ) {
        let of_head = places.cells.iter().take_while(|cell| cell.row < places.head());
        let above = of_head.filter(|cell| cell.columns.len() > 1 && cell.rows.end < places.head());
        for cell in above.filter(|cell| range.contains(&cell.row)) {
            let (left, width) = columns.span(&cell.columns);
            let (row, below) = bundle.ends[cell.rows.end - 1 - range.start];
            let height = Sp::from_pt(self.manuscript.style.rule_width);
            self.rule_at(&mut bundle.rows[row], (left, below - height), width);
        }
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
        let height = Sp::from_pt(self.manuscript.style.rule_width);
        let y = match edge {
            Edge::Top => Sp(0),
            Edge::Foot => row.height - height,
        };
        self.rule_at(row, (x, y), width);
    }

    fn rule_at(&self, row: &mut Row, (x, y): (Sp, Sp), width: Sp) {
        let sheet = &self.manuscript.style;
        let fill = Fill { width, height: Sp::from_pt(sheet.rule_width), colour: sheet.rule };
        row.items.push(Item { x, y, origin: None, role: Role::TableCell, kind: ItemKind::Fill(fill).into() });
    }
}

/// The rows of a table that share cells, and those that share none one by one.
fn bundles(places: &CellPlaces) -> Vec<Range<usize>> {
    let mut bundles = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for row in 0..places.rows() {
        let below = places.cells[places.of_row(row)].iter().map(|cell| cell.rows.end).max();
        end = end.max(below.unwrap_or(0)).max(row + 1);
        if end == row + 1 {
            bundles.push(start..end);
            start = end;
        }
    }
    bundles
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
