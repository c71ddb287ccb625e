//! Diagnostics → the look that compilers have given us: the place, the line, a mark and advice.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Padding, Renderer, Snippet};

use super::passage::{Passage, passage};
use super::printable::printable;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Sources;

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
    if let Some(span) = diagnostic.span {
        group = add(group, passage(sources, span), AnnotationKind::Primary, None);
    }
    for (span, words) in &diagnostic.labels {
        group = add(group, passage(sources, *span), AnnotationKind::Context, Some(printable(words)));
    }
    if let Some(help) = &diagnostic.help {
        let help = printable(help);
        group = if diagnostic.span.is_some() { group.element(Padding) } else { group };
        group = group.element(Level::HELP.message(help));
    }
    let mut text = Renderer::styled().render(&[group]);
    text.push_str("\n\n");
    text
}

/// The line is cut to a window, so its place is stated and not counted from the window.
fn add<'a>(group: Group<'a>, passage: Passage, kind: AnnotationKind, label: Option<String>) -> Group<'a> {
    let Passage { location, text, start, end } = passage;
    let origin = Origin::path(printable(&location.path))
        .line(location.line as usize)
        .char_column(location.column as usize);
    let snippet = Snippet::source(text)
        .line_start(location.line as usize)
        .fold(false)
        .annotation(kind.span(start..end).label(label));
    group.element(origin).element(snippet)
}
