//! What an edition says → the part of it that even plain text can say.
//!
//! The text edition has no looks and few marks: emphasis is a sign among others there, a link a
//! number, a row of a table a line of its grid. This is the one place that states what it may leave
//! and add. What is left is the same for all editions, whoever has read them:
//!
//! - words, without the signs `*`, `_`, `~` and `` ` ``, by which plain text sets words apart, and
//!   without `\`, by which it folds code;
//! - headings of the text with their levels, notes with their marks, breaks;
//! - the markers of lists, the marks of notes and the alternative texts of pictures as plain text
//!   writes them;
//! - tables cell by cell, each behind the heads of its columns, without empty ones; a cell that spans
//!   several columns or rows is said once, and no span is told.

use std::ops::Range;

use super::cell::spans_of;
use super::{Kind, Look, Place, Said, Transcript, Writer};
use crate::letters::{Letters, subscript, superscript};
use crate::model::{Grid, Language, LinkPlace, Spans, lowered, percent_decoded, raised, same_address};
use crate::style::StyleSheet;

/// How plain text writes what it has no other means for.
#[derive(Clone, Copy, Debug)]
pub struct Form<'s> {
    /// The style sheet, which has the marks.
    pub style: &'s StyleSheet,
    /// Where the addresses of links stand.
    pub links: LinkPlace,
    /// In which letters.
    pub letters: Letters,
}

impl<'s> Form<'s> {
    /// The form of the fingerprint, which no wish of the author's changes.
    pub fn usual(style: &'s StyleSheet) -> Self {
        Self { style, links: LinkPlace::List, letters: Letters::Unicode }
    }

    /// The form that the author wished, for a text in `language`.
    pub fn wished(style: &'s StyleSheet, language: &Language) -> Self {
        let letters = match style.text_form.ascii {
            true => Letters::ascii(&language.primary()),
            false => Letters::Unicode,
        };
        Self { style, links: style.text_form.links, letters }
    }
}

/// The signs that have a meaning of their own in plain text, and are no part of what is common.
pub fn marks(style: &StyleSheet) -> Vec<char> {
    let rules = &style.text;
    let around = [&rules.emphasis, &rules.strong, &rules.strike, &rules.code];
    let mut marks: Vec<char> = around.into_iter().flat_map(|mark| mark.chars()).collect();
    marks.push(rules.fold);
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// What plain text can say of a transcript, in `form`.
pub fn common(all: &Transcript, form: &Form<'_>) -> Transcript {
    common_with_code(all, form).0
}

/// A line of code in what is common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeTokens {
    /// The tokens that it has become: none, if it had nothing but signs.
    pub tokens: Range<usize>,
    /// The number of its block among those of code.
    pub block: usize,
}

/// The same, and what each line of code has become, in their order.
pub fn common_with_code(all: &Transcript, form: &Form<'_>) -> (Transcript, Vec<CodeTokens>) {
    let mut filter = Filter {
        all,
        form,
        marks: marks(form.style),
        writer: Writer::new(),
        lists: Vec::new(),
        code: Vec::new(),
        in_table: false,
        place: None,
    };
    filter.range(0..all.len());
    (filter.writer.finish(), filter.code)
}

/// A cell of a table.
#[derive(Clone, Debug)]
struct Cell {
    spans: Spans,
    tokens: Range<usize>,
}

struct Filter<'a> {
    all: &'a Transcript,
    form: &'a Form<'a>,
    marks: Vec<char>,
    writer: Writer,
    /// The lists that are open: whether each is one of bullets.
    lists: Vec<bool>,
    /// The tokens of each line of code.
    code: Vec<CodeTokens>,
    /// Whether it is a cell that is said, where code is words among others.
    in_table: bool,
    /// Where what is said stands, if not where it is written: a head said before a cell stands there.
    place: Option<Place>,
}

