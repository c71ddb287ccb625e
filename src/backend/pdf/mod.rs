//! The PDF edition: [`Pages`] → a PDF 1.7 file.
//!
//! printpdf is the container: page tree and document. What printpdf does not do, or does slowly,
//! is done here on its object graph: content streams, subset fonts, pictures, outline, links.
//! Content and fonts are pure functions of one page or one face, so they run in parallel and the
//! bytes do not depend on the number of threads.

mod attachments;
mod claims;
mod clusters;
mod cmap;
mod content;
mod document;
mod fonts;
mod icc;
mod images;
mod impose;
mod information;
mod inks;
mod intent;
mod marks;
mod navigation;
mod object;
mod save;
mod shared;
mod sheet;
mod show;
mod store;
mod svg;
mod syntax;
mod tags;
mod units;
mod xmp;

use super::Backend;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::edition::Edition;
use crate::layout::Pages;
use crate::reader::{self, Reader};
use crate::resolve::Manuscript;

/// Writes the PDF edition.
pub struct Pdf;

impl Backend for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn extension(&self) -> &'static str {
        "pdf"
    }

    fn reader(&self) -> Option<&'static dyn Reader> {
        Some(&reader::Pdf)
    }

    fn needs_pages(&self, _manuscript: &Manuscript) -> bool {
        true
    }

    fn write(
        &self,
        manuscript: &Manuscript,
        pages: Option<&Pages>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Edition, Reported> {
        let Some(pages) = pages else {
            let message = "the PDF edition was asked for without its pages";
            return Err(diagnostics.fail(Diagnostic::error(Code::Internal, None, message)));
        };
        // Readers of the other editions have faces of their own.
        manuscript.missing_glyphs.iter().for_each(|missing| diagnostics.add(missing.clone()));
        document::write(manuscript, pages, diagnostics).map(Edition::File)
    }
}
