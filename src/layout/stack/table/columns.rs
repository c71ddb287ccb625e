//! The widths of columns.

use crate::layout::Sp;

/// What a column asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Column {
    /// The width at which no word is cut and no line too short to read.
    pub needed: Sp,
    /// The width at which each cell stands on one line; at least what is needed.
    pub wanted: Sp,
    /// The width of all its cells' text, one behind the other.
    pub text: Sp,
}

/// The widths of columns in `room`.
///
/// Where all columns fit on one line each, they are as wide as that. Else the paper is spent where
/// it saves most: a column of so much text is the lower the wider it is, and the sum of their
/// heights is least where their widths are as the square roots of their texts. No column gets less
/// than it needs, as long as there is room for that, nor more than it wants.
pub(super) fn widths(columns: &[Column], room: Sp) -> Vec<Sp> {
    let wanted: i64 = columns.iter().map(|column| column.wanted.0).sum();
    let needed: i64 = columns.iter().map(|column| column.needed.0).sum();
    if wanted <= room.0 {
        return columns.iter().map(|column| column.wanted).collect();
    }
    if needed >= room.0 {
        return shrunk(columns, room.0.max(0));
    }
    let mut settled: Vec<Option<i64>> = vec![None; columns.len()];
    loop {
        let open: Vec<usize> = (0..columns.len()).filter(|at| settled[*at].is_none()).collect();
        let left = room.0 - settled.iter().flatten().sum::<i64>();
        let weight = |at: usize| columns[at].text.0.max(1).isqrt().max(1);
        let all: i64 = open.iter().map(|at| weight(*at)).sum();
        let share = |at: usize| (i128::from(left) * i128::from(weight(at)) / i128::from(all.max(1))) as i64;
        // Of the two sides on which shares are out of bounds, the one that is further out settles.
        let low = |at: usize| (columns[at].needed.0 - share(at)).max(0);
        let high = |at: usize| (share(at) - columns[at].wanted.0).max(0);
        let short: i64 = open.iter().map(|at| low(*at)).sum();
        let over: i64 = open.iter().map(|at| high(*at)).sum();
        if short == 0 && over == 0 {
            open.iter().for_each(|at| settled[*at] = Some(share(*at)));
            return settled.into_iter().flatten().map(Sp).collect();
        }
        for at in open {
            if short >= over && low(at) > 0 {
                settled[at] = Some(columns[at].needed.0);
            } else if short < over && high(at) > 0 {
                settled[at] = Some(columns[at].wanted.0);
            }
        }
    }
}

/// What columns need brought down to `room`, the widest first.
fn shrunk(columns: &[Column], room: i64) -> Vec<Sp> {
    // The cap under which all columns fit, found by halving.
    let fits = |cap: i64| columns.iter().map(|column| column.needed.0.min(cap)).sum::<i64>() <= room;
    let mut low = 0;
    let mut high = columns.iter().map(|column| column.needed.0).max().unwrap_or(0);
    if fits(high) {
        low = high;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if fits(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    columns.iter().map(|column| Sp(column.needed.0.min(low))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pt(points: i64) -> Sp {
        Sp(points * Sp::PER_PT)
    }

    fn column(needed: i64, wanted: i64, text: i64) -> Column {
        Column { needed: pt(needed), wanted: pt(wanted), text: pt(text) }
    }

    fn points(columns: &[Column], room: i64) -> Vec<i64> {
        widths(columns, pt(room)).iter().map(|width| (width.0 + Sp::PER_PT / 2) / Sp::PER_PT).collect()
    }

    #[test]
    fn columns_that_fit_are_as_wide_as_their_text() {
        assert_eq!(points(&[column(5, 20, 200), column(5, 30, 100)], 60), [20, 30]);
    }

    #[test]
    fn long_text_gets_the_room_and_short_text_keeps_its_own() {
        let columns = [column(10, 30, 900), column(20, 400, 10_000), column(20, 400, 2_500)];
        assert_eq!(points(&columns, 180), [30, 100, 50], "as the roots of their texts, 2 : 1");
        assert_eq!(points(&[column(90, 400, 100), column(20, 400, 10_000)], 180), [90, 90]);
        let widths = widths(&columns, pt(77));
        assert!(widths.iter().map(|width| width.0).sum::<i64>() <= pt(77).0);
        assert!(widths.iter().zip(&columns).all(|(width, column)| *width >= column.needed));
    }

    #[test]
    fn columns_that_need_too_much_are_brought_down_from_the_widest() {
        assert_eq!(points(&[column(10, 10, 1), column(100, 100, 1), column(60, 60, 1)], 90), [10, 40, 40]);
        assert_eq!(points(&[column(10, 10, 1)], 0), [0]);
        assert!(widths(&[], pt(10)).is_empty());
    }
}
