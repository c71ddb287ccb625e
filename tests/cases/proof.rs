//! No edition that nobody has touched is blamed.

mod found;
mod grammar;
mod reduce;

use std::fs;

use pressroom::backend;
use pressroom::diagnostic::Diagnostics;
use pressroom::edition::Edition;
use pressroom::verify::{Finished, verify};
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::support::{Exported, export_files};
use grammar::Author;
use reduce::reduce;

/// A picture of one pixel.
pub(super) const PICTURE: &[u8] = include_bytes!("../proof/grey.png");

/// What is said against the editions of a document, with its source and without.
fn blamed(markdown: &str) -> Vec<String> {
    let made =
        export_files(&[("doc.md", markdown.as_bytes()), ("p.png", PICTURE), ("other.md", b"Other.\n")]);
    let mut found: Vec<String> = ["editions-differ", "not-verified", "internal"]
        .iter()
        .flat_map(|code| made.with_code(code))
        .map(str::to_owned)
        .collect();
    found.extend(blamed_alone(&made).into_iter().map(|message| format!("alone: {message}")));
    found
}

/// The same of the editions alone.
fn blamed_alone(made: &Exported) -> Vec<String> {
    let editions = [("doc.pdf", &*made.pdf), ("doc.epub", &*made.epub), ("doc.txt", made.text.as_bytes())];
    let editions = editions.map(|(name, bytes)| (name, Edition::File(bytes.to_vec())));
    let finished = editions.iter().zip(backend::readers());
    let finished = finished.map(|((name, edition), reader)| Finished { name, edition, reader });
    let mut found = Diagnostics::new();
    verify(None, &finished.collect::<Vec<_>>(), &mut found);
    found.iter().map(|it| format!("{} ({:?})", it.message, it.help)).collect()
}

/// Asserts that nothing is said against any of these documents.
fn none_is_blamed(documents: &[&str]) {
    for document in documents {
        assert_eq!(blamed(document), Vec::<String>::new(), "{document}");
    }
}

#[test]
fn what_an_item_begins_with_is_read_behind_its_marker() {
    none_is_blamed(&[
        "* ```c\n  int pull(int bar);\n  ```",
        "*     *",
        "-     bar = 1\n        pull()",
        "- ***\n- after the break",
        "- | paper | weight |\n  |---|---|\n  | laid | 90 |",
        "- - 1. | paper |\n      |---|\n      | laid |",
        "- # A heading\n- > quoted\n- 1. one",
        "- <table><tr><td></td></tr></table>",
        "Note[^1].\n\n[^1]: | a | b |\n    |---|---|\n    | c | d |",
        "Note[^1].\n\n[^1]: ***\n\n    After.",
    ]);
}

#[test]
fn code_is_compared_where_it_stands() {
    none_is_blamed(&[
        "1. Look:\n\n   ```text\n   An error in a very long line of output that goes on beyond the width of seventy-two columns\n            next\n   ```\n\n3. ```text\n   An error in a very long line of output that goes on beyond the width of seventy-two columns\n            next\n   ```",
        "```\none\n```\n\nbetween\n\n```\none\ntwo\n```",
        "Note[^1].\n\n# Next\n\n```\none\n```\n\n[^1]:\n    ```\n    one\n    two\n    ```",
        "```\nNOTE: '\\' line wrapping per RFC 8792\n```",
        "```\nNOTE: '\\' line wrapping per RFC 8792\n\nthis line of code is so long that it has to be folded into two lines at least\n```",
        "```\nthis line of code is so long that it has to be folded into two lines at least\n```\n\n```\nmake a \\\n    b \\\n    c\n```",
        "```\n\\\n*\n_\n```",
        "> | a | b |\n> |---|---|\n> | 1 | 2 |\n\n```\n+-----+\n| box |\n+-----+\n```",
    ]);
}

#[test]
fn words_that_look_like_the_grammar_of_the_text_are_words() {
    none_is_blamed(&[
        "---\nkind: book\n---\n\n# Start\n\nSee [the site](https://example.org/).\n\n# Links\n\nMore at [another](https://example.org/b).",
        "---\nkind: book\nlang: de\n---\n\n# Anfang\n\nSiehe [dort](https://example.org/)[^1].\n\n# Links\n\nEnde.\n\n[^1]: Notiz.",
        "A [link](https://a.b).\n\nLinks\n\n\\[L1] https://c.d\n\n\\[L2] elsewhere",
        "┌───┬───┐\\\n│ a │ b │\\\n└───┴───┘",
        "Words\\\n=====",
        "\\--------------------\n\n\\[1] no note",
        "--------------------x",
        "\\* \\* \\*",
        "• one\\\n1\\. two\\\n\\> three\\\n[Image: four]\\\nFigure 1: five\\\n[p. 3] six",
        "---\ntext: { page-marks: true }\n---\n\n# One\n\n[p. 1] is no mark, and [p. 2] is none.",
        "# [L1] one\n\nA [link](https://a.b).\n\n# [1] two",
        "# One<br><br>two",
        "# [^1]\n\n[^1]: A note on nothing.",
    ]);
}

