//! Pictures: how many pixels they have in print.

use serde::Deserialize;

/// Pixels per inch at the size on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(transparent)]
pub struct Dpi(pub u32);

/// What pictures made of pixels must have, and the most that they keep.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PictureRules {
    /// Below this a picture looks coarse, and is warned of.
    pub min_dpi: Dpi,
    /// Above this a picture is sampled down; 0 keeps every pixel.
    pub max_dpi: Dpi,
}
