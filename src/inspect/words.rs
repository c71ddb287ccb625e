//! How numbers and lists are told.

use std::fmt::Write;

/// Lines of a name and what is said of it, in two columns.
#[derive(Default)]
pub(super) struct Told(String);

impl Told {
    /// A line of the summary.
    pub fn line(&mut self, name: &str, what: impl AsRef<str>) {
        let mut lines = what.as_ref().lines();
        let _ = writeln!(self.0, "{name:<12} {}", lines.next().unwrap_or_default());
        for line in lines {
            let _ = writeln!(self.0, "{:<12} {line}", "");
        }
    }

    /// The same, if there is something to say.
    pub fn line_if(&mut self, name: &str, what: Option<String>) {
        if let Some(what) = what.filter(|what| !what.trim().is_empty()) {
            self.line(name, what);
        }
    }

    /// A heading and the lines below it.
    pub fn section(&mut self, title: &str, lines: &str) {
        let _ = write!(self.0, "\n{title}\n{lines}");
    }

    pub fn finish(self) -> String {
        self.0
    }
}

/// `1 page`, `12 pages`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// `12,345`
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// At most `most` characters of a text, in one line.
pub(super) fn beginning(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_texts_cut() {
        assert_eq!([7, 1000, 1_234_567].map(grouped), ["7", "1,000", "1,234,567"]);
        assert_eq!(beginning("a  b\nc", 9), "a b c");
        assert_eq!(beginning("abcdef", 4), "abc…");
    }
}
