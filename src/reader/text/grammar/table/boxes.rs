//! A grid in which cells span columns or rows: boxes within rules.
//!
//! Where the rules of a table cross, columns begin. Below a rule, a cell reaches to the right as far as no
//! line parts it, and down to the next rule that runs below it; a rule beside it is none of its own, and
//! the cell's words go on in the same line. No text in such a grid holds a sign of its rules.

use unicode_segmentation::UnicodeSegmentation;

use super::super::{Reader, place};
use super::{field, next_line};
use crate::letters::columns;
use crate::model::{Grid, Spans};
use crate::transcript::{Kind, is_shown};

/// The signs of which the rules of a table are made.
#[derive(Clone, Copy)]
enum Signs {
    Boxes,
    Ascii,
}

impl Signs {
    fn is_bar(self, sign: &str) -> bool {
        match self {
            Self::Boxes => sign == "│",
            Self::Ascii => sign == "|",
        }
    }

    fn is_line(self, sign: &str) -> bool {
        match self {
            Self::Boxes => matches!(sign, "─" | "═"),
            Self::Ascii => matches!(sign, "-" | "="),
        }
    }

    fn is_crossing(self, sign: &str) -> bool {
        match self {
            Self::Boxes => sign.chars().count() == 1 && "┌┬┐├┼┤└┴┘╞╤╪╧╡".contains(sign),
            Self::Ascii => sign == "+",
        }
    }

    /// Whether a line of a table begins like this.
    fn begin(self, line: &str) -> bool {
        match self {
            Self::Boxes => line.starts_with(['│', '┌', '├', '╞', '└']),
            Self::Ascii => line.starts_with(['|', '+']),
        }
    }
}

/// A line of a table, by columns of text.
struct Line {
    at: usize,
    signs: Signs,
    /// Each cluster with the column in which it stands.
    clusters: Vec<(usize, String)>,
}

/// A cell while its lines are read.
struct Box {
    row: usize,
    /// One past the last row.
    end: usize,
    /// The columns, by their numbers.
    columns: std::ops::Range<usize>,
    words: String,
    at: usize,
}

/// Whether the table that begins with a rule, crossed at `crossings`, has a cell that spans others, or a
/// head of several rows. Every line of another table has the same crossings, or bars in their place, and no
/// rule above the one below its head.
pub(super) fn are_needed(reader: &Reader<'_>, indent: usize, crossings: &[usize]) -> bool {
    let lines = lines(reader, indent);
    let double = lines.iter().position(|line| line.has(["═", "="])).unwrap_or(0);
    let in_head = |nth: usize| nth > 0 && nth < double;
    lines.iter().enumerate().skip(1).any(|(nth, line)| match line.crossings() {
        Some(own) => own != crossings || in_head(nth),
        None => !crossings.iter().all(|column| line.is_bar(*column)),
    })
}

/// Reads the table.
pub(super) fn read(reader: &mut Reader<'_>, indent: usize) {
    let lines = lines(reader, indent);
    reader.at += lines.len();
    let mut edges: Vec<usize> = lines.iter().flat_map(Line::edges).collect();
    edges.sort_unstable();
    edges.dedup();
    let (boxes, head) = boxes(&lines, &edges);
    let rows = boxes.iter().map(|cell| cell.row + 1).max().unwrap_or(0);
    let of_row = |row: usize| boxes.iter().filter(move |cell| cell.row == row);
    let spans = |cell: &Box| Spans::new(cell.columns.len(), cell.end - cell.row);
    let grid = Grid::new((0..rows).map(|row| of_row(row).map(spans)), head);
    reader.writer.at(place(lines[0].at + 1));
    reader.writer.mark(Kind::Table, "");
    let mut filled = vec![false; grid.columns()];
    let places = grid.cells.iter().zip(&boxes);
    for (place, _) in places.clone().filter(|(it, cell)| it.row >= head && is_shown(&cell.words)) {
        filled.iter_mut().take(place.columns.end).skip(place.columns.start).for_each(|it| *it = true);
    }
    // The head of a column without any cell stands by itself.
    let is_mute = |head: &usize| !grid.cells[*head].columns.clone().any(|at| filled.get(at) == Some(&true));
    for (place, cell) in places.filter(|(place, _)| place.row >= head) {
        let mut heads = grid.heads_of(place);
        heads.retain(|head| is_shown(&boxes[*head].words));
        if is_shown(&cell.words) || place.row == head && heads.iter().any(is_mute) {
            let heads: Vec<&str> = heads.iter().map(|head| boxes[*head].words.as_str()).collect();
            field(reader, &heads.join(", "), &cell.words, cell.at);
        }
    }
    reader.writer.mark(Kind::EndTable, "");
    reader.writer.blank();
}

/// The lines of the table from the next line on, its last rule with them.
fn lines(reader: &Reader<'_>, indent: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut at = reader.at;
    let first = next_line(reader, at, indent).unwrap_or_default();
    let signs = if first.starts_with('+') { Signs::Ascii } else { Signs::Boxes };
    while let Some(text) = next_line(reader, at, indent).filter(|line| signs.begin(line)) {
        let line = Line::new(at, signs, &text);
        at += 1;
        let goes_on = next_line(reader, at, indent).is_some_and(|below| signs.begin(&below));
        let ends = line.crossings().is_some() && !lines.is_empty() && (text.starts_with('└') || !goes_on);
        lines.push(line);
        if ends {
            break;
        }
    }
    lines
}

