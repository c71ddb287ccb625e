//! Diagnostics → one line each, as editors and `grep` like them.

use super::passage::settled;
use super::printable::printable;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// `path:line:column: warning[code]: message`, without the place where there is none.
pub(super) fn all(diagnostics: &[&Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|diagnostic| one(diagnostic, sources)).collect()
}

fn one(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = diagnostic.span.map(|span| {
        let place = sources.locate(settled(sources.text(span.file), span));
        format!("{}:{}:{}: ", printable(&place.path), place.line, place.column)
    });
    format!(
        "{}{}[{}]: {}\n",
        place.unwrap_or_default(),
        word(diagnostic.severity),
        diagnostic.code.name(),
        printable(&diagnostic.message)
    )
}

/// The severity's word.
pub(super) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
