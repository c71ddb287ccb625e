//! [`Run`] → [`StyledText`]: one string with its looks, and the marks that stand in it.

use std::ops::Range;
use std::sync::Arc;

use hypher::Lang;
use unicode_bidi::{BidiClass, bidi_class};

use super::Sp;
use super::forms::{Form, Forms, fractions};
use super::hyphenate::patterns;
use super::line_box::LineBox;
use super::look::Look;
use super::pages::{Picture, note_anchor, note_mark_anchor};
use super::picture_size::{Room, highest, picture_size};
use crate::model::{
    Anchor, AssetId, Direction, Image, NoteMark, PictureSize, Piece, Resolved, Run, RunSpan, SpanId,
    SpanKind, Target,
};
use crate::resolve::Manuscript;
use crate::style::{Capitals, Em, Face, Family, Fractions, Scripts};

/// Something at a place in the text that is not text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    /// A reference to a note starts here.
    Note(usize),
    /// A place that links lead to.
    Anchor(Anchor),
    /// A box stands here, in the place of a U+FFFC or a U+FFFB.
    Object(Object),
    /// A reading that is not yet set, in the place of a U+FFFB.
    Reading(Reading),
}

/// A box among words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Object {
    /// The span of the run that it is.
    pub span: SpanId,
    pub boxed: LineBox,
    pub position: BoxPosition,
}

/// Where a box stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BoxPosition {
    /// In the line, as a letter does.
    InLine,
    /// Above the words from this byte on to its place.
    Above(u32),
}

/// The reading of a ruby.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    pub words: String,
    /// The byte at which the words start for which it is.
    pub from: u32,
    /// The look of those words.
    pub look: Look,
}

/// A link that goes through a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TextLink {
    /// The span of the run that it is.
    pub span: SpanId,
    pub target: Arc<Target>,
    pub words: Arc<str>,
}

/// A paragraph's text with all that shaping and breaking need to know of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct StyledText {
    /// The characters. A forced line end is a LF, a picture a U+FFFC.
    pub text: String,
    /// Where each look starts, as (byte, look), in order; the first at 0.
    pub looks: Vec<(u32, Look)>,
    /// The links in it.
    pub links: Vec<TextLink>,
    /// The marks in it, by byte, in order.
    pub marks: Vec<(u32, Mark)>,
    /// Its passages in other languages, by bytes, the inner ones first, with the patterns by which
    /// their words are divided.
    pub foreign: Vec<(Range<u32>, Option<Lang>)>,
    /// Which way it reads as a whole; `None` for as its first letter does (UAX #9, P2).
    pub direction: Option<Direction>,
    /// Stretches by bytes that read by themselves, whatever is around them (UAX #9, X5a and X5b):
    /// code, formulas, words in another language.
    pub isolates: Vec<(Range<u32>, Direction)>,
}

impl StyledText {
    /// `text` in one look.
    pub fn plain(text: impl Into<String>, look: Look) -> Self {
        Self { text: text.into(), looks: vec![(0, look)], ..Self::default() }
    }

    /// This text, which reads in a direction as a whole.
    pub fn reading(self, direction: Direction) -> Self {
        Self { direction: Some(direction), ..self }
    }
}

/// The text of `run`, starting from `base`, with pictures no wider than `measure`.
pub(super) fn styled_text(run: &Run, base: Look, measure: Sp, manuscript: &Manuscript) -> StyledText {
    styled(run, base, measure, Pictures::AmongWords, manuscript)
}

/// The text of a paragraph. Pictures that stand in it without words have their own size, as figures do.
pub(super) fn styled_paragraph(run: &Run, base: Look, measure: Sp, manuscript: &Manuscript) -> StyledText {
    let pictures = if has_words(run, SpanId::WHOLE) { Pictures::AmongWords } else { Pictures::Alone };
    styled(run, base, measure, pictures, manuscript)
}

