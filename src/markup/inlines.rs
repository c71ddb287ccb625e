//! Runs → XHTML.

use super::{Piece as Styled, Writer};
use crate::model::{NoteMark, Piece, Run, RunSpan, SpanId, SpanKind, Target};

impl Writer<'_> {
    /// Appends the pieces of a run that are within a span of it.
    pub fn pieces(&mut self, run: &Run, within: SpanId) {
        for piece in run.pieces(within) {
            match piece {
                Piece::Words(at, words) => self.read(at, words),
                Piece::Span(id, span) => self.span(run, id, span),
            }
        }
    }

    pub(super) fn span(&mut self, run: &Run, id: SpanId, span: &RunSpan) {
        match &span.kind {
            SpanKind::Emphasis => self.element("em", run, id),
            SpanKind::Strong => self.element("strong", run, id),
            SpanKind::Strike => self.element("s", run, id),
            SpanKind::Subscript => {
                self.uses(Styled::Subscript);
                self.element("sub", run, id);
            }
            SpanKind::Superscript => {
                self.uses(Styled::Superscript);
                self.element("sup", run, id);
            }
            SpanKind::SmallCaps => {
                self.uses(Styled::SmallCaps);
                self.raw("<span class=\"smallcaps\">");
                self.pieces(run, id);
                self.raw("</span>");
            }
            SpanKind::Ruby => self.element("ruby", run, id),
            SpanKind::RubyBase => self.pieces(run, id),
            SpanKind::Reading(reading) => {
                self.pass(span);
                self.raw("<rp>(</rp><rt>");
                self.text(reading);
                self.raw("</rt><rp>)</rp>");
            }
            SpanKind::Foreign(passage) => {
                self.raw("<span");
                if let Some(language) = passage.language() {
                    self.attribute("lang", language.tag());
                    self.attribute("xml:lang", language.tag());
                }
                let around = self.turn(passage.direction());
                // A direction that was asked for sets words apart, even where they read as those around them.
                if passage.language().is_none() && around == passage.direction() {
                    self.attribute("dir", around.name());
                }
                self.raw(">");
                self.pieces(run, id);
                self.raw("</span>");
                self.turn_back(around);
            }
            SpanKind::Code => {
                self.uses(Styled::InlineCode);
                self.raw("<code");
                self.reads_rightwards();
                self.raw(">");
                self.pieces(run, id);
                self.raw("</code>");
            }
            SpanKind::Math { .. } => {
                self.uses(Styled::Math);
                self.pass(span);
                self.raw("<span class=\"math\"");
                self.reads_rightwards();
                self.raw(">");
                self.pieces(run, id);
                self.raw("</span>");
            }
            SpanKind::Link { target, title, .. } => self.link(target, title, run, id),
            SpanKind::Note(mark, _) => {
                self.pass(span);
                match &mut self.link {
                    Some(waiting) => waiting.push(mark.clone()),
                    None => self.note_reference(mark),
                }
            }
            SpanKind::Image(image) => {
                self.pass(span);
                self.picture(image, &image.alternative);
            }
            SpanKind::Anchor(anchor) => {
                self.raw("<span");
                self.attribute("id", &anchor.0);
                self.raw("></span>");
            }
            SpanKind::Break => {
                self.pass(span);
                self.raw("<br/>\n");
            }
        }
    }

    fn element(&mut self, name: &str, run: &Run, within: SpanId) {
        self.raw("<");
        self.raw(name);
        self.raw(">");
        self.pieces(run, within);
        self.raw("</");
        self.raw(name);
        self.raw(">");
    }

    /// A link. Its words alone where it leads nowhere, or inside another link.
    fn link(&mut self, target: &Target, title: &str, run: &Run, within: SpanId) {
        let address = match target {
            Target::Anchor(anchor) => self.places.anchor(anchor),
            Target::Address(address) => Some(address.clone()),
            Target::Nowhere => None,
        };
        let Some(address) = address.filter(|_| self.link.is_none()) else {
            return self.pieces(run, within);
        };
        self.raw("<a");
        self.attribute("href", &address);
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.raw(">");
        self.link = Some(Vec::new());
        self.pieces(run, within);
        self.raw("</a>");
        for mark in self.link.take().unwrap_or_default() {
            self.note_reference(&mark);
        }
    }

    fn note_reference(&mut self, mark: &NoteMark) {
        self.uses(Styled::NoteReference);
        if !mark.before().is_empty() {
            self.raw("<span class=\"noteref\">");
            self.text(mark.before());
            self.raw("</span>");
        }
        self.raw("<a class=\"noteref\" epub:type=\"noteref\" role=\"doc-noteref\"");
        let (id, address) =
            (self.places.reference_id(mark.note, mark.occurrence), self.places.note(mark.note));
        self.attribute("id", &id);
        self.attribute("href", &address);
        self.raw(">");
        self.text(&mark.shown());
        self.raw("</a>");
    }
}
