//! The faces that go into the book: all that its text is set in where that is asked for, else those
//! alone without which a reader's device could not show it.

mod gather;
mod outlines;
mod subset;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::font::{FaceId, Typeface};
use crate::markup::FaceRule;
use crate::model::{Document, Language, Resolved, Run, SpanKind, Visitor, walk_blocks};
use crate::resolve::Manuscript;
use crate::style::Family;
use gather::gather;

/// Languages whose script is missing on many devices, with its characters.
const RARE: [(&str, std::ops::RangeInclusive<char>); 1] = [("km", '\u{1780}'..='\u{17FF}')];
/// What may come to stand beside the text: reading systems number lists and divide words.
const ALWAYS: &str = "0123456789 .,-\u{A0}\u{AD}\u{2010}";

/// A face as it goes into the book.
pub(super) struct Embedded {
    /// What the style sheet says of it.
    pub rule: FaceRule,
    /// The font's media type.
    pub media_type: &'static str,
    /// The font.
    pub bytes: Vec<u8>,
}

/// The faces of the book. One that may not be given away is reported and left out.
pub(super) fn faces(manuscript: &Manuscript, diagnostics: &mut Diagnostics) -> Vec<Embedded> {
    let wanted = match manuscript.document.preferences.epub.embed_fonts {
        Some(true) => gather(manuscript),
        Some(false) => return Vec::new(),
        None => rare(manuscript),
    };
    let fonts = &manuscript.fonts;
    let made: Vec<(FaceId, Result<Embedded, String>)> = wanted
        .into_par_iter()
        .map(|(id, characters)| (id, embedded(fonts.face(id), id, &characters)))
        .collect();
    let mut faces = Vec::new();
    for (id, made) in made {
        match made {
            Ok(face) => faces.push(face),
            Err(why) => {
                let message = format!("the face `{}` is not put into the EPUB: {why}", fonts.face(id).name());
                diagnostics.add(Diagnostic::warning(Code::BadFont, None, message));
            }
        }
    }
    faces
}

/// The faces for the languages in [`RARE`], where the text says that it is in one of them.
fn rare(manuscript: &Manuscript) -> BTreeMap<FaceId, BTreeSet<char>> {
    let languages = languages(&manuscript.document);
    let scripts: Vec<_> = RARE.iter().filter(|(language, _)| languages.contains(*language)).collect();
    if scripts.is_empty() {
        return BTreeMap::new();
    }
    let mut faces = gather(manuscript);
    faces.retain(|id, characters| {
        let helps = manuscript.fonts.face(*id).family().is_none();
        helps && characters.iter().any(|it| scripts.iter().any(|(_, script)| script.contains(it)))
    });
    faces
}

/// The languages of a document's text, by their primary tags.
fn languages(document: &Document<Resolved>) -> BTreeSet<String> {
    struct Search(BTreeSet<String>);
    impl Visitor<Resolved> for Search {
        fn text(&mut self, text: &Run) {
            for (_, span) in text.spans() {
                if let SpanKind::Foreign(passage) = &span.kind {
                    self.0.extend(passage.language().map(Language::primary));
                }
            }
        }
    }
    let mut search = Search(BTreeSet::from([document.metadata.language.primary()]));
    walk_blocks(&document.blocks, &mut search);
    document.notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut search));
    search.0
}

fn embedded(face: &Typeface, id: FaceId, characters: &BTreeSet<char>) -> Result<Embedded, String> {
    let all = characters.iter().copied().chain(ALWAYS.chars());
    let bytes = subset::subset(face.bytes(), all)?;
    let (extension, media_type) =
        if bytes.starts_with(b"OTTO") { ("otf", "font/otf") } else { ("ttf", "font/ttf") };
    let family = match face.family() {
        Some(Family::Serif) => "Book Serif".to_owned(),
        Some(Family::Sans) => "Book Sans".to_owned(),
        Some(Family::Mono) => "Book Mono".to_owned(),
        // The name stands between quotes.
        None => face.name().trim_end_matches(" Bold").replace(['"', '\\', '\n'], ""),
    };
    let languages = RARE
        .iter()
        .filter(|(_, script)| face.family().is_none() && characters.iter().any(|it| script.contains(it)))
        .map(|(language, _)| *language)
        .collect();
    let rule = FaceRule {
        family,
        serves: face.family(),
        languages,
        bold: face.is_bold(),
        italic: face.is_italic(),
        address: format!("fonts/face-{:02}.{extension}", id.0),
    };
    Ok(Embedded { rule, media_type, bytes })
}
