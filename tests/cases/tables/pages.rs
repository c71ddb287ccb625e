//! Tables with spans on the pages of the PDF.

use pressroom::inspect::PdfFile;

use super::{export, table};

/// The number of pages.
fn pages(pdf: &[u8]) -> usize {
    PdfFile::read(pdf).expect("a PDF of ours").page_labels().len()
}

#[test]
fn rows_that_share_a_cell_stay_on_one_page() {
    // Groups of six rows, more than a page of them.
    let group = |nth: usize| {
        let rest: String = (1..6).map(|row| format!("<tr><td>row {nth}.{row}")).collect();
        format!("<tr><td rowspan=6>group {nth}<td>row {nth}.0{rest}")
    };
    let made = table(&(0..12).map(group).collect::<String>());
    assert!(made.errors == 0 && made.verified, "{:?}", made.diagnostics);
    assert!(pages(&made.pdf) > 1);
    let file = PdfFile::read(&made.pdf).expect("a PDF of ours");
    let mut of_page: Vec<(usize, String)> = Vec::new();
    collect(&file.tags.expect("it is tagged"), &mut of_page);
    for nth in 0..12 {
        let on: std::collections::BTreeSet<usize> = of_page
            .iter()
            .filter(|(_, words)| {
                words.contains(&format!("row {nth}.")) || words.trim() == format!("group {nth}")
            })
            .map(|(page, _)| *page)
            .collect();
        assert_eq!(on.len(), 1, "group {nth} stands on the pages {on:?}");
    }
}

fn collect(element: &pressroom::inspect::Element, found: &mut Vec<(usize, String)>) {
    for kid in &element.kids {
        match kid {
            pressroom::inspect::Node::Element(kid) => collect(kid, found),
            pressroom::inspect::Node::Text(page, words, _) => found.push((*page, words.clone())),
            pressroom::inspect::Node::Annotation(_) => {}
        }
    }
}

#[test]
fn a_span_of_more_than_a_page_is_set_whole() {
    let rest: String = (2..=120).map(|row| format!("<tr><td>m{row}")).collect();
    let words = "Words of a cell that goes down beside a hundred rows and more. ".repeat(60);
    let made = table(&format!("<tr><th>G<th>M<tr><td rowspan=120>{words}<td>m1{rest}"));
    assert!(made.errors == 0 && made.verified, "{:?}", made.diagnostics);
    assert!(pages(&made.pdf) > 2);
    // Taller than all of its rows.
    let made = table(&format!("<tr><td rowspan=2>{}<td>m1<tr><td>m2<tr><td>n<td>o", words.repeat(4)));
    assert!(made.errors == 0 && made.verified, "{:?}", made.diagnostics);
}

#[test]
fn blocks_of_more_than_a_page_are_set_whole() {
    let items: String = (0..150).map(|nth| format!("<li>item {nth}")).collect();
    let made = table(&format!("<tr><td><ul>{items}</ul><td>b<tr><td>c<td>d"));
    assert!(made.errors == 0 && made.verified, "{:?}", made.diagnostics);
    assert!(pages(&made.pdf) > 1);
}

#[test]
fn a_wide_cell_makes_its_columns_wider() {
    let words = "A cell over both columns, whose words would not stand in what they have";
    let made = export(&format!("<table><tr><td>a<td>b<tr><td colspan=2>{words}</table>\n"));
    assert!(made.with_code("overfull").is_empty() && made.verified, "{:?}", made.diagnostics);
    // On one line, so that the columns got all that it asked for.
    assert!(made.pdf_words().contains(words));
}
