//! A paragraph: text → lines of a measure.

use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::Sp;
use super::break_lines::{Broken, Length, More, break_lines};
use super::breakpoint::BreakKind;
use super::breakpoints::{Breakpoints, add_forced, add_hyphens, breakpoints};
use super::forms::Forms;
use super::hyphenate::Hyphenation;
use super::line::{SetLine, set_line};
use super::line_box::LineBox;
use super::line_shape::{Shape, UNBOUNDED};
use super::setting::Setting;
use super::shape::Shaper;
use super::shaped::Shaped;
use super::text::{BoxPosition, Look, Mark, Object, StyledText};
use crate::model::{Direction, Part};
use crate::resolve::Manuscript;
use crate::style::{Align, Orthography, ParagraphRules, Role, orthography};

/// What setting a paragraph needs beside the paragraph: made once for a document.
pub(super) struct Compositor<'a> {
    pub manuscript: &'a Manuscript,
    shaper: Shaper<'a>,
    segmenter: LineSegmenterBorrowed<'static>,
    /// Which way the document reads.
    pub direction: Direction,
    hyphenation: Hyphenation,
    by_hand: Hyphenation,
    orthography: Orthography,
}

/// A text that has been shaped, ready to be set to any measure.
#[derive(Debug)]
pub(super) struct Prepared {
    text: StyledText,
    shaped: Shaped,
    breaks: Breakpoints,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    pub measure: Sp,
    pub indent: Sp,
    /// Indent of the lines that only go on, as turnovers of verse.
    pub turnover: Sp,
    pub align: Align,
    /// The side from which lines start.
    pub side: Direction,
    /// Whether words may be divided.
    pub hyphenate: bool,
    /// Which text it is; `None` for what the page adds.
    pub part: Option<Part>,
    pub role: Role,
}

impl<'a> Compositor<'a> {
    pub fn new(manuscript: &'a Manuscript) -> Self {
        let language = &manuscript.document.metadata.language;
        Self {
            manuscript,
            shaper: Shaper::new(&manuscript.fonts, language),
            segmenter: LineSegmenter::new_dictionary(Default::default()),
            direction: Direction::of(language),
            hyphenation: Hyphenation::of(manuscript),
            by_hand: Hyphenation::by_hand(),
            orthography: orthography(language),
        }
    }

    /// Shapes `text` and finds where its lines may end.
    pub fn prepare(&self, mut text: StyledText) -> Prepared {
        self.set_readings(&mut text);
        let shaped = self.shaper.shape(&text);
        let breaks =
            breakpoints(&text, &shaped, &self.shaper, self.segmenter, &self.orthography, self.rules());
        Prepared { text, shaped, breaks }
    }

    /// Sets the readings of a text's rubies, as boxes above their words.
    fn set_readings(&self, text: &mut StyledText) {
        let style = &self.manuscript.style;
        for (_, mark) in &mut text.marks {
            let Mark::Reading(reading) = mark else { continue };
            let base = reading.look;
            let rise = base.size.times(style.ruby_rise);
            let size = base.size.times(style.ruby_size);
            let look = Look { size, rise: base.rise + rise, forms: Forms::default(), link: None, ..base };
            let line =
                self.set_on_one_line(StyledText::plain(reading.words.as_str(), look), None, Role::Body);
            let boxed = LineBox {
                width: line.width,
                height: base.rise + rise + size,
                depth: Sp(0),
                items: line.items,
            };
            *mark =
                Mark::Object(Object { span: base.span, boxed, position: BoxPosition::Above(reading.from) });
        }
    }

    /// Sets a paragraph in lines, as is best.
    pub fn set(&self, prepared: Prepared, manner: Manner) -> Vec<SetLine> {
        self.set_to_length(prepared, manner, Length::Best).0
    }

    /// Sets a paragraph in lines, with a length in mind; says as well what other lengths would
    /// cost.
    pub fn set_to_length(
        &self,
        prepared: Prepared,
        manner: Manner,
        length: Length,
    ) -> (Vec<SetLine>, Broken) {
        let shape = Shape {
            measure: manner.measure,
            indent: manner.indent,
            turnover: manner.turnover,
            ragged: manner.align != Align::Justify,
        };
        let Prepared { text, shaped, mut breaks } = prepared;
        let (shaper, rules) = (&self.shaper, self.rules());
        let hyphenation = if manner.hyphenate { &self.hyphenation } else { &self.by_hand };
        let add = |breaks: &mut Breakpoints, more: More| match more {
            More::Hyphens(names) => add_hyphens(breaks, &text, &shaped, shaper, hyphenation, names, rules),
            More::Forced => add_forced(breaks, &text, &shaped, shaper, shape, rules),
        };
        let broken = break_lines(&mut breaks, shape, length, rules, add);
        // The sums have served; lines need as much room again.
        let edges = std::mem::take(&mut breaks.edges);
        drop(breaks);
        let setting = Setting {
            text: &text,
            shaped: &shaped,
            edges: &edges,
            shaper,
            rules,
            shape,
            align: manner.align,
            side: manner.side,
            part: manner.part,
            role: manner.role,
        };
        (broken.lines.iter().map(|line| set_line(setting, line)).collect(), broken)
    }

    fn rules(&self) -> &ParagraphRules {
        &self.manuscript.style.paragraph
    }

    /// A text on one line, as wide as it is.
    pub fn set_on_one_line(&self, text: StyledText, part: Option<Part>, role: Role) -> SetLine {
        let prepared = self.prepare(text);
        let measure = UNBOUNDED;
        let manner = Manner {
            measure,
            indent: Sp(0),
            turnover: Sp(0),
            align: Align::Left,
            side: Direction::Rightwards,
            hyphenate: false,
            part,
            role,
        };
        self.set(prepared, manner).into_iter().next().unwrap_or_default()
    }
}

impl Prepared {
    /// Width of the text on one line, and of the widest piece that is not broken.
    pub fn widths(&self) -> (Sp, Sp) {
        let mut widest = 0;
        let mut line_start = 0;
        let mut longest = 0;
        let mut start = 0;
        for point in &self.breaks.points {
            let end = (point.end as usize).max(start);
            widest = widest.max(self.breaks.width[end] - self.breaks.width[start]);
            if matches!(point.kind, BreakKind::Forced | BreakKind::End) {
                let end = end.max(line_start);
                longest = longest.max(self.breaks.width[end] - self.breaks.width[line_start]);
                line_start = point.start as usize;
            }
            start = point.start as usize;
        }
        (Sp(longest), Sp(widest))
    }

    /// Width of what stands before `byte`, on one line.
    pub fn width_before(&self, byte: usize) -> Sp {
        let before = self.shaped.glyphs.iter().filter(|glyph| (glyph.cluster as usize) < byte);
        Sp(before.map(|glyph| i64::from(glyph.advance)).sum())
    }
}
