//! Composing a run.

use super::{Run, RunSpan, SpanId, SpanKind};
use crate::model::{Inline, Resolved};

/// Composes a run, piece by piece.
#[derive(Clone, Debug, Default)]
pub struct RunBuilder {
    run: Run,
    /// The spans that are open, the outermost first.
    open: Vec<SpanId>,
}

impl RunBuilder {
    /// Adds words.
    pub fn words(&mut self, words: &str) {
        self.run.text.push_str(words);
    }

    /// Opens a span.
    pub fn open(&mut self, kind: SpanKind) {
        let at = self.run.text.len() as u32;
        let around = self.open.last().copied().unwrap_or(SpanId::WHOLE);
        self.run.spans.push(RunSpan { kind, range: at..at, around, below: 0 });
        self.open.push(SpanId(self.run.spans.len() as u32));
    }

    /// Closes the span that was opened last.
    pub fn close(&mut self) {
        let Some(id) = self.open.pop() else { return };
        let below = self.run.spans.len() as u32 - id.0;
        let span = &mut self.run.spans[id.0 as usize - 1];
        span.below = below;
        span.range.end = self.run.text.len() as u32;
    }

    /// Closes the span that was opened last, and takes it out if nothing is in it.
    pub fn close_unless_empty(&mut self) {
        self.close();
        if self.run.spans.last().is_some_and(|last| {
            let is_own = self.open.last().copied().unwrap_or(SpanId::WHOLE) == last.around;
            is_own && last.kind.is_words() && last.below == 0 && last.range.is_empty()
        }) {
            self.run.spans.pop();
        }
    }

    /// Adds a span over `words`.
    pub fn span(&mut self, kind: SpanKind, words: &str) {
        self.open(kind);
        self.words(words);
        self.close();
    }

    /// Adds what is in another run.
    pub fn append(&mut self, run: Run) {
        let (at, count) = (self.run.text.len() as u32, self.run.spans.len() as u32);
        let around = self.open.last().copied().unwrap_or(SpanId::WHOLE);
        self.run.text.push_str(&run.text);
        self.run.spans.extend(run.spans.into_iter().map(|span| RunSpan {
            range: span.range.start + at..span.range.end + at,
            around: if span.around == SpanId::WHOLE { around } else { SpanId(span.around.0 + count) },
            ..span
        }));
    }

    /// The run; spans that are open end with it.
    pub fn finish(mut self) -> Run {
        while !self.open.is_empty() {
            self.close();
        }
        self.run
    }

    /// Adds inlines.
    pub fn inlines(&mut self, inlines: Vec<Inline<Resolved>>) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: Inline<Resolved>) {
        let (kind, content) = match inline {
            Inline::Text(words) => return self.words(&words),
            Inline::SoftBreak => return self.words(" "),
            Inline::Code(words) => return self.span(SpanKind::Code, &words),
            Inline::HardBreak => return self.span(SpanKind::Break, "\n"),
            Inline::Anchor(anchor) => return self.span(SpanKind::Anchor(anchor), ""),
            Inline::Note(mark, span) => {
                let words = mark.before().to_owned() + &mark.shown();
                return self.span(SpanKind::Note(mark, span), &words);
            }
            Inline::Image(image) => {
                let words = match image.picture {
                    Some(_) => "\u{FFFC}".to_owned(),
                    None => image.alternative.clone(),
                };
                return self.span(SpanKind::Image(image), &words);
            }
            Inline::Ruby(base, reading) => {
                self.open(SpanKind::Ruby);
                self.open(SpanKind::RubyBase);
                self.inlines(base);
                self.close();
                self.span(SpanKind::Reading(reading), "\u{FFFB}");
                return self.close();
            }
            Inline::Emphasis(content) => (SpanKind::Emphasis, content),
            Inline::Strong(content) => (SpanKind::Strong, content),
            Inline::Strike(content) => (SpanKind::Strike, content),
            Inline::Subscript(content) => (SpanKind::Subscript, content),
            Inline::Superscript(content) => (SpanKind::Superscript, content),
            Inline::SmallCaps(content) => (SpanKind::SmallCaps, content),
            Inline::Foreign(language, content) => (SpanKind::Foreign(language), content),
            Inline::Math(math) => (SpanKind::Math { tex: math.tex, span: math.span }, math.content),
            Inline::Link(link) => {
                (SpanKind::Link { target: link.target, title: link.title, span: link.span }, link.content)
            }
        };
        self.open(kind);
        self.inlines(content);
        self.close();
    }
}
