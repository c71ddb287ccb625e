//! Text from anywhere → text that is safe on a terminal.

use std::fmt::Write;

/// `text` with control characters written out, `\u{1b}`, so that no message, path or title can
/// colour, move or reverse what stands around it.
pub fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => printable.push_str("\\n"),
            '\t' => printable.push_str("\\t"),
            '\r' => printable.push_str("\\r"),
            _ if is_unprintable(character) => {
                let _ = write!(printable, "\\u{{{:x}}}", u32::from(character));
            }
            _ => printable.push(character),
        }
    }
    printable
}

/// Whether a terminal would obey `character` instead of showing it: controls of both sets, line
/// and paragraph separators, and what changes the direction of writing.
pub(super) fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_written_out() {
        assert_eq!(printable("a\u{1b}[31mb\u{9b}c\u{202e}d\n"), "a\\u{1b}[31mb\\u{9b}c\\u{202e}d\\n");
        assert_eq!(printable("Käse 书 👩‍👩‍👧"), "Käse 书 👩‍👩‍👧");
    }
}
