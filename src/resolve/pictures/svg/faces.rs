//! The faces for a drawing's words.

use std::sync::Arc;

use usvg::fontdb::{self, Database};

use crate::font::{FaceId, Library};
use crate::style::Family;

/// The bytes of a face, shared with the library.
struct FaceBytes(Arc<Library>, FaceId);

impl AsRef<[u8]> for FaceBytes {
    fn as_ref(&self) -> &[u8] {
        self.0.face(self.1).bytes()
    }
}

pub(super) fn database(library: &Arc<Library>) -> Database {
    let mut faces = Database::new();
    for (id, _) in library.faces() {
        let bytes = FaceBytes(library.clone(), id);
        faces.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
    }
    let name = |family: Family| {
        let face = crate::style::Face { family, bold: false, italic: false };
        let own = library.face(library.own(face)).bytes().to_vec();
        let mut alone = Database::new();
        alone.load_font_data(own);
        let name = alone.faces().next().and_then(|face| face.families.first()).map(|(name, _)| name.clone());
        name.unwrap_or_default()
    };
    faces.set_serif_family(name(Family::Serif));
    faces.set_sans_serif_family(name(Family::Sans));
    faces.set_monospace_family(name(Family::Mono));
    faces.set_cursive_family(name(Family::Serif));
    faces.set_fantasy_family(name(Family::Sans));
    faces
}

/// The face for a drawing's words: the one it names if we have it, else one of the same kind.
pub(super) fn select(font: &usvg::Font, faces: &mut Arc<Database>) -> Option<fontdb::ID> {
    let families = font.families();
    let mut wanted: Vec<fontdb::Family<'_>> = Vec::new();
    for family in families {
        match family {
            usvg::FontFamily::Serif => wanted.push(fontdb::Family::Serif),
            usvg::FontFamily::SansSerif => wanted.push(fontdb::Family::SansSerif),
            usvg::FontFamily::Cursive => wanted.push(fontdb::Family::Cursive),
            usvg::FontFamily::Fantasy => wanted.push(fontdb::Family::Fantasy),
            usvg::FontFamily::Monospace => wanted.push(fontdb::Family::Monospace),
            usvg::FontFamily::Named(name) => wanted.push(fontdb::Family::Name(name)),
        }
    }
    if let Some(usvg::FontFamily::Named(name)) = families.first() {
        wanted.push(match kind(name) {
            Family::Mono => fontdb::Family::Monospace,
            Family::Serif => fontdb::Family::Serif,
            Family::Sans => fontdb::Family::SansSerif,
        });
    }
    wanted.push(fontdb::Family::Serif);
    let style = match font.style() {
        usvg::FontStyle::Normal => fontdb::Style::Normal,
        usvg::FontStyle::Italic => fontdb::Style::Italic,
        usvg::FontStyle::Oblique => fontdb::Style::Oblique,
    };
    faces.query(&fontdb::Query {
        families: &wanted,
        weight: fontdb::Weight(font.weight()),
        stretch: fontdb::Stretch::Normal,
        style,
    })
}

/// The kind of face that a name which we do not have had in mind.
pub(super) fn kind(name: &str) -> Family {
    let name = name.to_ascii_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if any(&["mono", "courier", "consol", "code", "menlo"]) {
        Family::Mono
    } else if any(&["times", "georgia", "garamond", "palatino"]) || (any(&["serif"]) && !any(&["sans"])) {
        Family::Serif
    } else {
        Family::Sans
    }
}
