//! The contents, and the lists of figures and tables, with the numbers of their pages.

use std::sync::Arc;

use super::Sp;
use super::draft::{Draft, PageOf};
use super::look::{Look, look};
use super::matter::Folios;
use super::pages::{Item, ItemKind, LinkArea};
use super::paragraph::{Compositor, Manner};
use super::row::{Row, Turn, sink};
use super::stack::Place;
use super::text::{StyledText, styled_text};
use crate::model::{Direction, Origin, Part, SpanId, Target};
use crate::resolve::{ContentsEntry, text_direction};
use crate::style::{Align, Role};

/// A list as it is to be set.
#[derive(Clone, Copy)]
struct List<'a> {
    /// Its place among the lists.
    number: u32,
    title: &'a str,
    entries: &'a [ContentsEntry],
    place: Place,
    /// The width reserved for the numbers of pages.
    reserved: Sp,
}

/// Where the words of an entry stand.
#[derive(Clone, Copy)]
struct Words {
    /// From the side from which lines start.
    indent: Sp,
    measure: Sp,
}

impl Compositor<'_> {
    /// The contents if they are shown, and the lists that are asked for, with placeholders for the numbers of
    /// pages. Each reserves the width of its widest number, by the pages that are `known`.
    pub(super) fn lists(&self, place: Place, known: &Folios) -> Vec<Vec<Row>> {
        let manuscript = self.manuscript;
        let contents =
            manuscript.shows_contents().then_some((manuscript.style.words.contents, &manuscript.contents));
        let lists = manuscript.lists.iter().map(|list| (list.title, &list.entries));
        let lists = contents.into_iter().chain(lists).zip(0..);
        lists
            .map(|((title, entries), number)| {
                let numbers = entries.iter().map(|entry| known.page_of(&entry.anchor));
                let widths = numbers.map(|label| self.page_number_width(label, self.contents_look()));
                let reserved = widths.max().unwrap_or_default();
                self.list_of(List { number, title, entries, place, reserved })
            })
            .collect()
    }

    /// Whether there are any.
    pub(super) fn has_lists(&self) -> bool {
        let manuscript = self.manuscript;
        manuscript.shows_contents() || !manuscript.lists.is_empty()
    }

    fn contents_look(&self) -> Look {
        look(self.style(Role::Contents), self.body())
    }

    /// A list: a line or more for each entry.
    fn list_of(&self, list: List<'_>) -> Vec<Row> {
        let title = Some(Part::ListTitle(list.number));
        let title = self.front_line(title, Role::Heading(1), list.title, list.place);
        let top = list.entries.iter().map(|entry| entry.level).min().unwrap_or(1);
        let mut rows = title.rows;
        if let Some(first) = rows.first_mut() {
            sink(first, self.chapter_sink());
        }
        if let Some(last) = rows.last_mut() {
            last.height += title.after;
        }
        for (entry, nth) in list.entries.iter().zip(0..) {
            rows.extend(self.contents_entry(entry, nth, entry.level.saturating_sub(top), list));
        }
        rows
    }

    /// The rows of an entry, so many `levels` below the first.
    fn contents_entry(&self, entry: &ContentsEntry, nth: u32, levels: u8, list: List<'_>) -> Vec<Row> {
        let List { place, reserved, .. } = list;
        let base = self.contents_look();
        let rules = &self.manuscript.style.front;
        let indent = Sp(base.size.times(rules.indent).0 * i64::from(levels));
        let gap = self.leader_step(base);
        let measure = Sp((place.measure.0 - indent.0 - reserved.0 - gap.0 * 2).max(place.measure.0 / 3));
        let words = Words { indent, measure };
        let part = Part::ListEntry(list.number, nth);
        let (mut rows, end) = self.entry_words(entry, part, words, place);
        let link = |height| {
            let target = Arc::new(Target::Anchor(entry.anchor.clone()));
            LinkArea { width: place.measure, height, target, words: entry.content.plain_text().into() }
        };
        for row in &mut rows {
            row.items.push(list_item(part, place.left, Sp(0), ItemKind::Link(link(row.height)).into()));
        }
        if let Some(last) = rows.last_mut() {
            // The words, the leader and the number of the page follow each other as text does.
            let left = match place.direction {
                Direction::Rightwards => place.left + place.measure - reserved,
                Direction::Leftwards => place.left,
            };
            let number = PageOf {
                anchor: entry.anchor.clone(),
                look: base,
                width: reserved,
                direction: place.direction,
                leader: place.measure - end - gap - reserved,
            };
            let part = Part::ListPage(list.number, nth);
            last.items.push(list_item(part, left, last.baseline, Draft::PageOf(Box::new(number))));
        }
        rows
    }

    /// The rows of an entry's label and words, and how far the last reaches from where lines start.
    fn entry_words(&self, entry: &ContentsEntry, part: Part, words: Words, place: Place) -> (Vec<Row>, Sp) {
        let Words { indent, measure } = words;
        let style = self.style(Role::Contents);
        let base = self.contents_look();
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
            first.above = self.lines(self.manuscript.style.front.chapter_space);
        }
        (rows, end)
    }
}

/// Something that stands for the whole of a `part` of a list.
fn list_item(part: Part, x: Sp, y: Sp, kind: Draft) -> Item<Draft> {
    let origin = Some(Origin { part, at: 0, span: SpanId::WHOLE });
    Item { x, y, origin, role: Role::Contents, kind }
}
