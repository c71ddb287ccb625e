//! Diagnostics as they were found → each once, in the order of the text.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics};

/// Each of `diagnostics` once, in the order of their places; those without a place come last.
///
/// Several stages and editions may meet the same fault, and an author reads from top to bottom.
pub fn distinct(diagnostics: &Diagnostics) -> Vec<&Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut distinct: Vec<_> = diagnostics
        .iter()
        .filter(|found| seen.insert((found.code, found.severity, found.span, &found.message, &found.help)))
        .collect();
    distinct.sort_by_key(|found| (found.span.is_none(), found.span));
    distinct
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::span::{FileId, Span};

    #[test]
    fn each_once_in_the_order_of_the_text() {
        let at = |start| Span::new(FileId(0), start..start + 1);
        let mut found = Diagnostics::new();
        found.add(Diagnostic::warning(Code::Overfull, None, "somewhere"));
        found.add(Diagnostic::warning(Code::Overfull, at(9), "wide"));
        found.add(Diagnostic::error(Code::MissingImage, at(3), "gone"));
        found.add(Diagnostic::warning(Code::Overfull, at(9), "wide"));
        found.add(Diagnostic::warning(Code::Overfull, at(9), "tall"));
        let messages: Vec<_> = distinct(&found).iter().map(|found| found.message.clone()).collect();
        assert_eq!(messages, ["gone", "wide", "tall", "somewhere"]);
    }
}
