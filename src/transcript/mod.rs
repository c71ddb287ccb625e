//! What an edition says, as a list of tokens: words, and the marks that say what they are.
//!
//! ```text
//! Manuscript ──────────────────────→ Transcript ─┐
//! finished files → verify's readers → Transcript ┴→ compared, token by token
//! ```
//!
//! [`of`] writes down what the manuscript says; [`crate::verify`] does the same with finished files.
//! [`common`] is the part that even plain text can say, and [`digest`] its fingerprint, which every
//! edition carries.

mod cell;
mod common;
mod digest;
mod manuscript;
mod writer;

pub use cell::{Heads, cell_mark};
pub use common::{CodeTokens, Form, common, common_with_code, marks};
pub use digest::{NAMESPACE, PROPERTY, digest, fingerprint};
pub use manuscript::{caption_says, of, repeats};
pub use writer::{Point, Writer, is_one_word, is_shown, seen, words};

/// What an edition says: the lines of the front, the contents and lists as far as they are shown, the
/// text, then each note behind its mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transcript {
    text: String,
    tokens: Vec<Token>,
}

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token {
    kind: Kind,
    /// Whether a blank stands before it.
    blank: bool,
    /// One past the last byte of its text; the first is where the token before it ends.
    end: u32,
    place: Place,
}

/// Where a token stands, as the one who read it counts: a block of the manuscript; a page; a line; a
/// file and a byte of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, where there are several.
    pub file: u32,
    /// The block, page, line or byte.
    pub at: u32,
}

/// A token, as it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<'t> {
    /// What it is.
    pub kind: Kind,
    /// Its word, or what the mark says.
    pub text: &'t str,
    /// Whether a blank stands before it.
    pub blank: bool,
    /// Where it stands.
    pub place: Place,
}

/// What a token is, and what its text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A word, or a single sign.
    Word,
    /// The beginning of a heading of the text: its level, 0 for a part.
    Heading,
    /// The beginning of a heading in a quotation, a list or a note, whose level only sets its looks.
    HeadingWithin,
    /// The beginning of a list: `bullets`, `numbers` or `terms`.
    List,
    /// Its end.
    EndList,
    /// The beginning of an item: its ordinal as printed; nothing for a bullet; `[x]` or `[ ]` for a task.
    Item,
    /// The beginning of what is set apart among words.
    On(Look),
    /// Its end.
    Off(Look),
    /// A reference to a note: its mark.
    NoteMark,
    /// The beginning of a note: its mark.
    Note,
    /// The beginning of a link.
    Link,
    /// The end of a link: where it leads, `#name` for a place in the book.
    EndLink,
    /// A picture among words: its alternative text.
    Image,
    /// The beginning of a figure: its alternative text.
    Figure,
    /// The beginning of a figure whose caption says what its alternative text would.
    FigureSaid,
    /// The end of a figure, behind its caption.
    EndFigure,
    /// The beginning of a table.
    Table,
    /// The beginning of a row.
    Row,
    /// The beginning of a cell of the head: what [`cell_mark`] says of it.
    HeadCell,
    /// The beginning of a cell of the body: what [`cell_mark`] says of it.
    Cell,
    /// A table's cell as plain text reads it: with the head of its column.
    Field,
    /// The end of a table.
    EndTable,
    /// A line of code, to the letter.
    CodeLine,
    /// A break between scenes.
    Break,
    /// The beginning of a formula: its TeX.
    Math,
    /// Its end.
    EndMath,
    /// The beginning of an entry of the contents or of a list.
    Entry,
}

/// How words are set apart among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum Look {
    Emphasis,
    Strong,
    Strike,
    Subscript,
    Superscript,
    Code,
}

impl Kind {
    /// The name of the mark, as people are told of it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Heading | Self::HeadingWithin => "heading",
            Self::List => "list",
            Self::EndList => "end of list",
            Self::Item => "item",
            Self::On(look) => look.name(),
            Self::Off(look) => look.end(),
            Self::NoteMark => "mark of note",
            Self::Note => "note",
            Self::Link => "link",
            Self::EndLink => "link to",
            Self::Image => "picture",
            Self::Figure | Self::FigureSaid => "figure",
            Self::EndFigure => "end of figure",
            Self::Table => "table",
            Self::Row => "row",
            Self::HeadCell => "head cell",
            Self::Cell | Self::Field => "cell",
            Self::EndTable => "end of table",
            Self::CodeLine => "code",
            Self::Break => "break",
            Self::Math => "formula",
            Self::EndMath => "end of formula",
            Self::Entry => "entry",
        }
    }
}

impl Look {
    fn name(self) -> &'static str {
        match self {
            Self::Emphasis => "emphasis",
            Self::Strong => "strong",
            Self::Strike => "struck",
            Self::Subscript => "subscript",
            Self::Superscript => "superscript",
            Self::Code => "code",
        }
    }

    fn end(self) -> &'static str {
        match self {
            Self::Emphasis => "end of emphasis",
            Self::Strong => "end of strong",
            Self::Strike => "end of struck",
            Self::Subscript => "end of subscript",
            Self::Superscript => "end of superscript",
            Self::Code => "end of code",
        }
    }
}

impl Transcript {
    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// A token by its place in the transcript.
    ///
    /// # Panics
    ///
    /// There is none.
    pub fn get(&self, index: usize) -> Said<'_> {
        let token = self.tokens[index];
        let start = index.checked_sub(1).map_or(0, |before| self.tokens[before].end);
        let text = &self.text[start as usize..token.end as usize];
        Said { kind: token.kind, text, blank: token.blank, place: token.place }
    }

    /// All tokens, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Said<'_>> + ExactSizeIterator {
        (0..self.tokens.len()).map(|index| self.get(index))
    }

    /// How many tokens are of a `kind`.
    pub fn count(&self, kind: Kind) -> usize {
        self.tokens.iter().filter(|token| token.kind == kind).count()
    }

    /// How many words there are, without single signs.
    pub fn words(&self) -> usize {
        let is_word = |said: &Said| said.kind == Kind::Word && said.text.contains(char::is_alphanumeric);
        self.iter().filter(is_word).count()
    }
}
