//! Inlines → [`StyledText`]: one string with its looks, and the marks that stand in it.

use std::ops::Range;
use std::sync::Arc;

use hypher::Lang;
use unicode_bidi::{BidiClass, bidi_class};

use super::Sp;
use super::figure::{Room, highest, picture_size};
use super::forms::{Form, Forms, fractions};
use super::hyphenate::patterns;
use super::pages::{note_anchor, note_mark_anchor};
use crate::model::counts;
use crate::model::{Anchor, AssetId, Direction, Inline, PictureSize, Resolved, Target, plain_text};
use crate::resolve::Manuscript;
use crate::style::{Capitals, Colour, Em, Face, Family, Fractions, Scripts, Style};

/// How a stretch of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// The cut it is set in.
    pub face: Face,
    /// Its size.
    pub size: Sp,
    /// How far its baseline rises.
    pub rise: Sp,
    /// Its ink.
    pub colour: Colour,
    /// Whether a line goes through it.
    pub struck: bool,
    /// Which forms of its letters and figures are set.
    pub forms: Forms,
    /// Code and addresses: no hyphen of ours; lines end at their own signs.
    pub verbatim: bool,
    /// The link it belongs to, as an index into [`StyledText::links`].
    pub link: Option<u32>,
    /// The innermost inline around it that counts, by its number; 0 for none.
    pub inline: u32,
}

/// Something at a place in the text that is not text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    /// A reference to a note starts here.
    Note(usize),
    /// A place that links lead to.
    Anchor(Anchor),
    /// A picture stands here, in the place of a U+FFFC.
    Object(Object),
}

/// A picture among words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Object {
    pub asset: AssetId,
    /// The inline it is, by its number.
    pub inline: u32,
    pub width: Sp,
    pub height: Sp,
    pub alternative: String,
}

/// A link that goes through a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TextLink {
    /// The inline it is, by its number.
    pub inline: u32,
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

/// The look of a role's text at `body` size, the size of running text.
pub(super) fn look(style: &Style, body: Sp) -> Look {
    Look {
        face: style.face,
        size: body.times(style.size),
        rise: Sp(0),
        colour: style.colour,
        struck: false,
        forms: Forms { figures: style.figures, capitals: style.capitals, form: Form::Plain },
        verbatim: false,
        link: None,
        inline: 0,
    }
}

/// The text of `inlines`, starting from `base`, with pictures no wider than `measure`.
pub(super) fn styled_text(
    inlines: &[Inline<Resolved>],
    base: Look,
    measure: Sp,
    manuscript: &Manuscript,
) -> StyledText {
    styled(inlines, base, measure, Pictures::AmongWords, manuscript)
}

/// The text of a paragraph. Pictures that stand in it without words have their own size, as figures do.
pub(super) fn styled_paragraph(
    inlines: &[Inline<Resolved>],
    base: Look,
    measure: Sp,
    manuscript: &Manuscript,
) -> StyledText {
    let pictures = if has_words(inlines) { Pictures::AmongWords } else { Pictures::Alone };
    styled(inlines, base, measure, pictures, manuscript)
}

fn styled(
    inlines: &[Inline<Resolved>],
    base: Look,
    measure: Sp,
    pictures: Pictures,
    manuscript: &Manuscript,
) -> StyledText {
    let mut writer = Writer { text: StyledText::default(), counted: 0, measure, pictures, manuscript };
    writer.inlines(inlines, base);
    if writer.text.looks.is_empty() {
        writer.text.looks.push((0, base));
    }
    writer.text
}

/// Whether anything but pictures, links around them, marks of notes and blanks stands in a line.
fn has_words(inlines: &[Inline<Resolved>]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text(words) => !words.trim().is_empty(),
        Inline::Link(link) => has_words(&link.content),
        Inline::Image(image) => image.picture.is_none() && !image.alternative.is_empty(),
        Inline::Note(..) | Inline::Anchor(_) | Inline::SoftBreak | Inline::HardBreak => false,
        Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Strike(content)
        | Inline::Subscript(content)
        | Inline::Superscript(content)
        | Inline::SmallCaps(content)
        | Inline::Foreign(_, content) => has_words(content),
        Inline::Code(_) | Inline::Math(_) => true,
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
    /// How many inlines have been counted.
    counted: u32,
    measure: Sp,
    pictures: Pictures,
    manuscript: &'a Manuscript,
}

