//! The EPUB's page list leads to where the pages of the finished PDF begin.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use pressroom::diagnostic::Diagnostics;
use pressroom::inspect::{Element, Node, PdfFile};
use pressroom::source::{self, Input, Request};
use pressroom::{backend, export};
use rayon::prelude::*;
use usvg::roxmltree;
use zip::ZipArchive;

#[path = "support/corpora.rs"]
mod corpora;

/// The editions of an input: the PDF read, and the EPUB's bytes.
fn editions(input: &Input) -> (PdfFile, Vec<u8>) {
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(input, &Request::default(), &mut diagnostics);
    let backends: Vec<_> = backend::ALL.iter().copied().filter(|it| it.name() != "text").collect();
    let mut bytes = export(&sources, &backends, &mut diagnostics)
        .editions
        .into_iter()
        .map(|edition| edition.into_bytes().expect("it is written"));
    let [Some(pdf), Some(epub)] = [bytes.next(), bytes.next()] else { panic!("both are written") };
    (PdfFile::read(&pdf).expect("it can be read"), epub)
}

/// Letters alone: numbers of lists and pages are not in all editions, blanks are not alike.
fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphabetic()).collect()
}

/// The texts of a PDF's body in the order of reading, each with its page.
fn body(element: &Element, texts: &mut Vec<(usize, String)>) {
    for kid in &element.kids {
        match kid {
            Node::Element(note) if note.kind == "Note" => {}
            Node::Element(element) => body(element, texts),
            Node::Text(page, text, _) => texts.push((*page, text.clone())),
            Node::Annotation(_) => {}
        }
    }
}

/// What stands on each side of the place where a page begins, and whether a word is divided there.
struct Beginning {
    before: String,
    after: String,
    divided: bool,
}

/// Where a page begins: after the last text of the pages before it, so not with a figure that
/// floated to its head.
fn beginning(texts: &[(usize, String)], page: usize) -> Option<Beginning> {
    let from = texts.iter().rposition(|(at, _)| *at < page).map_or(0, |last| last + 1);
    let first =
        from + texts[from..].iter().position(|(at, text)| *at == page && !letters(text).is_empty())?;
    let joined =
        |texts: &[(usize, String)]| letters(&texts.iter().map(|it| it.1.as_str()).collect::<String>());
    Some(Beginning {
        before: joined(&texts[first.saturating_sub(20)..first]),
        after: joined(&texts[first..texts.len().min(first + 60)]),
        divided: first > 0 && !texts[first - 1].1.ends_with(char::is_whitespace),
    })
}

/// A file of the EPUB as a list of texts and marks in order.
enum Piece {
    Mark(String),
    Text(String),
}

fn pieces(node: roxmltree::Node, out: &mut Vec<Piece>) {
    let of = |name: &str| node.attributes().find(|it| it.name() == name).map(|it| it.value());
    match of("type") {
        Some("footnote" | "page-list" | "landmarks") => return,
        Some("pagebreak") => {
            out.push(Piece::Mark(of("id").expect("a mark has an id").to_owned()));
            assert!(of("aria-label").is_some() && node.text().is_none());
            return;
        }
        _ => {}
    }
    if let Some(text) = node.text().filter(|_| node.is_text()) {
        out.push(Piece::Text(text.to_owned()));
    }
    node.children().for_each(|kid| pieces(kid, out));
}

struct Book {
    /// File, id and label of each entry of the page list.
    list: Vec<(String, String, String)>,
    files: Vec<(String, Vec<Piece>)>,
}

