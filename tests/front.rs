//! What stands before and around the text: the front, chapters on right-hand pages, running heads.

use std::sync::Arc;

use pressroom::diagnostic::Diagnostics;
use pressroom::font::Library;
use pressroom::layout::{Item, ItemKind, Page, Pages, layout};
use pressroom::model::{Part, Target};
use pressroom::source::{Piece, Sources};
use pressroom::style::Role;
use pressroom::{gather, parse, resolve};

fn pages(text: &str) -> Pages {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::default();
    let file = sources.add("book.md", None, text.to_owned());
    sources.pieces.push(Piece::Chapter { file, depth: 0, title: None, numbered: false });
    let document = parse::parse(&sources, &mut diagnostics);
    let fonts = Arc::new(Library::new(&[], &mut diagnostics));
    let manuscript = resolve::resolve(gather::gather(document, &sources), &sources, fonts, &mut diagnostics);
    layout(&manuscript, &mut diagnostics)
}

/// The words of `role` on a page.
fn words(page: &Page, role: Role) -> String {
    page.items.iter().filter(|item| item.role == role).filter_map(glyphs).collect()
}

fn glyphs(item: &Item) -> Option<&str> {
    match &item.kind {
        ItemKind::Glyphs(run) => Some(run.text.as_str()),
        ItemKind::Fill(_) | ItemKind::Picture(_) | ItemKind::Link(_) => None,
    }
}

fn book(settings: &str, chapters: usize, paragraphs: usize) -> String {
    let mut text = format!("---\ntitle: The Press\nauthor: Ada\nkind: book\n{settings}\n---\n\n");
    for chapter in 1..=chapters {
        text.push_str(&format!("# Chapter {chapter}\n\n"));
        for paragraph in 1..=paragraphs {
            if paragraph % 20 == 10 {
                text.push_str(&format!("## Section {chapter}.{paragraph}\n\n"));
            }
            text.push_str(&"The quick brown fox jumps over the lazy dog. ".repeat(12));
            text.push_str("\n\n");
        }
    }
    text
}

#[test]
fn chapters_of_a_book_open_on_right_hand_pages_and_blank_ones_are_blank() {
    let pages = pages(&book("", 5, 14)).pages;
    let before = pages.iter().position(|page| page.label == "1").expect("the text starts with 1");
    assert!(before.is_multiple_of(2), "the text starts on a right-hand page");
    let mut opened = 0;
    for (index, page) in pages.iter().enumerate().skip(before) {
        if !words(page, Role::Heading(1)).is_empty() {
            opened += 1;
            assert!(index.is_multiple_of(2), "page {} is a left-hand page", page.label);
            assert_eq!(words(page, Role::RunningHead), "", "a page that opens a chapter has no head");
            assert_eq!(words(page, Role::Folio), page.label);
        }
        let blank = words(page, Role::Body).is_empty();
        assert!(!blank || page.items.is_empty(), "page {} shows something but no text", page.label);
        assert!(!blank || !index.is_multiple_of(2), "page {} is blank for nothing", page.label);
    }
    assert_eq!(opened, 5);
}

#[test]
fn one_sided_books_have_no_blank_pages_and_one_head() {
    let pages = pages(&book("sides: one", 5, 14)).pages;
    assert!(pages.iter().all(|page| !page.items.is_empty()), "no page is blank");
    let left =
        |page: &Page| page.items.iter().filter(|item| item.role == Role::Body).map(|item| item.x).min();
    let edges: Vec<_> = pages.iter().filter_map(left).collect();
    assert!(edges.windows(2).all(|pair| pair[0] == pair[1]), "all pages have the same margin");
}

