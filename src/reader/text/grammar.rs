//! A text edition → what it says, by its own grammar.
//!
//! Most of its lines are words, the markers of lists and the marks of notes among them, and are read as
//! such. Told apart by their form are: a heading, by the rule below it; a table, by its grid or its
//! records; a break; code that was folded; and, below a short rule at a chapter's end, the notes and the
//! addresses of links. Where words have such a form, too, the original tells which is meant ([`guide`]).

mod apparatus;
mod code;
mod guide;
mod heading;
mod links;
mod table;
mod words;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::letters::{Letters, columns};
use crate::reader::links::Links;
use crate::reader::notes::Notes;
use crate::style::StyleSheet;
use crate::transcript::{CodeTokens, Kind, Place, Point, Transcript, Writer, marks};
use code::Fold;
use guide::Guide;
use links::Numbers;

/// A text edition, read.
#[derive(Debug)]
pub(crate) struct TextEdition {
    /// What it says, as far as plain text can. The places are its lines, from 0.
    pub(crate) said: Transcript,
    /// Where its links lead, by the numbers in the text.
    pub(crate) links: Links,
    /// Whether it lists the addresses of links.
    pub(crate) lists_links: bool,
    /// The pages of the print edition that it marks: their numbers and the lines.
    pub(crate) pages: Vec<(String, usize)>,
    /// Its lines by their numbers, with those of folded code put together.
    pub(crate) lines: Vec<(usize, String)>,
}

/// Whether `[p. 42]` is the mark of a page, or words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageMarks {
    Read,
    Words,
}

/// What a text edition is read by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grammar<'a> {
    /// The style sheet, which has the signs.
    pub(crate) style: &'a StyleSheet,
    /// In which letters it is written.
    pub(crate) letters: Letters,
    /// Whether pages are marked.
    pub(crate) page_marks: PageMarks,
}

/// What a text edition should say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Original<'a> {
    /// All that plain text can say of it.
    pub(crate) said: &'a Transcript,
    /// The lines of code in that.
    pub(crate) code: &'a [CodeTokens],
    /// Where its links lead.
    pub(crate) links: &'a Links,
}

/// What a text edition says. Where its lines can be read in several ways, that is taken which says what
/// the original does.
pub(super) fn read(text: &str, grammar: Grammar<'_>, original: Original<'_>) -> TextEdition {
    let Grammar { style, letters, .. } = grammar;
    let lines: Vec<&str> = text.lines().map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let addresses: BTreeSet<&str> = original.links.all().collect();
    let title = letters.of(style.words.links);
    let guide = Guide::new(original.said);
    let mut reader = Reader {
        grammar,
        style,
        letters,
        signs: marks(style),
        numbers: Numbers::of(&lines, &style.text.link, (title.trim(), letters), &addresses),
        lines,
        masked: None,
        at: 0,
        fold: None,
        is_ahead: false,
        guide,
        code: original.code,
        noted: guide.notes(),
        writer: Writer::new(),
        notes: Notes::default(),
        links: Links::default(),
        part: Part::Text,
        pages: Vec::new(),
        unfolded: Vec::new(),
    };
    reader.text();
    let Reader { notes, writer, links, pages, lines, unfolded, numbers, .. } = reader;
    let mut unfolded: BTreeMap<usize, Option<String>> = unfolded.into_iter().collect();
    let whole = |(at, line): (usize, &&str)| match unfolded.remove(&at) {
        Some(whole) => whole.map(|whole| (at, whole)),
        None => Some((at, (*line).to_owned())),
    };
    let lines = lines.iter().enumerate().filter_map(whole).collect();
    TextEdition { said: notes.behind(writer), links, lists_links: !numbers.is_empty(), pages, lines }
}

struct Reader<'a> {
    grammar: Grammar<'a>,
    style: &'a StyleSheet,
    letters: Letters,
    /// The signs that set words apart.
    signs: Vec<char>,
    /// Where the numbers of links lead.
    numbers: Numbers,
    lines: Vec<&'a str>,
    /// A line whose beginning has been read, with blanks in its place.
    masked: Option<(usize, String)>,
    /// The line that comes next.
    at: usize,
    /// The folded code that is being read.
    fold: Option<Fold>,
    /// Whether lines are read only to see whether they say what is expected.
    is_ahead: bool,
    /// What is expected of the words that are being read.
    guide: Guide<'a>,
    /// The lines of code in what is expected.
    code: &'a [CodeTokens],
    /// Where the notes that have not been read begin in what is expected, by their marks.
    noted: BTreeMap<&'a str, VecDeque<usize>>,
    writer: Writer,
    notes: Notes,
    links: Links,
    /// What the words belong to that are being read.
    part: Part,
    pages: Vec<(String, usize)>,
    /// The lines of code that were put together, by their first lines; nothing for the others.
    unfolded: Vec<(usize, Option<String>)>,
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

/// How far a text has been read, to come back to.
struct Milestone<'a> {
    at: usize,
    masked: Option<(usize, String)>,
    fold: Option<Fold>,
    guide: Guide<'a>,
    point: Point,
    links: [usize; 3],
    pages: usize,
    unfolded: usize,
}

