//! A page's content → the texts that it shows, by their marks.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object};

use super::cmap::{TextOfCodes, utf16};
use crate::inspect::Unreadable;
use crate::inspect::limits::{Budget, FONT_NAMES, STREAM, STREAMS, TEXT};

/// What a page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// The text of each sequence of the tag tree, by its number (MCID).
    pub sequences: BTreeMap<i64, String>,
    /// The size of the type that each sequence begins with, in points.
    pub sizes: BTreeMap<i64, f32>,
    /// The text of artifacts.
    pub artifacts: String,
    /// The text outside any marked sequence: none in a file that is tagged.
    pub loose: String,
}

/// The fonts of a document by their object, so that each is read once; and how much may still be read.
pub(super) struct Fonts {
    known: BTreeMap<lopdf::ObjectId, TextOfCodes>,
    unpacked: Budget,
    names: Budget,
    text: Budget,
}

impl Fonts {
    pub fn new() -> Self {
        Self {
            known: BTreeMap::new(),
            unpacked: Budget::new(STREAMS),
            names: Budget::new(FONT_NAMES),
            text: Budget::new(TEXT),
        }
    }
}

/// A sequence that is open.
struct Open {
    place: Place,
    /// Whether its text was given with it, and what is shown counts for nothing.
    told: bool,
    /// Whether its characters come as they are seen, from left to right.
    reversed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Sequence(i64),
    Artifact,
    /// A mark without a meaning for the tag tree: its text belongs to what is around it.
    Around,
}

/// What is shown in one go, and where it belongs.
struct Piece {
    place: Place,
    text: String,
    /// The size of its type, in points.
    size: f32,
    /// Whether its characters come as they are seen, and are read from right to left (ISO 32000-1,
    /// 14.8.2.3.3).
    reversed: bool,
}

/// Reads a page's content stream, without the forms in it: pictures say nothing.
///
/// # Errors
///
/// It is too large.
pub(super) fn shown(
    document: &Document,
    page: lopdf::ObjectId,
    fonts: &mut Fonts,
) -> Result<Shown, Unreadable> {
    let unpacked = match document.get_page_content_with_limit(page, STREAM) {
        Ok(unpacked) => unpacked,
        Err(lopdf::Error::Decompress(_)) => {
            return Err(Unreadable("a page of the PDF is too large to be read".to_owned()));
        }
        Err(_) => Vec::new(),
    };
    // Even an empty page takes its time.
    fonts.unpacked.take(unpacked.len() + 64, "the pages of the PDF are")?;
    let Ok(content) = Content::decode(&unpacked) else { return Ok(Shown::default()) };
    let names = font_names(document, page);
    fonts.names.take(names.len(), "the fonts of the PDF are")?;
    for font in names.values() {
        if !fonts.known.contains_key(font) {
            let texts = texts(document, *font, &mut fonts.unpacked)?;
            fonts.known.insert(*font, texts);
        }
    }
    let mut shown = Shown::default();
    let Fonts { known, text, .. } = fonts;
    for piece in pieces(&content, &names, known, text)? {
        if let Place::Sequence(number) = piece.place
            && !piece.text.trim().is_empty()
        {
            shown.sizes.entry(number).or_insert(piece.size);
        }
        let text = match piece.place {
            Place::Sequence(number) => shown.sequences.entry(number).or_default(),
            Place::Artifact => &mut shown.artifacts,
            Place::Around => &mut shown.loose,
        };
        match piece.reversed {
            true => text.extend(piece.text.chars().rev()),
            false => text.push_str(&piece.text),
        }
    }
    Ok(shown)
}

/// What a content stream shows, in its order.
fn pieces(
    content: &Content<Vec<Operation>>,
    names: &BTreeMap<Vec<u8>, lopdf::ObjectId>,
    fonts: &BTreeMap<lopdf::ObjectId, TextOfCodes>,
    budget: &mut Budget,
) -> Result<Vec<Piece>, Unreadable> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut font, mut size) = (None, 0.0);
    let mut open: Vec<Open> = Vec::new();
    for operation in &content.operations {
        match (operation.operator.as_str(), operation.operands.as_slice()) {
            ("BDC", [tag, properties]) => {
                let properties = properties.as_dict().ok();
                let actual = properties.and_then(|it| text_of(it.get(b"ActualText").ok()?));
                let place = place(tag, properties);
                let told = actual.is_some();
                if let Some(text) = actual {
                    budget.take(text.len(), "the text of the PDF is")?;
                    pieces.push(Piece { place: around(&open, place), text, size, reversed: false });
                }
                open.push(Open { place, told, reversed: false });
            }
            ("BMC" | "BDC", [tag, ..]) => {
                let reversed = tag.as_name().is_ok_and(|name| name == b"ReversedChars");
                open.push(Open { place: place(tag, None), told: false, reversed });
            }
            ("EMC", _) => {
                open.pop();
            }
            ("Tf", [Object::Name(name), points]) => {
                size = points.as_float().unwrap_or(0.0);
                font = names.get(name.as_slice()).and_then(|font| fonts.get(font));
            }
            ("Tj" | "'" | "\"" | "TJ", operands) => {
                let Some(font) = font.filter(|_| !open.iter().any(|open| open.told)) else { continue };
                let strings = operands.iter().flat_map(|operand| match operand {
                    Object::Array(parts) => parts.as_slice(),
                    other => std::slice::from_ref(other),
                });
                let codes = strings.filter_map(|string| match string {
                    Object::String(codes, _) => Some(codes.as_slice()),
                    _ => None,
                });
                let text = codes.flat_map(|codes| font.texts(codes));
                budget.take(text.clone().map(str::len).sum(), "the text of the PDF is")?;
                let place = around(&open, Place::Around);
                let reversed = open.iter().any(|open| open.reversed);
                match pieces.last_mut().filter(|last| last.place == place && last.reversed == reversed) {
                    Some(last) => last.text.extend(text),
                    None => pieces.push(Piece { place, text: text.collect(), size, reversed }),
                }
            }
            _ => {}
        }
    }
    Ok(pieces)
}

/// Where something belongs: to `place`, or to the innermost sequence around it.
fn around(open: &[Open], place: Place) -> Place {
    let around = open.iter().rev().map(|open| open.place);
    std::iter::once(place).chain(around).find(|place| *place != Place::Around).unwrap_or(Place::Around)
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

fn texts(
    document: &Document,
    font: lopdf::ObjectId,
    unpacked: &mut Budget,
) -> Result<TextOfCodes, Unreadable> {
    let Ok(font) = document.get_dictionary(font) else { return Ok(TextOfCodes::default()) };
    let composed = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0");
    let cmap = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream);
    let cmap = cmap.and_then(|stream| stream.get_plain_content_with_limit(STREAM)).unwrap_or_default();
    unpacked.take(cmap.len(), "the fonts of the PDF are")?;
    Ok(TextOfCodes::read(&cmap, if composed { 2 } else { 1 }))
}
