//! Rows → [`Leaf`]s: which rows stand on which page, with the notes they refer to at its foot.
//!
//! ```text
//! rows ─ measure ─→ column ─ search ─→ plans ─ place ─→ leaves
//! ```
//!
//! The search sees numbers only: heights, and what each turn of a page would cost. It finds the
//! cheapest pages of the whole text, and says which paragraphs are set a line longer or shorter,
//! where a line of space is added, and which figures are carried to the head of a later page.

mod choice;
mod measure;
mod page;
mod place;
mod search;

use std::collections::VecDeque;

use super::Sp;
use super::late::Draft;
use super::pages::{Fill, Item, Orientation};
use super::row::{Opening, Row};
use crate::model::Anchor;
use crate::style::{Columns, PaginationRules};
use measure::Column;
use place::{Vary, set_page};
use search::best_pages;

/// A page's text: items from the top left of the text area.
#[derive(Clone, Debug, Default)]
pub(super) struct Leaf {
    pub items: Vec<Item<Draft>>,
    pub anchors: Vec<(Anchor, Sp)>,
    /// The headings that start on it.
    pub opens: Vec<Opening>,
    /// Whether a heading stands at its head.
    pub headed: bool,
    /// The shades and bars among the items, by index.
    pub bands: Vec<usize>,
    /// Whether it starts with a row that had to start a page.
    pub starts: bool,
    /// Whether it shows neither head nor number, as a title page or a blank one.
    pub bare: bool,
    /// How it lies.
    pub orientation: Orientation,
}

/// What pages are made of beside rows.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    /// Height of the text: a whole number of lines.
    pub height: Sp,
    /// Height of the text on a page that is turned on its side.
    pub turned_height: Sp,
    /// From baseline to baseline of running text.
    pub leading: Sp,
    /// Space between the text and the notes, with the rule in its middle.
    pub note_gap: Sp,
    /// The rule above the notes.
    pub note_rule: Fill,
    /// Where that rule starts, from the left of the text.
    pub note_rule_left: Sp,
    /// The prices of pages' ends.
    pub prices: PaginationRules,
    /// Whether what has to start a page starts a right-hand one.
    pub recto_chapters: bool,
    /// The columns of a page. Columns are filled as pages are; the left and the right
    /// one of a page are like facing pages.
    pub columns: Columns,
    /// By how much the first two columns are less high, below the title.
    pub sink: Sp,
}

impl Sheet {
    /// Whether the first page, or column, is a right-hand one.
    fn starts_recto(&self) -> bool {
        self.columns == Columns::One
    }
}

/// Stacks `rows` on pages; `notes` holds the rows of each note; `vary` sets a paragraph of the text
/// so many lines longer.
pub(super) fn paginate(mut rows: Vec<Row>, notes: Vec<Vec<Row>>, sheet: &Sheet, vary: Vary<'_>) -> Vec<Leaf> {
    let (called, mut note_rows) = call_notes(&rows, notes);
    let column = Column::measure(&rows, &called, &note_rows, sheet);
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut recto = sheet.starts_recto();
    for plan in best_pages(&column, sheet) {
        if plan.recto != recto {
            leaves.push(Leaf { bare: true, ..Leaf::default() });
        }
        recto = !plan.recto;
        leaves.push(set_page(&plan, &column, &mut rows, &mut note_rows, sheet, vary));
    }
    leaves
}

/// The rows of all notes in the order in which they are called, by the text or by a note that has
/// been called; and how many of them are called before each row.
fn call_notes(rows: &[Row], notes: Vec<Vec<Row>>) -> (Vec<u32>, Vec<Row>) {
    let mut notes: Vec<Option<Vec<Row>>> = notes.into_iter().map(Some).collect();
    let mut ordered: Vec<Row> = Vec::new();
    let mut called = Vec::with_capacity(rows.len());
    for row in rows {
        called.push(ordered.len() as u32);
        let mut waiting = VecDeque::from(row.notes.clone());
        while let Some(note) = waiting.pop_front() {
            for row in notes[note].take().unwrap_or_default() {
                waiting.extend(&row.notes);
                ordered.push(row);
            }
        }
    }
    (called, ordered)
}
