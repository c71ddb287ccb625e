//! Code in a block of its own.

use std::ops::Range;

use super::Stage;

/// Code, kept to the letter.
#[derive(Clone, Debug, PartialEq)]
pub struct Code<S: Stage> {
    /// The first word after the fence, cut to `[A-Za-z0-9+#._-]`; empty if there is none.
    pub language: String,
    /// The lines, each ended by LF but the last.
    pub text: String,
    /// The number of its first line: `{.numbers}`, `{.numbers start=10}`. `Resolved`: also 1 where
    /// the settings ask for numbers. `None` where lines are not numbered.
    pub first_line: Option<u32>,
    /// `Resolved`: what its words are, in order, without overlap; empty where the language is
    /// unknown.
    pub tokens: Vec<Token>,
    /// What stands before the caption. `Resolved`: `None`, since it is the caption's beginning there.
    pub head: Option<ListingHead>,
    /// A caption (`<Listing caption="…">`), or empty.
    pub caption: S::Text,
}

/// What a listing says of itself besides its caption: `<Listing file-name="src/main.rs" number="1-2">`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingHead {
    /// The file that it is from, or empty.
    pub file: String,
    /// The author's number for it, or empty.
    pub number: String,
}

impl<S: Stage> Code<S> {
    /// Code without numbers, looks and caption.
    pub fn new(language: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            language: language.into(),
            text: text.into(),
            first_line: None,
            tokens: Vec::new(),
            head: None,
            caption: S::Text::default(),
        }
    }
}

/// A stretch of code that is set apart by its look. It never holds a line's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The bytes of [`Code::text`].
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// What a stretch of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenKind {
    /// `// words`
    Comment,
    /// `while`
    Keyword,
    /// `"words"`
    String,
    /// `42`, `true`
    Number,
    /// `Vec`, `int`
    Type,
    /// `print(`
    Function,
    /// The name of a value: a key of TOML or JSON, an attribute of HTML.
    Key,
    /// What is said about the code: `#[derive]`, `@decorator`, `#include`, a prompt.
    Meta,
    /// What is typed at a prompt.
    Typed,
    /// A line that a patch adds.
    Added,
    /// A line that a patch takes away.
    Removed,
}

impl TokenKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Comment,
        Self::Keyword,
        Self::String,
        Self::Number,
        Self::Type,
        Self::Function,
        Self::Key,
        Self::Meta,
        Self::Typed,
        Self::Added,
        Self::Removed,
    ];

    /// Its name, as a theme has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Keyword => "keyword",
            Self::String => "string",
            Self::Number => "number",
            Self::Type => "type",
            Self::Function => "function",
            Self::Key => "key",
            Self::Meta => "meta",
            Self::Typed => "typed",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}
