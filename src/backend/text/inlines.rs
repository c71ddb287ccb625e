//! Runs → [`Prose`]: what stands in a line, with the marks that plain text has for a look.

use super::apparatus::Apparatus;
use super::prose::{Draft, Prose};
use crate::letters;
use crate::letters::Letters;
use crate::model::{
    self, LinkPlace, Marking, Part, Piece, Run, RunSpan, SpanId, SpanKind, Target, same_address,
};
use crate::resolve::Manuscript;
use crate::transcript::is_shown;

/// The words of `run`, the text `part`, with the notes and links they refer to entered in
/// `apparatus`, and with the marks of the pages that begin in them.
pub(super) fn compose(part: Part, run: &Run, manuscript: &Manuscript, apparatus: &mut Apparatus) -> Prose {
    let draft = Draft::new(letters(manuscript));
    let mut composer = Composer { manuscript, run, pages: None, apparatus, draft };
    let marks = composer.apparatus.take_pages(part);
    if !marks.is_empty() {
        let marks = marks.into_iter().map(|mark| (mark.at, mark.label));
        composer.pages = Some(Marking::new(run.text(), marks));
    }
    composer.pieces(SpanId::WHOLE);
    composer.pages_before(usize::MAX);
    composer.draft.finish()
}

/// The same with `lead` in front: a heading's number, a figure's label.
pub(super) fn compose_after(
    lead: &str,
    run: &Run,
    manuscript: &Manuscript,
    apparatus: &mut Apparatus,
) -> Prose {
    draft_after(lead, run, manuscript, apparatus).finish()
}

/// The same, marked as strong.
pub(super) fn compose_strong(
    lead: &str,
    run: &Run,
    manuscript: &Manuscript,
    apparatus: &mut Apparatus,
) -> Prose {
    let mut draft = draft_after(lead, run, manuscript, apparatus);
    draft.mark_from(0, &manuscript.style.text.strong);
    draft.finish()
}

fn draft_after<'m>(
    lead: &str,
    run: &Run,
    manuscript: &'m Manuscript,
    apparatus: &mut Apparatus,
) -> Draft<'m> {
    let draft = Draft::new(letters(manuscript));
    let mut composer = Composer { manuscript, run, pages: None, apparatus, draft };
    composer.draft.push(lead);
    composer.pieces(SpanId::WHOLE);
    composer.draft
}

/// In which letters the edition is written.
pub(super) fn letters(manuscript: &Manuscript) -> Letters {
    match manuscript.style.text_form.ascii {
        true => Letters::ascii(&manuscript.document.metadata.language.primary()),
        false => Letters::Unicode,
    }
}

struct Composer<'a, 'm> {
    manuscript: &'m Manuscript,
    run: &'a Run,
    /// The pages of the print edition that begin further on in the text.
    pages: Option<Marking<String>>,
    apparatus: &'a mut Apparatus,
    draft: Draft<'m>,
}

