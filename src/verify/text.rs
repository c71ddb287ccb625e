//! A text edition → what it says, by its own grammar.
//!
//! Most of its lines are words, the markers of lists and the marks of notes among them, and are read as
//! such. Told apart by their form are: a heading, by the rule below it; a table, by its grid or its
//! records; a break; code that was folded; and, below a short rule at a chapter's end, the notes and the
//! addresses of links.

mod apparatus;
mod code;
mod links;
mod table;

use std::collections::BTreeMap;

use super::links::Links;
use super::notes::Notes;
use crate::letters::{Letters, columns};
use crate::model::percent_decoded;
use crate::style::{Role, StyleSheet};
use crate::transcript::{Kind, Place, Transcript, Writer, marks};
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
    /// Its lines, with those of folded code put together.
    pub(super) lines: Vec<String>,
}

/// Whether `[p. 42]` is the mark of a page, or words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageMarks {
    Read,
    Words,
}

/// Where grids and records are tables. Code may hold their like, and stands in; so may a table within a
/// list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tables {
    Everywhere,
    AtMargin,
}

/// How a text edition is read where its grammar leaves a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) page_marks: PageMarks,
    pub(super) tables: Tables,
}

/// Whether a text holds what may be a table, or code that looks like one.
pub(super) fn has_doubtful_tables(text: &str) -> bool {
    text.lines().any(|line| line.starts_with(' ') && table::begins(line))
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
    way: Way,
) -> Result<TextEdition, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| format!("it is no UTF-8: byte {} is wrong", error.valid_up_to()))?;
    let lines: Vec<&str> = text.lines().map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let mut reader = Reader {
        style,
        letters,
        marks: marks(style),
        way,
        numbers: Numbers::of(&lines, &style.text.link, letters.of(style.words.links).trim()),
        lines,
        at: 0,
        writer: Writer::new(),
        notes: Notes::default(),
        links: Links::default(),
        part: Part::Text,
        pages: Vec::new(),
        unfolded: BTreeMap::new(),
    };
    reader.text();
    let Reader { notes, writer, links, pages, lines, mut unfolded, .. } = reader;
    let whole = |(at, line): (usize, &&str)| match unfolded.remove(&at) {
        Some(whole) => whole,
        None => Some((*line).to_owned()),
    };
    let lines = lines.iter().enumerate().filter_map(whole).collect();
    Ok(TextEdition { said: notes.behind(writer), links, pages, lines })
}

struct Reader<'a> {
    style: &'a StyleSheet,
    letters: Letters,
    /// The signs that set words apart.
    marks: Vec<char>,
    way: Way,
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
    /// The lines of code that were put together, by their first lines; nothing for the others.
    unfolded: BTreeMap<usize, Option<String>>,
}

/// Where blocks stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Margin {
    Left,
    Within,
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
                self.block(Margin::Left);
            }
        }
    }

    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).copied().unwrap_or_default()
    }

    /// The mark of a page at the start of `text`, if it can be the next one: a text may speak of such
    /// marks, too.
    fn page_mark<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        /// Pages in a row without a mark: blank ones, those of a table that goes on.
        const MOST_UNMARKED: u32 = 20;
        let (label, rest) = links::page_mark(text, &self.style.text.page_mark)
            .filter(|_| self.way.page_marks == PageMarks::Read)?;
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

    /// What stands in the next lines. Headings are looked for only at the left margin, where no code
    /// stands.
    fn block(&mut self, margin: Margin) {
        let line = self.line(self.at);
        let begins = self.at == 0 || is_blank(self.line(self.at - 1));
        self.writer.at(Place { file: 0, at: self.at as u32 });
        if is_blank(line) {
            self.writer.blank();
            self.at += 1;
            return;
        }
        let is_read = begins && margin == Margin::Left && self.heading()
            || self.begins_table(line) && self.table()
            || self.scene_break(line)
            || self.folded();
        if !is_read {
            self.words(line, self.at);
            self.at += 1;
        }
    }

    /// A table, whose links are told apart from those of the text.
    fn table(&mut self) -> bool {
        let around = self.part;
        if around == Part::Text {
            self.part = Part::Table;
        }
        let is_read = table::read(self);
        self.part = around;
        is_read
    }

    /// Whether a line is taken for the first of a table.
    fn begins_table(&self, line: &str) -> bool {
        table::begins(line) && (self.way.tables == Tables::Everywhere || !line.starts_with(' '))
    }

    /// A break between scenes.
    fn scene_break(&mut self, line: &str) -> bool {
        let is_break = self.is_break(line);
        if is_break {
            self.writer.mark(Kind::Break, "");
            self.at += 1;
        }
        is_break
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
        let mut said = with_addresses_read(said, self.letters);
        if said.contains(self.marks.as_slice()) {
            said.retain(|character| !self.marks.contains(&character));
        }
        self.writer.say(&said);
    }
}

/// A line with the escapes of its addresses, `<https://…>`, read and written in `letters`.
fn with_addresses_read(line: String, letters: Letters) -> String {
    if !line.contains('%') {
        return line;
    }
    let mut read = String::with_capacity(line.len());
    let mut rest = line.as_str();
    while let Some(open) = rest.find('<') {
        let (before, behind) = rest.split_at(open);
        read.push_str(before);
        match behind.split_once('>').filter(|(address, _)| !address.contains(' ')) {
            Some((address, after)) => {
                read.push_str(&letters.of(&percent_decoded(address)));
                read.push('>');
                rest = after;
            }
            None => {
                read.push('<');
                rest = &behind[1..];
            }
        }
    }
    read.push_str(rest);
    read
}

/// Whether a line parts blocks: one without anything, or with the form feed before a chapter.
fn is_blank(line: &str) -> bool {
    line.is_empty() || line == "\u{C}"
}
