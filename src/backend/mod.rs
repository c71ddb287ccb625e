//! The backends: each writes one edition from the manuscript, and the table of them all.
//!
//! A backend decides geometry and syntax only. It owns no counter, no label word and no look. A
//! new one is a folder here, its `mod` line and its row in [`ALL`].

mod cover;
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

    /// Whether it cannot do without the laid-out pages of this manuscript.
    fn needs_pages(&self, manuscript: &Manuscript) -> bool;

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

/// What is written beside the editions where it is asked for by name.
pub const BESIDE: &[&dyn Backend] = &[&cover::Cover];

/// All that can be asked for by name.
pub fn known() -> impl Iterator<Item = &'static dyn Backend> {
    ALL.iter().chain(BESIDE).copied()
}

/// Whether a backend writes an edition, and not something beside them.
pub fn is_edition(backend: &dyn Backend) -> bool {
    ALL.iter().any(|edition| edition.name() == backend.name())
}
