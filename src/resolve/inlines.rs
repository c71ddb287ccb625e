//! Inlines as typed → inlines as printed.

use std::collections::BTreeSet;

use super::anchors::Anchors;
use super::apart::keep_marks_apart;
use super::columns::Point;
use super::math::{self, Setting};
use super::notes::{self, Order};
use super::numbers::Numbers;
use super::pictures::{Pictures, size};
use super::quotes::{Leaf, Line, Typography};
use super::targets::{self, Lead, Reason, Suggestions};
use crate::diagnostic::Diagnostics;
use crate::model::{
    Anchor, Apart, BlockId, Formula, Image, Inline, Language, Link, Math, Note, NoteMark, Parsed,
    PictureSize, Resolved, Run, Target, plain_text,
};
use crate::source::Sources;
use crate::span::FileId;
use crate::style::StyleSheet;

/// Settles a document, part by part in reading order.
pub(super) struct Composer<'a> {
    pub(super) style: &'a StyleSheet,
    pub(super) numbers: Numbers,
    /// The paragraphs so far that are verse.
    pub(super) verse: BTreeSet<BlockId>,
    /// What stands before the parts of a whole.
    pub(super) point: Point,
    pub(super) anchors: &'a Anchors,
    sources: &'a Sources,
    /// How the words are written where the composer is: the document's way, or a passage's.
    typography: Typography,
    order: &'a Order,
    pictures: &'a Pictures,
    /// How often each note has been referred to so far.
    references: Vec<usize>,
    suggestions: Suggestions,
    /// The anchor at the very beginning, once a link leads there and no heading is there to serve.
    top: Option<Anchor>,
    diagnostics: &'a mut Diagnostics,
}

/// The words of a block, made ready: for each piece the new words, or `None` where they stay.
type Ready = std::vec::IntoIter<Option<String>>;

