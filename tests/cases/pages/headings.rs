//! Headings: none is the last thing on its page, or in its column.

use pressroom::layout::{Item, ItemKind, Orientation, Page, Sp};
use pressroom::style::Role;

use super::{Laid, lay};

/// The pages, or columns, on which nothing stands below the last heading. A page turned on its side
/// has none.
fn headings_alone(laid: &Laid) -> Vec<String> {
    let pages = laid.pages.pages.iter().filter(|page| page.orientation == Orientation::Upright);
    pages.flat_map(columns).filter_map(|items| alone(&items)).collect()
}

fn alone(items: &[&Item]) -> Option<String> {
    let heading =
        items.iter().filter(|item| matches!(item.role, Role::Heading(_))).max_by_key(|item| item.y)?;
    let below = |item: &&&Item| item.y > heading.y && !matches!(item.role, Role::Heading(_) | Role::Note);
    match &heading.kind {
        ItemKind::Glyphs(run) if items.iter().find(below).is_none() => Some(run.text.clone()),
        _ => None,
    }
}

/// The items of each column of a page, without what the page adds.
fn columns(page: &Page) -> [Vec<&Item>; 2] {
    let furniture = |item: &&Item| !matches!(item.role, Role::RunningHead | Role::Folio);
    let two = page.items.iter().filter(furniture).partition(|item| item.x < Sp(page.width.0 / 2));
    [two.0, two.1]
}

/// A document whose page is filled with so many lines before the heading.
fn document(front: &str, lines: usize, section: &str) -> String {
    let fill: String = (0..lines).map(|line| format!("Line {line}.\n\n")).collect();
    format!("---\nlang: en\ntitle: Headings\n{front}---\n\n{fill}## Heading\n\n{section}")
}

const CODE: &str = "```\none\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n```\n";

fn wide_table() -> String {
    let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(14));
    row("Headword") + &row("---") + &row("incomprehensible").repeat(7)
}

#[test]
fn no_heading_is_left_alone_at_the_foot() {
    let table = format!("| a | b |\n|---|---|\n{}", "| one | two |\n".repeat(12));
    let sections = [
        "![A caption](k.svg)\n\nEnd.\n".to_owned(),
        "![A caption](k.svg)\n".to_owned(),
        "![A caption](k.svg)\n\n## Next\n\nWords.\n".to_owned(),
        "![A caption](k.svg)\n\n![Another](k.svg)\n\n![Third](tall.svg)\n\n# Next\n\nWords.\n".to_owned(),
        "### Second\n\n![A caption](k.svg)\n\nEnd.\n".to_owned(),
        "### Second\n\n#### Third\n\n![A caption](tall.svg)\n".to_owned(),
        "![A caption](tall.svg)\n".to_owned(),
        "![](k.svg)\n".to_owned(),
        table,
        CODE.to_owned(),
        wide_table(),
        format!("{}\nEnd.\n", wide_table()),
        format!("![A caption](k.svg)\n\n{}\n## Next\n\nWords.\n", wide_table()),
        "> A quotation of one line.\n".to_owned(),
        "- item\n- item\n".to_owned(),
        "$$ x = y $$\n".to_owned(),
    ];
    for front in ["", "theme: book\npage-size: a5\n", "page-size: 110x170mm\n", "columns: 2\n"] {
        for (index, section) in sections.iter().enumerate() {
            for lines in (0..60).step_by(if front.is_empty() { 2 } else { 5 }) {
                let laid = lay(&document(front, lines, section));
                let alone = headings_alone(&laid);
                assert!(alone.is_empty(), "{front:?}, section {index}, {lines} lines: {alone:?}");
            }
        }
    }
}

#[test]
fn a_heading_alone_is_seen() {
    let mut laid = lay(&document("", 3, "Words.\n"));
    assert!(headings_alone(&laid).is_empty());
    laid.pages.pages[0].items.retain(|item| item.role != Role::Body);
    assert_eq!(headings_alone(&laid), ["Heading"]);
}

#[test]
fn a_figure_moves_with_its_heading() {
    let laid = lay(&document("", 36, "![A caption](k.svg)\n\nEnd.\n"));
    let page =
        |wanted: fn(&Item) -> bool| laid.pages.pages.iter().position(|page| page.items.iter().any(wanted));
    let heading = page(|item| matches!(item.role, Role::Heading(_)));
    assert!(heading.is_some());
    assert_eq!(heading, page(|item| matches!(item.kind, ItemKind::Picture(_))));
}
