//! Straight quotes, hyphens and dots → the marks that the language prints.
//!
//! A block's words are looked at as one line, across emphasis and links, so that a quotation may
//! begin in one piece and end in another. Code, formulas and pictures stand in that line as one
//! character that is no letter of any quote; notes' marks stand in it as nothing.
//!
//! Each straight mark is read by what stands on either side of it: it opens after a space or an
//! opening bracket, closes before one, and is an apostrophe between letters. A second walk, with
//! all pairs known, gives each its form.

mod marks;

use crate::model::Language;
use crate::style::{Orthography, Quotes, Spacing, orthography};
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

    /// A line that is one piece.
    pub fn words(&self, words: &str) -> String {
        let ready = self.typeset(&[Leaf::Words(words)]);
        ready.into_iter().next().flatten().unwrap_or_else(|| words.to_owned())
    }

    /// The new words of each [`Leaf::Words`], [`Leaf::Verbatim`] and [`Leaf::SoftBreak`] in turn,
    /// or `None` where they stay as they are.
    pub fn typeset(&self, leaves: &[Leaf<'_>]) -> Vec<Option<String>> {
        let is_plain = |leaf: &Leaf<'_>| match leaf {
            Leaf::Words(words) => !words.bytes().any(|byte| self.concerns(byte)),
            Leaf::SoftBreak => false,
            Leaf::Verbatim | Leaf::Opaque | Leaf::HardBreak => true,
        };
        if leaves.iter().all(is_plain) {
            return Vec::new();
        }
        let (line, starts) = line_of(leaves);
        let mut edits = self.edits(&line);
        edits.sort_by_key(|edit| edit.at);

        let mut edits = edits.into_iter().peekable();
        let mut ready = Vec::with_capacity(leaves.len());
        // Up to where an edit reaches that began in an earlier piece.
        let mut eaten = 0;
        for (index, leaf) in leaves.iter().enumerate() {
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

    /// Whether a byte may belong to something that changes.
    fn concerns(&self, byte: u8) -> bool {
        match byte {
            b'"' | b'\'' | b'-' | b'.' => true,
            // The last is the first byte of guillemets.
            b':' | b';' | b'!' | b'?' | 0xC2 => self.orthography.spacing != Spacing::None,
            _ => false,
        }
    }

    fn edits(&self, line: &[char]) -> Vec<Edit> {
        let verbatim = addresses(line);
        let mut verbatim = verbatim.into_iter().peekable();
        let mut marks = Marks::new(self, line);
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
                '-' => edits.extend(dash(line, at, run)),
                '.' if run == 1 => edits.extend(self.abbreviation(line, at)),
                '.' => edits.extend(ellipsis(line, at, run)),
                SOFT if takes_no_space(line, at) => {
                    edits.push(Edit { at, length: 1, with: String::new() });
                }
                ':' | ';' | '!' | '?' | '«' | '»' => edits.extend(self.space(line, at)),
                _ => {}
            }
            at += run;
        }
        edits.extend(marks.finish());
        edits
    }

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

/// The pieces as one line, and where each begins in it.
fn line_of(leaves: &[Leaf<'_>]) -> (Vec<char>, Vec<usize>) {
    let mut line = Vec::new();
    let mut starts = Vec::with_capacity(leaves.len());
    for leaf in leaves {
        starts.push(line.len());
        match leaf {
            Leaf::Words(words) => line.extend(words.chars()),
            Leaf::Verbatim | Leaf::Opaque => line.push(OPAQUE),
            Leaf::SoftBreak => line.push(SOFT),
            Leaf::HardBreak => line.push(HARD),
        }
    }
    (line, starts)
}

/// `--` and `---` become dashes, but not in `--option`, `-->`, or rows of hyphens.
fn dash(line: &[char], at: usize, run: usize) -> Option<Edit> {
    let before = before(line, at);
    let after = line.get(at + run).copied();
    let arrow = |c: Option<char>| matches!(c, Some('<' | '>' | '!' | '|' | '+' | '=' | '_' | '/' | '\\'));
    let option = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '\''))
        && after.is_some_and(|c| c.is_ascii_alphanumeric());
    let with = match run {
        2 if !option => "–",
        3 => "—",
        _ => return None,
    };
    (!arrow(before) && !arrow(after)).then(|| Edit { at, length: run, with: with.to_owned() })
}

/// `...` becomes one character, but not in a path.
fn ellipsis(line: &[char], at: usize, run: usize) -> Option<Edit> {
    let path = |c: Option<char>| matches!(c, Some('/' | '\\'));
    let with = match run {
        3 => "…",
        4 => "….",
        _ => return None,
    };
    let edit = Edit { at, length: run, with: with.to_owned() };
    (!path(before(line, at)) && !path(line.get(at + run).copied())).then_some(edit)
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
