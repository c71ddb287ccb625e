//! Lists: items with their markers.

use super::{Place, join};
use crate::diagnostic::Diagnostics;
use crate::layout::Sp;
use crate::layout::look::look;
use crate::layout::paragraph::Compositor;
use crate::layout::row::{Stacked, Turn};
use crate::layout::text::StyledText;
use crate::model::Part;
use crate::model::{Block, Item, List, ListKind, Resolved};
use crate::resolve::list_direction;

impl Compositor<'_> {
    pub(super) fn list(
        &self,
        block: &Block<Resolved>,
        list: &List<Resolved>,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let place = Place { direction: list_direction(list, place.direction), ..place };
        let base = look(self.style(place.role), self.body());
        let markers: Vec<_> = list
            .items
            .iter()
            .enumerate()
            .map(|(index, item)| {
                let marker = StyledText::plain(self.marker(list, item, place.lists), base);
                let marker = marker.reading(place.direction);
                self.set_on_one_line(marker, Some(Part::Marker(block.id, index as u32)), place.role)
            })
            .collect();
        let gap = self.body().times(self.manuscript.style.list.gap);
        let indent = self.indent(markers.iter().map(|marker| marker.width));
        let inner = Place { tight: list.tight, lists: place.lists + 1, ..place.indented(indent, Sp(0)) };
        let mut stacks: Vec<Stacked> = Vec::with_capacity(list.items.len());
        for (item, marker) in list.items.iter().zip(markers) {
            let mut stacked = self.stack_blocks(&item.blocks, inner, diagnostics);
            if stacked.rows.is_empty() {
                stacked.rows.push(self.line_row(self.style(place.role)));
            }
            let first = &mut stacked.rows[0];
            let x = inner.before(gap, marker.width);
            let baseline = first.baseline;
            let shown = marker.items.into_iter().map(|mut item| {
                item.x += x;
                item.y += baseline;
                item
            });
            first.items.splice(0..0, shown);
            stacks.push(stacked);
        }
        keep_short_ends(&mut stacks);
        let stacked = join(stacks);
        let outer = place.lists == 0;
        let space = if outer && !place.tight { self.lines(self.manuscript.style.list.space) } else { Sp(0) };
        Stacked { before: stacked.before.max(space), after: stacked.after.max(space), ..stacked }
    }

    /// How far the text of a list stands in, behind markers of these widths.
    fn indent(&self, markers: impl Iterator<Item = Sp>) -> Sp {
        let rules = &self.manuscript.style.list;
        let widest = markers.max().unwrap_or_default();
        self.body().times(rules.indent).max(widest + self.body().times(rules.gap))
    }

    /// How far the text of `list` stands in.
    pub(super) fn list_indent(&self, list: &List<Resolved>, place: Place) -> Sp {
        let base = look(self.style(place.role), self.body());
        let width = |item| {
            let marker = StyledText::plain(self.marker(list, item, place.lists), base);
            self.set_on_one_line(marker, None, place.role).width
        };
        self.indent(list.items.iter().map(width))
    }

    /// What stands in front of an item.
    fn marker(&self, list: &List<Resolved>, item: &Item<Resolved>, depth: usize) -> String {
        let rules = &self.manuscript.style.list;
        match (item.task, list.kind) {
            (Some(done), ListKind::Bullet) => rules.tasks[usize::from(done)].print.clone(),
            (Some(done), ListKind::Ordered(_)) => {
                format!("{} {}", item.marker, rules.tasks[usize::from(done)].print)
            }
            (None, ListKind::Ordered(_)) => item.marker.clone(),
            (None, ListKind::Bullet) => rules.bullets[depth.min(rules.bullets.len() - 1)].print.clone(),
        }
    }
}

/// Items of fewer lines than this are not left alone on a page.
const SHORT_ITEM: usize = 3;

/// Keeps a short first and a short last item with their neighbours, if that can be.
fn keep_short_ends(items: &mut [Stacked]) {
    let count = items.len();
    for at in [1, count.wrapping_sub(1)] {
        let Some([before, item]) = at.checked_sub(1).and_then(|first| items.get_mut(first..at + 1)) else {
            continue;
        };
        let short = if at == 1 { before.rows.len() } else { item.rows.len() };
        if short < SHORT_ITEM
            && let Some(first) = item.rows.first_mut().filter(|first| first.turn == Turn::Allowed)
        {
            first.turn = Turn::Unwanted;
        }
    }
}
