//! All faces that a document may use, and the choice among them.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::embedded::EMBEDDED;
use super::{FaceId, Serving, Typeface};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::style::{Face, Family};

/// All faces that a document may use: the embedded ones, then those named by the author.
#[derive(Debug)]
pub struct Library {
    faces: Vec<Typeface>,
    /// The face of each cut, by [`cut`]: asked for every character.
    cuts: [FaceId; CUTS],
    /// Faces that help out, in the order in which they are asked.
    helpers: Vec<FaceId>,
    /// How many faces are embedded; the others are the author's.
    embedded: usize,
    /// How clusters of several characters are drawn, as far as that has been asked.
    pub(super) clusters: Mutex<BTreeMap<(Face, String), Serving>>,
}

impl Library {
    /// The embedded faces and `extra` ones (file name and bytes), which are asked before the
    /// embedded helpers. A file that is no font is reported.
    pub fn new(extra: &[(String, Vec<u8>)], diagnostics: &mut Diagnostics) -> Self {
        let mut faces: Vec<Typeface> = EMBEDDED
            .iter()
            .map(|face| Typeface::embedded(face.name, face.family, face.bold, face.italic, face.bytes))
            .collect();
        let embedded = faces.len();
        for (name, bytes) in extra {
            match Typeface::read(name, bytes.clone()) {
                Some(face) => faces.push(face),
                None => diagnostics.add(
                    Diagnostic::warning(
                        Code::BadFont,
                        None,
                        format!("`{name}` is not a font that can be used"),
                    )
                    .with_help("give TrueType or OpenType files (.ttf, .otf)"),
                ),
            }
        }
        let ids = |range: std::ops::Range<usize>| range.map(|index| FaceId(index as u16));
        let helpers = ids(embedded..faces.len())
            .chain(ids(0..embedded).filter(|id| faces[usize::from(id.0)].family().is_none()))
            .collect();
        let cuts = std::array::from_fn(|cut| nearest(&faces, cut));
        Self { faces, cuts, helpers, embedded, clusters: Mutex::default() }
    }

    /// All faces, the embedded ones first.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Typeface)> {
        self.faces.iter().enumerate().map(|(index, face)| (FaceId(index as u16), face))
    }

    /// The face called `id`.
    pub fn face(&self, id: FaceId) -> &Typeface {
        &self.faces[usize::from(id.0)]
    }

    /// The face that sets text in `wanted`: of its family, and as near as the family has it.
    pub fn own(&self, wanted: Face) -> FaceId {
        self.cuts[cut(wanted)]
    }

    /// The face that has a glyph for `character` in a text set in `wanted`, or `None` if no face
    /// has one. What a private character looks like is known to the author's faces alone.
    pub fn serving(&self, wanted: Face, character: char) -> Option<FaceId> {
        let is_private = matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
        let may = |id: &FaceId| !is_private || usize::from(id.0) >= self.embedded;
        self.asked(wanted).find(|id| may(id) && self.face(*id).covers(character))
    }

    /// The faces in the order in which they are asked for what is set in `wanted`: the text's own
    /// face and the upright one of its family, the serif faces, the helpers in the text's weight
    /// and in any, the other families.
    pub(super) fn asked(&self, wanted: Face) -> impl Iterator<Item = FaceId> {
        let cut = |family, italic| self.own(Face { family, italic, ..wanted });
        let own = [
            self.own(wanted),
            cut(wanted.family, false),
            cut(Family::Serif, wanted.italic),
            cut(Family::Serif, false),
        ];
        let others = [cut(Family::Mono, false), cut(Family::Sans, false)];
        let weight = move |id: &FaceId| self.face(*id).is_bold() == wanted.bold;
        own.into_iter()
            .chain(self.helpers.iter().copied().filter(weight))
            .chain(self.helpers.iter().copied())
            .chain(others)
    }
}

/// Three families, upright or italic, light or bold.
const CUTS: usize = 12;
const FAMILIES: [Family; 3] = [Family::Serif, Family::Sans, Family::Mono];

/// The number of a cut.
fn cut(face: Face) -> usize {
    let family = match face.family {
        Family::Serif => 0,
        Family::Sans => 1,
        Family::Mono => 2,
    };
    family * 4 + usize::from(face.bold) * 2 + usize::from(face.italic)
}

/// The face of the cut's family that is most like it.
fn nearest(faces: &[Typeface], cut: usize) -> FaceId {
    let (family, bold, italic) = (FAMILIES[cut / 4], cut / 2 % 2 == 1, cut % 2 == 1);
    let differs = |face: &Typeface| u8::from(face.is_bold() != bold) + u8::from(face.is_italic() != italic);
    let own = faces.iter().enumerate().filter(|(_, face)| face.family() == Some(family));
    own.min_by_key(|(_, face)| differs(face))
        .map(|(index, _)| FaceId(index as u16))
        .expect("every family has an embedded face")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> Library {
        Library::new(&[], &mut Diagnostics::new())
    }

    #[test]
    fn every_embedded_face_is_a_font() {
        for (_, face) in library().faces() {
            assert!(face.font().num_glyphs() > 20, "{} is nearly empty", face.name());
        }
    }

    #[test]
    fn a_character_is_set_in_the_text_s_own_face_or_in_the_next_that_has_it() {
        let library = library();
        let serif = Face { family: Family::Serif, bold: false, italic: true };
        let name = |character| library.serving(serif, character).map(|id| library.face(id).name());
        assert_eq!(name('a'), Some("Libertinus Serif Italic"));
        assert_eq!(name('ក'), Some("Noto Serif Khmer"));
        assert_eq!(name('中'), Some("Noto Sans CJK SC"));
        assert_eq!(name('😀'), Some("Noto Emoji"));
        assert_eq!(name('\u{10FFFD}'), None);
    }

    #[test]
    fn what_is_no_font_is_reported() {
        let mut diagnostics = Diagnostics::new();
        Library::new(&[("x.ttf".into(), vec![1, 2, 3])], &mut diagnostics);
        assert_eq!(diagnostics.iter().next().map(|d| d.code), Some(Code::BadFont));
    }
}
