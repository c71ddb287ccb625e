//! What stands below the rule at a chapter's end: notes, and the addresses of links.

use super::{Margin, Part, Reader, is_blank};
use crate::transcript::{Kind, Place};

impl Reader<'_> {
    /// Whether the next line is the rule above a chapter's notes.
    pub(super) fn is_note_rule(&self) -> bool {
        let line = self.line(self.at);
        let before = self.at.checked_sub(1).map_or("", |before| self.line(before));
        before.is_empty() && line.len() == self.style.text.note_rule && line.bytes().all(|byte| byte == b'-')
    }

    /// The notes and links of a chapter, up to the next heading.
    pub(super) fn apparatus(&mut self) {
        while self.at < self.lines.len() {
            let line = self.line(self.at);
            if is_blank(line) || self.page_mark_alone() {
                self.at += 1;
            } else if let Some((label, rest)) = bracketed(line) {
                let number = label.strip_prefix(self.style.text.link.as_str());
                match number.and_then(|number| number.parse().ok()).filter(|number| self.numbers.has(*number))
                {
                    // Where it leads has been read before.
                    Some(_) => self.skip_entry(),
                    None => self.note(label, line.len() - rest.len()),
                }
            } else if line == self.letters.of(self.style.words.links).trim() {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// Whether the next line is nothing but the mark of a page, which is noted.
    fn page_mark_alone(&mut self) -> bool {
        let line = self.line(self.at);
        let alone = self.page_mark(line).filter(|(_, rest)| rest.is_empty());
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
        self.part = Part::Note;
        self.writer.at(Place { file: 0, at: self.at as u32 });
        self.writer.mark(Kind::Note, label);
        self.writer.blank();
        // What stands behind the mark is a line like others.
        let line = self.line(self.at);
        self.words(&line[marker..], self.at);
        self.at += 1;
        while self.at < self.lines.len() {
            let line = self.line(self.at);
            let next = self.lines[self.at..].iter().find(|line| !line.is_empty());
            if !line.starts_with(' ') && !next.is_some_and(|next| line.is_empty() && next.starts_with(' ')) {
                break;
            }
            self.block(Margin::Within);
        }
        let said = std::mem::replace(&mut self.writer, writer).finish();
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
