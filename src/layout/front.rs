//! The front: title page or title block, and the contents with their page numbers.

use super::Sp;
use super::line::SetLine;
use super::pages::{Item, ItemKind, LinkArea};
use super::paragraph::{Compositor, Manner};
use super::row::{Row, Stacked, Turn, join};
use super::stack::Place;
use super::text::{StyledText, look, styled_text};
use crate::model::{Target, plain_text};
use crate::resolve::ContentsEntry;
use crate::style::{Align, Role};

impl Compositor<'_> {
    /// The title block at the head of an article.
    pub(super) fn title_block(&self, place: Place) -> Stacked {
        let stacks = self.manuscript.front.iter().map(|line| self.front_line(line.role, &line.text, place));
        let mut stacked = join(stacks);
        for row in stacked.rows.iter_mut().skip(1) {
            row.turn = Turn::Forbidden;
        }
        Stacked { after: self.lines(self.manuscript.style.front.after_title), keeps_next: true, ..stacked }
    }

    /// The title page of a book: title and authors in the upper part, the rest at the foot.
    pub(super) fn title_page(&self, place: Place) -> Vec<Row> {
        let text_height = Sp::from_pt(self.manuscript.style.page.text_height());
        let split = self.manuscript.front.iter().position(|line| line.role == Role::Imprint);
        let (head, foot) = self.manuscript.front.split_at(split.unwrap_or(self.manuscript.front.len()));
        let set = |lines: &[crate::resolve::FrontLine]| {
            join(lines.iter().map(|line| self.front_line(line.role, &line.text, place)))
        };
        let (head, mut foot) = (set(head).rows, set(foot).rows);
        let height = |rows: &[Row]| rows.iter().map(|row| row.above.0 + row.height.0).sum::<i64>();
        let drop = text_height
            .part(self.manuscript.style.front.drop)
            .min(Sp((text_height.0 - height(&head)).max(0)));
        let mut rows = vec![Row::blank(drop)];
        rows.extend(head);
        let left = text_height.0 - height(&rows) - height(&foot);
        if let Some(first) = foot.first_mut() {
            first.above += Sp(left.max(0));
        }
        rows.extend(foot);
        rows
    }

    fn front_line(&self, role: Role, text: &str, place: Place) -> Stacked {
        let style = self.style(role);
        let text = StyledText::plain(text, look(style, self.body()));
        let manner = Manner {
            measure: place.measure,
            indent: Sp(0),
            align: style.align,
            hyphenate: false,
            block: None,
            role,
        };
        let lines = self.set(self.prepare(text), manner);
        Stacked {
            before: self.lines(style.before),
            after: self.lines(style.after),
            rows: self.rows(lines, style, place.left),
            keeps_next: false,
        }
    }

    /// The contents: a line or more for each entry, with the label of its page as `label_of` knows
    /// it.
    pub(super) fn contents(&self, place: Place, label_of: impl Fn(&ContentsEntry) -> String) -> Vec<Row> {
        let title = self.front_line(Role::Heading(1), self.manuscript.style.words.contents, place);
        let labels: Vec<SetLine> = self
            .manuscript
            .contents
            .iter()
            .map(|entry| {
                let base = look(self.style(Role::Contents), self.body());
                self.set_on_one_line(StyledText::plain(label_of(entry), base), None, Role::Contents)
            })
            .collect();
        let widest = labels.iter().map(|label| label.width).max().unwrap_or_default();
        let top = self.manuscript.contents.iter().map(|entry| entry.level).min().unwrap_or(1);
        let mut rows = title.rows;
        if let Some(last) = rows.last_mut() {
            last.height += title.after;
        }
        for (entry, label) in self.manuscript.contents.iter().zip(labels) {
            rows.extend(self.contents_entry(entry, top, label, widest, place));
        }
        rows
    }

    fn contents_entry(
        &self,
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
        let manner = Manner {
            measure,
            indent: Sp(0),
            align: Align::Left,
            hyphenate: false,
            block: None,
            role: Role::Contents,
        };
        let lines = self.set(self.prepare(text), manner);
        let end = lines.last().map_or(Sp(0), |line| line.width) + indent;
        let mut rows = self.rows(lines, style, place.left + indent);
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
                target: Target::Anchor(entry.anchor.clone()),
                words: plain_text(&entry.content),
            };
            let item = |x: Sp, y: Sp, kind| Item { x, y, block: None, role: Role::Contents, kind };
            row.items.push(item(place.left, Sp(0), ItemKind::Link(area)));
            if index + 1 == count {
                let baseline = row.baseline;
                let right = place.left + place.measure - label.width;
                row.items.extend(self.leader(place.left + end + gap, right - gap, baseline));
                row.items.extend(label.items.iter().cloned().map(|mut item| {
                    item.x += right;
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
