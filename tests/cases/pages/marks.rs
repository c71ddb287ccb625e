//! Marks of notes that nobody reads as part of what stands beside them, and the lines of verse.

use pressroom::layout::{Item, ItemKind};
use pressroom::style::Role;

use super::super::support::export;
use super::lay;

const NOTES: &str = "\n\n[^a]: One.\n\n[^b]: Two.\n\n[^c]: Three.\n";

/// What the text edition says of `line`, which must be the same in all editions.
fn said(line: &str) -> String {
    let made = export(&format!("---\nlang: en\ntitle: Marks\n---\n\n{line}{NOTES}"));
    assert!(made.verified, "{line}: {:?}", made.diagnostics);
    let text = made.text.lines().find(|line| line.contains("[1]")).unwrap_or_default();
    text.to_owned()
}

#[test]
fn marks_beside_each_other_are_parted_by_commas() {
    assert_eq!(said("Word[^a][^b][^c], so."), "Word[1],[2],[3], so.");
    assert_eq!(said("*Word[^a]*[^b] so[^c]."), "_Word[1]_,[2] so[3].");
    assert_eq!(said("Again[^a] and[^a][^b]."), "Again[1] and[1],[2].");
    let made = export(&format!("---\nlang: en\n---\n\nWord[^a][^b], so.{NOTES}"));
    assert!(made.pdf_words().contains("Word1,2, so."), "{}", made.pdf_words());
    assert!(
        made.xhtml.contains(">1</a><span class=\"noteref\">,</span><a class=\"noteref\""),
        "{}",
        made.xhtml
    );
}

#[test]
fn a_mark_is_not_read_as_part_of_a_number() {
    let shown = |line: &str| export(&format!("---\nlang: en\n---\n\n{line}{NOTES}"));
    for line in [
        "In 1984[^a].",
        "Of 10^2^[^a].",
        "Of 10²[^a].",
        "H~2~[^a] is.",
        "Some *1984*[^a].",
        "As $x^2$[^a].",
        "About 12 km[^a].",
        "About 3 m[^a].",
        "A ½[^a].",
        "Word[^a]^2^.",
        "`x1`[^a].",
        "[1984](#t)[^a]. {#t}",
    ] {
        let made = shown(line);
        assert!(made.pdf_words().contains("[1]"), "{line}: {}", made.pdf_words());
        assert!(made.xhtml.contains(">[1]</a>"), "{line}: {}", made.xhtml);
        assert!(made.text.contains("[1]") && !made.text.contains("[[1]]"), "{line}: {}", made.text);
        assert!(made.verified, "{line}: {:?}", made.diagnostics);
    }
    for line in ["In 1984.[^a]", "“1984”[^a].", "A word[^a].", "At 5 %[^a].", "(1984)[^a].", "5 boats[^a]."]
    {
        let made = shown(line);
        assert!(made.xhtml.contains(">1</a>"), "{line}: {}", made.xhtml);
        assert!(made.verified, "{line}: {:?}", made.diagnostics);
    }
}

#[test]
fn marks_are_parted_in_headings_cells_and_captions() {
    let made = export(&format!(
        "---\nlang: en\n---\n\n# In 1984[^a]\n\n| a[^a][^b] |\n|---|\n| 10^2^[^c] |\n\nEnd.{NOTES}"
    ));
    assert!(made.verified, "{:?}", made.diagnostics);
    assert!(
        made.xhtml.contains(">[3]</a>") && made.text.contains("[1],[2]"),
        "{}\n{}",
        made.xhtml,
        made.text
    );
}

#[test]
fn no_line_begins_with_a_mark() {
    let laid =
        lay(&format!("---\nlang: zh\npage-size: 90x120mm\n---\n\n{}{NOTES}", "天地玄黃[^a]".repeat(60)));
    let lines = laid.pages.pages.iter().flat_map(|page| &page.items);
    let lines: Vec<&Item> = lines.filter(|item| item.role == Role::Body).collect();
    let left = lines.iter().map(|item| item.x).min().expect("there are lines");
    let first = lines.iter().filter(|item| item.x == left).filter_map(|item| match &item.kind {
        ItemKind::Glyphs(run) => run.text.chars().next(),
        ItemKind::Fill(_) | ItemKind::Picture(_) | ItemKind::Link(_) => None,
    });
    assert!(first.clone().count() > 3);
    assert!(first.clone().all(|first| !first.is_ascii_digit()), "{:?}", first.collect::<String>());
}

/// The words of each line of the first page, and how far it stands from the left.
fn lines(markdown: &str) -> Vec<(i64, String)> {
    let laid = lay(markdown);
    let mut lines: Vec<(i64, i64, String)> = Vec::new();
    for item in laid.pages.pages[0].items.iter().filter(|item| item.role == Role::Body) {
        let ItemKind::Glyphs(run) = &item.kind else { continue };
        match lines.last_mut() {
            Some((y, _, words)) if *y == item.y.0 => words.push_str(&run.text),
            _ => lines.push((item.y.0, item.x.0, run.text.clone())),
        }
    }
    lines.into_iter().map(|(_, x, words)| (x, words)).collect()
}

const VERSE: &str = "The long line that the poet would not end before the sea had come to its own end at the shore\\\n\
    A short one\\\n\
    And unquestionably another immeasurably, incomprehensibly, disproportionately long one of many syllables\n";

#[test]
fn verse_keeps_its_lines_and_hangs_what_turns_over() {
    let lines = lines(&format!("---\nlang: en\npage-size: a5\n---\n\n{VERSE}"));
    assert!(lines.iter().all(|(_, words)| !words.contains('\u{AD}')), "{lines:?}");
    let left = lines[0].0;
    for (x, words) in &lines {
        let begins = ["The long", "A short", "And unq"].iter().any(|begin| words.starts_with(begin));
        assert_eq!(*x == left, begins, "{lines:?}");
        // Between one and two ems of 10.5 points.
        let hang = (*x - left) as f64 / 65_536.0;
        assert!(begins || (10.5..=21.0).contains(&hang), "{hang}");
    }
    assert!(lines.len() > 4, "{lines:?}");
    let made = export(&format!("---\nlang: en\n---\n\n{VERSE}"));
    assert!(made.verified, "{:?}", made.diagnostics);
    assert!(made.xhtml.contains("<div class=\"verse\">\n<div class=\"line\">The long"), "{}", made.xhtml);
}

#[test]
fn prose_with_a_line_end_in_it_is_no_verse() {
    let prose = "Words that go on and on, as prose does, from one side of the page to the other side of it. "
        .repeat(4);
    for text in [
        format!("{prose}\\\n{prose}"),
        "one\ntwo\nthree\\\nfour\nfive\n".to_owned(),
        "a line<br>\n".to_owned(),
    ] {
        let made = export(&format!("---\nlang: en\n---\n\n{text}"));
        assert!(!made.xhtml.contains("verse"), "{text}");
        assert!(made.verified);
    }
}
