//! The suite: small texts with what each stage makes of them beside them, as text.
//!
//! For `tests/suite/NAME.md` there are `NAME.model`, `NAME.pages`, `NAME.xhtml`, `NAME.txt` and,
//! where something is to be said, `NAME.said`. `PRESSROOM_BLESS=1 cargo test --test suite` writes
//! them anew; the difference is then reviewed like code.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pressroom::backend;
use pressroom::diagnostic::Diagnostics;
use pressroom::font::Library;
use pressroom::source::{self, Input, Request, Sources};
use pressroom::{gather, layout, parse, resolve};

#[path = "support/model.rs"]
mod model;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite")
}

/// The cases, by name.
fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(folder())
        .expect("the suite is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    cases.sort();
    cases
}

/// What the stages make of a case: the ending of the expected file, and its text.
fn run(case: &Path) -> Vec<(&'static str, String)> {
    let mut diagnostics = Diagnostics::new();
    let input = Input::File { path: case.to_owned(), root: folder() };
    let sources = source::open(&input, &Request::default(), &mut diagnostics);
    let document = parse::parse(&sources, &mut diagnostics);
    let fonts = Arc::new(Library::new(&[], &mut diagnostics));
    let manuscript = resolve::resolve(gather::gather(document, &sources), &sources, fonts, &mut diagnostics);
    let pages = layout::layout(&manuscript, &mut diagnostics);
    let mut made = vec![("model", model::print(&manuscript)), ("pages", pages.to_string())];
    for backend in backend::ALL {
        let edition =
            backend.write(&manuscript, Some(&pages), &mut diagnostics).expect("every case has every edition");
        let bytes = edition.into_file().expect("it is one file");
        match backend.name() {
            "epub" => made.push(("xhtml", xhtml(bytes))),
            "text" => made.push(("txt", String::from_utf8(bytes).expect("text is UTF-8"))),
            // Judged by outsiders; its content is in the pages.
            _ => assert!(bytes.starts_with(b"%PDF-1.7")),
        }
    }
    made.push(("said", said(&diagnostics, &sources)));
    made
}

/// The bodies of the EPUB's text files, in order.
fn xhtml(bytes: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an EPUB is an archive");
    let mut text = String::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("listed");
        let name = file.name().to_owned();
        if !name.ends_with(".xhtml") || name.ends_with("nav.xhtml") {
            continue;
        }
        let mut page = String::new();
        file.read_to_string(&mut page).expect("XHTML is UTF-8");
        let body =
            page.split("<body").nth(1).and_then(|rest| rest.split("</body>").next()).unwrap_or_default();
        text.push_str(&format!("{name}\n<body{}\n", body.trim_end()));
    }
    text
}

fn said(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let place = diagnostic.span.map(|span| sources.locate(span));
        let place = place.map_or(String::new(), |place| format!("{}:{}: ", place.line, place.column));
        text.push_str(&format!(
            "{place}{:?}[{}]: {}\n",
            diagnostic.severity,
            diagnostic.code.name(),
            diagnostic.message
        ));
    }
    text
}

/// The first line in which two texts differ, with the one before it.
fn difference(expected: &str, made: &str) -> String {
    let mut before = "";
    for (number, (one, other)) in expected.lines().zip(made.lines()).enumerate() {
        if one != other {
            return format!(
                "line {}\n    after    {before}\n    expected {one}\n    made     {other}",
                number + 1
            );
        }
        before = one;
    }
    format!("{} lines expected, {} made", expected.lines().count(), made.lines().count())
}

#[test]
fn every_stage_makes_what_is_expected() {
    let bless = std::env::var_os("PRESSROOM_BLESS").is_some();
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(!cases.is_empty(), "the suite is empty");
    for case in cases {
        for (ending, made) in run(&case) {
            let path = case.with_extension(ending);
            let expected = fs::read_to_string(&path).unwrap_or_default();
            if expected == made {
                continue;
            }
            if !bless {
                wrong.push(format!("{}: {}", path.display(), difference(&expected, &made)));
            } else if made.is_empty() {
                fs::remove_file(&path).expect("it was there to differ");
            } else {
                fs::write(&path, made).expect("the suite can be written to");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
