//! Rows: what a page is stacked from.

use std::sync::Arc;

use super::Sp;
use super::draft::Draft;
use super::pages::{Item, Orientation};
use super::paragraph::OtherLengths;
use crate::model::Anchor;
use crate::style::Colour;

/// A piece of the text column that is not split: a line, a picture, a line of a table's row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Space before it, dropped at the head of a page.
    pub above: Sp,
    /// Space before it if the figure before it is carried to another page, where that differs.
    pub above_alone: Option<Sp>,
    /// Its height.
    pub height: Sp,
    /// From its top to its first baseline.
    pub baseline: Sp,
    /// What stands on it: `x` from the left of the column, `y` from its top.
    pub items: Vec<Item<Draft>>,
    /// The notes referred to on it.
    pub notes: Vec<usize>,
    /// The places on it that links lead to.
    pub anchors: Vec<Anchor>,
    /// Whether the page may turn before it.
    pub turn: Turn,
    /// What is drawn behind it and the space above it.
    pub bands: Vec<Band>,
    /// The head that is repeated when the page turns before it, in a table.
    pub head: Option<Arc<Vec<Row>>>,
    /// The heading that starts with it.
    pub opens: Option<Opening>,
    /// Whether it is a line of running text, which stands on the page's grid.
    pub on_grid: bool,
    /// Whether it stands where the text has it.
    pub stand: Stand,
    /// How the page lies on which it stands: rows of different ones never share a page.
    pub orientation: Orientation,
    /// How the paragraph that starts with it may be set otherwise.
    pub flex: Option<Flex>,
}

/// Whether rows stand where the text has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// They do.
    Flow,
    /// Rows of the same number may be carried together to the head of a later page.
    Floating(u32),
}

/// How a paragraph may be set otherwise, so that pages come out even.
#[derive(Clone, Debug)]
pub(super) struct Flex {
    /// The paragraph, by its place among the text's blocks.
    pub block: u32,
    /// Its lines as is best.
    pub lines: u32,
    /// What one line less costs, if it can be done well.
    pub shorter: Option<u32>,
    /// What one line more costs, if it can be done well.
    pub longer: Option<u32>,
    /// What its other lengths are set from, as far as that is kept.
    pub other: Option<Box<OtherLengths>>,
}

/// Whether the page may turn before a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It may.
    Allowed,
    /// A short piece of a list or a verse would stand alone.
    Unwanted,
    /// A divided word would go over the turn.
    Divided,
    /// Only if nothing else helps: the row belongs to the one before.
    Forbidden,
    /// It must.
    Required,
}

/// A shade or a bar that runs beside or behind rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Band {
    pub x: Sp,
    pub width: Sp,
    pub colour: Colour,
    /// Whether it covers the space above the row as well.
    pub above: bool,
}

/// A heading, for running heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    pub level: u8,
    /// Its number and words; the running heads of all pages below it share them.
    pub words: Arc<str>,
}

impl Row {
    /// A row of `height` with nothing on it.
    pub fn blank(height: Sp) -> Self {
        Self {
            above: Sp(0),
            above_alone: None,
            height,
            baseline: height,
            items: Vec::new(),
            notes: Vec::new(),
            anchors: Vec::new(),
            turn: Turn::Allowed,
            bands: Vec::new(),
            head: None,
            opens: None,
            on_grid: false,
            stand: Stand::Flow,
            orientation: Orientation::Upright,
            flex: None,
        }
    }
}

/// Lowers what stands on a row by `by`, which the row grows by.
pub(super) fn sink(row: &mut Row, by: Sp) {
    row.height += by;
    row.baseline += by;
    row.items.iter_mut().for_each(|item| item.y += by);
}

/// Rows that belong to one block, with the space around them.
#[derive(Clone, Debug, Default)]
pub(super) struct Stacked {
    /// Space wanted before.
    pub before: Sp,
    /// Space wanted after.
    pub after: Sp,
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether it stays with what follows it.
    pub keeps_next: bool,
}

/// Puts stacks one below the other. Of the spaces that meet between two, the larger counts.
pub(super) fn join(stacks: impl IntoIterator<Item = Stacked>) -> Stacked {
    let mut all = Stacked::default();
    // The space wanted after what stays if figures are carried away.
    let mut after_flow = Sp(0);
    for mut stacked in stacks {
        if stacked.rows.is_empty() {
            continue;
        }
        let floats = stacked.rows[0].stand != Stand::Flow;
        if all.rows.is_empty() {
            all.before = stacked.before;
        } else {
            let first = &mut stacked.rows[0];
            let above = first.above.max(stacked.before);
            first.above = above.max(all.after);
            let alone = above.max(after_flow);
            first.above_alone = (alone != first.above).then_some(alone);
            if all.keeps_next && first.turn == Turn::Allowed {
                first.turn = Turn::Forbidden;
            }
        }
        all.after = stacked.after;
        if !floats {
            after_flow = stacked.after;
        }
        all.keeps_next = stacked.keeps_next;
        all.rows.append(&mut stacked.rows);
    }
    all
}
