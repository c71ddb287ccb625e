//! A table that is too wide for a grid: each row a record, `Head: value` on lines of its own, behind a
//! rule that shows where the table begins and ends.

use super::super::blocks::Writer;
use super::{Cells, Frame, Measure, Prose, columns, lines};

/// In front of each line.
const BAR: &str = "│ ";

/// Writes the table as records, with a rule between two.
pub(super) fn write(writer: &mut Writer<'_>, cells: &Cells, frame: Frame) {
    let room = frame.measure().saturating_sub(columns(BAR)).max(2);
    let hang = writer.manuscript.style.text.hang.min(room / 2);
    let measure = Measure { first: room, rest: room - hang };
    let grid = &cells.grid;
    // The rows of a table of a head alone are records of heads.
    let first = if cells.head == grid.rows() { 0 } else { cells.head };
    let mute = mute(cells, first);
    writer.sheet.line(frame.left, "┌──");
    for row in first..grid.rows() {
        if row > first {
            writer.sheet.line(frame.left, "├──");
        }
        for number in grid.of_row(row) {
            let mut heads = if first == 0 { Vec::new() } else { grid.heads_of(&grid.cells[number]) };
            heads.retain(|head| cells.composed[*head].is_shown());
            // The head of a column without any cell stands by itself, in the first record.
            let is_mute = row == first && heads.iter().any(|head| mute[*head]);
            if !cells.composed[number].is_shown() && !is_mute {
                continue;
            }
            let heads: Vec<Prose> = heads.into_iter().map(|head| cells.composed[head].run()).collect();
            let field = field(&heads, &cells.composed[number].run());
            for (index, line) in lines(&field, measure, writer.segmenter).iter().enumerate() {
                let hang = if index > 0 { hang } else { 0 };
                writer.sheet.line(frame.left, &format!("{BAR}{}{line}", " ".repeat(hang)));
            }
        }
    }
    writer.sheet.line(frame.left, "└──");
}

/// Whether each cell stands over no cell of the body, from row `first` on, that is shown.
fn mute(cells: &Cells, first: usize) -> Vec<bool> {
    let mut shown = vec![false; cells.grid.columns()];
    for (place, cell) in cells.grid.cells.iter().zip(&cells.composed) {
        if place.row >= first && cell.is_shown() {
            shown.iter_mut().take(place.columns.end).skip(place.columns.start).for_each(|it| *it = true);
        }
    }
    let mute =
        |columns: &std::ops::Range<usize>| !columns.clone().any(|column| shown.get(column) == Some(&true));
    cells.grid.cells.iter().map(|place| mute(&place.columns)).collect()
}

/// `Head, head: value` as one run of prose; a head or value of several lines becomes one.
fn field(heads: &[Prose], value: &Prose) -> Prose {
    let mut field = Prose::default();
    for (nth, prose) in heads.iter().chain([value]).enumerate() {
        if nth > 0 {
            field.text.push_str(if nth == heads.len() { ": " } else { ", " });
        }
        let start = field.text.len();
        field.text.push_str(&prose.text.replace('\n', " "));
        field.whole.extend(prose.whole.iter().map(|range| range.start + start..range.end + start));
    }
    field
}
