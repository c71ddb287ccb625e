//! Diagnostics → one line each, as editors and `grep` like them.

use super::passage::{document, settled};
use super::printable::printable;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// `path:line:column: warning[code]: message`, with the document's path alone where there is no
/// place.
pub(super) fn all(diagnostics: &[&Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|diagnostic| one(diagnostic, sources)).collect()
}

fn one(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = match (diagnostic.span, document(sources)) {
        (Some(span), _) => {
            let place = sources.locate(settled(sources.text(span.file), span));
            format!("{}:{}:{}: ", printable(&place.path), place.line, place.column)
        }
        (None, Some(path)) => format!("{}: ", printable(path)),
        (None, None) => String::new(),
    };
    let (severity, code) = (word(diagnostic.severity), diagnostic.code.name());
    format!("{place}{severity}[{code}]: {}\n", printable(&diagnostic.message))
}

/// The severity's word.
pub(super) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
