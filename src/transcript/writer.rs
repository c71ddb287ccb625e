//! Texts and marks → a [`Transcript`].
//!
//! A word is a run of letters and digits of a script that sets blanks between words; every other
//! character is a token by itself. So a transcript does not hang on where an edition's lines end: no
//! edition ends a line within such a run, and between single characters a line may end with a blank
//! or without.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{Kind, Place, Token, Transcript};
use crate::model::percent_decoded;

/// Writes a transcript.
#[derive(Debug)]
pub struct Writer {
    transcript: Transcript,
    /// Whether a blank stands before the next token.
    blank: bool,
    /// Whether the last token is a run that the next letters go on with.
    open: bool,
    place: Place,
}

/// A place in what a [`Writer`] was told.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    tokens: usize,
    blank: bool,
    open: bool,
    place: Place,
}

impl Default for Writer {
    /// Nothing said yet.
    fn default() -> Self {
        Self { transcript: Transcript::default(), blank: true, open: false, place: Place::default() }
    }
}

impl Writer {
    /// Nothing said yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What comes next stands at `place`.
    pub fn at(&mut self, place: Place) {
        self.place = place;
    }

    /// Says `text`, which goes on where the last one ended: without a blank, unless it has one.
    pub fn say(&mut self, text: &str) {
        if text.is_ascii()
            || text.chars().all(|c| c < '\u{300}')
            || is_nfc_quick(text.chars()) == IsNormalized::Yes
        {
            text.chars().for_each(|character| self.character(character));
        } else {
            text.nfc().for_each(|character| self.character(character));
        }
    }

    fn character(&mut self, character: char) {
        if character.is_whitespace() {
            self.blank();
            return;
        }
        if is_unseen(character) {
            return;
        }
        let runs = in_run(character);
        let joins = !self.blank && (self.open && runs || is_mark(character) && self.goes_on());
        if !joins {
            self.push(Kind::Word, "");
        }
        let transcript = &mut self.transcript;
        // What was said before it may make one character with it.
        let last = transcript.text.chars().next_back().filter(|_| joins && is_mark(character));
        match last.and_then(|last| unicode_normalization::char::compose(last, character)) {
            Some(both) => {
                transcript.text.pop();
                transcript.text.push(both);
            }
            None => transcript.text.push(character),
        }
        if let Some(token) = transcript.tokens.last_mut() {
            token.end = transcript.text.len() as u32;
        }
        self.open = runs;
    }

    /// Whether the last token is a word.
    fn goes_on(&self) -> bool {
        self.transcript.tokens.last().is_some_and(|token| token.kind == Kind::Word)
    }

    /// A blank, a line's end, a block's end.
    pub fn blank(&mut self) {
        self.blank = true;
        self.open = false;
    }

