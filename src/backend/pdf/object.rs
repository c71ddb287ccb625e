//! Small PDF objects: numbers, strings, streams.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Object, Stream, StringFormat};

use crate::layout::{Orientation, Page, Sp};

/// How hard streams are pressed: the best that costs little.
const LEVEL: u32 = 6;

/// `bytes`, deflated.
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    Deflater::new().deflate(bytes)
}

/// Deflates one text after the other: its tables of a quarter of a megabyte are made once.
pub(super) struct Deflater(ZlibEncoder<Vec<u8>>);

impl Deflater {
    pub fn new() -> Self {
        Self(ZlibEncoder::new(Vec::new(), Compression::new(LEVEL)))
    }

    /// `bytes`, deflated, as if nothing had been deflated before.
    pub fn deflate(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.0.write_all(bytes).expect("writing to memory does not fail");
        let mut deflated = self.0.reset(Vec::new()).expect("writing to memory does not fail");
        deflated.shrink_to_fit();
        deflated
    }
}

/// A stream of deflated bytes.
pub(super) fn deflated_stream(mut dictionary: Dictionary, deflated: Vec<u8>) -> Stream {
    dictionary.set("Filter", "FlateDecode");
    Stream::new(dictionary, deflated).with_compression(false)
}

/// A text string: as it is in ASCII, else UTF-16 with a byte order mark (ISO 32000-1, 7.9.2.2).
pub(super) fn text_string(text: &str) -> Object {
    if text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Width and height of a page as it is bound.
pub(super) fn bound_size(page: &Page) -> [Sp; 2] {
    match page.orientation {
        Orientation::Upright => [page.width, page.height],
        Orientation::Turned => [page.height, page.width],
    }
}

/// A place on a page, as it is read from the top left, in the page as it is bound, from the lower
/// left.
pub(super) fn bound_place(page: &Page, x: Sp, y: Sp) -> [Sp; 2] {
    match page.orientation {
        Orientation::Upright => [x, page.height - y],
        Orientation::Turned => [y, x],
    }
}

/// A length as a number of points with at most three decimals.
pub(super) fn number(length: Sp) -> Object {
    let thousandths = thousandths(length);
    if thousandths % 1000 == 0 {
        Object::Integer(thousandths / 1000)
    } else {
        Object::Real(thousandths as f32 / 1000.0)
    }
}

/// Writes a length in points, with at most three decimals, and a blank.
pub(super) fn push_length(out: &mut Vec<u8>, length: Sp) {
    push_thousandths(out, thousandths(length));
}

/// Writes a number given in thousandths, and a blank.
pub(super) fn push_thousandths(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    let value = value.unsigned_abs();
    let _ = write!(out, "{}", value / 1000);
    let rest = value % 1000;
    if rest != 0 {
        let digits = format!(".{rest:03}");
        out.extend_from_slice(digits.trim_end_matches('0').as_bytes());
    }
    out.push(b' ');
}

fn thousandths(length: Sp) -> i64 {
    (length.0 * 1000 + Sp::PER_PT / 2).div_euclid(Sp::PER_PT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_three_decimals_at_most() {
        let mut out = Vec::new();
        for thousandths in [0, 1000, -1500, 12345, -7] {
            push_thousandths(&mut out, thousandths);
        }
        assert_eq!(String::from_utf8(out).unwrap(), "0 1 -1.5 12.345 -0.007 ");
    }

    #[test]
    fn what_was_deflated_before_leaves_no_trace() {
        let mut deflater = Deflater::new();
        let texts = ["", "words and words and words", "words", ""].map(str::as_bytes);
        for text in texts {
            assert_eq!(deflater.deflate(text), deflate(text));
        }
    }

    #[test]
    fn text_beyond_ascii_is_utf_16() {
        let Object::String(bytes, _) = text_string("é") else { panic!("a string") };
        assert_eq!(bytes, [0xFE, 0xFF, 0, 0xE9]);
    }
}
