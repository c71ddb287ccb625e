//! Text that has been shaped: its glyphs with their places in it.

use super::Sp;
use crate::font::FaceId;

/// A glyph as large as its look has it, in thousandths.
pub(super) const WHOLE: u16 = 1000;

/// A glyph with its place in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ShapedGlyph {
    pub id: u16,
    pub face: FaceId,
    /// The look, as an index into [`StyledText::looks`](super::text::StyledText::looks).
    pub look: u32,
    /// The direction: odd levels run from right to left (UAX #9).
    pub level: u8,
    /// Whether the text has to be shaped anew if a line ends before it: its shape hangs on what
    /// stands before.
    pub unsafe_before: bool,
    /// The byte at which its cluster starts.
    pub cluster: u32,
    pub advance: i32,
    pub x_offset: i32,
    pub y_offset: i32,
    /// Its size, in thousandths of its look's.
    pub zoom: u16,
    /// Whether it is drawn for what is written.
    pub drawn: Drawn,
}

/// What a stretch of text is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    AsWritten,
    /// By other characters, or in part.
    Otherwise,
    /// By a sign that stands in for it.
    StandIn,
}

/// A text, shaped.
#[derive(Clone, Debug, Default)]
pub(super) struct Shaped {
    /// In reading order by cluster; within a cluster as seen from left to right.
    pub glyphs: Vec<ShapedGlyph>,
    /// Whether the paragraph reads from right to left.
    pub right_to_left: bool,
}

impl ShapedGlyph {
    /// The advance as a length.
    pub fn advance(&self) -> Sp {
        Sp(i64::from(self.advance))
    }

    /// Draws it in `thousandths` of the size that it has.
    pub(super) fn zoom(&mut self, thousandths: u16) {
        let scaled = |value: i32| (i64::from(value) * i64::from(thousandths) / i64::from(WHOLE)) as i32;
        self.zoom = scaled(i32::from(self.zoom)) as u16;
        self.advance = scaled(self.advance);
        self.x_offset = scaled(self.x_offset);
        self.y_offset = scaled(self.y_offset);
    }
}
