//! Objects → the bytes of the file.
//!
//! What is no stream goes into object streams (ISO 32000-1, 7.5.7), and the table of all objects is
//! a stream too (7.5.8), so that the thousands of elements of a tag tree cost little. Object streams
//! are made in parallel; each is a function of its objects alone, so the bytes do not depend on the
//! number of threads.

use std::io::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::object::{deflate, deflated_stream};

/// Objects in one object stream: an object's place in it fits into a byte.
const OBJECTS_PER_STREAM: usize = 200;

/// The file: all objects that can be reached from the trailer, numbered anew in their order, under
/// an identifier that is a digest of them (14.4).
pub(super) fn save(document: &Document) -> Vec<u8> {
    let numbers = Numbers::of(document);
    let is_stream = |id: &ObjectId| matches!(document.objects.get(id), Some(Object::Stream(_)));
    let (streams, others): (Vec<ObjectId>, Vec<ObjectId>) =
        numbers.reachable.iter().partition(|id| is_stream(id));
    let groups: Vec<&[ObjectId]> = others.chunks(OBJECTS_PER_STREAM).collect();
    let packed: Vec<Packed> = groups.par_iter().map(|ids| Packed::of(document, ids, &numbers)).collect();

    let mut file = File::new(&document.version, numbers.reachable.len() + groups.len() + 2);
    let mut digest = Sha256::new();
    for id in &streams {
        if let Some(Object::Stream(stream)) = document.objects.get(id) {
            digest.update(&stream.content);
            file.stream(numbers.of_object(*id), stream, &numbers);
        }
    }
    let mut number = numbers.reachable.len() + 1;
    for (packed, ids) in packed.into_iter().zip(groups) {
        digest.update(packed.digest);
        for (place, id) in ids.iter().enumerate() {
            file.entries[numbers.of_object(*id)] = Entry::Packed { stream: number, place: place as u8 };
        }
        let dictionary =
            dictionary! { "Type" => "ObjStm", "N" => ids.len() as i64, "First" => packed.first as i64 };
        file.stream(number, &deflated_stream(dictionary, packed.deflated), &numbers);
        number += 1;
    }
    let id = Object::String(digest.finalize()[..16].to_vec(), StringFormat::Hexadecimal);
    let mut trailer = dictionary! { "ID" => vec![id.clone(), id] };
    for key in ["Root", "Info"] {
        if let Ok(value) = document.trailer.get(key.as_bytes()) {
            trailer.set(key, value.clone());
        }
    }
    file.finish(number, trailer, &numbers)
}

/// The numbers of the objects in the file.
struct Numbers {
    /// The objects that can be reached, in order; the first has the number 1.
    reachable: Vec<ObjectId>,
    /// By the number in the document; 0 for what cannot be reached.
    new: Vec<u32>,
}

impl Numbers {
    fn of(document: &Document) -> Self {
        let mut new = vec![0; document.max_id as usize + 1];
        let mut waiting: Vec<&Object> = document.trailer.iter().map(|(_, value)| value).collect();
        while let Some(object) = waiting.pop() {
            match object {
                Object::Reference(id) => {
                    let Some(seen) = new.get_mut(id.0 as usize).filter(|seen| **seen == 0) else { continue };
                    if let Some(object) = document.objects.get(id) {
                        *seen = 1;
                        waiting.push(object);
                    }
                }
                Object::Array(objects) => waiting.extend(objects),
                Object::Dictionary(dictionary) => waiting.extend(dictionary.iter().map(|(_, value)| value)),
                Object::Stream(stream) => waiting.extend(stream.dict.iter().map(|(_, value)| value)),
                Object::Null
                | Object::Boolean(_)
                | Object::Integer(_)
                | Object::Real(_)
                | Object::Name(_)
                | Object::String(..) => {}
            }
        }
        let reachable: Vec<ObjectId> =
            document.objects.keys().filter(|id| new.get(id.0 as usize) == Some(&1)).copied().collect();
        for (number, id) in (1..).zip(&reachable) {
            new[id.0 as usize] = number;
        }
        Self { reachable, new }
    }

    /// An object's number in the file; 0 if it is nowhere.
    fn of_object(&self, id: ObjectId) -> usize {
        self.new.get(id.0 as usize).copied().unwrap_or(0) as usize
    }
}

/// Objects in an object stream.
struct Packed {
    /// Where the first object starts, behind the list of their numbers and places.
    first: usize,
    deflated: Vec<u8>,
    digest: [u8; 32],
}

impl Packed {
    fn of(document: &Document, ids: &[ObjectId], numbers: &Numbers) -> Self {
        let (mut list, mut objects) = (Vec::new(), Vec::new());
        for id in ids {
            let _ = write!(list, "{} {} ", numbers.of_object(*id), objects.len());
            if let Some(object) = document.objects.get(id) {
                push_object(&mut objects, object, numbers);
            }
            objects.push(b'\n');
        }
        let first = list.len();
        list.append(&mut objects);
        Self { first, deflated: deflate(&list), digest: Sha256::digest(&list).into() }
    }
}

/// Where an object stands.
#[derive(Clone, Copy)]
enum Entry {
    Free,
    /// By itself, at an offset from the file's start.
    Alone(usize),
    /// In an object stream, at a place in it.
    Packed {
        stream: usize,
        place: u8,
    },
}

/// A file that is being written.
struct File {
    bytes: Vec<u8>,
    /// By number.
    entries: Vec<Entry>,
}

