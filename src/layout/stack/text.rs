//! Running text: headings, paragraphs, formulas, scene breaks.

use std::ops::Range;

use super::Place;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::layout::Sp;
use crate::layout::break_lines::{Length, Way};
use crate::layout::line::SetLine;
use crate::layout::look::{Look, look};
use crate::layout::paragraph::{Compositor, Manner, OtherLengths, SetParagraph};
use crate::layout::row::{Flex, Opening, Row, Stacked, Turn};
use crate::layout::text::{Mark, StyledText, styled_paragraph, styled_text};
use crate::model::{Admonition, Block, Definition, Direction, Formula, Heading, Part, Resolved, Run};
use crate::resolve::{definitions_direction, heading_side, text_direction, words_direction};
use crate::span::Span;
use crate::style::{Align, Face, Kept, Role, Style};

/// A paragraph of more bytes than this is set as is best, whatever the pages ask for.
const LONGEST_VARIED: usize = 10_000;
/// Demerits of a line, beyond those of the best way, that weigh as much as one unit of price in the
/// search for pages.
const DEMERITS_IN_A_PRICE: i64 = 100;
/// Lines run over their measure by less than this without a word: a tenth of a point.
const OVERFULL: i64 = Sp::PER_PT / 10;

/// What is set as a text: which text it is, and where it stands in the source.
#[derive(Clone, Copy, Debug)]
pub(in crate::layout) struct Subject {
    pub part: Part,
    pub span: Span,
}

impl Subject {
    /// A block's own text.
    pub fn of(block: &Block<Resolved>) -> Self {
        Self { part: Part::Block(block.id), span: block.span }
    }

    /// A block's caption.
    pub fn caption(block: &Block<Resolved>) -> Self {
        Self { part: Part::Caption(block.id), span: block.span }
    }
}

