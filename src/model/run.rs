//! Runs: the text of a block as every edition reads it.
//!
//! `resolve` composes a text once, as a [`Run`]: its characters, the spans over them, and what is anchored
//! in it. Layout, XHTML, the text edition, tags, transcript and page marks all read that run, so a byte of
//! it and the number of a span mean the same to each of them.

mod builder;

pub use builder::RunBuilder;

use std::ops::Range;

use super::{Anchor, Image, Inline, NoteMark, Passage, Resolved, Target, bracketed, lowered, raised};
use crate::span::Span;

/// A text that is set by itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// Spans hold byte positions of it.
    text: String,
    /// In reading order, an outer span before those inside it.
    spans: Vec<RunSpan>,
}

/// The number of a span in its run: 1 for the first that starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpanId(u32);

impl SpanId {
    /// No span: the run itself.
    pub const WHOLE: Self = Self(0);
}

/// Formatting over a stretch of a run, or something anchored in it.
#[derive(Clone, Debug, PartialEq)]
pub struct RunSpan {
    /// What it is.
    pub kind: SpanKind,
    /// Its bytes of the run's text.
    pub range: Range<u32>,
    /// The innermost span around it.
    pub around: SpanId,
    /// How many spans are inside it.
    below: u32,
}

/// What a span is. The bytes of the run that it covers are given where they are not just its words.
#[derive(Clone, Debug, PartialEq)]
pub enum SpanKind {
    /// `*words*`
    Emphasis,
    /// `**words**`
    Strong,
    /// `~~words~~`
    Strike,
    /// `~2~`
    Subscript,
    /// `^2^`
    Superscript,
    /// `<small>` in the form of capitals.
    SmallCaps,
    /// `<ruby>`: a base, and a reading behind it.
    Ruby,
    /// `<rb>`: the words that a ruby's reading is for.
    RubyBase,
    /// `<rt>`: U+FFFB.
    Reading(String),
    /// `<span lang="fr">`, `<span dir="rtl">`
    Foreign(Passage),
    /// `` `code` ``
    Code,
    /// `$x^2$`: its linear form, with its superscripts, subscripts and line ends.
    Math {
        /// The TeX between the dollars.
        tex: String,
        /// Where it stands.
        span: Span,
    },
    /// `[words](target)`
    Link {
        /// Where it leads.
        target: Target,
        /// The title given in quotes, or empty.
        title: String,
        /// Where it stands.
        span: Span,
    },
    /// `[^name]`: what stands before its label, and the label, as print shows them.
    Note(NoteMark, Span),
    /// `![words](path)`: U+FFFC; its alternative text if the picture is missing.
    Image(Image<Resolved>),
    /// `<a id="name">`: nothing.
    Anchor(Anchor),
    /// A line end that stays: a LF.
    Break,
}

impl SpanKind {
    /// Whether a tagged edition has an element for it, because it says something of the words in it.
    pub fn is_tagged(&self) -> bool {
        match self {
            Self::SmallCaps | Self::Anchor(_) | Self::Break => false,
            Self::Emphasis
            | Self::Strong
            | Self::Strike
            | Self::Subscript
            | Self::Superscript
            | Self::Ruby
            | Self::RubyBase
            | Self::Reading(_)
            | Self::Foreign(_)
            | Self::Code
            | Self::Math { .. }
            | Self::Link { .. }
            | Self::Note(..)
            | Self::Image(_) => true,
        }
    }

    /// Whether its bytes of the run are words of the text, read as those around it. Of others an edition
    /// shows what stands for them.
    pub fn is_words(&self) -> bool {
        !matches!(self, Self::Note(..) | Self::Image(_) | Self::Anchor(_) | Self::Break)
    }
}

