//! Rules for EPUBs that EPUBCheck does not know, on what everything in the corpora is exported to.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use pressroom::diagnostic::Diagnostics;
use pressroom::source::{self, Input, Override, Request};
use pressroom::{backend, export};
use rayon::prelude::*;
use usvg::roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;

#[path = "support/corpora.rs"]
mod corpora;

/// Properties that leave the reader the choice, and that reading systems know.
const PROPERTIES: &[&str] = &[
    "-epub-hyphens",
    "-webkit-hyphens",
    "background-color",
    "border",
    "border-bottom",
    "border-collapse",
    "border-left",
    "border-right",
    "border-top",
    "break-after",
    "break-inside",
    "font-family",
    "font-size",
    "font-style",
    "font-variant",
    "font-weight",
    "height",
    "hyphens",
    "line-height",
    "list-style-type",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "max-height",
    "max-width",
    "orphans",
    "overflow-wrap",
    "padding",
    "padding-left",
    "padding-right",
    "padding-top",
    "page-break-after",
    "page-break-inside",
    "src",
    "tab-size",
    "text-align",
    "text-indent",
    "vertical-align",
    "white-space",
    "widows",
    "width",
];

struct Book {
    texts: BTreeMap<String, String>,
    sizes: BTreeMap<String, usize>,
}

impl Book {
    fn read(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut book = Self { texts: BTreeMap::new(), sizes: BTreeMap::new() };
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).expect("listed");
            let name = entry.name().trim_start_matches("OEBPS/").to_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("readable");
            book.sizes.insert(name.clone(), bytes.len());
            if let Ok(text) = String::from_utf8(bytes) {
                book.texts.insert(name, text);
            }
        }
        book
    }

    fn pages(&self) -> Vec<(&str, Document<'_>)> {
        let xhtml = self.texts.iter().filter(|(name, _)| name.ends_with(".xhtml"));
        xhtml
            .map(|(name, text)| {
                let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
                let page = Document::parse_with_options(text, options).expect("well formed");
                (name.as_str(), page)
            })
            .collect()
    }
}

/// The value of an attribute, whatever its namespace.
fn of<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|it| it.name() == name).map(|it| it.value())
}

/// An element as a selector sees it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    name: String,
    classes: Vec<String>,
}

/// Whether a compound selector, `a.noteref`, fits an element of the book. States of the whole are
/// taken as given.
fn is_used(compound: &str, seen: &BTreeSet<Seen>) -> bool {
    if compound.starts_with(':') || compound.starts_with('@') {
        return true;
    }
    let mut parts = compound.split('.');
    let name = parts.next().unwrap_or_default();
    let classes: Vec<&str> = parts.collect();
    seen.iter().any(|it| {
        (name.is_empty() || it.name == name)
            && classes.iter().all(|class| it.classes.iter().any(|own| own == class))
    })
}

fn style_sheet(book: &Book, pages: &[(&str, Document)], wrong: &mut Vec<String>) {
    let css = &book.texts["stylesheet.css"];
    if css.len() > 20_000 {
        wrong.push(format!("the style sheet has {} bytes", css.len()));
    }
    let elements = pages.iter().flat_map(|(_, page)| page.descendants().filter(Node::is_element));
    let seen: BTreeSet<Seen> = elements
        .map(|it| Seen {
            name: it.tag_name().name().to_owned(),
            classes: of(it, "class").unwrap_or_default().split(' ').map(str::to_owned).collect(),
        })
        .collect();
    for rule in css.split('}').filter(|rule| !rule.trim().is_empty()) {
        let (selectors, declarations) = rule.split_once('{').expect("a rule");
        for selector in selectors.split(',') {
            let compounds = selector.split([' ', '>', '+']).map(str::trim).filter(|it| !it.is_empty());
            if let Some(unused) = compounds.into_iter().find(|it| !is_used(it, &seen)) {
                wrong.push(format!("nothing is `{unused}`, of which the style sheet speaks"));
            }
        }
        for declaration in declarations.split(';').filter(|it| !it.trim().is_empty()) {
            let (property, value) = declaration.split_once(':').expect("a declaration");
            let (property, value) = (property.trim(), value.trim());
            if !PROPERTIES.contains(&property) {
                wrong.push(format!("the style sheet sets `{property}`"));
            }
            if ["px", "rem", "!important"].iter().any(|it| value.contains(it)) {
                wrong.push(format!("the style sheet sets `{property}` to `{value}`"));
            }
        }
    }
}

