//! A paragraph: text → lines of a measure.

use std::collections::{BTreeMap, BTreeSet};

use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::Sp;
use super::break_lines::{Broken, Length, More, Way, break_lines};
use super::breakpoint::BreakKind;
use super::breakpoints::{Breakpoints, add_forced, add_hyphens, breakpoints};
use super::edges::Edges;
use super::forms::Forms;
use super::hyphenate::Hyphenation;
use super::line::{SetLine, set_line};
use super::line_box::LineBox;
use super::line_shape::{Shape, UNBOUNDED};
use super::look::Look;
use super::setting::Setting;
use super::shape::Shaper;
use super::shaped::Shaped;
use super::text::{BoxPosition, Mark, Object, StyledText};
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

/// A paragraph, set.
pub(super) struct SetParagraph {
    pub lines: Vec<SetLine>,
    /// What its lines cost.
    pub demerits: i64,
    /// What its other lengths are set from, if it has any.
    pub other: Option<OtherLengths>,
}

/// A paragraph that may be set a line longer or shorter, with all that its lines are set from.
#[derive(Clone, Debug)]
pub(super) struct OtherLengths {
    text: StyledText,
    shaped: Shaped,
    /// Those at which its lines begin and end.
    edges: BTreeMap<u32, Edges>,
    manner: Manner,
    pub shorter: Option<Way>,
    pub longer: Option<Way>,
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
        self.set_to_vary(prepared, manner, Length::Best).lines
    }

    /// Sets a paragraph in lines, as is best; with what its other lengths are set from, if those are
    /// looked for.
    pub fn set_to_vary(&self, prepared: Prepared, manner: Manner, length: Length) -> SetParagraph {
        let Prepared { text, shaped, mut breaks } = prepared;
        let (shape, shaper, rules) = (manner.shape(), &self.shaper, self.rules());
        let hyphenation = if manner.hyphenate { &self.hyphenation } else { &self.by_hand };
        let add = |breaks: &mut Breakpoints, more: More| match more {
            More::Hyphens(names) => add_hyphens(breaks, &text, &shaped, shaper, hyphenation, names, rules),
            More::Forced => add_forced(breaks, &text, &shaped, shaper, shape, rules),
        };
        let Broken { best, shorter, longer } = break_lines(&mut breaks, shape, length, rules, add);
        // The sums have served; lines need as much room again.
        let edges = std::mem::take(&mut breaks.edges);
        drop(breaks);
        let setting = self.setting(&text, &shaped, &edges, manner);
        let lines = best.lines.iter().map(|line| set_line(setting, line)).collect();
        let other = (shorter.is_some() || longer.is_some())
            .then(|| OtherLengths { text, shaped, edges, manner, shorter, longer }.shrunk());
        SetParagraph { lines, demerits: best.demerits, other }
    }

    /// Sets a paragraph so many lines longer, by one more or one less; `None` where that cannot be done
    /// well.
    pub fn set_other(&self, other: &OtherLengths, more: i32) -> Option<Vec<SetLine>> {
        let way = if more > 0 { &other.longer } else { &other.shorter };
        let setting = self.setting(&other.text, &other.shaped, &other.edges, other.manner);
        Some(way.as_ref()?.lines.iter().map(|line| set_line(setting, line)).collect())
    }

    fn setting<'s>(
        &'s self,
        text: &'s StyledText,
        shaped: &'s Shaped,
        edges: &'s BTreeMap<u32, Edges>,
        manner: Manner,
    ) -> Setting<'s> {
        Setting {
            text,
            shaped,
            edges,
            shaper: &self.shaper,
            rules: self.rules(),
            shape: manner.shape(),
            align: manner.align,
            side: manner.side,
            part: manner.part,
            role: manner.role,
        }
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

impl Manner {
    fn shape(&self) -> Shape {
        Shape {
            measure: self.measure,
            indent: self.indent,
            turnover: self.turnover,
            ragged: self.align != Align::Justify,
        }
    }
}

impl OtherLengths {
    /// Without what neither of them needs.
    fn shrunk(mut self) -> Self {
        let lines = self.shorter.iter().chain(&self.longer).flat_map(|way| &way.lines);
        let met: BTreeSet<u32> = lines.flat_map(|line| [line.start_byte, line.point.start_byte]).collect();
        self.edges.retain(|byte, _| met.contains(byte));
        self.shaped.glyphs.shrink_to_fit();
        self
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
