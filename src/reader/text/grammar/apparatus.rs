//! What stands below the rule at a chapter's end: notes, and the addresses of links.

use super::{Margin, Part, Reader, is_blank, place};
use crate::letters::columns;
use crate::transcript::Kind;

impl Reader<'_> {
    /// Whether the next line is the rule above a chapter's notes.
    pub(super) fn is_note_rule(&mut self) -> bool {
        let line = self.line(self.at);
        let before = self.at.checked_sub(1).map(|before| self.line(before)).unwrap_or_default();
        let is_rule = is_blank(&before)
            && line.len() == self.style.text.note_rule
            && line.bytes().all(|byte| byte == b'-');
        is_rule && !self.wants_words(&line)
    }

    /// The notes and links of a chapter, up to the next heading.
    pub(super) fn apparatus(&mut self) {
        self.fold = None;
        while self.at < self.lines.len() {
            let before = self.milestone();
            self.writer.at(place(self.at));
            self.writer.blank();
            // The next chapter may begin with what looks like a note.
            if self.guide.is_in_step() && self.heading(Margin::Left) {
                return;
            }
            self.go_back(before);
            let line = self.line(self.at);
            let below = self.line(self.at + 1);
            if is_blank(&line) || self.page_mark_alone() {
                self.at += 1;
            } else if let Some((label, rest)) = bracketed(&line) {
                let number = label.strip_prefix(self.style.text.link.as_str());
                match number.and_then(|number| number.parse().ok()).filter(|number| self.numbers.has(*number))
                {
                    // Where it leads has been read before.
                    Some(_) => self.skip_entry(),
                    None => self.note(label, line.len() - rest.len()),
                }
            } else if line == self.letters.of(self.style.words.links).trim() && below.is_empty() {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// Whether the next line is nothing but the mark of a page, which is noted.
    fn page_mark_alone(&mut self) -> bool {
        let line = self.line(self.at);
        let alone = self.page_mark(&line).filter(|(_, rest)| rest.is_empty());
        if let Some((label, _)) = alone {
            self.pages.push((label.to_owned(), self.at));
        }
        alone.is_some()
    }

    /// Passes an address, which has been read before.
    fn skip_entry(&mut self) {
        self.at += 1;
        while self.line(self.at).starts_with(' ') {
            self.at += 1;
        }
    }

    /// A note, whose lines stand in as far as its first.
    fn note(&mut self, label: &str, marker: usize) {
        let writer = std::mem::take(&mut self.writer);
        let known = self.noted.get_mut(label).and_then(|places| places.pop_front());
        let guide = self.guide.starting_at(known);
        let guide = std::mem::replace(&mut self.guide, guide);
        self.part = Part::Note;
        self.writer.at(place(self.at));
        self.writer.mark(Kind::Note, label);
        self.guide.follow(self.writer.said());
        // What stands behind the mark is a line like others.
        let line = self.line(self.at);
        let (mark, rest) = line.split_at(marker);
        match rest.is_empty() {
            true => self.at += 1,
            false => self.masked = Some((self.at, " ".repeat(columns(mark)) + rest)),
        }
        while self.at < self.lines.len() {
            let line = self.line(self.at);
            if line.is_empty() {
                let next = (self.at..self.lines.len()).find(|at| !self.lines[*at].is_empty());
                match next.filter(|next| self.lines[*next].starts_with(' ')) {
                    Some(next) => self.at = next,
                    None => break,
                }
            } else if !line.starts_with(' ') {
                break;
            }
            self.block(Margin::Within);
        }
        let said = std::mem::replace(&mut self.writer, writer).finish();
        self.guide = guide;
        self.fold = None;
        self.part = Part::Text;
        self.notes.add(label, said);
    }
}

/// `[label]` at a line's start, and what follows behind a blank.
fn bracketed(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.strip_prefix('[')?.split_once(']')?;
    let rest = if rest.is_empty() { rest } else { rest.strip_prefix(' ')? };
    Some((label, rest))
}
