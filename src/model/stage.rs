//! The two stages of a document, and the six holes in which they differ.

use std::fmt::Debug;

use super::{Inline, Run};

/// A stage of the document on its way to the backends.
pub trait Stage: Clone + Debug + PartialEq + 'static {
    /// The text of a block.
    type Text: Clone + Debug + Default + PartialEq;
    /// The name a place is reached by.
    type Anchor: Clone + Debug + PartialEq;
    /// What is printed in front: a heading's number, a figure's label, a note's mark.
    type Label: Clone + Debug + PartialEq;
    /// A reference to a note.
    type Note: Clone + Debug + PartialEq;
    /// Where a link leads.
    type Target: Clone + Debug + PartialEq;
    /// A picture's data.
    type Picture: Clone + Debug + PartialEq;
}

/// As the author typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parsed;

impl Stage for Parsed {
    type Text = Vec<Inline<Parsed>>;
    /// The name the author gave, `{#name}`, if any.
    type Anchor = Option<String>;
    type Label = ();
    /// The note's label, `[^label]`.
    type Note = String;
    /// The address as written, `<other.md#part>`.
    type Target = String;
    /// The path as written.
    type Picture = String;
}

/// With every decision made that the editions share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved;

impl Stage for Resolved {
    type Text = Run;
    type Anchor = Anchor;
    /// The words as printed (`2.3`, `Figure 4`, `iv.`), or empty for none.
    type Label = String;
    type Note = NoteMark;
    type Target = Target;
    /// The picture, or `None` if it is missing or broken (which has been reported): its
    /// alternative text stands in its place.
    type Picture = Option<AssetId>;
}

/// A name that is unique in the document and valid as an XML name, `getting-started-2`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor(pub String);

/// A reference to a note in [`Document::notes`](super::Document::notes).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteMark {
    /// Which note.
    pub note: usize,
    /// Which of the references to that note this is, from 0 in reading order.
    pub occurrence: usize,
    /// The note's label, `5`.
    pub label: String,
    /// How it is kept apart from the characters beside it.
    pub apart: Apart,
}

/// How a reference to a note is kept apart from the characters beside it, so that it is not read as
/// a part of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Apart {
    /// `word[^a]`: it needs nothing.
    #[default]
    Nothing,
    /// `[^a][^b]`: a comma stands between two references, raised as they are.
    Comma,
    /// `10^2^[^a]`, `1984[^a]`: in brackets, as it would be read as part of a number or a formula.
    Brackets,
}

impl NoteMark {
    /// What stands before the reference, raised as it is, and is no part of it.
    pub fn before(&self) -> &'static str {
        match self.apart {
            Apart::Comma => ",",
            Apart::Nothing | Apart::Brackets => "",
        }
    }

    /// The reference as print shows it, `5` or `[5]`.
    pub fn shown(&self) -> String {
        match self.apart {
            Apart::Brackets => format!("[{}]", self.label),
            Apart::Nothing | Apart::Comma => self.label.clone(),
        }
    }
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A place in this document.
    Anchor(Anchor),
    /// An address outside: `https`, `http`, `mailto`, `tel`, `ftp`.
    Address(String),
    /// Nowhere: the target is unknown or unsafe, which has been reported. The words stay.
    Nowhere,
}

/// A picture among the manuscript's assets, by its index there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssetId(pub usize);