#[test]
fn a_long_book_has_a_full_front_and_a_short_one_has_not() {
    let labels = |pages: &[Page]| -> Vec<String> {
        pages.iter().map(|page| page.label.clone()).take_while(|label| label != "1").collect()
    };
    let long = pages(&book("rights: © Ada", 6, 60)).pages;
    let front = labels(&long);
    assert_eq!(front, ["i", "ii", "iii", "iv", "v", "vi"]);
    assert_eq!(words(&long[0], Role::HalfTitle), "The Press");
    assert!(long[1].items.is_empty(), "the half title's back is blank");
    assert_eq!(words(&long[2], Role::Title), "The Press");
    assert_eq!(words(&long[3], Role::Colophon), "© Ada");
    assert!(words(&long[4], Role::Contents).contains("Chapter 6"));
    assert!(long[..4].iter().all(|page| words(page, Role::Folio).is_empty()));
    assert_eq!(words(&long[4], Role::Folio), "v");

    let short = pages(&book("", 0, 3)).pages;
    assert!(labels(&short).len() <= 2, "{:?}", labels(&short));
}

#[test]
fn lists_name_the_pages_on_which_their_entries_stand() {
    let filler = "The quick brown fox jumps over the lazy dog. ".repeat(60);
    let table = |name: &str| format!("<table><caption>Table {name}</caption><tr><td>a</td></tr></table>\n");
    let summary = table("of the abstract");
    let settings = "title: The Press\nkind: book\ntoc: true\nlists: [tables]";
    let mut text = format!("---\n{settings}\nabstract: |\n  {summary}---\n\n");
    for chapter in 1..=12 {
        text.push_str(&format!("\n# Chapter {chapter}\n\n{filler}\n\n{}", table(&format!("of {chapter}"))));
    }
    let pages = pages(&text);
    let items: Vec<&Item> = pages.pages.iter().flat_map(|page| &page.items).collect();
    let part = |item: &Item| item.origin.map(|origin| origin.part);
    let mut named = Vec::new();
    for item in &items {
        let (ItemKind::Link(link), Some(Part::ListEntry(list, nth))) = (&item.kind, part(item)) else {
            continue;
        };
        let Target::Anchor(anchor) = &*link.target else { continue };
        let place = pages.destinations.iter().find(|place| place.anchor == *anchor).expect("it stands there");
        let number = items.iter().filter(|item| part(item) == Some(Part::ListPage(list, nth)));
        let number: String = number.filter_map(|item| glyphs(item)).collect();
        assert_eq!(number, pages.pages[place.page].label, "{}", link.words);
        named.push(number);
    }
    assert_eq!(named.len(), 12 + 13);
    let is_roman = |label: &String| label.starts_with(['i', 'v']);
    assert_eq!(named.iter().filter(|label| is_roman(label)).count(), 1, "{named:?}");
    assert!(named.iter().any(|label| label.len() == 2), "{named:?}");
}

#[test]
fn running_heads_say_what_the_theme_asks_for() {
    let head = |theme: &str, label: &str| {
        let pages = pages(&book(&format!("theme: {theme}"), 2, 40)).pages;
        let page = pages.into_iter().find(|page| page.label == label).expect("there are so many pages");
        words(&page, Role::RunningHead)
    };
    assert_eq!([head("book", "2"), head("book", "3")], ["The Press", "Chapter 1"]);
    assert_eq!(head("manual", "4"), "Chapter 1");
    assert!(head("manual", "5").starts_with("Section 1."), "{}", head("manual", "5"));
}

#[test]
fn a_thick_book_has_a_wider_gutter_and_the_same_lines() {
    let [thin, thick] = [2, 40].map(|chapters| pages(&book("", chapters, 60)));
    let first = |pages: &Pages| {
        let page = pages.pages.iter().find(|page| page.label == "1").expect("there is text");
        let items: Vec<_> = page.items.iter().filter(|item| item.role == Role::Body).collect();
        (items[0].x, items.len())
    };
    let ((thin, lines), (thick, same)) = (first(&thin), first(&thick));
    assert!(thick > thin, "{thick:?} is not further from the spine than {thin:?}");
    assert_eq!(lines, same);
}
