//! `dir="rtl"` and `dir="ltr"`: which way blocks and words read.

use std::fs;
use std::sync::Arc;

use pressroom::diagnostic::Diagnostics;
use pressroom::font::Library;
use pressroom::layout::{Item, ItemKind};
use pressroom::source::{self, Request};
use pressroom::{gather, layout, parse, resolve};

use super::super::support::{Exported, export};

fn exported(markdown: &str) -> Exported {
    let made = export(&format!("---\nlang: en\ntitle: Ways\n---\n\n{markdown}\n"));
    assert!(made.verified, "{markdown}: {:?}", made.diagnostics);
    made
}

#[test]
fn blocks_read_as_they_say() {
    for (markdown, xhtml) in [
        ("<div dir=\"rtl\">\n\nAbc 12.\n\n</div>", "<p dir=\"rtl\">"),
        ("<p dir=\"rtl\">Abc 12.</p>", "<p dir=\"rtl\">"),
        ("<p DIR=' RTL '>Abc 12.</p>", "<p dir=\"rtl\">"),
        ("<section dir=\"rtl\">\n\n- Abc 12.\n\n</section>", "<ul dir=\"rtl\""),
        ("<ol dir=\"rtl\"><li>Abc 12.</li></ol>", "<ol dir=\"rtl\""),
        ("<blockquote dir=\"rtl\">Abc 12.</blockquote>", "<blockquote dir=\"rtl\""),
        ("<div dir=\"rtl\">\n\n> Abc 12.\n\n</div>", "<blockquote dir=\"rtl\""),
        ("<div dir=\"rtl\">\n\n| Abc 12. |\n|---|\n| x |\n\n</div>", "<table dir=\"rtl\">"),
        ("<table dir=\"rtl\"><tr><td>Abc 12.</td></tr></table>", "<table dir=\"rtl\">"),
        ("<h1 dir=\"rtl\">Abc 12.</h1>", " dir=\"rtl\"><span"),
        ("<div dir=\"rtl\"><div dir=\"auto\">Abc 12.</div></div>", "<p dir=\"rtl\">"),
        ("<dl dir=\"rtl\"><dt>Abc 12.</dt><dd>x</dd></dl>", "<dl dir=\"rtl\""),
    ] {
        let made = exported(markdown);
        assert!(made.xhtml.contains(xhtml), "{markdown}: {}", made.xhtml);
        assert!(made.text.contains("Abc 12."), "{markdown}: {}", made.text);
        assert!(made.pdf_words().contains("Abc 12."), "{markdown}: {}", made.pdf_words());
    }
}

#[test]
fn a_block_ends_what_it_says() {
    let made = exported("<div dir=\"rtl\">\n\nAbc.\n\n</div>\n\nDef.");
    assert!(made.xhtml.contains("<p>Def.</p>"), "{}", made.xhtml);
    let made = exported("<div dir=\"rtl\"><p dir=\"ltr\">Abc.</p>Def.</div>");
    assert_eq!(made.xhtml.matches("<p dir=\"rtl\">").count(), 1, "{}", made.xhtml);
}

#[test]
fn text_from_right_to_left_may_be_told_to_read_the_other_way() {
    let hebrew = "\u{5E9}\u{5DC}\u{5D5}\u{5DD} abc";
    assert!(exported(hebrew).xhtml.contains("<p dir=\"rtl\">"), "as its first letter does");
    let made = exported(&format!("<p dir=\"ltr\">{hebrew}</p>"));
    assert!(!made.xhtml.contains("rtl"), "{}", made.xhtml);
    assert!(made.text.contains(hebrew), "the order of reading stays: {}", made.text);
}

#[test]
fn words_read_as_they_say_and_stand_apart() {
    for (markdown, xhtml) in [
        ("a <span dir=\"rtl\">b (1)</span> c", "<span dir=\"rtl\">b (1)</span>"),
        ("a <span dir=\"ltr\">b (1)</span> c", "<span dir=\"ltr\">b (1)</span>"),
        ("a <em dir=\"rtl\">b</em> c", "<span dir=\"rtl\"><em>b</em></span>"),
        ("a <bdi dir=\"rtl\">b</bdi> c", "<span dir=\"rtl\">b</span>"),
        (
            "a <span lang=\"fr\" dir=\"rtl\">b</span> c",
            "<span lang=\"fr\" xml:lang=\"fr\" dir=\"rtl\">b</span>",
        ),
        ("a <span lang=\"ar\" dir=\"ltr\">b</span> c", "<span lang=\"ar\" xml:lang=\"ar\">b</span>"),
        ("a <span dir=\"auto\">b</span> c", "<p>a b c</p>"),
    ] {
        let made = exported(markdown);
        assert!(made.xhtml.contains(xhtml), "{markdown}: {}", made.xhtml);
        assert!(
            made.text.lines().any(|line| line.starts_with("a ") && line.ends_with(" c")),
            "{}",
            made.text
        );
    }
}

/// From the left of the page to where the first glyphs stand that show `words`, in points.
fn left_of(markdown: &str, words: &str) -> f64 {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let path = folder.path().join("doc.md");
    fs::write(&path, format!("---\nlang: en\ntitle: Ways\n---\n\n{markdown}\n")).expect("the folder is ours");
    let mut said = Diagnostics::new();
    let input = source::find(&path, None).expect("there is a document").remove(0);
    let sources = source::open(&input, &Request::default(), &mut said);
    let document = parse::parse(&sources, &mut said);
    let fonts = Arc::new(Library::new(&sources.fonts, &mut said));
    let manuscript = resolve::resolve(gather::gather(document, &sources), &sources, fonts, &mut said);
    let pages = layout::layout(&manuscript, &mut said).pages;
    let shows = |item: &&Item| matches!(&item.kind, ItemKind::Glyphs(run) if run.text.contains(words));
    pages.iter().flat_map(|page| &page.items).find(shows).expect("it is shown").x.to_pt()
}

#[test]
fn pages_set_a_block_from_the_side_on_which_it_starts() {
    for [left, right] in [
        ["<p dir=\"ltr\">Abc</p>", "<p dir=\"rtl\">Abc</p>"],
        ["Abc", "<div dir=\"rtl\">\n\nAbc\n\n</div>"],
        ["- Abc", "<div dir=\"rtl\">\n\n- Abc\n\n</div>"],
        ["# Abc", "<h1 dir=\"rtl\">Abc</h1>"],
        ["<p dir=\"ltr\">\u{5D0} Abc</p>", "\u{5D0} Abc"],
    ] {
        let [of_left, of_right] = [left, right].map(|markdown| left_of(markdown, "Abc"));
        assert!(of_right > of_left + 100.0, "{left}: {of_left}, {right}: {of_right}");
    }
}
