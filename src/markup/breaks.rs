//! The pages of the print edition in the text of an edition that has none.

use super::Writer;
use crate::model::{Inline, Marking, Part, Resolved, reading_text};

/// A place in a text at which a page of the print edition begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageBreak {
    /// Its place among all pages that have a mark.
    pub number: usize,
    /// The byte of the text, as [`PageMark::at`](crate::model::PageMark::at) has it.
    pub at: u32,
    /// The page's number as printed.
    pub label: String,
    /// The id of its mark.
    pub id: String,
}

impl Writer<'_> {
    /// The pages whose marks have been written, by their numbers.
    pub fn pages(&self) -> &[usize] {
        &self.pages
    }

    /// Writes the text `part`, of `lead` and `content`, by `write`, and in it the marks of the pages
    /// that begin there, each before the word that is divided between two of them.
    pub fn part(
        &mut self,
        part: Part,
        lead: &str,
        content: &[Inline<Resolved>],
        write: impl FnOnce(&mut Self),
    ) {
        let breaks = self.places.page_breaks(part);
        if breaks.is_empty() {
            return write(self);
        }
        let text = lead.to_owned() + &reading_text(content, &self.manuscript.document.notes);
        self.reading = Some(Marking::new(&text, breaks.iter().map(|page| (page.at, page.clone()))));
        write(self);
        self.read_whole(usize::MAX);
        self.reading = None;
    }

    /// Writes the marks of the pages that begin with something that is a text by itself and cannot be
    /// divided: a picture, a formula, a break.
    pub fn part_whole(&mut self, part: Part) {
        self.part(part, "", &[], |_| {});
    }

    /// Counts something of `length` bytes that cannot be divided; marks in it stand before it.
    pub(super) fn read_whole(&mut self, length: usize) {
        let pages = self.reading.as_mut().map(|reading| reading.within(length)).unwrap_or_default();
        pages.iter().for_each(|page| self.page(page));
    }

    /// Appends words that the part counts, with the marks that stand in them.
    pub fn read(&mut self, words: &str) {
        let mut rest = words;
        while let Some((before, page)) = self.reading.as_mut().and_then(|reading| reading.next_in(rest)) {
            self.text(&rest[..before]);
            self.page(&page);
            rest = &rest[before..];
        }
        self.text(rest);
    }

    fn page(&mut self, page: &PageBreak) {
        self.raw("<span epub:type=\"pagebreak\" role=\"doc-pagebreak\"");
        self.attribute("id", &page.id);
        self.attribute("aria-label", &page.label);
        self.raw("></span>");
        self.pages.push(page.number);
    }
}
