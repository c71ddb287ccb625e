//! The pages of the print edition in the text of an edition that has none.

use super::writer::Reading;
use super::{PageBreak, Writer};
use crate::model::{Marking, Part, Run, RunSpan};

impl Writer<'_> {
    /// The pages whose marks have been written, by their numbers.
    pub fn pages(&self) -> &[usize] {
        &self.pages
    }

    /// Writes the text `part`, of `lead` and `run`, by `write`, and in it the marks of the pages
    /// that begin there, each before the word that is divided between two of them.
    pub fn part(&mut self, part: Part, lead: &str, run: &Run, write: impl FnOnce(&mut Self)) {
        let breaks = self.places.page_breaks(part);
        if breaks.is_empty() {
            return write(self);
        }
        let text = lead.to_owned() + run.text();
        let marks = Marking::new(&text, breaks.iter().map(|page| (page.at, page.clone())));
        self.reading = Some(Reading { lead: lead.len(), marks });
        write(self);
        self.pages_before(usize::MAX);
        self.reading = None;
    }

    /// Writes the marks of the pages that begin with something that is a text by itself and cannot be
    /// divided: a picture, a formula, a break.
    pub fn part_whole(&mut self, part: Part) {
        self.part(part, "", &Run::default(), |_| {});
    }

    /// Writes the marks of the pages that begin in a span that cannot be divided: they stand before it.
    pub(super) fn pass(&mut self, span: &RunSpan) {
        if let Some(reading) = &self.reading {
            self.pages_before(reading.lead + span.range.end as usize);
        }
    }

    fn pages_before(&mut self, end: usize) {
        let pages = self.reading.as_mut().map(|reading| reading.marks.before(end)).unwrap_or_default();
        pages.iter().for_each(|page| self.page(page));
    }

    /// Appends words that start at byte `at` of the run, with the marks that stand in them.
    pub fn read(&mut self, at: u32, words: &str) {
        let lead = self.reading.as_ref().map_or(0, |reading| reading.lead);
        self.read_from(lead + at as usize, words);
    }

    /// The same with words that start at byte `at` of the text: a part of what stands before the run.
    pub fn read_from(&mut self, at: usize, words: &str) {
        let mut done = 0;
        while let Some((before, page)) =
            self.reading.as_mut().and_then(|reading| reading.marks.next_in(at + done, &words[done..]))
        {
            self.text(&words[done..done + before]);
            self.page(&page);
            done += before;
        }
        self.text(&words[done..]);
    }

    fn page(&mut self, page: &PageBreak) {
        self.raw("<span epub:type=\"pagebreak\" role=\"doc-pagebreak\"");
        self.attribute("id", &page.id);
        self.attribute("aria-label", &page.label);
        self.raw("></span>");
        self.pages.push(page.number);
    }
}
