//! Late values: the numbers of pages, which are known only when all pages are made.
//!
//! While rows are stacked and paginated their items are [`Draft`]s: what is late is a placeholder with a
//! reserved width, so that no line and no page hangs on it. [`Compositor::fill`] replaces the placeholders
//! as the pages are made. A [`Page`](super::Page) can't hold one.

use super::Sp;
use super::draft::{Draft, PageOf};
use super::line::SetLine;
use super::look::Look;
use super::matter::Folios;
use super::pages::Item;
use super::paragraph::Compositor;
use super::text::StyledText;
use crate::style::Role;

impl Compositor<'_> {
    /// Width of a number, for what is to be reserved.
    pub(super) fn page_number_width(&self, label: &str, look: Look) -> Sp {
        self.set_plain(label, look, Role::Contents).width
    }

    /// Replaces the placeholders among `items`. The number of an anchor that stands on no page stays empty; the
    /// leader then fills its place.
    pub(super) fn fill(&self, items: Vec<Item<Draft>>, folios: &Folios) -> Vec<Item> {
        let mut filled = Vec::with_capacity(items.len());
        for item in items {
            match item.kind {
                Draft::Set(kind) => {
                    filled.push(Item { x: item.x, y: item.y, origin: item.origin, role: item.role, kind });
                }
                Draft::PageOf(ref late) => {
                    let label = folios.page_of(&late.anchor);
                    // A number is glyphs, without placeholders of its own.
                    filled.extend(self.fill(self.page_of(&item, late, label), folios));
                }
            }
        }
        filled
    }

    /// The leader and the number that stand in the place of `item`.
    fn page_of(&self, item: &Item<Draft>, late: &PageOf, label: &str) -> Vec<Item<Draft>> {
        let number = self.set_plain(label, late.look, item.role);
        let places = late.places(item.x, number.width, self.leader_step(late.look));
        let mut items = self.leader(places.leader, item, late.look);
        items.extend(number.items.into_iter().map(|glyphs| Item {
            x: glyphs.x + places.number,
            y: glyphs.y + item.y,
            // The number belongs to what the placeholder belongs to.
            origin: item.origin,
            ..glyphs
        }));
        items
    }

    /// Dots from the first to the second place, on a grid of the page, so that they stand below each other.
    fn leader(&self, [from, to]: [Sp; 2], late: &Item<Draft>, look: Look) -> Vec<Item<Draft>> {
        let step = self.leader_step(look).0.max(1);
        let dot = self.set_plain(".", look, late.role);
        (from.0.div_euclid(step) + 1..to.0.div_euclid(step))
            .flat_map(|at| {
                dot.items.iter().cloned().map(move |mut item| {
                    item.x += Sp(at * step);
                    item.y += late.y;
                    item
                })
            })
            .collect()
    }

    /// From dot to dot of a leader, and from its ends to the words and the number.
    pub(super) fn leader_step(&self, look: Look) -> Sp {
        look.size.times(self.manuscript.style.front.leader)
    }

    fn set_plain(&self, words: &str, look: Look, role: Role) -> SetLine {
        self.set_on_one_line(StyledText::plain(words, look), None, role)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::font::Library;
    use crate::layout::look::look;
    use crate::layout::matter::{Matter, Numbering};
    use crate::layout::pages::ItemKind;
    use crate::layout::paginate::Leaf;
    use crate::model::{Anchor, Direction, Document, Metadata, Origin, Part, Preferences, SpanId};
    use crate::resolve::Manuscript;
    use crate::style::Theme;

    const WIDTH: Sp = Sp(40 * Sp::PER_PT);
    const LEADER: Sp = Sp(100 * Sp::PER_PT);

    fn manuscript() -> Manuscript {
        let (metadata, preferences) = (Metadata::default(), Preferences::default());
        Manuscript {
            document: Document { metadata, preferences, cover: None, blocks: Vec::new(), notes: Vec::new() },
            front: Vec::new(),
            contents: Vec::new(),
            lists: Vec::new(),
            verse: BTreeSet::new(),
            assets: Vec::new(),
            attachments: Vec::new(),
            profile: None,
            style: Theme::find("book").expect("it is built in").sheet(),
            fonts: Arc::new(Library::new(&[], &mut Diagnostics::new())),
            missing_glyphs: None,
        }
    }

    /// A front of twelve pages and a text of a hundred and five; anchors are called after their pages.
    fn folios() -> Folios {
        let matter = |numbering: Numbering, pages: usize| {
            let leaf =
                |page| Leaf { anchors: vec![(Anchor(numbering.label(page)), Sp(0))], ..Leaf::default() };
            Matter { leaves: (1..=pages).map(leaf).collect(), numbering }
        };
        Folios::of([&matter(Numbering::Roman, 12), &matter(Numbering::Arabic, 105)])
    }

    /// The items that stand in the place of a placeholder: the dots, and the number if there is one.
    fn filled(anchor: &str, direction: Direction) -> (Vec<Item>, Vec<Item>) {
        let manuscript = manuscript();
        let compositor = Compositor::new(&manuscript);
        let look = look(compositor.style(Role::Contents), compositor.body());
        let late =
            PageOf { anchor: Anchor(anchor.to_owned()), look, width: WIDTH, direction, leader: LEADER };
        let origin = Some(Origin { part: Part::ListPage(0, 0), at: 0, span: SpanId::WHOLE });
        let kind = Draft::PageOf(Box::new(late));
        let item = Item { x: LEADER, y: Sp(7), origin, role: Role::Contents, kind };
        compositor.fill(vec![item], &folios()).into_iter().partition(|item| item.origin.is_none())
    }

    fn words(items: &[Item]) -> String {
        let runs = items.iter().filter_map(|item| match &item.kind {
            ItemKind::Glyphs(run) => Some(run.text.as_str()),
            ItemKind::Fill(_) | ItemKind::Picture(_) | ItemKind::Link(_) => None,
        });
        runs.collect()
    }

    /// The left and the right end of what stands on one line.
    fn ends(items: &[Item]) -> [Sp; 2] {
        let width = |item: &Item| match &item.kind {
            ItemKind::Glyphs(run) => run.glyphs.iter().map(|glyph| glyph.advance.0).sum(),
            ItemKind::Fill(_) | ItemKind::Picture(_) | ItemKind::Link(_) => 0,
        };
        let left = items.iter().map(|item| item.x).min().expect("something stands there");
        let right = items.iter().map(|item| item.x + Sp(width(item))).max().expect("something stands there");
        [left, right]
    }

    #[test]
    fn a_placeholder_is_filled_with_the_page_of_its_anchor() {
        for label in ["1", "42", "105", "i", "iv", "xii"] {
            let (_, number) = filled(label, Direction::Rightwards);
            assert_eq!(words(&number), label);
            assert!(number.iter().all(|item| item.y == Sp(7) && item.role == Role::Contents));
        }
    }

    #[test]
    fn numbers_of_all_widths_stand_at_the_end_of_the_reserved_width() {
        for label in ["1", "42", "105", "viii"] {
            let [left, right] = ends(&filled(label, Direction::Rightwards).1);
            assert_eq!(right, LEADER + WIDTH, "{label}");
            assert!(left > LEADER, "{label}");
            assert_eq!(ends(&filled(label, Direction::Leftwards).1)[0], LEADER, "{label}");
        }
    }

    #[test]
    fn a_leader_goes_on_to_its_number_on_one_grid() {
        let [short, long] = ["1", "viii"].map(|label| filled(label, Direction::Rightwards));
        assert!(short.0.len() > long.0.len(), "a narrow number leaves room for more dots");
        assert_eq!(short.0[..long.0.len()], long.0);
        assert!(ends(&short.0)[1] < ends(&short.1)[0] && ends(&long.0)[1] < ends(&long.1)[0]);

        let [short, long] = ["1", "viii"].map(|label| filled(label, Direction::Leftwards));
        assert_eq!(short.0[short.0.len() - long.0.len()..], long.0);
        assert!(ends(&short.0)[0] > ends(&short.1)[1] && ends(&long.0)[0] > ends(&long.1)[1]);
    }

    #[test]
    fn an_anchor_on_no_page_has_a_leader_and_no_number() {
        let (dots, number) = filled("nowhere", Direction::Rightwards);
        assert!(!dots.is_empty() && number.is_empty(), "{number:?}");
    }
}
