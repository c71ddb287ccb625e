//! Data of PNG, JPEG, GIF and WebP → its size, and whether it can be decoded.

use std::io::Cursor;

use image::{ImageDecoder, ImageFormat, ImageReader, Limits};

use super::super::Format;
use super::bounds::{MOST_MEMORY, check_size, turns};
use super::finding::{Findings, Kind};
use super::{Looked, jpeg};

/// The format by the first bytes, or `None` if it is none of these.
pub(super) fn format_of(bytes: &[u8]) -> Option<Format> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Format::Png),
        [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Format::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::WebP),
        _ => None,
    }
}

/// The size in pixels as stored, by the headers alone.
pub(super) fn size(bytes: &[u8], format: Format) -> Option<(u32, u32)> {
    let kind = match format {
        Format::Jpeg => return jpeg::size(bytes),
        Format::Png => ImageFormat::Png,
        Format::Gif => ImageFormat::Gif,
        Format::WebP => ImageFormat::WebP,
        Format::Svg => return None,
    };
    ImageReader::with_format(Cursor::new(bytes), kind).into_dimensions().ok()
}

/// Reads the size, then decodes the picture once to see that it is whole; JPEG data is followed to
/// its end without being decoded.
pub(super) fn look(bytes: &[u8], format: Format) -> Result<Looked, String> {
    let kind = match format {
        Format::Jpeg => return jpeg::look(bytes),
        Format::Png => ImageFormat::Png,
        Format::Gif => ImageFormat::Gif,
        Format::WebP => ImageFormat::WebP,
        Format::Svg => return Err("it is not made of pixels".to_owned()),
    };
    let failed = |error: image::ImageError| cause(&error);
    let mut findings = Findings::default();
    let rewritten = if format == Format::Png { with_end(bytes) } else { None };
    if rewritten.is_some() {
        findings.add(Kind::Ending, "its PNG data has no end", || None);
    }
    let bytes = rewritten.as_deref().unwrap_or(bytes);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(failed)?;
    let (width, height) = decoder.dimensions();
    check_size(width, height)?;
    let turned = decoder.orientation().is_ok_and(turns);
    let size = usize::try_from(decoder.total_bytes()).ok().filter(|size| *size as u64 <= MOST_MEMORY);
    let mut pixels = vec![0; size.ok_or("it would take too much memory")?];
    decoder.read_image(&mut pixels).map_err(failed)?;
    let (width, height) = if turned { (height, width) } else { (width, height) };
    let density = if format == Format::Png { png_density(bytes) } else { None };
    Ok(Looked { format, rewritten, width, height, density, findings, work: 0 })
}

/// PNG data with the chunk that ends it, if it lacks that: readers refuse it then, though all pixels
/// are there.
fn with_end(bytes: &[u8]) -> Option<Vec<u8>> {
    const END: &[u8] = b"\0\0\0\0IEND\xAE\x42\x60\x82";
    let mut at = 8;
    while let Some((head, _)) = bytes.get(at..)?.split_first_chunk::<8>() {
        let length = u32::from_be_bytes(head[..4].try_into().ok()?) as usize;
        // A length, a name and a check sum stand around the data.
        let end = at.checked_add(length.checked_add(12)?)?;
        if end > bytes.len() {
            break;
        }
        if &head[4..] == b"IEND" {
            return None;
        }
        at = end;
    }
    Some([&bytes[..at], END].concat())
}

/// Pixels per inch, of the chunk `pHYs`, which comes before the pixels.
fn png_density(bytes: &[u8]) -> Option<f32> {
    let mut rest = bytes.get(8..)?;
    loop {
        let (head, after) = rest.split_first_chunk::<8>()?;
        let length = u32::from_be_bytes(head[..4].try_into().ok()?) as usize;
        match (&head[4..], after) {
            (b"pHYs", &[a, b, c, d, _, _, _, _, 1, ..]) => {
                let per_metre = u32::from_be_bytes([a, b, c, d]) as f32;
                return Some(per_metre * 0.0254).filter(|dots| *dots > 1.0);
            }
            (b"IDAT", _) => return None,
            _ => rest = after.get(length.checked_add(4)?..)?,
        }
    }
}

/// A decoder's complaint as the end of a sentence, without the names of its own parts.
fn cause(error: &image::ImageError) -> String {
    let text = error.to_string();
    let text = text.split_once("error decoding ").map_or(text.as_str(), |(_, what)| what);
    let text = text.split(" while decoding").next().unwrap_or(text);
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(120).collect();
    format!("its data is damaged ({})", text.trim_end_matches(['.', ' ']))
}
