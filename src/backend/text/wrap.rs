//! [`Prose`] → lines: optimal fit in columns.
//!
//! The text is cut into *atoms*, between two of which a line may end. The lines are then chosen so
//! that the sum of the squares of what is left blank at their ends is least; the last line costs
//! nothing unless it holds a single short word. A line holds at most as many atoms as columns, so
//! the search looks back a bounded way and the time grows with the text alone.

mod atoms;

use icu_segmenter::LineSegmenterBorrowed;

use super::prose::Prose;
use crate::letters::push_visible;
use atoms::Atom;
pub(super) use atoms::widths;

/// The columns of a single last word from which on it may stand alone.
const SHORT: u32 = 5;

/// Price of a single short word on the last line, in squared columns. It is avoided wherever that
/// is possible within the measure, so it is dearer than any line.
const WIDOW: u64 = 1 << 20;

/// Price of ending a line within a word that has a hyphen, in squared columns: worth a line that is
/// ten columns shorter, since a reader cannot tell `time-` from a word divided.
const HYPHEN: u64 = 100;

/// The columns of a paragraph's lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    /// Of the first line.
    pub(super) first: usize,
    /// Of all others.
    pub(super) rest: usize,
}

impl Measure {
    /// The same for all lines.
    pub(super) fn even(columns: usize) -> Self {
        Self { first: columns, rest: columns }
    }
}

/// The lines of `prose`, none wider than the measure but for one atom that is wider alone. Line
/// feeds in the prose end lines; there is at least one line.
pub(super) fn lines(prose: &Prose, measure: Measure, segmenter: LineSegmenterBorrowed<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for section in sections(prose) {
        fit(&section, measure, segmenter, &mut lines);
    }
    lines
}

/// The prose between line feeds, with nothing left out but those.
pub(super) fn sections(prose: &Prose) -> Vec<Prose> {
    if !prose.text.contains('\n') {
        return vec![prose.clone()];
    }
    let mut ranges = prose.whole.iter().peekable();
    let mut start = 0;
    let mut sections = Vec::new();
    for text in prose.text.trim_end_matches('\n').split('\n') {
        let end = start + text.len();
        let mut whole = Vec::new();
        while let Some(range) = ranges.next_if(|range| range.start < end) {
            whole.push(range.start.max(start) - start..range.end.min(end) - start);
        }
        sections.push(Prose { text: text.to_owned(), whole });
        start = end + 1;
    }
    sections
}

/// The fewest lines of at most `columns` columns, as even as can be: for titles.
pub(super) fn balanced(prose: &Prose, columns: usize, segmenter: LineSegmenterBorrowed<'_>) -> Vec<String> {
    let mut result = Vec::new();
    for section in sections(prose) {
        let atoms = atoms::atoms(&section, columns, segmenter);
        let wanted = first_fit(&atoms, columns);
        let [mut low, mut high] = [1, columns];
        while low < high {
            let middle = (low + high) / 2;
            if first_fit(&atoms, middle) <= wanted { high = middle } else { low = middle + 1 }
        }
        fit(&section, Measure::even(low), segmenter, &mut result);
    }
    result
}

/// How many lines there are when each takes all it can.
fn first_fit(atoms: &[Atom], columns: usize) -> usize {
    let mut count = 1;
    let mut filled = 0;
    for (index, atom) in atoms.iter().enumerate() {
        let glue = u32::from(index > 0 && atoms[index - 1].space);
        if filled > 0 && (filled + glue + atom.width) as usize > columns {
            count += 1;
            filled = atom.width;
        } else {
            filled += if filled > 0 { glue } else { 0 } + atom.width;
        }
    }
    count
}

fn fit(prose: &Prose, measure: Measure, segmenter: LineSegmenterBorrowed<'_>, lines: &mut Vec<String>) {
    let atoms = atoms::atoms(prose, measure.first.min(measure.rest), segmenter);
    let mut start = 0;
    for end in ends(&atoms, measure) {
        lines.push(line(prose, &atoms[start..end]));
        start = end;
    }
    if start == 0 {
        lines.push(String::new());
    }
}

/// For each line, one past its last atom.
fn ends(atoms: &[Atom], measure: Measure) -> Vec<usize> {
    let count = atoms.len();
    // The least cost of setting the first `end` atoms in whole lines, and where the last of these
    // lines starts.
    let mut costs: Vec<u64> = vec![0; count + 1];
    let mut starts: Vec<u32> = vec![0; count + 1];
    // Atoms without width could make the way back long.
    let furthest = 2 * measure.first.max(measure.rest).max(1);
    for end in 1..=count {
        let mut width: u32 = 0;
        let mut best = u64::MAX;
        for start in (end.saturating_sub(furthest)..end).rev() {
            let columns = if start == 0 { measure.first } else { measure.rest } as u32;
            let glue = u32::from(start + 1 < end && atoms[start].space);
            width = width.saturating_add(atoms[start].width + glue);
            let alone = start + 1 == end;
            if width > columns && !alone {
                // The first line may be longer than the others; no line is shorter than this one.
                if width as usize > measure.first.max(measure.rest) {
                    break;
                }
                continue;
            }
            let blank = u64::from(columns.saturating_sub(width));
            let price = match (end == count, alone) {
                (false, _) => blank * blank,
                (true, true) if start > 0 && width < SHORT => WIDOW,
                (true, _) => 0,
            };
            let hyphen = if atoms[end - 1].hyphen { HYPHEN } else { 0 };
            let cost = costs[start] + price + hyphen;
            if cost < best {
                best = cost;
                starts[end] = start as u32;
            }
        }
        costs[end] = best;
    }
    let mut ends = Vec::new();
    let mut end = count;
    while end > 0 {
        ends.push(end);
        end = starts[end] as usize;
    }
    ends.reverse();
    ends
}

/// The atoms' text as it is written.
fn line(prose: &Prose, atoms: &[Atom]) -> String {
    let bytes = atoms.first().zip(atoms.last()).map_or(0, |(first, last)| last.end - first.start);
    let mut line = String::with_capacity(bytes as usize);
    for (index, atom) in atoms.iter().enumerate() {
        if index > 0 && atoms[index - 1].space {
            line.push(' ');
        }
        push_visible(&mut line, &prose.text[atom.start as usize..atom.end as usize]);
    }
    line.truncate(line.trim_end().len());
    line
}