impl<'m> Composer<'_, 'm> {
    fn pieces(&mut self, within: SpanId) {
        let run = self.run;
        for piece in run.pieces(within) {
            match piece {
                Piece::Words(at, words) => self.words(at, words),
                Piece::Span(id, span) => self.span(id, span),
            }
        }
    }

    fn span(&mut self, id: SpanId, span: &RunSpan) {
        let rules = &self.manuscript.style.text;
        match &span.kind {
            SpanKind::Emphasis => self.marked(id, span, &rules.emphasis),
            SpanKind::Strong => self.marked(id, span, &rules.strong),
            SpanKind::Strike => self.marked(id, span, &rules.strike),
            // Capitals would change the words, and other scripts have none.
            SpanKind::SmallCaps | SpanKind::Foreign(_) | SpanKind::Ruby | SpanKind::RubyBase => {
                self.pieces(id)
            }
            SpanKind::Reading(reading) => {
                self.pass(span);
                self.draft.push(&model::bracketed(reading));
            }
            SpanKind::Subscript => self.script(id, span, "_", letters::subscript),
            SpanKind::Superscript => self.script(id, span, "^", letters::superscript),
            SpanKind::Code => self.code(span),
            SpanKind::Math { .. } => {
                self.pass(span);
                self.draft.push_whole(&self.run.linear_text(id));
            }
            SpanKind::Link { target: Target::Address(address), title, .. } => {
                self.link(id, span, address, title);
            }
            SpanKind::Link { target: Target::Anchor(_) | Target::Nowhere, .. } => self.pieces(id),
            SpanKind::Note(mark, _) => {
                self.apparatus.refer_to_note(mark.note);
                self.pass(span);
                self.draft.push_tight(&format!("{}[{}]", mark.before(), mark.label));
            }
            SpanKind::Image(image) => {
                self.pass(span);
                if !image.alternative.trim().is_empty() {
                    self.draft.push(&bracketed(self.manuscript, &image.alternative));
                }
            }
            SpanKind::Anchor(_) => {}
            SpanKind::Break => {
                self.pass(span);
                self.draft.push_break();
            }
        }
    }

    fn words(&mut self, at: u32, words: &str) {
        let mut done = 0;
        while let Some((before, label)) =
            self.pages.as_mut().and_then(|pages| pages.next_in(at as usize + done, &words[done..]))
        {
            self.draft.push(&words[done..done + before]);
            self.page(&label);
            done += before;
        }
        self.draft.push(&words[done..]);
    }

    /// Passes a span that cannot be divided; the marks in it stand before it.
    fn pass(&mut self, span: &RunSpan) {
        self.pages_before(span.range.end as usize);
    }

    fn pages_before(&mut self, end: usize) {
        let labels = self.pages.as_mut().map(|pages| pages.before(end)).unwrap_or_default();
        labels.iter().for_each(|label| self.page(label));
    }

    fn page(&mut self, label: &str) {
        let apart = self.draft.is_at_blank();
        self.draft.push_whole(&page_mark(self.manuscript, label));
        if apart {
            self.draft.push(" ");
        }
    }

    fn marked(&mut self, id: SpanId, span: &RunSpan, mark: &'m str) {
        // A page's mark is no part of what is emphasised.
        self.pages_before(span.range.start as usize + 1);
        let start = self.draft.position();
        self.pieces(id);
        self.draft.mark_from(start, mark);
    }

    fn script(&mut self, id: SpanId, span: &RunSpan, mark: &str, of_unicode: fn(&str) -> Option<String>) {
        let text: String = self.run.plain_text_in(id).chars().filter(|c| is_set(*c)).collect();
        let only_words = is_words_in(self.run, id);
        match of_unicode(text.trim_end()).filter(|words| only_words && is_shown(words)) {
            Some(words) => {
                self.pass(span);
                self.draft.push(&words);
                self.draft.push(&text[text.trim_end().len()..]);
            }
            // Around nothing there are no signs.
            None if !shows(self.run, id) => self.pieces(id),
            None => {
                self.draft.push(mark);
                self.draft.push("(");
                self.pieces(id);
                self.draft.push(")");
            }
        }
    }

    fn code(&mut self, span: &RunSpan) {
        self.pass(span);
        let code = self.run.words(&span.range);
        let tick = &self.manuscript.style.text.code;
        // Nothing is set apart.
        if !is_shown(code) {
            return self.draft.push(" ");
        }
        if code.contains(tick.as_str()) {
            self.draft.push_whole(code);
        } else {
            self.draft.push_whole(&format!("{tick}{code}{tick}"));
        }
    }

    /// A link to an address outside.
    fn link(&mut self, id: SpanId, span: &RunSpan, address: &str, title: &str) {
        let only_words = self.run.pieces(id).all(|piece| matches!(piece, Piece::Words(..)));
        let words = self.run.words(&span.range);
        let shown = words.trim();
        if only_words && same_address(shown, address) {
            self.pass(span);
            let (before, after) = words.split_once(shown).unwrap_or_default();
            self.draft.push(before);
            self.draft.push_whole(&format!("<{shown}>"));
            return self.draft.push(after);
        }
        self.pieces(id);
        // Blanks, or a picture that only decorates, lead nowhere for who does not see it.
        if !shows(self.run, id) {
            return;
        }
        match self.manuscript.style.text_form.links {
            LinkPlace::List => {}
            LinkPlace::Inline => {
                self.draft.push(" ");
                return self.draft.push_whole(&format!("<{address}>"));
            }
            LinkPlace::None => return,
        }
        let number = self.apparatus.refer_to_link(address, title);
        // The number stands behind a blank of its own; one that the words end with follows it.
        let apart = self.draft.is_at_blank();
        let start = self.draft.position();
        self.draft.push(&format!(" [{}{number}]", self.manuscript.style.text.link));
        self.draft.keep_from(start);
        if apart {
            self.draft.push(" ");
        }
    }
}

/// Whether a character is a blank, or seen.
fn is_set(character: char) -> bool {
    character.is_whitespace() || is_shown(character.encode_utf8(&mut [0; 4]))
}

/// Whether what is within a span is words alone, without any sign, or nothing.
fn is_words_in(run: &Run, within: SpanId) -> bool {
    run.pieces(within).all(|piece| match piece {
        Piece::Words(..) => true,
        Piece::Span(id, span) => match &span.kind {
            SpanKind::Anchor(_) | SpanKind::Break => true,
            SpanKind::SmallCaps | SpanKind::Foreign(_) => is_words_in(run, id),
            SpanKind::Link { target: Target::Nowhere, .. } => is_words_in(run, id),
            _ => !is_seen(run, id, span),
        },
    })
}

/// Whether anything is seen of what is within a span.
fn shows(run: &Run, within: SpanId) -> bool {
    run.pieces(within).any(|piece| match piece {
        Piece::Words(_, words) => is_shown(words),
        Piece::Span(id, span) => is_seen(run, id, span),
    })
}

fn is_seen(run: &Run, id: SpanId, span: &RunSpan) -> bool {
    match &span.kind {
        SpanKind::Note(..) => true,
        SpanKind::Image(image) => is_shown(&image.alternative),
        SpanKind::Anchor(_) | SpanKind::Break => false,
        _ => shows(run, id),
    }
}

/// What marks the place where a page of the print edition begins.
pub(super) fn page_mark(manuscript: &Manuscript, label: &str) -> String {
    let [before, after] = &manuscript.style.text.page_mark;
    format!("{before}{label}{after}")
}

/// A picture's alternative text as plain text shows it: `[Image: a press]`.
pub(super) fn bracketed(manuscript: &Manuscript, alternative: &str) -> String {
    format!("[{}: {}]", manuscript.style.words.image, alternative.trim())
}
