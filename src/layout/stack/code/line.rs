//! A line of code → pieces that fit, each word in its look.

use std::ops::Range;

use crate::layout::look::Look;
use crate::layout::text::{StyledText, code_text, unturned};
use crate::model::{Token, TokenKind};
use crate::style::{Face, TokenLook, TokenLooks};

/// A line as it is set.
pub(super) struct Line {
    /// Its length as it was typed.
    pub length: usize,
    /// Its letters, with tabulators as blanks, so that columns stand where the author saw them.
    pub text: String,
    /// Where each kind of word starts, by byte; the first at 0.
    kinds: Vec<(usize, Option<TokenKind>)>,
}

impl Line {
    /// The line `typed`, which stands at `start` in its listing, with its own `tokens`.
    pub fn new(typed: &str, start: usize, tokens: &[Token], tab: usize) -> Self {
        let mut line = Self { length: typed.len(), text: String::new(), kinds: vec![(0, None)] };
        let mut tokens = tokens.iter().peekable();
        let mut column = 0;
        for (at, character) in typed.char_indices() {
            while tokens.next_if(|token| token.range.end <= start + at).is_some() {}
            let token = tokens.peek().filter(|token| token.range.contains(&(start + at)));
            let kind = token.map(|token| token.kind);
            // A blank shows no look; as part of the word before it costs no run of its own.
            if kind != line.kinds[line.kinds.len() - 1].1 && !matches!(character, ' ' | '\t') {
                line.kinds.push((line.text.len(), kind));
            }
            if character == '\t' {
                let blanks = tab - column % tab;
                line.text.extend(std::iter::repeat_n(' ', blanks));
                column += blanks;
            } else {
                line.text.push(unturned(character));
                column += 1;
            }
        }
        line
    }

    /// A part of it, in the looks of its words.
    pub fn piece(&self, range: Range<usize>, base: Look, looks: &TokenLooks) -> StyledText {
        let mut piece = code_text(self.text[range.clone()].to_owned());
        let from = self.kinds.partition_point(|(at, _)| *at <= range.start) - 1;
        for (at, kind) in &self.kinds[from..] {
            if *at >= range.end && *at > range.start {
                break;
            }
            let look = kind.map_or(base, |kind| coloured(base, looks.of(kind)));
            let at = at.saturating_sub(range.start) as u32;
            // Of two that start here the later one holds.
            piece.looks.retain(|(start, _)| *start < at);
            piece.looks.push((at, look));
        }
        piece
    }
}

fn coloured(base: Look, token: TokenLook) -> Look {
    let face =
        Face { bold: base.face.bold || token.bold, italic: base.face.italic || token.italic, ..base.face };
    Look { face, colour: token.colour, ..base }
}

/// Columns by which the rest of a folded line stands in: `indent` more than its beginning.
pub(super) fn hang(line: &str, columns: usize, indent: usize) -> usize {
    let own = line.len() - line.trim_start_matches(' ').len();
    (own + indent).min(columns / 2)
}

/// Cuts a line into pieces of at most `columns`, the later ones narrower by `hang`:
/// behind a blank in the piece's last third, else behind a sign there, else where it is full. Points
/// and operators are no such signs: `2.43`, `1..=100` and `&&` stay whole.
pub(super) fn fold(line: &str, columns: usize, hang: usize) -> Vec<Range<usize>> {
    let width = |character: char| unicode_width::UnicodeWidthChar::width(character).unwrap_or(0);
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut room = columns;
    loop {
        let rest = &line[start..];
        let mut used = 0;
        let mut full = None;
        let (mut blank, mut sign) = (None, None);
        for (at, character) in rest.char_indices() {
            used += width(character);
            if used > room {
                full = Some(at);
                break;
            }
            let behind = Some(at + character.len_utf8());
            match character {
                _ if used * 3 <= room * 2 => {}
                ' ' => blank = behind,
                ',' | ';' | '(' | '[' | '{' | '/' => sign = behind,
                _ => {}
            }
        }
        let Some(full) = full else { break };
        // A character wider than the room still has to go somewhere.
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let cut = blank.or(sign).unwrap_or(full).max(first);
        pieces.push(start..start + cut);
        start += cut;
        room = columns.saturating_sub(hang).max(1);
    }
    pieces.push(start..line.len());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str, columns: usize) -> Vec<&str> {
        fold(line, columns, 2).into_iter().map(|range| &line[range]).collect()
    }

    #[test]
    fn long_lines_are_folded_behind_signs_and_lose_nothing() {
        let line = "let answer = compute(first, second, third);";
        assert_eq!(folded(line, 24), ["let answer = compute(", "first, second, third);"]);
        assert_eq!(folded("let mean = first(x) + 12.4333", 26), ["let mean = first(x) + ", "12.4333"]);
        assert_eq!(folded("aaaaaaaa", 4), ["aaaa", "aa", "aa"]);
        assert_eq!(folded("", 4), [""]);
    }

    #[test]
    fn the_rest_of_a_line_stands_in_from_its_beginning() {
        assert_eq!([hang("a", 40, 2), hang("    a", 40, 2), hang(&" ".repeat(30), 40, 2)], [2, 6, 20]);
    }

    #[test]
    fn tabs_reach_the_next_stop_and_looks_their_words() {
        let token = |range, kind| Token { range, kind };
        let tokens = [token(11..12, TokenKind::Keyword), token(15..16, TokenKind::String)];
        let line = Line::new("\ta\tb c", 10, &tokens, 4);
        assert_eq!(line.text, "    a   b c");
        let kinds = [(0, None), (4, Some(TokenKind::Keyword)), (8, None), (10, Some(TokenKind::String))];
        assert_eq!(line.kinds, kinds);
    }
}
