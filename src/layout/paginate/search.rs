//! The search for the best pages: of all ways to divide the text into pages, the cheapest.
//!
//! A [`State`] is what the rest of the text needs to know of the pages before it. From each state
//! a page is filled row by row; each row before which the page may be turned leads to a next
//! state, at a price. States come in the order of the text, so each is left once, at the least
//! price that leads to it (Plass, Optimal Pagination Techniques, 1981; Mittelbach, A General
//! Framework for Globally Optimized Pagination, 2016).

use std::cmp::Reverse;

use super::Sheet;
use super::measure::Column;
use super::page::{NO_MATTER, Plan, State, fill_page};
use crate::layout::Sp;

/// The states kept for a row. Running text has up to sixteen; more come only of masses of notes and
/// figures, of which the dearest ways are given up.
const MOST_STATES: usize = 32;

/// The cheapest way found to a state.
#[derive(Clone, Copy, Debug)]
struct Arrival {
    cost: i64,
    /// The way's last page, by the number of the state it starts from.
    from: usize,
    /// How many lines longer that page's text was made.
    delta: i64,
}

/// The states that are still to be left, by their rows.
struct Open {
    rows: Vec<Vec<(State, Arrival)>>,
    /// No state before this row is open.
    row: usize,
}

impl Open {
    fn new(rows: usize) -> Self {
        Self { rows: vec![Vec::new(); rows + 1], row: 0 }
    }

    /// Keeps `way` to `state` if it is the cheapest.
    fn offer(&mut self, state: State, way: Arrival) {
        let states = &mut self.rows[state.row];
        if let Some((_, known)) = states.iter_mut().find(|(known, _)| *known == state) {
            if way.cost < known.cost {
                *known = way;
            }
        } else if states.len() < MOST_STATES {
            states.push((state, way));
        } else if let Some(worst) = states.iter_mut().max_by_key(|(state, way)| (way.cost, *state))
            && way.cost < worst.1.cost
        {
            *worst = (state, way);
        }
    }

    /// The first open state in the order of the text.
    fn next(&mut self) -> Option<(State, Arrival)> {
        while let Some(states) = self.rows.get_mut(self.row) {
            let first = (0..states.len()).min_by_key(|at| states[*at].0);
            match first {
                Some(at) => return Some(states.swap_remove(at)),
                None => self.row += 1,
            }
        }
        None
    }
}

/// Finds the best pages for `column`.
pub(super) fn best_pages(column: &Column, sheet: &Sheet) -> Vec<Plan> {
    let start = State {
        row: 0,
        floats: Reverse(0),
        notes: Reverse(0),
        recto: sheet.starts_recto(),
        left: NO_MATTER,
        sunk: if sheet.sink > Sp(0) { 2 } else { 0 },
    };
    let mut open = Open::new(column.units.len());
    open.offer(start, Arrival { cost: 0, from: 0, delta: 0 });
    let mut left: Vec<(State, Arrival)> = Vec::new();
    let mut best: Option<(i64, usize)> = None;
    while let Some((state, arrival)) = open.next() {
        let from = left.len();
        left.push((state, arrival));
        if state.row == column.units.len() && state.floats.0 == 0 && state.notes.0 == 0 {
            if best.is_none_or(|(cost, _)| arrival.cost < cost) {
                best = Some((arrival.cost, from));
            }
            continue;
        }
        fill_page(column, sheet, state, &mut |_, ending| {
            let cost = arrival.cost + ending.cost;
            open.offer(ending.next, Arrival { cost, from, delta: ending.delta });
        });
    }
    let Some((_, mut at)) = best else { return Vec::new() };
    let mut plans = Vec::new();
    while at != 0 {
        let (next, arrival) = left[at];
        let (state, _) = left[arrival.from];
        let mut plan = None;
        fill_page(column, sheet, state, &mut |page, ending| {
            if plan.is_none() && ending.next == next && ending.delta == arrival.delta {
                plan = Some(page.plan(ending));
            }
        });
        plans.extend(plan);
        at = arrival.from;
    }
    plans.reverse();
    plans
}

#[cfg(test)]
mod tests {
    use super::super::measure::{Group, Paragraph, Unit};
    use super::super::page::Ending;
    use super::*;
    use crate::layout::pages::Fill;
    use crate::style::{Colour, Columns, Theme};

    const LINE: i64 = 1000;

    fn sheet(lines: i64) -> Sheet {
        let sheet = Theme::find("book").expect("it is built in").sheet();
        Sheet {
            height: Sp(lines * LINE),
            turned_height: Sp(lines * LINE),
            leading: Sp(LINE),
            note_gap: Sp(LINE),
            note_rule: Fill { width: Sp(0), height: Sp(0), colour: Colour::BLACK },
            note_rule_left: Sp(0),
            prices: sheet.pagination,
            recto_chapters: true,
            columns: Columns::One,
            sink: Sp(0),
        }
    }