#[test]
fn words_are_joined_as_the_source_joins_them() {
    none_is_blamed(&[
        "A row of Vec<T>s, and every Option<U>al value.",
        "Pad with $0$s and $\\alpha$s.",
        "super<wbr>cali, <ruby>base<rt>top</rt></ruby>, a<br>b, <kbd>K</kbd>s",
        "sent to me@example.orgλόγος and wordhttps://example.org/a.",
        "H<sub> </sub>O, x<sup></sup>, y<sup>a\u{200B}</sup>z, 2<sup>nd<br></sup>",
        "a\u{200B}\nb and a&shy;b, a&zwj;b, a&nbsp;b",
        "harbour[\u{301}x](other.md)",
        "a![](p.png)b and [[brackets]](https://example.org/a)",
        "[a](https://e.org/x)0123456789012345678901234567890123456789012345678901234567890123456789012345~~b~~",
    ]);
}

#[test]
fn what_leads_or_shows_nothing_is_nothing() {
    none_is_blamed(&[
        "[ ](https://example.org/e) x",
        "**[ ](https://example.org/e)** x [` `](https://example.org/f)",
        "# [![](p.png)](https://e.org)\n\n1. # ![](p.png)\n\nWords.",
        "![Figure 1](p.png \"The press\")\n\n![](p.png)\n\n![](p.png \"A caption\")\n\n![the\npress](p.png \"the press\")",
        "| a very long head of a column that has no cells at all | another one that is as long as it |\n|---|---|",
        "| a very long head of a column that has no cells at all | another one, [with a link](https://e.org) |\n|---|---|\n| | |\n| x | |",
    ]);
}

#[test]
fn identifiers_are_the_same_with_hyphens_and_without() {
    none_is_blamed(&[
        "---\nisbn: 978-0-306-40615-7\n---\n\n# One\n\nWords.",
        "---\nisbn: 0-306-40615-2\n---\n\n# One\n\nWords.",
        "---\nidentifier: urn:uuid:12345678-1234-5678-1234-567812345678\n---\n\n# One\n\nWords.",
        "---\nidentifier: a-b-c\n---\n\n# One\n\nWords.",
    ]);
}

#[test]
fn links_within_links_lead_on() {
    let made = super::support::export("[see <https://example.org/in> there](https://example.org/out)");
    assert!(made.verified, "{:?}", made.diagnostics);
    for address in ["https://example.org/in", "https://example.org/out"] {
        assert!(made.xhtml.contains(&format!("href=\"{address}\"")), "{}", made.xhtml);
        assert!(made.text.contains(address), "{}", made.text);
    }
}

#[test]
fn heads_of_columns_without_cells_are_shown() {
    let head = "a very long head of a column that has no cells at all, which makes records of the table";
    for rows in ["", "\n| x | |"] {
        let made = super::support::export(&format!("| one | {head} |\n|---|---|{rows}"));
        let one_line = made.text.replace("\n", " ").replace(['│', '┌', '└', '─'], "");
        let words = one_line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(head), "{}", made.text);
        assert!(made.pdf_words().replace('\u{AD}', "").contains("no cells at all"), "{}", made.pdf_words());
    }
}

/// A number from the environment, for longer runs by hand.
fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// With `PRESSROOM_DUMP`, each document that is blamed is written into that folder, as small as it can be made.
#[test]
fn no_random_document_is_blamed() {
    let seed = number("PRESSROOM_SEED", 0);
    let cases = number("PROPTEST_CASES", 40) as u32;
    let folder = std::env::var("PRESSROOM_DUMP").ok();
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let mut failures = Vec::new();
    for nth in 0..cases {
        let choices = vec(any::<u16>(), 1..220).new_tree(&mut runner).expect("nothing is filtered").current();
        let document = Author::new(&choices).document();
        if blamed(&document).is_empty() {
            continue;
        }
        let smallest = reduce(&document, |text| !blamed(text).is_empty());
        let failure = format!("{smallest}\n{:#?}", blamed(&smallest));
        if let Some(folder) = &folder {
            fs::write(format!("{folder}/{seed}-{nth}.md"), &failure).expect("the folder is there");
            fs::write(format!("{folder}/{seed}-{nth}.whole"), &document).expect("the folder is there");
        }
        failures.push(failure);
        assert!(folder.is_some(), "document {nth}: {}", failures[0]);
    }
    assert!(failures.is_empty(), "{} of {cases} documents are blamed", failures.len());
}
