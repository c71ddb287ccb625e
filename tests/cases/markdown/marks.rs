//! Marks of notes in the words of links and pictures.

use crate::support::{Exported, export, export_files};

const DRAWING: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'>\
    <rect width='200' height='100' fill='#888'/></svg>";

fn pictured(markdown: &str) -> Exported {
    export_files(&[("doc.md", markdown.as_bytes()), ("boat.svg", DRAWING)])
}

/// The XHTML without the marks' attributes: a mark is `^1`.
fn marked(made: &Exported) -> String {
    let mut text = String::new();
    let mut rest = made.xhtml.as_str();
    while let Some(at) = rest.find("<a class=\"noteref\"") {
        text.push_str(&rest[..at]);
        text.push('^');
        rest = rest[at..].split_once('>').expect("a tag ends").1;
        let (mark, after) = rest.split_once("</a>").expect("a mark ends");
        text.push_str(mark);
        rest = after;
    }
    text + rest
}

#[test]
fn a_mark_stands_behind_the_link_whose_words_hold_it() {
    let cases = [
        ("[harbour[^a]](https://e.org)", "<a href=\"https://e.org\">harbour</a>^1"),
        ("[old[^a] harbour](https://e.org)", "<a href=\"https://e.org\">old harbour</a>^1"),
        (
            "[**old[^a]** harbour[^b]](https://e.org)",
            "<strong>old</strong> harbour</a>^1<span class=\"noteref\">,</span>^2",
        ),
        ("[harbour[^a]][ref]", "<a href=\"https://e.org/ref\">harbour</a>^1"),
        ("[`pier[^a]` now[^b]](https://e.org)", "<code>pier[^a]</code> now</a>^1"),
        ("*see [harbour[^a]](https://e.org)*", "harbour</a>^1</em>"),
        ("[old\nharbour[^a]](https://e.org \"title\")", ">old harbour</a>^1"),
        ("[[^a]](https://e.org)", "<a href=\"https://e.org\">https://e.org</a>^1"),
        ("<a href=\"https://e.org\">harbour[^a]</a>", "<a href=\"https://e.org\">harbour</a>^1"),
        ("[open and[^a] more", "[open and^1 more"),
        ("[harbour[^LONG Name]](https://e.org)", "<a href=\"https://e.org\">harbour</a>^1"),
        ("[$x^2$ and[^a]](https://e.org)", "x<sup>2</sup></span> and</a>^1"),
    ];
    let notes = "\n\n[ref]: https://e.org/ref\n[^a]: First.\n[^b]: Second.\n[^long name]: Third.\n";
    for (words, expected) in cases {
        let made = export(&format!("# T\n\nThe {words} end.{notes}"));
        assert!(marked(&made).contains(expected), "{words}\n{}", marked(&made));
        assert!(made.verified, "{words}: {:?}", made.diagnostics);
        assert!(!made.text.contains("]("), "{words}\n{}", made.text);
    }
}

#[test]
fn links_with_marks_stand_in_headings_cells_and_items() {
    let made = export(
        "# T\n\n## The [pier[^a]](https://e.org/1)\n\n| a |\n|---|\n| [rope[^b]](https://e.org/2) |\n\n\
         - [ ] [knot[^c]](https://e.org/3)\n\n> [sail[^d]](https://e.org/4)\n\n\
         [^a]: A, with [one[^b]](https://e.org/5).\n[^b]: B.\n[^c]: C.\n[^d]: D.\n",
    );
    for (words, number) in [("pier", 1), ("rope", 2), ("knot", 3), ("sail", 4), ("one", 5)] {
        let link = format!("<a href=\"https://e.org/{number}\">{words}</a>^");
        assert!(marked(&made).contains(&link), "{words}\n{}", marked(&made));
    }
    assert!(made.verified, "{:?}", made.diagnostics);
    assert!(made.with_code("unknown-note").is_empty() && made.with_code("unused-note").is_empty());
}

#[test]
fn a_mark_in_a_pictures_words_stands_in_its_caption_or_behind_it() {
    let cases = [
        ("![A boat[^a]](boat.svg)", "</span> A boat^1</figcaption>"),
        ("![A *boat[^a]* and[^b] quay](boat.svg)", "</span> A <em>boat^1</em> and^2 quay</figcaption>"),
        ("![A boat[^a]](boat.svg \"The boat\")", "</span> The boat^1</figcaption>"),
        ("![A boat[^a]](boat.svg){width=50% #fig:boat}", "</span> A boat^1</figcaption>"),
        ("A ![boat[^a]](boat.svg) here.", "alt=\"boat\"/>^1 here."),
        ("[![A boat[^a]](boat.svg)](https://e.org)", "alt=\"A boat\"/></a>^1"),
        ("![[^a]](boat.svg)", "role=\"presentation\"/>^1</p>"),
        ("![A boat[^a]](boat.svg)\n*by hand*", "</span> <em>by hand</em>^1</figcaption>"),
    ];
    for (words, expected) in cases {
        let made = pictured(&format!("# T\n\n{words}\n\n[^a]: First.\n[^b]: Second.\n"));
        assert!(marked(&made).contains(expected), "{words}\n{}", marked(&made));
        assert!(made.verified, "{words}: {:?}", made.diagnostics);
    }
}

#[test]
fn what_is_no_mark_stays_in_a_links_words() {
    let made =
        export("# T\n\n[word[^none]](https://e.org/1) and [it \\[^a\\]](https://e.org/2).[^a]\n\n[^a]: A.\n");
    assert!(made.xhtml.contains("<a href=\"https://e.org/1\">word[^none]</a>"), "{}", made.xhtml);
    assert!(made.xhtml.contains("<a href=\"https://e.org/2\">it [^a]</a>"), "{}", made.xhtml);
    let unknown = made.with_code("unknown-note");
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    assert!(unknown[0].starts_with("3:6 "), "{unknown:?}");
    assert!(made.verified);
}
