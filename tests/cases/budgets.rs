//! Work and memory stay in proportion to the input.

use super::support::effort::assert_in_proportion;
use super::support::{export, export_files};

#[test]
fn an_alias_counts_with_all_the_text_that_it_stands_for() {
    let long = "x".repeat(100_000);
    let many = "*long, ".repeat(1_000);
    let made = export(&format!("---\ntitle: T\na: &long {long}\nb: [{many}]\n---\n\n# H\n\nWords.\n"));
    let found = made.with_code("front-matter");
    assert_eq!(found.len(), 1, "{:?}", made.diagnostics);
    assert!(found[0].starts_with("4:"), "the place of the alias: {}", found[0]);
    assert!(made.text.contains("Words."), "the text is there all the same");
}

#[test]
fn a_title_of_megabytes_is_no_title() {
    let made =
        export(&format!("---\nlang: en\ntitle: {}\n---\n\n# Harbour\n\nWords.\n", "a".repeat(1 << 21)));
    assert_eq!(made.with_code("bad-value").len(), 1, "{:?}", made.diagnostics);
    assert!(made.text.contains("Harbour") && made.text.contains("Words."));
}

#[test]
fn an_alias_within_bounds_is_understood() {
    let made = export("---\ntitle: &name Harbour\nkeywords: [*name, *name]\n---\n\nWords.\n");
    assert_eq!(made.errors, 0, "{:?}", made.diagnostics);
    assert!(made.text.contains("Harbour"));
}

/// Each picture's words hold those of all within it: kept for each, they would take gigabytes.
#[test]
fn pictures_within_pictures_take_no_more_than_their_text() {
    assert_in_proportion("pictures within pictures", 20_000, |depth| {
        let (open, close) = ("![a ".repeat(depth), "](y.png)".repeat(depth));
        let made = export(&format!("# T\n\n{open}x{close}\n\nWords.\n"));
        assert!(made.text.contains("Words."), "{:?}", made.diagnostics);
    });
}

/// Each would take minutes if every `{{` looked at the rest of its line.
#[test]
fn braces_that_are_no_directives_are_passed_over_once() {
    for (open, end, count) in [("{{", "", 24_000), ("{{#a", "", 16_000), ("{{#", "}}", 16_000)] {
        assert_in_proportion(open, count, move |count| {
            let line = open.repeat(count) + end;
            let files: [(&str, &[u8]); 3] = [
                ("book.toml", b"[book]\ntitle = \"B\"\n"),
                ("src/SUMMARY.md", b"- [One](one.md)\n"),
                ("src/one.md", &[b"# One\n\n```\n", line.as_bytes(), b"\n```\n"].concat()),
            ];
            let made = export_files(&files);
            assert_eq!(made.errors, 0, "{:?}", made.diagnostics);
        });
    }
}

/// A thousand dead links times a thousand headings, of sixty characters each, are far more pairs of
/// characters than are compared.
#[test]
fn dead_links_are_compared_with_the_names_within_a_budget() {
    assert_in_proportion("dead links", 1_000, |count| {
        let mut text = String::from("# T\n\n");
        for number in 0..count {
            text.push_str(&format!("## A heading with a long name and the number {number} for this\n\n"));
            text.push_str(&format!("[x](#a-heading-with-a-long-nmae-and-the-number-{number}-for-thiss)\n\n"));
        }
        let made = export(&text);
        assert_eq!(made.with_code("unknown-target").len(), count);
    });
}

/// With every reference looking at the links of all others, these would take minutes.
#[test]
fn masses_of_references_to_one_note_are_each_written_once() {
    let made = export(&format!("# T\n\n{}\n\n[^1]: the one\n", "x[^1] ".repeat(20_000)));
    assert_eq!(made.errors, 0, "{:?}", made.diagnostics);
    assert!(made.verified, "{:?}", made.diagnostics);
}

/// Each page on which it goes on begins in the same word; each looked for its start to the text's end.
#[test]
fn a_heading_of_one_word_over_hundreds_of_pages_is_set() {
    let made = export(&format!("# {}\n\nWords.\n", "h".repeat(1 << 19)));
    assert_eq!(made.errors, 0, "{:?}", made.diagnostics);
    assert!(made.text.contains("Words."));
}

/// Each is an element of the tag tree, a line of the outline and of the contents, a place and a page.
#[test]
fn thousands_of_headings_lead_to_their_pages() {
    let made = export(&format!("{}[x](#same-1999)\n", "# Same\n\n".repeat(2_000)));
    assert_eq!(made.errors, 0, "{:?}", made.diagnostics);
    assert!(made.verified, "{:?}", made.diagnostics);
}
