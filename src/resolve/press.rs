//! What the PDF holds besides the text: the press's colour profile, and the sources.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::gather::Files;
use crate::model::{PdfStandard, PdfStandards, PrintWishes};
use crate::source::Sources;
use crate::span::FileId;

/// The profile that the author names, read.
pub(super) fn profile(
    wishes: &PrintWishes,
    files: &Files,
    diagnostics: &mut Diagnostics,
) -> Option<Arc<[u8]>> {
    let wish = wishes.profile.as_ref()?;
    let from = wish.span.map_or(FileId(0), |span| span.file);
    match files.get(from, &wish.text) {
        Ok(bytes) => Some(bytes),
        Err(why) => {
            let message = format!("the colour profile `{}` is not used: {why}", wish.text);
            diagnostics.add(Diagnostic::error(Code::Press, wish.span, message));
            None
        }
    }
}

/// The sources that go into the file: PDF/A-3 is asked for to keep them.
pub(super) fn attachments(standards: Option<&PdfStandards>, sources: &Sources) -> Vec<(String, String)> {
    let kept = standards.is_some_and(|standards| standards.has(PdfStandard::A3a));
    let texts = sources.texts().filter(|_| kept);
    texts.map(|(path, text)| (path, text.to_owned())).collect()
}
