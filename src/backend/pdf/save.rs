//! Objects → the bytes of the file.
//!
//! What is no stream goes into object streams (ISO 32000-1, 7.5.7), and the table of all objects is
//! a stream too (7.5.8), so that the thousands of elements of a tag tree cost little. Object streams
//! are made in parallel; each is a function of its objects alone, so the bytes do not depend on the
//! number of threads.

use std::io::Write;

use lopdf::{Dictionary, Object, StringFormat, dictionary};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::object::{deflate, deflated_stream};
use super::store::{ObjectStore, Stored, StoredStream};
use super::syntax::{Part, parts};

/// Objects in one object stream: an object's place in it fits into a byte.
const OBJECTS_PER_STREAM: usize = 200;

/// The file: all objects that can be reached from the trailer, numbered anew in their order, under
/// an identifier that is a digest of them (14.4).
pub(super) fn save(objects: ObjectStore) -> Vec<u8> {
    let version = objects.version.clone();
    let information = objects.information;
    let (root, mut stored) = objects.close();
    let numbers = Numbers::of(&stored, [Some(root), information].into_iter().flatten().map(|(id, _)| id));
    let (streams, others): (Vec<u32>, Vec<u32>) =
        numbers.reachable.iter().partition(|id| matches!(stored[**id as usize], Some(Stored::Stream(_))));
    let groups: Vec<&[u32]> = others.chunks(OBJECTS_PER_STREAM).collect();

    let mut file = File::new(&version, numbers.reachable.len() + groups.len() + 2);
    let mut digest = Sha256::new();
    for id in streams {
        // What is written is not needed any more.
        if let Some(Stored::Stream(stream)) = stored[id as usize].take() {
            digest.update(&stream.content);
            file.stream(numbers.of_object(id), &stream, &numbers);
        }
    }
    let packed: Vec<Packed> = groups.par_iter().map(|ids| Packed::of(&stored, ids, &numbers)).collect();
    drop(stored);
    let mut number = numbers.reachable.len() + 1;
    for (packed, ids) in packed.into_iter().zip(groups) {
        digest.update(packed.digest);
        for (place, id) in ids.iter().enumerate() {
            file.entries[numbers.of_object(*id)] = Entry::Packed { stream: number, place: place as u8 };
        }
        let dictionary =
            dictionary! { "Type" => "ObjStm", "N" => ids.len() as i64, "First" => packed.first as i64 };
        file.new_stream(number, dictionary, packed.deflated, &numbers);
        number += 1;
    }
    let id = Object::String(digest.finalize()[..16].to_vec(), StringFormat::Hexadecimal);
    let mut trailer = dictionary! { "ID" => vec![id.clone(), id], "Root" => Object::Reference(root) };
    if let Some(information) = information {
        trailer.set("Info", Object::Reference(information));
    }
    file.finish(number, trailer, &numbers)
}

/// The numbers of the objects in the file.
struct Numbers {
    /// The objects that can be reached, in order; the first has the number 1.
    reachable: Vec<u32>,
    /// By the number in the store; 0 for what cannot be reached.
    new: Vec<u32>,
}

impl Numbers {
    fn of(stored: &[Option<Stored>], mut roots: impl Iterator<Item = u32>) -> Self {
        let mut new = vec![0; stored.len()];
        let mut waiting: Vec<u32> = Vec::new();
        while let Some(id) = waiting.pop().or_else(|| roots.next()) {
            let Some(seen) = new.get_mut(id as usize).filter(|seen| **seen == 0) else { continue };
            let Some(object) = &stored[id as usize] else { continue };
            *seen = 1;
            waiting.extend(parts(object.bytes()).filter_map(|part| match part {
                Part::Reference(id) => Some(id),
                Part::Bytes(_) => None,
            }));
        }
        let reachable: Vec<u32> = (0..).zip(&new).filter(|(_, seen)| **seen == 1).map(|(id, _)| id).collect();
        for (number, id) in (1..).zip(&reachable) {
            new[*id as usize] = number;
        }
        Self { reachable, new }
    }

