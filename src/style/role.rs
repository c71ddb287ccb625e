//! Roles: the parts that pieces of text play, each with its style.

use super::{Capitals, Em, Figures, Lines};

/// The part a piece of text plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The document's title.
    Title,
    /// Its subtitle.
    Subtitle,
    /// Who wrote it.
    Author,
    /// Where they work, the date, the publisher, the rights.
    Imprint,
    /// A book's part.
    Part,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Running text.
    Body,
    /// Quoted text.
    Quote,
    /// Code in a block of its own.
    Code,
    /// Words under a figure or above a table.
    Caption,
    /// A note's text.
    Note,
    /// A cell of a table's head.
    TableHead,
    /// A cell of a table's body.
    TableCell,
    /// A term that is defined.
    Term,
    /// The title of an admonition.
    AdmonitionTitle,
    /// The text of an admonition.
    Admonition,
    /// A formula in a block of its own.
    Math,
    /// A line of the contents.
    Contents,
    /// The running head.
    RunningHead,
    /// The page number.
    Folio,
}

/// Which kind of face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// For running text.
    Serif,
    /// For headings.
    Sans,
    /// For code.
    Mono,
}

/// A face's cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Face {
    /// Its family.
    pub family: Family,
    /// Bold or semibold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// Where lines stand in their measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Flush on both sides.
    Justify,
    /// Flush left, ragged right.
    Left,
    /// In the middle.
    Centre,
}

/// A shade of grey or a colour, as sRGB parts from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Ink.
    pub const BLACK: Self = Self(0, 0, 0);
}

/// What must stay on one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// May be split, with two lines at least on either side.
    Loose,
    /// Is not split, and stays with what follows it.
    WithNext,
}

/// What plain text does in place of a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plain {
    /// The character of the rule above it.
    pub overline: Option<char>,
    /// The character that underlines it.
    pub underline: Option<char>,
    /// Blank lines before.
    pub before: u8,
    /// Blank lines after.
    pub after: u8,
    /// Columns by which it is indented.
    pub indent: u8,
}

/// How a role looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// The face.
    pub face: Face,
    /// Its figures.
    pub figures: Figures,
    /// Its capitals.
    pub capitals: Capitals,
    /// Its size, in the body's size.
    pub size: Em,
    /// From baseline to baseline, in its own size.
    pub leading: Em,
    /// The ink.
    pub colour: Colour,
    /// Where its lines stand.
    pub align: Align,
    /// Whether words may be divided at line ends.
    pub hyphenate: bool,
    /// Indent of a paragraph's first line that follows another paragraph, in its own size.
    pub indent: Em,
    /// Indent of the whole on the left, in the body's size.
    pub left: Em,
    /// Indent of the whole on the right, in the body's size.
    pub right: Em,
    /// Space before.
    pub before: Lines,
    /// Space after.
    pub after: Lines,
    /// How it stays together.
    pub kept: Kept,
    /// What plain text does.
    pub plain: Plain,
}

/// The style of each role. A role without a style does not compile.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // each field is the role of its name, described there
pub struct Roles {
    pub title: Style,
    pub subtitle: Style,
    pub author: Style,
    pub imprint: Style,
    pub part: Style,
    /// Levels 1 to 6, from index 0.
    pub headings: [Style; 6],
    pub body: Style,
    pub quote: Style,
    pub code: Style,
    pub caption: Style,
    pub note: Style,
    pub table_head: Style,
    pub table_cell: Style,
    pub term: Style,
    pub admonition_title: Style,
    pub admonition: Style,
    pub math: Style,
    pub contents: Style,
    pub running_head: Style,
    pub folio: Style,
}

impl Roles {
    /// The style of `role`. A heading's level is taken as the nearest of 1 to 6.
    pub fn of(&self, role: Role) -> &Style {
        match role {
            Role::Title => &self.title,
            Role::Subtitle => &self.subtitle,
            Role::Author => &self.author,
            Role::Imprint => &self.imprint,
            Role::Part => &self.part,
            Role::Heading(level) => &self.headings[usize::from(level.clamp(1, 6)) - 1],
            Role::Body => &self.body,
            Role::Quote => &self.quote,
            Role::Code => &self.code,
            Role::Caption => &self.caption,
            Role::Note => &self.note,
            Role::TableHead => &self.table_head,
            Role::TableCell => &self.table_cell,
            Role::Term => &self.term,
            Role::AdmonitionTitle => &self.admonition_title,
            Role::Admonition => &self.admonition,
            Role::Math => &self.math,
            Role::Contents => &self.contents,
            Role::RunningHead => &self.running_head,
            Role::Folio => &self.folio,
        }
    }
}
