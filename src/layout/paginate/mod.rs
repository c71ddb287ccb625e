//! Rows → [`Leaf`]s: which rows stand on which page, with the notes they refer to at its foot.
//!
//! ```text
//! rows ─ measure ─→ column ─ search ─→ plans, paragraphs wanted otherwise ─ place ─→ leaves
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

use std::collections::{BTreeMap, VecDeque};

use super::Sp;
use super::draft::Draft;
use super::pages::{Fill, Item, Orientation};
use super::paragraph::OtherLengths;
use super::row::{Opening, Row};
use crate::model::Anchor;
use crate::style::{Columns, PaginationRules};
use measure::Column;
use page::Plan;
use place::set_page;
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

/// Stacks `rows` on pages, as they are; `notes` holds the rows of each note.
pub(super) fn paginate(rows: Vec<Row>, notes: Vec<Vec<Row>>, sheet: &Sheet) -> Vec<Leaf> {
    plan(rows, notes, sheet).leaves(sheet, BTreeMap::new())
}

/// Finds the best pages for `rows`; `notes` holds the rows of each note.
pub(super) fn plan(rows: Vec<Row>, notes: Vec<Vec<Row>>, sheet: &Sheet) -> Planned {
    let (called, notes) = call_notes(&rows, notes);
    let column = Column::measure(&rows, &called, &notes, sheet);
    let plans = best_pages(&column, sheet);
    Planned { rows, notes, column, plans }
}

/// Rows whose pages are known.
pub(super) struct Planned {
    rows: Vec<Row>,
    /// In the order in which they are called.
    notes: Vec<Row>,
    column: Column,
    plans: Vec<Plan>,
}

/// A paragraph that the pages want a line longer or shorter.
pub(super) struct Wanted {
    /// Its first row.
    pub row: usize,
    /// Its place among the text's blocks.
    pub block: u32,
    /// How many lines longer it shall be: 1 or -1.
    pub lines: i32,
    /// What it is set from, if that was kept.
    pub other: Option<Box<OtherLengths>>,
}

impl Planned {
    /// The paragraphs that the pages want otherwise. What was kept of the rest is let go.
    pub fn take_wanted(&mut self) -> Vec<Wanted> {
        let varied = self.plans.iter().flat_map(|plan| &plan.varied);
        let wanted = varied.filter_map(|(paragraph, lines)| {
            let row = self.column.paragraphs[*paragraph].first;
            let flex = self.rows[row].flex.as_mut()?;
            Some(Wanted { row, block: flex.block, lines: *lines, other: flex.other.take() })
        });
        let wanted = wanted.collect();
        self.rows.iter_mut().filter_map(|row| row.flex.as_mut()).for_each(|flex| flex.other = None);
        wanted
    }

    /// Sets the pages. `varied` has the rows of the paragraphs that the pages want otherwise, each by
    /// the first row that it has had.
    pub fn leaves(self, sheet: &Sheet, mut varied: BTreeMap<usize, Vec<Row>>) -> Vec<Leaf> {
        let Self { mut rows, mut notes, column, plans } = self;
        let mut leaves: Vec<Leaf> = Vec::new();
        let mut recto = sheet.starts_recto();
        for plan in plans {
            if plan.recto != recto {
                leaves.push(Leaf { bare: true, ..Leaf::default() });
            }
            recto = !plan.recto;
            leaves.push(set_page(&plan, &column, &mut rows, &mut notes, sheet, &mut varied));
        }
        leaves
    }
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