fn book(bytes: &[u8]) -> Book {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut book = Book { list: Vec::new(), files: Vec::new() };
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("listed");
        let name = entry.name().trim_start_matches("OEBPS/").to_owned();
        if !name.ends_with(".xhtml") {
            continue;
        }
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("readable");
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let document = roxmltree::Document::parse_with_options(&text, options).expect("well formed");
        let list = document
            .descendants()
            .find(|node| node.attributes().any(|it| it.name() == "type" && it.value() == "page-list"));
        for link in list.iter().flat_map(|list| list.descendants()).filter(|it| it.has_attribute("href")) {
            let (file, id) = link.attribute("href").and_then(|it| it.split_once('#')).expect("file and id");
            let label = link.text().unwrap_or_default();
            book.list.push((file.to_owned(), id.to_owned(), label.to_owned()));
        }
        let mut found = Vec::new();
        let body =
            document.descendants().find(|node| node.has_tag_name(("http://www.w3.org/1999/xhtml", "body")));
        pieces(body.expect("there is a body"), &mut found);
        book.files.push((name, found));
    }
    book
}

impl Book {
    /// The letters behind a mark, to the end of its file.
    fn after(&self, file: &str, id: &str) -> String {
        let (_, pieces) = self.files.iter().find(|(name, _)| name == file).expect("the file is there");
        let at = pieces.iter().position(|it| matches!(it, Piece::Mark(mark) if mark == id));
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => letters(text),
            Piece::Mark(_) => String::new(),
        };
        pieces[at.expect("the mark is there") + 1..].iter().map(text).collect()
    }
}

/// What is wrong with the page list of one document.
fn wrong(input: &Input) -> Vec<String> {
    let (pdf, epub) = editions(input);
    let book = book(&epub);
    let mut texts = Vec::new();
    body(pdf.tags.as_ref().expect("it is tagged"), &mut texts);
    let mut wrong = Vec::new();
    let labels = pdf.page_labels();
    let marks = book.files.iter().flat_map(|(_, pieces)| pieces).filter(|it| matches!(it, Piece::Mark(_)));
    if marks.count() != book.list.len() {
        wrong.push(format!("{input:?}: the list has not all marks"));
    }
    for (page, label) in labels.iter().enumerate() {
        let Some(Beginning { before, after, divided }) = beginning(&texts, page) else { continue };
        let Some((file, id, _)) = book.list.iter().find(|(.., it)| it == label) else {
            wrong.push(format!("{input:?}: page {label} is not in the list"));
            continue;
        };
        if file == "nav.xhtml" {
            // The contents of an EPUB list the title, too.
            continue;
        }
        let start = |text: &str| text.chars().take(50).collect::<String>();
        let (expected, found) = (start(&after), start(&book.after(file, id)));
        let same = |expected: &str| {
            let length = expected.len().min(found.len());
            expected.as_bytes()[..length] == found.as_bytes()[..length]
        };
        // The mark stands before a word that is divided between two pages.
        let begun =
            before.char_indices().rev().take(30).map(|(at, _)| start(&format!("{}{after}", &before[at..])));
        let found_there = same(&expected) || divided && begun.into_iter().any(|expected| same(&expected));
        if !found_there {
            wrong.push(format!(
                "{input:?}: page {label} begins with `{expected}`, its mark is before `{found}`"
            ));
        }
    }
    wrong
}

#[test]
fn marks_stand_where_the_pages_of_the_corpora_begin() {
    let wrong: Vec<String> = corpora::inputs().par_iter().flat_map(wrong).collect();
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

#[test]
fn marks_stand_where_the_pages_of_the_handbook_begin() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("source");
    let inputs = source::find(&path, None).expect("the handbook is there");
    assert_eq!(wrong(&inputs[0]), Vec::<String>::new());
}

#[test]
fn without_a_pdf_there_is_no_page_list() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("source");
    let input = &source::find(&path, None).expect("the handbook is there")[0];
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(input, &Request::default(), &mut diagnostics);
    let epub: Vec<_> = backend::ALL.iter().copied().filter(|it| it.name() == "epub").collect();
    let export = export(&sources, &epub, &mut diagnostics);
    let book = book(export.editions[0].bytes().expect("it is written"));
    assert!(book.list.is_empty());
}
