//! Hyphens and dots in a row → dashes and ellipses.

use super::marks::Marks;
use super::{Edit, SOFT, before};

/// `--` and `---` become dashes, as pandoc's `smart` has it, but not in `--option`, ` -- --option`,
/// `-->`, `<!--`, or rows of hyphens. `marks` has read the quotation marks up to `at`.
pub(super) fn dash(line: &[char], at: usize, run: usize, marks: &Marks<'_>) -> Option<Edit> {
    let with = match run {
        2 if !begins_option(line, at, marks) && !parts_options(line, at) => "–",
        3 => "—",
        _ => return None,
    };
    let (before, after) = (before(line, at), line.get(at + run).copied());
    let arrow = |c: Option<char>| matches!(c, Some('<' | '>' | '|' | '+' | '=' | '_' | '/' | '\\'));
    let comment = line[..at].ends_with(&['<', '!']);
    (!arrow(before) && !arrow(after) && !comment).then(|| Edit { at, length: run, with: with.to_owned() })
}

/// Whether the two hyphens at `at` are the head of an option, `--verbose`: behind a blank or what opens,
/// and before a small letter or a digit.
fn begins_option(line: &[char], at: usize, marks: &Marks<'_>) -> bool {
    let opens = match before(line, at) {
        None | Some('(' | '[' | '{') => true,
        // A line that ends with a sentence's or a quotation's end goes on with a dash.
        Some(SOFT) => !ends_speech(line, at - 1, marks),
        Some('"' | '\'') => marks.opens_at(at - 1),
        Some(character) => character.is_whitespace(),
    };
    opens && line.get(at + 2).is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
}

fn ends_speech(line: &[char], end: usize, marks: &Marks<'_>) -> bool {
    match before(line, end) {
        Some('"' | '\'') => !marks.opens_at(end - 1),
        Some(character) => matches!(character, '!' | '?' | '…' | '”' | '’' | '»'),
        None => false,
    }
}

/// Whether the two hyphens at `at` stand alone before an option, as in `cargo test -- --nocapture`.
fn parts_options(line: &[char], at: usize) -> bool {
    let alone = before(line, at).is_none_or(char::is_whitespace);
    alone
        && matches!(line[at + 2..], [' ' | SOFT, '-', next, ..] if next == '-' || next.is_ascii_alphanumeric())
}

/// `...` becomes one character, but not in a path.
pub(super) fn ellipsis(line: &[char], at: usize, run: usize) -> Option<Edit> {
    let path = |c: Option<char>| matches!(c, Some('/' | '\\'));
    let with = match run {
        3 => "…",
        4 => "….",
        _ => return None,
    };
    let edit = Edit { at, length: run, with: with.to_owned() };
    (!path(before(line, at)) && !path(line.get(at + run).copied())).then_some(edit)
}
