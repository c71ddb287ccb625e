//! mdBook's `{{#…}}` → what it asks for; and a file's text → the lines that an include means.

use std::ops::Range;

/// A directive in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Directive<'a> {
    /// Where it stands, braces and a backslash before them included.
    pub range: Range<usize>,
    /// What it asks for.
    pub kind: Kind<'a>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// `\{{#include …}}`: the same without the backslash.
    Escaped,
    /// `{{#title …}}`: the title of a web page; nothing here.
    Title,
    /// `{{#include path:lines}}`, `{{#rustdoc_include …}}`: the text of a file.
    Include { path: &'a str, lines: Lines<'a> },
    /// `{{#playground path …}}`: a file of Rust as a block of code.
    Playground { path: &'a str },
    /// One of these without a path.
    Nothing,
}

/// Which lines of a file are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines<'a> {
    /// `:3:8`, `:3`, `:3:`, `::8` or nothing: from the first on, up to before the last, from 0.
    Range(usize, Option<usize>),
    /// `:name`: those between the lines with `ANCHOR: name` and `ANCHOR_END: name`.
    Anchor(&'a str),
}

/// The first directive in `text` that starts at or after `from`. Other uses of `{{` are text.
pub(super) fn next(text: &str, from: usize) -> Option<Directive<'_>> {
    let mut at = from;
    // The first `}}` or line end behind `at`: many `{{` share one, so it is looked for once.
    let mut close = Close::default();
    while let Some(found) = text[at..].find("{{") {
        let open = at + found;
        at = open + 2;
        close = close.behind(text, at);
        let Some(length) = close.braces.map(|braces| braces - at) else {
            at = close.end;
            continue;
        };
        let end = at + length + 2;
        let inner = &text[at..at + length];
        if open > from && text[..open].ends_with('\\') && inner.starts_with('#') {
            return Some(Directive { range: open - 1..end, kind: Kind::Escaped });
        }
        if let Some(kind) = kind(inner) {
            return Some(Directive { range: open..end, kind });
        }
    }
    None
}

/// Where a line's `{{` are closed.
#[derive(Clone, Copy, Default)]
struct Close {
    /// The end of what was searched: behind the `}}`, or at the line's end.
    end: usize,
    /// Where the `}}` is; `None` if the line has no other.
    braces: Option<usize>,
}

impl Close {
    /// The first at or behind `at` on its line: this one, if it is.
    fn behind(self, text: &str, at: usize) -> Self {
        if self.braces.is_some_and(|braces| braces >= at) {
            return self;
        }
        let line = text[at..].split('\n').next().unwrap_or_default();
        match line.find("}}") {
            Some(length) => Self { end: at + length + 2, braces: Some(at + length) },
            None => Self { end: at + line.len(), braces: None },
        }
    }
}

/// The words that begin a directive.
const NAMES: [&str; 5] = ["include", "rustdoc_include", "playground", "playpen", "title"];

fn kind(inner: &str) -> Option<Kind<'_>> {
    let words = inner.trim().strip_prefix('#')?;
    // Not cut at the first blank: that may be far, and everything up to it would be read for each `{{`.
    let (name, rest) = NAMES
        .iter()
        .find_map(|name| Some((*name, words.strip_prefix(name)?)))
        .filter(|(_, rest)| rest.is_empty() || rest.starts_with(char::is_whitespace))?;
    let path = rest.split_whitespace().next();
    match (name, path) {
        ("include" | "rustdoc_include" | "playground" | "playpen", None) => Some(Kind::Nothing),
        ("include" | "rustdoc_include", Some(path)) => match path.split_once(':') {
            Some((path, rest)) => Some(Kind::Include { path, lines: lines(rest) }),
            None => Some(Kind::Include { path, lines: Lines::Range(0, None) }),
        },
        ("playground" | "playpen", Some(path)) => Some(Kind::Playground { path }),
        ("title", Some(_)) => Some(Kind::Title),
        _ => None,
    }
}

/// Reads what follows the path's colon as mdBook does.
fn lines(text: &str) -> Lines<'_> {
    let (first, last) = text.split_once(':').map_or((text, None), |(first, last)| (first, Some(last)));
    let last = last.map(|last| last.split(':').next().unwrap_or_default().parse().ok());
    match (first.parse::<usize>(), last) {
        (Ok(first), None) => Lines::Range(first.saturating_sub(1), Some(first.max(1))),
        (Ok(first), Some(last)) => Lines::Range(first.saturating_sub(1), last),
        (Err(_), last) if first.is_empty() => Lines::Range(0, last.flatten()),
        (Err(_), _) => Lines::Anchor(first),
    }
}

