//! Inlines → XHTML.

use super::{Piece, Writer};
use crate::model::{Inline, Link, NoteMark, Resolved, Target};

impl Writer<'_> {
    /// Appends a line's pieces.
    pub fn inlines(&mut self, inlines: &[Inline<Resolved>]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline<Resolved>) {
        match inline {
            Inline::Text(words) => self.read(words),
            Inline::Emphasis(content) => self.element("em", content),
            Inline::Strong(content) => self.element("strong", content),
            Inline::Strike(content) => self.element("s", content),
            Inline::Subscript(content) => {
                self.uses(Piece::Subscript);
                self.element("sub", content);
            }
            Inline::Superscript(content) => {
                self.uses(Piece::Superscript);
                self.element("sup", content);
            }
            Inline::SmallCaps(content) => {
                self.uses(Piece::SmallCaps);
                self.raw("<span class=\"smallcaps\">");
                self.inlines(content);
                self.raw("</span>");
            }
            Inline::Foreign(passage, content) => {
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
                self.inlines(content);
                self.raw("</span>");
                self.turn_back(around);
            }
            Inline::Code(code) => {
                self.uses(Piece::InlineCode);
                self.raw("<code");
                self.reads_rightwards();
                self.raw(">");
                self.read(code);
                self.raw("</code>");
            }
            Inline::Math(math) => {
                self.uses(Piece::Math);
                self.read_whole(math.reading_length());
                self.raw("<span class=\"math\"");
                self.reads_rightwards();
                self.raw(">");
                self.formula(&math.content);
                self.raw("</span>");
            }
            Inline::Link(link) => self.link(link),
            Inline::Note(mark, _) => {
                let label = &self.manuscript.document.notes[mark.note].label;
                self.read_whole(mark.before().len() + mark.shown(label).len());
                match &mut self.link {
                    Some(waiting) => waiting.push(mark.clone()),
                    None => self.note_reference(mark),
                }
            }
            Inline::Image(image) => self.image(image),
            Inline::Anchor(anchor) => {
                self.raw("<span");
                self.attribute("id", &anchor.0);
                self.raw("></span>");
            }
            Inline::SoftBreak => {
                self.read_whole(1);
                self.raw("\n");
            }
            Inline::HardBreak => {
                self.read_whole(1);
                self.raw("<br/>\n");
            }
        }
    }

    /// The inlines of a formula, which has been counted as a whole.
    pub(super) fn formula(&mut self, content: &[Inline<Resolved>]) {
        let reading = self.reading.take();
        self.inlines(content);
        self.reading = reading;
    }

    fn element(&mut self, name: &str, content: &[Inline<Resolved>]) {
        self.raw("<");
        self.raw(name);
        self.raw(">");
        self.inlines(content);
        self.raw("</");
        self.raw(name);
        self.raw(">");
    }

    /// A link. Its words alone where it leads nowhere, or inside another link.
    fn link(&mut self, link: &Link<Resolved>) {
        let address = match &link.target {
            Target::Anchor(anchor) => self.places.anchor(anchor),
            Target::Address(address) => Some(address.clone()),
            Target::Nowhere => None,
        };
        let Some(address) = address.filter(|_| self.link.is_none()) else {
            self.inlines(&link.content);
            return;
        };
        self.raw("<a");
        self.attribute("href", &address);
        if !link.title.is_empty() {
            self.attribute("title", &link.title);
        }
        self.raw(">");
        self.link = Some(Vec::new());
        self.inlines(&link.content);
        self.raw("</a>");
        for mark in self.link.take().unwrap_or_default() {
            self.note_reference(&mark);
        }
    }

    fn note_reference(&mut self, mark: &NoteMark) {
        self.uses(Piece::NoteReference);
        if !mark.before().is_empty() {
            self.raw("<span class=\"noteref\">");
            self.text(mark.before());
            self.raw("</span>");
        }
        self.raw("<a class=\"noteref\" epub:type=\"noteref\" role=\"doc-noteref\"");
        let (id, address) = (self.places.reference_id(mark), self.places.note(mark.note));
        self.attribute("id", &id);
        self.attribute("href", &address);
        self.raw(">");
        let manuscript = self.manuscript;
        self.text(&mark.shown(&manuscript.document.notes[mark.note].label));
        self.raw("</a>");
    }
}
