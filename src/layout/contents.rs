//! The contents, and the lists of figures and tables, with their page numbers.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Sp;
use super::furniture::roman;
use super::line::SetLine;
use super::pages::{Item, ItemKind, LinkArea};
use super::paginate::Leaf;
use super::paragraph::{Compositor, Manner};
use super::row::{Row, Turn, sink};
use super::stack::Place;
use super::text::{StyledText, look, styled_text};
use crate::model::{Anchor, Direction, Origin, Part, SpanId, Target};
use crate::resolve::{ContentsEntry, text_direction};
use crate::style::{Align, Role};

impl Compositor<'_> {
    /// The contents if they are shown, and the lists that are asked for, with the labels of the
    /// pages on which `text`, or the `front` that stands before them, has their entries.
    pub(super) fn lists(&self, place: Place, front: &[Leaf], text: &[Leaf]) -> Vec<Vec<Row>> {
        let manuscript = self.manuscript;
        let pages = page_labels(front, text);
        let label = |entry: &ContentsEntry| pages.get(&entry.anchor).cloned().unwrap_or_default();
        let contents =
            manuscript.shows_contents().then_some((manuscript.style.words.contents, &manuscript.contents));
        let lists = manuscript.lists.iter().map(|list| (list.title, &list.entries));
        contents
            .into_iter()
            .chain(lists)
            .zip(0..)
            .map(|((title, entries), number)| self.list_of(List { number, title, entries }, place, label))
            .collect()
    }

    /// Whether there are any.
    pub(super) fn has_lists(&self) -> bool {
        let manuscript = self.manuscript;
        manuscript.shows_contents() || !manuscript.lists.is_empty()
    }

    /// A list: a line or more for each entry, with the label of its page as `label_of` knows it.
    fn list_of(&self, list: List<'_>, place: Place, label_of: impl Fn(&ContentsEntry) -> String) -> Vec<Row> {
        let List { number, entries, .. } = list;
        let title = self.front_line(Some(Part::ListTitle(number)), Role::Heading(1), list.title, place);
        let labels: Vec<SetLine> = entries
            .iter()
            .zip(0..)
            .map(|(entry, nth)| {
                let part = Some(Part::ListPage(number, nth));
                let base = look(self.style(Role::Contents), self.body());
                self.set_on_one_line(StyledText::plain(label_of(entry), base), part, Role::Contents)
            })
            .collect();
        let widest = labels.iter().map(|label| label.width).max().unwrap_or_default();
        let top = entries.iter().map(|entry| entry.level).min().unwrap_or(1);
        let mut rows = title.rows;
        if let Some(first) = rows.first_mut() {
            sink(first, self.chapter_sink());
        }
        if let Some(last) = rows.last_mut() {
            last.height += title.after;
        }
        for ((entry, label), nth) in entries.iter().zip(labels).zip(0..) {
            rows.extend(self.contents_entry(Part::ListEntry(number, nth), entry, top, label, widest, place));
        }
        rows
    }

    fn contents_entry(
        &self,
        part: Part,
        entry: &ContentsEntry,
        top: u8,
        label: SetLine,
        widest: Sp,
        place: Place,
    ) -> Vec<Row> {
        let style = self.style(Role::Contents);
        let rules = &self.manuscript.style.front;
        let base = look(style, self.body());
        let indent = Sp(base.size.times(rules.indent).0 * i64::from(entry.level.saturating_sub(top)));
        let gap = base.size.times(rules.leader);
        let measure = Sp((place.measure.0 - indent.0 - widest.0 - gap.0 * 2).max(place.measure.0 / 3));
        let mut text = StyledText::default();
        if !entry.label.is_empty() {
            text = StyledText::plain(format!("{}\u{2002}", entry.label), base);
        }
        let text = text.followed_by(styled_text(&entry.content, base, measure, self.manuscript));
        // Not seen; it parts the words from the page number for those who hear them.
        let text = text.followed_by(StyledText::plain(" ", base));
        let text = text.reading(text_direction(&entry.content, place.direction));
        let manner = Manner {
            measure,
            indent: Sp(0),
            turnover: Sp(0),
            align: Align::Left,
            side: place.direction,
            hyphenate: false,
            part: Some(part),
            role: Role::Contents,
        };
        let lines = self.set(self.prepare(text), manner);
        let end = lines.last().map_or(Sp(0), |line| line.width) + indent;
        let left = match place.direction {
            Direction::Rightwards => place.left + indent,
            Direction::Leftwards => place.left + place.measure - indent - measure,
        };
        let mut rows = self.rows(lines, style, left);
        for row in rows.iter_mut().skip(1) {
            row.turn = Turn::Forbidden;
        }
        if entry.level <= 1
            && let Some(first) = rows.first_mut()
        {
            first.above = self.lines(rules.chapter_space);
        }
        let count = rows.len();
        for (index, row) in rows.iter_mut().enumerate() {
            let area = LinkArea {
                width: place.measure,
                height: row.height,
                target: Arc::new(Target::Anchor(entry.anchor.clone())),
                words: entry.content.plain_text().into(),
            };
            let item = |x: Sp, y: Sp, kind| Item {
                x,
                y,
                origin: Some(Origin { part, at: 0, span: SpanId::WHOLE }),
                role: Role::Contents,
                kind,
            };
            row.items.push(item(place.left, Sp(0), ItemKind::Link(area)));
            if index + 1 == count {
                let baseline = row.baseline;
                let right = place.left + place.measure;
                // The words, the leader and the number of the page follow each other as text does.
                let (number, from, to) = match place.direction {
                    Direction::Rightwards => {
                        let number = right - label.width;
                        (number, place.left + end + gap, number - gap)
                    }
                    Direction::Leftwards => (place.left, place.left + label.width + gap, right - end - gap),
                };
                row.items.extend(self.leader(from, to, baseline));
                row.items.extend(label.items.iter().cloned().map(|mut item| {
                    item.x += number;
                    item.y += baseline;
                    item
                }));
            }
        }
        rows
    }

    /// Dots from `left` to `right`, on a grid of the page, so that they stand below each other.
    fn leader(&self, left: Sp, right: Sp, baseline: Sp) -> Vec<Item> {
        let base = look(self.style(Role::Contents), self.body());
        let step = base.size.times(self.manuscript.style.front.leader).0.max(1);
        let first = left.0.div_euclid(step) + 1;
        let last = right.0.div_euclid(step);
        let dot = self.set_on_one_line(StyledText::plain(".", base), None, Role::Contents);
        (first..last)
            .flat_map(|at| {
                dot.items.iter().cloned().map(move |mut item| {
                    item.x += Sp(at * step);
                    item.y += baseline;
                    item
                })
            })
            .collect()
    }
}

/// A list as it is to be set.
struct List<'a> {
    /// Its place among the lists.
    number: u32,
    title: &'a str,
    entries: &'a [ContentsEntry],
}

/// The label of the page on which each anchor stands.
fn page_labels<'l>(front: &'l [Leaf], text: &'l [Leaf]) -> BTreeMap<&'l Anchor, String> {
    let front = (1..).zip(front).map(|(number, leaf)| (roman(number), leaf));
    let text = (1_usize..).zip(text).map(|(number, leaf)| (number.to_string(), leaf));
    let anchors = front
        .chain(text)
        .flat_map(|(label, leaf)| leaf.anchors.iter().map(move |(anchor, _)| (anchor, label.clone())));
    anchors.collect()
}
