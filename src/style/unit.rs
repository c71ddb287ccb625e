//! Units, so that no number goes without one.

use serde::Deserialize;

/// A length in the size of the type it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Deserialize)]
#[serde(transparent)]
pub struct Em(pub f32);

/// A height in lines of body text.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Deserialize)]
#[serde(transparent)]
pub struct Lines(pub f32);

/// A length in points, 1/72 inch.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Deserialize)]
#[serde(transparent)]
pub struct Pt(pub f32);

impl Pt {
    /// A length given in millimetres.
    pub const fn from_mm(mm: f32) -> Self {
        Self(mm * 72.0 / 25.4)
    }
}