    /// An object's number in the file; 0 if it is nowhere.
    fn of_object(&self, id: u32) -> usize {
        self.new.get(id as usize).copied().unwrap_or(0) as usize
    }

    /// Writes the bytes of an object with its references.
    fn push(&self, out: &mut Vec<u8>, bytes: &[u8]) {
        for part in parts(bytes) {
            match part {
                Part::Bytes(bytes) => out.extend_from_slice(bytes),
                Part::Reference(id) => match self.of_object(id) {
                    0 => out.extend_from_slice(b"null"),
                    number => {
                        let _ = write!(out, "{number} 0 R");
                    }
                },
            }
        }
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
    fn of(stored: &[Option<Stored>], ids: &[u32], numbers: &Numbers) -> Self {
        let (mut list, mut objects) = (Vec::new(), Vec::new());
        for id in ids {
            let _ = write!(list, "{} {} ", numbers.of_object(*id), objects.len());
            if let Some(object) = &stored[*id as usize] {
                numbers.push(&mut objects, object.bytes());
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

    fn stream(&mut self, number: usize, stream: &StoredStream, numbers: &Numbers) {
        self.entries[number] = Entry::Alone(self.bytes.len());
        let _ = writeln!(self.bytes, "{number} 0 obj");
        numbers.push(&mut self.bytes, &stream.dictionary);
        self.bytes.extend_from_slice(b"\nstream\n");
        self.bytes.extend_from_slice(&stream.content);
        // After both signs of a line end no reader takes a last byte of the content for one.
        self.bytes.extend_from_slice(b"\r\nendstream\nendobj\n");
    }

    /// Writes a stream that is made for the file itself.
    fn new_stream(&mut self, number: usize, dictionary: Dictionary, deflated: Vec<u8>, numbers: &Numbers) {
        let stream = Object::Stream(deflated_stream(dictionary, deflated));
        if let Stored::Stream(stream) = stream.into() {
            self.stream(number, &stream, numbers);
        }
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
        let table = deflate(&differences(rows, columns));
        self.new_stream(number, trailer, table, numbers);
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

#[cfg(test)]
mod tests {
    use lopdf::{Document, Stream};

    use super::*;

    fn document() -> Document {
        let mut document = Document::with_version("1.7");
        let pages = document.add_object(dictionary! { "Type" => "Pages", "Kids" => vec![], "Count" => 0 });
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "Own" => 1 });
        document.trailer.set("Root", catalog);
        document
    }

    #[test]
    fn what_is_saved_can_be_read_and_what_cannot_be_reached_is_left_out() {
        let made = || {
            let mut objects = ObjectStore::of(&document(), 0);
            objects.add(dictionary! { "Lost" => true });
            let later = objects.reserve();
            let never = objects.reserve();
            let stream = objects.add(Stream::new(dictionary! { "Later" => later }, b"words".to_vec()));
            objects.put(later, dictionary! { "Never" => never });
            objects.catalog.set("Stream", Object::Reference(stream));
            objects
        };
        let bytes = save(made());
        assert_eq!(bytes, save(made()));
        let read = Document::load_mem(&bytes).expect("a PDF");
        let catalog = read.catalog().expect("a catalog");
        assert!(!catalog.has(b"Own") && catalog.has(b"Pages"));
        let stream = catalog.get_deref(b"Stream", &read).and_then(Object::as_stream).expect("a stream");
        assert_eq!(stream.content, b"words");
        let later = stream.dict.get_deref(b"Later", &read).and_then(Object::as_dict).expect("a dictionary");
        assert_eq!(later.get(b"Never").ok(), Some(&Object::Null));
        let is_lost = |object: &Object| object.as_dict().is_ok_and(|dictionary| dictionary.has(b"Lost"));
        assert!(!read.objects.values().any(is_lost));
    }
}
