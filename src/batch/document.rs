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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn worked(text: &[u8], pipeline: impl Fn(&Sources, &mut Diagnostics) -> usize) -> Worked<usize> {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        let path = folder.path().join("a.md");
        fs::write(&path, text).expect("the folder is ours");
        let input = Input::File { path, root: folder.path().to_path_buf() };
        work_on(&input, &Request::default(), pipeline)
    }

    fn codes<T>(worked: &Worked<T>) -> Vec<Code> {
        worked.diagnostics.iter().map(|found| found.code).collect()
    }

    #[test]
    fn a_panic_in_the_pipeline_keeps_the_sources_and_what_was_found() {
        let worked = worked(b"# Title\n", |_, diagnostics| {
            diagnostics.add(Diagnostic::warning(Code::RawHtml, None, "found before"));
            panic!("no way on")
        });
        assert_eq!(codes(&worked), [Code::RawHtml, Code::Internal]);
        assert_eq!(worked.value, None);
        assert_eq!(worked.sources.pieces.len(), 1, "the report can name the document");
    }

    #[test]
    fn what_cannot_be_read_is_not_typeset() {
        let worked = worked(b"\xff", |_, _| panic!("there is nothing to typeset"));
        assert_eq!(codes(&worked), [Code::NotUtf8]);
        assert_eq!(worked.value, None);
    }

    #[test]
    fn what_can_be_read_goes_through() {
        assert_eq!(worked(b"# Title\n", |sources, _| sources.pieces.len()).value, Some(1));
    }
}
