//! Languages of words and signs → tokens.

use super::Found;
use super::grammar::{Grammar, Keys, Quote, Tick};
use crate::model::TokenKind;

/// Keywords whose next word is the name of a function.
const DEFINES: [&str; 10] =
    ["fn", "def", "func", "function", "fun", "sub", "defun", "defn", "defp", "defmacro"];

/// Finds the tokens of a listing in the language of `grammar`.
pub(super) fn read(grammar: &Grammar, found: &mut Found<'_>) {
    let text = found.text;
    let mut reader = Reader { grammar, text, at: 0, first: true, defines: false };
    while let Some(character) = text[reader.at..].chars().next() {
        let start = reader.at;
        match reader.token(character) {
            Some(kind) => {
                found.add(start, reader.at, kind);
                reader.first = false;
            }
            None if reader.at == start => {
                reader.at += character.len_utf8();
                // The dash of a YAML list leaves the key behind it the first word.
                reader.first = character == '\n' || reader.first && matches!(character, ' ' | '\t' | '-');
            }
            None => reader.first = false,
        }
    }
}

struct Reader<'t> {
    grammar: &'t Grammar,
    text: &'t str,
    at: usize,
    /// Whether no word has come yet on this line.
    first: bool,
    /// Whether the word before makes this one a function's name.
    defines: bool,
}

impl Reader<'_> {
    /// Reads what starts here with `character`, and says what it is. A plain word is passed; on
    /// plain signs nothing moves.
    fn token(&mut self, character: char) -> Option<TokenKind> {
        let rest = &self.text[self.at..];
        if character.is_whitespace() {
            return None;
        }
        if let Some(length) = self.comment(rest) {
            self.at += length;
            return Some(TokenKind::Comment);
        }
        if let Some(length) = self.grammar.quotes.iter().find_map(|quote| string(quote, rest)) {
            self.at += length;
            let key = self.is_key();
            return Some(if key { TokenKind::Key } else { TokenKind::String });
        }
        if character == '\'' && self.grammar.tick == Tick::Letter {
            let length = letter(rest);
            self.at += length.unwrap_or_else(|| 1 + word_length(&rest[1..], ""));
            return length.map(|_| TokenKind::String);
        }
        if let Some(length) = self.bracket(rest) {
            self.at += length;
            return Some(TokenKind::Meta);
        }
        if character.is_ascii_digit() {
            self.at += number_length(rest);
            return if self.is_key() { Some(TokenKind::Key) } else { Some(TokenKind::Number) };
        }
        let sign = self.grammar.signs.iter().find(|(sign, _)| *sign == character);
        if let Some((_, kind)) = sign {
            let length = word_length(&rest[character.len_utf8()..], self.grammar.letters);
            if length > 0 {
                self.at += character.len_utf8() + length;
                return Some(*kind);
            }
        }
        match word_length(rest, self.grammar.letters) {
            0 => None,
            length => self.word(&rest[..length]),
        }
    }

    fn word(&mut self, word: &str) -> Option<TokenKind> {
        let grammar = self.grammar;
        let defines = std::mem::take(&mut self.defines);
        self.at += word.len();
        let rest = &self.text[self.at..];
        if self.is_key() {
            return Some(TokenKind::Key);
        }
        let small;
        let known = if grammar.any_case {
            small = word.to_ascii_lowercase();
            small.as_str()
        } else {
            word
        };
        if holds(grammar.keywords, known) {
            self.defines = DEFINES.contains(&known);
            return Some(TokenKind::Keyword);
        }
        if grammar.bangs && rest.starts_with('!') && !rest.starts_with("!=") {
            self.at += 1;
            return Some(TokenKind::Function);
        }
        if holds(grammar.values, known) {
            return Some(TokenKind::Number);
        }
        if holds(grammar.types, known) {
            return Some(TokenKind::Type);
        }
        let capital = word.starts_with(char::is_uppercase);
        let shouts = word.len() > 1 && !word.contains(char::is_lowercase);
        if grammar.capitals && capital && !shouts {
            return Some(TokenKind::Type);
        }
        if defines || grammar.calls && rest.starts_with('(') || holds(grammar.functions, known) {
            return Some(TokenKind::Function);
        }
        None
    }

    /// The length of a comment that starts here.
    fn comment(&self, rest: &str) -> Option<usize> {
        if let Some([open, close]) = self.grammar.blocks.iter().find(|[open, _]| rest.starts_with(open)) {
            return Some(block_length(rest, open, close, self.grammar.nests));
        }
        let sign = self.grammar.comments.iter().find(|sign| rest.starts_with(**sign))?;
        let apart = !self.text[..self.at].ends_with(|c: char| c.is_alphanumeric() || "$&{\\".contains(c));
        (*sign != "#" || apart).then(|| line_length(rest))
    }

    /// The length of what is said about the code, `#[derive(Debug)]`, or of a section's head.
    fn bracket(&self, rest: &str) -> Option<usize> {
        let head = self.at == 0 || self.text[..self.at].ends_with('\n');
        if self.grammar.sections && head && rest.starts_with('[') {
            return rest[..line_length(rest)].rfind(']').map(|end| end + 1);
        }
        let [open, close] = self.grammar.brackets.iter().find(|[open, _]| rest.starts_with(open))?;
        let (inner, mut depth) = (&open[open.len() - 1..], 0_usize);
        for (at, character) in rest.char_indices() {
            if rest[at..].starts_with(inner) {
                depth += 1;
            } else if rest[at..].starts_with(close) {
                depth -= 1;
                if depth == 0 {
                    return Some(at + character.len_utf8());
                }
            }
        }
        None
    }

    /// Whether the sign that follows a value's name follows here.
    fn is_key(&self) -> bool {
        let rest = &self.text[self.at..];
        let behind = |sign: char| rest.trim_start_matches([' ', '\t']).strip_prefix(sign);
        match self.grammar.keys {
            Keys::None => false,
            Keys::Anywhere(sign) => behind(sign).is_some(),
            Keys::First(':') => {
                self.first
                    && rest
                        .strip_prefix(':')
                        .is_some_and(|rest| rest.chars().next().is_none_or(char::is_whitespace))
            }
            Keys::First(sign) => self.first && behind(sign).is_some_and(|rest| !rest.starts_with(sign)),
        }
    }
}

