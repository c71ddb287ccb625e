//! What the document says of itself: the document information and the XMP packet.

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use super::object::text_string;
use super::store::ObjectStore;
use super::xmp::{self, PRODUCER};
use crate::model::{Date, Metadata, PdfStandard, PdfStandards};

/// The document information (ISO 32000-1, 14.3.3).
pub(super) fn information(metadata: &Metadata, standards: &PdfStandards) -> Dictionary {
    let mut information = dictionary! {
        "Title" => text_string(&metadata.title),
        "Creator" => text_string("Pressroom"),
        "Producer" => text_string(PRODUCER),
    };
    let authors = metadata.authors.iter().filter(|person| person.is_author());
    let authors: Vec<&str> = authors.map(|author| author.name.as_str()).collect();
    if !authors.is_empty() {
        information.set("Author", text_string(&authors.join("; ")));
    }
    if let Some(description) = &metadata.description {
        information.set("Subject", text_string(description));
    }
    if !metadata.keywords.is_empty() {
        information.set("Keywords", text_string(&metadata.keywords.join(", ")));
    }
    if let Some(date) = metadata.date {
        // The document's own date: a clock would make each run's bytes differ.
        let date = day(date);
        information.set("CreationDate", text_string(&date));
        information.set("ModDate", text_string(&date));
    }
    if standards.has(PdfStandard::X4) {
        information.set("Trapped", "False");
    }
    information
}

/// A day as a PDF writes it (ISO 32000-1, 7.9.4).
pub(super) fn day(date: Date) -> String {
    format!("D:{:04}{:02}{:02}", date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}

/// The XMP packet, which may not be compressed, so that it can be found without a PDF reader
/// (ISO 19005-2, 6.6.2.1).
pub(super) fn packet(
    objects: &mut ObjectStore,
    metadata: &Metadata,
    standards: &PdfStandards,
    fingerprint: &str,
) -> ObjectId {
    let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let packet = xmp::packet(metadata, standards, fingerprint).into_bytes();
    objects.add(Object::Stream(Stream::new(dictionary, packet).with_compression(false)))
}
