//! The notes and links that a chapter refers to, waiting for its end.

use std::collections::BTreeMap;

use crate::model::{PageMark, Part};

/// What waits to be printed at the end of the chapter.
#[derive(Debug)]
pub(super) struct Apparatus {
    /// Whether each note of the document has been asked for. It is printed in the first chapter
    /// that refers to it, and only there.
    asked: Vec<bool>,
    /// Notes to print, by index, in the order of their references.
    notes: Vec<usize>,
    /// The chapter's links, by number.
    links: Vec<(usize, Address)>,
    /// The numbers of the chapter's links: an address that comes again has the same one.
    numbers: BTreeMap<Address, usize>,
    /// How many links have been numbered in the whole document.
    count: usize,
    /// The pages of the print edition that are to be marked, by the texts in which they begin.
    pages: BTreeMap<Part, Vec<PageMark>>,
}

/// Where a link leads, and its title.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Address {
    /// The URL.
    pub(super) url: String,
    /// The title, or empty.
    pub(super) title: String,
}

impl Apparatus {
    /// Nothing waits in a document of `notes` notes.
    pub(super) fn new(notes: usize) -> Self {
        Self {
            asked: vec![false; notes],
            notes: Vec::new(),
            links: Vec::new(),
            numbers: BTreeMap::new(),
            count: 0,
            pages: BTreeMap::new(),
        }
    }

    /// Lets the places be marked at which the pages of the print edition begin.
    pub(super) fn mark_pages(&mut self, marks: Vec<PageMark>) {
        for mark in marks {
            self.pages.entry(mark.part).or_default().push(mark);
        }
    }

    /// The pages that begin in a text, which are marked now.
    pub(super) fn take_pages(&mut self, part: Part) -> Vec<PageMark> {
        self.pages.remove(&part).unwrap_or_default()
    }

    /// Enters a note that is referred to.
    pub(super) fn refer_to_note(&mut self, note: usize) {
        if let Some(asked) = self.asked.get_mut(note)
            && !*asked
        {
            *asked = true;
            self.notes.push(note);
        }
    }

    /// Enters a link and gives its number.
    pub(super) fn refer_to_link(&mut self, url: &str, title: &str) -> usize {
        let address = Address { url: url.to_owned(), title: title.trim().to_owned() };
        if let Some(number) = self.numbers.get(&address) {
            return *number;
        }
        self.count += 1;
        self.links.push((self.count, address.clone()));
        self.numbers.insert(address, self.count);
        self.count
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.links.is_empty()
    }

    /// The notes that wait, which do so no longer. Printing them may bring new ones.
    pub(super) fn take_notes(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.notes)
    }

    /// The links that wait, with their numbers, which do so no longer.
    pub(super) fn take_links(&mut self) -> Vec<(usize, Address)> {
        self.numbers.clear();
        std::mem::take(&mut self.links)
    }

    /// Enters all notes that nothing has referred to, so that none is lost.
    pub(super) fn refer_to_the_rest(&mut self) {
        (0..self.asked.len()).for_each(|note| self.refer_to_note(note));
    }
}