fn styled(run: &Run, base: Look, measure: Sp, pictures: Pictures, manuscript: &Manuscript) -> StyledText {
    let mut writer = Writer { text: StyledText::default(), run, measure, pictures, manuscript };
    writer.pieces(SpanId::WHOLE, base);
    if writer.text.looks.is_empty() {
        writer.text.looks.push((0, base));
    }
    writer.text
}

/// Whether anything but pictures, links around them, marks of notes and blanks stands in a line.
fn has_words(run: &Run, within: SpanId) -> bool {
    run.pieces(within).any(|piece| match piece {
        Piece::Words(_, words) => !words.trim().is_empty(),
        Piece::Span(id, span) => match &span.kind {
            SpanKind::Code | SpanKind::Math { .. } => true,
            SpanKind::Image(image) => image.picture.is_none() && !image.alternative.is_empty(),
            SpanKind::Note(..) | SpanKind::Anchor(_) | SpanKind::Break => false,
            _ => has_words(run, id),
        },
    })
}

/// How large pictures are where no size is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pictures {
    /// As icons and badges: at most four lines high.
    AmongWords,
    /// As figures.
    Alone,
}

struct Writer<'a> {
    text: StyledText,
    run: &'a Run,
    measure: Sp,
    pictures: Pictures,
    manuscript: &'a Manuscript,
}

