//! The epub edition.

use super::Backend;
use crate::diagnostic::{Diagnostics, Reported};
use crate::layout::Pages;
use crate::resolve::Manuscript;

/// Writes the epub edition.
pub struct Epub;

impl Backend for Epub {
    fn name(&self) -> &'static str {
        "epub"
    }

    fn extension(&self) -> &'static str {
        "epub"
    }

    fn needs_pages(&self) -> bool {
        false
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