/// What stands directly in a run or in a span of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece<'r> {
    /// Words, and the byte of the run at which they start. Never empty.
    Words(u32, &'r str),
    /// A span.
    Span(SpanId, &'r RunSpan),
}

impl Run {
    /// The characters: what print shows, in the order of reading. What stands in the text without being
    /// characters of it has a place: a picture a U+FFFC, the reading of a ruby a U+FFFB.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.spans.is_empty()
    }

    /// All its spans, in reading order.
    pub fn spans(&self) -> impl DoubleEndedIterator<Item = (SpanId, &RunSpan)> {
        self.spans.iter().enumerate().map(|(index, span)| (SpanId(index as u32 + 1), span))
    }

    /// A span; `None` for [`SpanId::WHOLE`].
    pub fn span(&self, id: SpanId) -> Option<&RunSpan> {
        self.spans.get((id.0 as usize).checked_sub(1)?)
    }

    /// The span that covers all of it, if there is one.
    pub fn sole_span(&self) -> Option<(SpanId, &RunSpan)> {
        let mut pieces = self.pieces(SpanId::WHOLE);
        match (pieces.next(), pieces.next()) {
            (Some(Piece::Span(id, span)), None) => Some((id, span)),
            _ => None,
        }
    }

    /// Its pieces within a span, one after another; those of the whole run for [`SpanId::WHOLE`].
    pub fn pieces(&self, within: SpanId) -> Pieces<'_> {
        let (range, below) = match self.span(within) {
            Some(span) => (span.range.clone(), span.below),
            None => (0..self.text.len() as u32, self.spans.len() as u32),
        };
        let next = within.0;
        Pieces { run: self, at: range.start, end: range.end, next, last: next + below }
    }

    /// A span by itself, with all that is in it.
    pub fn part(&self, id: SpanId) -> Self {
        let Some(span) = self.span(id) else { return self.clone() };
        let (at, first) = (span.range.start, id.0 as usize - 1);
        let spans = self.spans[first..=first + span.below as usize].iter().map(|span| RunSpan {
            range: span.range.start - at..span.range.end - at,
            around: SpanId(span.around.0.saturating_sub(first as u32)),
            ..span.clone()
        });
        let mut spans: Vec<_> = spans.collect();
        spans[0].around = SpanId::WHOLE;
        Self { text: self.words(&span.range).to_owned(), spans }
    }

    /// The bytes `range` of its text: a span's, or a part of them.
    ///
    /// # Panics
    ///
    /// If `range` is not one of its characters.
    pub fn words(&self, range: &Range<u32>) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }

    /// The text of a span.
    pub fn words_of(&self, id: SpanId) -> &str {
        self.span(id).map_or(&self.text, |span| self.words(&span.range))
    }

    /// The words within a span alone, without marks and notes; a picture gives its alternative text, a
    /// formula its TeX.
    pub fn plain_text_in(&self, within: SpanId) -> String {
        let mut text = String::new();
        self.push_plain(within, &|_, tex| tex.to_owned(), &mut text);
        text
    }

    /// The same of the whole run.
    pub fn plain_text(&self) -> String {
        self.plain_text_in(SpanId::WHOLE)
    }

    /// The same as an edition shows it: formulas in their linear form.
    pub fn shown_text(&self) -> String {
        let mut text = String::new();
        self.push_plain(SpanId::WHOLE, &|id, _| self.linear_text(id), &mut text);
        text
    }

    fn push_plain(&self, within: SpanId, formula: &dyn Fn(SpanId, &str) -> String, text: &mut String) {
        for piece in self.pieces(within) {
            match piece {
                Piece::Words(_, words) => text.push_str(words),
                Piece::Span(id, span) => match &span.kind {
                    SpanKind::Math { tex, .. } => text.push_str(&formula(id, tex)),
                    SpanKind::Image(image) => text.push_str(&image.alternative),
                    SpanKind::Reading(reading) => text.push_str(&bracketed(reading)),
                    SpanKind::Break => text.push(' '),
                    SpanKind::Note(..) | SpanKind::Anchor(_) => {}
                    _ => self.push_plain(id, formula, text),
                },
            }
        }
    }

    /// Calls `visit` with the words that stand in no span but those that it `enters`.
    pub fn visit_words<'r>(&'r self, enters: impl Fn(&SpanKind) -> bool, mut visit: impl FnMut(&'r str)) {
        let mut inside = vec![self.pieces(SpanId::WHOLE)];
        while let Some(pieces) = inside.last_mut() {
            match pieces.next() {
                Some(Piece::Words(_, words)) => visit(words),
                Some(Piece::Span(id, span)) if enters(&span.kind) => match &span.kind {
                    SpanKind::Reading(reading) => visit(reading),
                    _ => inside.push(self.pieces(id)),
                },
                Some(Piece::Span(..)) => {}
                None => drop(inside.pop()),
            }
        }
    }

    /// A formula in one line of text, `x² + a_(ij)`; several lines if it is a block of several.
    pub fn linear_text(&self, within: SpanId) -> String {
        let mut text = String::new();
        for piece in self.pieces(within) {
            match piece {
                Piece::Words(_, words) => text.push_str(words),
                Piece::Span(id, span) => match &span.kind {
                    SpanKind::Subscript => text.push_str(&lowered(&self.linear_text(id))),
                    SpanKind::Superscript => text.push_str(&raised(&self.linear_text(id))),
                    SpanKind::Break => text.push('\n'),
                    SpanKind::Reading(reading) => text.push_str(&bracketed(reading)),
                    SpanKind::Note(..) | SpanKind::Image(_) | SpanKind::Anchor(_) => {}
                    _ => text.push_str(&self.linear_text(id)),
                },
            }
        }
        text
    }

    /// Puts an anchor before its first character.
    pub fn anchor_start(&mut self, anchor: Anchor) {
        for span in &mut self.spans {
            span.around.0 += u32::from(span.around != SpanId::WHOLE);
        }
        let kind = SpanKind::Anchor(anchor);
        self.spans.insert(0, RunSpan { kind, range: 0..0, around: SpanId::WHOLE, below: 0 });
    }
}

