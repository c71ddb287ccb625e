//! Objects → their bytes in the file, with references that are still to be numbered.

use std::io::Write;

use lopdf::{Dictionary, Object, StringFormat};

/// Begins a reference; the four bytes of the object's number follow, the lowest first. Nothing else
/// writes this byte: names and hexadecimal strings are ASCII, and literal strings escape it.
const REFERENCE: u8 = 0xFF;
/// The bytes of a reference.
const REFERENCE_LENGTH: usize = 1 + size_of::<u32>();

/// A part of an object's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'b> {
    /// Bytes that stand in the file as they are.
    Bytes(&'b [u8]),
    /// A reference to the object of this number.
    Reference(u32),
}

/// The parts of what [`push_object`] wrote, in order.
pub(super) fn parts(bytes: &[u8]) -> impl Iterator<Item = Part<'_>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (part, after) = match rest.iter().position(|byte| *byte == REFERENCE) {
            Some(0) => {
                let (reference, after) = rest.split_at_checked(REFERENCE_LENGTH)?;
                let number = reference[1..].try_into().map_or(0, u32::from_le_bytes);
                (Part::Reference(number), after)
            }
            next => {
                let (bytes, after) = rest.split_at(next.unwrap_or(rest.len()));
                (Part::Bytes(bytes), after)
            }
        };
        rest = after;
        (part != Part::Bytes(&[])).then_some(part)
    })
}

/// An array that is written as it is made: one of many objects takes little room.
#[derive(Debug, Default)]
pub(super) struct LongArray(Vec<u8>);

impl LongArray {
    /// Adds an object at the end.
    pub fn push(&mut self, object: &Object) {
        self.0.push(if self.0.is_empty() { b'[' } else { b' ' });
        push_object(&mut self.0, object);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its bytes, as [`push_object`] writes those of an array.
    pub fn bytes(mut self) -> Vec<u8> {
        if self.0.is_empty() {
            self.0.push(b'[');
        }
        self.0.push(b']');
        self.0
    }
}

/// Writes an object as a file has it (ISO 32000-1, 7.3), but for its references.
pub(super) fn push_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => {
            let _ = write!(out, "{value}");
        }
        Object::Real(value) => push_real(out, *value),
        Object::Name(name) => push_name(out, name),
        Object::String(bytes, format) => push_string(out, bytes, format),
        Object::Array(objects) => {
            out.push(b'[');
            for (index, object) in objects.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                push_object(out, object);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => push_dictionary(out, dictionary),
        // A stream is an object by itself.
        Object::Stream(stream) => push_dictionary(out, &stream.dict),
        Object::Reference((number, _)) => {
            out.push(REFERENCE);
            out.extend_from_slice(&number.to_le_bytes());
        }
    }
}

/// Writes a dictionary as [`push_object`] does.
pub(super) fn push_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        push_name(out, key);
        if !matches!(
            value,
            Object::Name(_)
                | Object::String(..)
                | Object::Array(_)
                | Object::Dictionary(_)
                | Object::Stream(_)
        ) {
            out.push(b' ');
        }
        push_object(out, value);
    }
    out.extend_from_slice(b">>");
}

/// A number with at most five decimals; one that is none is 0.
fn push_real(out: &mut Vec<u8>, value: f32) {
    let text = format!("{:.5}", if value.is_finite() { value } else { 0.0 });
    let text = text.trim_end_matches('0').trim_end_matches('.');
    out.extend_from_slice(if text == "-0" { b"0" } else { text.as_bytes() });
}

fn push_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        match byte {
            b'!'..=b'~' if !b"#()<>[]{}/%".contains(&byte) => out.push(byte),
            _ => {
                let _ = write!(out, "#{byte:02X}");
            }
        }
    }
}

fn push_string(out: &mut Vec<u8>, bytes: &[u8], format: &StringFormat) {
    match format {
        StringFormat::Literal => {
            out.push(b'(');
            for &byte in bytes {
                match byte {
                    b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
                    b'\r' => out.extend_from_slice(b"\\r"),
                    REFERENCE => out.extend_from_slice(b"\\377"),
                    byte => out.push(byte),
                }
            }
            out.push(b')');
        }
        StringFormat::Hexadecimal => {
            out.push(b'<');
            for byte in bytes {
                let _ = write!(out, "{byte:02X}");
            }
            out.push(b'>');
        }
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    fn written(object: impl Into<Object>) -> String {
        let mut out = Vec::new();
        push_object(&mut out, &object.into());
        shown(&out)
    }

    fn shown(bytes: &[u8]) -> String {
        let mut shown = String::new();
        for part in parts(bytes) {
            match part {
                Part::Bytes(bytes) => shown.push_str(std::str::from_utf8(bytes).expect("ASCII")),
                Part::Reference(number) => shown.push_str(&format!("{number} 0 R")),
            }
        }
        shown
    }

    #[test]
    fn objects_are_written_as_a_reader_expects() {
        assert_eq!(written(1.5f32), "1.5");
        assert_eq!(written(-0.000_001f32), "0");
        assert_eq!(written(f32::NAN), "0");
        assert_eq!(written(100f32), "100");
        assert_eq!(written(Object::Name(b"A B#".to_vec())), "/A#20B#23");
        assert_eq!(written(Object::string_literal("a(b)\\")), "(a\\(b\\)\\\\)");
        assert_eq!(written(vec![Object::Reference((7, 0)), Object::Reference((9, 0))]), "[7 0 R 9 0 R]");
        assert_eq!(written(dictionary! { "K" => "N", "L" => 2 }), "<</K/N/L 2>>");
        assert_eq!(written(dictionary! { "K" => Object::Reference((3, 0)) }), "<</K 3 0 R>>");
    }

    #[test]
    fn no_byte_of_a_string_or_a_number_is_taken_for_a_reference() {
        for number in [0xFF, 0xFFFF, 0x00FF_00FF, u32::MAX] {
            assert_eq!(written(vec![Object::Reference((number, 0)), 1.into()]), format!("[{number} 0 R 1]"));
        }
        let bytes = Object::String(vec![b'a', 0xFF, b'b'], StringFormat::Literal);
        assert_eq!(written(bytes), "(a\\377b)");
        assert_eq!(written(Object::Name(vec![0xFF])), "/#FF");
        assert_eq!(written(Object::String(vec![0xFF], StringFormat::Hexadecimal)), "<FF>");
    }

    #[test]
    fn a_long_array_is_written_as_an_array() {
        let objects = vec![Object::Integer(1), "N".into(), Object::Reference((2, 0)), Object::Null];
        let mut long = LongArray::default();
        assert!(long.is_empty());
        objects.iter().for_each(|object| long.push(object));
        assert_eq!(shown(&long.bytes()), written(objects));
        assert_eq!(shown(&LongArray::default().bytes()), written(Vec::new()));
    }
}
