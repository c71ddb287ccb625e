//! The backends: each writes one edition from the manuscript, and the table of them all.
//!
//! A backend decides geometry and syntax only. It owns no counter, no label word and no look. A
//! new one is a folder here, its `mod` line and its row in [`ALL`].

mod epub;
mod pdf;
mod text;

use crate::diagnostic::{Diagnostics, Reported};
use crate::layout::Pages;
use crate::resolve::Manuscript;

/// Writes editions of one format.
pub trait Backend: Sync {
    /// The name on the command line: `pdf`.
    fn name(&self) -> &'static str;

    /// The ending of its files' names, without the dot: `pdf`.
    fn extension(&self) -> &'static str;

    /// Whether it cannot do without the laid-out pages.
    fn needs_pages(&self) -> bool;

    /// Writes the edition.
    ///
    /// `pages` is there whenever any backend of the run needs it.
    ///
    /// # Errors
    ///
    /// When there can be no edition at all; the reason has then been added to `diagnostics`.
    fn write(
        &self,
        manuscript: &Manuscript,
        pages: Option<&Pages>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Vec<u8>, Reported>;
}

/// All backends, in the order in which editions are listed.
pub const ALL: &[&dyn Backend] = &[&pdf::Pdf, &epub::Epub, &text::Text];
