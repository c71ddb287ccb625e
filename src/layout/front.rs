//! The front: half title, title page, imprint page, contents and lists; or an article's title block.

use super::Sp;
use super::look::look;
use super::matter::{Folios, Matter, Numbering};
use super::paginate::{Leaf, Sheet, paginate};
use super::paragraph::{Compositor, Manner};
use super::row::{Row, Stacked, Turn, join};
use super::stack::Place;
use super::text::StyledText;
use crate::diagnostic::Diagnostics;
use crate::model::{Division, Part, Sides};
use crate::resolve::words_direction;
use crate::style::Role;

/// What stands between the title block and the contents.
pub(super) struct Summary {
    /// The abstract; no rows if there is none.
    text: Stacked,
    /// The notes that are called in it, by their numbers; those of the text have no rows.
    notes: Vec<Vec<Row>>,
}

impl Compositor<'_> {
    /// The title above the first page of an article's text; if its contents are shown it stands above
    /// those.
    pub(super) fn title_above_text(&self) -> Stacked {
        match self.manuscript.style.division {
            Division::Article if !self.has_lists() => self.title_block(Place::column(
                Sp::from_pt(self.manuscript.style.page.measure()),
                self.direction,
            )),
            Division::Article | Division::Book => Stacked::default(),
        }
    }

    /// The abstract that stands before the contents, with the notes that are called there, or by such a note:
    /// they are taken from the `notes` of the text.
    pub(super) fn with_notes(&self, text: Stacked, place: Place, notes: &mut [Vec<Row>]) -> Summary {
        let mut own = vec![Vec::new(); notes.len()];
        let called = |rows: &[Row]| -> Vec<usize> { rows.iter().flat_map(|row| row.notes.clone()).collect() };
        let mut waiting = called(&text.rows);
        while let Some(note) = waiting.pop() {
            let rows = std::mem::take(&mut notes[note]);
            if !rows.is_empty() {
                waiting.extend(called(&rows));
                // It may have been set in a narrower column; what there is to say of it has been said then.
                own[note] = self.note(note, place, &mut Diagnostics::new());
            }
        }
        Summary { text, notes: own }
    }

    /// The pages before the text, which is laid out already: the lists reserve room for the numbers that its
    /// pages have.
    pub(super) fn front(&self, place: Place, summary: Summary, text: &Matter, sheet: &Sheet) -> Matter {
        let style = &self.manuscript.style;
        let set = |rows: Vec<Row>| paginate(rows, Vec::new(), sheet);
        let set_summary = |rows: Vec<Row>| paginate(rows, summary.notes.clone(), sheet);
        let front = |leaves: Vec<Leaf>| Matter { leaves, numbering: Numbering::Roman };
        match style.division {
            Division::Article => {
                // The title stands above the first list, and without one above the text.
                let title = self.title_block(place);
                let (before, space) = match summary.text.rows.is_empty() {
                    true => (Vec::new(), Sp(0)),
                    false => (
                        set_summary(join([title.clone(), summary.text.clone()]).rows),
                        self.lines(self.style(Role::Heading(1)).before),
                    ),
                };
                let mut lists = self.lists(place, &Folios::of([&front(before), text])).into_iter();
                let first = lists.next().map(|rows| {
                    let list = Stacked { rows, before: space, ..Stacked::default() };
                    set_summary(join([title, summary.text.clone(), list]).rows)
                });
                let mut leaves = first.into_iter().chain(lists.map(set)).flatten().collect();
                self.turn_to_recto(&mut leaves);
                front(leaves)
            }
            Division::Book => {
                let mut leaves = Vec::new();
                let full = text.leaves.len() >= style.front.full_from;
                if full && style.front.half_title {
                    leaves.extend(set(self.half_title(place)));
                    self.turn_to_recto(&mut leaves);
                }
                leaves.extend(set(self.title_page(place)));
                leaves.extend(set(self.imprint_page(place)));
                if full {
                    self.turn_to_recto(&mut leaves);
                }
                leaves.iter_mut().for_each(|leaf| leaf.bare = true);
                leaves.extend(set_summary(summary.text.rows.clone()));
                let mut front = front(leaves);
                let lists = self.lists(place, &Folios::of([&front, text]));
                front.leaves.extend(lists.into_iter().flat_map(set));
                self.turn_to_recto(&mut front.leaves);
                front
            }
        }
    }

    /// Adds a blank page if the next one would be a left-hand page.
    fn turn_to_recto(&self, leaves: &mut Vec<Leaf>) {
        if self.manuscript.style.binding.sides == Sides::Two && !leaves.len().is_multiple_of(2) {
            leaves.push(Leaf { bare: true, ..Leaf::default() });
        }
    }

    /// The title block at the head of an article.
    pub(super) fn title_block(&self, place: Place) -> Stacked {
        let mut stacked = self.front_lines(place, |_| true);
        for row in stacked.rows.iter_mut().skip(1) {
            row.turn = Turn::Forbidden;
        }
        Stacked { after: self.lines(self.manuscript.style.front.after_title), keeps_next: true, ..stacked }
    }

    /// The title alone.
    fn half_title(&self, place: Place) -> Vec<Row> {
        let title = self.manuscript.front.iter().find(|line| line.role == Role::Title);
        let title = title.map(|line| self.front_line(None, Role::HalfTitle, &line.text, place).rows);
        self.sunk_by_drop(title.unwrap_or_default(), Sp(0))
    }

    /// The title page of a book: title and authors in the upper part, the publisher at the foot.
    fn title_page(&self, place: Place) -> Vec<Row> {
        let own_page = self.manuscript.style.front.imprint_page;
        let at_foot = |role| role == Role::Imprint || role == Role::Colophon && !own_page;
        let mut foot = self.front_lines(place, at_foot).rows;
        let head = self.front_lines(place, |role| !at_foot(role) && role != Role::Colophon).rows;
        let mut rows = self.sunk_by_drop(head, height(&foot));
        let free = Sp((self.text_height().0 - height(&rows).0 - height(&foot).0).max(0));
        if let Some(first) = foot.first_mut() {
            first.above += free;
        }
        rows.extend(foot);
        rows
    }

    /// Rights, series and identifier at the foot of the page behind the title page; no rows if
    /// there are none, or if they have no page of their own.
    fn imprint_page(&self, place: Place) -> Vec<Row> {
        let lines = self.front_lines(place, |role| role == Role::Colophon).rows;
        if lines.is_empty() || !self.manuscript.style.front.imprint_page {
            return Vec::new();
        }
        let mut rows = vec![Row::blank(Sp((self.text_height().0 - height(&lines).0).max(0)))];
        rows.extend(lines);
        rows
    }

    /// `rows` below the space that stands above a title, or below less if they and what is `kept`
    /// free fill the page.
    fn sunk_by_drop(&self, rows: Vec<Row>, kept: Sp) -> Vec<Row> {
        let free = Sp((self.text_height().0 - height(&rows).0 - kept.0).max(0));
        let drop = self.text_height().part(self.manuscript.style.front.drop).min(free);
        std::iter::once(Row::blank(drop)).chain(rows).collect()
    }

    fn text_height(&self) -> Sp {
        Sp::from_pt(self.manuscript.style.page.text_height())
    }

    /// The lines of the front whose role is `wanted`, one below the other.
    fn front_lines(&self, place: Place, wanted: impl Fn(Role) -> bool) -> Stacked {
        let lines = (0..).zip(&self.manuscript.front).filter(|(_, line)| wanted(line.role));
        join(lines.map(|(nth, line)| self.front_line(Some(Part::Front(nth)), line.role, &line.text, place)))
    }

    pub(super) fn front_line(&self, part: Option<Part>, role: Role, text: &str, place: Place) -> Stacked {
        let style = self.style(role);
        let direction = words_direction(text, place.direction);
        let text = StyledText::plain(text, look(style, self.body())).reading(direction);
        let manner = Manner {
            measure: place.measure,
            indent: Sp(0),
            turnover: Sp(0),
            align: style.align,
            side: place.direction,
            hyphenate: false,
            part,
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
}

fn height(rows: &[Row]) -> Sp {
    Sp(rows.iter().map(|row| row.above.0 + row.height.0).sum())
}
