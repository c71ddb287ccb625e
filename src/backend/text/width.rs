//! Text → the columns it takes on a screen, and the characters that never reach the page.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns that `text` takes: two for a wide character of East Asia, none for an accent that
/// joins its letter, two for a whole emoji sequence.
///
/// Grapheme clusters are measured one by one, as terminals and editors do. Measured as a whole,
/// letters that a good face joins into one (Arabic lam and alef, Khmer subscripts) would count
/// once, and lines would be too long wherever they are not joined.
pub(super) fn columns(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else if text.chars().all(is_simple) {
        text.chars().count()
    } else {
        text.graphemes(true).map(UnicodeWidthStr::width).sum()
    }
}

/// Whether `character` takes one column whatever stands beside it: most of what is not ASCII in
/// the languages of Europe.
fn is_simple(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '‘'..='„' | '–' | '—' | '…')
}

/// Whether `character` takes two columns.
pub(super) fn is_wide(character: char) -> bool {
    character >= '\u{1100}' && unicode_width::UnicodeWidthChar::width(character) == Some(2)
}

/// Whether `character` says where lines may break and nothing else. Such characters guide the
/// line breaker and are left out of what is written.
pub(super) fn is_break_control(character: char) -> bool {
    matches!(character, SOFT_HYPHEN | '\u{200B}' | JOINER | '\u{FEFF}')
}

/// A place where a word may be divided: never used here, since nothing is hyphenated.
pub(super) const SOFT_HYPHEN: char = '\u{AD}';

/// Forbids a break on either side.
pub(super) const JOINER: char = '\u{2060}';

/// Appends `text` without the characters that only guide the line breaker.
pub(super) fn push_visible(line: &mut String, text: &str) {
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
        ] {
            assert_eq!(columns(text), expected, "{text:?}");
        }
    }
}
