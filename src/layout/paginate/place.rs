//! [`Plan`] → [`Leaf`]: rows at their places on a page.

use std::collections::BTreeMap;

use super::measure::{self, Column, repeated, stack_height};
use super::page::{Plan, snapped};
use super::{Leaf, Sheet};
use crate::layout::Sp;
use crate::layout::draft::Draft;
use crate::layout::pages::{Fill, Item, ItemKind, Orientation};
use crate::layout::row::Row;
use crate::style::Role;

/// A row with its place on the page.
struct Placed {
    row: Row,
    y: Sp,
    /// Space between it and what stands above.
    above: Sp,
}

/// Sets the page that `plan` describes. The rows of the text are taken from `rows`, those of the
/// notes from `notes`, and those of paragraphs that are longer or shorter than is best from `varied`, by
/// the first row that stood for them.
pub(super) fn set_page(
    plan: &Plan,
    column: &Column,
    rows: &mut [Row],
    notes: &mut [Row],
    sheet: &Sheet,
    varied: &mut BTreeMap<usize, Vec<Row>>,
) -> Leaf {
    let start = plan.flow.first().map(|piece| piece.start);
    let starts = start.is_some_and(|start| column.units[start].turn.is_none());
    let orientation = if plan.turned { Orientation::Turned } else { Orientation::Upright };
    let mut leaf = Leaf { starts, orientation, ..Leaf::default() };
    let mut placed = Vec::new();
    let mut y = Sp(0);
    for group in &plan.carried {
        if plan.turned {
            y = place_head(rows, group.first, sheet, y, &mut placed);
        } else if y > Sp(0) {
            y += sheet.leading;
        }
        for index in group.first..group.end {
            let above = if index == group.first { Sp(0) } else { rows[index].above };
            y = place(take(rows, index), y + above, above, &mut placed);
        }
    }
    if let Some(start) = start {
        place_flow(plan, start, rows, sheet, varied, y, &mut placed);
    }
    if let Some(last) = placed.last().filter(|_| !plan.flow.is_empty()) {
        let over = (last.y + last.row.height - plan.depth).0.abs();
        debug_assert!(over < sheet.leading.0 / 10, "the search and the page differ by {over}");
    }
    for Placed { row, y, above } in placed {
        set_row(row, y, above, &mut leaf);
    }
    set_notes(&mut notes[plan.notes.clone()], plan.height, sheet, &mut leaf);
    leaf
}

/// Puts the text on the page from `y` on.
fn place_flow(
    plan: &Plan,
    start: usize,
    rows: &mut [Row],
    sheet: &Sheet,
    varied: &mut BTreeMap<usize, Vec<Row>>,
    mut y: Sp,
    placed: &mut Vec<Placed>,
) {
    let head = y;
    y = place_head(rows, start, sheet, y, placed);
    let has_head = y > head;
    // Where the rows since the last line on the grid start.
    let mut off_grid = placed.len();
    let mut gives = 0;
    for piece in &plan.flow {
        let mut index = piece.start;
        while index < piece.end {
            let row = take(rows, index);
            if index > start {
                gives = measure::gives(&row, sheet).unwrap_or(gives);
            }
            let mut above = if index > start && index == piece.start {
                // The group between this piece and the one before is carried away.
                row.above_alone.unwrap_or(row.above)
            } else if index > start {
                row.above
            } else if y == Sp(0) || has_head {
                Sp(0)
            } else {
                row.above.max(sheet.leading)
            };
            if plan.spaced.contains(&index) {
                above += sheet.leading;
            }
            let set = match (&row.flex, varied.remove(&index)) {
                (Some(flex), Some(set)) => {
                    let gone = index + flex.lines as usize;
                    (index + 1..gone).for_each(|index| drop(take(rows, index)));
                    index = gone;
                    set
                }
                _ => {
                    index += 1;
                    vec![row]
                }
            };
            for row in set {
                let mut top = y + above;
                if row.on_grid {
                    let line = Sp(snapped(top.0, sheet.leading.0, gives));
                    lower(&mut placed[off_grid..], line - top, off_grid == 0);
                    gives = 0;
                    above += line - top;
                    top = line;
                }
                let on_grid = row.on_grid;
                y = place(row, top, above, placed);
                if on_grid {
                    off_grid = placed.len();
                }
                above = Sp(0);
            }
        }
    }
}

