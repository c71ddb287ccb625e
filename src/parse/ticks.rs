//! Backticks → where code spans end.

/// The runs of backticks in some lines, so that code spans are found without searching twice.
pub(super) struct Ticks {
    /// Start and length of each, in order.
    by_start: Vec<(usize, usize)>,
    /// Length and start of each, sorted.
    by_length: Vec<(usize, usize)>,
}

impl Ticks {
    /// The runs in `text`.
    pub fn new(text: &str) -> Self {
        let mut by_start = Vec::new();
        let mut at = 0;
        let bytes = text.as_bytes();
        while at < bytes.len() {
            let length = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
            if length > 0 {
                by_start.push((at, length));
            }
            at += length.max(1);
        }
        let mut by_length: Vec<_> = by_start.iter().map(|(start, length)| (*length, *start)).collect();
        by_length.sort_unstable();
        Self { by_start, by_length }
    }

    /// Where to go on after the backticks at `at`: after the code span that they open, or after
    /// themselves.
    pub fn after_span(&self, at: usize) -> usize {
        // After a backslash a run has lost its first backtick and is not found.
        let Ok(found) = self.by_start.binary_search_by_key(&at, |run| run.0) else { return at + 1 };
        let length = self.by_start[found].1;
        let next = self.by_length.partition_point(|run| *run <= (length, at));
        match self.by_length.get(next) {
            Some(&(closing, end)) if closing == length => end + length,
            _ => at + length,
        }
    }
}
