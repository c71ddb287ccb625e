//! `<ruby>`: readings above their words in print, native in the EPUB, in brackets in plain text.

use pressroom::inspect::{Element, Node, PdfFile};

use crate::support::{Exported, export};

fn sound(markdown: &str) -> Exported {
    let made = export(&format!("---\nlang: ja\n---\n\n{markdown}\n"));
    assert_eq!(made.errors, 0, "{:?}", made.diagnostics);
    assert!(made.verified, "{}\n{:?}\n{}", made.text, made.diagnostics, made.xhtml);
    made
}

/// The rubies of a PDF, as `base/reading`.
fn tagged(pdf: &[u8]) -> Vec<String> {
    fn gather(element: &Element, found: &mut Vec<String>) {
        let kids = || {
            element.kids.iter().filter_map(|kid| if let Node::Element(kid) = kid { Some(kid) } else { None })
        };
        if element.kind == "Ruby" {
            found.push(
                kids().map(|part| format!("{}:{}", part.kind, part.text())).collect::<Vec<_>>().join(" "),
            );
        }
        kids().for_each(|kid| gather(kid, found));
    }
    let mut found = Vec::new();
    let tags = PdfFile::read(pdf).expect("it is ours").tags.expect("it is tagged");
    gather(&tags, &mut found);
    found
}

#[test]
fn a_reading_stands_above_native_or_in_brackets() {
    let made = sound("これは<ruby>文字<rp>(</rp><rt>もじ</rt><rp>)</rp></ruby>です。");
    assert!(made.text.contains("これは文字(もじ)です。"), "{}", made.text);
    let native = "これは<ruby>文字<rp>(</rp><rt>もじ</rt><rp>)</rp></ruby>です。";
    assert!(made.xhtml.contains(native), "{}", made.xhtml);
    assert_eq!(tagged(&made.pdf), ["RB:文字 RT:もじ"]);
}

#[test]
fn each_reading_has_its_own_words() {
    let made = sound("<ruby>北<rt>běi</rt>京<rt>jīng</rt></ruby>");
    assert!(made.text.contains("北(běi)京(jīng)"), "{}", made.text);
    assert_eq!(tagged(&made.pdf), ["RB:北 RT:běi", "RB:京 RT:jīng"]);
}

#[test]
fn end_tags_of_parts_may_be_left_out() {
    let made = sound("<ruby>北<rp>(<rt>běi<rp>)<rb>京<rt>jīng</ruby>市");
    assert!(made.text.contains("北(běi)京(jīng)市"), "{}", made.text);
    let unclosed = sound("a <ruby>b<rt>c</ruby> d");
    assert!(unclosed.text.contains("a b(c) d"), "{}", unclosed.text);
}

#[test]
fn words_without_a_reading_and_readings_without_words_are_kept() {
    let made =
        sound("a <ruby>b</ruby> <ruby>c<rt> </rt></ruby> <ruby><rt>d</rt></ruby> <rt>e</rt> <rp>f</rp>.");
    assert!(made.text.contains("a b c (d) e f."), "{}", made.text);
    assert!(tagged(&made.pdf).is_empty());
}

#[test]
fn markup_around_and_within_a_base_stays() {
    let made = sound(
        "**<ruby>x*y*<rt>over</rt></ruby>** and [<ruby>京<rt>kyō</rt></ruby>](https://example.org/) and \
         <ruby lang=\"zh\">京<rt>jīng[^n]</rt></ruby>.\n\n[^n]: A note with <ruby>字<rt>zì</rt></ruby>.",
    );
    assert!(made.xhtml.contains("<strong><ruby>x<em>y</em><rp>"), "{}", made.xhtml);
    assert!(made.text.contains("京(jīng)[1]"), "{}", made.text);
    assert_eq!(tagged(&made.pdf), ["RB:xy RT:over", "RB:京 RT:kyō", "RB:京 RT:jīng", "RB:字 RT:zì"]);
}

#[test]
fn a_ruby_stands_in_headings_lists_tables_and_contents() {
    let made = sound(
        "# 京<ruby>字<rt>じ</rt></ruby>\n\n## <ruby>文<rt>ぶん</rt></ruby>\n\n- <ruby>日<rt>ひ</rt></ruby>\n\n\
         | <ruby>a<rt>b</rt></ruby> |\n|---|\n| <ruby>c<rt>d</rt></ruby> |\n\n> <ruby>e<rt>f</rt></ruby>\n",
    );
    assert!(made.text.contains("京字(じ)"), "{}", made.text);
    for shown in ["日(ひ)", "a(b)", "c(d)", "e(f)"] {
        assert!(made.text.contains(shown), "{shown}: {}", made.text);
    }
}

#[test]
fn many_rubies_in_long_paragraphs_break_between_them() {
    let made =
        sound(&"<ruby>文字<rt>もじ</rt></ruby>を<ruby>北京<rt>うけたまわりもの</rt></ruby>に。".repeat(60));
    assert_eq!(tagged(&made.pdf).len(), 120, "none is divided between lines");
}

#[test]
fn a_reading_that_is_more_than_words_stands_behind_them() {
    let made = sound(
        "a<ruby>b<rt>[c](https://example.org/)</rt></ruby> <ruby>d<rt><a id=\"here\"></a>e</rt></ruby> [f](#here)",
    );
    assert!(made.xhtml.contains("b(<a href=\"https://example.org/\">c</a>)"), "{}", made.xhtml);
    assert!(made.xhtml.contains("<span id=\"here\"></span>e)"), "{}", made.xhtml);
    assert!(made.xhtml.contains("<a href=\"#here\">f</a>"), "{}", made.xhtml);
    assert!(tagged(&made.pdf).is_empty());
}
