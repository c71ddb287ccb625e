//! What the lines of a paragraph are set from.

use std::collections::BTreeMap;

use super::edges::Edges;
use super::line_shape::Shape;
use super::shape::Shaper;
use super::shaped::Shaped;
use super::text::StyledText;
use crate::model::{Direction, Part};
use crate::style::{Align, ParagraphRules, Role};

/// What all lines of a paragraph share.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub text: &'a StyledText,
    pub shaped: &'a Shaped,
    pub edges: &'a BTreeMap<u32, Edges>,
    pub shaper: &'a Shaper<'a>,
    pub rules: &'a ParagraphRules,
    pub shape: Shape,
    pub align: Align,
    /// The side from which lines start.
    pub side: Direction,
    pub part: Option<Part>,
    pub role: Role,
}
