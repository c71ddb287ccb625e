//! What an edition carries of its making.

/// What an edition says of its making, by which it is told which files are editions of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// The fingerprint of what it said when it was made.
    pub fingerprint: Option<String>,
    /// Its identifier: an ISBN, a UUID, an address.
    pub identifier: Option<String>,
    /// The language that it says it is in: a BCP 47 tag.
    pub language: Option<String>,
    /// Who made it.
    pub maker: Maker,
}

/// Who made a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Maker {
    /// Pressroom: the file carries a fingerprint or says so.
    Pressroom,
    /// Another program.
    Other,
    /// Its format has no place for it, as plain text.
    Silent,
    /// It cannot be read.
    #[default]
    Unknown,
}

impl Maker {
    /// Pressroom, or another.
    pub(super) fn of(is_ours: bool) -> Self {
        if is_ours { Self::Pressroom } else { Self::Other }
    }
}

/// An identifier as both formats write it.
pub(super) fn bare(identifier: &str) -> String {
    identifier.trim().trim_start_matches("urn:isbn:").to_owned()
}
