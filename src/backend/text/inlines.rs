//! Inlines → [`Prose`]: what stands in a line, with the marks that plain text has for a look.

use super::apparatus::Apparatus;
use super::prose::{Draft, Prose};
use crate::letters;
use crate::letters::Letters;
use crate::model::{
    Image, Inline, Link, LinkPlace, Marking, Part, Resolved, Target, plain_text, reading_text, same_address,
};
use crate::resolve::Manuscript;
use crate::transcript::is_shown;

/// The words of `inlines`, the text `part`, with the notes and links they refer to entered in
/// `apparatus`, and with the marks of the pages that begin in them.
pub(super) fn compose(
    part: Part,
    inlines: &[Inline<Resolved>],
    manuscript: &Manuscript,
    apparatus: &mut Apparatus,
) -> Prose {
    let mut composer =
        Composer { manuscript, reading: None, apparatus, draft: Draft::new(letters(manuscript)) };
    let marks = composer.apparatus.take_pages(part);
    if !marks.is_empty() {
        let text = reading_text(inlines, &manuscript.document.notes);
        let marks = marks.into_iter().map(|mark| (mark.at, mark.label));
        composer.reading = Some(Marking::new(&text, marks));
    }
    composer.inlines(inlines);
    composer.pass(usize::MAX);
    composer.draft.finish()
}

/// The same with `lead` in front: a heading's number, a figure's label.
pub(super) fn compose_after(
    lead: &str,
    inlines: &[Inline<Resolved>],
    manuscript: &Manuscript,
    apparatus: &mut Apparatus,
) -> Prose {
    draft_after(lead, inlines, manuscript, apparatus).finish()
}

/// The same, marked as strong.
pub(super) fn compose_strong(
    lead: &str,
    inlines: &[Inline<Resolved>],
    manuscript: &Manuscript,
    apparatus: &mut Apparatus,
) -> Prose {
    let mut draft = draft_after(lead, inlines, manuscript, apparatus);
    draft.mark_from(0, &manuscript.style.text.strong);
    draft.finish()
}

fn draft_after<'m>(
    lead: &str,
    inlines: &[Inline<Resolved>],
    manuscript: &'m Manuscript,
    apparatus: &mut Apparatus,
) -> Draft<'m> {
    let draft = Draft::new(letters(manuscript));
    let mut composer = Composer { manuscript, reading: None, apparatus, draft };
    composer.draft.push(lead);
    composer.inlines(inlines);
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
    /// The pages of the print edition that begin further on in the text.
    reading: Option<Marking<String>>,
    apparatus: &'a mut Apparatus,
    draft: Draft<'m>,
}

