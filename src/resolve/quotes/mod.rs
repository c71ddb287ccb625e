//! Straight quotes, hyphens and dots → the marks that the language prints.
//!
//! A block's words are looked at as one line, across emphasis and links, so that a quotation may
//! begin in one piece and end in another. Code, formulas and pictures stand in that line as one
//! character that is no letter of any quote; notes' marks stand in it as nothing.
//!
//! Each straight mark is read by what stands on either side of it: it opens after a space or an
//! opening bracket, closes before one, and is an apostrophe between letters. A second walk, with
//! all pairs known, gives each its form.
//!
//! A passage in another language is looked at in the same line, so that it may stand within a
//! quotation or hold one, but its marks and spaces are its own language's.

mod dashes;
mod marks;

use crate::model::Language;
use crate::style::{Orthography, Quotes, Spacing, orthography, words};
use dashes::{dash, ellipsis};
use marks::Marks;

/// A piece of a line.
#[derive(Clone, Copy, Debug)]
pub(super) enum Leaf<'t> {
    /// Prose.
    Words(&'t str),
    /// Words that are kept to the letter, as an address.
    Verbatim,
    /// Code, a formula, a picture.
    Opaque,
    /// A line end of the source, which becomes a space or nothing.
    SoftBreak,
    /// A line end that stays.
    HardBreak,
}

/// How a language writes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typography {
    quotes: Quotes,
    orthography: Orthography,
    script: Script,
}

/// Scripts that use marks of their own.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Script {
    Common,
    /// Has signs for abbreviations where we would type quotes.
    Hebrew,
    /// Has corner brackets for its own words and curly quotes for foreign ones.
    EastAsian,
}

/// Stands for what is not prose.
const OPAQUE: char = '\u{FFFC}';
/// Stands for a line end of the source.
const SOFT: char = '\n';
/// Stands for a line end that stays.
const HARD: char = '\u{2028}';

const NARROW: &str = "\u{202F}";
const NO_BREAK: &str = "\u{A0}";

/// The pieces of a line, and the passages in other languages that they stand in.
pub(super) struct Line<'t> {
    pieces: Vec<(Leaf<'t>, usize)>,
    /// How each passage is written; the first is what stands in none.
    passages: Vec<Typography>,
    /// The passage that is open.
    open: usize,
}

impl<'t> Line<'t> {
    /// A line without pieces, as `typography` writes it.
    pub fn new(typography: Typography) -> Self {
        Self { pieces: Vec::new(), passages: vec![typography], open: 0 }
    }

    /// Adds a piece.
    pub fn add(&mut self, leaf: Leaf<'t>) {
        self.pieces.push((leaf, self.open));
    }

    /// Adds what `fill` adds as a passage in `language`.
    pub fn passage(&mut self, language: &Language, fill: impl FnOnce(&mut Self)) {
        let outside = std::mem::replace(&mut self.open, self.passages.len());
        self.passages.push(Typography::of_passage(language));
        fill(self);
        self.open = outside;
    }

    /// Makes the words from the piece at `from` on such as are kept to the letter.
    pub fn keep_from(&mut self, from: usize) {
        for (leaf, _) in &mut self.pieces[from..] {
            if matches!(leaf, Leaf::Words(_)) {
                *leaf = Leaf::Verbatim;
            }
        }
    }

    /// The number of the piece that is added next.
    pub fn next(&self) -> usize {
        self.pieces.len()
    }
}

/// The characters of a line.
struct Text<'l> {
    characters: Vec<char>,
    /// Where each piece begins.
    starts: Vec<usize>,
    line: &'l Line<'l>,
}

impl<'l> Text<'l> {
    fn of(line: &'l Line<'l>) -> Self {
        let mut characters = Vec::new();
        let mut starts = Vec::with_capacity(line.pieces.len());
        for (leaf, _) in &line.pieces {
            starts.push(characters.len());
            match leaf {
                Leaf::Words(words) => characters.extend(words.chars()),
                Leaf::Verbatim | Leaf::Opaque => characters.push(OPAQUE),
                Leaf::SoftBreak => characters.push(SOFT),
                Leaf::HardBreak => characters.push(HARD),
            }
        }
        Self { characters, starts, line }
    }

    /// The number of the passage that the character at `at` stands in.
    fn passage(&self, at: usize) -> usize {
        if self.line.passages.len() == 1 {
            return 0;
        }
        // Of several pieces that begin there, all but the last are empty.
        let piece = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        self.line.pieces.get(piece).map_or(0, |(_, passage)| *passage)
    }

    /// How the passage of the character at `at` is written.
    fn typography(&self, at: usize) -> &Typography {
        &self.line.passages[self.passage(at)]
    }
}

