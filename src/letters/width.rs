//! Text → the columns it takes on a screen, and the characters that never reach the page.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that `text` takes: two for a wide character of East Asia, none for an accent that
/// joins its letter, two for a whole emoji sequence.
///
/// Letters that a good face joins into one (Arabic lam and alef, Khmer subscripts) count one by
/// one, as most terminals and editors show them: otherwise lines would be too long there.
pub fn columns(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else if text.chars().all(is_simple) {
        text.chars().count()
    } else {
        text.graphemes(true).map(cluster_columns).sum()
    }
}

/// The columns of one grapheme cluster: an emoji sequence as a whole, all else letter by letter.
fn cluster_columns(cluster: &str) -> usize {
    if cluster.contains(|character| character == '\u{FE0F}' || character >= '\u{1F000}') {
        return cluster.width();
    }
    cluster
        .chars()
        .map(|character| if SPACING.contains(&character) { 1 } else { character.width().unwrap_or(0) })
        .sum()
}

/// Vowel signs that stand beside their letter, and which `unicode-width` counts as nothing because
/// they extend its cluster (Unicode's `Mc` with `Grapheme_Extend`).
const SPACING: &[char] = &[
    '\u{9BE}', '\u{9D7}', '\u{B3E}', '\u{B57}', '\u{BBE}', '\u{BD7}', '\u{CC0}', '\u{CC2}', '\u{CC7}',
    '\u{CC8}', '\u{CCA}', '\u{CCB}', '\u{CD5}', '\u{CD6}', '\u{D3E}', '\u{D57}', '\u{DCF}', '\u{DDF}',
    '\u{1B35}',
];

/// Whether `character` takes one column whatever stands beside it: most of what is not ASCII in
/// the languages of Europe.
fn is_simple(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '‘'..='„' | '–' | '—' | '…')
}

/// Whether `character` takes two columns.
pub fn is_wide(character: char) -> bool {
    character >= '\u{1100}' && unicode_width::UnicodeWidthChar::width(character) == Some(2)
}

/// Whether `character` says where lines may break and nothing else. Such characters guide the
/// line breaker and are left out of what is written.
pub fn is_break_control(character: char) -> bool {
    matches!(character, SOFT_HYPHEN | '\u{200B}' | JOINER | '\u{FEFF}')
}

/// A place where a word may be divided: never used here, since nothing is hyphenated.
pub const SOFT_HYPHEN: char = '\u{AD}';

/// Forbids a break on either side.
pub const JOINER: char = '\u{2060}';

/// Appends `text` without the characters that only guide the line breaker.
pub fn push_visible(line: &mut String, text: &str) {
    if text.is_ascii() {
        line.push_str(text);
    } else {
        line.extend(text.chars().filter(|character| !is_break_control(*character)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_of_a_screen() {
        for (text, expected) in [
            ("word", 4),
            ("北京", 4),
            ("e\u{301}t\u{e9}", 3),
            ("👩‍👩‍👧", 2),
            ("soft\u{AD}ly\u{200B}\u{2060}", 6),
            ("a\u{A0}b", 3),
            ("“é”…", 4),
            ("\u{644}\u{627}", 2),
            ("\u{179F}\u{17D2}\u{178F}", 2),
            ("\u{BAE}\u{BBE}", 2),
        ] {
            assert_eq!(columns(text), expected, "{text:?}");
        }
    }
}
