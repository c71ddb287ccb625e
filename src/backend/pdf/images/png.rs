//! PNG data that a PDF can hold as it is, and its colour profile.

use std::io::Read;

use flate2::read::ZlibDecoder;
use lopdf::{Object, Stream, dictionary};

use super::profile::{Colours, LARGEST_PROFILE, Profile};
use super::{Raster, image_dictionary};

/// A PNG whose data a PDF can hold as it is: not interlaced, without transparency. Its filters
/// are the PDF's predictors (ISO 32000-1, 7.4.4.4).
pub(super) fn as_it_is(bytes: &[u8]) -> Option<Raster> {
    let mut header: Option<&[u8]> = None;
    let mut palette: Option<&[u8]> = None;
    let mut data = Vec::new();
    for (kind, chunk) in chunks(bytes) {
        match kind {
            b"IHDR" => header = Some(chunk),
            b"PLTE" => palette = Some(chunk),
            b"IDAT" => data.extend_from_slice(chunk),
            b"tRNS" | b"eXIf" => return None,
            _ => {}
        }
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
    let profile = Profile::of(profile(bytes), if kind == 0 { Colours::Grey } else { Colours::Rgb });
    let stream = Stream::new(dictionary, data).with_compression(false);
    Some(Raster { stream, mask: None, turn: None, profile, ink: None })
}

/// The profile of the chunk `iCCP`: a name, a zero, a zero for its method, and deflated bytes. One
/// that does not inflate is empty.
pub(super) fn profile(bytes: &[u8]) -> Option<Vec<u8>> {
    let (_, chunk) = chunks(bytes).find(|(kind, _)| *kind == b"iCCP")?;
    let name = chunk.iter().position(|byte| *byte == 0).unwrap_or(chunk.len());
    let deflated = chunk.get(name + 2..).unwrap_or_default();
    let mut profile = Vec::new();
    match ZlibDecoder::new(deflated).take(LARGEST_PROFILE).read_to_end(&mut profile) {
        Ok(_) => Some(profile),
        Err(_) => Some(Vec::new()),
    }
}

/// The chunks that are whole, up to the end: name and data.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    let mut rest = bytes.get(8..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let chunk = after.get(..length)?;
        // A check sum closes each.
        rest = after.get(length + 4..).filter(|_| kind != b"IEND").unwrap_or_default();
        Some((kind, chunk))
    })
}
