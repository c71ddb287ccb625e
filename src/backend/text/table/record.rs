//! A table that is too wide for a grid: each row a record, `Head: value` on lines of its own, behind a
//! rule that shows where the table begins and ends.

use super::super::blocks::Writer;
use super::{Cells, Frame, Measure, Prose, columns, lines};
use crate::transcript::is_shown;

/// In front of each line.
const BAR: &str = "│ ";

/// Writes the table as records, with a rule between two.
pub(super) fn write(writer: &mut Writer<'_>, cells: &Cells, frame: Frame) {
    let room = frame.measure().saturating_sub(columns(BAR)).max(2);
    let hang = writer.manuscript.style.text.hang.min(room / 2);
    let measure = Measure { first: room, rest: room - hang };
    let empty = Prose::default();
    // A table of a head alone is one record of heads.
    let heads_alone = cells.rows.is_empty().then_some(&cells.head).into_iter().flatten();
    writer.sheet.line(frame.left, "┌──");
    for (index, row) in cells.rows.iter().chain(heads_alone).enumerate() {
        if index > 0 {
            writer.sheet.line(frame.left, "├──");
        }
        for (column, cell) in row.iter().enumerate() {
            let head =
                cells.head.as_ref().filter(|_| !cells.rows.is_empty()).and_then(|head| head.get(column));
            // The head of a column without any cell stands by itself, in the first record.
            let mut others = cells.rows.iter().filter_map(|row| row.get(column));
            let is_mute = index == 0
                && head.is_some_and(|head| is_shown(&head.text))
                && others.all(|cell| !is_shown(&cell.text));
            if !is_shown(&cell.text) && !is_mute {
                continue;
            }
            let field = field(head.unwrap_or(&empty), cell);
            for (index, line) in lines(&field, measure, writer.segmenter).iter().enumerate() {
                let hang = if index > 0 { hang } else { 0 };
                writer.sheet.line(frame.left, &format!("{BAR}{}{line}", " ".repeat(hang)));
            }
        }
    }
    writer.sheet.line(frame.left, "└──");
}

/// `Head: value` as one run of prose; a head or value of several lines becomes one.
fn field(head: &Prose, value: &Prose) -> Prose {
    let mut text = head.text.replace('\n', " ");
    let mut whole = head.whole.clone();
    if is_shown(&text) {
        text.push_str(": ");
    }
    let start = text.len();
    text.push_str(&value.text.replace('\n', " "));
    whole.extend(value.whole.iter().map(|range| range.start + start..range.end + start));
    Prose { text, whole }
}
