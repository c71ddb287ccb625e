//! What stands in CSS outside its strings and brackets.

/// The parts between separators that stand in no string and in no brackets.
pub(super) fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, character, depth) in outside(text) {
        if character == separator && depth == 0 {
            parts.push(&text[start..at]);
            start = at + character.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The characters that stand in no string, each with its place and how many brackets are open.
pub(super) fn outside(text: &str) -> impl Iterator<Item = (usize, char, usize)> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut escaped = false;
    text.char_indices().filter_map(move |(at, character)| {
        if std::mem::take(&mut escaped) {
            return None;
        }
        match (quote, character) {
            (_, '\\') => {
                escaped = true;
                None
            }
            (Some(open), _) => {
                if character == open {
                    quote = None;
                }
                None
            }
            (None, '"' | '\'') => {
                quote = Some(character);
                None
            }
            (None, '(' | '[') => {
                depth += 1;
                Some((at, character, depth))
            }
            (None, ')' | ']') => {
                depth = depth.saturating_sub(1);
                Some((at, character, depth))
            }
            (None, _) => Some((at, character, depth)),
        }
    })
}
