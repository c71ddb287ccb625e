//! Levels, figures and tables in reading order → their numbers.

/// Counts headings, figures and tables.
#[derive(Default)]
pub(super) struct Numbers {
    /// How many headings of each level there have been since the last one above it.
    counters: [u32; 7],
    /// The level of the heading without a number that the text stands under, if it does.
    unnumbered: Option<u8>,
    figures: u32,
    tables: u32,
}

impl Numbers {
    /// The number of the next heading, `2.3`, or an empty one for a part and for a heading that
    /// takes none, by itself or with the whole section that it stands in.
    pub fn heading(&mut self, level: u8, numbered: bool) -> String {
        if level == 0 {
            self.unnumbered = None;
            return String::new();
        }
        let level = level.min(6);
        if self.unnumbered.is_some_and(|above| level > above) {
            return String::new();
        }
        self.unnumbered = (!numbered).then_some(level);
        if !numbered {
            return String::new();
        }
        let depth = usize::from(level);
        self.counters[depth] += 1;
        self.counters[depth + 1..].fill(0);
        let parts: Vec<String> = self.counters[1..=depth].iter().map(u32::to_string).collect();
        parts.join(".")
    }

    /// The number of the next figure.
    pub fn figure(&mut self) -> u32 {
        self.figures += 1;
        self.figures
    }

    /// The number of the next table.
    pub fn table(&mut self) -> u32 {
        self.tables += 1;
        self.tables
    }
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn sections_without_a_number_leave_no_gap() {
        let mut numbers = Numbers::default();
        let headings = [
            (0, true, ""),
            (1, false, ""),
            (2, true, ""),
            (1, true, "1"),
            (2, true, "1.1"),
            (2, false, ""),
            (3, true, ""),
            (2, true, "1.2"),
            (0, true, ""),
            (1, true, "2"),
            (3, true, "2.0.1"),
        ];
        for (level, numbered, number) in headings {
            assert_eq!(numbers.heading(level, numbered), number);
        }
    }
}
