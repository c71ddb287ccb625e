//! One input → its sources, what the pipeline made of them, and what there is to say.

use super::caught;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::{self, Input, Request, Sources};

/// A document that has been worked on.
#[derive(Debug)]
pub struct Worked<T> {
    /// What it was made from, as far as it could be read.
    pub sources: Sources,
    /// What was found on the way.
    pub diagnostics: Diagnostics,
    /// What the pipeline made of it, or `None` if it could not be read or the pipeline panicked,
    /// which has been reported.
    pub value: Option<T>,
}

/// Opens `input` and sends it through `pipeline`. Never panics.
pub fn work_on<T>(
    input: &Input,
    request: &Request,
    pipeline: impl Fn(&Sources, &mut Diagnostics) -> T,
) -> Worked<T> {
    let mut diagnostics = Diagnostics::new();
    let sources = caught(|| source::open(input, request, &mut diagnostics)).unwrap_or_else(|fault| {
        diagnostics.add(fault.diagnostic("reading the sources"));
        Sources::default()
    });
    if sources.pieces.is_empty() {
        // Nothing was read, so there is nothing to typeset: an edition would be a blank lie.
        if diagnostics.count(Severity::Error) == 0 {
            diagnostics.add(Diagnostic::error(Code::EmptyDocument, None, "there is no text to export"));
        }
        return Worked { sources, diagnostics, value: None };
    }
    let value = caught(|| pipeline(&sources, &mut diagnostics))
        .map_err(|fault| diagnostics.add(fault.diagnostic("working on this document")))
        .ok();
    Worked { sources, diagnostics, value }
}