impl Filter<'_> {
    fn range(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = self.token(at).max(at + 1);
        }
    }

    /// Says what is common of a token, or of a group that it begins, and tells where to go on.
    fn token(&mut self, at: usize) -> usize {
        let said = self.all.get(at);
        self.writer.at(self.place.unwrap_or(said.place));
        if said.blank {
            self.writer.blank();
        }
        let rules = self.form.style;
        match said.kind {
            Kind::Word => self.say(said.text),
            Kind::Heading | Kind::Note | Kind::Break => {
                self.writer.mark(said.kind, said.text);
                self.writer.blank();
            }
            Kind::List => self.lists.push(said.text == "bullets"),
            Kind::EndList => {
                self.lists.pop();
            }
            Kind::Item => self.item(said),
            Kind::On(Look::Subscript) => return self.script(at, "_", subscript),
            Kind::On(Look::Superscript) => return self.script(at, "^", superscript),
            Kind::NoteMark => self.say(&format!("[{}]", said.text)),
            Kind::Link => return self.link(at),
            Kind::Math => return self.formula(at),
            Kind::Image => self.say(&format!("[{}: {}]", rules.words.image, said.text)),
            Kind::Figure | Kind::FigureSaid => self.figure(at),
            Kind::Table => return self.table(at),
            Kind::CodeLine if self.in_table => {
                self.writer.blank();
                self.say(said.text);
                self.writer.blank();
            }
            Kind::CodeLine => {
                self.writer.blank();
                let start = self.writer.said().len();
                self.say(said.text);
                let tokens = start..self.writer.said().len();
                // A blank parts blocks, and no lines within one.
                let follows = at > 0 && self.all.get(at - 1).kind == Kind::CodeLine && !said.blank;
                let last = self.code.last().map(|last| last.block);
                let block = last.map_or(0, |last| last + usize::from(!follows));
                self.code.push(CodeTokens { tokens, block });
                self.writer.blank();
            }
            Kind::On(_)
            | Kind::Off(_)
            | Kind::HeadingWithin
            | Kind::EndLink
            | Kind::EndFigure
            | Kind::Row
            | Kind::HeadCell
            | Kind::Cell
            | Kind::Field
            | Kind::EndTable
            | Kind::EndMath
            | Kind::Entry => {}
        }
        at + 1
    }

    fn say(&mut self, text: &str) {
        let text = self.form.letters.of(text);
        if text.contains(self.marks.as_slice()) {
            self.writer.say(&text.replace(self.marks.as_slice(), ""));
        } else {
            self.writer.say(&text);
        }
    }

    /// The marker of an item: a bullet hangs on how many lists of bullets it is within.
    fn item(&mut self, said: Said<'_>) {
        self.writer.blank();
        let bullets = &self.form.style.list.bullets;
        match said.text {
            "" if self.lists.last() == Some(&true) => {
                let depth = self.lists.iter().filter(|is_bullets| **is_bullets).count() - 1;
                self.say(&bullets[depth.min(bullets.len() - 1)].plain);
            }
            marker => {
                let [open, done] = [0, 1].map(|done| self.form.style.list.tasks[done].plain.as_str());
                self.say(&marker.replace("[ ]", open).replace("[x]", done));
            }
        }
        self.writer.blank();
    }

    /// Where the group ends that begins at `at`, by the mark that ends it.
    fn end(&self, at: usize, end: Kind) -> usize {
        let begin = self.all.get(at).kind;
        let mut depth = 0;
        for index in at..self.all.len() {
            let kind = self.all.get(index).kind;
            if kind == begin {
                depth += 1;
            } else if kind == end {
                depth -= 1;
                if depth == 0 {
                    return index;
                }
            }
        }
        self.all.len()
    }

    /// What is set high or low: in characters of its own if there are such for all of it.
    fn script(&mut self, at: usize, mark: &str, of: fn(&str) -> Option<String>) -> usize {
        let Kind::On(look) = self.all.get(at).kind else { return at + 1 };
        let end = self.end(at, Kind::Off(look));
        let is_tight = at + 1 == end || at + 1 < self.all.len() && !self.all.get(at + 1).blank;
        match self.plain(at + 1..end).filter(|_| is_tight).and_then(|words| of(&words)) {
            // Around nothing there are no signs.
            _ if !self.is_shown(at + 1..end) => {
                self.range(at + 1..end);
                self.blank_before(end);
            }
            Some(words) => {
                self.say(&words);
                self.blank_before(end);
            }
            None => {
                self.say(&format!("{mark}("));
                self.range(at + 1..end);
                self.blank_before(end);
                self.say(")");
            }
        }
        end + 1
    }

    /// A formula, with its scripts as a line of text has them.
    fn formula(&mut self, at: usize) -> usize {
        let end = self.end(at, Kind::EndMath);
        let text = self.formula_text(at + 1..end);
        self.say(&text);
        self.blank_before(end);
        end + 1
    }

    fn formula_text(&self, range: Range<usize>) -> String {
        let mut text = String::new();
        let mut at = range.start;
        while at < range.end {
            let said = self.all.get(at);
            if said.blank {
                text.push(' ');
            }
            let script: Option<fn(&str) -> String> = match said.kind {
                Kind::On(Look::Subscript) => Some(lowered),
                Kind::On(Look::Superscript) => Some(raised),
                _ => None,
            };
            match (script, said.kind) {
                (Some(script), Kind::On(look)) => {
                    let end = self.end(at, Kind::Off(look)).min(range.end);
                    let inner = self.formula_text(at + 1..end);
                    let (inner, blank) = (inner.trim(), inner.starts_with(' ') && !said.blank);
                    text.push_str(if blank { " " } else { "" });
                    text.push_str(&script(inner));
                    at = end + 1;
                }
                (_, Kind::Word) => {
                    text.push_str(said.text);
                    at += 1;
                }
                _ => at += 1,
            }
        }
        text
    }

    /// Keeps the blank before a mark that is not said.
    fn blank_before(&mut self, at: usize) {
        if at < self.all.len() && self.all.get(at).blank {
            self.writer.blank();
        }
    }

    /// Whether anything is seen of tokens.
    fn is_shown(&self, mut range: Range<usize>) -> bool {
        range.any(|index| {
            let said = self.all.get(index);
            match said.kind {
                Kind::Word | Kind::Image | Kind::NoteMark => true,
                Kind::CodeLine => super::is_shown(said.text),
                // The bullets and ordinals of items that hold nothing.
                Kind::List => said.text == "bullets",
                Kind::Item => !said.text.is_empty(),
                _ => false,
            }
        })
    }

    /// The text of tokens that are words alone, without a blank between them.
    fn plain(&self, range: Range<usize>) -> Option<String> {
        let mut text = String::new();
        let (mut at, mut blank) = (range.start, false);
        while at < range.end {
            let said = self.all.get(at);
            blank |= said.blank && at > range.start;
            let end = match said.kind {
                Kind::Word if blank => return None,
                Kind::Word => {
                    text.push_str(said.text);
                    at += 1;
                    continue;
                }
                Kind::On(look) => self.end(at, Kind::Off(look)),
                Kind::Link => self.end(at, Kind::EndLink),
                _ => return None,
            };
            // Marks around nothing are none.
            let inside = at + 1..(end + 1).min(range.end);
            if self.is_shown(inside.clone()) {
                return None;
            }
            blank |= inside.clone().any(|index| self.all.get(index).blank);
            at = inside.end;
        }
        Some(text)
    }

    /// A link: its words, in angles if they are the address.
    fn link(&mut self, at: usize) -> usize {
        let end = self.end(at, Kind::EndLink);
        let target = if end < self.all.len() { self.all.get(end).text } else { "" };
        let is_outside = !target.is_empty() && !target.starts_with('#');
        let first = (at + 1 < end).then(|| self.all.get(at + 1));
        let shown = self.plain(at + 1..end).filter(|words| same_address(words, target));
        if let Some(words) = shown.filter(|_| is_outside) {
            if first.is_some_and(|first| first.blank) {
                self.writer.blank();
            }
            // Escapes are read, since every format needs others.
            self.say(&format!("<{}>", percent_decoded(&words)));
            self.blank_before(end);
            return end + 1;
        }
        self.range(at + 1..end);
        self.blank_before(end);
        if is_outside && self.form.links == LinkPlace::Inline && self.is_shown(at + 1..end) {
            self.writer.blank();
            self.say(&format!("<{target}>"));
        }
        end + 1
    }

    /// What stands in a figure's place, before its caption.
    fn figure(&mut self, at: usize) {
        let said = self.all.get(at);
        let is_alone = at + 1 < self.all.len() && self.all.get(at + 1).kind == Kind::EndFigure;
        let image = self.form.style.words.image;
        self.writer.blank();
        if !said.text.is_empty() {
            self.say(&format!("[{image}: {}]", said.text));
        } else if !is_alone {
            self.say(&format!("[{image}]"));
        }
        self.writer.blank();
    }

    /// A table, cell by cell; one that has nothing but a head gives the cells of that.
    fn table(&mut self, at: usize) -> usize {
        let end = self.end(at, Kind::EndTable);
        let [mut head, body] = self.rows(at + 1..end);
        let heads = if body.is_empty() { 0 } else { head.len() };
        head.extend(body);
        let grid = Grid::new(head.iter().map(|row| row.iter().map(|cell| cell.spans)), heads);
        let cells: Vec<Cell> = head.into_iter().flatten().collect();
        let shown: Vec<bool> = cells.iter().map(|cell| self.is_shown(cell.tokens.clone())).collect();
        // Whether a column has a cell that is shown; the head of one without any stands by itself.
        let mut has_words = vec![false; grid.columns()];
        for (place, _) in grid.cells.iter().zip(&shown).filter(|(it, shown)| **shown && it.row >= heads) {
            has_words.iter_mut().take(place.columns.end).skip(place.columns.start).for_each(|it| *it = true);
        }
        let is_mute = |head: &usize| {
            !has_words
                .iter()
                .take(grid.cells[*head].columns.end)
                .skip(grid.cells[*head].columns.start)
                .any(|it| *it)
        };
        self.writer.mark(Kind::Table, "");
        self.in_table = true;
        for (place, (cell, is_shown)) in grid.cells.iter().zip(cells.iter().zip(&shown)) {
            if place.row < heads {
                continue;
            }
            let heads_of: Vec<usize> = grid.heads_of(place).into_iter().filter(|head| shown[*head]).collect();
            if *is_shown || place.row == heads && heads_of.iter().any(is_mute) {
                self.field(heads_of.into_iter().map(|head| &cells[head].tokens), &cell.tokens);
            }
        }
        self.in_table = false;
        self.writer.mark(Kind::EndTable, "");
        self.writer.blank();
        end + 1
    }

    /// The rows of a table's head, and those of its body.
    fn rows(&self, range: Range<usize>) -> [Vec<Vec<Cell>>; 2] {
        let mut rows: [Vec<Vec<Cell>>; 2] = Default::default();
        let mut part = 0;
        for index in range.clone() {
            let said = self.all.get(index);
            match said.kind {
                Kind::Row => {
                    let is_head = index + 1 < range.end && self.all.get(index + 1).kind == Kind::HeadCell;
                    part = usize::from(!is_head);
                    rows[part].push(Vec::new());
                }
                Kind::HeadCell | Kind::Cell => {
                    let cell = Cell { spans: spans_of(said.text), tokens: index + 1..index + 1 };
                    rows[part].last_mut().into_iter().for_each(|row| row.push(cell.clone()));
                }
                _ => {
                    let last = rows[part].last_mut().and_then(|row| row.last_mut());
                    last.into_iter().for_each(|cell| cell.tokens.end = index + 1);
                }
            }
        }
        rows
    }

    fn field<'t>(&mut self, heads: impl Iterator<Item = &'t Range<usize>>, cell: &Range<usize>) {
        self.place = (!cell.is_empty()).then(|| self.all.get(cell.start).place);
        if let Some(place) = self.place {
            self.writer.at(place);
        }
        self.writer.mark(Kind::Field, "");
        self.writer.blank();
        let mut has_head = false;
        for head in heads {
            if has_head {
                self.say(",");
                self.writer.blank();
            }
            self.range(head.clone());
            has_head = true;
        }
        if has_head {
            self.say(":");
        }
        self.place = None;
        self.writer.blank();
        self.range(cell.clone());
        self.writer.blank();
    }
}
