//! Why a file is not read.

use std::fmt;

/// Why a file that a document names is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is on the network, and nothing is fetched.
    Remote,
    /// It is outside the document's folder.
    Outside,
    /// It is not there.
    Missing,
    /// It is a folder, a device or a pipe.
    NotAFile,
    /// It is larger than this many bytes.
    TooLarge(u64),
    /// The system does not let it be read, for this reason.
    Unreadable(String),
}

/// A clause that follows "because" or a colon.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Remote => f.write_str("it is on the network"),
            Self::Outside => f.write_str("it is outside the source's folder"),
            Self::Missing => f.write_str("it is not there"),
            Self::NotAFile => f.write_str("it is not a file"),
            Self::TooLarge(limit) => write!(f, "it is larger than {} MiB", limit >> 20),
            Self::Unreadable(reason) => write!(f, "it cannot be read ({reason})"),
        }
    }
}
