//! A page being filled: from a [`State`], row by row, to every way to end it.

use std::cell::Cell;
use std::cmp::Reverse;
use std::ops::Range;

use super::Sheet;
use super::choice::{Choice, MOST_VARIED, What, choices, costs};
use super::measure::{Column, Group, Unit};
use crate::layout::Sp;

/// Fewer lines than this below a carried figure are not begun.
const FEWEST_BELOW: i64 = 4;
/// Fewer lines than this make a chapter's last page look empty.
const FEWEST_LAST: i64 = 5;
/// By so many lines a page is short only if all that follows is one piece.
const SHORTEST: i64 = 6;
/// The figures that may wait for a place at a time.
const MOST_WAITING: usize = 4;
/// A left page shorter than this by half lines is as one that is short by so many.
const MOST_SHORT: i64 = 6;
/// The price of what is done only because nothing else can be.
const DESPERATE: i64 = 10_000_000;
/// The left page's shortness where the right page need not match it.
pub(super) const NO_MATTER: u8 = 7;

/// Where a page starts, and what goes over from the pages before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    /// The row with which the page starts.
    pub row: usize,
    /// How many groups before it wait for a place.
    pub floats: Reverse<usize>,
    /// How many rows of notes called before it wait for a place.
    pub notes: Reverse<usize>,
    /// Whether the page is a right-hand one.
    pub recto: bool,
    /// By how many half lines the left page facing it is short.
    pub left: u8,
    /// How many of the first columns below the title, which are less high, are still to come.
    pub sunk: u8,
}

/// What stands on a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    /// Whether it is a right-hand page.
    pub recto: bool,
    /// Height of its text.
    pub height: Sp,
    /// Where its text ends, from the top.
    pub depth: Sp,
    /// Groups carried to its head.
    pub carried: Vec<Group>,
    /// Rows that stand in the flow, without the groups that are carried away.
    pub flow: Vec<Range<usize>>,
    /// Paragraphs set so many lines longer, by index.
    pub varied: Vec<(usize, i32)>,
    /// Rows above which a line of space is added.
    pub spaced: Vec<usize>,
    /// Rows of notes at its foot.
    pub notes: Range<usize>,
    /// Whether it is turned on its side.
    pub turned: bool,
}

/// A way to end a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ending {
    pub next: State,
    pub delta: i64,
    pub cost: i64,
}

/// A page being filled.
#[derive(Clone)]
pub(super) struct Page<'a> {
    column: &'a Column,
    sheet: &'a Sheet,
    state: State,
    carried: Range<usize>,
    flow: Vec<Range<usize>>,
    /// Where the text ends, from the top.
    y: i64,
    /// How many groups on the way have been left for later pages.
    deferred: usize,
    /// What could be made a line longer or shorter.
    options: Vec<Choice>,
    turned: bool,
}

/// What filling a page has come to.
enum Filled {
    /// There were ways to end it.
    Shown,
    /// There were none but such as tear what belongs together.
    Torn,
    /// So it is as well, but it can be ended far too early, before this row.
    TooShort(usize),
}

/// Fills the page that starts from `state`, and shows every way to end it.
pub(super) fn fill_page<'a>(
    column: &'a Column,
    sheet: &'a Sheet,
    state: State,
    show: &mut dyn FnMut(&Page<'a>, Ending),
) {
    let waiting = column.groups.partition_point(|group| group.first < state.row);
    let waiting = waiting - state.floats.0..waiting;
    let mut page = Page {
        column,
        sheet,
        state,
        carried: waiting.start..waiting.start,
        flow: Vec::new(),
        y: 0,
        deferred: 0,
        options: Vec::new(),
        turned: false,
    };
    let unit = column.units.get(state.row);
    let own = unit.and_then(|unit| unit.group).map(|group| group as usize);
    let own = own.filter(|group| waiting.is_empty() && column.groups[*group].turned);
    if let Some(first) = waiting.clone().next().or(own).filter(|first| column.groups[*first].turned) {
        page.carried = first..first + 1;
        page.turned = true;
        let row = if own.is_some() { column.groups[first].end } else { state.row };
        let floats = state.floats.0 - usize::from(own.is_none());
        return show(&page, page.apart(row, floats, state.notes.0));
    }
    page.carry(waiting);
    let floats = state.floats.0 - page.carried.len();
    let chapter_ends = unit.is_none_or(|unit| unit.turn.is_none() && state.floats.0 > 0);
    let low = page.height() - page.y < sheet.leading.0 * FEWEST_BELOW;
    if !page.carried.is_empty() && (chapter_ends || low) {
        return show(&page, page.apart(state.row, floats, state.notes.0));
    }
    let shown = Cell::new(false);
    let mut show = |page: &Page<'a>, ending: Ending| {
        shown.set(true);
        show(page, ending);
    };
    if unit.is_some() {
        let begun = page.clone();
        let filled = page.fill(None, &mut show);
        if let Filled::TooShort(at) = filled {
            begun.clone().fill(Some(at), &mut show);
        }
        if !matches!(filled, Filled::Shown) && !begun.carried.is_empty() {
            // What is carried here, alone.
            let ending = begun.apart(state.row, floats, state.notes.0);
            let short = i64::from(sheet.prices.short_page) * SHORTEST.pow(2);
            show(&begun, Ending { cost: ending.cost + short, ..ending });
        }
    }
    if !shown.get() && state.notes.0 > 0 {
        // Notes alone: as many as fit, but one row in any case.
        let from = page.notes_from();
        let fit = page.notes_that_fit(from, from + state.notes.0, page.height()).max(1);
        let ending = page.apart(state.row, floats, state.notes.0 - fit);
        show(&page, Ending { cost: ending.cost + i64::from(sheet.prices.split_note), ..ending });
    }
}

