//! A span → the passage of the source that shows it: a line, or a window into a long one.

use crate::source::{Location, Piece, Sources};
use crate::span::Span;

use super::printable::is_unprintable;

/// Characters shown before the place. A line that begins further away is cut.
const BEFORE: usize = 40;

/// Characters shown from the place on. Together with [`BEFORE`] they fit a wide terminal.
const AFTER: usize = 72;

/// What stands for the part that was cut.
const CUT: char = '…';

/// A passage of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// Where the place is.
    pub location: Location,
    /// One line or a part of it, safe to print.
    pub text: String,
    /// First byte of the place in `text`.
    pub start: usize,
    /// One past its last byte there; not before `start`.
    pub end: usize,
}

/// The passage around `span`. Only the first line of a longer place is shown, and no more of the
/// text is looked at than is shown, so that a line of many megabytes costs no more than another.
pub(super) fn passage(sources: &Sources, span: Span) -> Passage {
    let text = sources.text(span.file);
    let span = settled(text, span);
    let mut passage = Passage { location: sources.locate(span), text: String::new(), start: 0, end: 0 };
    let start = span.range().start;
    let mut before: Vec<char> =
        text[..start].chars().rev().take_while(|c| *c != '\n').take(BEFORE + 1).collect();
    if before.len() > BEFORE {
        before.truncate(BEFORE);
        passage.text.push(CUT);
    }
    passage.text.extend(before.into_iter().rev().map(shown));
    passage.start = passage.text.len();
    passage.end = passage.start;
    let line = text[start..].char_indices().take_while(|(_, c)| *c != '\n');
    for (length, (at, character)) in line.enumerate() {
        if length == AFTER {
            passage.text.push(CUT);
            break;
        }
        passage.text.push(shown(character));
        if start + at < span.range().end {
            passage.end = passage.text.len();
        }
    }
    passage
}

/// The path that names the whole document, for what has no place in it: the book's settings, or
/// the first file. `None` if nothing could be read; messages then name the path themselves.
pub(super) fn document(sources: &Sources) -> Option<&str> {
    let first = sources.pieces.iter().find_map(|piece| match piece {
        Piece::Chapter { file, .. } => Some(*file),
        Piece::Part { .. } | Piece::Draft { .. } => None,
    });
    sources.book.or(first).map(|file| sources.path(file))
}

/// The span moved to whole characters of `text`. Stages give good spans; a report is where a bad
/// one must not hide the message.
pub(super) fn settled(text: &str, span: Span) -> Span {
    let range = span.range();
    let whole = |at: &usize| text.is_char_boundary(*at);
    let start = (0..=range.start.min(text.len())).rev().find(whole).unwrap_or(0);
    let end = (range.end.clamp(start, text.len())..=text.len()).find(whole).unwrap_or(text.len());
    Span::new(span.file, start..end)
}

/// One character for one, so that marks stay under their places.
fn shown(character: char) -> char {
    match character {
        '\t' => '\t',
        '\0'..='\u{1f}' => {
            char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        _ if is_unprintable(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, range: std::ops::Range<usize>) -> (String, String, Location) {
        let mut sources = Sources::default();
        let file = sources.add("a.md", None, text.to_owned());
        let passage = passage(&sources, Span::new(file, range));
        (passage.text[passage.start..passage.end].to_owned(), passage.text, passage.location)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let (place, text, location) = show("one\ntwo three\nfour", 8..13);
        assert_eq!((place.as_str(), text.as_str()), ("three", "two three"));
        assert_eq!((location.line, location.column), (2, 5));
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let long = format!("{}here{}", "ä".repeat(5_000_000), "x".repeat(1000));
        let (place, text, location) = show(&long, 10_000_000..10_000_004);
        assert_eq!(place, "here");
        assert_eq!(text.chars().count(), BEFORE + AFTER + 2);
        assert_eq!(location.column, 5_000_001);
    }

    #[test]
    fn a_place_of_many_lines_is_marked_in_its_first() {
        let (place, text, _) = show("> one\n> two\n", 2..12);
        assert_eq!((place.as_str(), text.as_str()), ("one", "> one"));
    }

    #[test]
    fn controls_are_replaced_one_for_one() {
        let (place, text, _) = show("a\u{1b}[0m\u{9b}b", 7..8);
        assert_eq!((place.as_str(), text.as_str()), ("b", "a␛[0m\u{fffd}b"));
    }

    #[test]
    fn a_wrong_span_still_shows_its_line() {
        let (_, text, location) = show("käse", 2..900);
        assert_eq!((text.as_str(), location.line), ("käse", 1));
    }

    #[test]
    fn the_end_of_the_text_is_a_place() {
        let (place, text, location) = show("end", 3..3);
        assert_eq!((place.as_str(), text.as_str(), location.column), ("", "end", 4));
    }
}
