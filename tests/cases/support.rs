//! A few files in, three editions out.

#[path = "../support/effort.rs"]
pub mod effort;

use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use pressroom::backend;
use pressroom::diagnostic::{Diagnostics, Severity};
use pressroom::inspect::PdfFile;
use pressroom::source::{self, Memory, Request};
use pressroom::{Mapping, export_and_verify};

/// Everything that one export produced.
pub struct Exported {
    /// Each diagnostic as `LINE:COLUMN Severity[code] message`, in order; without the place if it has none.
    pub diagnostics: Vec<String>,
    /// How many of them are errors.
    pub errors: usize,
    /// The PDF's bytes.
    pub pdf: Vec<u8>,
    /// The EPUB's bytes.
    pub epub: Vec<u8>,
    /// The XHTML of the EPUB's chapters, in order.
    pub xhtml: String,
    /// The text edition.
    pub text: String,
    /// Whether `verify` found nothing that differs.
    pub verified: bool,
}

impl Exported {
    /// The diagnostics with this code.
    pub fn with_code(&self, code: &str) -> Vec<&str> {
        let wanted = format!("[{code}]");
        self.diagnostics.iter().map(String::as_str).filter(|found| found.contains(&wanted)).collect()
    }

    /// The words of the PDF in the order of its tags.
    pub fn pdf_words(&self) -> String {
        let file = PdfFile::read(&self.pdf).ok();
        file.and_then(|file| file.tags).map(|tags| tags.text()).unwrap_or_default()
    }
}

/// Exports `doc.md` with this text.
pub fn export(markdown: &str) -> Exported {
    export_files(&[("doc.md", markdown.as_bytes())])
}

/// Exports the first file, or the book that it belongs to if it is a `book.toml`; the others lie beside it.
/// All of them lie in memory.
pub fn export_files(files: &[(&str, &[u8])]) -> Exported {
    let folder = Path::new("folder");
    let put = |world: Memory, (name, bytes): &(&str, &[u8])| world.with(folder.join(name), *bytes);
    let world = files.iter().fold(Memory::new(), put);
    let first = files[0].0;
    let path = if first == "book.toml" { folder.to_owned() } else { folder.join(first) };
    let inputs = source::find_in(&world, &path, None).expect("there is a document");
    let mut found = Diagnostics::new();
    let sources = source::open_in(Arc::new(world), &inputs[0], &Request::default(), &mut found);
    let export = export_and_verify(&sources, backend::ALL, Mapping::Unwanted, &mut found);
    let edition = |name: &str| {
        let edition = export.editions.iter().find(|edition| edition.backend.name() == name);
        edition.and_then(|edition| edition.bytes()).unwrap_or_default().to_vec()
    };
    let diagnostics = found.iter().map(|it| {
        let place = it.span.map(|span| sources.locate(span));
        let place = place.map_or(String::new(), |at| format!("{}:{} ", at.line, at.column));
        format!("{place}{:?}[{}] {}", it.severity, it.code.name(), it.message)
    });
    let epub = edition("epub");
    Exported {
        diagnostics: diagnostics.collect(),
        errors: found.count(Severity::Error),
        pdf: edition("pdf"),
        xhtml: chapters(&epub),
        epub,
        text: String::from_utf8(edition("text")).expect("text is UTF-8"),
        verified: export.verdict.is_some_and(|verdict| verdict.holds),
    }
}

/// The bodies of the EPUB's chapters.
fn chapters(epub: &[u8]) -> String {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(epub)) else { return String::new() };
    let mut text = String::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("listed");
        if !file.name().ends_with(".xhtml") || file.name().ends_with("nav.xhtml") {
            continue;
        }
        let mut page = String::new();
        file.read_to_string(&mut page).expect("XHTML is UTF-8");
        let body = page.split_once("<body").and_then(|(_, rest)| rest.split_once("</body>"));
        text.push_str(body.map_or("", |(body, _)| body));
    }
    text
}
