//! The text edition.

use super::Backend;
use crate::diagnostic::{Diagnostics, Reported};
use crate::layout::Pages;
use crate::resolve::Manuscript;

/// Writes the text edition.
pub struct Text;

impl Backend for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extension(&self) -> &'static str {
        "txt"
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
