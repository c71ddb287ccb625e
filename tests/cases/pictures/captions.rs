//! Pictures with words in their paragraph.

use super::sizes::{places, sizes};
use crate::support::{Exported, export_files};

/// 400 × 200 points at 96 pixels per inch: wider than the page.
fn pictured(markdown: &str) -> Exported {
    let text = format!("---\ntitle: T\nlang: en\n---\n\nWords.\n\n{markdown}\n");
    let boat = super::sizes::png(400, 200);
    let icon = super::sizes::png(60, 20);
    export_files(&[("doc.md", text.as_bytes()), ("boat.png", &boat), ("icon.png", &icon)])
}

/// The body's last part, from behind the first paragraph on, without line ends.
fn body(made: &Exported) -> String {
    made.xhtml.split_once("Words.</p>").map_or("", |(_, rest)| rest).replace('\n', "")
}

const BOAT: &str = "<figure id=\"figure-1\"><img src=\"images/boat.png\" alt=\"Boat\"/><figcaption>\
    <span class=\"label\">Figure 1.</span> ";

#[test]
fn an_emphasised_line_below_a_picture_is_its_caption() {
    let cases = [
        (
            "<p align=\"center\">\n  <img src=\"boat.png\" alt=\"Boat\">\n  <br/>\n  <i>By hand</i>\n</p>",
            "<em>By hand</em>",
        ),
        ("<p align=center><img src=boat.png alt=Boat><br><em>By hand</em></p>", "<em>By hand</em>"),
        (
            "<div align=\"center\">\n<img src=\"boat.png\" alt=\"Boat\"><br>\n<sub>By hand</sub>\n</div>",
            "By hand",
        ),
        ("<center><img src=boat.png alt=Boat><br><small>By hand</small></center>", "By hand"),
        ("<figure><img src=boat.png alt=Boat><br><i>By hand</i></figure>", "<em>By hand</em>"),
        ("<div align=center>\n\n![Boat](boat.png)\n*By hand*\n\n</div>", "<em>By hand</em>"),
        ("![Boat](boat.png)\n*By hand*", "<em>By hand</em>"),
        ("![Boat](boat.png)\\\n_By hand_", "<em>By hand</em>"),
        ("![Boat](boat.png)  \n*By\nhand*", "<em>By hand</em>"),
        ("![Boat](boat.png)<br>*By hand*.", "<em>By hand</em>."),
        ("![Boat](boat.png)\n*By hand*\n*and eye*", "<em>By hand</em> <em>and eye</em>"),
    ];
    for (markdown, caption) in cases {
        let made = pictured(markdown);
        assert_eq!(
            body(&made).split("</figcaption>").next(),
            Some(&*format!("{BOAT}{caption}")),
            "{markdown}"
        );
        let [[width, height]] = sizes(&made)[..] else { panic!("{markdown}: one picture") };
        assert!(width > 290.0 && height > 145.0, "{markdown}: {width} × {height}");
        assert!(made.verified, "{markdown}: {:?}", made.diagnostics);
        assert!(made.pdf_words().contains("By hand") && made.text.contains("By hand"), "{markdown}");
    }
}

#[test]
fn the_picture_stands_in_the_middle() {
    let made = pictured(
        "![Boat](boat.png)\n*Wide*\n\n<p align=center><img src=icon.png alt=Icon><br><i>Narrow</i></p>",
    );
    let centres: Vec<f64> = places(&made).iter().map(|[width, _, left]| left + width / 2.0).collect();
    assert!(matches!(centres[..], [wide, narrow] if (wide - narrow).abs() < 0.1), "{centres:?}");
}

