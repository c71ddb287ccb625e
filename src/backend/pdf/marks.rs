//! Marked content: which items of a page stand together in the tag tree, and which only decorate.

use crate::layout::{Item, ItemKind, Page, Sp};
use crate::model::{Origin, Part, SpanId};
use crate::style::Role;

/// Items that follow each other and belong to one element of the tag tree. Its number on the page
/// is its place among the page's sequences (the MCID of ISO 32000-1, 14.7.4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sequence {
    /// Where its first item comes from.
    pub origin: Origin,
    /// What it covers, if it is a picture.
    pub area: Option<Area>,
}

/// A box on a page as it is read, from the top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub left: Sp,
    pub top: Sp,
    pub width: Sp,
    pub height: Sp,
}

/// What is to be said of an item in the page's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Words of a text, or of a span in it.
    Words(Part, SpanId),
    /// A picture.
    Picture(Origin),
    /// What is not read aloud.
    Artifact(Artifact),
}

/// The kinds of what is not read aloud (ISO 32000-1, 14.8.2.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Artifact {
    /// A running head or page number at the top.
    Header,
    /// The same at the foot.
    Footer,
    /// The head of a table, where it goes on.
    Repeated,
    /// Rules, shades, leaders, numbers of lines, a half title.
    Layout,
}

impl Mark {
    /// The mark of an item; `None` for a link, which is no content.
    pub fn of(item: &Item, page: &Page) -> Option<Self> {
        Some(match (&item.kind, item.origin) {
            (ItemKind::Link(_), _) => return None,
            (ItemKind::Glyphs(_), Some(origin)) => Self::Words(origin.part, origin.span),
            (ItemKind::Picture(_), Some(origin)) => Self::Picture(origin),
            (ItemKind::Fill(_), _) | (_, None) => Self::Artifact(Artifact::of(item, page)),
        })
    }
}

impl Artifact {
    fn of(item: &Item, page: &Page) -> Self {
        match (item.role, &item.kind) {
            (Role::RunningHead | Role::Folio, _) if item.y.0 * 2 < page.height.0 => Self::Header,
            (Role::RunningHead | Role::Folio, _) => Self::Footer,
            (Role::TableHead, ItemKind::Glyphs(_)) => Self::Repeated,
            _ => Self::Layout,
        }
    }

    /// Its properties, as they stand behind the tag.
    pub fn properties(self) -> &'static str {
        match self {
            Self::Header => "<</Type/Pagination/Subtype/Header/Attached[/Top]>>",
            Self::Footer => "<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>",
            Self::Repeated => "<</Type/Pagination>>",
            Self::Layout => "<</Type/Layout>>",
        }
    }
}
