//! Cells that hold more than a line of words.

use super::{Exported, export, table, tagged};

fn sound(source: &str) -> Exported {
    let made = table(source);
    assert!(made.errors == 0 && made.verified, "{source}: {:?}", made.diagnostics);
    made
}

#[test]
fn blocks_in_a_cell_stay_what_they_are() {
    let cases = [
        ("<p>one<p>two", "<p>one</p>\n<p>two</p>"),
        ("<ul><li>one<li>two</ul>", "<li>one</li>\n<li>two</li>"),
        ("<ol start=3><li>one</ol>", "<ol start=\"3\">"),
        ("<p>one<ul><li>two<ul><li>three</ul></ul>", "<li>three</li>"),
        ("<pre><code>x = 1\n  y</code></pre>", "<pre><code>x = 1\n  y"),
        ("<blockquote>one</blockquote>two", "<blockquote>\n<p>one</p>"),
        ("<dl><dt>term<dd>meaning</dl>", "<dt>term</dt>"),
        ("<details><summary>More</summary>words</details>", "<p class=\"admonition-title\">More</p>"),
        // What has no place in a column becomes words.
        ("<h3>Title</h3>words", "<p><strong>Title</strong></p>\n<p>words</p>"),
        ("one<hr>two", "<p>one</p>\n<p>two</p>"),
    ];
    for (source, expected) in cases {
        let made = sound(&format!("<tr><th>h<th>k<tr><td>a<td>{source}</td></tr><tr><td>b<td>c"));
        assert!(made.xhtml.contains(expected), "{source}: {}", made.xhtml);
        // One paragraph is no block.
        assert!(made.xhtml.contains("<td>c</td>"), "{}", made.xhtml);
    }
}

#[test]
fn tags_have_the_blocks_of_a_cell() {
    let made = sound("<tr><td><p>one<p>two<td><ul><li>three</ul>");
    let file = pressroom::inspect::PdfFile::read(&made.pdf).expect("a PDF of ours");
    let mut found = Vec::new();
    file.tags.expect("it is tagged").walk(&mut |element| found.push(element.kind.clone()));
    let cells = found.join(" ");
    assert!(cells.contains("TR TD P P TD L LI Lbl LBody P"), "{cells}");
    assert_eq!(tagged(&made)[0].len(), 2);
}

#[test]
fn pictures_and_formulas_in_a_cell_lose_nothing() {
    let picture = include_bytes!("../../proof/grey.png");
    let source = "---\nmath: true\n---\n\n<table><tr><td><img src=p.png alt=\"a boat\"> sails<td colspan=2>\
                  <figure><img src=p.png alt=\"a quay\"><figcaption>The quay</figcaption></figure>\
                  <tr><td>a<td>\n\n$$x^2$$\n\n<td>b</table>\n";
    let made = super::super::support::export_files(&[("doc.md", source.as_bytes()), ("p.png", picture)]);
    assert!(made.errors == 0 && made.verified, "{:?}", made.diagnostics);
    for words in ["a boat", "sails", "a quay", "The quay"] {
        assert!(made.xhtml.contains(words) && made.text.contains(words), "{words}: {}", made.text);
    }
}

#[test]
fn a_table_in_a_cell_is_lines_of_words_and_reported() {
    let made = sound(
        "<tr><td><table><tr><th>in<th>ner<tr><td>one<td>two</table><td>outer\
         <tr><td><ul><li>item<table><tr><td>deep</table></ul><td>b",
    );
    let found = made.with_code("raw-html");
    assert_eq!(found.iter().filter(|it| it.contains("table in a cell")).count(), 2, "{found:?}");
    for words in ["in ner", "one two", "outer", "item", "deep"] {
        assert!(made.pdf_words().contains(words), "{words}: {}", made.pdf_words());
    }
    assert_eq!(made.xhtml.matches("<table").count(), 1);
}

#[test]
fn lists_in_cells_of_markdown_are_lists() {
    let made = export("| a | b |\n|---|---|\n| <ul><li>one</li><li>two</li></ul> | words |\n");
    assert!(made.verified && made.xhtml.contains("<li>one</li>"), "{}", made.xhtml);
    let plain = export("| a | b |\n|---|---|\n| $$x$$ | ![p](p.png) and `c` |\n");
    assert!(plain.verified && !plain.xhtml.contains("<p class=\"math\""), "{}", plain.xhtml);
}

#[test]
fn notes_and_links_in_blocks_of_a_cell_are_read() {
    let made = export(
        "<table><tr><td>\n\nOne.[^a]\n\n- [two](https://a.example/)\n\n</td><td rowspan=2>x</td></tr>\
         <tr><td>y</td></tr></table>\n\n[^a]: The note.\n",
    );
    assert!(made.errors == 0 && made.verified, "{:?}", made.diagnostics);
    assert!(made.text.contains("[1] The note."), "{}", made.text);
    assert!(made.pdf_words().contains("The note."));
}
