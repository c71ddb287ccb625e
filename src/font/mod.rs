//! Faces: what is embedded, what each covers, which one serves.

/// A face in the [`Library`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// All faces that a document may use.
#[derive(Debug, Default)]
pub struct Library {}
