//! The laid-out document: items at points.

use std::sync::Arc;

use crate::font::FaceId;
use crate::model::Origin;
use crate::model::{Anchor, AssetId, BlockId, Target};
use crate::style::{Colour, Em, Percent, Pt, Role, Share};

/// A length in scaled points, 1/65536 of a point (1/72 inch): whole numbers, so that every machine
/// agrees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sp(pub i64);

impl Sp {
    /// Scaled points in a point.
    pub const PER_PT: i64 = 65_536;

    /// A length given in points.
    pub fn from_pt(points: Pt) -> Self {
        Self((f64::from(points.0) * Self::PER_PT as f64).round() as i64)
    }

    /// The length in points.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / Self::PER_PT as f64
    }

    /// A part of this length.
    pub fn share(self, share: Share) -> Self {
        Self((self.0 as f64 * f64::from(share.0)).round() as i64)
    }

    /// This size taken as an em, times `factor`.
    pub fn times(self, factor: Em) -> Self {
        Self((self.0 as f64 * f64::from(factor.0)).round() as i64)
    }

    /// A part of this length.
    pub fn part(self, part: Percent) -> Self {
        Self(self.0 * i64::from(part.0) / 100)
    }
}

impl std::ops::Add for Sp {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::ops::AddAssign for Sp {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl std::ops::Sub for Sp {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

/// The manuscript laid out for paper.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// Where each anchor stands, in reading order.
    pub destinations: Vec<Destination>,
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Width of the trimmed page, as it lies.
    pub width: Sp,
    /// Height of the trimmed page, as it lies.
    pub height: Sp,
    /// The number as printed: `iv`, `42`.
    pub label: String,
    /// How it lies.
    pub orientation: Orientation,
    /// What stands on it, in reading order; running heads and page numbers last.
    pub items: Vec<Item>,
}

/// How a page lies before its reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// As the book stands.
    #[default]
    Upright,
    /// With the book turned a quarter clockwise, so that the page's left edge lies on top. Width and
    /// height and all places are those that the reader sees then.
    Turned,
}

/// A place that links lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Its name.
    pub anchor: Anchor,
    /// The page, by its index.
    pub page: usize,
    /// From the left of the page.
    pub x: Sp,
    /// From the top of the page.
    pub y: Sp,
}

/// The place of a note's text. The colon keeps it apart from the anchors of the text.
pub(super) fn note_anchor(note: usize) -> Anchor {
    Anchor(format!("note:{note}"))
}

/// The place of the reference to a note that comes after `occurrence` others.
pub(super) fn note_mark_anchor(note: usize, occurrence: usize) -> Anchor {
    Anchor(format!("note-mark:{note}:{occurrence}"))
}

/// Something at a point. `K` says what it is: until its page is made, layout has a type of its own for that.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<K = ItemKind> {
    /// From the left of the page.
    pub x: Sp,
    /// From the top of the page, downwards: the baseline of glyphs, the top of all else.
    pub y: Sp,
    /// Where it comes from, or `None` for what the page adds: running heads, page numbers, rules,
    /// shades, heads of tables that are repeated.
    pub origin: Option<Origin>,
    /// The part it plays.
    pub role: Role,
    /// What it is.
    pub kind: K,
}

impl Item {
    /// The block it belongs to, if it belongs to one.
    pub fn block(&self) -> Option<BlockId> {
        self.origin.and_then(|origin| origin.part.block())
    }
}

/// What an item is.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// Glyphs on one baseline; items that repeat, as the dots of a leader, share them.
    Glyphs(Arc<GlyphRun>),
    /// A filled box: a rule, a shade.
    Fill(Fill),
    /// A picture.
    Picture(Picture),
    /// A place that can be pressed.
    Link(LinkArea),
}

/// Glyphs of one face and size on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// Its size.
    pub size: Sp,
    /// How much wider its glyphs are drawn than designed, in thousandths.
    pub scale: i16,
    /// Room after each glyph, in thousandths of the size.
    pub tracking: i16,
    /// The ink.
    pub colour: Colour,
    /// Whether it is read from right to left: then its glyphs, and their parts of the text, come from the
    /// last to the first.
    pub leftwards: bool,
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
    /// The text they show, glyph by glyph; each glyph names its part of it.
    pub text: String,
    /// Whether the line breaker added a hyphen that stands as the run's last glyph.
    pub hyphen: bool,
}

/// A glyph and the text it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// The glyph in its face.
    pub id: u16,
    /// How far the pen moves on.
    pub advance: Sp,
    /// Shift to the right, without moving the pen.
    pub x_offset: Sp,
    /// Shift upwards, without moving the pen.
    pub y_offset: Sp,
    /// First byte of the text it shows, in the run's text.
    pub start: u32,
    /// One past the last byte. Equal to `start` for all but the first glyph of a cluster.
    pub end: u32,
}

/// A filled box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Its width.
    pub width: Sp,
    /// Its height.
    pub height: Sp,
    /// Its colour.
    pub colour: Colour,
}

/// A picture at its size on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Which.
    pub asset: AssetId,
    /// Its width.
    pub width: Sp,
    /// Its height.
    pub height: Sp,
    /// Its alternative text.
    pub alternative: String,
}

/// A place that can be pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkArea {
    /// Its width.
    pub width: Sp,
    /// Its height.
    pub height: Sp,
    /// Where it leads; the areas of one link share it.
    pub target: Arc<Target>,
    /// What it says, for a reader who does not see it; the areas of one link share it.
    pub words: Arc<str>,
}