impl Compositor<'_> {
    pub(super) fn heading(
        &self,
        block: &Block<Resolved>,
        heading: &Heading<Resolved>,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let role = if heading.level == 0 { Role::Part } else { Role::Heading(heading.level) };
        let style = self.style(role);
        let base = look(style, self.body());
        let mut text = StyledText::default();
        if !heading.label.is_empty() {
            text = StyledText::plain(format!("{}\u{2002}", heading.label), base);
        }
        let text = text.followed_by(styled_text(&heading.content, base, place.measure, self.manuscript));
        let text = text.reading(text_direction(&heading.content, place.direction));
        let place = Place { direction: heading_side(&heading.content, place.direction), ..place };
        let mut stacked = self.text(Subject::of(block), text, role, place, Sp(0), diagnostics);
        if let Some(first) = stacked.rows.first_mut() {
            first.anchors.insert(0, heading.anchor.clone());
            let words = heading.content.plain_text();
            let words = if heading.label.is_empty() { words } else { format!("{} {words}", heading.label) };
            // A heading within a quotation or a list opens nothing.
            if place.role == Role::Body && place.lists == 0 {
                first.opens = Some(Opening { level: heading.level, words: words.into() });
            }
        }
        stacked.keeps_next = true;
        stacked
    }

    pub(super) fn paragraph(
        &self,
        block: &Block<Resolved>,
        content: &Run,
        place: Place,
        follows_paragraph: bool,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let style = self.style(place.role);
        let base = look(style, self.body());
        let direction = text_direction(content, place.direction);
        // A note's picture leaves the page to the text.
        let text = match place.role {
            Role::Note => styled_text(content, base, place.measure, self.manuscript),
            _ => styled_paragraph(content, base, place.measure, self.manuscript),
        };
        let text = text.reading(direction);
        // What has a mark in front of it stays beside that.
        let place = match place.lists > 0 || place.role == Role::Note {
            true => place,
            false => Place { direction, ..place },
        };
        let indent =
            if follows_paragraph && place.lists == 0 { base.size.times(style.indent) } else { Sp(0) };
        let verse = self.manuscript.verse.contains(&block.id);
        let indent = if verse { Sp(0) } else { indent };
        let mut stacked = self.text(Subject::of(block), text, place.role, place, indent, diagnostics);
        if verse && place.lists == 0 {
            // Stanzas stand apart, as verse stands apart from prose.
            stacked.before = Sp(stacked.height_of_line());
            stacked.after = stacked.before;
            return stacked;
        }
        let apart = place.lists > 0 && !place.tight;
        // Space belongs to the block around it; within lists of paragraphs it stands in for the
        // indent.
        stacked.before = if apart { Sp(stacked.height_of_line() / 2) } else { Sp(0) };
        stacked.after = stacked.before;
        stacked
    }

    /// A text set in lines from the place's side and stacked, with its style's space around it.
    pub(in crate::layout) fn text(
        &self,
        subject: Subject,
        text: StyledText,
        role: Role,
        place: Place,
        indent: Sp,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let style = self.style(role);
        // To weigh all lengths of an endless paragraph would take too long.
        let length = if text.text.len() > LONGEST_VARIED { Length::Best } else { place.length };
        let size = text.looks.first().map_or(Sp(0), |(_, look)| look.size);
        let turnover = size.times(self.manuscript.style.paragraph.turnover);
        let prepared = self.prepare(text);
        let manner = Manner {
            measure: place.measure,
            indent,
            turnover: Sp(0),
            align: style.align,
            side: place.direction,
            hyphenate: style.hyphenate,
            part: Some(subject.part),
            role,
        };
        let verse = matches!(subject.part, Part::Block(block) if self.manuscript.verse.contains(&block));
        let manner = match style.align {
            Align::Centre if verse => Manner { hyphenate: false, ..manner },
            Align::Justify | Align::Left if verse => {
                Manner { turnover, align: Align::Left, hyphenate: false, ..manner }
            }
            Align::Justify | Align::Left | Align::Centre => manner,
        };
        let SetParagraph { lines, demerits, other } = self.set_to_vary(prepared, manner, length);
        report_overfull(subject, &lines, diagnostics);
        let mut rows = self.rows(lines, style, place.left);
        if role == Role::Body && place.length != Length::Best {
            rows.iter_mut().for_each(|row| row.on_grid = true);
            let lines = rows.len() as u32;
            if let Some(first) = rows.first_mut() {
                first.flex = other.map(|other| flex(lines, demerits, other));
            }
        }
        Stacked {
            before: self.lines(style.before),
            after: self.lines(style.after),
            rows,
            keeps_next: style.kept == Kept::WithNext,
        }
    }

    /// Lines as rows: none alone at a page's head or foot, and no divided word over a page's turn.
    pub(in crate::layout) fn rows(&self, lines: Vec<SetLine>, style: &Style, left: Sp) -> Vec<Row> {
        let count = lines.len();
        let mut rows = Vec::with_capacity(count);
        let mut divided = false;
        for (index, line) in lines.into_iter().enumerate() {
            let mut row = self.line_row(style);
            let rise = line.height.0 - row.baseline.0;
            if rise > 0 {
                row.height += Sp(rise);
                row.baseline += Sp(rise);
            }
            let kept = style.kept == Kept::WithNext;
            if index > 0 && (kept || index == 1 || index + 1 == count) {
                row.turn = Turn::Forbidden;
            } else if divided {
                row.turn = Turn::Divided;
            }
            divided = line.hyphenated;
            let baseline = row.baseline;
            row.items = line.items;
            for item in &mut row.items {
                item.x += left;
                item.y += baseline;
            }
            row.notes = line.notes;
            row.anchors = line.anchors;
            rows.push(row);
        }
        rows
    }

    pub(super) fn display_math(
        &self,
        block: &Block<Resolved>,
        math: &Formula<Resolved>,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let base = look(self.style(Role::Math), self.body());
        let base = Look { face: Face { italic: true, ..base.face }, ..base };
        let text = styled_text(&math.content, base, place.measure, self.manuscript);
        let text = text.reading(Direction::Rightwards);
        self.text(Subject::of(block), text, Role::Math, place, Sp(0), diagnostics)
    }

    pub(super) fn admonition_title(
        &self,
        block: &Block<Resolved>,
        admonition: &Admonition<Resolved>,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let style = self.style(Role::AdmonitionTitle);
        let base = look(style, self.body());
        let own = styled_text(&admonition.title, base, place.measure, self.manuscript);
        let lead = self.manuscript.style.words.before_title(&admonition.label, &admonition.title);
        let text = match (lead.is_empty(), own.text.is_empty()) {
            (true, true) => return Stacked::default(),
            (true, false) => own,
            (false, _) => StyledText::plain(lead, base).followed_by(own),
        };
        let direction = match admonition.title.is_empty() {
            true => words_direction(&text.text, place.direction),
            false => text_direction(&admonition.title, place.direction),
        };
        let text = text.reading(direction);
        self.text(
            Subject { part: Part::Title(block.id), span: block.span },
            text,
            Role::AdmonitionTitle,
            place,
            Sp(0),
            diagnostics,
        )
    }

    pub(super) fn definitions(
        &self,
        block: &Block<Resolved>,
        definitions: &[Definition<Resolved>],
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let indent = self.body().times(self.manuscript.style.list.indent);
        let place = Place { direction: definitions_direction(definitions, place.direction), ..place };
        let inner = Place { lists: place.lists + 1, ..place.indented(indent, Sp(0)) };
        let mut stacks = Vec::new();
        for (index, definition) in definitions.iter().enumerate() {
            let base = look(self.style(Role::Term), self.body());
            let text = styled_text(&definition.term, base, place.measure, self.manuscript);
            let text = text.reading(text_direction(&definition.term, place.direction));
            let term = Subject { part: Part::Term(block.id, index as u32), span: block.span };
            stacks.push(self.text(term, text, Role::Term, place, Sp(0), diagnostics));
            for blocks in &definition.definitions {
                let inner = Place { tight: blocks.len() == 1, ..inner };
                stacks.push(self.stack_blocks(blocks, inner, diagnostics));
            }
        }
        let stacked = super::join(stacks);
        let half = self.lines(self.manuscript.style.list.space);
        Stacked { before: stacked.before.max(half), after: stacked.after.max(half), ..stacked }
    }

    pub(super) fn scene_break(&self, block: &Block<Resolved>, place: Place) -> Stacked {
        let style = Style { align: Align::Centre, ..*self.style(Role::Body) };
        let base = look(&style, self.body());
        let text = StyledText::plain(self.manuscript.style.scene_break.as_str(), base);
        let manner = Manner {
            measure: place.measure,
            indent: Sp(0),
            turnover: Sp(0),
            align: Align::Centre,
            side: place.direction,
            hyphenate: false,
            part: Some(Part::Block(block.id)),
            role: Role::Body,
        };
        let rows = self.rows(self.set(self.prepare(text), manner), &style, place.left);
        let space = Sp(rows.first().map_or(0, |row| row.height.0) / 2);
        Stacked { before: space, after: space, rows, keeps_next: false }
    }
}