impl Page<'_> {
    /// Height of its text.
    fn height(&self) -> i64 {
        self.sheet.height.0 - if self.state.sunk > 0 { self.sheet.sink.0 } else { 0 }
    }

    /// Puts groups that wait at the head, as many as have room.
    fn carry(&mut self, waiting: Range<usize>) {
        for index in waiting {
            let group = &self.column.groups[index];
            let gap = if self.carried.is_empty() { 0 } else { self.sheet.leading.0 };
            if group.turned || (self.y + gap + group.height > self.height() && self.y > 0) {
                break;
            }
            self.y += gap + group.height;
            self.carried.end = index + 1;
        }
    }

    /// Takes rows one by one; ends before row `early`, if there is one, though it is far too early.
    fn fill(&mut self, early: Option<usize>, show: &mut dyn FnMut(&Self, Ending)) -> Filled {
        let Self { column, sheet, state, .. } = *self;
        let leading = sheet.leading.0;
        if column.units[state.row].group.is_none() {
            self.y += column.units[state.row].head;
        }
        let torn = i64::from(sheet.prices.torn);
        let (mut first, mut skipped, mut found, mut good) = (true, false, false, false);
        // What it costs to end the page behind groups that are left for later, while nothing follows the
        // heading to which the first of them belongs.
        let mut alone = 0;
        // What the space above the rows since the last line on the grid may give.
        let mut gives = 0;
        let mut crowded = false;
        let mut too_short = None;
        let mut at = state.row;
        self.flow.push(at..at);
        loop {
            let unit = column.units.get(at);
            let turn = unit.and_then(|unit| unit.turn).map(|turn| turn.max(alone));
            // The next section does not begin before its predecessor has.
            let stuck = alone > 0 && unit.is_some_and(|unit| unit.gives.is_some());
            let full = crowded || self.y > self.height() + MOST_VARIED * leading;
            if !first && (full || stuck || turn.is_none()) {
                // Where the text ends with what is carried away, that makes a page of its own.
                let empty = self.flow.iter().all(Range::is_empty);
                if !(full || empty && self.deferred > 0) {
                    let ends = self.end_before(at, turn, alone, show);
                    found |= ends;
                    good |= ends && alone < torn;
                }
                match too_short {
                    _ if good => return Filled::Shown,
                    Some(early) => return Filled::TooShort(early),
                    None if found => {}
                    // Not even one turn was found: the page ends here, by force.
                    None => {
                        self.show_ending(at, turn.unwrap_or(0) + DESPERATE, 0, show);
                    }
                }
                return Filled::Torn;
            }
            let Some(unit) = unit else { return Filled::Shown };
            if let Some(turn) = turn.filter(|_| !first) {
                if early == Some(at) {
                    self.show_ending(at, turn, 0, show);
                    return Filled::Shown;
                }
                if self.room_with_notes(at) - self.y <= SHORTEST * leading {
                    let ends = self.end_before(at, Some(turn), 0, show);
                    found |= ends;
                    good |= ends && turn < torn;
                } else if turn < torn {
                    too_short = Some(at);
                }
            }
            let at_head = first && self.y == 0;
            if let Some(group) = unit.group {
                let group = column.groups[group as usize];
                let above = if at_head { 0 } else { unit.above };
                let fits = !group.turned
                    && self.deferred == 0
                    && self.carried.len() == state.floats.0
                    && self.y + above + group.height <= self.room_with_notes(group.end);
                let waiting = state.floats.0 - self.carried.len() + self.deferred;
                if !fits && !at_head && waiting >= MOST_WAITING {
                    crowded = true;
                    continue;
                }
                if !fits && !at_head {
                    self.deferred += 1;
                    if let Some(turn) = unit.turn.filter(|turn| !first && *turn >= torn) {
                        alone = turn;
                    }
                    (first, skipped) = (false, true);
                    at = group.end;
                    self.flow.push(at..at);
                    continue;
                }
            }
            // The first line of the text, be it that a figure before it is left for later.
            let bare = self.flow.iter().all(Range::is_empty);
            self.y += match (bare, skipped) {
                (true, _) if self.y == 0 || (first && unit.head > 0) => 0,
                (true, _) => unit.above.max(leading),
                (false, true) => unit.above_alone,
                (false, false) => unit.above,
            };
            if !bare {
                gives = unit.gives.unwrap_or(gives);
            }
            if unit.on_grid {
                self.y = snapped(self.y, leading, gives);
                gives = 0;
            }
            self.y += unit.height;
            self.note_choices(at, unit, bare);
            at += 1;
            self.flow.last_mut().expect("a piece is open").end = at;
            (first, skipped) = (false, false);
            alone = 0;
        }
    }

    /// Notes what could be made longer or shorter with row `at`.
    fn note_choices(&mut self, at: usize, unit: &Unit, bare: bool) {
        if unit.opens_block && !bare {
            let longer = Some(i64::from(self.sheet.prices.more_space));
            self.options.push(Choice { what: What::SpaceAbove(at), longer, shorter: None });
        }
        let Some(paragraph) = unit.paragraph else { return };
        let about = &self.column.paragraphs[paragraph as usize];
        // One that goes on from the page before has been set already.
        if about.first >= self.state.row {
            let what = What::Paragraph(paragraph as usize);
            self.options.push(Choice { what, longer: about.longer, shorter: about.shorter });
        }
    }

    /// Shows the ways to end the page before row `at`; whether there is one. The last page of a chapter
    /// costs `last` more.
    fn end_before(
        &self,
        at: usize,
        turn: Option<i64>,
        last: i64,
        show: &mut dyn FnMut(&Self, Ending),
    ) -> bool {
        let leading = self.sheet.leading.0;
        let over = self.y - self.height();
        let costs = costs(&self.options);
        let mut shown = false;
        for delta in -MOST_VARIED..=MOST_VARIED {
            let Some(cost) = costs[(delta + MOST_VARIED) as usize] else { continue };
            // To make a short page shorter is of no use.
            if delta < 0 && over + (delta + 1) * leading < 0 && turn.is_some() {
                continue;
            }
            shown |= match turn {
                Some(turn) => self.show_ending(at, turn + cost, delta, show),
                // A chapter's last page may end where it ends.
                None if delta <= 0 => self.show_last(at, cost + last, delta, show),
                None => false,
            };
        }
        shown
    }

    fn show_ending(&self, at: usize, cost: i64, delta: i64, show: &mut dyn FnMut(&Self, Ending)) -> bool {
        let prices = &self.sheet.prices;
        let leading = self.sheet.leading.0;
        let Some((waiting, free, split)) = self.place_notes(at, delta) else {
            if cost < DESPERATE {
                return false;
            }
            let notes = self.notes_to(at) - self.notes_from();
            show(self, self.ending(at, notes, NO_MATTER, delta, cost));
            return true;
        };
        // Half a line less is not seen.
        let short = (free + leading / 4) / leading;
        let left = ((free * 2 + leading / 2) / leading).clamp(0, MOST_SHORT) as u8;
        let mut cost = cost + split + i64::from(prices.short_page) * short.min(SHORTEST).pow(2);
        if self.state.recto && self.state.left != NO_MATTER {
            let differ = i64::from(left.abs_diff(self.state.left));
            cost += i64::from(prices.facing) * differ.pow(2) / 4;
        }
        cost += i64::from(prices.carried_figure) * self.deferred as i64;
        let left = if self.state.recto { NO_MATTER } else { left };
        show(self, self.ending(at, waiting, left, delta, cost));
        true
    }

    fn show_last(&self, at: usize, cost: i64, delta: i64, show: &mut dyn FnMut(&Self, Ending)) -> bool {
        let Some((waiting, _, split)) = self.place_notes(at, delta) else { return false };
        let lines = (self.y + delta * self.sheet.leading.0) / self.sheet.leading.0;
        let opens = self.state.row == 0 || self.column.units[self.state.row].turn.is_none();
        let lacking = if opens || self.deferred > 0 { 0 } else { (FEWEST_LAST - lines).max(0) };
        let cost = cost + split + i64::from(self.sheet.prices.empty_page) * lacking;
        show(self, self.ending(at, waiting, NO_MATTER, delta, cost));
        true
    }

    /// How many rows of notes wait if the page ends before row `at` and its text is `delta` lines
    /// longer, how much room stays free, and what a split costs; `None` if the text does not fit.
    fn place_notes(&self, at: usize, delta: i64) -> Option<(usize, i64, i64)> {
        let slack = self.sheet.leading.0 / 100;
        let room = self.height() - self.y - delta * self.sheet.leading.0;
        let (from, to) = (self.notes_from(), self.notes_to(at));
        if room < -slack {
            return None;
        }
        if from == to {
            return Some((0, room, 0));
        }
        let room = room - self.sheet.note_gap.0;
        let notes = &self.column.notes;
        if notes[to] - notes[from] <= room + slack {
            return Some((0, room - (notes[to] - notes[from]), 0));
        }
        let fit = self.notes_that_fit(from, to, room);
        let waiting = to - from - fit;
        let price = i64::from(self.sheet.prices.split_note);
        Some((waiting, 0, price * if fit == 0 { 10 } else { 1 }))
    }

    /// The first row of notes that has no place yet.
    fn notes_from(&self) -> usize {
        self.called_before(self.state.row) - self.state.notes.0
    }

    /// One past the last row of notes that is called before row `at`.
    fn notes_to(&self, at: usize) -> usize {
        self.called_before(at)
    }

    fn called_before(&self, at: usize) -> usize {
        self.column.units.get(at).map_or(self.column.notes.len() - 1, |unit| unit.called as usize)
    }

    fn notes_that_fit(&self, from: usize, to: usize, room: i64) -> usize {
        let notes = &self.column.notes;
        notes[from + 1..=to].partition_point(|sum| sum - notes[from] <= room)
    }

    /// The room for text on a page with all notes called before row `at`.
    fn room_with_notes(&self, at: usize) -> i64 {
        let (from, to) = (self.notes_from(), self.notes_to(at));
        let notes = self.column.notes[to] - self.column.notes[from];
        let gap = if from == to { 0 } else { self.sheet.note_gap.0 };
        self.height() - notes - gap
    }

    /// The page ends before row `at`, in the text.
    fn ending(&self, at: usize, notes: usize, left: u8, delta: i64, cost: i64) -> Ending {
        let floats = self.state.floats.0 - self.carried.len() + self.deferred;
        let next = self.next_state(at, floats, notes, left);
        Ending { next, delta, cost }
    }

    /// The page holds no running text.
    fn apart(&self, row: usize, floats: usize, notes: usize) -> Ending {
        Ending { next: self.next_state(row, floats, notes, NO_MATTER), delta: 0, cost: 0 }
    }

    fn next_state(&self, row: usize, floats: usize, notes: usize, left: u8) -> State {
        let required = self.column.units.get(row).is_some_and(|unit| unit.turn.is_none());
        let opens = self.sheet.recto_chapters && required && floats == 0;
        let recto = !self.state.recto || opens;
        let sunk = self.state.sunk.saturating_sub(1);
        State { row, floats: Reverse(floats), notes: Reverse(notes), recto, left, sunk }
    }

    pub fn plan(&self, ending: Ending) -> Plan {
        let mut plan = Plan {
            recto: self.state.recto,
            height: Sp(self.height()),
            depth: Sp(self.y + ending.delta * self.sheet.leading.0),
            carried: self.column.groups[self.carried.clone()].to_vec(),
            flow: self.flow.iter().filter(|piece| !piece.is_empty()).cloned().collect(),
            turned: self.turned,
            ..Plan::default()
        };
        let to = if self.turned || self.flow.is_empty() {
            self.notes_from() + self.state.notes.0
        } else {
            self.notes_to(ending.next.row)
        };
        plan.notes = self.notes_from()..to - ending.next.notes.0;
        for (what, lines) in choices(&self.options, ending.delta) {
            match what {
                What::Paragraph(index) => plan.varied.push((index, lines)),
                What::SpaceAbove(row) => plan.spaced.push(row),
            }
        }
        plan
    }
}

/// The line of the grid at or below `y`; or the one above it, if it is no further than `gives`.
pub(super) fn snapped(y: i64, leading: i64, gives: i64) -> i64 {
    // A hundredth of a line is rounding.
    let over = y.rem_euclid(leading);
    if over <= gives.max(leading / 100) { y - over } else { y - over + leading }
}
