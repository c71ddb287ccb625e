//! Rows → [`Leaf`]s: which rows stand on which page, with the notes they refer to at its foot.
//!
//! A page takes rows as long as they and their notes fit. It ends before the last row at which
//! the page may turn, so that no line stands alone, no heading stands last and no caption leaves
//! its picture. Only where nothing in a whole page lets it turn is a page ended by force.

use std::sync::Arc;

use super::Sp;
use super::pages::{Fill, Item, ItemKind};
use super::row::{Opening, Row, Turn};
use crate::model::Anchor;
use crate::style::Role;

/// A page's text: items from the top left of the text area.
#[derive(Clone, Debug, Default)]
pub(super) struct Leaf {
    pub items: Vec<Item>,
    pub anchors: Vec<(Anchor, Sp)>,
    /// The headings that start on it.
    pub opens: Vec<Opening>,
    /// Whether it starts with a row that had to start a page.
    pub starts: bool,
    /// Whether it is left blank, without a number.
    pub blank: bool,
}

/// What pages are made of beside rows.
pub(super) struct Sheet {
    /// Height of the text.
    pub height: Sp,
    /// Space between the text and the notes, with the rule in its middle.
    pub note_gap: Sp,
    /// The rule above the notes.
    pub note_rule: Fill,
}

/// Stacks `rows` on pages; `notes` holds the rows of each note.
pub(super) fn paginate(mut rows: Vec<Row>, notes: Vec<Vec<Row>>, sheet: &Sheet) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    // The notes that have not been placed.
    let mut notes: Vec<Option<Vec<Row>>> = notes.into_iter().map(Some).collect();
    // Rows of notes that found no room on earlier pages.
    let mut waiting: Vec<Row> = Vec::new();
    let mut start = 0;
    while start < rows.len() || !waiting.is_empty() {
        let page = fill_page(&rows, start, &notes, &waiting, sheet);
        let starts = rows.get(start).is_some_and(|row| row.turn == Turn::Required);
        let mut leaf = Leaf { starts, ..Leaf::default() };
        let head = repeated(&rows, start, sheet).cloned();
        let mut y = Sp(0);
        for row in head.iter().flat_map(|head| head.iter()) {
            y = set_row(row.clone(), y, Sp(0), &mut leaf);
        }
        for (offset, place) in rows[start..page.end].iter_mut().enumerate() {
            // The next page still has to know whether it goes on with the same table.
            let stays = Row { head: place.head.clone(), ..Row::blank(Sp(0)) };
            let mut row = std::mem::replace(place, stays);
            call_notes(std::mem::take(&mut row.notes), &mut notes, &mut waiting);
            let above = if offset == 0 { Sp(0) } else { row.above };
            y = set_row(row, y + above, above, &mut leaf);
        }
        let room = sheet.height - page.text_height - sheet.note_gap;
        waiting = set_notes(waiting, room, start == page.end, sheet, &mut leaf);
        start = page.end;
        leaves.push(leaf);
    }
    leaves
}

/// Calls the notes that are referred to, and those that they refer to, to the page's foot.
fn call_notes(referred: Vec<usize>, notes: &mut [Option<Vec<Row>>], waiting: &mut Vec<Row>) {
    let mut called = std::collections::VecDeque::from(referred);
    while let Some(note) = called.pop_front() {
        for row in notes[note].take().unwrap_or_default() {
            called.extend(&row.notes);
            waiting.push(row);
        }
    }
}

/// The end of a page.
#[derive(Clone, Copy)]
struct Filled {
    /// The first row that is not on it.
    end: usize,
    /// Height of its text.
    text_height: Sp,
}

