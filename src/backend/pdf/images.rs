//! Pictures → XObjects, each once.
//!
//! JPEG data goes in untouched, and so does PNG data that a PDF can hold as it is; all else is
//! decoded and deflated. SVG becomes a form of vectors.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use rayon::prelude::*;

use super::object::{deflate, deflated_stream};
use super::svg;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::layout::{ItemKind, Pages};
use crate::model::AssetId;
use crate::resolve::{Asset, Format, Manuscript};

/// The pictures of a document, by asset.
#[derive(Default)]
pub(super) struct ImageTable {
    images: BTreeMap<AssetId, Image>,
}

/// A picture as pages use it.
pub(super) struct Image {
    /// Its name in resources, `Im3`.
    pub name: String,
    /// The XObject.
    pub id: ObjectId,
    /// How it is turned within its place, if its data lies otherwise than it is shown.
    pub turn: Option<[i8; 6]>,
}

/// A picture's objects before they have numbers.
pub(super) struct Encoded {
    pub stream: Stream,
    /// The transparency, for the stream's `/SMask`.
    pub mask: Option<Stream>,
    pub turn: Option<[i8; 6]>,
}

impl ImageTable {
    /// Adds all pictures that stand on pages to the document. One that cannot be encoded is
    /// reported, and its place stays empty.
    pub fn embed(
        document: &mut Document,
        manuscript: &Manuscript,
        pages: &Pages,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut used: Vec<AssetId> = pages
            .pages
            .iter()
            .flat_map(|page| &page.items)
            .filter_map(|item| match &item.kind {
                ItemKind::Picture(picture) => Some(picture.asset),
                _ => None,
            })
            .collect();
        used.sort_unstable();
        used.dedup();
        let encoded: Vec<(AssetId, Result<Encoded, String>)> =
            used.into_par_iter().map(|id| (id, encode(manuscript.asset(id)))).collect();
        let mut table = Self::default();
        for (id, encoded) in encoded {
            let name = format!("Im{}", id.0);
            match encoded {
                Ok(Encoded { mut stream, mask, turn }) => {
                    if let Some(mask) = mask {
                        let mask = document.add_object(mask);
                        stream.dict.set("SMask", Object::Reference(mask));
                    }
                    let object = document.add_object(stream);
                    table.images.insert(id, Image { name, id: object, turn });
                }
                Err(why) => {
                    let name = &manuscript.asset(id).name;
                    diagnostics.add(Diagnostic::warning(
                        Code::BadImage,
                        None,
                        format!("`{name}` cannot be put into the PDF: {why}"),
                    ));
                }
            }
        }
        table
    }

    /// The picture of an asset, if it could be encoded.
    pub fn get(&self, id: AssetId) -> Option<&Image> {
        self.images.get(&id)
    }
}

fn encode(asset: &Asset) -> Result<Encoded, String> {
    match asset.format {
        Format::Jpeg => jpeg(asset),
        Format::Png => match png_as_it_is(&asset.bytes) {
            Some(stream) => Ok(Encoded { stream, mask: None, turn: None }),
            None => decoded(asset),
        },
        Format::Gif | Format::WebP => decoded(asset),
        Format::Svg => svg::encode(asset),
    }
}

/// A JPEG, its data untouched.
fn jpeg(asset: &Asset) -> Result<Encoded, String> {
    let frame = jpeg_frame(&asset.bytes).ok_or("its frame header is missing")?;
    let mut dictionary = image_dictionary(frame.width, frame.height);
    dictionary.set("BitsPerComponent", 8);
    dictionary.set("Filter", "DCTDecode");
    let space = match frame.components {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        4 => "DeviceCMYK",
        other => return Err(format!("it has {other} colour components")),
    };
    dictionary.set("ColorSpace", space);
    if frame.components == 4 && frame.adobe {
        // Adobe's programs store the inks inverted.
        dictionary.set("Decode", [1, 0, 1, 0, 1, 0, 1, 0].map(Object::Integer).to_vec());
    }
    let turn = orientation(&asset.bytes);
    let stream = Stream::new(dictionary, asset.bytes.to_vec()).with_compression(false);
    Ok(Encoded { stream, mask: None, turn })
}

struct JpegFrame {
    width: u32,
    height: u32,
    components: u8,
    /// Whether Adobe's marker is there.
    adobe: bool,
}

/// The frame header of a JPEG (ITU-T T.81, B.2.2).
fn jpeg_frame(bytes: &[u8]) -> Option<JpegFrame> {
    let mut at = 2;
    let mut adobe = false;
    loop {
        while *bytes.get(at)? != 0xFF {
            at += 1;
        }
        while *bytes.get(at)? == 0xFF {
            at += 1;
        }
        let marker = bytes[at];
        at += 1;
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            continue;
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
        let segment = bytes.get(at + 2..at + length)?;
        match marker {
            0xEE if segment.starts_with(b"Adobe") => adobe = true,
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                let number = |at: usize| {
                    Some(u32::from(u16::from_be_bytes(segment.get(at..at + 2)?.try_into().ok()?)))
                };
                return Some(JpegFrame {
                    height: number(1)?,
                    width: number(3)?,
                    components: *segment.get(5)?,
                    adobe,
                });
            }
            0xD9 | 0xDA => return None,
            _ => {}
        }
        at += length;
    }
}