/// The parts of `text` that `lines` means, each made of whole lines, the last without its line
/// end; empty if there are none.
pub(super) fn select(text: &str, lines: Lines) -> Vec<Range<usize>> {
    if matches!(lines, Lines::Anchor(_)) && !text.contains("ANCHOR:") {
        return Vec::new();
    }
    let mut start = 0;
    let all = text.split_inclusive('\n').map(|line| {
        start += line.len();
        (start - line.len()..start, line)
    });
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut add = |line: Range<usize>| match parts.last_mut() {
        Some(part) if part.end == line.start => part.end = line.end,
        _ => parts.push(line),
    };
    match lines {
        Lines::Range(first, last) => {
            let count = last.map_or(usize::MAX, |last| last.saturating_sub(first));
            all.skip(first).take(count).for_each(|(line, _)| add(line));
        }
        Lines::Anchor(name) => {
            let mut inside = false;
            for (range, line) in all {
                match (anchor(line, "ANCHOR:"), anchor(line, "ANCHOR_END:")) {
                    (Some(start), _) => inside |= start == name,
                    (None, Some(end)) => {
                        if end == name && inside {
                            break;
                        }
                    }
                    (None, None) if inside => add(range),
                    (None, None) => {}
                }
            }
        }
    }
    if let Some(last) = parts.last_mut()
        && text[last.clone()].ends_with('\n')
    {
        last.end -= 1;
    }
    parts
}

/// The name after `mark` in a line of code.
fn anchor<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let rest = line[line.find(mark)? + mark.len()..].trim_start();
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str) -> Vec<Kind<'_>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(directive) = next(text, at) {
            at = directive.range.end;
            found.push(directive.kind);
        }
        found
    }

    fn selected(text: &str, path: &str) -> Option<String> {
        let directive = format!("{{{{#include x{path}}}}}");
        let Kind::Include { lines, .. } = next(&directive, 0)?.kind else { return None };
        Some(select(text, lines).into_iter().map(|part| &text[part]).collect())
    }

    #[test]
    fn directives_are_told_from_other_braces() {
        assert_eq!(kinds("{{ x }} {{#if a}} {{<img>}} {{#include"), []);
        assert_eq!(kinds("{{#include}} {{ #include   }}"), [Kind::Nothing, Kind::Nothing]);
        assert_eq!(kinds("\\{{#include a.md}} {{#title A b}}"), [Kind::Escaped, Kind::Title]);
        assert_eq!(kinds("{{#playground a.rs editable}}"), [Kind::Playground { path: "a.rs" }]);
        let whole = Kind::Include { path: "a.md", lines: Lines::Range(0, None) };
        assert_eq!(kinds("{{{{#include a.md}}{{\n{{ #rustdoc_include a.md }}"), [whole.clone(), whole]);
    }

    #[test]
    fn lines_are_counted_as_mdbook_does() {
        let text = "1\n2\n3\n4\n";
        let cases = [("", "1\n2\n3\n4"), (":2", "2"), (":2:3", "2\n3"), (":3:", "3\n4"), ("::2", "1\n2")];
        for (path, expected) in cases {
            assert_eq!(selected(text, path).as_deref(), Some(expected), "{path}");
        }
        assert_eq!(selected(text, ":9").as_deref(), Some(""));
        assert_eq!(selected(text, ":99:1").as_deref(), Some(""));
        assert_eq!(selected(text, ":0").as_deref(), Some("1"));
    }

    #[test]
    fn anchors_leave_out_all_marks() {
        let text =
            "a\n// ANCHOR: all\nb\n// ANCHOR: here\nc\n// ANCHOR_END: here\nd\n// ANCHOR_END: all\ne\n";
        assert_eq!(selected(text, ":all").as_deref(), Some("b\nc\nd"));
        assert_eq!(selected(text, ":here").as_deref(), Some("c"));
        assert_eq!(selected(text, ":her").as_deref(), Some(""));
    }

    proptest! {
        #[test]
        fn any_text_can_be_searched(text in "(\\{\\{|\\}\\}|#include|#title|\\\\|ANCHOR: a|ANCHOR_END: a|[ :é1a]|\n){0,40}") {
            let mut at = 0;
            while let Some(directive) = next(&text, at) {
                prop_assert!(directive.range.start >= at && directive.range.end > directive.range.start);
                prop_assert!(text.get(directive.range.clone()).is_some());
                at = directive.range.end;
            }
            for lines in [Lines::Range(1, Some(2)), Lines::Range(0, None), Lines::Anchor("a")] {
                prop_assert!(select(&text, lines).into_iter().all(|part| text.get(part).is_some()));
            }
        }
    }
}
