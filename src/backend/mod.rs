//! The backends: each writes one edition from the manuscript, and the table of them all.
//!
//! A backend decides geometry and syntax only. It owns no counter, no label word and no look. A
//! new one is a folder here, its `mod` line and its row in [`ALL`]. With the writer stands the reader of
//! its format, from [`crate::reader`], by which an edition is recognised, told of and verified.

mod cover;
mod epub;
mod pdf;
mod text;

use crate::diagnostic::{Diagnostics, Reported};
use crate::edition::Edition;
use crate::layout::Pages;
use crate::reader::Reader;
use crate::resolve::Manuscript;

/// Writes editions of one format, and names who reads them.
pub trait Backend: Sync {
    /// The name on the command line: `pdf`.
    fn name(&self) -> &'static str;

    /// The ending of its files' names, without the dot: `pdf`.
    fn extension(&self) -> &'static str;

    /// The reader of the format; `None` for what is no edition, but something beside them.
    fn reader(&self) -> Option<&'static dyn Reader>;

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
    ) -> Result<Edition, Reported>;
}

/// All backends, in the order in which editions are listed.
pub const ALL: &[&dyn Backend] = &[&pdf::Pdf, &epub::Epub, &text::Text];

/// What is written beside the editions where it is asked for by name.
pub const BESIDE: &[&dyn Backend] = &[&cover::Cover];

/// All that can be asked for by name.
pub fn known() -> impl Iterator<Item = &'static dyn Backend> {
    ALL.iter().chain(BESIDE).copied()
}

/// The reader of the edition at the path `name`; `None` if it is of no kind that can be read.
pub fn reader_of(name: &str, edition: &Edition) -> Option<&'static dyn Reader> {
    readers().find(|reader| reader.recognises(name, edition))
}

/// The readers of all editions, in the order of the table.
pub fn readers() -> impl Iterator<Item = &'static dyn Reader> {
    ALL.iter().filter_map(|backend| backend.reader())
}
