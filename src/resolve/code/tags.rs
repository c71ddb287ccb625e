//! HTML and XML → tokens.

use super::Found;
use crate::model::TokenKind;

/// Finds tags, their attributes, comments and entities.
pub(super) fn read(found: &mut Found<'_>) {
    let text = found.text;
    let mut at = 0;
    while let Some(next) = text[at..].find(['<', '&']) {
        at += next;
        let rest = &text[at..];
        let upto = |end: &str| rest.find(end).map_or(text.len(), |length| at + length + end.len());
        let named = rest.strip_prefix("</").or(rest.strip_prefix('<'));
        if rest.starts_with("<!--") {
            let end = upto("-->");
            found.add(at, end, TokenKind::Comment);
            at = end;
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            let end = upto(">");
            found.add(at, end, TokenKind::Meta);
            at = end;
        } else if rest.starts_with('&') {
            let length = rest.bytes().take(12).position(|byte| byte == b';').map_or(0, |end| end + 1);
            found.add(at, at + length, TokenKind::Number);
            at += length.max(1);
        } else if named.is_some_and(|name| name.starts_with(char::is_alphabetic)) {
            at = tag(found, at);
        } else {
            at += 1;
        }
    }
}

/// Reads the tag at `start`; returns where it ends.
fn tag(found: &mut Found<'_>, start: usize) -> usize {
    let text = found.text;
    let word = |at: usize| {
        let part = |c: char| c.is_alphanumeric() || "-_:.@#".contains(c);
        text[at..].find(|c: char| !part(c)).map_or(text.len(), |length| at + length)
    };
    let mut at = word(start + if text[start..].starts_with("</") { 2 } else { 1 });
    found.add(start, at, TokenKind::Keyword);
    while let Some(character) = text[at..].chars().next() {
        match character {
            '>' | '<' => {
                let end = at + usize::from(character == '>');
                found.add(at, end, TokenKind::Keyword);
                return end;
            }
            '/' if text[at..].starts_with("/>") => {
                found.add(at, at + 2, TokenKind::Keyword);
                return at + 2;
            }
            '"' | '\'' => {
                let Some(length) = text[at + 1..].find(character) else { return text.len() };
                found.add(at, at + length + 2, TokenKind::String);
                at += length + 2;
            }
            _ => {
                let end = word(at);
                found.add(at, end, TokenKind::Key);
                at = end.max(at + character.len_utf8());
            }
        }
    }
    at
}
