//! Leaves → pages: margins, running heads, page numbers.

use std::borrow::Cow;
use std::sync::Arc;

use super::Sp;
use super::draft::Draft;
use super::look::look;
use super::matter::{Folios, Matter, Numbering};
use super::pages::{Item, Orientation, Page};
use super::paginate::Leaf;
use super::paragraph::Compositor;
use super::row::Opening;
use super::text::StyledText;
use crate::model::{Division, Sides};
use crate::resolve::words_direction;
use crate::style::{Edge, Em, Head, Role};

/// From the bleed to the slug's baseline.
const SLUG_BELOW: Em = Em(1.5);

/// The hand in which a reader holds a page of an open book.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hand {
    Left,
    Right,
}

/// The headings under which the text stands.
#[derive(Default)]
struct Running {
    chapter: Arc<str>,
    section: Arc<str>,
}

impl Compositor<'_> {
    /// Makes pages of the leaves of all matters.
    pub(super) fn dress(&self, matters: Vec<Matter>, folios: &Folios) -> Vec<Page> {
        let style = &self.manuscript.style;
        let mut pages = Vec::with_capacity(folios.labels().len());
        let mut labels = folios.labels().iter();
        for matter in matters {
            let mut running = Running::default();
            for ((index, leaf), label) in matter.leaves.into_iter().enumerate().zip(labels.by_ref()) {
                let hand = match style.binding.sides {
                    Sides::Two if !pages.len().is_multiple_of(2) => Hand::Left,
                    Sides::One | Sides::Two => Hand::Right,
                };
                // A heading at the head of the page is in force on all of it.
                let (first, later) = leaf.opens.split_at(usize::from(leaf.headed));
                first.iter().for_each(|opening| running.pass(opening));
                let words = self.head(hand, &running, &leaf.opens);
                later.iter().for_each(|opening| running.pass(opening));
                let opens = index == 0 || style.division == Division::Book && leaf.starts;
                let shown = !opens && !leaf.bare && matter.numbering == Numbering::Arabic;
                let head = if shown { words } else { String::new() };
                pages.push(self.page(leaf, label, hand, &head, folios));
            }
        }
        pages
    }

    /// The running head of a page that starts below the headings of `running` and on which
    /// `opens` start, at its longest.
    fn head(&self, hand: Hand, running: &Running, opens: &[Opening]) -> String {
        let manuscript = self.manuscript;
        let metadata = &manuscript.document.metadata;
        let rules = &manuscript.style.furniture;
        let head = match hand {
            Hand::Left => rules.left,
            Hand::Right => rules.right,
        };
        let authors = || {
            let authors = metadata.authors.iter().filter(|person| person.is_author());
            let names: Vec<&str> = authors.map(|person| person.name.as_str()).collect();
            names.join(manuscript.style.words.comma)
        };
        let first = opens.iter().find(|opening| opening.level == 2).map(|opening| &*opening.words);
        let words: Cow<'_, str> = match head {
            Head::Nothing => return String::new(),
            Head::Author => authors().into(),
            Head::Title => "".into(),
            Head::Chapter => (&*running.chapter).into(),
            Head::Section => {
                let section = first.unwrap_or(&running.section);
                if section.is_empty() { (&*running.chapter).into() } else { section.into() }
            }
        };
        // A heading may be as long as the text: only what may be shown is copied to each page.
        shortened(if words.is_empty() { &metadata.title } else { &words }, rules.longest)
    }

    fn page(&self, leaf: Leaf, label: &str, hand: Hand, head: &str, folios: &Folios) -> Page {
        let style = &self.manuscript.style.page;
        let rules = &self.manuscript.style.furniture;
        let side = Sp::from_pt(match hand {
            Hand::Left => style.outer,
            Hand::Right => style.inner,
        });
        let [width, height] = [style.width, style.height].map(Sp::from_pt);
        let (left, top, [width, height]) = match leaf.orientation {
            Orientation::Upright => (side, Sp::from_pt(style.top), [width, height]),
            Orientation::Turned => (Sp::from_pt(style.foot), side, [height, width]),
        };
        // A page that is turned shows neither head nor number, which would stand on their side
        // (Chicago Manual of Style, 1.5 and 1.7).
        let orientation = leaf.orientation;
        let turned = orientation == Orientation::Turned;
        let head = if turned { "" } else { head };
        let folio = if leaf.bare || turned { "" } else { label };
        let mut items: Vec<Item> = self
            .fill(leaf.items, folios)
            .into_iter()
            .map(|mut item| {
                item.x += left;
                item.y += top;
                item
            })
            .collect();
        let foot = top + Sp::from_pt(style.text_height());
        let lines = [
            (head, Role::RunningHead, rules.head_place, top - Sp::from_pt(style.head_gap)),
            (folio, Role::Folio, rules.folio_place, foot + Sp::from_pt(style.folio_gap)),
        ];
        for (words, role, edge, baseline) in lines.into_iter().filter(|(words, ..)| !words.is_empty()) {
            let (line, free) = self.fitted(words, role);
            let indent = match (edge, hand) {
                (Edge::Centre, _) => Sp(free.0 / 2),
                (Edge::Outer, Hand::Left) => Sp(0),
                (Edge::Outer, Hand::Right) => free,
            };
            items.extend(self.fill(line, folios).into_iter().map(|mut item| {
                item.x += left + indent;
                item.y += baseline;
                item
            }));
        }
        if self.manuscript.style.print.slug && !turned {
            items.extend(self.fill(self.slug(label, height), folios));
        }
        items.shrink_to_fit();
        Page { width, height, label: label.to_owned(), orientation, items }
    }

    /// What stands below the trimmed page, for those who handle the sheets.
    fn slug(&self, label: &str, height: Sp) -> Vec<Item<Draft>> {
        let print = &self.manuscript.style.print;
        let base = look(self.style(Role::Folio), self.body());
        let longest = self.manuscript.style.furniture.longest;
        let title: String = self.manuscript.document.metadata.title.chars().take(longest).collect();
        let words = shortened(&format!("{title} · {label}"), longest);
        let line = self.set_on_one_line(StyledText::plain(words, base), None, Role::Folio);
        let below = height + Sp::from_pt(print.bleed) + base.size.times(SLUG_BELOW);
        let lowered =
            line.items.into_iter().map(|item| Item { x: item.x + base.size, y: item.y + below, ..item });
        lowered.collect()
    }

    /// A line, cut where it is too long for the measure, and what it leaves free of it.
    fn fitted(&self, words: &str, role: Role) -> (Vec<Item<Draft>>, Sp) {
        let measure = Sp::from_pt(self.manuscript.style.page.measure());
        let base = look(self.style(role), self.body());
        let direction = words_direction(words, self.direction);
        let set =
            |words: &str| self.set_on_one_line(StyledText::plain(words, base).reading(direction), None, role);
        let mut words = shortened(words, self.manuscript.style.furniture.longest);
        let mut line = set(&words);
        while line.width > measure && words.chars().count() > 8 {
            words = shortened(&words, words.chars().count() * 4 / 5);
            line = set(&words);
        }
        (line.items, measure - line.width)
    }
}

impl Running {
    /// The text goes on below `opening`.
    fn pass(&mut self, opening: &Opening) {
        match opening.level {
            0 | 1 => *self = Self { chapter: Arc::clone(&opening.words), section: Arc::default() },
            2 => self.section = Arc::clone(&opening.words),
            _ => {}
        }
    }
}

/// At most `most` characters of `words`, with an ellipsis for what is left out.
fn shortened(words: &str, most: usize) -> String {
    // Not the whole of a long text is counted.
    if words.chars().nth(most).is_none() {
        return words.replace(['\n', '\t'], " ");
    }
    let cut: String = words.trim_end_matches('…').chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_heads_are_cut_with_an_ellipsis() {
        assert_eq!(shortened("abcdef", 4), "abc…");
        assert_eq!(shortened("abc", 4), "abc");
    }
}