/// The cells of a table, as they are read, and how many rows are its head.
fn boxes(lines: &[Line], edges: &[usize]) -> (Vec<Box>, usize) {
    let double = lines.iter().position(|line| line.has(["═", "="]));
    let body = double.map_or(1, |at| at + 1);
    // Rows of one line each have no rules between them.
    let inner = lines.get(body..lines.len().saturating_sub(1)).unwrap_or_default();
    let one_by_one = !inner.iter().any(|line| line.has_rule(edges));
    let mut table =
        Boxes { edges, boxes: Vec::new(), open: vec![None; edges.len().saturating_sub(1)], row: 0 };
    let mut head = 0;
    let mut below_text = false;
    for (nth, line) in lines.iter().enumerate() {
        let is_rule = line.has_rule(edges);
        if below_text && (is_rule || one_by_one && nth >= body) {
            table.row += 1;
        }
        match is_rule {
            true => table.end_above(line),
            false if one_by_one && nth >= body => table.open.fill(None),
            false => {}
        }
        if Some(nth) == double {
            head = table.row;
        }
        if !is_rule {
            table.begin(line);
        }
        table.go_on(line);
        below_text = !is_rule;
    }
    let mut boxes = table.boxes;
    boxes.sort_by_key(|cell| (cell.row, cell.columns.start));
    (boxes, head)
}

struct Boxes<'e> {
    /// The columns of text in which rules cross.
    edges: &'e [usize],
    boxes: Vec<Box>,
    /// For each column the cell that is open in it.
    open: Vec<Option<usize>>,
    row: usize,
}

impl Boxes<'_> {
    /// Ends the cells below which a rule runs.
    fn end_above(&mut self, line: &Line) {
        for (open, edges) in self.open.iter_mut().zip(self.edges.windows(2)) {
            if line.is_rule(edges[0], edges[1]) {
                *open = None;
            }
        }
    }

    /// Begins a cell in each column that has none, up to the next bar.
    fn begin(&mut self, line: &Line) {
        let mut column = 0;
        while column < self.open.len() {
            let start = column;
            column += 1;
            if self.open[start].is_some() {
                continue;
            }
            while column < self.open.len() && self.open[column].is_none() && !line.is_bar(self.edges[column])
            {
                column += 1;
            }
            self.open[start..column].fill(Some(self.boxes.len()));
            let (row, columns) = (self.row, start..column);
            self.boxes.push(Box { row, end: row + 1, columns, words: String::new(), at: line.at });
        }
    }

    /// Adds what a line says to the cells that are open.
    fn go_on(&mut self, line: &Line) {
        let mut last = None;
        for number in self.open.iter().flatten() {
            if last.replace(*number) == Some(*number) {
                continue;
            }
            let cell = &mut self.boxes[*number];
            cell.end = self.row + 1;
            let words = line.words(self.edges[cell.columns.start], self.edges[cell.columns.end]);
            if !cell.words.is_empty() && !words.is_empty() {
                cell.words.push(' ');
            }
            cell.words.push_str(&words);
        }
    }
}

impl Line {
    fn new(at: usize, signs: Signs, text: &str) -> Self {
        let mut column = 0;
        let clusters = text.graphemes(true).map(|cluster| {
            let start = column;
            column += columns(cluster);
            (start, cluster.to_owned())
        });
        Self { at, signs, clusters: clusters.collect() }
    }

    fn sign(&self, column: usize) -> &str {
        let found = self.clusters.binary_search_by_key(&column, |(at, _)| *at);
        found.map_or("", |at| self.clusters[at].1.as_str())
    }

    fn is_bar(&self, column: usize) -> bool {
        self.signs.is_bar(self.sign(column))
    }

    fn has(&self, signs: [&str; 2]) -> bool {
        self.crossings().is_some() && self.clusters.iter().any(|(_, sign)| signs.contains(&sign.as_str()))
    }

    /// The columns at which a rule over the whole line is crossed, its ends with them; `None` if the line is
    /// no such rule.
    fn crossings(&self) -> Option<Vec<usize>> {
        let is_rule = self.clusters.len() >= 3
            && self.clusters.iter().all(|(_, sign)| self.signs.is_line(sign) || self.signs.is_crossing(sign));
        let crossed = self.clusters.iter().filter(|(_, sign)| self.signs.is_crossing(sign));
        is_rule.then(|| crossed.map(|(column, _)| *column).collect())
    }

    /// The columns at which the rules in the line begin, end and are crossed.
    fn edges(&self) -> Vec<usize> {
        let mut edges = Vec::new();
        let mut rest = self.clusters.as_slice();
        while let Some(start) = rest.iter().position(|(_, sign)| self.signs.is_crossing(sign)) {
            let length = rest[start..]
                .iter()
                .take_while(|(_, sign)| self.signs.is_line(sign) || self.signs.is_crossing(sign))
                .count();
            let run = &rest[start..start + length];
            if length >= 3 && run.last().is_some_and(|(_, sign)| self.signs.is_crossing(sign)) {
                edges.extend(
                    run.iter().filter(|(_, sign)| self.signs.is_crossing(sign)).map(|(column, _)| *column),
                );
            }
            rest = &rest[start + length..];
        }
        edges
    }

    /// Whether a rule runs from one edge to another: text has a blank on both sides.
    fn is_rule(&self, from: usize, to: usize) -> bool {
        to > from + 1 && (from + 1..to).all(|column| self.signs.is_line(self.sign(column)))
    }

    fn has_rule(&self, edges: &[usize]) -> bool {
        edges.windows(2).any(|pair| self.is_rule(pair[0], pair[1]))
    }

    /// What stands between two edges.
    fn words(&self, from: usize, to: usize) -> String {
        let within = self.clusters.iter().filter(|(column, _)| *column > from && *column < to);
        let words: String = within.map(|(_, cluster)| cluster.as_str()).collect();
        words.trim().to_owned()
    }
}
