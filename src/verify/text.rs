//! A text edition → what it says, by its own grammar.
//!
//! Most of its lines are words, the markers of lists and the marks of notes among them, and are read as
//! such. Told apart by their form are: a heading, by the rule below it; a table, by its grid or its
//! records; a break; code that was folded; and, below a short rule at a chapter's end, the notes and the
//! addresses of links.

mod links;
mod table;

use super::links::Links;
use super::notes::Notes;
use crate::letters::{Letters, columns};
use crate::style::{Role, StyleSheet};
use crate::transcript::{Kind, MARKS, Place, Transcript, Writer};
use links::Numbers;

/// A text edition, read.
#[derive(Debug)]
pub(super) struct TextEdition {
    /// What it says, as far as plain text can. The places are its lines, from 0.
    pub(super) said: Transcript,
    /// Where its links lead, by the numbers in the text.
    pub(super) links: Links,
    /// The pages of the print edition that it marks: their numbers and the lines.
    pub(super) pages: Vec<(String, usize)>,
}

/// Whether `[p. 42]` is the mark of a page, or words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageMarks {
    Read,
    Words,
}

/// What a text edition says.
///
/// # Errors
///
/// What is wrong with it.
pub(super) fn read(
    bytes: &[u8],
    style: &StyleSheet,
    letters: Letters,
    page_marks: PageMarks,
) -> Result<TextEdition, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| format!("it is no UTF-8: byte {} is wrong", error.valid_up_to()))?;
    let lines: Vec<&str> = text.lines().map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let mut reader = Reader {
        style,
        letters,
        page_marks,
        numbers: Numbers::of(&lines, &style.text.link),
        lines,
        at: 0,
        writer: Writer::new(),
        notes: Notes::default(),
        links: Links::default(),
        part: Part::Text,
        pages: Vec::new(),
    };
    reader.text();
    let Reader { notes, writer, links, pages, .. } = reader;
    Ok(TextEdition { said: notes.behind(writer), links, pages })
}

struct Reader<'a> {
    style: &'a StyleSheet,
    letters: Letters,
    page_marks: PageMarks,
    /// Where the numbers of links lead.
    numbers: Numbers,
    lines: Vec<&'a str>,
    /// The line that comes next.
    at: usize,
    writer: Writer,
    notes: Notes,
    links: Links,
    /// What the words belong to that are being read.
    part: Part,
    pages: Vec<(String, usize)>,
}

/// The parts of the edition whose links are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Text,
    Table,
    Note,
}