/// Whether `word` is one of `words`.
fn holds(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

fn line_length(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

/// The length of the word at the head of `text`.
fn word_length(text: &str, letters: &str) -> usize {
    let inside = |c: char| c.is_alphanumeric() || c == '_' || letters.contains(c);
    if !text.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return 0;
    }
    text.find(|c: char| !inside(c)).unwrap_or(text.len())
}

/// The length of a number: `0xFF_u8`, `1.5e-3`.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let next = bytes.get(at + 1);
        let point = *byte == b'.' && next.is_some_and(u8::is_ascii_digit);
        let power = matches!(byte, b'+' | b'-')
            && matches!(bytes[at - 1], b'e' | b'E')
            && !text.starts_with("0x")
            && next.is_some_and(u8::is_ascii_digit);
        if !(byte.is_ascii_alphanumeric() || *byte == b'_' || point || power) {
            break;
        }
        at += 1;
    }
    at
}

/// The length of a comment between `open` and `close`; to the end where it is not closed.
fn block_length(text: &str, open: &str, close: &str, nests: bool) -> usize {
    let mut at = open.len();
    let mut depth = 1;
    while let Some(character) = text[at..].chars().next() {
        if text[at..].starts_with(close) {
            depth -= 1;
            at += close.len();
            if depth == 0 {
                break;
            }
        } else if nests && text[at..].starts_with(open) {
            depth += 1;
            at += open.len();
        } else {
            at += character.len_utf8();
        }
    }
    at
}

/// The length of a string that starts here. One that should end in its line and does not is none.
fn string(quote: &Quote, text: &str) -> Option<usize> {
    let inside = text.strip_prefix(quote.open)?;
    let mut at = 0;
    while let Some(character) = inside[at..].chars().next() {
        if inside[at..].starts_with(quote.close) {
            return Some(quote.open.len() + at + quote.close.len());
        }
        if character == '\n' && !quote.lines {
            return None;
        }
        at += character.len_utf8();
        if character == '\\' && quote.escapes {
            at += inside[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    quote.lines.then_some(text.len())
}

/// The length of a letter in ticks, `'a'`, `'\n'`, `'\u{1F600}'`; `None` for a lifetime.
fn letter(text: &str) -> Option<usize> {
    let inside = &text[1..];
    if let Some(escaped) = inside.strip_prefix('\\') {
        let end = escaped.char_indices().skip(1).take(10).find(|(_, character)| *character == '\'')?.0;
        return Some(2 + end + 1);
    }
    let length = inside.chars().next()?.len_utf8();
    inside[length..].starts_with('\'').then_some(1 + length + 1)
}
