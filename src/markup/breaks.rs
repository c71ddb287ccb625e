//! The pages of the print edition in the text of an edition that has none.

use super::Writer;
use crate::model::{Inline, Part, Resolved, reading_text, word_start};

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

/// A text that is being written, in which pages begin.
pub(super) struct Reading {
    /// The byte that comes next.
    at: usize,
    /// The pages that begin further on, the next one last, by their bytes.
    ahead: Vec<(usize, PageBreak)>,
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
        let place = |page: &PageBreak| (word_start(&text, page.at as usize), page.clone());
        self.reading = Some(Reading { at: 0, ahead: breaks.iter().rev().map(place).collect() });
        write(self);
        self.marks_before(usize::MAX);
        self.reading = None;
    }

    /// Appends words that the part counts, with the marks that stand in them.
    pub fn read(&mut self, words: &str) {
        let mut rest = words;
        while let Some((at, done)) = self.next_mark().filter(|(at, done)| *at < done + rest.len()) {
            let (before, after) = rest.split_at_checked(at.saturating_sub(done)).unwrap_or((rest, ""));
            self.text(before);
            self.pass(before.len());
            self.marks_before(at + 1);
            rest = after;
        }
        self.text(rest);
        self.pass(rest.len());
    }

    /// Writes the marks of the pages that begin with something that is a text by itself and cannot be
    /// divided: a picture, a formula, a break.
    pub fn part_whole(&mut self, part: Part) {
        self.part(part, "", &[], |_| {});
    }

    /// Counts something of `length` bytes that cannot be divided; marks in it stand before it.
    pub(super) fn read_whole(&mut self, length: usize) {
        if let Some(reading) = &self.reading {
            self.marks_before(reading.at + length);
            self.pass(length);
        }
    }

    /// The byte of the next mark, and the byte that has been reached.
    fn next_mark(&self) -> Option<(usize, usize)> {
        let reading = self.reading.as_ref()?;
        reading.ahead.last().map(|(at, _)| (*at, reading.at))
    }

    fn pass(&mut self, length: usize) {
        if let Some(reading) = &mut self.reading {
            reading.at += length;
        }
    }

    fn marks_before(&mut self, end: usize) {
        while let Some(reading) = &mut self.reading
            && reading.ahead.last().is_some_and(|(at, _)| *at < end)
            && let Some((_, page)) = reading.ahead.pop()
        {
            self.raw("<span epub:type=\"pagebreak\" role=\"doc-pagebreak\"");
            self.attribute("id", &page.id);
            self.attribute("aria-label", &page.label);
            self.raw("></span>");
            self.pages.push(page.number);
        }
    }
}
