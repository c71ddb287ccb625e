//! What is drawn for a cluster of text, and from which face.

use super::FaceId;
use super::compatible::Height;

/// How a cluster is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Serving {
    /// The face that draws it.
    pub face: FaceId,
    /// What is drawn.
    pub shown: Shown,
}

/// What is drawn for a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The cluster as it is.
    AsWritten,
    /// Other characters that say the same: `fi` for U+FB01.
    As(String, Height),
    /// A part of it; the rest is missing, as a skin's colour.
    Part(String),
    /// Nothing that says the same: a sign stands in for it.
    StandIn,
}

impl Shown {
    /// Whether all of the cluster is shown.
    pub fn is_whole(&self) -> bool {
        match self {
            Self::AsWritten | Self::As(..) => true,
            Self::Part(_) | Self::StandIn => false,
        }
    }
}
