//! How text looks on pages.

use super::Sp;
use super::forms::{Form, Forms};
use crate::model::SpanId;
use crate::style::{Colour, Face, Style};

/// How a stretch of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// The cut it is set in.
    pub face: Face,
    /// Its size.
    pub size: Sp,
    /// How far its baseline rises.
    pub rise: Sp,
    /// Its ink.
    pub colour: Colour,
    /// Whether a line goes through it.
    pub struck: bool,
    /// Which forms of its letters and figures are set.
    pub forms: Forms,
    /// Code and addresses: no hyphen of ours; lines end at their own signs.
    pub verbatim: bool,
    /// The link it belongs to, as an index into [`StyledText::links`].
    pub link: Option<u32>,
    /// The innermost span around it that is tagged.
    pub span: SpanId,
}

/// The look of a role's text at `body` size, the size of running text.
pub(super) fn look(style: &Style, body: Sp) -> Look {
    Look {
        face: style.face,
        size: body.times(style.size),
        rise: Sp(0),
        colour: style.colour,
        struck: false,
        forms: Forms { figures: style.figures, capitals: style.capitals, form: Form::Plain },
        verbatim: false,
        link: None,
        span: SpanId::WHOLE,
    }
}
