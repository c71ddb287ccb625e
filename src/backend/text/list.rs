//! Lists → lines: markers that hang, ordinals flush right.

use std::borrow::Cow;

use super::blocks::Writer;
use super::frame::{Frame, Spacing};
use crate::letters::columns;
use crate::model::{Item, List, ListKind, Resolved};
use crate::style::Role;

impl<'m> Writer<'m> {
    /// Writes a list.
    ///
    /// A list among other text stands in by a step; one inside an item starts where the item's
    /// text does, which is further in already.
    pub(super) fn list(&mut self, list: &List<Resolved>, frame: Frame) {
        let step = if frame.lists == 0 { self.manuscript.style.text.step } else { 0 };
        let outer = frame.inset(step, 0);
        let markers: Vec<Cow<'_, str>> =
            list.items.iter().map(|item| self.marker(list.kind, item, frame.bullets)).collect();
        let widest = markers.iter().map(|marker| columns(marker)).max().unwrap_or(0);
        let mut inner = outer.inset(widest + 1, 0);
        inner.lists += 1;
        inner.within = true;
        inner.bullets += usize::from(list.kind == ListKind::Bullet);
        inner.spacing = if list.tight { Spacing::Tight } else { Spacing::Loose };

        let nested_tightly = frame.spacing == Spacing::Tight && list.tight;
        let around = if nested_tightly { 0 } else { self.plain(Role::Body).before };
        let between = if list.tight { 0 } else { self.plain(Role::Body).before };
        for (index, (item, marker)) in list.items.iter().zip(&markers).enumerate() {
            self.sheet.gap(if index == 0 { around } else { between });
            let blanks = match list.kind {
                ListKind::Bullet => 0,
                ListKind::Ordered(_) => widest - columns(marker),
            };
            self.sheet.lead(outer.left + blanks, marker);
            self.blocks(&item.blocks, inner);
            self.sheet.flush_lead();
        }
        self.sheet.gap(around);
    }

    /// What stands in front of `item`, within so many lists of `bullets`. The box of a task takes the place
    /// of a bullet, and follows an ordinal.
    pub(super) fn marker<'i>(&self, kind: ListKind, item: &'i Item<Resolved>, bullets: usize) -> Cow<'i, str>
    where
        'm: 'i,
    {
        let rules = &self.manuscript.style.list;
        match (kind, item.task) {
            (ListKind::Bullet, Some(done)) => (&rules.tasks[usize::from(done)].plain).into(),
            (ListKind::Bullet, None) => (&rules.bullets[bullets.min(rules.bullets.len() - 1)].plain).into(),
            (ListKind::Ordered(_), Some(done)) => {
                format!("{} {}", item.marker, rules.tasks[usize::from(done)].plain).into()
            }
            (ListKind::Ordered(_), None) => (&item.marker).into(),
        }
    }
}
