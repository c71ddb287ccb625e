//! Rows: what a page is stacked from.

use std::sync::Arc;

use super::Sp;
use super::pages::Item;
use crate::model::Anchor;
use crate::style::Colour;

/// A piece of the text column that is not split: a line, a picture, a line of a table's row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Space before it, dropped at the head of a page.
    pub above: Sp,
    /// Its height.
    pub height: Sp,
    /// From its top to its first baseline.
    pub baseline: Sp,
    /// What stands on it: `x` from the left of the column, `y` from its top.
    pub items: Vec<Item>,
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
}

/// Whether the page may turn before a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It may.
    Allowed,
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
    /// Its number and words.
    pub words: String,
}

impl Row {
    /// A row of `height` with nothing on it.
    pub fn blank(height: Sp) -> Self {
        Self {
            above: Sp(0),
            height,
            baseline: height,
            items: Vec::new(),
            notes: Vec::new(),
            anchors: Vec::new(),
            turn: Turn::Allowed,
            bands: Vec::new(),
            head: None,
            opens: None,
        }
    }
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
    for mut stacked in stacks {
        if stacked.rows.is_empty() {
            continue;
        }
        if all.rows.is_empty() {
            all.before = stacked.before;
        } else {
            let first = &mut stacked.rows[0];
            first.above = first.above.max(all.after.max(stacked.before));
            if all.keeps_next && first.turn == Turn::Allowed {
                first.turn = Turn::Forbidden;
            }
        }
        all.after = stacked.after;
        all.keeps_next = stacked.keeps_next;
        all.rows.append(&mut stacked.rows);
    }
    all
}
