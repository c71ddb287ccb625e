//! Code → lines that fit, by the idea of RFC 8792: what is too long ends in a mark and goes on in
//! the next line, and a note in front says so.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use crate::letters::{columns, is_break_control};
use crate::style::TextRules;

/// The lines of `text` in `measure` columns, with a tabulator stop every `tab` columns.
pub(super) fn lines(text: &str, measure: usize, tab: usize, rules: &TextRules) -> Vec<String> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let lines: Vec<String> = text.split('\n').map(|line| expanded(line, tab)).collect();
    if lines.iter().all(|line| columns(line) <= measure) {
        return lines;
    }
    // Where a line ends in the mark by itself, or is folded within its blanks, the RFC marks the next
    // line's beginning too.
    let ends_in_mark = lines.iter().any(|line| line.ends_with(rules.fold));
    let plainly = (!ends_in_mark).then(|| folded(&lines, measure, rules, ""));
    let fits = |folded: &Vec<String>| folded.iter().all(|line| columns(line) <= measure);
    plainly.filter(fits).unwrap_or_else(|| folded(&lines, measure, rules, &rules.fold.to_string()))
}

/// The lines, folded, behind a note that says so; `opening` stands in front of what has gone on.
fn folded(lines: &[String], measure: usize, rules: &TextRules, opening: &str) -> Vec<String> {
    let mark = rules.fold.to_string();
    let [before, after] = &rules.fold_note;
    let mut folded = note(&format!("{before}{mark}{opening}{after}"), measure);
    folded.push(String::new());
    for line in lines {
        fold(line, measure, Folding { mark: &mark, opening, hang: rules.hang }, &mut folded);
    }
    folded
}

/// The note that lines are folded, itself in lines that fit.
fn note(words: &str, measure: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ') {
        match lines.last_mut() {
            Some(line) if columns(line) + 1 + columns(word) <= measure => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// How a line is folded.
#[derive(Clone, Copy)]
struct Folding<'a> {
    /// At the end of what goes on.
    mark: &'a str,
    /// In front of what has gone on.
    opening: &'a str,
    /// Columns by which it stands in from the beginning of its line.
    hang: usize,
}

fn fold(line: &str, measure: usize, folding: Folding<'_>, folded: &mut Vec<String>) {
    let mut rest = line;
    let mut lead = String::new();
    loop {
        let room = measure.saturating_sub(columns(&lead)).max(2);
        let Some(place) = fold_place(rest, room, folding) else { break };
        folded.push(format!("{lead}{}{}", &rest[..place], folding.mark));
        rest = &rest[place..];
        if lead.is_empty() {
            let indent = line.len() - line.trim_start_matches(' ').len();
            lead = " ".repeat((indent + folding.hang).min(measure / 2)) + folding.opening;
        }
    }
    folded.push(format!("{lead}{rest}"));
}

/// Where to fold `line`, or `None` if it fits into `room` columns: after a blank in the last half
/// if there is one; in front of a blank, which would be taken for the indent, only if a mark opens the
/// next line. The columns of the mark at the end must stay free.
fn fold_place(line: &str, room: usize, folding: Folding<'_>) -> Option<usize> {
    let mark = columns(folding.mark);
    let mut width = 0;
    let mut after_blank = None;
    let mut last = None;
    let mut previous = "";
    for (place, cluster) in line.grapheme_indices(true) {
        let kept = cluster != " " || !folding.opening.is_empty();
        if place > 0 && kept && width + mark <= room {
            if previous == " " && width * 2 >= room {
                after_blank = Some(place);
            }
            last = Some(place);
        }
        width += columns(cluster);
        if width > room {
            // A cluster that is wider than the room goes alone.
            return after_blank.or(last).or(Some(place + cluster.len())).filter(|place| *place < line.len());
        }
        previous = cluster;
    }
    None
}

/// A line with its tabulators as blanks and without controls.
fn expanded(line: &str, tab: usize) -> String {
    let mut result = String::with_capacity(line.len());
    let mut column = 0;
    for character in line.chars() {
        if character == '\t' {
            let blanks = tab - column % tab;
            result.extend(std::iter::repeat_n(' ', blanks));
            column += blanks;
        } else if !character.is_control() && !is_break_control(character) {
            result.push(character);
            column += UnicodeWidthChar::width(character).unwrap_or(0);
        }
    }
    result.truncate(result.trim_end().len());
    result
}