/// A way to read the next line, and those that belong to it: whether it can be read so.
type Way = fn(&mut Reader<'_>, Margin) -> bool;

/// The ways to read a line, those by form before words.
const WAYS: [Way; 8] = [
    |reader, margin| reader.heading(margin),
    |reader, _| reader.table(),
    |reader, _| reader.scene_break(),
    |reader, _| reader.fold_note(),
    |reader, _| reader.folded_line(),
    |reader, margin| reader.behind_marker(margin),
    |reader, _| reader.bare_marker(),
    |reader, _| reader.line_of_words(),
];

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

    fn line(&self, at: usize) -> Cow<'a, str> {
        match &self.masked {
            Some((masked, line)) if *masked == at => line.clone().into(),
            _ => self.lines.get(at).copied().unwrap_or_default().into(),
        }
    }

    fn milestone(&self) -> Milestone<'a> {
        Milestone {
            at: self.at,
            masked: self.masked.clone(),
            fold: self.fold.clone(),
            guide: self.guide,
            point: self.writer.point(),
            links: self.links.lengths(),
            pages: self.pages.len(),
            unfolded: self.unfolded.len(),
        }
    }

    fn go_back(&mut self, to: Milestone<'a>) {
        self.at = to.at;
        self.masked = to.masked;
        self.fold = to.fold;
        self.guide = to.guide;
        self.writer.rewind(to.point);
        self.links.cut(to.links);
        self.pages.truncate(to.pages);
        self.unfolded.truncate(to.unfolded);
    }

    /// What stands in the next lines. Headings are looked for only at the left margin, where no code
    /// stands.
    fn block(&mut self, margin: Margin) {
        let line = self.line(self.at);
        self.writer.at(place(self.at));
        self.writer.blank();
        if is_blank(&line) {
            self.at += 1;
            return;
        }
        if self.fold.as_ref().is_some_and(|fold| fold.ends_before(&line)) {
            self.fold = None;
        }
        let start = self.writer.said().len();
        let is_read = self.guide.is_in_step() && self.read_as_expected(margin);
        if !is_read {
            self.guide.lose();
            let _ = WAYS.iter().any(|way| way(self, margin));
            if !self.is_ahead {
                self.guide.rejoin(self.writer.said(), start);
            }
        }
    }

    /// Reads what comes next in the first way that says what is expected; nothing if there is none.
    fn read_as_expected(&mut self, margin: Margin) -> bool {
        WAYS.iter().any(|way| {
            let before = self.milestone();
            let is_read = way(self, margin) && self.guide.follow(self.writer.said());
            if !is_read {
                self.go_back(before);
            }
            is_read
        })
    }

    /// A table, whose links are told apart from those of the text.
    fn table(&mut self) -> bool {
        if self.guide.is_in_step() && !self.guide.wants(self.writer.said(), Kind::Table) {
            return false;
        }
        let around = self.part;
        if around == Part::Text {
            self.part = Part::Table;
        }
        let is_read = table::read(self);
        self.part = around;
        is_read
    }

    /// A break between scenes: its mark, in the middle.
    fn scene_break(&mut self) -> bool {
        let is_break = self.is_break(&self.line(self.at));
        if is_break {
            self.writer.mark(Kind::Break, "");
            self.at += 1;
        }
        is_break
    }

    fn is_break(&self, line: &str) -> bool {
        /// In the narrowest measure there is, the mark stands in by so much.
        const LEAST: usize = 9;
        let mark = self.letters.of(&self.style.scene_break);
        let stands_in = line.len() - line.trim_start().len();
        line.trim() == mark.trim()
            && !mark.trim().is_empty()
            && (stands_in >= LEAST || columns(&mark) > LEAST)
    }

    /// A line of which the beginning is a marker, and the rest has a form of its own: the first of an
    /// item that begins with a table.
    fn behind_marker(&mut self, margin: Margin) -> bool {
        let line = self.line(self.at);
        if !self.guide.is_in_step() {
            return false;
        }
        let starts =
            |rest: &str| self.is_break_alone(rest) || table::begins(rest) || self.may_be_fold_note(rest);
        let blanks = line.match_indices(' ').map(|(at, _)| at + 1);
        let mut places = blanks.filter(|at| line[*at..].starts_with(|c| c != ' ') && starts(&line[*at..]));
        let Some(place) = places.find(|at| !line[..*at].trim().is_empty()) else { return false };
        let (marker, rest) = line.split_at(place);
        self.words(marker, self.at);
        if !self.guide.follow(self.writer.said()) {
            return false;
        }
        self.masked = Some((self.at, " ".repeat(columns(marker)) + rest));
        self.read_as_expected(margin)
    }

    fn is_break_alone(&self, text: &str) -> bool {
        text.trim() == self.letters.of(&self.style.scene_break).trim()
    }

    /// Nothing, where what the next mark says has no form in plain text: a heading without a rule below
    /// it, in a theme that has none.
    fn bare_marker(&mut self) -> bool {
        self.bare_heading()
    }

    /// Whatever stands in the next line, as words.
    fn line_of_words(&mut self) -> bool {
        self.words(&self.line(self.at), self.at);
        self.at += 1;
        true
    }
}

/// A place in the text.
fn place(line: usize) -> Place {
    Place { file: 0, at: line as u32 }
}

/// Whether a line parts blocks: one without anything, or with the form feed before a chapter.
fn is_blank(line: &str) -> bool {
    line.is_empty() || line == "\u{C}"
}