impl Writer<'_> {
    fn inlines(&mut self, inlines: &[Inline<Resolved>], look: Look) {
        for inline in inlines {
            self.inline(inline, look);
        }
    }

    fn inline(&mut self, inline: &Inline<Resolved>, look: Look) {
        let style = &self.manuscript.style;
        let mut look = look;
        let around = look.inline;
        if counts(inline) {
            self.counted += 1;
            look.inline = self.counted;
        }
        match inline {
            Inline::Text(words) => self.words(words, look),
            Inline::Emphasis(content) => {
                let face = Face { italic: !look.face.italic, ..look.face };
                self.inlines(content, Look { face, ..look });
            }
            Inline::Strong(content) => {
                let face = Face { bold: true, ..look.face };
                self.inlines(content, Look { face, ..look });
            }
            Inline::Strike(content) => self.inlines(content, Look { struck: true, ..look }),
            Inline::SmallCaps(content) => {
                let forms = Forms { capitals: Capitals::Small, ..look.forms };
                self.inlines(content, Look { forms, ..look });
            }
            Inline::Foreign(passage, content) => {
                let start = self.text.text.len() as u32;
                self.inlines(content, look);
                let range = start..self.text.text.len() as u32;
                self.text.isolates.push((range.clone(), passage.direction()));
                self.text.foreign.extend(passage.language().map(|language| (range, patterns(language))));
            }
            Inline::Subscript(content) => {
                self.inlines(content, self.scripts(content, look, Form::Inferior));
            }
            Inline::Superscript(content) => {
                self.inlines(content, self.scripts(content, look, Form::Superior));
            }
            Inline::Code(code) => {
                let face = Face { family: Family::Mono, ..look.face };
                let size = if look.face.family == Family::Mono { Em(1.0) } else { style.inline_code_size };
                let forms = Forms::default();
                let size = look.size.times(size);
                let code: String = code.chars().map(unturned).collect();
                self.rightwards(&code, Look { face, size, forms, verbatim: true, ..look });
            }
            Inline::Math(math) => {
                let face = Face { italic: true, ..look.face };
                let start = self.text.text.len() as u32;
                self.inlines(&math.content, Look { face, ..look });
                self.isolate(start, Direction::Rightwards);
            }
            Inline::Link(link) => {
                let words = plain_text(&link.content);
                let verbatim = look.verbatim || is_address(&words);
                let start = self.text.text.len() as u32;
                match &link.target {
                    Target::Nowhere => self.inlines(&link.content, Look { verbatim, ..look }),
                    target => {
                        let index = self.link(target.clone(), words, look);
                        let colour = style.link;
                        let linked = Look { link: Some(index), colour, verbatim, ..look };
                        self.inlines(&link.content, linked);
                    }
                }
                if verbatim {
                    self.text.isolates.push((start..self.text.text.len() as u32, Direction::Rightwards));
                }
            }
            Inline::Note(mark, _) => {
                let label = &self.manuscript.document.notes[mark.note].label;
                let at = self.text.text.len() as u32;
                self.text.marks.push((at, Mark::Anchor(note_mark_anchor(mark))));
                self.text.marks.push((at, Mark::Note(mark.note)));
                let face = Face { italic: false, ..look.face };
                let upright = Look { face, verbatim: true, ..look };
                // What only keeps it apart from another belongs to the text around.
                let before = self.script(mark.before(), upright, Form::Superior);
                self.push(mark.before(), Look { inline: around, ..before });
                let shown = mark.shown(label);
                let link = self.link(Target::Anchor(note_anchor(mark.note)), label.clone(), look);
                let look = self.script(&shown, upright, Form::Superior);
                self.push(&shown, Look { link: Some(link), ..look });
            }
            Inline::Image(image) => match image.picture {
                Some(id) => {
                    let (width, height) = self.picture_size(id, image.size, look);
                    let at = self.text.text.len() as u32;
                    let alternative = image.alternative.clone();
                    self.text.marks.push((
                        at,
                        Mark::Object(Object { asset: id, inline: look.inline, width, height, alternative }),
                    ));
                    self.push("\u{FFFC}", look);
                }
                None if image.alternative.is_empty() => {}
                None => self.push(&image.alternative, look),
            },
            Inline::Anchor(anchor) => {
                self.text.marks.push((self.text.text.len() as u32, Mark::Anchor(anchor.clone())));
            }
            Inline::SoftBreak => self.push(" ", look),
            Inline::HardBreak => self.push("\n", look),
        }
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
            self.text.looks.push((self.text.text.len() as u32, look));
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
        self.text.isolates.push((start..self.text.text.len() as u32, direction));
    }

    /// The look of `content` that stands raised or lowered. What holds further scripts is not set
    /// in drawn forms: those would have nothing to be smaller than.
    fn scripts(&self, content: &[Inline<Resolved>], look: Look, form: Form) -> Look {
        let is_flat = !content.iter().any(|it| matches!(it, Inline::Subscript(_) | Inline::Superscript(_)));
        self.script(if is_flat { plain_text(content) } else { String::new() }.as_str(), look, form)
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
        self.text.links.push(TextLink { inline: look.inline, target, words });
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
