//! Diagnostics → JSON, one object a line, for editors and scripts.

use std::fmt::Write;

use serde::Serialize;

use super::passage::{document, settled};
use super::printable::is_unprintable;
use super::short::word;
use crate::diagnostic::Diagnostic;
use crate::source::{Location, Sources};
use crate::span::Span;

/// A diagnostic. Every key is always there. Without a line it is about the whole document at
/// `path`; without a path, about the run.
#[derive(Serialize)]
struct Line<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    path: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
    help: Option<&'a str>,
    labels: Vec<Label>,
}

/// Another place that belongs to it.
#[derive(Serialize)]
struct Label {
    path: String,
    line: u32,
    column: u32,
    message: String,
}

/// All of `diagnostics`.
pub(super) fn all(diagnostics: &[&Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|diagnostic| one(diagnostic, sources)).collect()
}

fn one(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let locate = |span: Span| sources.locate(settled(sources.text(span.file), span));
    let (path, line, column) = match diagnostic.span.map(locate) {
        Some(Location { path, line, column }) => (Some(path), Some(line), Some(column)),
        None => (document(sources).map(str::to_owned), None, None),
    };
    let label = |(span, message): &'_ (Span, String)| {
        let Location { path, line, column } = locate(*span);
        Label { path, line, column, message: message.clone() }
    };
    let object = Line {
        severity: word(diagnostic.severity),
        code: diagnostic.code.name(),
        message: &diagnostic.message,
        path,
        line,
        column,
        help: diagnostic.help.as_deref(),
        labels: diagnostic.labels.iter().map(label).collect(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::span::FileId;

    #[test]
    fn a_diagnostic_is_one_object_with_all_its_keys() {
        let mut sources = Sources::default();
        sources.add("a\u{9b}.md", None, "one\ntwo\n".to_owned());
        let diagnostic =
            Diagnostic::warning(Code::DuplicateAnchor, Span::new(FileId(0), 4..7), "twice\u{1b}")
                .with_label(Span::new(FileId(0), 0..3), "first");
        assert_eq!(
            all(&[&diagnostic], &sources),
            "{\"severity\":\"warning\",\"code\":\"duplicate-anchor\",\"message\":\"twice\\u001b\",\
             \"path\":\"a\\u009b.md\",\"line\":2,\"column\":1,\"help\":null,\
             \"labels\":[{\"path\":\"a\\u009b.md\",\"line\":1,\"column\":1,\"message\":\"first\"}]}\n"
        );
    }
}
