//! What stands on a page before all pages are made.

use super::Sp;
use super::look::Look;
use super::pages::ItemKind;
use crate::model::{Anchor, Direction};

/// What an item is until its page is made.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Draft {
    /// Known.
    Set(ItemKind),
    /// The number of a page.
    PageOf(Box<PageOf>),
}

impl From<ItemKind> for Draft {
    fn from(kind: ItemKind) -> Self {
        Self::Set(kind)
    }
}

/// The number of the page on which an anchor stands, with the leader to it. Its item stands at the left end
/// of the reserved width, on the baseline.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PageOf {
    pub anchor: Anchor,
    pub look: Look,
    /// The reserved width.
    pub width: Sp,
    /// The direction of the line: the number stands at the end of the reserved width.
    pub direction: Direction,
    /// Length of the leader in front of the reserved width. It goes on to the number, where that is narrower.
    pub leader: Sp,
}

/// Where a number and its leader stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Places {
    /// The left end of the number.
    pub number: Sp,
    /// The ends of the leader, from left to right.
    pub leader: [Sp; 2],
}

impl PageOf {
    /// The places of a number so wide, at the end of the width that is reserved from `left` on, and of the
    /// leader, with a gap between them.
    pub fn places(&self, left: Sp, number: Sp, gap: Sp) -> Places {
        let right = left + self.width;
        match self.direction {
            Direction::Rightwards => {
                let start = right - number;
                Places { number: start, leader: [left - self.leader, start - gap] }
            }
            Direction::Leftwards => {
                Places { number: left, leader: [left + number + gap, right + self.leader] }
            }
        }
    }
}
