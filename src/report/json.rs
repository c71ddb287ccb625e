//! Diagnostics → JSON, one object a line, for editors and scripts.

use std::fmt::Write;

use serde::Serialize;

use super::passage::settled;
use super::printable::is_unprintable;
use super::short::word;
use crate::diagnostic::Diagnostic;
use crate::source::{Location, Sources};
use crate::span::Span;

/// A diagnostic. Every key is always there, so that a reader need not ask.
#[derive(Serialize)]
struct Line<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    path: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
    help: Option<&'a str>,
    labels: Vec<Label<'a>>,
}

/// Another place that belongs to it.
#[derive(Serialize)]
struct Label<'a> {
    path: String,
    line: u32,
    column: u32,
    message: &'a str,
}

/// All of `diagnostics`.
pub(super) fn all(diagnostics: &[&Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|diagnostic| one(diagnostic, sources)).collect()
}

fn one(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let locate = |span: Span| sources.locate(settled(sources.text(span.file), span));
    let (path, line, column) = match diagnostic.span.map(locate) {
        Some(Location { path, line, column }) => (Some(path), Some(line), Some(column)),
        None => (None, None, None),
    };
    let label = |(span, message): &'_ (Span, String)| {
        let Location { path, line, column } = locate(*span);
        (path, line, column, message.clone())
    };
    let labels: Vec<_> = diagnostic.labels.iter().map(label).collect();
    let object = Line {
        severity: word(diagnostic.severity),
        code: diagnostic.code.name(),
        message: &diagnostic.message,
        path,
        line,
        column,
        help: diagnostic.help.as_deref(),
        labels: labels
            .iter()
            .map(|(path, line, column, message)| Label {
                path: path.clone(),
                line: *line,
                column: *column,
                message,
            })
            .collect(),
    };
    let json = serde_json::to_string(&object).expect("strings and numbers are always JSON");
    let mut line = escaped(&json);
    line.push('\n');
    line
}

/// JSON need not escape every character that a terminal obeys; we do. They stand in strings only,
/// since JSON itself is ASCII.
fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if is_unprintable(character) {
            let _ = write!(escaped, "\\u{:04x}", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    escaped
}