    /// Sets a mark that says `text`, in one line.
    pub fn mark(&mut self, kind: Kind, text: &str) {
        let decoded: String;
        let without: String;
        let mut text = text;
        if kind == Kind::EndLink && text.contains('%') {
            decoded = percent_decoded(text);
            text = &decoded;
        }
        if text.contains(|character| is_unseen(character) && !character.is_whitespace()) {
            without = text.chars().filter(|c| c.is_whitespace() || !is_unseen(*c)).collect();
            text = &without;
        }
        match kind {
            // Whose blanks are its own.
            Kind::CodeLine => self.push(kind, &seen(text)),
            Kind::EndLink => self.push(kind, text),
            _ if text.contains(|character: char| character.is_whitespace()) => {
                self.push(kind, &text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            _ => self.push(kind, text),
        }
        self.open = false;
    }

    /// Says again what another transcript says.
    pub fn append(&mut self, other: &Transcript) {
        for said in other.iter() {
            self.at(said.place);
            self.blank |= said.blank;
            self.mark(said.kind, said.text);
        }
    }

    fn push(&mut self, kind: Kind, text: &str) {
        let transcript = &mut self.transcript;
        transcript.text.push_str(text);
        let end = transcript.text.len() as u32;
        transcript.tokens.push(Token { kind, blank: self.blank, end, place: self.place });
        self.blank = false;
    }

    /// What was said so far.
    pub fn said(&self) -> &Transcript {
        &self.transcript
    }

    /// Whether the last token is a run that the next letters go on with.
    pub fn is_open(&self) -> bool {
        self.open && !self.blank
    }

    /// Where it stands now, to come back to. What is written next must begin behind a blank, so that it
    /// leaves the tokens before it as they are.
    pub fn point(&self) -> Point {
        let tokens = self.transcript.tokens.len();
        Point { tokens, blank: self.blank, open: self.open, place: self.place }
    }

    /// Forgets what was said since `point`.
    pub fn rewind(&mut self, point: Point) {
        let transcript = &mut self.transcript;
        transcript.tokens.truncate(point.tokens);
        transcript.text.truncate(transcript.tokens.last().map_or(0, |last| last.end as usize));
        self.blank = point.blank;
        self.open = point.open;
        self.place = point.place;
    }

    /// What was said.
    pub fn finish(self) -> Transcript {
        self.transcript
    }
}

/// The words of `text`, for short.
pub fn words(text: &str) -> Transcript {
    let mut writer = Writer::new();
    writer.say(text);
    writer.finish()
}

/// Whether anything is seen of `text`.
pub fn is_shown(text: &str) -> bool {
    text.chars().any(|character| !character.is_whitespace() && !is_unseen(character))
}

/// Whether two characters that follow each other are of one word: no edition may end a line between them.
pub fn is_one_word(before: char, after: char) -> bool {
    in_run(after) && in_run(before) || is_mark(after)
}

/// A line of code without what is not seen of it, its blanks all of one kind.
pub fn seen(line: &str) -> String {
    let shown = line.chars().filter(|c| c.is_whitespace() || !is_unseen(*c));
    shown.map(|character| if character == '\u{A0}' { ' ' } else { character }).collect()
}

/// Whether a character makes a word together with its neighbours: a letter or a digit of a script
/// that sets blanks between words. Those from Thai on mostly do not, but for Georgian, the additions
/// to Latin and Greek, and what is Cyrillic there.
fn in_run(character: char) -> bool {
    match character {
        '\0'..='\u{7F}' => character.is_ascii_alphanumeric(),
        '\u{80}'..='\u{DFF}' | '\u{10A0}'..='\u{10FF}' | '\u{1200}'..='\u{13FF}' => in_word(character),
        '\u{1C80}'..='\u{1FFF}' | '\u{2C00}'..='\u{2DFF}' | '\u{A640}'..='\u{A7FF}' => in_word(character),
        // High and low figures and letters, Arabic's forms.
        '\u{2070}'..='\u{209C}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' => in_word(character),
        _ => false,
    }
}

fn in_word(character: char) -> bool {
    character.is_alphanumeric() || is_mark(character)
}

/// Whether a character is one with what stands before it.
fn is_mark(character: char) -> bool {
    character >= '\u{300}' && unicode_normalization::char::is_combining_mark(character)
}

/// Whether nothing is seen of a character: those that guide line ends, joins and directions. Editions
/// use them and leave them out as they need.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(transcript: &Transcript) -> Vec<&str> {
        (0..transcript.len()).map(|index| transcript.get(index).text).collect()
    }

    #[test]
    fn words_do_not_hang_on_where_lines_end() {
        assert_eq!(
            said(&words("re-read it’s 3.5 x²")),
            ["re", "-", "read", "it", "’", "s", "3", ".", "5", "x²"]
        );
        assert_eq!(said(&words("re-\nread")), said(&words("re-read")));
        assert_eq!(said(&words("北京\n市 ชา")), ["北", "京", "市", "ช", "า"]);
        assert_eq!(said(&words("self\u{AD}ish e\u{301}")), ["selfish", "é"]);
    }

    #[test]
    fn a_text_goes_on_where_the_last_one_ended() {
        let mut writer = Writer::new();
        writer.say("un");
        writer.say("known word");
        writer.mark(Kind::Break, "");
        writer.say("s");
        assert_eq!(said(&writer.finish()), ["unknown", "word", "", "s"]);
    }
}