fn texts(pages: &[(&str, Document)], wrong: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    for (file, page) in pages {
        let mut level = 0;
        for node in page.descendants().filter(Node::is_element) {
            let name = node.tag_name().name();
            if let Some(id) = of(node, "id")
                && !ids.insert(id.to_owned())
            {
                wrong.push(format!("{file}: the id `{id}` is given twice"));
            }
            if of(node, "style").is_some() || ["script", "style", "form", "iframe"].contains(&name) {
                wrong.push(format!("{file}: <{name}> brings what a book should not"));
            }
            match name {
                "img" if of(node, "alt").is_none() => wrong.push(format!("{file}: a picture without alt")),
                "th" if of(node, "scope").is_none() => wrong.push(format!("{file}: a head without scope")),
                "th" if node.descendants().all(|it| it.text().is_none_or(|it| it.trim().is_empty())) => {
                    wrong.push(format!("{file}: an empty head of a column"));
                }
                "p" if node.children().next().is_none() => wrong.push(format!("{file}: an empty paragraph")),
                _ => {}
            }
            // Headings in a quotation or a list were written for their looks.
            let apart = ["blockquote", "li", "dd", "aside", "nav"];
            let stands_apart = node.ancestors().any(|it| apart.contains(&it.tag_name().name()));
            if let Some(own) = name.strip_prefix('h').and_then(|it| it.parse::<u8>().ok())
                && !stands_apart
            {
                // A file that goes on from another opens where that one ended.
                if own > level + 1 && level > 0 {
                    wrong.push(format!("{file}: h{own} follows h{level}"));
                }
                level = own;
            }
        }
        let html = page.root_element();
        if of(html, "lang").is_none() || of(html, "dir").is_none() {
            wrong.push(format!("{file}: no language or no direction"));
        }
    }
}

fn weights(book: &Book, wrong: &mut Vec<String>) {
    for (name, size) in &book.sizes {
        let most = match name.rsplit('.').next() {
            Some("opf") => 300_000,
            Some("png" | "jpg" | "gif" | "webp") => 1_500_000,
            _ => continue,
        };
        if *size > most {
            wrong.push(format!("{name} has {size} bytes"));
        }
    }
}

fn epub(input: &Input, request: &Request) -> Vec<u8> {
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(input, request, &mut diagnostics);
    let backends: Vec<_> = backend::ALL.iter().copied().filter(|it| it.name() == "epub").collect();
    let mut editions = export(&sources, &backends, &mut diagnostics).editions;
    editions.remove(0).into_bytes().expect("it is written")
}

fn check(input: &Input, request: &Request) -> Vec<String> {
    let book = Book::read(&epub(input, request));
    let pages = book.pages();
    let mut wrong = Vec::new();
    style_sheet(&book, &pages, &mut wrong);
    texts(&pages, &mut wrong);
    weights(&book, &mut wrong);
    wrong.into_iter().map(|it| format!("{input:?}: {it}")).collect()
}

#[test]
fn books_of_the_corpora_keep_the_rules() {
    let request = Request::default();
    let wrong: Vec<String> = corpora::inputs().par_iter().flat_map(|input| check(input, &request)).collect();
    assert!(wrong.is_empty(), "{} are broken:\n{}", wrong.len(), wrong[..wrong.len().min(30)].join("\n"));
}

#[test]
fn the_handbook_keeps_them_with_faces_and_in_every_profile() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("source");
    let input = &source::find(&path, None).expect("the handbook is there")[0];
    for profile in ["general", "kindle", "kobo", "apple"] {
        let set = |key: &str, value: &str| Override { key: key.to_owned(), value: value.to_owned() };
        let overrides = vec![set("epub.profile", profile), set("epub.embed-fonts", "true")];
        let request = Request { overrides, ..Request::default() };
        assert_eq!(check(input, &request), Vec::<String>::new(), "{profile}");
    }
}
