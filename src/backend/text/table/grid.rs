//! A table whose columns stand side by side.

use super::super::blocks::Writer;
use super::{Cells, Frame, Measure, Prose, columns, lines};
use crate::model::Alignment;

/// Writes the table with the columns' `widths`.
pub(super) fn write(writer: &mut Writer<'_>, cells: &Cells, widths: &[usize], frame: Frame) {
    let rule = |[start, line, cross, end]: [&str; 4]| {
        let parts: Vec<String> = widths.iter().map(|width| line.repeat(width + 2)).collect();
        format!("{start}{}{end}", parts.join(cross))
    };
    let between = rule(["├", "─", "┼", "┤"]);
    // A rule of its own: where rows have rules between them, too, a head would look like any other row.
    let below_head = rule(["╞", "═", "╪", "╡"]);
    let head = cells.head.as_ref().map(|row| wrapped(writer, row, widths));
    let rows: Vec<Wrapped> = cells.rows.iter().map(|row| wrapped(writer, row, widths)).collect();
    // Rows of several lines need rules to be told apart.
    let separate = rows.iter().any(|row| height(row) > 1);

    writer.sheet.line(frame.left, &rule(["┌", "─", "┬", "┐"]));
    if let Some(head) = &head {
        write_row(writer, head, (cells, &[]), widths, frame);
        if !rows.is_empty() {
            writer.sheet.line(frame.left, &below_head);
        }
    }
    for (index, row) in rows.iter().enumerate() {
        if separate && index > 0 {
            writer.sheet.line(frame.left, &between);
        }
        write_row(writer, row, (cells, &cells.tails[index]), widths, frame);
    }
    writer.sheet.line(frame.left, &rule(["└", "─", "┴", "┘"]));
}

/// The lines of each cell of a row.
type Wrapped = Vec<Vec<String>>;

fn wrapped(writer: &Writer<'_>, row: &[Prose], widths: &[usize]) -> Wrapped {
    let cell = |(cell, width): (&Prose, &usize)| lines(cell, Measure::even(*width), writer.segmenter);
    row.iter().zip(widths).map(cell).collect()
}

fn height(row: &Wrapped) -> usize {
    row.iter().map(Vec::len).max().unwrap_or(0)
}

/// Writes the lines of a row, whose cells leave `tails` of columns free.
fn write_row(
    writer: &mut Writer<'_>,
    row: &Wrapped,
    (cells, tails): (&Cells, &[usize]),
    widths: &[usize],
    frame: Frame,
) {
    for line in 0..height(row) {
        let mut text = String::from("│");
        for (column, width) in widths.iter().enumerate() {
            let words = row.get(column).and_then(|cell| cell.get(line)).map_or("", String::as_str);
            let blank = width.saturating_sub(columns(words));
            let before = match cells.alignments[column] {
                Alignment::Natural | Alignment::Left => 0,
                Alignment::Centre => blank / 2,
                Alignment::Right => blank,
                Alignment::Decimal => blank.saturating_sub(tails.get(column).copied().unwrap_or(0)),
            };
            text.extend(std::iter::repeat_n(' ', 1 + before));
            text.push_str(words);
            text.extend(std::iter::repeat_n(' ', 1 + blank - before));
            text.push('│');
        }
        writer.sheet.line(frame.left, &text);
    }
}
