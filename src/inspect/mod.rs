//! Finished editions → what they hold, told to people: pages, fonts, tags, metadata, links.
//!
//! This reads files as any reader would, and knows nothing of how they were made.

mod epub;
mod limits;
mod pdf;
mod text;
mod words;

pub use epub::{EpubFile, EpubText};
pub use pdf::{Element, Node, PdfFile, Shown};
pub use words::grouped;

/// What is to be told besides the summary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sections {
    /// The headings with their pages.
    pub outline: bool,
    /// The tag tree of a PDF, with the beginnings of its texts.
    pub tags: bool,
    /// Every link.
    pub links: bool,
}

/// Why a file cannot be told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Tells what an edition holds, by what its first bytes say it is.
///
/// # Errors
///
/// What is wrong with the file.
pub fn inspect(bytes: &[u8], sections: Sections) -> Result<String, Unreadable> {
    if bytes.starts_with(b"%PDF-") {
        return Ok(pdf::told(&PdfFile::read(bytes)?, bytes.len(), sections));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return epub::told(bytes, sections);
    }
    text::told(bytes, sections)
}