/// How a paragraph of so many lines may be set otherwise: at what price for each of its lines.
fn flex(lines: u32, demerits: i64, other: OtherLengths) -> Flex {
    let price = |way: &Way| {
        let more = (way.demerits - demerits).max(0) / i64::from(lines.max(1)) / DEMERITS_IN_A_PRICE;
        more.min(1000) as u32
    };
    let (shorter, longer) = (other.shorter.as_ref().map(price), other.longer.as_ref().map(price));
    Flex { block: 0, lines, shorter, longer, other: Some(Box::new(other)) }
}

impl Stacked {
    fn height_of_line(&self) -> i64 {
        self.rows.first().map_or(0, |row| row.height.0)
    }
}

impl StyledText {
    /// This text with `other` behind it.
    pub(in crate::layout) fn followed_by(mut self, other: StyledText) -> StyledText {
        let shift = self.text.len() as u32;
        let links = self.links.len() as u32;
        self.text.push_str(&other.text);
        self.looks.extend(
            other
                .looks
                .into_iter()
                .map(|(at, look)| (at + shift, Look { link: look.link.map(|link| link + links), ..look })),
        );
        let shifted = |(range, language): (Range<u32>, _)| (range.start + shift..range.end + shift, language);
        self.foreign.extend(other.foreign.into_iter().map(shifted));
        let shifted =
            |(range, direction): (Range<u32>, _)| (range.start + shift..range.end + shift, direction);
        self.isolates.extend(other.isolates.into_iter().map(shifted));
        self.links.extend(other.links);
        self.marks.extend(other.marks.into_iter().map(|(at, mark): (u32, Mark)| (at + shift, mark)));
        self
    }
}

/// Reports the widest of the lines that run over their measure.
pub(in crate::layout) fn report_overfull(subject: Subject, lines: &[SetLine], diagnostics: &mut Diagnostics) {
    let Some(over) = lines.iter().map(|line| line.overfull).max().filter(|over| over.0 > OVERFULL) else {
        return;
    };
    diagnostics.add(
        Diagnostic::warning(
            Code::Overfull,
            subject.span,
            format!("a line runs {:.1} pt over its measure", over.to_pt()),
        )
        .with_help("shorten the longest word or give it soft hyphens"),
    );
}
