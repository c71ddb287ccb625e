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

/// Tells what a PDF holds.
///
/// # Errors
///
/// What is wrong with the file.
pub fn of_pdf(bytes: &[u8], sections: Sections) -> Result<String, Unreadable> {
    Ok(pdf::told(&PdfFile::read(bytes)?, bytes.len(), sections))
}

/// Tells what an EPUB holds.
///
/// # Errors
///
/// What is wrong with the file.
pub fn of_epub(bytes: &[u8], sections: Sections) -> Result<String, Unreadable> {
    epub::told(bytes, sections)
}

/// Tells what a text holds.
///
/// # Errors
///
/// It is no UTF-8.
pub fn of_text(bytes: &[u8], sections: Sections) -> Result<String, Unreadable> {
    text::told(bytes, sections)
}
