//! Elements of the tag tree.

use lopdf::ObjectId;

use crate::backend::pdf::marks::Area;
use crate::model::Spans;

/// An element of the tag tree.
#[derive(Clone, Debug)]
pub(in crate::backend::pdf) struct Element {
    /// What it is.
    pub kind: Kind,
    /// What is said in its place to those who do not see it.
    pub alternative: Option<String>,
    /// The language of its words, where it is another one than around it.
    pub language: Option<String>,
    /// Its name in the file.
    pub id: Option<String>,
    /// What it covers: its page, and where on it.
    pub area: Option<(usize, Area)>,
    /// What belongs to it, in the order of reading.
    pub kids: Vec<Kid>,
}

/// What belongs to an element.
#[derive(Clone, Debug)]
pub(in crate::backend::pdf) enum Kid {
    /// Another element.
    Element(Box<Element>),
    /// A sequence of a page.
    Sequence(Place),
    /// A link's annotation.
    Annotation(Annotation),
}

/// A sequence of a page, by its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::backend::pdf) struct Place {
    pub page: usize,
    pub sequence: usize,
}

/// A link's annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::backend::pdf) struct Annotation {
    pub page: usize,
    pub id: ObjectId,
    /// Its key in the tree of parents.
    pub key: i64,
}

/// The kinds of elements (ISO 32000-1, 14.8.4), and a few of our own, which stand for one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::backend::pdf) enum Kind {
    Document,
    Part,
    Section,
    /// A figure, a table or code with its caption.
    Group,
    Aside,
    Abstract,
    Title,
    /// 1 to 6.
    Heading(u8),
    Paragraph,
    ThematicBreak,
    Quote,
    /// A list, and how its items are counted.
    List(Numbering),
    Item,
    Label,
    ItemBody,
    Code,
    CodeBlock,
    CodeLine,
    Table,
    TableHead,
    TableBody,
    Row,
    /// The head of columns or rows, and how many it spans.
    HeadCell(Heads, Spans),
    Cell(Spans),
    Figure,
    /// A picture among words.
    InlineFigure,
    Caption,
    Note,
    Reference,
    Link,
    Contents,
    ContentsItem,
    Formula,
    FormulaBlock,
    Emphasis,
    Strong,
    Strike,
    Subscript,
    Superscript,
    /// Words with a reading above them.
    Ruby,
    RubyBase,
    Reading,
    /// The words that stand in for a picture that is missing.
    Missing,
    /// The same in the place of a figure.
    MissingFigure,
    /// A link that leads nowhere.
    Span,
}

/// How the items of a list are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::backend::pdf) enum Numbering {
    None,
    Disc,
    Decimal,
}

/// Of what a cell is the head (ISO 32000-1, table 349, `Scope`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::backend::pdf) enum Heads {
    Columns,
    Rows,
    /// What follows it in its rows and what stands below: a group of rows.
    Both,
}

/// The names of our own, and what they stand for in PDF 1.7. PDF 2.0 knows most of them itself.
pub(super) const ROLES: [(&str, &str); 10] = [
    ("Aside", "Div"),
    ("Abstract", "Sect"),
    ("Em", "Span"),
    ("Missing", "Span"),
    ("Strong", "Span"),
    ("Sub", "Span"),
    ("Subscript", "Span"),
    ("Superscript", "Span"),
    ("ThematicBreak", "P"),
    ("Title", "P"),
];

impl Kind {
    /// The name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Part => "Part",
            Self::Section => "Sect",
            Self::Group => "Div",
            Self::Aside => "Aside",
            Self::Abstract => "Abstract",
            Self::Title => "Title",
            Self::Heading(0 | 1) => "H1",
            Self::Heading(2) => "H2",
            Self::Heading(3) => "H3",
            Self::Heading(4) => "H4",
            Self::Heading(5) => "H5",
            Self::Heading(_) => "H6",
            Self::Paragraph => "P",
            Self::ThematicBreak => "ThematicBreak",
            Self::Quote => "BlockQuote",
            Self::List(_) => "L",
            Self::Item => "LI",
            Self::Label => "Lbl",
            Self::ItemBody => "LBody",
            Self::Code | Self::CodeBlock => "Code",
            Self::CodeLine => "Sub",
            Self::Table => "Table",
            Self::TableHead => "THead",
            Self::TableBody => "TBody",
            Self::Row => "TR",
            Self::HeadCell(..) => "TH",
            Self::Cell(_) => "TD",
            Self::Figure | Self::InlineFigure => "Figure",
            Self::Caption => "Caption",
            Self::Note => "Note",
            Self::Reference => "Reference",
            Self::Link => "Link",
            Self::Contents => "TOC",
            Self::ContentsItem => "TOCI",
            Self::Formula | Self::FormulaBlock => "Formula",
            Self::Emphasis => "Em",
            Self::Strong => "Strong",
            Self::Subscript => "Subscript",
            Self::Superscript => "Superscript",
            Self::Ruby => "Ruby",
            Self::RubyBase => "RB",
            Self::Reading => "RT",
            Self::Missing | Self::MissingFigure => "Missing",
            Self::Strike | Self::Span => "Span",
        }
    }
}

impl Element {
    /// An element with `kids`.
    pub fn new(kind: Kind, kids: Vec<Kid>) -> Self {
        Self { kind, alternative: None, language: None, id: None, area: None, kids }
    }

    /// The same as something that belongs to another; nothing if it holds nothing.
    pub fn unless_empty(self) -> Option<Kid> {
        (!self.kids.is_empty()).then(|| self.into())
    }
}

impl From<Element> for Kid {
    fn from(element: Element) -> Self {
        Self::Element(Box::new(element))
    }
}

#[cfg(test)]
mod tests {
    use super::Kid;

    /// Most elements hold one sequence; a long document has a million of them.
    #[test]
    fn what_belongs_to_an_element_takes_little_room() {
        assert!(size_of::<Kid>() <= 32);
    }
}
