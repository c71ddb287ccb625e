//! JPEG: its data as it is, or sampled down.

use std::io::Cursor;

use image::ImageDecoder;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::metadata::Orientation;
use lopdf::{Object, Stream};

use super::pixels::{picture, sampled};
use super::profile::{Colours, Profile};
use super::{Most, Raster, image_dictionary};

/// The quality of a photograph that is sampled down: no loss that is seen in print.
const QUALITY: u8 = 92;

/// What precedes a part of a profile.
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// A JPEG, its data untouched unless it has more pixels than print can show.
pub(super) fn encode(bytes: &[u8], most: Option<Most>) -> Result<Raster, String> {
    let frame = frame(bytes).ok_or("its frame header is missing")?;
    let profile = Profile::of(frame.profile(), frame.colours);
    match most {
        // Inks are left as they are: to sample them down would be to mix them anew.
        Some(most) if frame.colours != Colours::Cmyk => {
            let small = sampled(picture(bytes)?, Some(most));
            let mut data = Vec::new();
            let encoder = JpegEncoder::new_with_quality(&mut data, QUALITY);
            small.write_with_encoder(encoder).map_err(|error| error.to_string())?;
            let frame = Frame { width: small.width(), height: small.height(), ..frame };
            Ok(Raster { stream: frame.stream(data), mask: None, turn: None, profile, ink: None })
        }
        Some(_) | None => {
            let stream = frame.stream(bytes.to_vec());
            Ok(Raster { stream, mask: None, turn: orientation(bytes), profile, ink: None })
        }
    }
}

/// Whether it is made of inks, and does not say of which.
pub(super) fn is_bare_cmyk(bytes: &[u8]) -> bool {
    frame(bytes).is_some_and(|frame| {
        frame.colours == Colours::Cmyk
            && !matches!(Profile::of(frame.profile(), Colours::Cmyk), Profile::Sound(_))
    })
}

/// What the headers say (ITU-T T.81, annex B).
struct Frame<'b> {
    width: u32,
    height: u32,
    colours: Colours,
    /// Whether Adobe's marker is there.
    adobe: bool,
    /// The parts of the profile: their numbers, from 1, how many there are, and their data.
    parts: Vec<(u8, u8, &'b [u8])>,
}

impl Frame<'_> {
    fn stream(&self, data: Vec<u8>) -> Stream {
        let mut dictionary = image_dictionary(self.width, self.height);
        dictionary.set("BitsPerComponent", 8);
        dictionary.set("Filter", "DCTDecode");
        dictionary.set("ColorSpace", self.colours.device());
        if self.colours == Colours::Cmyk && self.adobe {
            // Adobe's programs store the inks inverted.
            dictionary.set("Decode", [1, 0, 1, 0, 1, 0, 1, 0].map(Object::Integer).to_vec());
        }
        Stream::new(dictionary, data).with_compression(false)
    }

    /// The profile, put together; empty if parts of it are missing.
    fn profile(&self) -> Option<Vec<u8>> {
        let count = self.parts.first()?.1;
        let mut parts = self.parts.clone();
        parts.sort_by_key(|part| part.0);
        let whole = parts.iter().map(|part| (part.0, part.1)).eq((1..=count).map(|at| (at, count)));
        let data = parts.iter().filter(|_| whole).flat_map(|part| part.2).copied();
        Some(data.collect())
    }
}

/// The headers, up to the picture's data.
fn frame(bytes: &[u8]) -> Option<Frame<'_>> {
    let mut at = 2;
    let mut size = None;
    let mut adobe = false;
    let mut parts = Vec::new();
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
        if matches!(marker, 0xD9 | 0xDA) {
            break;
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
        let segment = bytes.get(at + 2..at + length)?;
        match (marker, segment) {
            (0xE2, segment) => {
                if let Some([number, count, data @ ..]) = segment.strip_prefix(PROFILE) {
                    parts.push((*number, *count, data));
                }
            }
            (0xEE, segment) => adobe |= segment.starts_with(b"Adobe"),
            (0xC4 | 0xC8 | 0xCC, _) => {}
            (0xC0..=0xCF, &[_, h1, h2, w1, w2, components, ..]) => {
                let colours = Colours::of(components)?;
                size = Some((u16::from_be_bytes([w1, w2]), u16::from_be_bytes([h1, h2]), colours));
            }
            _ => {}
        }
        at += length;
    }
    let (width, height, colours) = size?;
    Some(Frame { width: width.into(), height: height.into(), colours, adobe, parts })
}

/// The matrix that turns a picture's unit square as its EXIF orientation says.
fn orientation(bytes: &[u8]) -> Option<[i8; 6]> {
    let mut decoder = JpegDecoder::new(Cursor::new(bytes)).ok()?;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Headers alone, with these segments before the frame of so many components.
    fn headers(segments: &[(u8, &[u8])], components: u8) -> Vec<u8> {
        let frame = [8, 0, 2, 0, 3, components];
        let mut bytes = vec![0xFF, 0xD8];
        for (marker, data) in segments.iter().copied().chain([(0xC0, frame.as_slice()), (0xDA, &[])]) {
            bytes.extend([0xFF, marker]);
            bytes.extend((data.len() as u16 + 2).to_be_bytes());
            bytes.extend(data);
        }
        bytes
    }

    #[test]
    fn inks_of_adobe_are_inverted() {
        let decode = |segments: &[(u8, &[u8])]| {
            let raster = encode(&headers(segments, 4), None).expect("it has a frame");
            assert_eq!(raster.stream.dict.get(b"ColorSpace").ok(), Some(&Object::from("DeviceCMYK")));
            raster.stream.dict.has(b"Decode")
        };
        assert!(decode(&[(0xEE, b"Adobe\0\x64\0\0\0\0\x02")]));
        assert!(!decode(&[]));
        let large = headers(&[], 4);
        let kept = encode(&large, Some([1, 1])).expect("it has a frame");
        assert_eq!(kept.stream.content, large, "inks are never sampled down");
    }

    #[test]
    fn a_profile_is_put_together_from_its_parts() {
        let [two, one] = [b"ICC_PROFILE\0\x02\x02cd", b"ICC_PROFILE\0\x01\x02ab"];
        let of = |segments: &[(u8, &[u8])]| {
            let bytes = headers(segments, 3);
            frame(&bytes).expect("it has a frame").profile()
        };
        assert_eq!(of(&[(0xE2, two), (0xE2, one)]).as_deref(), Some(b"abcd".as_slice()));
        assert_eq!(of(&[(0xE2, two)]).as_deref(), Some(b"".as_slice()));
        assert_eq!(of(&[(0xE2, b"other")]), None);
    }

    #[test]
    fn what_is_no_jpeg_is_refused() {
        for bytes in [b"".as_slice(), b"\xFF\xD8", b"\xFF\xD8\xFF\xC0\x00", b"\xFF\xD8\xFF\xE2\x00\x00"] {
            assert!(encode(bytes, None).is_err(), "{bytes:?}");
        }
    }
}