impl<'a> Reader<'a> {
    /// The whole file: its chapters, and what stands below them.
    fn text(&mut self) {
        while self.at < self.lines.len() {
            if self.is_note_rule() {
                self.at += 1;
                self.apparatus();
            } else {
                self.block(0);
            }
        }
    }

    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).copied().unwrap_or_default()
    }

    /// Whether the next line is the rule above a chapter's notes.
    fn is_note_rule(&self) -> bool {
        let line = self.line(self.at);
        let before = self.at.checked_sub(1).map_or("", |before| self.line(before));
        before.is_empty() && line.len() == self.style.text.note_rule && line.bytes().all(|byte| byte == b'-')
    }

    /// The notes and links of a chapter, up to the next heading.
    fn apparatus(&mut self) {
        while self.at < self.lines.len() {
            let line = self.line(self.at);
            if line.is_empty() || line == "\u{C}" || self.page_mark_alone() {
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

    /// The mark of a page at the start of `text`, if it can be the next one: a text may speak of such
    /// marks, too.
    fn page_mark<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        /// Pages in a row without a mark: blank ones, those of a table that goes on.
        const MOST_UNMARKED: u32 = 20;
        let (label, rest) = links::page_mark(text).filter(|_| self.page_marks == PageMarks::Read)?;
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
        let first = self.lines[self.at];
        let blanked = " ".repeat(marker) + &first[marker..];
        if blanked.trim().is_empty() {
            self.at += 1;
        } else {
            // What stands behind the mark is a block like others.
            let rest = &first[marker..];
            self.words(rest, self.at);
            self.at += 1;
        }
        while self.at < self.lines.len() {
            let line = self.line(self.at);
            let next = self.lines[self.at..].iter().find(|line| !line.is_empty());
            if !line.starts_with(' ') && !next.is_some_and(|next| line.is_empty() && next.starts_with(' ')) {
                break;
            }
            self.block(1);
        }
        let said = std::mem::replace(&mut self.writer, writer).finish();
        self.part = Part::Text;
        self.notes.add(label, said);
    }

    /// What stands in the next lines. Headings are looked for where nothing stands in.
    fn block(&mut self, indent: usize) {
        let line = self.line(self.at);
        let begins = self.at == 0 || self.line(self.at - 1).is_empty() || self.line(self.at - 1) == "\u{C}";
        self.writer.at(Place { file: 0, at: self.at as u32 });
        if line.is_empty() || line == "\u{C}" {
            self.writer.blank();
            self.at += 1;
        } else if begins && indent == 0 && self.heading() {
        } else if table::begins(line) {
            let part = self.part;
            if part == Part::Text {
                self.part = Part::Table;
            }
            if !table::read(self) {
                self.words(line, self.at);
                self.at += 1;
            }
            self.part = part;
        } else if self.is_break(line) {
            self.writer.mark(Kind::Break, "");
            self.at += 1;
        } else if begins && self.folded() {
        } else {
            self.words(line, self.at);
            self.at += 1;
        }
    }

    /// A heading: lines from the left margin, and a rule below them that is as long as the longest.
    fn heading(&mut self) -> bool {
        let styles = &self.style.roles;
        let part = styles.of(Role::Part).plain;
        let from = self.at;
        let is_rule = |line: &str, sign: Option<char>| {
            sign.is_some_and(|sign| !line.is_empty() && line.chars().all(|character| character == sign))
        };
        let overlined = is_rule(self.line(from), part.overline) && !self.line(from + 1).is_empty();
        let first = if overlined { from + 1 } else { from };
        let mut widest = 0;
        let mut at = first;
        while !self.line(at).is_empty() {
            let line = self.line(at);
            let fits = at > first && columns(line) == widest;
            let level = match overlined {
                true => is_rule(line, part.underline).then_some(0),
                false => {
                    (1..=6).find(|level| is_rule(line, styles.of(Role::Heading(*level)).plain.underline))
                }
            };
            if let Some(level) = level.filter(|_| fits) {
                self.writer.mark(Kind::Heading, &level.to_string());
                self.writer.blank();
                (first..at).for_each(|at| self.words(self.line(at), at));
                self.writer.blank();
                self.at = at + 1;
                return true;
            }
            if line.starts_with(' ') {
                return false;
            }
            widest = widest.max(columns(line));
            at += 1;
        }
        false
    }

    /// Whether a line is a break between scenes: its mark, in the middle.
    fn is_break(&self, line: &str) -> bool {
        /// In the narrowest measure there is, the mark stands in by so much.
        const LEAST: usize = 9;
        let mark = self.letters.of(&self.style.scene_break);
        line.trim() == &*mark && line.len() - line.trim_start().len() >= LEAST
    }

    /// Code that was folded: its note, and the lines up to where nothing stands in as far.
    fn folded(&mut self) -> bool {
        let Some((opening, begin)) = self.fold_note(self.at) else { return false };
        let rules = &self.style.text;
        let first = self.line(self.at);
        let indent = first.len() - first.trim_start().len();
        let opening = opening.as_str();
        self.at = begin;
        // The line as far as it has been joined, its number, and how far it stands in.
        let mut joined = String::new();
        let (mut from, mut own) = (self.at, 0);
        let stands_in = |line: &str| line.len() - line.trim_start().len();
        while self.at < self.lines.len() {
            let line = self.line(self.at);
            if !line.is_empty() && (stands_in(line) < indent || self.at > begin && self.begins_another()) {
                break;
            }
            if joined.is_empty() {
                (from, own) = (self.at, stands_in(line));
            }
            let next = self.line(self.at + 1);
            // The rest of a line stands in by more than its beginning, as far as there is room.
            let further = stands_in(next).checked_sub(own);
            let is_rest = further == Some(rules.hang)
                || further.is_none_or(|it| it < rules.hang) && stands_in(next) >= 12;
            let goes_on = is_rest && next.trim_start().starts_with(opening) && !next.is_empty();
            match line.strip_suffix(rules.fold).filter(|_| goes_on) {
                Some(piece) => joined.push_str(unindented(piece, &joined, opening)),
                None => {
                    joined.push_str(unindented(line, &joined, opening));
                    self.words(&std::mem::take(&mut joined), from);
                }
            }
            self.at += 1;
        }
        self.writer.blank();
        true
    }

    /// Whether something else than code begins in the next line: only behind a blank line.
    fn begins_another(&self) -> bool {
        let line = self.line(self.at);
        self.line(self.at - 1).is_empty()
            && (self.is_break(line) || table::begins(line) || self.fold_note(self.at).is_some())
    }

    /// Whether the note that code is folded stands at a line: what opens a line that has gone on, and
    /// where the code begins.
    fn fold_note(&self, from: usize) -> Option<(String, usize)> {
        let rules = &self.style.text;
        let [before, after] = &rules.fold_note;
        if !self.line(from).trim_start().starts_with(before.split(' ').next()?) {
            return None;
        }
        let lines = self.lines[from..].iter().take_while(|line| !line.is_empty()).map(|line| line.trim());
        let note = lines.clone().collect::<Vec<_>>().join(" ");
        let mark = rules.fold.to_string();
        let mut openings = [String::new(), mark.clone()].into_iter();
        let opening =
            openings.find(|opening| self.letters.of(&format!("{before}{mark}{opening}{after}")) == note)?;
        Some((opening, from + lines.count() + 1))
    }

    /// Words, without the signs that set them apart, and without the numbers of links and pages.
    fn words(&mut self, line: &str, at: usize) {
        self.writer.at(Place { file: 0, at: at as u32 });
        self.writer.blank();
        self.words_of(line, at);
        self.writer.blank();
    }

    fn words_of(&mut self, line: &str, at: usize) {
        let mut rest = line;
        let mut said = String::with_capacity(line.len());
        while let Some(bracket) = rest.find('[') {
            let (before, behind) = rest.split_at(bracket);
            said.push_str(before);
            if let Some((label, after)) = self.page_mark(behind) {
                self.pages.push((label.to_owned(), at));
                rest = after;
            } else if let Some((address, after)) = self.numbers.at(behind) {
                // The number stands behind a blank of its own.
                said.truncate(said.strip_suffix(' ').map_or(said.len(), str::len));
                let link = (address.to_owned(), Place { file: 0, at: at as u32 });
                match self.part {
                    Part::Text => self.links.text.push(link),
                    Part::Table => self.links.tables.push(link),
                    Part::Note => self.links.notes.push(link),
                }
                rest = after;
            } else {
                said.push('[');
                rest = &behind[1..];
            }
        }
        said.push_str(rest);
        if said.contains(MARKS) {
            said.retain(|character| !MARKS.contains(&character));
        }
        self.writer.say(&said);
    }
}

/// A piece of a folded line: what goes on from a line before is without its indent and mark.
fn unindented<'l>(line: &'l str, before: &str, opening: &str) -> &'l str {
    match before.is_empty() {
        true => line,
        false => {
            let line = line.trim_start();
            line.strip_prefix(opening).unwrap_or(line)
        }
    }
}

/// `[label]` at a line's start, and what follows behind a blank.
fn bracketed(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.strip_prefix('[')?.split_once(']')?;
    let rest = if rest.is_empty() { rest } else { rest.strip_prefix(' ')? };
    Some((label, rest))
}