impl Writer<'_> {
    fn pieces(&mut self, within: SpanId, look: Look) {
        let run = self.run;
        for piece in run.pieces(within) {
            match piece {
                Piece::Words(_, words) => self.words(words, look),
                Piece::Span(id, span) if span.kind.is_tagged() => {
                    self.span(id, span, look, Look { span: id, ..look })
                }
                Piece::Span(id, span) => self.span(id, span, look, look),
            }
        }
    }

    /// A span in text that looks like `around`.
    fn span(&mut self, id: SpanId, span: &RunSpan, around: Look, look: Look) {
        let style = &self.manuscript.style;
        let start = self.position();
        match &span.kind {
            SpanKind::Emphasis => {
                let face = Face { italic: !look.face.italic, ..look.face };
                self.pieces(id, Look { face, ..look });
            }
            SpanKind::Strong => {
                let face = Face { bold: true, ..look.face };
                self.pieces(id, Look { face, ..look });
            }
            SpanKind::Strike => self.pieces(id, Look { struck: true, ..look }),
            SpanKind::SmallCaps => {
                let forms = Forms { capitals: Capitals::Small, ..look.forms };
                self.pieces(id, Look { forms, ..look });
            }
            SpanKind::Ruby | SpanKind::RubyBase => self.pieces(id, look),
            SpanKind::Reading(reading) => {
                let from = self.run.span(span.around).map_or(start, |ruby| ruby.range.start);
                let reading =
                    Reading { words: reading.clone(), from: start - (span.range.start - from), look };
                self.text.marks.push((start, Mark::Reading(reading)));
                self.push("\u{FFFB}", look);
            }
            SpanKind::Foreign(passage) => {
                self.pieces(id, look);
                self.isolate(start, passage.direction());
                let range = start..self.position();
                self.text.foreign.extend(passage.language().map(|language| (range, patterns(language))));
            }
            SpanKind::Subscript => self.pieces(id, self.scripts(id, look, Form::Inferior)),
            SpanKind::Superscript => self.pieces(id, self.scripts(id, look, Form::Superior)),
            SpanKind::Code => self.code(self.run.words(&span.range), look),
            SpanKind::Math { .. } => {
                let face = Face { italic: true, ..look.face };
                self.pieces(id, Look { face, ..look });
                self.isolate(start, Direction::Rightwards);
            }
            SpanKind::Link { target, .. } => {
                let words = self.run.plain_text_in(id);
                let verbatim = look.verbatim || is_address(&words);
                match target {
                    Target::Nowhere => self.pieces(id, Look { verbatim, ..look }),
                    target => {
                        let index = self.link(target.clone(), words, look);
                        let colour = style.link;
                        self.pieces(id, Look { link: Some(index), colour, verbatim, ..look });
                    }
                }
                if verbatim {
                    self.isolate(start, Direction::Rightwards);
                }
            }
            SpanKind::Note(mark, _) => self.note(mark, around, look),
            SpanKind::Image(image) => self.image(image, look),
            SpanKind::Anchor(anchor) => self.text.marks.push((start, Mark::Anchor(anchor.clone()))),
            SpanKind::Break => self.push("\n", look),
        }
    }

    /// The byte at which the next character will stand.
    fn position(&self) -> u32 {
        self.text.text.len() as u32
    }

    fn code(&mut self, code: &str, look: Look) {
        let face = Face { family: Family::Mono, ..look.face };
        let is_mono = look.face.family == Family::Mono;
        let size = if is_mono { Em(1.0) } else { self.manuscript.style.inline_code_size };
        let size = look.size.times(size);
        let code: String = code.chars().map(unturned).collect();
        self.rightwards(&code, Look { face, size, forms: Forms::default(), verbatim: true, ..look });
    }

    fn note(&mut self, mark: &NoteMark, around: Look, look: Look) {
        let at = self.position();
        self.text.marks.push((at, Mark::Anchor(note_mark_anchor(mark.note, mark.occurrence))));
        self.text.marks.push((at, Mark::Note(mark.note)));
        let face = Face { italic: false, ..look.face };
        let upright = Look { face, verbatim: true, ..look };
        // What only keeps it apart from another belongs to the text around.
        let before = self.script(mark.before(), upright, Form::Superior);
        self.push(mark.before(), Look { span: around.span, ..before });
        let link = self.link(Target::Anchor(note_anchor(mark.note)), mark.label.clone(), look);
        let shown = mark.shown();
        let look = self.script(&shown, upright, Form::Superior);
        self.push(&shown, Look { link: Some(link), ..look });
    }

    fn image(&mut self, image: &Image<Resolved>, look: Look) {
        let Some(id) = image.picture else { return self.push(&image.alternative, look) };
        let (width, height) = self.picture_size(id, image.size, look);
        let alternative = image.alternative.clone();
        let boxed = LineBox::picture(Picture { asset: id, width, height, alternative });
        let object = Object { span: look.span, boxed, position: BoxPosition::InLine };
        self.text.marks.push((self.position(), Mark::Object(object)));
        self.push("\u{FFFC}", look);
    }

    /// Words, with their fractions drawn as one sign if the style asks for it.
    fn words(&mut self, words: &str, look: Look) {
        let drawn = match self.manuscript.style.letters.fractions {
            Fractions::Drawn if look.forms.form == Form::Plain => fractions(words),
            Fractions::Drawn | Fractions::AsWritten => Vec::new(),
        };
        let mut at = 0;
        for range in drawn {
            self.push(&words[at..range.start], look);
            at = range.end;
            let forms = Forms { form: Form::Fraction, ..look.forms };
            self.push(&words[range], Look { forms, ..look });
        }
        self.push(&words[at..], look);
    }

    fn push(&mut self, words: &str, look: Look) {
        if words.is_empty() {
            return;
        }
        if self.text.looks.last().is_none_or(|(_, last)| *last != look) {
            self.text.looks.push((self.position(), look));
        }
        self.text.text.push_str(words);
    }

    /// Words that read from left to right, whatever is around them.
    fn rightwards(&mut self, words: &str, look: Look) {
        let start = self.text.text.len() as u32;
        self.push(words, look);
        self.text.isolates.extend(phrases(words).map(|range| isolate(range, start)));
        self.isolate(start, Direction::Rightwards);
    }

    /// What was written from `start` on reads in `direction`, whatever is around it.
    fn isolate(&mut self, start: u32, direction: Direction) {
        self.text.isolates.push((start..self.position(), direction));
    }

    /// The look of `content` that stands raised or lowered. What holds further scripts is not set
    /// in drawn forms: those would have nothing to be smaller than.
    fn scripts(&self, id: SpanId, look: Look, form: Form) -> Look {
        let is_script = |piece: Piece<'_>| matches!(piece, Piece::Span(_, span) if matches!(span.kind, SpanKind::Subscript | SpanKind::Superscript));
        let is_flat = !self.run.pieces(id).any(is_script);
        self.script(if is_flat { self.run.plain_text_in(id) } else { String::new() }.as_str(), look, form)
    }

    /// The look of `words` that stand raised or lowered in `look`: as the face has them drawn, or
    /// scaled from its letters.
    fn script(&self, words: &str, look: Look, form: Form) -> Look {
        let style = &self.manuscript.style;
        let fonts = &self.manuscript.fonts;
        let face = fonts.face(fonts.own(look.face));
        let drawn = match form {
            Form::Superior => face.has_superiors(words),
            Form::Inferior => face.has_inferiors(words),
            Form::Plain | Form::Fraction => false,
        };
        // What is raised twice has no form of its own.
        let first = look.rise == Sp(0) && look.forms.form == Form::Plain;
        if drawn && first && style.letters.scripts == Scripts::Drawn {
            return Look { forms: Forms { form, ..look.forms }, ..look };
        }
        let rise = match form {
            Form::Superior => look.size.times(style.superscript_rise),
            Form::Inferior => Sp(-look.size.times(style.subscript_fall).0),
            Form::Plain | Form::Fraction => Sp(0),
        };
        Look { size: look.size.times(style.script_size), rise: look.rise + rise, ..look }
    }

    fn link(&mut self, target: Target, words: String, look: Look) -> u32 {
        let (target, words) = (Arc::new(target), words.into());
        self.text.links.push(TextLink { span: look.span, target, words });
        (self.text.links.len() - 1) as u32
    }

    /// A picture in a line: its own size, but no wider than the measure and, among words and unless a
    /// size was asked for, no higher than four lines.
    fn picture_size(&self, id: AssetId, size: PictureSize, look: Look) -> (Sp, Sp) {
        let small = size.is_own() && self.pictures == Pictures::AmongWords;
        let room = Room {
            measure: self.measure,
            highest: if small { look.size.times(Em(4.0)) } else { highest(self.manuscript) },
            page: Sp::from_pt(self.manuscript.style.page.text_height()),
            em: look.size,
        };
        picture_size(self.manuscript.asset(id), size, room)
    }
}