impl File {
    fn new(version: &str, objects: usize) -> Self {
        let mut bytes = format!("%PDF-{version}\n").into_bytes();
        // Four bytes above 127 tell programs that move files that this one is not text (7.5.2).
        bytes.extend_from_slice(b"%\xE2\xE3\xCF\xD3\n");
        Self { bytes, entries: vec![Entry::Free; objects] }
    }

    fn stream(&mut self, number: usize, stream: &Stream, numbers: &Numbers) {
        self.entries[number] = Entry::Alone(self.bytes.len());
        let mut dictionary = stream.dict.clone();
        dictionary.set("Length", stream.content.len() as i64);
        let _ = writeln!(self.bytes, "{number} 0 obj");
        push_dictionary(&mut self.bytes, &dictionary, numbers);
        self.bytes.extend_from_slice(b"\nstream\n");
        self.bytes.extend_from_slice(&stream.content);
        // After both signs of a line end no reader takes a last byte of the content for one.
        self.bytes.extend_from_slice(b"\r\nendstream\nendobj\n");
    }

    /// Writes the table of objects, itself the object `number`, and the end of the file.
    fn finish(mut self, number: usize, mut trailer: Dictionary, numbers: &Numbers) -> Vec<u8> {
        let start = self.bytes.len();
        self.entries[number] = Entry::Alone(start);
        let width = (1..8).find(|width| start >> (8 * width) == 0).unwrap_or(8);
        let rows = self.entries.iter().map(|entry| {
            let (kind, field, place) = match *entry {
                Entry::Free => (0, 0, 255),
                Entry::Alone(offset) => (1, offset, 0),
                Entry::Packed { stream, place } => (2, stream, place),
            };
            let mut row = vec![kind];
            row.extend_from_slice(&field.to_be_bytes()[8 - width..]);
            row.push(place);
            row
        });
        trailer.set("Type", "XRef");
        trailer.set("Size", self.entries.len() as i64);
        trailer.set("W", vec![1.into(), (width as i64).into(), 1.into()]);
        let columns = width + 2;
        trailer.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => columns as i64 });
        let table = deflated_stream(trailer, deflate(&differences(rows, columns)));
        self.stream(number, &table, numbers);
        let _ = write!(self.bytes, "startxref\n{start}\n%%EOF\n");
        self.bytes
    }
}

/// Rows as their differences from the row above, each behind the number of that filter: PNG's "up"
/// (RFC 2083, 6.3).
fn differences(rows: impl Iterator<Item = Vec<u8>>, columns: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut above = vec![0; columns];
    for row in rows {
        out.push(2);
        out.extend(row.iter().zip(&above).map(|(byte, above)| byte.wrapping_sub(*above)));
        above = row;
    }
    out
}

fn push_object(out: &mut Vec<u8>, object: &Object, numbers: &Numbers) {
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
                push_object(out, object, numbers);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => push_dictionary(out, dictionary, numbers),
        // A stream is an object by itself.
        Object::Stream(stream) => push_dictionary(out, &stream.dict, numbers),
        Object::Reference(id) => match numbers.of_object(*id) {
            0 => out.extend_from_slice(b"null"),
            number => {
                let _ = write!(out, "{number} 0 R");
            }
        },
    }
}

fn push_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary, numbers: &Numbers) {
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
        push_object(out, value, numbers);
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
    use super::*;

    fn written(object: impl Into<Object>) -> String {
        let mut out = Vec::new();
        let numbers = Numbers { reachable: Vec::new(), new: vec![0, 7] };
        push_object(&mut out, &object.into(), &numbers);
        String::from_utf8(out).expect("ASCII")
    }

    #[test]
    fn objects_are_written_as_a_reader_expects() {
        assert_eq!(written(1.5f32), "1.5");
        assert_eq!(written(-0.000_001f32), "0");
        assert_eq!(written(f32::NAN), "0");
        assert_eq!(written(100f32), "100");
        assert_eq!(written(Object::Name(b"A B#".to_vec())), "/A#20B#23");
        assert_eq!(written(Object::string_literal("a(b)\\")), "(a\\(b\\)\\\\)");
        assert_eq!(written(vec![Object::Reference((1, 0)), Object::Reference((9, 0))]), "[7 0 R null]");
        assert_eq!(written(dictionary! { "K" => "N", "L" => 2 }), "<</K/N/L 2>>");
    }

    #[test]
    fn what_is_saved_can_be_read_and_what_cannot_be_reached_is_left_out() {
        let mut document = Document::with_version("1.7");
        let lost = document.add_object(dictionary! { "Lost" => true });
        let stream = document.add_object(Stream::new(Dictionary::new(), b"words".to_vec()));
        let pages = document.add_object(dictionary! { "Type" => "Pages", "Kids" => vec![], "Count" => 0 });
        let catalog = dictionary! { "Type" => "Catalog", "Pages" => pages, "Stream" => stream };
        let catalog = document.add_object(catalog);
        document.trailer.set("Root", catalog);
        let bytes = save(&document);
        assert_eq!(bytes, save(&document));
        let read = Document::load_mem(&bytes).expect("a PDF");
        let catalog = read.catalog().expect("a catalog");
        let stream =
            read.get_object(catalog.get(b"Stream").and_then(Object::as_reference).expect("a stream"));
        assert_eq!(stream.and_then(Object::as_stream).expect("a stream").content, b"words");
        let is_lost = |object: &Object| object.as_dict().is_ok_and(|dictionary| dictionary.has(b"Lost"));
        assert!(!read.objects.values().any(is_lost), "{lost:?}");
    }
}