/// See [`Run::pieces`].
#[derive(Clone, Debug)]
pub struct Pieces<'r> {
    run: &'r Run,
    /// The byte that comes next.
    at: u32,
    end: u32,
    /// The index of the span that comes next.
    next: u32,
    last: u32,
}

impl<'r> Iterator for Pieces<'r> {
    type Item = Piece<'r>;

    fn next(&mut self) -> Option<Piece<'r>> {
        let span = self.run.spans[..self.last as usize].get(self.next as usize);
        let start = self.at;
        let until = span.map_or(self.end, |span| span.range.start);
        if start < until {
            self.at = until;
            return Some(Piece::Words(start, self.run.words(&(start..until))));
        }
        let span = span?;
        let id = SpanId(self.next + 1);
        self.at = span.range.end;
        self.next += 1 + span.below;
        Some(Piece::Span(id, span))
    }
}

impl From<Vec<Inline<Resolved>>> for Run {
    fn from(inlines: Vec<Inline<Resolved>>) -> Self {
        let mut builder = RunBuilder::default();
        builder.inlines(inlines);
        builder.finish()
    }
}

impl From<&str> for Run {
    fn from(words: &str) -> Self {
        Self { text: words.to_owned(), spans: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(run: &Run, within: SpanId) -> String {
        let pieces = run.pieces(within).map(|piece| match piece {
            Piece::Words(at, words) => format!("{at}:{words}"),
            Piece::Span(id, span) => format!("{:?}({})", span.kind, told(run, id)),
        });
        pieces.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn pieces_come_in_order_and_know_their_places() {
        let text = |words: &str| Inline::Text(words.to_owned());
        let run = Run::from(vec![
            text("one "),
            Inline::Strong(vec![text("two "), Inline::Emphasis(vec![text("three")]), text(" four")]),
            Inline::HardBreak,
            Inline::Code("five".to_owned()),
        ]);
        assert_eq!(run.text(), "one two three four\nfive");
        assert_eq!(
            told(&run, SpanId::WHOLE),
            "0:one  Strong(4:two  Emphasis(8:three) 13: four) Break(18:\n) Code(19:five)"
        );
        let around: Vec<u32> = run.spans().map(|(_, span)| span.around.0).collect();
        assert_eq!(around, [0, 1, 0, 0]);
        assert_eq!(run.plain_text(), "one two three four five");
        assert!(run.sole_span().is_none());
    }

    #[test]
    fn an_anchor_at_the_start_moves_the_numbers() {
        let mut run = Run::from(vec![Inline::Strong(vec![Inline::Emphasis(vec![Inline::Text("a".into())])])]);
        assert!(run.sole_span().is_some());
        run.anchor_start(Anchor("top".to_owned()));
        assert_eq!(told(&run, SpanId::WHOLE), "Anchor(Anchor(\"top\"))() Strong(Emphasis(0:a))");
        let around: Vec<u32> = run.spans().map(|(_, span)| span.around.0).collect();
        assert_eq!(around, [0, 0, 2]);
    }

    #[test]
    fn what_is_empty_is_taken_out() {
        let mut builder = RunBuilder::default();
        builder.open(SpanKind::Strong);
        builder.open(SpanKind::Emphasis);
        builder.close_unless_empty();
        builder.close_unless_empty();
        builder.words("a");
        assert_eq!(builder.finish(), Run::from("a"));
    }
}
