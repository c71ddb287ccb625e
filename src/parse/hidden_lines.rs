//! Code as written → its lines that are shown: mdBook keeps some for the compiler alone.
//!
//! As in mdBook (`hide_lines.rs`): in a book, lines of Rust that are `#` or begin with `# ` are hidden, and
//! a line that begins with `##` loses one of them. In other languages the lines are hidden that begin with
//! a prefix: the one of the fence, `python,hidelines=~`, else the one that `book.toml` gives the language.
//! Outside of a book only a fence's own prefix hides lines.

use crate::source::Sources;

/// What is hidden in the code of a document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct HiddenLines<'s> {
    /// The book; `None` for a document that is none.
    book: Option<&'s Sources>,
}

/// Which lines of a block of code are hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Hides<'w> {
    /// Those that Rust's documentation hides.
    Rust,
    /// Those that begin with the prefix.
    Prefix(&'w str),
}

impl<'s> HiddenLines<'s> {
    /// What is hidden in the code of `sources`.
    pub fn of(sources: &'s Sources) -> Self {
        Self { book: sources.is_book().then_some(sources) }
    }

    /// Which lines are hidden of a block that is announced by `words`; `None` if none are.
    pub fn hides<'w>(&self, words: &'w str) -> Option<Hides<'w>>
    where
        's: 'w,
    {
        let mut words = words.split([' ', '\t', ',', '{', '}']).filter(|word| !word.is_empty());
        let first = words.next().unwrap_or_default();
        let language = first.strip_prefix('.').unwrap_or(first);
        if language == "rust" && self.book.is_some() {
            return Some(Hides::Rust);
        }
        let own = std::iter::once(first).chain(words).find_map(|word| word.strip_prefix("hidelines="));
        let own = own.map(|prefix| prefix.trim_matches(['"', '\'']));
        let of_book = || self.book.and_then(|book| book.hidelines.get(language)).map(String::as_str);
        own.or_else(of_book).filter(|prefix| !prefix.is_empty()).map(Hides::Prefix)
    }
}

impl Hides<'_> {
    /// The lines of `code` that are shown.
    pub fn shown(&self, code: &str) -> String {
        let lines = code.split_inclusive('\n').filter_map(|line| self.line(line));
        let mut shown: String = lines.fold(String::new(), |shown, (blanks, rest)| shown + blanks + rest);
        // The last line has no end of its own.
        if shown.ends_with('\n') && !code.ends_with('\n') {
            shown.pop();
        }
        shown
    }

    /// The blanks and the rest of a line as it is shown; `None` if it is hidden.
    fn line<'l>(&self, line: &'l str) -> Option<(&'l str, &'l str)> {
        let rest = line.trim_start_matches(|c: char| c != '\n' && c.is_whitespace());
        let blanks = &line[..line.len() - rest.len()];
        let hidden = match self {
            Self::Rust => match rest.strip_prefix('#') {
                Some(after) if after.starts_with('#') => return Some((blanks, after)),
                Some(after) => after.is_empty() || after.starts_with([' ', '\n']),
                None => false,
            },
            Self::Prefix(prefix) => rest.starts_with(prefix),
        };
        (!hidden).then_some((blanks, rest))
    }
}

#[cfg(test)]
mod tests {
    use super::{HiddenLines, Hides};

    #[test]
    fn lines_of_rust_are_hidden_as_in_mdbook() {
        let cases = [
            ("# fn main() {\nlet x = 5;\n# }", "let x = 5;"),
            ("#\na\n  # b\n  ## c\nd", "a\n  # c\nd"),
            ("#[attr]\n#![attr]\n#!/bin\n#x\n#\tx", "#[attr]\n#![attr]\n#!/bin\n#x\n#\tx"),
            ("##[attr]\n### x", "#[attr]\n## x"),
            ("a # b\n\n# c\n\nd", "a # b\n\n\nd"),
            ("# a\n#", ""),
        ];
        for (code, shown) in cases {
            assert_eq!(Hides::Rust.shown(code), shown, "{code}");
        }
    }

    #[test]
    fn a_fence_may_name_a_prefix() {
        let none = HiddenLines::default();
        assert_eq!(none.hides("rust"), None);
        assert_eq!(none.hides("python,hidelines=!!!"), Some(Hides::Prefix("!!!")));
        assert_eq!(none.hides("{.python hidelines=\"~\"}"), Some(Hides::Prefix("~")));
        assert_eq!(none.hides("python,hidelines="), None);
        assert_eq!(Hides::Prefix("~").shown("~a\nb ~\n  ~c\n~"), "b ~");
    }
}
