//! The words of a line, without the signs that set them apart, and without the numbers of links and
//! pages.

use super::{PageMarks, Part, Reader, links, place};
use crate::letters::Letters;
use crate::model::percent_decoded;

impl Reader<'_> {
    /// Words, by themselves.
    pub(super) fn words(&mut self, line: &str, at: usize) {
        self.writer.at(place(at));
        self.writer.blank();
        self.words_of(line, at);
        self.writer.blank();
    }

    fn words_of(&mut self, line: &str, at: usize) {
        let mut rest = line;
        let mut from = 0;
        while let Some(bracket) = rest[from..].find('[').map(|found| from + found) {
            let (before, behind) = rest.split_at(bracket);
            let page = self.page_mark(behind).map(|(label, after)| (label.to_owned(), after.len()));
            let link = self.numbers.at(behind).map(|(address, after)| (address.to_owned(), after.len()));
            let Some(after) = page.as_ref().or(link.as_ref()).map(|(_, after)| *after) else {
                from = bracket + 1;
                continue;
            };
            // The number of a link stands behind a blank of its own.
            let own = if page.is_none() && before.ends_with(' ') { 1 } else { 0 };
            self.say(&before[..before.len() - own]);
            let (mark, after) = behind.split_at(behind.len() - after);
            from = 0;
            rest = after;
            if self.wants_words(mark) {
                self.say(&before[before.len() - own..]);
                self.say(mark);
                continue;
            }
            match (page, link) {
                (Some((label, _)), _) => self.pages.push((label, at)),
                (None, Some((address, _))) => self.links_of_part().push((address, place(at))),
                (None, None) => {}
            }
        }
        self.say(rest);
    }

    /// Whether these words are expected next, whatever else they look like.
    pub(super) fn wants_words(&mut self, text: &str) -> bool {
        let bare = text.replace(self.signs.as_slice(), "");
        self.guide.is_in_step() && self.guide.wants_words(self.writer.said(), &bare)
    }

    fn links_of_part(&mut self) -> &mut Vec<(String, crate::transcript::Place)> {
        match self.part {
            Part::Text => &mut self.links.text,
            Part::Table => &mut self.links.tables,
            Part::Note => &mut self.links.notes,
        }
    }

    fn say(&mut self, words: &str) {
        let mut said = with_addresses_read(words.to_owned(), self.letters);
        if said.contains(self.signs.as_slice()) {
            said.retain(|character| !self.signs.contains(&character));
        }
        self.writer.say(&said);
    }

    /// The mark of a page at the start of `text`, if it can be the next one: a text may speak of such
    /// marks, too.
    pub(super) fn page_mark<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        /// Pages in a row without a mark: blank ones, those of a table that goes on.
        const MOST_UNMARKED: u32 = 20;
        let (label, rest) = links::page_mark(text, &self.style.text.page_mark)
            .filter(|_| self.grammar.page_marks == PageMarks::Read)?;
        let last = self.pages.last().and_then(|(label, _)| label.parse::<u32>().ok());
        match (label.parse::<u32>().ok(), last) {
            (Some(number), last) => {
                let last = last.unwrap_or(0);
                (last < number && number <= last + MOST_UNMARKED + 1).then_some((label, rest))
            }
            (None, Some(_)) => None,
            (None, None) => Some((label, rest)),
        }
    }
}

/// A line with the escapes of its addresses, `<https://…>`, read and written in `letters`.
fn with_addresses_read(line: String, letters: Letters) -> String {
    if !line.contains('%') {
        return line;
    }
    let mut read = String::with_capacity(line.len());
    let mut from = 0;
    // Where the next address would end: looked for once, however many begin before it.
    let mut end = 0;
    while let Some(open) = line[from..].find('<').map(|at| from + at) {
        read.push_str(&line[from..open]);
        if end <= open {
            end = line[open..].find(['>', ' ']).map_or(line.len(), |at| open + at);
        }
        match line[end..].starts_with('>') {
            true => {
                read.push_str(&letters.of(&percent_decoded(&line[open..end])));
                read.push('>');
                from = end + 1;
            }
            false => {
                read.push('<');
                from = open + 1;
            }
        }
    }
    read.push_str(&line[from..]);
    read
}