/// The matrix that turns a picture's unit square as its EXIF orientation says.
fn orientation(bytes: &[u8]) -> Option<[i8; 6]> {
    let mut decoder = image::codecs::jpeg::JpegDecoder::new(Cursor::new(bytes)).ok()?;
    match decoder.orientation().ok()? {
        Orientation::NoTransforms => None,
        Orientation::FlipHorizontal => Some([-1, 0, 0, 1, 1, 0]),
        Orientation::Rotate180 => Some([-1, 0, 0, -1, 1, 1]),
        Orientation::FlipVertical => Some([1, 0, 0, -1, 0, 1]),
        Orientation::Rotate90FlipH => Some([0, -1, -1, 0, 1, 1]),
        Orientation::Rotate90 => Some([0, -1, 1, 0, 0, 1]),
        Orientation::Rotate270FlipH => Some([0, 1, 1, 0, 0, 0]),
        Orientation::Rotate270 => Some([0, 1, -1, 0, 1, 0]),
    }
}

/// A PNG whose data a PDF can hold as it is: not interlaced, without transparency. Its filters
/// are the PDF's predictors (ISO 32000-1, 7.4.4.4).
fn png_as_it_is(bytes: &[u8]) -> Option<Stream> {
    let mut at = 8;
    let mut header: Option<&[u8]> = None;
    let mut palette: Option<&[u8]> = None;
    let mut data = Vec::new();
    while at + 12 <= bytes.len() {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let kind = bytes.get(at + 4..at + 8)?;
        let chunk = bytes.get(at + 8..at.checked_add(8)?.checked_add(length)?)?;
        match kind {
            b"IHDR" => header = Some(chunk),
            b"PLTE" => palette = Some(chunk),
            b"IDAT" => data.extend_from_slice(chunk),
            b"tRNS" | b"eXIf" => return None,
            b"IEND" => break,
            _ => {}
        }
        at += 12 + length;
    }
    let header = header.filter(|header| header.len() == 13)?;
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
    let (width, height) = (number(0)?, number(4)?);
    let (depth, kind, interlace) = (header[8], header[9], header[12]);
    if interlace != 0 {
        return None;
    }
    let (colours, space): (i64, Object) = match kind {
        0 => (1, "DeviceGray".into()),
        2 => (3, "DeviceRGB".into()),
        3 => {
            let palette = palette?;
            let highest = (palette.len() / 3).checked_sub(1)? as i64;
            let table = Object::String(palette.to_vec(), lopdf::StringFormat::Hexadecimal);
            (1, Object::Array(vec!["Indexed".into(), "DeviceRGB".into(), highest.into(), table]))
        }
        _ => return None,
    };
    let mut dictionary = image_dictionary(width, height);
    dictionary.set("ColorSpace", space);
    dictionary.set("BitsPerComponent", i64::from(depth));
    dictionary.set("Filter", "FlateDecode");
    dictionary.set(
        "DecodeParms",
        dictionary! {
            "Predictor" => 15,
            "Colors" => colours,
            "BitsPerComponent" => i64::from(depth),
            "Columns" => i64::from(width),
        },
    );
    Some(Stream::new(dictionary, data).with_compression(false))
}

/// A picture decoded: its colours, and its transparency apart.
fn decoded(asset: &Asset) -> Result<Encoded, String> {
    let reader = ImageReader::new(Cursor::new(&asset.bytes)).with_guessed_format();
    let reader = reader.map_err(|error| error.to_string())?;
    let mut decoder = reader.into_decoder().map_err(|error| error.to_string())?;
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| error.to_string())?;
    picture.apply_orientation(turned);
    Ok(pixels(&picture))
}

/// The objects for a decoded picture.
pub(super) fn pixels(picture: &DynamicImage) -> Encoded {
    let (width, height) = (picture.width(), picture.height());
    let channel = |samples: &[u8], space: &str| {
        let mut dictionary = image_dictionary(width, height);
        dictionary.set("ColorSpace", space);
        dictionary.set("BitsPerComponent", 8);
        deflated_stream(dictionary, deflate(samples))
    };
    let mask = picture.color().has_alpha().then(|| {
        let alpha: Vec<u8> = picture.to_rgba8().pixels().map(|pixel| pixel.0[3]).collect();
        alpha
    });
    let mask = mask.filter(|alpha| alpha.iter().any(|value| *value != 255));
    let stream = if picture.color().has_color() {
        channel(&picture.to_rgb8(), "DeviceRGB")
    } else {
        channel(&picture.to_luma8(), "DeviceGray")
    };
    Encoded { stream, mask: mask.map(|alpha| channel(&alpha, "DeviceGray")), turn: None }
}

fn image_dictionary(width: u32, height: u32) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
    }
}