#[test]
fn plain_words_below_a_picture_are_a_paragraph() {
    for (markdown, caption) in [
        ("<p align=center><img src=boat.png alt=Boat><br>By hand.</p>", None),
        ("![Boat](boat.png)<br>By hand.", Some("Boat")),
        ("![Boat](boat.png)\nBy hand.", Some("Boat")),
        ("![Boat](boat.png)\\\nBy hand.", Some("Boat")),
    ] {
        let made = pictured(markdown);
        let body = body(&made);
        assert!(
            body.starts_with("<figure") && body.contains("</figure><p>By hand.</p>"),
            "{markdown}: {body}"
        );
        assert_eq!(body.contains("<figcaption>"), caption.is_some(), "{markdown}: {body}");
        assert!(made.verified, "{markdown}: {:?}", made.diagnostics);
    }
    let made = pictured("Before.\n![Boat](boat.png)\n*By hand*\nBehind.");
    let body = body(&made);
    assert!(body.starts_with("<p>Before.</p><figure") && body.contains("</figure><p>Behind.</p>"), "{body}");
}

#[test]
fn each_of_several_pictures_stands_by_itself() {
    let made = pictured("<p><img src=boat.png alt=One><br><img src=icon.png alt=Two><br><i>Both</i></p>");
    let body = body(&made);
    assert_eq!(body.matches("<figure").count(), 2, "{body}");
    assert_eq!(body.matches("<figcaption>").count(), 1, "{body}");
    assert!(made.verified);
}

#[test]
fn a_link_around_a_captioned_picture_leads_from_its_caption() {
    let made = pictured("<p><a href=\"https://e.org\"><img src=boat.png alt=Boat></a><br><i>By hand</i></p>");
    let body = body(&made);
    assert!(body.contains("<a href=\"https://e.org\"><em>By hand</em></a></figcaption>"), "{body}");
    assert!(made.verified);
    let made = pictured("[![Boat](boat.png)](https://e.org)\n*By [Ann](https://a.org)*");
    let body = self::body(&made);
    assert!(body.contains("https://a.org") && body.contains("https://e.org"), "{body}");
    assert!(made.verified);
}

#[test]
fn rows_of_pictures_and_icons_stay_in_their_line() {
    for (markdown, paragraph) in [
        ("[![a](icon.png)](https://e.org/1) [![b](icon.png)](https://e.org/2)", 2),
        ("[![a](icon.png)](https://e.org/1)\n[![b](icon.png)](https://e.org/2)\n![c](icon.png)", 3),
        ("![a](icon.png)\n![b](icon.png)\nA small library.", 2),
        ("An ![a](icon.png) icon.", 1),
        ("![a](icon.png) An icon.\nMore.", 1),
    ] {
        let made = pictured(markdown);
        let body = body(&made);
        assert!(!body.contains("<figure"), "{markdown}: {body}");
        assert_eq!(body.matches("<p>").count(), 1, "{markdown}: {body}");
        assert_eq!(sizes(&made), vec![[45.0, 15.0]; paragraph], "{markdown}");
        assert!(made.verified, "{markdown}: {:?}", made.diagnostics);
    }
    let made = pictured("![badge](https://example.org/badge.svg)\nA small library.");
    assert!(body(&made).contains("badge</span> A small library.</p>"), "{}", body(&made));
}

#[test]
fn a_picture_in_a_link_has_its_own_size() {
    let made = pictured("[![Boat](boat.png)](https://e.org)");
    let [[width, _]] = sizes(&made)[..] else { panic!("one picture") };
    assert!(width > 290.0, "{width}");
    let made = pictured("A [![Boat](boat.png)](https://e.org) in a line.");
    let [[_, height]] = sizes(&made)[..] else { panic!("one picture") };
    assert!(height < 50.0, "{height}");
}

#[test]
fn a_figures_words_are_all_in_its_caption() {
    let made = pictured(
        "<figure><img src=boat.png alt=Boat><br><i>By hand</i><figcaption>The boat</figcaption></figure>",
    );
    assert!(body(&made).contains("The boat<br/><em>By hand</em></figcaption>"), "{}", body(&made));
    let made = pictured("![Boat](boat.png \"The boat\")\n*By hand*");
    assert!(body(&made).contains("The boat<br/><em>By hand</em></figcaption>"), "{}", body(&made));
    assert!(made.verified);
}