impl<'a> Composer<'a> {
    /// Ready to begin.
    pub fn new(
        sources: &'a Sources,
        style: &'a StyleSheet,
        typography: Typography,
        anchors: &'a Anchors,
        order: &'a Order,
        pictures: &'a Pictures,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            style,
            point: Point::of(&Language::default()),
            numbers: Numbers::default(),
            verse: BTreeSet::new(),
            anchors,
            sources,
            typography,
            order,
            pictures,
            references: vec![0; order.len()],
            suggestions: Suggestions::new(),
            top: None,
            diagnostics,
        }
    }

    /// The anchor to put at the very beginning, if a link needs one there.
    pub fn wanted_top(&mut self) -> Option<Anchor> {
        self.top.take()
    }

    /// The notes, which are in order already.
    pub fn notes(&mut self, notes: Vec<Note<Parsed>>) -> Vec<Note<Resolved>> {
        let notes = notes.into_iter().enumerate();
        notes
            .map(|(index, note)| Note {
                span: note.span,
                name: note.name,
                label: notes::label(index),
                blocks: self.blocks(note.blocks),
            })
            .collect()
    }

    /// The line of a block that stands in `file`.
    pub fn line(&mut self, file: FileId, line: Vec<Inline<Parsed>>) -> Run {
        let mut pieces = Line::new(self.typography);
        gather(&line, &mut pieces);
        let mut ready = pieces.typeset().into_iter();
        let mut settled = self.inlines(file, line, &mut ready);
        keep_marks_apart(&mut settled);
        settled.into()
    }

    /// What `compose` makes of words that stand in a passage in `language`, if they do.
    pub fn within<T>(&mut self, language: Option<&Language>, compose: impl FnOnce(&mut Self) -> T) -> T {
        let Some(language) = language else { return compose(self) };
        let outside = std::mem::replace(&mut self.typography, Typography::of_passage(language));
        let composed = compose(self);
        self.typography = outside;
        composed
    }

    fn inlines(
        &mut self,
        file: FileId,
        inlines: Vec<Inline<Parsed>>,
        ready: &mut Ready,
    ) -> Vec<Inline<Resolved>> {
        let mut settled: Vec<Inline<Resolved>> = Vec::with_capacity(inlines.len());
        for inline in inlines {
            let inline = match inline {
                Inline::Text(words) => Inline::Text(ready.next().flatten().unwrap_or(words)),
                Inline::SoftBreak => Inline::Text(ready.next().flatten().unwrap_or_else(|| " ".to_owned())),
                Inline::Code(words) => Inline::Code(words),
                Inline::HardBreak => Inline::HardBreak,
                Inline::Emphasis(content) => Inline::Emphasis(self.inlines(file, content, ready)),
                Inline::Strong(content) => Inline::Strong(self.inlines(file, content, ready)),
                Inline::Strike(content) => Inline::Strike(self.inlines(file, content, ready)),
                Inline::Subscript(content) => Inline::Subscript(self.inlines(file, content, ready)),
                Inline::Superscript(content) => Inline::Superscript(self.inlines(file, content, ready)),
                Inline::SmallCaps(content) => Inline::SmallCaps(self.inlines(file, content, ready)),
                Inline::Ruby(base, reading) => Inline::Ruby(self.inlines(file, base, ready), reading),
                Inline::Foreign(passage, content) => {
                    let content =
                        self.within(passage.language(), |composer| composer.inlines(file, content, ready));
                    Inline::Foreign(passage, content)
                }
                Inline::Math(Math { span, tex, .. }) => {
                    let content = math::content(span, &tex, Setting::Line, self.diagnostics);
                    Inline::Math(Math { span, tex, content })
                }
                Inline::Link(link) => {
                    let target = self.target(file, &link);
                    let mut content = self.inlines(file, link.content, ready);
                    // What led around a picture that is missing, and has no words, leads on.
                    if let Target::Address(address) = &target
                        && content.iter().all(shows_nothing)
                    {
                        content = vec![Inline::Text(address.clone())];
                    }
                    let title = self.typography.words(&link.title);
                    Inline::Link(Link { span: link.span, target, title, content })
                }
                Inline::Note(name, span) => match self.order.place(&name) {
                    Some(note) => {
                        let occurrence = self.references[note];
                        self.references[note] += 1;
                        Inline::Note(
                            NoteMark { note, occurrence, label: notes::label(note), apart: Apart::Nothing },
                            span,
                        )
                    }
                    None => Inline::Text(format!("[^{}]", notes::shown(&name))),
                },
                Inline::Image(image) => Inline::Image(self.image(image)),
                Inline::Anchor(name) => match name.and_then(|name| self.anchors.at_place(file, &name)) {
                    Some(anchor) => Inline::Anchor(anchor.clone()),
                    None => continue,
                },
            };
            match (settled.last_mut(), inline) {
                (_, Inline::Text(words)) if words.is_empty() => {}
                (Some(Inline::Text(before)), Inline::Text(words)) => before.push_str(&words),
                (_, inline) => settled.push(inline),
            }
        }
        settled
    }

    /// A picture.
    pub fn image(&self, image: Image<Parsed>) -> Image<Resolved> {
        let picture = self.pictures.find(image.span.file, &image.picture);
        Image {
            picture,
            span: image.span,
            alternative: self.typography.words(&image.alternative),
            decorative: image.decorative,
            size: picture
                .map_or(PictureSize::default(), |id| size::settled(image.size, self.pictures.asset(id))),
        }
    }

    /// A formula with a block of its own.
    pub fn formula(&mut self, formula: Formula<Parsed>) -> Formula<Resolved> {
        let Formula { span, tex, .. } = formula;
        let content = math::content(span, &tex, Setting::Block, self.diagnostics).into();
        Formula { span, tex, content }
    }

    fn target(&mut self, file: FileId, link: &Link<Parsed>) -> Target {
        match targets::lead(self.sources, self.anchors, file, &link.target) {
            Lead::To(target) => target,
            Lead::Mended(target, flaw) => {
                self.diagnostics.add(flaw.diagnostic(link.span, &link.target));
                target
            }
            Lead::Top => {
                // No slug can take this name: none has two hyphens in front of it.
                let top = Anchor("_top".to_owned());
                self.top = Some(top.clone());
                Target::Anchor(top)
            }
            Lead::Nowhere(reason) => {
                let near = match reason {
                    Reason::NoPlace(chapter) => self.suggestions.nearest(self.anchors, chapter, &link.target),
                    _ => None,
                };
                self.diagnostics.add(reason.diagnostic(link.span, &link.target, near));
                Target::Nowhere
            }
        }
    }
}

/// The pieces of a line in reading order, for the typography to see as one.
fn gather<'t>(inlines: &'t [Inline<Parsed>], line: &mut Line<'t>) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => line.add(Leaf::Words(words)),
            Inline::SoftBreak => line.add(Leaf::SoftBreak),
            Inline::HardBreak => line.add(Leaf::HardBreak),
            Inline::Code(_) | Inline::Math(_) | Inline::Image(_) => line.add(Leaf::Opaque),
            Inline::Foreign(passage, content) => match passage.language() {
                Some(language) => line.passage(language, |line| gather(content, line)),
                None => gather(content, line),
            },
            Inline::Link(link) => {
                let from = line.next();
                gather(&link.content, line);
                if shows_its_address(link) {
                    line.keep_from(from);
                }
            }
            other => gather(other.content(), line),
        }
    }
}

/// The language of a line that is one passage.
pub(super) fn language_of(line: &[Inline<Parsed>]) -> Option<&Language> {
    match line {
        [Inline::Foreign(passage, _)] => passage.language(),
        _ => None,
    }
}

/// Whether no edition shows anything of an inline.
fn shows_nothing(inline: &Inline<Resolved>) -> bool {
    match inline {
        Inline::Image(image) => image.picture.is_none() && image.alternative.trim().is_empty(),
        Inline::Text(words) => words.trim().is_empty(),
        _ => false,
    }
}

/// Whether a link's words are its address, which is no prose.
fn shows_its_address(link: &Link<Parsed>) -> bool {
    let words = plain_text(&link.content);
    let bare = link.target.split_once(':').map_or(link.target.as_str(), |(_, rest)| rest);
    let words = words.trim();
    words == link.target || words == bare || words == bare.trim_start_matches('/')
}
