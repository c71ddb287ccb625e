//! What stands where on a laid-out page.

use pressroom::layout::{Item, ItemKind, Orientation, Page, Sp};
use pressroom::style::{PageStyle, Role};

/// A rectangle of the page: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub left: i64,
    pub top: i64,
    pub right: i64,
    pub bottom: i64,
}

impl Area {
    /// Where the text stands on `page`, the one number `index`, counted from 0: a right-hand page
    /// first.
    pub fn of_text(style: &PageStyle, page: &Page, index: usize) -> Self {
        let left = if index.is_multiple_of(2) { style.inner } else { style.outer };
        let (left, top) = (Sp::from_pt(left).0, Sp::from_pt(style.top).0);
        let (width, height) = (Sp::from_pt(style.measure()).0, Sp::from_pt(style.text_height()).0);
        let (right, bottom) = (left + width, top + height);
        match page.orientation {
            Orientation::Upright => Self { left, top, right, bottom },
            // The foot is on the left, the left edge on top.
            Orientation::Turned => {
                let across = page.width.0;
                Self { left: across - bottom, top: left, right: across - top, bottom: right }
            }
        }
    }

    /// What an item covers: of glyphs the height of ascenders, which no line above touches.
    pub fn of(item: &Item) -> Self {
        let (width, above, below) = match &item.kind {
            ItemKind::Glyphs(run) => {
                let width = run.glyphs.iter().map(|glyph| glyph.advance.0).sum();
                (width, run.size.0 * 75 / 100, 0)
            }
            ItemKind::Fill(fill) => (fill.width.0, 0, fill.height.0),
            ItemKind::Picture(picture) => (picture.width.0, 0, picture.height.0),
            ItemKind::Link(link) => (link.width.0, 0, link.height.0),
        };
        Self { left: item.x.0, top: item.y.0 - above, right: item.x.0 + width, bottom: item.y.0 + below }
    }

    /// How far `inner` stands out of it.
    pub fn lacks(&self, inner: &Self) -> i64 {
        let sides = [
            self.left - inner.left,
            self.top - inner.top,
            inner.right - self.right,
            inner.bottom - self.bottom,
        ];
        sides.into_iter().max().unwrap_or(0).max(0)
    }

    /// How much of `other` stands in it: the shorter side of what both cover.
    pub fn shared(&self, other: &Self) -> i64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.min(height).max(0)
    }
}

/// Whether the page adds the item to the text: a running head, a page number.
pub fn is_furniture(item: &Item) -> bool {
    matches!(item.role, Role::RunningHead | Role::Folio)
}

/// The items of the text and its notes on a page.
pub fn text(page: &Page) -> impl Iterator<Item = &Item> {
    page.items.iter().filter(|item| !is_furniture(item))
}

/// The baselines of the lines on a page that `wanted` chooses, downwards; what is raised or lowered
/// stands on the line beside it.
pub fn baselines(page: &Page, wanted: impl Fn(&Item) -> bool) -> Vec<Sp> {
    let mut found: Vec<(Sp, Sp)> = text(page)
        .filter(|item| wanted(item))
        .filter_map(|item| match &item.kind {
            ItemKind::Glyphs(run) => Some((item.y, run.size)),
            ItemKind::Fill(_) | ItemKind::Picture(_) | ItemKind::Link(_) => None,
        })
        .collect();
    found.sort();
    found.dedup_by(|next, kept| next.0.0 - kept.0.0 < next.1.0.max(kept.1.0) * 7 / 10);
    found.into_iter().map(|(baseline, _)| baseline).collect()
}