/// In place of `length` characters from `at` comes `with`.
struct Edit {
    at: usize,
    length: usize,
    with: String,
}

impl Typography {
    /// How `language` writes.
    pub fn of(language: &Language, quotes: Quotes) -> Self {
        let script = match language.primary().as_str() {
            "he" | "yi" => Script::Hebrew,
            "ja" | "zh" | "yue" => Script::EastAsian,
            _ => Script::Common,
        };
        Self { quotes, orthography: orthography(language), script }
    }

    /// How `language` writes, in a document of whatever language.
    pub fn of_passage(language: &Language) -> Self {
        Self::of(language, words(language).quotes)
    }

    /// A line that is one piece.
    pub fn words(&self, words: &str) -> String {
        let mut line = Line::new(*self);
        line.add(Leaf::Words(words));
        let ready = line.typeset();
        ready.into_iter().next().flatten().unwrap_or_else(|| words.to_owned())
    }

    /// Whether a byte may belong to something that changes.
    fn concerns(&self, byte: u8) -> bool {
        match byte {
            b'"' | b'\'' | b'-' | b'.' => true,
            // The last is the first byte of guillemets.
            b':' | b';' | b'!' | b'?' | 0xC2 => self.orthography.spacing != Spacing::None,
            _ => false,
        }
    }
}

impl Line<'_> {
    /// The new words of each [`Leaf::Words`], [`Leaf::Verbatim`] and [`Leaf::SoftBreak`] in turn,
    /// or `None` where they stay as they are.
    pub fn typeset(&self) -> Vec<Option<String>> {
        let is_plain = |(leaf, passage): &(Leaf<'_>, usize)| match leaf {
            Leaf::Words(words) => !words.bytes().any(|byte| self.passages[*passage].concerns(byte)),
            Leaf::SoftBreak => false,
            Leaf::Verbatim | Leaf::Opaque | Leaf::HardBreak => true,
        };
        if self.pieces.iter().all(is_plain) {
            return Vec::new();
        }
        let text = Text::of(self);
        let (line, starts) = (&text.characters, &text.starts);
        let mut edits = text.edits();
        edits.sort_by_key(|edit| edit.at);

        let mut edits = edits.into_iter().peekable();
        let mut ready = Vec::with_capacity(self.pieces.len());
        // Up to where an edit reaches that began in an earlier piece.
        let mut eaten = 0;
        for (index, (leaf, _)) in self.pieces.iter().enumerate() {
            let end = starts.get(index + 1).copied().unwrap_or(line.len());
            let mut at = eaten.max(starts[index]).min(end);
            let mut changed = at > starts[index];
            let mut words = String::new();
            while let Some(edit) = edits.next_if(|edit| edit.at < end) {
                if edit.at < at {
                    continue;
                }
                words.extend(&line[at..edit.at]);
                words.push_str(&edit.with);
                eaten = edit.at + edit.length;
                at = eaten.min(end);
                changed = true;
            }
            match leaf {
                Leaf::Words(_) | Leaf::SoftBreak if changed => {
                    words.extend(&line[at..end]);
                    ready.push(Some(words));
                }
                Leaf::Words(_) | Leaf::SoftBreak | Leaf::Verbatim => ready.push(None),
                Leaf::Opaque | Leaf::HardBreak => {}
            }
        }
        ready
    }
}

impl Text<'_> {
    fn edits(&self) -> Vec<Edit> {
        let line = self.characters.as_slice();
        let verbatim = addresses(line);
        let mut verbatim = verbatim.into_iter().peekable();
        let mut marks = Marks::new(self);
        let mut edits = Vec::new();
        let mut at = 0;
        while at < line.len() {
            if let Some(range) = verbatim.next_if(|range| range.start <= at) {
                at = range.end.max(at + 1);
                continue;
            }
            let character = line[at];
            let run = match character {
                '-' | '.' => line[at..].iter().take_while(|other| **other == character).count(),
                _ => 1,
            };
            match character {
                '"' | '\'' => marks.read(at),
                '-' => edits.extend(dash(line, at, run, &marks)),
                '.' if run == 1 => edits.extend(self.typography(at).abbreviation(line, at)),
                '.' => edits.extend(ellipsis(line, at, run)),
                SOFT if takes_no_space(line, at) => {
                    edits.push(Edit { at, length: 1, with: String::new() });
                }
                ':' | ';' | '!' | '?' | '«' | '»' => edits.extend(self.typography(at).space(line, at)),
                _ => {}
            }
            at += run;
        }
        edits.extend(marks.finish());
        edits
    }
}

