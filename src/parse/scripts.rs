//! Words → the raised and lowered parts in them, as pandoc writes them: `H~2~O`, `x^2^`.
//!
//! The parser knows these signs only around whole words, so those inside words are found here.

use std::ops::Range;

/// The longest part that is raised or lowered: `10^-12^`, `CO~2(aq)~`.
const LONGEST: usize = 16;

/// A part of a word.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its bytes, with its signs.
    pub range: Range<usize>,
    /// `^` raises, `~` lowers.
    pub sign: u8,
}

/// The raised and lowered parts in `text`, in order.
pub(super) fn find(text: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = text[from..].find(['^', '~']).map(|at| from + at) {
        let sign = bytes[at];
        from = at + 1;
        let before = text[..at].chars().next_back();
        // `10~20` is a range, `~/bin` a path.
        let opens = before.is_some_and(|c| match sign {
            b'~' => c.is_alphabetic() || ")]".contains(c),
            _ => c.is_alphanumeric() || ")]".contains(c),
        });
        let window = &bytes[from..bytes.len().min(from + LONGEST + 1)];
        let Some(length) = window.iter().position(|byte| *byte == sign) else { continue };
        let Some(inside) = text.get(from..from + length) else { continue };
        let after = text[from + length + 1..].chars().next();
        let sound = !inside.is_empty()
            && inside.chars().all(|c| c.is_alphanumeric() || "+-−±,.()*=".contains(c))
            && inside.contains(char::is_alphanumeric);
        if opens && sound && !(sign == b'~' && after.is_some_and(|c| c.is_ascii_digit())) {
            from += length + 1;
            found.push(Part { range: at..from, sign });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::find;

    fn parts(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|part| &text[part.range]).collect()
    }

    #[test]
    fn parts_of_words_are_found() {
        assert_eq!(
            parts("C~6~H~12~O~6~ and 10^-3^ m^2^, the 4^th^"),
            ["~6~", "~12~", "~6~", "^-3^", "^2^", "^th^"]
        );
    }

    #[test]
    fn ranges_paths_and_powers_are_words() {
        for text in ["10~20,30~40", "2^10 and 2^20", "~/bin:~/lib", "a~ b~", "[^a^]", "约10~20个，约30~40个"]
        {
            assert!(parts(text).is_empty(), "{text}");
        }
    }
}