/// Spreads the room above the next line on the grid over the rows before it: a heading goes with its
/// text, other blocks to the middle of their room. What stands at the head of a page stays there.
fn lower(run: &mut [Placed], room: Sp, at_head: bool) {
    let heading = run.iter().rposition(|placed| placed.row.opens.is_some());
    let (run, shift) = match heading {
        Some(at) if at > 0 || !at_head => (&mut run[at..], room),
        _ if at_head => return,
        _ => (run, Sp(room.0 / 2)),
    };
    if let Some(first) = run.first_mut() {
        first.above += shift;
    }
    for placed in run {
        placed.y += shift;
    }
}

/// Repeats the head of a table that goes on with row `at`.
fn place_head(rows: &[Row], at: usize, sheet: &Sheet, mut y: Sp, placed: &mut Vec<Placed>) -> Sp {
    let Some(head) = repeated(rows, at, sheet).cloned() else { return y };
    for row in head.iter() {
        y = place(row.clone(), y + row.above, row.above, placed);
    }
    y
}

fn place(row: Row, y: Sp, above: Sp, placed: &mut Vec<Placed>) -> Sp {
    let end = y + row.height;
    placed.push(Placed { row, y, above });
    end
}

/// Takes a row out. What stays still tells the next page whether it goes on with the same table.
fn take(rows: &mut [Row], index: usize) -> Row {
    let Row { head, orientation, .. } = &rows[index];
    let stays = Row { head: head.clone(), orientation: *orientation, ..Row::blank(Sp(0)) };
    std::mem::replace(&mut rows[index], stays)
}

/// Puts a row on the page with its top at `y`.
fn set_row(row: Row, y: Sp, above: Sp, leaf: &mut Leaf) {
    for band in &row.bands {
        let reach = if band.above { above } else { Sp(0) };
        let fill = Fill { width: band.width, height: row.height + reach, colour: band.colour };
        shade(band.x, y - reach, fill, leaf);
    }
    leaf.items.extend(row.items.into_iter().map(|item| Item { y: item.y + y, ..item }));
    leaf.anchors.extend(row.anchors.into_iter().map(|anchor| (anchor, y)));
    leaf.headed |= row.opens.is_some() && leaf.opens.is_empty() && y == Sp(0);
    leaf.opens.extend(row.opens);
}

/// Shades a strip. One that goes on where the shade above it ends makes that one longer: two that
/// only touch show a seam on many screens.
fn shade(x: Sp, y: Sp, fill: Fill, leaf: &mut Leaf) {
    for index in leaf.bands.iter().rev() {
        let Item { x: left, y: top, kind: Draft::Set(ItemKind::Fill(above)), .. } = &mut leaf.items[*index]
        else {
            continue;
        };
        if (*left, *top + above.height) == (x, y) && (above.width, above.colour) == (fill.width, fill.colour)
        {
            above.height += fill.height;
            return;
        }
    }
    leaf.bands.push(leaf.items.len());
    leaf.items.push(Item { x, y, origin: None, role: Role::Body, kind: ItemKind::Fill(fill).into() });
}

/// Puts notes at the foot of a page.
fn set_notes(notes: &mut [Row], height: Sp, sheet: &Sheet, leaf: &mut Leaf) {
    if notes.is_empty() {
        return;
    }
    let mut y = height - Sp(stack_height(notes));
    let kind = ItemKind::Fill(sheet.note_rule).into();
    let above = y - Sp(sheet.note_gap.0 / 2);
    let x = sheet.note_rule_left;
    leaf.items.push(Item { x, y: above, origin: None, role: Role::Note, kind });
    for row in notes {
        let row = std::mem::replace(row, Row::blank(Sp(0)));
        let top = y + row.above;
        y = top + row.height;
        set_row(row, top, Sp(0), leaf);
    }
}