impl Typography {
    /// The space that French puts before or after the mark at `at`.
    fn space(&self, line: &[char], at: usize) -> Option<Edit> {
        let mark = line[at];
        let guillemet = matches!(mark, '«' | '»');
        let space = match (mark, self.orthography.spacing) {
            (_, Spacing::None) | (';' | '!' | '?', Spacing::Canadian) => return None,
            (':' | '«' | '»', Spacing::Canadian | Spacing::French) => NO_BREAK,
            (_, Spacing::French | Spacing::Canadian | Spacing::Swiss) => NARROW,
        };
        // Where none belongs, one that was typed is kept from breaking.
        let wanted = !(guillemet && self.orthography.spacing == Spacing::Swiss);
        if mark == '«' {
            return match line.get(at + 1).copied()? {
                ' ' | SOFT => Some(Edit { at: at + 1, length: 1, with: space.to_owned() }),
                after if after.is_whitespace() || !wanted => None,
                _ => Some(Edit { at, length: 1, with: format!("«{space}") }),
            };
        }
        let after = line.get(at + 1).copied();
        match before(line, at)? {
            ' ' | SOFT if at >= 2 => Some(Edit { at: at - 1, length: 1, with: space.to_owned() }),
            before if before.is_whitespace() || !wanted => None,
            // Of `?!` the first has the space; `://`, `10:30`, `a?b` are no prose.
            ';' | ':' | '!' | '?' | '…' | '(' | '[' | '.' => None,
            _ if !guillemet && !after.is_none_or(ends_word) => None,
            _ => Some(Edit { at, length: 1, with: format!("{space}{mark}") }),
        }
    }

    /// The narrow space behind the full stop at `at`, if a blank within an abbreviation stands
    /// there: `z. B.`
    fn abbreviation(&self, line: &[char], at: usize) -> Option<Edit> {
        let is_blank = |c: char| matches!(c, ' ' | SOFT);
        let blank = at + 1;
        if !line.get(blank).copied().is_some_and(is_blank) {
            return None;
        }
        let stands = |abbreviation: &str, up_to: usize| {
            let before = abbreviation[..up_to].chars().count();
            let Some(start) = blank.checked_sub(before) else { return false };
            let length = abbreviation.chars().count();
            let alone = !line[..start].last().is_some_and(|c| c.is_alphanumeric());
            alone
                && line.len() >= start + length
                && abbreviation.chars().zip(&line[start..]).all(|(wanted, c)| {
                    wanted == *c || (wanted == ' ' && (is_blank(*c) || NARROW.contains(*c)))
                })
        };
        let found = self.orthography.abbreviations.iter().any(|abbreviation| {
            abbreviation.match_indices(' ').any(|(up_to, _)| stands(abbreviation, up_to))
        });
        found.then(|| Edit { at: blank, length: 1, with: NARROW.to_owned() })
    }
}

/// Whether a character may stand after a mark that ends a word.
fn ends_word(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '"' | '\'' | ')' | ']' | '»' | '”' | '’' | '!' | '?' | '.' | '…' | ',')
}

fn before(line: &[char], at: usize) -> Option<char> {
    at.checked_sub(1).map(|at| line[at])
}

/// Where addresses stand in the line: `https://example.org/a--b`.
fn addresses(line: &[char]) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for at in 0..line.len().saturating_sub(2) {
        if line[at] != ':' || line[at + 1] != '/' || line[at + 2] != '/' {
            continue;
        }
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let scheme = line[..at].iter().rev().take_while(|c| c.is_ascii_alphanumeric()).count();
        let is_end = |c: &char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '«' | '»' | '”' | '“');
        let rest = line[at..].iter().position(is_end).unwrap_or(line.len() - at);
        found.push(at - scheme..at + rest);
    }
    found
}

/// Whether the line end at `at` is no space: between characters of Chinese and Japanese, and
/// beside a space without width, with which Khmer and Thai part their words.
fn takes_no_space(line: &[char], at: usize) -> bool {
    let before = before(line, at);
    let after = line.get(at + 1).copied();
    let none = |c: Option<char>| matches!(c, Some('\u{200B}'));
    let wide = |c: Option<char>| c.is_some_and(is_east_asian);
    none(before) || none(after) || (wide(before) && wide(after))
}

/// Whether a character is one of Chinese or Japanese, or a mark of theirs. Korean has spaces.
pub(super) fn is_east_asian(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{312F}' | '\u{3190}'..='\u{4DBF}' | '\u{4E00}'..='\u{A4CF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF9F}'
        | '\u{FFE0}'..='\u{FFE6}' | '\u{1B000}'..='\u{1B2FF}' | '\u{20000}'..='\u{3FFFF}')
}
