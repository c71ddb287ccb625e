//! Marks of notes → marks that nobody reads as part of what stands beside them.
//!
//! Print raises a mark as it raises a power, so `10²` with a mark behind it would be another number,
//! and two marks side by side would be one. Between two marks a comma stands, as TeX's footmisc sets
//! it (`multiple`); a mark beside a number, a formula or something raised or lowered stands in
//! brackets.

use crate::model::{Apart, Inline, Resolved};
use crate::style::UNITS;

/// What stands beside a mark, as far as it matters.
#[derive(Clone, Copy, PartialEq)]
enum Beside {
    /// Another mark.
    Mark,
    /// What a raised number would be read with: a digit, a unit, a formula, something raised or lowered.
    Number,
    /// Anything else.
    Other,
}

/// Keeps the marks of notes in a line apart from what stands beside them.
pub(super) fn keep_marks_apart(line: &mut [Inline<Resolved>]) {
    behind(line, Beside::Other);
    in_front_of(line, Beside::Other);
}

/// Settles marks by what stands before them; returns what the line ends with.
fn behind(line: &mut [Inline<Resolved>], mut before: Beside) -> Beside {
    for inline in line {
        before = match inline {
            Inline::Note(mark, _) => {
                mark.apart = match before {
                    Beside::Mark => Apart::Comma,
                    Beside::Number => Apart::Brackets,
                    Beside::Other => Apart::Nothing,
                };
                Beside::Mark
            }
            Inline::Text(words) | Inline::Code(words) => ends(words).unwrap_or(before),
            Inline::Subscript(content) | Inline::Superscript(content) => match behind(content, before) {
                _ if content.is_empty() => before,
                Beside::Mark => Beside::Mark,
                Beside::Number | Beside::Other => Beside::Number,
            },
            Inline::Math(_) => Beside::Number,
            Inline::Image(_) | Inline::SoftBreak | Inline::HardBreak => Beside::Other,
            other => other.content_mut().map_or(before, |content| behind(content, before)),
        };
    }
    before
}

/// Puts marks in brackets before something raised or lowered; returns what the line begins with.
fn in_front_of(line: &mut [Inline<Resolved>], mut after: Beside) -> Beside {
    for inline in line.iter_mut().rev() {
        after = match inline {
            Inline::Note(mark, _) => {
                if after == Beside::Number {
                    mark.apart = Apart::Brackets;
                }
                Beside::Mark
            }
            Inline::Text(words) | Inline::Code(words) => match words.chars().next() {
                None => after,
                Some(first) if first.is_numeric() && !first.is_ascii() => Beside::Number,
                Some(_) => Beside::Other,
            },
            Inline::Subscript(content) | Inline::Superscript(content) => match in_front_of(content, after) {
                _ if content.is_empty() => after,
                Beside::Mark => Beside::Mark,
                Beside::Number | Beside::Other => Beside::Number,
            },
            Inline::Math(_) | Inline::Image(_) | Inline::SoftBreak | Inline::HardBreak => Beside::Other,
            other => other.content_mut().map_or(after, |content| in_front_of(content, after)),
        };
    }
    after
}

/// What words end with; `None` if they show nothing.
fn ends(words: &str) -> Option<Beside> {
    let words = words.trim_end_matches(['\u{AD}', '\u{200B}', '\u{2060}', '\u{FEFF}']);
    let last = words.chars().next_back()?;
    let raised = matches!(last, 'ⁿ' | 'ⁱ' | '⁺' | '⁻' | '⁼' | '⁽' | '⁾' | 'ª' | 'º');
    let is_number = last.is_numeric() || raised || ends_with_a_unit(words);
    Some(if is_number { Beside::Number } else { Beside::Other })
}

/// Whether words end with a number and the letters of its unit, `5 km`, which a mark would square or
/// cube.
fn ends_with_a_unit(words: &str) -> bool {
    let unit = words.rsplit(|c: char| c.is_whitespace() || c.is_numeric()).next().unwrap_or_default();
    let number = words[..words.len() - unit.len()].trim_end();
    unit.ends_with(char::is_alphabetic) && UNITS.contains(&unit) && number.ends_with(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_its_unit_are_one() {
        for words in ["in 1984", "10²", "5 km", "5\u{A0}m", "12kg", "a ½", "xⁿ", "3 m/s"] {
            assert!(ends(words) == Some(Beside::Number), "{words}");
        }
        for words in ["km", "a", "1984.", "(1984)", "5 %", "5 kings", "the 5 am", "°", "‘1984’"] {
            assert!(ends(words) == Some(Beside::Other), "{words}");
        }
        assert!(ends("").is_none());
    }
}
