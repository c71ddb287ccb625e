//! Where blocks stand: the margins, and what holds inside lists.

/// The least columns of text; nesting does not indent any further than leaves so many.
const LEAST_MEASURE: usize = 24;

/// The place that a block is set in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// Columns left free on the left.
    pub(super) left: usize,
    /// One past the last column.
    pub(super) right: usize,
    /// Whether paragraphs and lists stand without blank lines between them.
    pub(super) spacing: Spacing,
    /// How many bullet lists it is inside of.
    pub(super) bullets: usize,
    /// How many lists of any kind it is inside of, quotes and the like starting anew.
    pub(super) lists: usize,
    /// Whether it stands within a quotation, a list, a note or the like.
    pub(super) within: bool,
}

/// How the blocks of an item follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spacing {
    /// With blank lines.
    Loose,
    /// Without.
    Tight,
}

impl Frame {
    /// The whole page, `width` columns.
    pub(super) fn page(width: usize) -> Self {
        Self { left: 0, right: width, spacing: Spacing::Loose, bullets: 0, lists: 0, within: false }
    }

    /// The columns of a line.
    pub(super) fn measure(&self) -> usize {
        self.right - self.left
    }

    /// The same, standing in by `left` and `right` columns as far as there is room.
    pub(super) fn inset(mut self, left: usize, right: usize) -> Self {
        let room = self.measure().saturating_sub(LEAST_MEASURE);
        let left = left.min(room);
        self.left += left;
        self.right -= right.min(room - left);
        self
    }

    /// The same for blocks of a new kind of text inside: lists start anew there.
    pub(super) fn loose(mut self) -> Self {
        self.spacing = Spacing::Loose;
        self.lists = 0;
        self.within = true;
        self
    }
}
