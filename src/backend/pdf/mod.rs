//! The pdf edition.

use super::Backend;
use crate::diagnostic::{Diagnostics, Reported};
use crate::layout::Pages;
use crate::resolve::Manuscript;

/// Writes the pdf edition.
pub struct Pdf;

impl Backend for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn extension(&self) -> &'static str {
        "pdf"
    }

    fn needs_pages(&self) -> bool {
        true
    }

    fn write(
        &self,
        _manuscript: &Manuscript,
        _pages: Option<&Pages>,
        _diagnostics: &mut Diagnostics,
    ) -> Result<Vec<u8>, Reported> {
        Ok(Vec::new())
    }
}