fn isolate(phrase: Range<usize>, start: u32) -> (Range<u32>, Direction) {
    (start + phrase.start as u32..start + phrase.end as u32, Direction::Leftwards)
}

/// Code that reads from left to right as a whole; in it, words from right to left with blanks between
/// them do so by themselves. What parts two strings would else be set between them from right to left.
pub(super) fn code_text(text: String) -> StyledText {
    let isolates = phrases(&text).map(|range| isolate(range, 0)).collect();
    StyledText { text, direction: Some(Direction::Rightwards), isolates, ..StyledText::default() }
}

/// The stretches of words from right to left.
fn phrases(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let is_strong = |character: char| matches!(bidi_class(character), BidiClass::R | BidiClass::AL);
        let (start, first) = characters.find(|(_, character)| is_strong(*character))?;
        let mut end = start + first.len_utf8();
        while let Some((at, character)) = characters.peek().copied() {
            match bidi_class(character) {
                BidiClass::R | BidiClass::AL | BidiClass::NSM | BidiClass::AN => {
                    end = at + character.len_utf8();
                }
                BidiClass::WS => {}
                _ => break,
            }
            characters.next();
        }
        Some(start..end)
    })
}

/// Code is set in the order in which a machine reads it: what would turn it around is set as a blank
/// without width, which takes as many bytes.
pub(super) fn unturned(character: char) -> char {
    match character {
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{200B}',
        other => other,
    }
}

/// Whether the words are an address, so that lines end at its own signs.
fn is_address(words: &str) -> bool {
    !words.contains(' ') && (words.contains("://") || words.starts_with("www.") || words.contains('/'))
}
