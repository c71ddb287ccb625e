//! Diagnostics → the look that compilers have given us: the place, the line, a mark and advice.

use std::collections::BTreeMap;
use std::fmt::Write;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::passage::{Passage, document, passage};
use super::printable::printable;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Location, Sources};

/// How many of one kind are shown before the rest is counted.
const OF_A_KIND: usize = 10;

/// All of `diagnostics`.
pub(super) fn all(diagnostics: &[&Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|diagnostic| one(diagnostic, sources)).collect()
}

/// The first ten of each kind, and how many more there are.
pub(super) fn folded(diagnostics: &[&Diagnostic], sources: &Sources) -> String {
    let mut shown = String::new();
    let mut counts: BTreeMap<(Code, Severity), usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        let count = counts.entry((diagnostic.code, diagnostic.severity)).or_default();
        *count += 1;
        if *count <= OF_A_KIND {
            shown.push_str(&one(diagnostic, sources));
        }
    }
    let more: Vec<_> = counts
        .iter()
        .filter(|(_, count)| **count > OF_A_KIND)
        .map(|((code, _), count)| format!("… and {} more `{}`\n", count - OF_A_KIND, code.name()))
        .collect();
    if !more.is_empty() {
        shown.push_str(&more.concat());
        shown.push_str("  (`-v` shows all)\n\n");
    }
    shown
}

fn one(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = printable(&diagnostic.message);
    let mut group = Group::with_title(level.primary_title(message).id(diagnostic.code.name()));
    let mut locations = Vec::new();
    if let Some(span) = diagnostic.span {
        let passage = passage(sources, span);
        group = group.element(snippet(&passage, AnnotationKind::Primary, None));
        locations.push(passage.location);
    } else if let Some(path) = document(sources) {
        group = group.element(Origin::path(printable(path)));
    }
    for (span, words) in &diagnostic.labels {
        let passage = passage(sources, *span);
        group = group.element(snippet(&passage, AnnotationKind::Context, Some(printable(words))));
        locations.push(passage.location);
    }
    for line in diagnostic.help.iter().flat_map(|help| help.lines()) {
        group = group.element(Level::HELP.message(printable(line)));
    }
    let mut text = located(&Renderer::styled().render(&[group]), &locations);
    text.push_str("\n\n");
    text
}

/// Stands after a path until [`located`] takes it away. No other text that is shown holds it, for
/// [`printable`] writes it out and a passage replaces it.
const PLACE: char = '\u{61c}';

fn snippet<'a>(
    passage: &Passage,
    kind: AnnotationKind,
    label: Option<String>,
) -> Snippet<'a, Annotation<'a>> {
    Snippet::source(passage.text.clone())
        .path(format!("{}{PLACE}", printable(&passage.location.path)))
        .line_start(passage.location.line as usize)
        .annotation(kind.span(passage.start..passage.end).label(label))
}

/// `rendered` with the true line and column after each path, in the order of `locations`: the
/// renderer counts columns from the beginning of what it is given, which may be the middle of a
/// long line.
fn located(rendered: &str, locations: &[Location]) -> String {
    let mut parts = rendered.split(PLACE);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (part, location) in parts.zip(locations) {
        let _ = write!(text, ":{}:{}", location.line, location.column);
        text.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::report::distinct;
    use crate::source::Piece;
    use crate::span::Span;

    /// Without colours, as a file would hold it.
    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn a_diagnostic_shows_its_place_its_line_and_advice() {
        let mut sources = Sources::default();
        let file = sources.add("source/guide.md", None, "# Press\n\nSee [it](#fig:press).\n".to_owned());
        let diagnostic = Diagnostic::warning(
            Code::UnknownTarget,
            Span::new(file, 18..28),
            "nothing is called `fig:press`",
        )
        .with_label(Span::new(file, 2..7), "this is called `press`")
        .with_help("give a heading the name `{#fig:press}`");
        let expected = "\
warning[unknown-target]: nothing is called `fig:press`
 --> source/guide.md:3:10
  |
3 | See [it](#fig:press).
  |          ^^^^^^^^^^
  |
 ::: source/guide.md:1:3
  |
1 | # Press
  |   ----- this is called `press`
  |
  = help: give a heading the name `{#fig:press}`

";
        assert_eq!(plain(&all(&[&diagnostic], &sources)), expected);
    }

    #[test]
    fn what_has_no_place_names_its_document() {
        let mut sources = Sources::default();
        let file = sources.add("guide.md", None, "# Press\n".to_owned());
        sources.pieces.push(Piece::Chapter { file, depth: 0, title: None, numbered: false });
        let diagnostic = Diagnostic::error(Code::Write, None, "the disk is full").with_help("make room");
        let expected = "\
error[write]: the disk is full
--> guide.md
 = help: make room

";
        assert_eq!(plain(&all(&[&diagnostic], &sources)), expected);
    }

    #[test]
    fn a_long_line_is_trimmed_and_its_column_stays_true() {
        let mut sources = Sources::default();
        let text = format!("{}[x](y){}", "word ".repeat(1000), " word".repeat(1000));
        let file = sources.add("a.md", None, text);
        let diagnostic = Diagnostic::error(Code::UnknownTarget, Span::new(file, 5000..5006), "no `y`");
        let shown = plain(&all(&[&diagnostic], &sources));
        assert!(shown.contains("a.md:1:5001"), "{shown}");
        assert!(shown.contains("[x](y)") && shown.contains("^^^^^^\n"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() < 130), "{shown}");
    }

    #[test]
    fn nothing_of_a_source_or_message_reaches_the_terminal_raw() {
        let mut sources = Sources::default();
        let text = "a\u{1b}[31m b\u{9b}2J \u{202e}c \u{7}d".to_owned();
        let file = sources.add("x\u{1b}]0;y.md", None, text.clone());
        let diagnostic = Diagnostic::warning(Code::RawHtml, Span::new(file, 0..1), text.clone())
            .with_label(Span::new(file, 2..3), text.clone())
            .with_help(text);
        let shown = plain(&all(&[&diagnostic], &sources));
        let bad = |c: char| c != '\n' && super::super::printable::is_unprintable(c);
        assert!(!shown.contains(bad), "{shown:?}");
    }

    #[test]
    fn the_eleventh_of_a_kind_is_counted() {
        let mut found = Diagnostics::new();
        for number in 0..350 {
            found.add(Diagnostic::warning(Code::UnknownTarget, None, format!("no `{number}`")));
        }
        found.add(Diagnostic::error(Code::MissingImage, None, "no picture"));
        let shown = plain(&folded(&distinct(&found), &Sources::default()));
        assert_eq!(shown.matches("warning[unknown-target]").count(), 10);
        assert!(shown.contains("… and 340 more `unknown-target`\n"), "{shown}");
        assert!(shown.contains("error[missing-image]: no picture"));
        assert_eq!(plain(&all(&distinct(&found), &Sources::default())).matches("warning[").count(), 350);
    }
}
