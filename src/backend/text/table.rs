//! Tables → lines: a grid of box-drawing characters, or records where the grid would not fit.

mod grid;
mod record;

use super::blocks::Writer;
use super::frame::Frame;
use super::inlines::compose;
use super::prose::Prose;
use super::wrap::{Measure, lines, widths};
use crate::letters::columns;
use crate::model::{Alignment, BlockId, Part, Resolved, Row, Run, Table};
use crate::resolve::{Point, decimal_point};
use crate::transcript::is_shown;

/// A table with its cells composed.
struct Cells {
    /// The head row, unless there is none or all its cells are empty.
    head: Option<Vec<Prose>>,
    /// The body.
    rows: Vec<Vec<Prose>>,
    /// One for each column.
    alignments: Vec<Alignment>,
    /// For each row of the body, the columns left free behind each cell, so that the points of numbers
    /// stand under one another.
    tails: Vec<Vec<usize>>,
}

/// Writes `table`, without its caption.
pub(super) fn write(writer: &mut Writer<'_>, block: BlockId, table: &Table<Resolved>, frame: Frame) {
    let mut composed = |row: u32, cells: &Row<Resolved>| -> Vec<Prose> {
        let cells = (0..).zip(&cells.cells);
        let cell = |(column, cell): (u32, &Run)| {
            let part = Part::Cell { block, row, column };
            compose(part, cell, writer.manuscript, &mut writer.apparatus)
        };
        cells.map(cell).collect()
    };
    let head = table.head.as_ref().map(|head| composed(0, head));
    let rows: Vec<Vec<Prose>> = (1..).zip(&table.rows).map(|(nth, row)| composed(nth, row)).collect();
    let head = head.filter(|cells: &Vec<Prose>| cells.iter().any(|cell| is_shown(&cell.text)));
    let point = Point::of(&writer.manuscript.document.metadata.language);
    let tails = tails(&rows, &table.alignments, point);
    let cells = Cells { head, rows, alignments: table.alignments.clone(), tails };
    match columns_of(&cells, frame.measure(), writer)
        .filter(|widths| !is_one_high_row(&cells, widths, writer))
    {
        Some(widths) => grid::write(writer, &cells, &widths, frame),
        None => record::write(writer, &cells, frame),
    }
}

/// The columns left free behind each cell of a column of numbers: as many as the longest part of a whole
/// takes more than its own.
fn tails(rows: &[Vec<Prose>], alignments: &[Alignment], point: Point) -> Vec<Vec<usize>> {
    let part = |cell: &Prose| decimal_point(&cell.text, point).map(|at| columns(&cell.text[at..]));
    let longest = |column: usize| rows.iter().filter_map(|row| part(row.get(column)?)).max().unwrap_or(0);
    let longest: Vec<usize> = (0..alignments.len())
        .map(|column| if alignments[column] == Alignment::Decimal { longest(column) } else { 0 })
        .collect();
    let tail = |(column, cell): (usize, &Prose)| match longest.get(column) {
        Some(longest @ 1..) => part(cell).map_or(0, |own| longest - own),
        _ => 0,
    };
    rows.iter().map(|row| row.iter().enumerate().map(tail).collect()).collect()
}

/// Whether the body is a single row of several lines: it reads better as a record, and in a grid its
/// lines could be rows.
fn is_one_high_row(cells: &Cells, widths: &[usize], writer: &Writer<'_>) -> bool {
    // A head without rows stands as a row.
    let row = match (cells.rows.as_slice(), &cells.head) {
        ([row], _) => row,
        ([], Some(head)) => head,
        _ => return false,
    };
    let mut cells = row.iter().zip(widths);
    cells.any(|(cell, width)| lines(cell, Measure::even(*width), writer.segmenter).len() > 1)
}

/// The columns' widths, or `None` if they cannot stand side by side.
///
/// A column whose content fits into an even share keeps its width; what is left goes to the others
/// by the square root of their content: a column of sentences gets more than one of names, but not
/// so much more that the names stand in single letters.
fn columns_of(cells: &Cells, measure: usize, writer: &Writer<'_>) -> Option<Vec<usize>> {
    let count = cells.alignments.len();
    let mut least = vec![1; count];
    let mut most = vec![1; count];
    let none = Vec::new();
    let head = cells.head.iter().map(|row| (row, &none));
    for (row, tails) in head.chain(cells.rows.iter().zip(&cells.tails)) {
        for (column, cell) in row.iter().enumerate().take(count) {
            let widths = widths(cell, writer.segmenter);
            let tail = tails.get(column).copied().unwrap_or(0);
            least[column] = least[column].max(widths.start + tail);
            most[column] = most[column].max(widths.end + tail);
        }
    }
    // A rule on the left of each column, one at the end, a blank on both sides of each cell.
    let room = measure.checked_sub(3 * count + 1)?;
    if count == 0 || least.iter().sum::<usize>() > room {
        return None;
    }
    Some(shared(&least, &most, room))
}

/// Shares `room` among columns that take between `least` and `most`; the sum of `least` fits.
fn shared(least: &[usize], most: &[usize], room: usize) -> Vec<usize> {
    let mut widths: Vec<Option<usize>> = vec![None; least.len()];
    loop {
        let open: Vec<usize> = (0..widths.len()).filter(|column| widths[*column].is_none()).collect();
        let left = room - widths.iter().flatten().sum::<usize>();
        if open.is_empty() {
            return widths.into_iter().flatten().collect();
        }
        let kept =
            open.iter().filter(|column| least[**column] > 0).map(|column| least[*column]).sum::<usize>();
        // Columns that fit into an even share, as long as the others have their least.
        let fits = open.iter().find(|column| {
            most[**column] <= left / open.len() && most[**column] + kept - least[**column] <= left
        });
        if let Some(column) = fits {
            widths[*column] = Some(most[*column]);
            continue;
        }
        let weight = |column: usize| (most[column] * 100).isqrt();
        let weights: usize = open.iter().map(|column| weight(*column)).sum();
        let share = |column: usize| left * weight(column) / weights.max(1);
        // A column that would get less than its least gets that, and the others share again.
        if let Some(column) = open.iter().find(|column| share(**column) < least[**column]) {
            widths[*column] = Some(least[*column]);
            continue;
        }
        let mut rest = left - open.iter().map(|column| share(*column).min(most[*column])).sum::<usize>();
        for column in open {
            let more = rest.min(most[column].saturating_sub(share(column)));
            rest -= more;
            widths[column] = Some(share(column).min(most[column]) + more);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shared;

    #[test]
    fn columns_share_the_room() {
        assert_eq!(shared(&[3, 4], &[10, 12], 60), [10, 12], "what fits keeps its width");
        assert_eq!(shared(&[4, 8], &[6, 400], 60), [6, 54], "only the widest shrink");
        assert_eq!(shared(&[30, 5], &[31, 300], 60), [30, 30], "no word is divided");
        assert_eq!(shared(&[20, 20, 20], &[50, 50, 50], 60), [20, 20, 20]);
        let widths = shared(&[5, 7, 9], &[90, 900, 40], 70);
        assert_eq!(widths.iter().sum::<usize>(), 70);
    }
}
