//! The tables of a text edition: grids and records.

mod boxes;

use unicode_segmentation::UnicodeSegmentation;

use super::{Reader, place};
use crate::letters::columns;
use crate::transcript::{Kind, is_shown};

/// The signs of a rule: what it begins with, is made of, is crossed with and ends with.
const RULES: [[char; 4]; 6] = [
    ['┌', '─', '┬', '┐'],
    ['├', '─', '┼', '┤'],
    ['╞', '═', '╪', '╡'],
    ['└', '─', '┴', '┘'],
    ['+', '-', '+', '+'],
    ['+', '=', '+', '+'],
];

/// The rules above, between and below records.
const RECORDS: [&str; 4] = ["┌──", "├──", "└──", "+--"];

/// Reads a table, if the next line begins one.
pub(super) fn read(reader: &mut Reader<'_>) -> bool {
    let line = reader.line(reader.at);
    let below = reader.line(reader.at + 1);
    let trimmed = line.trim_start_matches(' ');
    let indent = line.len() - trimmed.len();
    if !trimmed.starts_with(['┌', '+']) || !below.trim_start().starts_with(['│', '|', '├', '└', '+'])
    {
        return false;
    }
    if trimmed == "┌──" || trimmed == "+--" {
        records(reader, indent);
        return true;
    }
    let Some(crossings) = crossings(trimmed) else { return false };
    match boxes::are_needed(reader, indent, &crossings) {
        true => boxes::read(reader, indent),
        false => grid(reader, indent, &crossings),
    }
    true
}

/// Whether a line is the first of a table.
pub(super) fn begins(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['┌', '+']) && (RECORDS.contains(&line) || crossings(line).is_some())
}

/// The columns at which a rule is crossed, from its start; `None` if the line is none.
fn crossings(line: &str) -> Option<Vec<usize>> {
    let rule = RULES.iter().find(|[start, line_sign, cross, end]| {
        let mut signs = line.chars();
        line.chars().count() >= 3
            && signs.next() == Some(*start)
            && signs.next_back() == Some(*end)
            && signs.all(|sign| sign == *line_sign || sign == *cross)
    })?;
    let [start, _, cross, end] = rule;
    let crossed = line.chars().enumerate().filter(|(_, sign)| sign == start || sign == cross || sign == end);
    Some(crossed.map(|(at, _)| at).collect())
}

/// A row's cells, line by line, and where it begins.
#[derive(Default)]
struct Row {
    cells: Vec<String>,
    at: usize,
}

impl Row {
    fn add(&mut self, cells: &[&str]) {
        self.cells.resize(cells.len().max(self.cells.len()), String::new());
        for (whole, piece) in self.cells.iter_mut().zip(cells) {
            if !whole.is_empty() && !piece.trim().is_empty() {
                whole.push(' ');
            }
            whole.push_str(piece.trim());
        }
    }
}

/// A line without the blanks in front of a table; `None` behind the last.
fn next_line(reader: &Reader<'_>, at: usize, indent: usize) -> Option<String> {
    let line = (at < reader.lines.len()).then(|| reader.line(at))?;
    Some(line.get(indent..).unwrap_or_default().to_owned())
}

