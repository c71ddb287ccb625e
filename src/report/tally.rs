//! The last line: what a run came to.

use std::fmt;
use std::time::Duration;

/// What a run came to. Shown as `3 editions, 212 pages, 0 errors, 2 warnings, 0.9 s`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How many documents there were; shown if there were several.
    pub documents: usize,
    /// How many editions were written, or `None` if none were wanted.
    pub editions: Option<usize>,
    /// How many pages were laid out, or `None` if none were wanted.
    pub pages: Option<usize>,
    /// How many errors there were.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notes; shown if there were any.
    pub notes: usize,
    /// How long it took.
    pub elapsed: Duration,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            documents: 0,
            editions: Some(0),
            pages: None,
            errors: 0,
            warnings: 0,
            notes: 0,
            elapsed: Duration::ZERO,
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.documents != 1).then(|| counted(self.documents, "document")),
            self.editions.map(|editions| counted(editions, "edition")),
            self.pages.map(|pages| counted(pages, "page")),
            Some(counted(self.errors, "error")),
            Some(counted(self.warnings, "warning")),
            (self.notes > 0).then(|| counted(self.notes, "note")),
            Some(format!("{:.1} s", self.elapsed.as_secs_f64())),
        ];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

fn counted(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_says_what_there_was() {
        let one = Tally {
            documents: 1,
            editions: Some(3),
            pages: Some(212),
            warnings: 2,
            elapsed: Duration::from_millis(912),
            ..Tally::default()
        };
        assert_eq!(one.to_string(), "3 editions, 212 pages, 0 errors, 2 warnings, 0.9 s");
        let four = Tally { documents: 4, editions: Some(12), errors: 1, notes: 1, pages: None, ..one };
        assert_eq!(four.to_string(), "4 documents, 12 editions, 1 error, 2 warnings, 1 note, 0.9 s");
        let check = Tally { editions: None, pages: Some(1), ..Tally::default() };
        assert_eq!(Tally { documents: 1, ..check }.to_string(), "1 page, 0 errors, 0 warnings, 0.0 s");
    }
}
