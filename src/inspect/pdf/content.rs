//! A page's content → the texts that it shows, by their marks.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

use super::cmap::{TextOfCodes, utf16};

/// What a page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The text of each sequence of the tag tree, by its number (MCID).
    pub sequences: BTreeMap<i64, String>,
    /// The text of artifacts.
    pub artifacts: String,
    /// The text outside any marked sequence: none in a file that is tagged.
    pub loose: String,
}

/// Bytes that a stream may have when it is unpacked, and those of all pages together.
pub(super) const LARGEST: usize = 64 << 20;
const ALL: usize = 1 << 30;

/// The fonts of a document by their object, so that each is read once; and how many bytes may still
/// be unpacked.
pub(super) struct Fonts {
    known: BTreeMap<lopdf::ObjectId, TextOfCodes>,
    budget: usize,
}

impl Fonts {
    pub fn new() -> Self {
        Self { known: BTreeMap::new(), budget: ALL }
    }
}

/// A sequence that is open.
struct Open {
    place: Place,
    /// Whether its text was given with it, and what is shown counts for nothing.
    told: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Sequence(i64),
    Artifact,
    /// A mark without a meaning for the tag tree: its text belongs to what is around it.
    Around,
}

/// Reads a page's content stream, without the forms in it: pictures say nothing.
pub(super) fn shown(document: &Document, page: lopdf::ObjectId, fonts: &mut Fonts) -> Shown {
    let mut shown = Shown::default();
    let unpacked = document.get_page_content_with_limit(page, fonts.budget.min(LARGEST)).unwrap_or_default();
    fonts.budget -= unpacked.len();
    let Ok(content) = Content::decode(&unpacked) else { return shown };
    let names = font_names(document, page);
    let mut font = None;
    let mut open: Vec<Open> = Vec::new();
    for operation in &content.operations {
        match (operation.operator.as_str(), operation.operands.as_slice()) {
            ("BDC", [tag, properties]) => {
                let properties = properties.as_dict().ok();
                let actual = properties.and_then(|it| text_of(it.get(b"ActualText").ok()?));
                let place = place(tag, properties);
                if let Some(text) = &actual {
                    push(&mut shown, &open, place, text);
                }
                open.push(Open { place, told: actual.is_some() });
            }
            ("BMC" | "BDC", [tag, ..]) => open.push(Open { place: place(tag, None), told: false }),
            ("EMC", _) => {
                open.pop();
            }
            ("Tf", [Object::Name(name), _]) => font = names.get(name.as_slice()).copied(),
            ("Tj" | "'" | "\"" | "TJ", operands) => {
                let Some(font) = font else { continue };
                let texts = fonts.known.entry(font).or_insert_with(|| texts(document, font));
                let mut text = String::new();
                let strings = operands.iter().flat_map(|operand| match operand {
                    Object::Array(parts) => parts.as_slice(),
                    other => std::slice::from_ref(other),
                });
                for string in strings {
                    if let Object::String(codes, _) = string {
                        text.push_str(&texts.text(codes));
                    }
                }
                if !open.iter().any(|open| open.told) {
                    push(&mut shown, &open, Place::Around, &text);
                }
            }
            _ => {}
        }
    }
    shown
}

/// Adds a text where it belongs: to `place`, or to the innermost sequence around it.
fn push(shown: &mut Shown, open: &[Open], place: Place, text: &str) {
    let around = open.iter().rev().map(|open| open.place);
    let place = std::iter::once(place).chain(around).find(|place| *place != Place::Around);
    match place {
        Some(Place::Sequence(number)) => shown.sequences.entry(number).or_default().push_str(text),
        Some(Place::Artifact) => shown.artifacts.push_str(text),
        Some(Place::Around) | None => shown.loose.push_str(text),
    }
}

fn place(tag: &Object, properties: Option<&Dictionary>) -> Place {
    if tag.as_name().is_ok_and(|name| name == b"Artifact") {
        return Place::Artifact;
    }
    let number = properties.and_then(|properties| properties.get(b"MCID").ok()?.as_i64().ok());
    number.map_or(Place::Around, Place::Sequence)
}

/// A text string: UTF-16 or, near enough, ASCII (ISO 32000-1, 7.9.2.2).
pub(super) fn text_of(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok()?;
    Some(match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => bytes.iter().map(|byte| char::from(*byte)).collect(),
    })
}

/// The fonts of a page by their names in its content.
fn font_names(document: &Document, page: lopdf::ObjectId) -> BTreeMap<Vec<u8>, lopdf::ObjectId> {
    let resources = document.get_dictionary(page).and_then(|page| page.get_deref(b"Resources", document));
    let fonts = resources.and_then(Object::as_dict).and_then(|it| it.get_deref(b"Font", document));
    let Ok(fonts) = fonts.and_then(Object::as_dict) else { return BTreeMap::new() };
    fonts.iter().filter_map(|(name, font)| Some((name.clone(), font.as_reference().ok()?))).collect()
}

fn texts(document: &Document, font: lopdf::ObjectId) -> TextOfCodes {
    let Ok(font) = document.get_dictionary(font) else { return TextOfCodes::default() };
    let composed = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0");
    let cmap = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream);
    let cmap = cmap.and_then(|stream| stream.get_plain_content_with_limit(LARGEST)).unwrap_or_default();
    TextOfCodes::read(&cmap, if composed { 2 } else { 1 })
}