fn grid(reader: &mut Reader<'_>, indent: usize, crossings: &[usize]) {
    reader.at += 1;
    let from = reader.at;
    // The lines between rules, and whether the rule below is a head's.
    let mut groups: Vec<(Vec<usize>, bool)> = vec![(Vec::new(), false)];
    while let Some(line) = next_line(reader, reader.at, indent) {
        let rule = self::crossings(&line).is_some();
        if rule {
            let below = reader.line(reader.at + 1);
            let below = below.get(indent..).unwrap_or_default();
            let ends = line.starts_with('└') || !below.starts_with(['│', '|']);
            groups.last_mut().into_iter().for_each(|group| group.1 = line.contains(['═', '=']));
            groups.push((Vec::new(), false));
            if ends {
                reader.at += 1;
                break;
            }
        } else if line.starts_with(['│', '|']) {
            groups.last_mut().into_iter().for_each(|group| group.0.push(reader.at));
        } else {
            break;
        }
        reader.at += 1;
    }
    let head_first = groups.first().is_some_and(|(_, is_head)| *is_head);
    let groups: Vec<Vec<usize>> =
        groups.into_iter().map(|(lines, _)| lines).filter(|lines| !lines.is_empty()).collect();
    let bodies = groups.len().saturating_sub(usize::from(head_first));
    let mut rows: Vec<Row> = Vec::new();
    for (nth, lines) in groups.iter().enumerate() {
        // Rows of one line each have no rules between them.
        let one_row = nth == 0 && head_first || bodies > 1;
        for (nth, at) in lines.iter().enumerate() {
            if nth == 0 || !one_row {
                rows.push(Row { at: *at, ..Row::default() });
            }
            let line = reader.line(*at);
            let cells = cells(line.get(indent..).unwrap_or_default(), crossings);
            rows.last_mut().into_iter().for_each(|row| row.add(&cells));
        }
    }
    let head = if head_first && !rows.is_empty() { Some(rows.remove(0)) } else { None };
    reader.writer.at(place(from));
    reader.writer.mark(Kind::Table, "");
    for (nth, row) in rows.iter().enumerate() {
        for (column, cell) in row.cells.iter().enumerate() {
            let head = head.as_ref().and_then(|head| head.cells.get(column)).map_or("", String::as_str);
            // The head of a column without any cell stands by itself.
            let mut others = rows.iter().filter_map(|row| row.cells.get(column));
            let is_mute = nth == 0 && is_shown(head) && others.all(|cell| !is_shown(cell));
            if is_shown(cell) || is_mute {
                field(reader, head, cell, row.at);
            }
        }
    }
    reader.writer.mark(Kind::EndTable, "");
    reader.writer.blank();
}

fn field(reader: &mut Reader<'_>, head: &str, cell: &str, at: usize) {
    reader.writer.at(place(at));
    reader.writer.mark(Kind::Field, "");
    if is_shown(head) {
        reader.words(&format!("{head}:"), at);
    }
    reader.words(cell, at);
}

/// The cells of a line, cut where the rules are crossed.
fn cells<'l>(line: &'l str, crossings: &[usize]) -> Vec<&'l str> {
    let mut cells = Vec::new();
    let mut column = 0;
    let mut start = None;
    let mut next = crossings.iter().peekable();
    for (at, cluster) in line.grapheme_indices(true) {
        if next.next_if(|crossing| **crossing <= column).is_some() {
            if let Some(start) = start {
                cells.push(&line[start..at]);
            }
            start = Some(at + cluster.len());
        }
        column += columns(cluster);
    }
    cells
}

fn records(reader: &mut Reader<'_>, indent: usize) {
    reader.writer.mark(Kind::Table, "");
    reader.at += 1;
    let mut field: Option<(usize, String)> = None;
    let end = |reader: &mut Reader<'_>, field: &mut Option<(usize, String)>| {
        if let Some((at, words)) = field.take() {
            reader.writer.at(place(at));
            reader.writer.mark(Kind::Field, "");
            reader.words(&words, at);
        }
    };
    while let Some(line) = next_line(reader, reader.at, indent) {
        if RECORDS.contains(&&*line) {
            end(reader, &mut field);
            let below = reader.line(reader.at + 1);
            let below = below.get(indent..).unwrap_or_default();
            reader.at += 1;
            if line.starts_with('└') || !below.starts_with(['│', '|', '├', '└', '+']) {
                break;
            }
            continue;
        }
        let Some(words) = line.strip_prefix("│").or_else(|| line.strip_prefix('|')) else { break };
        let words = words.strip_prefix(' ').unwrap_or(words);
        match &mut field {
            Some((_, whole)) if words.starts_with(' ') => {
                whole.push(' ');
                whole.push_str(words.trim());
            }
            _ => {
                end(reader, &mut field);
                field = Some((reader.at, words.to_owned()));
            }
        }
        reader.at += 1;
    }
    end(reader, &mut field);
    reader.writer.mark(Kind::EndTable, "");
    reader.writer.blank();
}
