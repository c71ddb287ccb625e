//! Columns of numbers: which they are, and where in a cell the point stands.

use crate::model::{Alignment, CellContent, Language, Resolved, Run, Scope, Table};

/// What may stand in for a number that is not known.
const UNKNOWN: [&str; 9] = ["", "-", "–", "—", "−", "n/a", "N/A", "?", "…"];
/// What may stand before a number.
const BEFORE: &[char] = &['+', '-', '−', '–', '±', '~', '≈', '<', '>', '≤', '≥', '$', '€', '£', '¥', ' '];
/// What may stand behind it.
const BEHIND: &[char] = &['%', '‰', '°', '$', '€', '£', '¥', ' ', '\u{A0}', '\u{202F}', '\u{2009}'];
/// Languages that write 1.5; the others write 1,5 (CLDR, `decimal`).
const POINT: [&str; 22] = [
    "en", "zh", "yue", "ja", "ko", "th", "he", "hi", "bn", "ta", "te", "mr", "gu", "pa", "ml", "kn", "si",
    "ne", "ur", "sw", "ms", "ga",
];

/// The sign before the parts of a whole: a point or a comma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point(char);

impl Point {
    /// What `language` writes.
    pub fn of(language: &Language) -> Self {
        Self(if POINT.contains(&&*language.primary()) { '.' } else { ',' })
    }
}

/// Settles how the columns of a table stand: those of numbers on their points, unless the author has set
/// them left or in the middle; and the cells over several columns: heads in the middle, and so what spans
/// numbers.
pub(super) fn align(table: &mut Table<Resolved>, point: Point) {
    let grid = table.grid();
    // For each column how many numbers it has; `None` if it has something else.
    let mut numbers: Vec<Option<usize>> = vec![Some(0); table.alignments.len()];
    let cells = table.cells().zip(&grid.cells);
    for (cell, place) in cells.filter(|(_, place)| place.row >= grid.head() && place.columns.len() == 1) {
        let Some(numbers) = numbers.get_mut(place.columns.start) else { continue };
        let words = cell.line().map(Run::plain_text).unwrap_or_default();
        let is_open = matches!(cell.content(), CellContent::Blocks(_));
        *numbers = match decimal_point(&words, point) {
            _ if is_open => None,
            Some(_) => numbers.map(|count| count + 1),
            None if UNKNOWN.contains(&words.trim()) => *numbers,
            None => None,
        };
    }
    for (alignment, numbers) in table.alignments.iter_mut().zip(numbers) {
        // A single number is no column of them.
        let numeric = numbers.is_some_and(|count| count > 1);
        match *alignment {
            Alignment::Natural | Alignment::Right if numeric => *alignment = Alignment::Decimal,
            _ => {}
        }
    }
    let alignments = table.alignments.clone();
    for (cell, place) in table.cells_mut().zip(&grid.cells).filter(|(_, place)| place.columns.len() > 1) {
        let spanned = alignments.get(place.columns.clone()).unwrap_or_default();
        let to_the_side = |side: &Alignment| matches!(side, Alignment::Natural | Alignment::Left);
        let heads = matches!(cell.scope, Some(Scope::Column | Scope::ColumnGroup));
        let centred = match (cell.content(), place.row < grid.head()) {
            (CellContent::Blocks(_), _) => false,
            (_, true) => true,
            (_, false) => !heads && !spanned.iter().any(to_the_side),
        };
        let settled = if centred { Alignment::Centre } else { Alignment::Natural };
        cell.alignment.get_or_insert(settled);
    }
}

/// Where the whole part of the number `words` ends, in bytes; `None` if it is no number.
///
/// Of two kinds of signs the last is the point. One sign alone, with three digits behind it, is one
/// between thousands, unless the language writes its point so.
pub fn decimal_point(words: &str, own: Point) -> Option<usize> {
    let number = words.trim_start_matches(BEFORE);
    let start = words.len() - number.len();
    let number = number.trim_end_matches(BEHIND);
    if !number.starts_with(|c: char| c.is_ascii_digit()) || !number.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let signs: Vec<(usize, char)> = number.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let digits_behind = |index: usize| {
        let (at, sign) = signs[index];
        let end = signs.get(index + 1).map_or(number.len(), |(next, _)| *next);
        end - at - sign.len_utf8()
    };
    let Some((&(at, last), before)) = signs.split_last() else { return Some(start + number.len()) };
    let known =
        |sign: char| matches!(sign, '.' | ',' | '\'' | '’' | ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}');
    let three = digits_behind(signs.len() - 1) == 3;
    let point = matches!(last, '.' | ',')
        && before.iter().all(|(_, sign)| *sign != last)
        && (!before.is_empty() || !three || last == own.0);
    let thousands = if point { before.len() } else { signs.len() };
    let grouped = (0..thousands).all(|index| known(signs[index].1) && digits_behind(index) == 3)
        && signs[..thousands].windows(2).all(|pair| pair[0].1 == pair[1].1)
        && (thousands == 0 || signs[0].0 <= 3);
    grouped.then_some(start + if point { at } else { number.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(words: &str, language: &str) -> Option<(String, String)> {
        let language = Language::new(language).expect("a language");
        decimal_point(words, Point::of(&language)).map(|at| (words[..at].to_owned(), words[at..].to_owned()))
    }

    #[test]
    fn numbers_are_split_at_their_point() {
        for (words, language, whole, rest) in [
            ("12", "en", "12", ""),
            ("1.5", "en", "1", ".5"),
            ("1,5", "en", "1", ",5"),
            ("1,234", "en", "1,234", ""),
            ("1.234", "en", "1", ".234"),
            ("1.234", "de", "1.234", ""),
            ("1,234", "de", "1", ",234"),
            ("1,234,567.89", "en", "1,234,567", ".89"),
            ("1.234,5", "de", "1.234", ",5"),
            ("−12 345,6 %", "fr", "−12 345", ",6 %"),
            ("$9.99", "en", "$9", ".99"),
            ("0.5%", "en", "0", ".5%"),
        ] {
            assert_eq!(split(words, language), Some((whole.into(), rest.into())), "{words} in {language}");
        }
        for words in ["", "1.2.3", "12:30", "2024-01-02", "a1", "1/2", "127.0.0.1", "12,34,5", "5 kg"] {
            assert_eq!(split(words, "en"), None, "{words}");
        }
    }
}