    fn unit(turn: Option<i64>, called: u32) -> Unit {
        Unit {
            above: 0,
            above_alone: 0,
            height: LINE,
            turn,
            on_grid: true,
            gives: None,
            opens_block: false,
            called,
            head: 0,
            group: None,
            paragraph: None,
        }
    }

    /// Rows of all kinds: paragraphs that give, headings, figures, notes, chapters.
    fn column(next: &mut impl FnMut() -> i64) -> Column {
        let mut column =
            Column { units: Vec::new(), groups: Vec::new(), paragraphs: Vec::new(), notes: vec![0] };
        for _ in 0..5 {
            let called = column.notes.len() as u32 - 1;
            let first = column.units.len();
            match next() % 8 {
                0 => {
                    let height = LINE * (2 + next() % 3);
                    let group = Some(column.groups.len() as u32);
                    column.groups.push(Group { first, end: first + 1, height, turned: next() % 4 == 0 });
                    column.units.push(Unit {
                        height,
                        group,
                        above: LINE,
                        on_grid: false,
                        ..unit(Some(0), called)
                    });
                }
                1 => {
                    let turn = if next() % 3 == 0 { None } else { Some(0) };
                    let heading = unit(turn, called);
                    column.units.push(Unit { above: LINE, opens_block: turn.is_some(), ..heading });
                    column.units.push(unit(Some(100_000), called));
                }
                kind => {
                    let lines = 2 + next() % 4;
                    let index = column.paragraphs.len() as u32;
                    for line in 0..lines {
                        let turn = if line == 1 || line + 1 == lines { 100_000 } else { 0 };
                        column.units.push(unit(Some(turn), column.notes.len() as u32 - 1));
                        if kind == 2 && line == 0 {
                            for _ in 0..1 + next() % 2 {
                                column.notes.push(column.notes.last().copied().unwrap_or(0) + LINE);
                            }
                        }
                    }
                    column.units.last_mut().expect("it has lines").paragraph = Some(index);
                    let price = |some: i64| (some % 2 == 0).then_some(20 + some % 50);
                    column.paragraphs.push(Paragraph {
                        first,
                        shorter: price(next()),
                        longer: price(next()),
                    });
                }
            }
        }
        column
    }

    /// The price of the cheapest way on from `state`, found by trying every way.
    fn cheapest(column: &Column, sheet: &Sheet, state: State) -> i64 {
        if state.row == column.units.len() && state.floats.0 == 0 && state.notes.0 == 0 {
            return 0;
        }
        let mut ways = Vec::new();
        fill_page(column, sheet, state, &mut |_, ending| ways.push(ending));
        assert!(!ways.is_empty(), "{state:?} leads nowhere");
        let cost = |way: &Ending| way.cost + cheapest(column, sheet, way.next);
        ways.iter().map(cost).min().expect("there is a way")
    }

    /// The price of a way that was found.
    fn price(column: &Column, sheet: &Sheet, start: State, plans: usize) -> i64 {
        let mut open = Open::new(column.units.len());
        open.offer(start, Arrival { cost: 0, from: 0, delta: 0 });
        let mut best = i64::MAX;
        while let Some((state, arrival)) = open.next() {
            if state.row == column.units.len() && state.floats.0 == 0 && state.notes.0 == 0 {
                best = best.min(arrival.cost);
                continue;
            }
            fill_page(column, sheet, state, &mut |_, ending| {
                open.offer(ending.next, Arrival { cost: arrival.cost + ending.cost, ..arrival });
            });
        }
        assert!(plans > 0);
        best
    }

    #[test]
    fn no_other_way_to_make_pages_is_cheaper_and_nothing_is_lost() {
        // A fixed series, so that every run tries the same texts.
        let mut seed = 4_711_u64;
        let mut next = move || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) as i64
        };
        for _ in 0..60 {
            let column = column(&mut next);
            let sheet = sheet(6 + next() % 4);
            let start = State {
                row: 0,
                floats: Reverse(0),
                notes: Reverse(0),
                recto: true,
                left: NO_MATTER,
                sunk: 0,
            };
            let plans = best_pages(&column, &sheet);
            assert_eq!(price(&column, &sheet, start, plans.len()), cheapest(&column, &sheet, start));

            // Every row, every figure and every note stands on one page, in order.
            let mut rows: Vec<usize> = Vec::new();
            let mut notes = 0;
            for plan in &plans {
                rows.extend(plan.carried.iter().flat_map(|group| group.first..group.end));
                rows.extend(plan.flow.iter().cloned().flatten());
                assert_eq!(plan.notes.start, notes);
                notes = plan.notes.end;
            }
            rows.sort_unstable();
            assert_eq!(rows, (0..column.units.len()).collect::<Vec<_>>());
            assert_eq!(notes, column.notes.len() - 1);
        }
    }
}
