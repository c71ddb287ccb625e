//! Tables → lines: a grid of box-drawing characters, or records where the grid would not fit.

mod cell;
mod grid;
mod record;

use super::blocks::Writer;
use super::frame::Frame;
use super::prose::Prose;
use super::wrap::{Measure, lines};
use crate::letters::columns;
use crate::model::{Alignment, CellContent, Grid, GridCell, Resolved, Table};
use crate::resolve::{Point, decimal_point};
use cell::{Composed, composed};

/// A table with its cells composed.
struct Cells {
    /// Where they stand.
    grid: Grid,
    /// The cells, as they are read.
    composed: Vec<Composed>,
    /// How each of them stands.
    alignments: Vec<Alignment>,
    /// The columns left free behind each cell, so that the points of numbers stand under one another.
    tails: Vec<usize>,
    /// How many rows are the head: none, if nothing of it is seen.
    head: usize,
}

/// Writes `table`, without its caption.
pub(super) fn write(writer: &mut Writer<'_>, table: &Table<Resolved>, frame: Frame) {
    let all: Vec<Composed> = table.cells().map(|cell| composed(writer, cell, frame.bullets)).collect();
    let grid = table.grid();
    let of_head = grid.cells.iter().take_while(|place| place.row < grid.head()).count();
    let cells = match all[..of_head].iter().any(Composed::is_shown) {
        true => Cells::new(table, all, grid, writer),
        // A head of which nothing is seen is none.
        false => {
            let body = table.body().map(|row| row.cells.iter().map(|cell| cell.spans));
            let grid = Grid::new(body, 0);
            Cells::new(table, all.into_iter().skip(of_head).collect(), grid, writer)
        }
    };
    match columns_of(&cells, table.alignments.len(), frame.measure(), writer)
        .filter(|widths| !is_one_high_row(&cells, widths, writer) && !has_signs(&cells, writer))
    {
        Some(widths) => grid::write(writer, &cells, &widths, frame),
        None => record::write(writer, &cells, frame),
    }
}

impl Cells {
    fn new(table: &Table<Resolved>, composed: Vec<Composed>, grid: Grid, writer: &Writer<'_>) -> Self {
        let left_out = table.cells().count() - composed.len();
        let cells = table.cells().skip(left_out).zip(&grid.cells);
        let alignment = |place: &GridCell| table.alignments.get(place.columns.start).copied();
        let alignments: Vec<Alignment> = cells
            .map(|(cell, place)| match cell.content() {
                // Blocks stand as they do elsewhere.
                CellContent::Blocks(_) => Alignment::Natural,
                CellContent::Line(..) | CellContent::Nothing => {
                    cell.alignment.or(alignment(place)).unwrap_or(Alignment::Natural)
                }
            })
            .collect();
        let point = Point::of(&writer.manuscript.document.metadata.language);
        let tails = tails(&grid, &composed, &alignments, point);
        Self { head: grid.head(), grid, composed, alignments, tails }
    }
}

/// The columns left free behind each cell of a column of numbers: as many as the longest part of a whole
/// takes more than its own.
fn tails(grid: &Grid, cells: &[Composed], alignments: &[Alignment], point: Point) -> Vec<usize> {
    let part = |number: usize| {
        let place = &grid.cells[number];
        let is_number =
            alignments[number] == Alignment::Decimal && place.row >= grid.head() && place.columns.len() == 1;
        let words = cells[number].line().filter(|_| is_number)?;
        decimal_point(words, point).map(|at| columns(&words[at..]))
    };
    let mut longest = vec![0; grid.columns()];
    for (number, place) in grid.cells.iter().enumerate() {
        if let (Some(part), Some(longest)) = (part(number), longest.get_mut(place.columns.start)) {
            *longest = part.max(*longest);
        }
    }
    let tail = |number: usize| {
        let longest = longest.get(grid.cells[number].columns.start).copied().unwrap_or(0);
        part(number).map_or(0, |own| longest - own)
    };
    (0..cells.len()).map(tail).collect()
}

/// Whether the body is a single row of several lines: it reads better as a record, and in a grid its
/// lines could be rows.
fn is_one_high_row(cells: &Cells, widths: &[usize], writer: &Writer<'_>) -> bool {
    // A head without rows stands as rows.
    let first = if cells.head == cells.grid.rows() { 0 } else { cells.head };
    if cells.grid.rows() != first + 1 {
        return false;
    }
    let mut cells =
        cells.grid.of_row(first).map(|number| (&cells.grid.cells[number], &cells.composed[number]));
    cells.any(|(place, cell)| cell.lines(width(widths, place), writer).len() > 1)
}

/// Whether cells that span others, or a head of several rows, stand beside text that looks like the rules
/// around them.
fn has_signs(cells: &Cells, writer: &Writer<'_>) -> bool {
    let is_sign = |sign: char| match writer.manuscript.style.text_form.ascii {
        true => matches!(sign, '|' | '+'),
        false => ('\u{2500}'..='\u{257F}').contains(&sign),
    };
    let has_boxes = cells.grid.has_spans() || cells.head > 1 && cells.head < cells.grid.rows();
    has_boxes && cells.composed.iter().any(|cell| cell.has(is_sign))
}

/// The columns of text that a cell has in columns of these widths.
fn width(widths: &[usize], place: &GridCell) -> usize {
    let widths = widths.get(place.columns.clone()).unwrap_or_default();
    widths.iter().sum::<usize>() + BETWEEN * widths.len().saturating_sub(1)
}

/// What stands between the texts of two columns: a rule, and a blank on both sides.
const BETWEEN: usize = 3;

/// The columns' widths, or `None` if they cannot stand side by side.
///
/// A column whose content fits into an even share keeps its width; what is left goes to the others
/// by the square root of their content: a column of sentences gets more than one of names, but not
/// so much more that the names stand in single letters. What a cell over several columns takes beyond
/// what they have is spread over them.
fn columns_of(cells: &Cells, count: usize, measure: usize, writer: &Writer<'_>) -> Option<Vec<usize>> {
    let mut least = vec![1; count];
    let mut most = vec![1; count];
    let mut spanning = Vec::new();
    for (number, place) in cells.grid.cells.iter().enumerate() {
        let (narrow, wide) = cells.composed[number].widths(writer);
        if place.columns.len() > 1 {
            spanning.push((place.columns.clone(), narrow, wide));
        } else if let Some(least) = least.get_mut(place.columns.start) {
            let most = &mut most[place.columns.start];
            *least = (*least).max(narrow + cells.tails[number]);
            *most = (*most).max(wide + cells.tails[number]);
        }
    }
    spanning.sort_by_key(|(columns, ..)| columns.len());
    for (columns, narrow, wide) in spanning {
        let between = BETWEEN * (columns.len() - 1);
        spread(least.get_mut(columns.clone())?, narrow.saturating_sub(between));
        spread(most.get_mut(columns.clone())?, wide.saturating_sub(between));
        for column in columns {
            most[column] = most[column].max(least[column]);
        }
    }
    // A rule on the left of each column, one at the end, a blank on both sides of each cell.
    let room = measure.checked_sub(BETWEEN * count + 1)?;
    if count == 0 || least.iter().sum::<usize>() > room {
        return None;
    }
    Some(shared(&least, &most, room))
}

/// Makes columns wider, each by as much as the others, so that they take `width` together.
fn spread(columns: &mut [usize], width: usize) {
    let surplus = width.saturating_sub(columns.iter().sum());
    let count = columns.len();
    for (nth, column) in columns.iter_mut().enumerate() {
        *column += (surplus + nth) / count;
    }
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
