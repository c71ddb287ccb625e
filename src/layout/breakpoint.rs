//! A place where a line may end, at what price.

/// A place where a line may end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Breakpoint {
    /// The glyph before which the line's content ends; blanks at the end are cut off.
    pub end: u32,
    /// The glyph with which the next line starts.
    pub start: u32,
    /// The byte before which the line's content ends.
    pub end_byte: u32,
    /// The byte with which the next line starts.
    pub start_byte: u32,
    /// Its price, added to the line's badness.
    pub penalty: i32,
    /// What kind it is.
    pub kind: BreakKind,
    /// By how much the line grows as its end is shaped anew, with the hyphen if there is one.
    pub end_change: i32,
    /// By how much the next line grows as its beginning is shaped anew.
    pub start_change: i32,
    /// How far the line's last sign stands out into the margin.
    pub end_hang: i32,
    /// How far the next line's first sign stands out into the margin.
    pub start_hang: i32,
}

/// The kinds of breakpoints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum BreakKind {
    /// Between words, or between characters of scripts without blanks.
    #[default]
    Plain,
    /// Inside a word: a hyphen is added.
    Hyphen,
    /// After a hyphen that is there.
    AfterHyphen,
    /// The line must end here.
    Forced,
    /// The end of the paragraph.
    End,
}

impl BreakKind {
    /// Whether the eye sees a hyphen at the line's end.
    pub fn is_hyphen(self) -> bool {
        matches!(self, Self::Hyphen | Self::AfterHyphen)
    }
}
