//! References to notes within brackets: `[words[^1]](address)`, `![words[^1]](path)`.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::events::options;
use super::ticks::Ticks;

/// How long the name of a note may be.
const LONGEST: usize = 200;

/// Adds the references to notes that stand within brackets in `run`, lines without a blank one between them
/// that start at `base`. What is code, what is escaped and what defines a note is none.
pub(super) fn within_brackets(run: &str, base: usize, found: &mut Vec<Range<usize>>) {
    if !run.contains("[^") {
        return;
    }
    let ticks = Ticks::new(run);
    let bytes = run.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => at = ticks.after_span(at),
            b'[' => match reference(&run[at..]) {
                Some(length) => {
                    if depth > 0 && !defines(run, at, length) {
                        found.push(base + at..base + at + length);
                    }
                    at += length;
                }
                None => {
                    depth += 1;
                    at += 1;
                }
            },
            b']' => {
                depth = depth.saturating_sub(1);
                at += 1;
            }
            _ => at += 1,
        }
    }
}

/// The length of the reference to a note at the head of `text`.
fn reference(text: &str) -> Option<usize> {
    let name = text.strip_prefix("[^")?;
    let length = name.bytes().take(LONGEST).position(|byte| matches!(byte, b']' | b'[' | b'\n' | b'\\'))?;
    let is_name = name.as_bytes()[length] == b']' && !name[..length].trim().is_empty();
    is_name.then_some("[^]".len() + length)
}

/// Whether `[^name]` at `at` begins a line and is followed by a colon.
fn defines(run: &str, at: usize, length: usize) -> bool {
    let line = run[..at].rfind('\n').map_or(0, |end| end + 1);
    run[at + length..].starts_with(':') && run[line..at].trim_matches([' ', '\t', '>']).is_empty()
}

/// The names of the notes that are written in `text`, as [`key`] has them.
pub(super) fn written(text: &str) -> BTreeSet<String> {
    let events = Parser::new_ext(text, options());
    let names = events.filter_map(|event| match event {
        Event::Start(Tag::FootnoteDefinition(name)) => Some(key(&name)),
        _ => None,
    });
    names.collect()
}

/// A note's name as names are compared: without regard to case and to blanks around it.
pub(super) fn key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::within_brackets;

    #[test]
    fn only_references_within_brackets_are_found() {
        let cases: [(&str, &[&str]); 9] = [
            ("[a[^1]](b) and[^2]", &["[^1]"]),
            ("![a[^1] *b[^2]*](c)", &["[^1]", "[^2]"]),
            ("[![a[^1]](b)[^2]](c)", &["[^1]", "[^2]"]),
            ("[`a[^1]`](b)", &[]),
            ("[a\\[^1]](b)", &[]),
            ("- [ ] a[^1]", &[]),
            ("[a\n[^1]: b", &[]),
            ("[[^1]](b)", &["[^1]"]),
            ("[a[^]](b) [c[^d", &[]),
        ];
        for (text, expected) in cases {
            let mut found = Vec::new();
            within_brackets(text, 0, &mut found);
            let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
