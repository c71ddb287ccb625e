//! Pictures: how high they are, and how many pixels they have in print.

use serde::Deserialize;

use super::Percent;

/// Pixels per inch at the size on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(transparent)]
pub struct Dpi(pub u32);

/// How high pictures may be; what those made of pixels must have, and the most that they keep.
/// One with less than half more than that is left as it is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PictureRules {
    /// The share of the text's height that a picture may take: its caption needs the rest.
    #[serde(deserialize_with = "super::unit::percent::<1, 100, _>")]
    pub highest: Percent,
    /// Below this a picture looks coarse, and is warned of.
    pub min_dpi: Dpi,
    /// Above this a picture is sampled down; 0 keeps every pixel.
    pub max_dpi: Dpi,
}
