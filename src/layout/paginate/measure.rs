//! [`Row`]s → [`Column`]: what the search for the best pages needs to know of the text, in numbers.

use std::sync::Arc;

use super::Sheet;
use crate::layout::pages::Orientation;
use crate::layout::row::{Row, Stand, Turn};

/// The text as the search sees it.
pub(super) struct Column {
    /// A unit for each row.
    pub units: Vec<Unit>,
    /// The groups of rows that may be carried to another page.
    pub groups: Vec<Group>,
    /// The paragraphs that may be set a line longer or shorter.
    pub paragraphs: Vec<Paragraph>,
    /// Heights of the rows of all notes in the order in which they are called, summed up; with the
    /// space above each.
    pub notes: Vec<i64>,
}

/// A row as the search sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Space above, dropped at the head of a page.
    pub above: i64,
    /// Space above if the group before it is carried away.
    pub above_alone: i64,
    pub height: i64,
    /// What turning the page before it costs; `None` where the page must be turned.
    pub turn: Option<i64>,
    /// Whether its line stands on the grid of the page.
    pub on_grid: bool,
    /// How much of the space above it may be taken away, so that its text stands on the grid, if it
    /// is a heading.
    pub gives: Option<i64>,
    /// Whether a line of space may be added above it.
    pub opens_block: bool,
    /// How many rows of notes are called before it.
    pub called: u32,
    /// Height of the head that is repeated if a page starts with it.
    pub head: i64,
    /// The group that starts with it.
    pub group: Option<u32>,
    /// The paragraph that ends with it.
    pub paragraph: Option<u32>,
}

/// Rows that stand together and may be carried to the head of a later page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub first: usize,
    /// One past its last row.
    pub end: usize,
    /// Its height at the head of a page, without the space after it.
    pub height: i64,
    /// Whether it takes pages of its own, turned on their side.
    pub turned: bool,
}

/// A paragraph that may be set otherwise.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph {
    pub first: usize,
    /// What a line less costs, if it can be done well.
    pub shorter: Option<i64>,
    /// What a line more costs, if it can be done well.
    pub longer: Option<i64>,
}

impl Column {
    /// Measures `rows`; `order` says which notes' rows they call, in order.
    pub fn measure(rows: &[Row], called: &[u32], note_rows: &[Row], sheet: &Sheet) -> Self {
        let prices = &sheet.prices;
        let mut column = Self {
            units: Vec::with_capacity(rows.len() + 1),
            groups: Vec::new(),
            paragraphs: Vec::new(),
            notes: vec![0],
        };
        let mut sum = 0;
        for row in note_rows {
            sum += row.above.0 + row.height.0;
            column.notes.push(sum);
        }
        let mut open: Option<(usize, u32)> = None;
        let mut at = 0;
        while at < rows.len() {
            let end = group_end(rows, at, sheet);
            if let Some(end) = end {
                column.groups.push(Group {
                    first: at,
                    end,
                    height: stack_height(&rows[at..end]) - rows[at].above.0,
                    turned: rows[at].orientation == Orientation::Turned,
                });
            }
            for index in at..end.unwrap_or(at + 1) {
                let row = &rows[index];
                if let Some(flex) = &row.flex {
                    open = Some((index + flex.lines as usize - 1, column.paragraphs.len() as u32));
                    let price =
                        |price: Option<u32>| price.map(|price| i64::from(prices.other_length + price));
                    column.paragraphs.push(Paragraph {
                        first: index,
                        shorter: price(flex.shorter),
                        longer: price(flex.longer),
                    });
                }
                let paragraph = open.filter(|(last, _)| *last == index).map(|(_, paragraph)| paragraph);
                column.units.push(Unit {
                    above: row.above.0,
                    above_alone: row.above_alone.unwrap_or(row.above).0,
                    height: row.height.0,
                    turn: match row.turn {
                        Turn::Allowed => Some(0),
                        Turn::Unwanted => Some(i64::from(prices.short_piece)),
                        Turn::Divided => Some(i64::from(prices.hyphen_at_turn)),
                        Turn::Forbidden => Some(i64::from(prices.torn)),
                        Turn::Required => None,
                    },
                    on_grid: row.on_grid,
                    gives: gives(row, sheet),
                    opens_block: row.above.0 * 2 >= sheet.leading.0 && row.turn == Turn::Allowed,
                    called: called[index],
                    head: repeated(rows, index, sheet).map_or(0, |head| stack_height(head)),
                    group: (index == at && end.is_some()).then(|| column.groups.len() as u32 - 1),
                    paragraph,
                });
            }
            at = end.unwrap_or(at + 1);
        }
        column
    }
}

/// The end of the group of rows that starts with row `at`, if one does. What is turned on its side
/// is cut where a page is full.
fn group_end(rows: &[Row], at: usize, sheet: &Sheet) -> Option<usize> {
    if rows[at].orientation == Orientation::Turned {
        return Some(turned_end(rows, at, sheet));
    }
    let stand = rows[at].stand;
    if stand == Stand::Flow {
        return None;
    }
    let end = at + rows[at..].iter().take_while(|row| row.stand == stand).count();
    // What is higher than a page stands in the text, so that it can be split. Notes stay with
    // their marks.
    let rows = &rows[at..end];
    let fits = stack_height(rows) - rows[0].above.0 <= sheet.height.0;
    let noted = rows.iter().any(|row| !row.notes.is_empty());
    (fits && !noted).then_some(end)
}

fn turned_end(rows: &[Row], at: usize, sheet: &Sheet) -> usize {
    let mut height = repeated(rows, at, sheet).map_or(0, |head| stack_height(head));
    let mut full = at + 1;
    let group = rows[at..].iter().take_while(|row| row.orientation == Orientation::Turned).count();
    for (index, row) in rows[..at + group].iter().enumerate().skip(at) {
        let above = if index == at { 0 } else { row.above.0 };
        height += above + row.height.0;
        if height > sheet.turned_height.0 && index > at {
            return full;
        }
        if rows.get(index + 1).is_none_or(|next| next.turn != Turn::Forbidden) {
            full = index + 1;
        }
    }
    at + group
}

/// How much of the space above a heading may be taken away: half a line, so that the space comes
/// nearest to what its style asks for. `None` for what is no heading.
pub(super) fn gives(row: &Row, sheet: &Sheet) -> Option<i64> {
    let half = if row.above >= sheet.leading { sheet.leading.0 / 2 } else { 0 };
    row.opens.as_ref().map(|_| half)
}

/// Height of rows, with the space above each.
pub(super) fn stack_height(rows: &[Row]) -> i64 {
    rows.iter().map(|row| row.above.0 + row.height.0).sum()
}

/// The head to repeat at the top of a page that starts with row `start`: none above the table's
/// first row, where the head itself stands, and none that would leave too little room for the body.
pub(super) fn repeated<'a>(rows: &'a [Row], start: usize, sheet: &Sheet) -> Option<&'a Arc<Vec<Row>>> {
    let head = rows.get(start)?.head.as_ref()?;
    let before = start.checked_sub(1).and_then(|before| rows[before].head.as_ref());
    let low = stack_height(head) <= sheet.height.0 / 3;
    (low && before.is_some_and(|before| Arc::ptr_eq(before, head))).then_some(head)
}