/// How many rows from `start` fit on a page.
fn fill_page(
    rows: &[Row],
    start: usize,
    notes: &[Option<Vec<Row>>],
    waiting: &[Row],
    sheet: &Sheet,
) -> Filled {
    // What waits takes at most half the page, so that the text goes on; but its first row in any
    // case, so that it does not wait for ever.
    let first = waiting.first().map_or(Sp(0), |row| row.above + row.height);
    let mut notes_height = stack_height(waiting).min(Sp(sheet.height.0 / 2).max(first));
    let most = notes_height.max(Sp(sheet.height.0 * 2 / 3));
    let mut new: Vec<usize> = Vec::new();
    let mut height = repeated(rows, start, sheet).map_or(Sp(0), |head| stack_height(head));
    // The last place where the page may end.
    let mut last_turn: Option<Filled> = None;
    for (index, row) in rows.iter().enumerate().skip(start) {
        if index > start {
            match row.turn {
                Turn::Required => return Filled { end: index, text_height: height },
                Turn::Allowed => last_turn = Some(Filled { end: index, text_height: height }),
                Turn::Forbidden => {}
            }
        }
        let above = if index == start { Sp(0) } else { row.above };
        let taller = height + above + row.height;
        for &note in &row.notes {
            if let Some(rows) = &notes[note]
                && !new.contains(&note)
            {
                new.push(note);
                notes_height += stack_height(rows);
            }
        }
        let gap = if notes_height > Sp(0) { sheet.note_gap } else { Sp(0) };
        // A first row goes on its page in any case; notes of more than most of a page are split.
        if taller + gap + notes_height.min(most) > sheet.height && index > start {
            return last_turn.unwrap_or(Filled { end: index, text_height: height });
        }
        height = taller;
    }
    Filled { end: rows.len(), text_height: height }
}

fn stack_height(rows: &[Row]) -> Sp {
    Sp(rows.iter().map(|row| row.above.0 + row.height.0).sum())
}

/// The head to repeat at the top of a page that starts with row `start`: none above the table's
/// first row, where the head itself stands, and none that would leave too little room for the body.
fn repeated<'a>(rows: &'a [Row], start: usize, sheet: &Sheet) -> Option<&'a Arc<Vec<Row>>> {
    let head = rows.get(start)?.head.as_ref()?;
    let before = start.checked_sub(1).and_then(|before| rows[before].head.as_ref());
    let low = stack_height(head) <= Sp(sheet.height.0 / 3);
    (low && before.is_some_and(|before| Arc::ptr_eq(before, head))).then_some(head)
}

/// Puts a row on the page with its top at `y`; returns where the next one starts.
fn set_row(row: Row, y: Sp, above: Sp, leaf: &mut Leaf) -> Sp {
    for band in &row.bands {
        let reach = if band.above { above } else { Sp(0) };
        let fill = Fill { width: band.width, height: row.height + reach, colour: band.colour };
        let kind = ItemKind::Fill(fill);
        leaf.items.push(Item { x: band.x, y: y - reach, block: None, role: Role::Body, kind });
    }
    leaf.items.extend(row.items.into_iter().map(|item| Item { y: item.y + y, ..item }));
    leaf.anchors.extend(row.anchors.into_iter().map(|anchor| (anchor, y)));
    leaf.opens.extend(row.opens);
    y + row.height
}

/// Puts notes at the foot of a page in `room`; returns the rows that find none.
fn set_notes(mut notes: Vec<Row>, room: Sp, alone: bool, sheet: &Sheet, leaf: &mut Leaf) -> Vec<Row> {
    let mut height = Sp(0);
    let mut count = 0;
    for row in &notes {
        let taller = height + row.above + row.height;
        // A page without text takes a row in any case, so that every page gets on.
        if taller > room && !(alone && count == 0) {
            break;
        }
        height = taller;
        count += 1;
    }
    let rest = notes.split_off(count);
    if count > 0 {
        let mut y = sheet.height - height;
        let kind = ItemKind::Fill(sheet.note_rule);
        let above = y - Sp(sheet.note_gap.0 / 2);
        leaf.items.push(Item { x: Sp(0), y: above, block: None, role: Role::Note, kind });
        for row in notes {
            let above = row.above;
            y = set_row(row, y + above, Sp(0), leaf);
        }
    }
    rest
}
