//! What a language is made of, as far as its look needs it.

use crate::model::TokenKind;

/// A language.
pub(super) struct Grammar {
    /// The words after a fence that mean it, in small letters.
    pub names: &'static [&'static str],
    /// What begins a comment that ends with its line. A `#` counts only where no word is before it.
    pub comments: &'static [&'static str],
    /// What begins and ends a comment, and whether such comments nest.
    pub blocks: &'static [[&'static str; 2]],
    pub nests: bool,
    /// Strings, longer beginnings first.
    pub quotes: &'static [Quote],
    /// What `'` means.
    pub tick: Tick,
    /// Known words, with blanks between them.
    pub keywords: &'static str,
    pub types: &'static str,
    pub values: &'static str,
    pub functions: &'static str,
    /// Whether capitals count in known words.
    pub any_case: bool,
    /// Whether words that begin with a capital are types.
    pub capitals: bool,
    /// Whether a word before `(` is a function.
    pub calls: bool,
    /// Whether a word before `!` is a macro.
    pub bangs: bool,
    /// Signs that begin a word, and what they make of it.
    pub signs: &'static [(char, TokenKind)],
    /// What is said about the code, between brackets.
    pub brackets: &'static [[&'static str; 2]],
    /// Whether a line in brackets heads a section.
    pub sections: bool,
    /// Letters in words beside the usual ones.
    pub letters: &'static str,
    /// The sign behind a value's name.
    pub keys: Keys,
}

/// A kind of string.
pub(super) struct Quote {
    pub open: &'static str,
    pub close: &'static str,
    /// Whether a backslash takes the next letter's meaning.
    pub escapes: bool,
    /// Whether it may go over a line's end.
    pub lines: bool,
}

/// What `'` means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tick {
    /// What the table of strings says, or nothing.
    Plain,
    /// One letter between two of them; a lifetime, a label or a prime otherwise.
    Letter,
}

/// The sign behind a value's name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    None,
    /// Anywhere in a line.
    Anywhere(char),
    /// Behind a line's first word; a colon only with a blank behind it.
    First(char),
}

/// A string within its line, with escapes.
pub(super) const fn short(quote: &'static str) -> Quote {
    Quote { open: quote, close: quote, escapes: true, lines: false }
}

/// A string that may go over line ends, with escapes.
pub(super) const fn long(quote: &'static str) -> Quote {
    Quote { open: quote, close: quote, escapes: true, lines: true }
}

/// A string in which every letter is itself.
pub(super) const fn raw(open: &'static str, close: &'static str) -> Quote {
    Quote { open, close, escapes: false, lines: true }
}

/// A language of nothing, to begin from.
pub(super) const BARE: Grammar = Grammar {
    names: &[],
    comments: &[],
    blocks: &[],
    nests: false,
    quotes: &[short("\"")],
    tick: Tick::Plain,
    keywords: "",
    types: "",
    values: "",
    functions: "",
    any_case: false,
    capitals: false,
    calls: true,
    bangs: false,
    signs: &[],
    brackets: &[],
    sections: false,
    letters: "",
    keys: Keys::None,
};

/// A language with the signs of C.
pub(super) const LIKE_C: Grammar = Grammar {
    comments: &["//"],
    blocks: &[["/*", "*/"]],
    quotes: &[short("\""), short("'")],
    signs: &[('@', TokenKind::Meta)],
    values: "true false null",
    capitals: true,
    ..BARE
};

/// A language with the signs of a shell.
pub(super) const LIKE_SHELL: Grammar =
    Grammar { comments: &["#"], quotes: &[short("\""), short("'")], values: "true false", ..BARE };
