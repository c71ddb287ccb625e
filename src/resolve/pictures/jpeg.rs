//! JPEG data → its size, density and orientation, and whether it is all there.
//!
//! Only the headers are read: photographs are large and are put into the editions as they are.

use image::metadata::Orientation;

use super::super::Format;
use super::Looked;

/// What the headers say, or what is wrong with the data.
pub(super) fn look(bytes: &[u8]) -> Result<Looked, String> {
    let cut = || "the JPEG data is cut off".to_owned();
    let mut size = None;
    let mut density = None;
    let mut turned = false;
    let mut at = 2;
    loop {
        // Markers may have any number of FF before them.
        while bytes.get(at) == Some(&0xFF) && bytes.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        let [0xFF, marker, rest @ ..] = bytes.get(at..).ok_or_else(cut)? else {
            return Err(if at + 2 > bytes.len() { cut() } else { "the JPEG data is damaged".to_owned() });
        };
        let &[high, low, ..] = rest else { return Err(cut()) };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let segment = rest.get(2..length.max(2)).ok_or_else(cut)?;
        match (marker, segment) {
            (0xC0..=0xC2, &[_, h1, h2, w1, w2, ..]) => {
                size = Some((u16::from_be_bytes([w1, w2]), u16::from_be_bytes([h1, h2])));
            }
            (0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF, _) => {
                return Err("its kind of JPEG is not one that readers show".to_owned());
            }
            (0xE0, &[b'J', b'F', b'I', b'F', 0, _, _, unit, x1, x2, ..]) => {
                let dots = f32::from(u16::from_be_bytes([x1, x2]));
                density = match unit {
                    1 => Some(dots),
                    2 => Some(dots * 2.54),
                    _ => None,
                };
            }
            (0xE1, [b'E', b'x', b'i', b'f', 0, 0, exif @ ..]) => {
                turned = Orientation::from_exif_chunk(exif).is_some_and(super::raster::turns);
            }
            // The picture itself begins.
            (0xDA, _) => break,
            (0xD9, _) => return Err(cut()),
            _ => {}
        }
        at += 2 + length.max(2);
    }
    let Some((width, height)) = size.filter(|(width, height)| *width > 0 && *height > 0) else {
        return Err("the JPEG data has no size".to_owned());
    };
    // Cameras put other data after the end; the end itself must be there.
    if !bytes[at..].windows(2).any(|pair| pair == [0xFF, 0xD9]) {
        return Err(cut());
    }
    let (width, height) = if turned { (height, width) } else { (width, height) };
    Ok(Looked {
        format: Format::Jpeg,
        rewritten: None,
        width: u32::from(width),
        height: u32::from(height),
        density: density.filter(|dots| *dots > 1.0),
    })
}
