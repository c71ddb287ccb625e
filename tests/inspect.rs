//! What `pressroom inspect` tells of finished files, whole ones and damaged ones.

use pressroom::backend;
use pressroom::diagnostic::Diagnostics;
use pressroom::edition::Edition;
use pressroom::export;
use pressroom::inspect::{PdfFile, Sections, Unreadable};
use pressroom::source::{self, Input, Request};

/// The handbook's edition by the backend of that name.
fn edition(name: &str) -> Vec<u8> {
    let root = env!("CARGO_MANIFEST_DIR");
    let input = Input::File { path: format!("{root}/source/handbook.md").into(), root: root.into() };
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(&input, &Request::default(), &mut diagnostics);
    let backends: Vec<_> = backend::ALL.iter().copied().filter(|backend| backend.name() == name).collect();
    let mut export = export(&sources, &backends, &mut diagnostics);
    export.editions.remove(0).into_bytes().expect("it is written")
}

/// What is told of a file without a name.
fn inspect(bytes: &[u8], sections: Sections) -> Result<String, Unreadable> {
    let edition = Edition::File(bytes.to_vec());
    let reader = backend::reader_of("", &edition).ok_or(Unreadable("it is no edition".to_owned()))?;
    reader.inspect(&edition, sections)
}

const ALL: Sections = Sections { outline: true, tags: true, links: true };

#[test]
fn each_edition_is_told_of() {
    let told = inspect(&edition("pdf"), ALL).expect("a PDF");
    for words in
        ["PDF/UA-1, PDF/A-2a", "The Pressroom Handbook", "no text outside the tags", "148.0 × 210.0 mm"]
    {
        assert!(told.contains(words), "`{words}` is not in\n{told}");
    }
    assert!(told.contains("https://www.rust-lang.org"), "{told}");
    let told = inspect(&edition("epub"), ALL).expect("an EPUB");
    for words in ["EPUB 3.0", "The Pressroom Handbook", "What Pressroom does"] {
        assert!(told.contains(words), "`{words}` is not in\n{told}");
    }
    let told = inspect(&edition("text"), ALL).expect("a text");
    for words in ["plain text, UTF-8", "72 columns", "The Pressroom Handbook"] {
        assert!(told.contains(words), "`{words}` is not in\n{told}");
    }
}

#[test]
fn what_is_damaged_is_told_of_or_refused() {
    for name in ["pdf", "epub", "text"] {
        let whole = edition(name);
        for part in 0..40 {
            let cut = &whole[..whole.len() * part / 40];
            let _ = inspect(cut, ALL);
            let mut bent = whole.clone();
            let at = whole.len() * part / 40;
            bent[at..(at + 8).min(whole.len())].fill(b'0');
            let _ = inspect(&bent, ALL);
        }
    }
    for bytes in [b"".as_slice(), b"%PDF-", b"%PDF-1.7\n", b"PK\x03\x04", b"\xFF\xFE"] {
        let _ = inspect(bytes, ALL);
    }
    assert!(inspect(b"%PDF-1.7\nnothing", ALL).is_err());
    assert!(inspect(b"\xFF\xFE\x00", ALL).is_err());
}

#[test]
fn what_unpacks_to_endless_bytes_is_not_unpacked() {
    use std::io::Write;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..300 {
        packed.write_all(&[b' '; 1 << 20]).expect("to memory");
    }
    let packed = packed.finish().expect("to memory");
    let mut document = lopdf::Document::load_mem(&edition("pdf")).expect("a PDF");
    for object in document.objects.values_mut() {
        if let lopdf::Object::Stream(stream) = object
            && stream.dict.get(b"Filter").is_ok()
        {
            stream.set_content(packed.clone());
        }
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("it is written");
    assert!(bytes.len() < 64 << 20);
    let told = inspect(&bytes, ALL);
    assert!(told.is_err() || told.is_ok_and(|told| told.contains("PDF 1.7")));
}

#[test]
fn trees_that_lead_back_into_themselves_end() {
    let mut document = lopdf::Document::load_mem(&edition("pdf")).expect("a PDF");
    let ids: Vec<_> = document.objects.keys().copied().collect();
    for id in ids {
        let Some(lopdf::Object::Dictionary(dictionary)) = document.objects.get_mut(&id) else { continue };
        for key in ["First", "Next"] {
            if dictionary.has(key.as_bytes()) && dictionary.has(b"Title") {
                dictionary.set(key, lopdf::Object::Reference(id));
            }
        }
        if dictionary.get(b"S").is_ok_and(|kind| kind.as_name().is_ok_and(|name| name == b"Sect")) {
            dictionary.set("K", vec![lopdf::Object::Reference(id); 2]);
        }
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("it is written");
    let file = PdfFile::read(&bytes).expect("it is a PDF still");
    assert!(file.tags.is_some());
    assert!(!file.outline().is_empty());
}