impl<'m> Composer<'_, 'm> {
    fn inlines(&mut self, inlines: &[Inline<Resolved>]) {
        inlines.iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &Inline<Resolved>) {
        let rules = &self.manuscript.style.text;
        match inline {
            Inline::Text(words) => self.words(words),
            Inline::Emphasis(content) => self.marked(content, &rules.emphasis),
            Inline::Strong(content) => self.marked(content, &rules.strong),
            Inline::Strike(content) => self.marked(content, &rules.strike),
            // Capitals would change the words, and other scripts have none.
            Inline::SmallCaps(content) | Inline::Foreign(_, content) => self.inlines(content),
            Inline::Subscript(content) => self.script(content, "_", letters::subscript),
            Inline::Superscript(content) => self.script(content, "^", letters::superscript),
            Inline::Code(code) => self.code(code),
            Inline::Math(math) => {
                self.pass(math.reading_length());
                self.draft.push_whole(&math.linear());
            }
            Inline::Link(link) => self.link(link),
            Inline::Note(mark, _) => {
                self.apparatus.refer_to_note(mark.note);
                if let Some(note) = self.manuscript.document.notes.get(mark.note) {
                    self.pass(mark.before().len() + mark.shown(&note.label).len());
                    self.draft.push_tight(&format!("{}[{}]", mark.before(), note.label));
                }
            }
            Inline::Image(image) => self.image(image),
            Inline::Anchor(_) => {}
            Inline::SoftBreak => {
                self.pass(1);
                self.draft.push(" ");
            }
            Inline::HardBreak => {
                self.pass(1);
                self.draft.push_break();
            }
        }
    }

    fn words(&mut self, words: &str) {
        let mut rest = words;
        while let Some((before, label)) = self.reading.as_mut().and_then(|it| it.next_in(rest)) {
            self.draft.push(&rest[..before]);
            self.page(&label);
            rest = &rest[before..];
        }
        self.draft.push(rest);
    }

    /// Passes what cannot be divided; the marks in it stand before it.
    fn pass(&mut self, length: usize) {
        let labels = self.reading.as_mut().map(|it| it.within(length)).unwrap_or_default();
        labels.iter().for_each(|label| self.page(label));
    }

    fn page(&mut self, label: &str) {
        let apart = self.draft.is_at_blank();
        self.draft.push_whole(&page_mark(self.manuscript, label));
        if apart {
            self.draft.push(" ");
        }
    }

    fn marked(&mut self, content: &[Inline<Resolved>], mark: &'m str) {
        // A page's mark is no part of what is emphasised.
        let labels = self.reading.as_mut().map(Marking::here).unwrap_or_default();
        labels.iter().for_each(|label| self.page(label));
        let start = self.draft.position();
        self.inlines(content);
        self.draft.mark_from(start, mark);
    }

    fn script(&mut self, content: &[Inline<Resolved>], mark: &str, of_unicode: fn(&str) -> Option<String>) {
        let text: String = plain_text(content).chars().filter(|c| is_set(*c)).collect();
        let only_words = content.iter().all(is_words);
        match of_unicode(text.trim_end()).filter(|words| only_words && is_shown(words)) {
            Some(words) => {
                self.pass(plain_text(content).len());
                self.draft.push(&words);
                self.draft.push(&text[text.trim_end().len()..]);
            }
            // Around nothing there are no signs.
            None if !content.iter().any(shows) => self.inlines(content),
            None => {
                self.draft.push(mark);
                self.draft.push("(");
                self.inlines(content);
                self.draft.push(")");
            }
        }
    }

    fn code(&mut self, code: &str) {
        self.pass(code.len());
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

    fn link(&mut self, link: &Link<Resolved>) {
        let address = match &link.target {
            Target::Address(address) => address,
            Target::Anchor(_) | Target::Nowhere => return self.inlines(&link.content),
        };
        let only_words = link.content.iter().all(|inline| matches!(inline, Inline::Text(_)));
        let words = plain_text(&link.content);
        let shown = words.trim();
        if only_words && same_address(shown, address) {
            self.pass(words.len());
            let (before, after) = words.split_once(shown).unwrap_or_default();
            self.draft.push(before);
            self.draft.push_whole(&format!("<{shown}>"));
            return self.draft.push(after);
        }
        self.inlines(&link.content);
        // Blanks, or a picture that only decorates, lead nowhere for who does not see it.
        if !link.content.iter().any(shows) {
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
        let number = self.apparatus.refer_to_link(address, &link.title);
        // The number stands behind a blank of its own; one that the words end with follows it.
        let apart = self.draft.is_at_blank();
        let start = self.draft.position();
        self.draft.push(&format!(" [{}{number}]", self.manuscript.style.text.link));
        self.draft.keep_from(start);
        if apart {
            self.draft.push(" ");
        }
    }

    fn image(&mut self, image: &Image<Resolved>) {
        self.pass(if image.picture.is_some() { '\u{FFFC}'.len_utf8() } else { image.alternative.len() });
        if !image.alternative.trim().is_empty() {
            self.draft.push(&bracketed(self.manuscript, &image.alternative));
        }
    }
}

/// Whether a character is a blank, or seen.
fn is_set(character: char) -> bool {
    character.is_whitespace() || is_shown(character.encode_utf8(&mut [0; 4]))
}

/// Whether an inline is words alone, without any sign, or nothing.
fn is_words(inline: &Inline<Resolved>) -> bool {
    match inline {
        Inline::Text(_) | Inline::Anchor(_) | Inline::SoftBreak | Inline::HardBreak => true,
        Inline::SmallCaps(content) | Inline::Foreign(_, content) => content.iter().all(is_words),
        Inline::Link(link) if link.target == Target::Nowhere => link.content.iter().all(is_words),
        other => !shows(other),
    }
}

/// Whether anything is seen of an inline.
fn shows(inline: &Inline<Resolved>) -> bool {
    match inline {
        Inline::Text(words) => is_shown(words),
        Inline::Math(math) => is_shown(&math.linear()),
        Inline::Image(image) => is_shown(&image.alternative),
        Inline::Code(code) => is_shown(code),
        Inline::Note(..) => true,
        Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Strike(content)
        | Inline::Subscript(content)
        | Inline::Superscript(content)
        | Inline::SmallCaps(content)
        | Inline::Foreign(_, content) => content.iter().any(shows),
        Inline::Link(link) => link.content.iter().any(shows),
        Inline::Anchor(_) | Inline::SoftBreak | Inline::HardBreak => false,
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
