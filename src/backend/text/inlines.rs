//! Inlines → [`Prose`]: what stands in a line, with the marks that plain text has for a look.

use super::apparatus::Apparatus;
use super::prose::{Draft, Prose};
use super::script;
use crate::model::{Image, Inline, Link, Resolved, Target, plain_text};
use crate::resolve::Manuscript;

/// The words of `inlines`, with the notes and links they refer to entered in `apparatus`.
pub(super) fn compose(
    inlines: &[Inline<Resolved>],
    manuscript: &Manuscript,
    apparatus: &mut Apparatus,
) -> Prose {
    compose_after("", inlines, manuscript, apparatus)
}

/// The same with `lead` in front: a heading's number, a figure's label.
pub(super) fn compose_after(
    lead: &str,
    inlines: &[Inline<Resolved>],
    manuscript: &Manuscript,
    apparatus: &mut Apparatus,
) -> Prose {
    let mut composer = Composer { manuscript, apparatus, draft: Draft::default() };
    composer.draft.push(lead);
    composer.inlines(inlines);
    composer.draft.finish()
}

struct Composer<'a, 'm> {
    manuscript: &'m Manuscript,
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
            Inline::Text(words) => self.draft.push(words),
            Inline::Emphasis(content) => self.marked(content, &rules.emphasis),
            Inline::Strong(content) => self.marked(content, &rules.strong),
            Inline::Strike(content) => self.marked(content, &rules.strike),
            // Capitals would change the words, and other scripts have none.
            Inline::SmallCaps(content) | Inline::Foreign(_, content) => self.inlines(content),
            Inline::Subscript(content) => self.script(content, "_", script::subscript),
            Inline::Superscript(content) => self.script(content, "^", script::superscript),
            Inline::Code(code) => self.code(code),
            Inline::Math(math) => self.draft.push_whole(&math.linear),
            Inline::Link(link) => self.link(link),
            Inline::Note(mark, _) => {
                self.apparatus.refer_to_note(mark.note);
                if let Some(note) = self.manuscript.document.notes.get(mark.note) {
                    self.draft.push_tight(&format!("[{}]", note.label));
                }
            }
            Inline::Image(image) => self.image(image),
            Inline::Anchor(_) => {}
            Inline::SoftBreak => self.draft.push(" "),
            Inline::HardBreak => self.draft.push_break(),
        }
    }

    fn marked(&mut self, content: &[Inline<Resolved>], mark: &'m str) {
        let start = self.draft.position();
        self.inlines(content);
        self.draft.mark_from(start, mark);
    }

    fn script(&mut self, content: &[Inline<Resolved>], mark: &str, of_unicode: fn(&str) -> Option<String>) {
        let only_words = content.iter().all(|inline| matches!(inline, Inline::Text(_)));
        match of_unicode(&plain_text(content)).filter(|_| only_words) {
            Some(words) => self.draft.push(&words),
            None => {
                self.draft.push(mark);
                self.draft.push("(");
                self.inlines(content);
                self.draft.push(")");
            }
        }
    }

    fn code(&mut self, code: &str) {
        let tick = &self.manuscript.style.text.code;
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
        if only_words && bare(&words) == bare(address) {
            return self.draft.push_whole(&format!("<{words}>"));
        }
        self.inlines(&link.content);
        let number = self.apparatus.refer_to_link(address, &link.title);
        let start = self.draft.position();
        self.draft.push(&format!(" [{}{number}]", self.manuscript.style.text.link));
        self.draft.keep_from(start);
    }

    fn image(&mut self, image: &Image<Resolved>) {
        if !image.alternative.trim().is_empty() {
            self.draft.push(&bracketed(self.manuscript, &image.alternative));
        }
    }
}

/// A picture's alternative text as plain text shows it: `[Image: a press]`.
pub(super) fn bracketed(manuscript: &Manuscript, alternative: &str) -> String {
    format!("[{}: {}]", manuscript.style.words.image, alternative.trim())
}

/// An address without what a writer leaves out when it is read: the scheme and a last slash.
fn bare(address: &str) -> &str {
    let address = address.trim();
    let without_scheme = ["https://", "http://", "ftp://", "mailto:", "tel:"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme));
    let rest = without_scheme.unwrap_or(address);
    rest.strip_suffix('/').unwrap_or(rest)
}
