//! Boxes: what is set as one piece among words.

use super::Sp;
use super::draft::Draft;
use super::pages::{Item, ItemKind, Picture};
use crate::style::Role;

/// A box, as in TeX: it stands on the baseline of a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct LineBox {
    /// How much of the line it takes.
    pub width: Sp,
    /// How far it reaches above the baseline.
    pub height: Sp,
    /// How far it reaches below the baseline.
    pub depth: Sp,
    /// What is in it, from its left end on the baseline.
    pub items: Vec<Item<Draft>>,
}

impl LineBox {
    /// A picture, on the baseline.
    pub fn picture(picture: Picture) -> Self {
        let (width, height) = (picture.width, picture.height);
        let kind = ItemKind::Picture(picture).into();
        let item = Item { x: Sp(0), y: Sp(-height.0), origin: None, role: Role::Body, kind };
        Self { width, height, depth: Sp(0), items: vec![item] }
    }
}
