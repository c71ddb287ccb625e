//! Drawings and photographs: what is lost of them is reported, and the rest is shown.

mod bombs;
mod jpeg;

use std::io::{Cursor, Read};

use usvg::roxmltree::Document;

use super::support::{Exported, export_files};

const NS: &str = r#"xmlns="http://www.w3.org/2000/svg""#;
const RECT: &str = "<rect width='80' height='40' fill='#77aacc'/>";

/// A drawing of 100 by 60 with this inside.
fn drawing(inside: &str) -> String {
    format!(r#"<svg {NS} width="100" height="60">{inside}</svg>"#)
}

/// A document that shows one picture, `alternative words`.
fn shown(name: &str, bytes: &[u8]) -> Exported {
    let text = format!("---\nlang: en\ntitle: T\n---\n\n# T\n\n![alternative words]({name})\n");
    export_files(&[("doc.md", text.as_bytes()), (name, bytes)])
}

/// The same for a drawing.
fn drawn(inside: &str) -> Exported {
    shown("a.svg", drawing(inside).as_bytes())
}

/// The file of an EPUB whose name ends so.
fn packed(made: &Exported, end: &str) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(&made.epub)).expect("an archive");
    let name = archive.file_names().find(|name| name.ends_with(end))?.to_owned();
    let mut bytes = Vec::new();
    archive.by_name(&name).expect("listed").read_to_end(&mut bytes).expect("whole");
    Some(bytes)
}

/// The drawing in the EPUB, which is well-formed.
fn packed_drawing(made: &Exported) -> String {
    let text = packed(made, ".svg").unwrap_or_else(|| panic!("no drawing: {:?}", made.diagnostics));
    let text = String::from_utf8(text).expect("UTF-8");
    let document = Document::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert!(document.root_element().has_tag_name(("http://www.w3.org/2000/svg", "svg")), "{text}");
    text
}

fn assert_said(made: &Exported, words: &str) {
    assert!(made.diagnostics.iter().any(|said| said.contains(words)), "{words}: {:?}", made.diagnostics);
    assert!(made.verified);
}

fn assert_silent(made: &Exported) {
    assert_eq!(made.errors, 0);
    assert_eq!(made.with_code("bad-image"), Vec::<&str>::new());
    assert!(made.verified);
}

#[test]
fn a_drawing_of_nothing_gives_its_alternative_text() {
    for inside in [
        "",
        r#"<image href="gone.png" width="100" height="60"/>"#,
        r#"<g display="none"><rect width="9" height="9"/></g>"#,
        r#"<defs><rect width="9" height="9"/></defs>"#,
        r#"<rect x="500" width="9" height="9"/>"#,
        r#"<rect width="9" height="9" opacity="0"/>"#,
        r#"<rect width="9" height="9" fill="none"/>"#,
        r#"<rect width="0" height="9"/>"#,
        "<text> </text>",
        "<script>draw()</script>",
    ] {
        let made = drawn(inside);
        assert_said(&made, "8:1 Warning[bad-image] the image `a.svg` cannot be used: it draws nothing");
        assert_eq!(packed(&made, ".svg"), None, "{inside}");
        assert!(made.text.contains("alternative words"), "{inside}");
        assert!(made.pdf_words().contains("alternative words"), "{inside}");
        assert!(made.xhtml.contains("alternative words"), "{inside}");
    }
}

#[test]
fn a_drawing_of_nothing_tells_why() {
    let made = drawn("\n\n<image href='gone.png' width='9' height='9'/>");
    assert_said(
        &made,
        "it draws nothing; it shows the image `gone.png`, which is not there (line 3 of the file)",
    );
}

#[test]
fn a_drawing_without_a_size_gives_its_alternative_text() {
    for attributes in [r#"width="-10" height="9""#, r#"width="0" height="9""#, r#"width="1e40" height="9""#] {
        let made = shown("a.svg", format!("<svg {NS} {attributes}>{RECT}</svg>").as_bytes());
        assert_said(&made, "the image `a.svg` cannot be used: it has no size");
        assert!(made.text.contains("alternative words"));
    }
}

#[test]
fn html_is_drawn_as_text() {
    let label = |html: &str| {
        let made = drawn(&format!(
            r#"<g><rect width="100" height="40" fill="none"/><foreignObject x="10" y="5" width="80" height="40">{html}</foreignObject></g>"#
        ));
        assert_eq!(
            made.with_code("bad-image"),
            [
                "8:1 Note[bad-image] the image `a.svg` has HTML in `<foreignObject>`, which is drawn as plain lines of text (line 1 of the file)"
            ]
        );
        packed_drawing(&made).matches("<path").count()
    };
    const XHTML: &str = r#"xmlns="http://www.w3.org/1999/xhtml""#;
    // A path for each run of one look in a line, or more.
    let one = label(&format!(r#"<div {XHTML}><span class="nodeLabel">Start</span></div>"#));
    assert!(one >= 1);
    let two = label(&format!(r#"<div {XHTML}>Start<br/>here</div>"#));
    assert!(two > one, "{two} {one}");
    assert!(label(&format!("<p {XHTML}>Start</p><p {XHTML}>here</p><ul {XHTML}><li>x</li></ul>")) > two);
    // Text that is too long is wrapped.
    assert!(label(&format!("<p {XHTML}>Receive the order and check it twice</p>")) > one);
    label(&format!(r#"<div {XHTML} style="display:none">No</div><div {XHTML}>Yes</div>"#));
}

#[test]
fn html_is_placed_and_coloured_by_its_styles() {
    let made = drawn(
        r##"<style>.l { color: #123456 }</style><foreignObject width="100" height="60"><div xmlns="http://www.w3.org/1999/xhtml"
            class="l" style="display:flex; justify-content:center; align-items:center; height:60px; font-size:10px">I</div></foreignObject>"##,
    );
    let text = packed_drawing(&made);
    assert!(text.contains("#123456"), "{text}");
    let places = text.split(" d=\"M ").nth(1).expect("a path");
    let mut numbers = places.split_whitespace().filter_map(|number| number.parse::<f32>().ok());
    let (x, y) = (numbers.next().expect("x"), numbers.next().expect("y"));
    assert!((45.0..55.0).contains(&x) && (25.0..36.0).contains(&y), "{x} {y}");
}

#[test]
fn the_alternative_to_html_is_not_drawn_beside_it() {
    let made = drawn(
        r##"<switch><foreignObject requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility" width="100%" height="100%">
            <div xmlns="http://www.w3.org/1999/xhtml" style="color: light-dark(#112233, #ffffff)">Whole words</div></foreignObject>
            <text fill="#ff0000" y="20">Whole w…</text></switch>
            <switch><g requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"/><text fill="#00ff00">no HTML</text></switch>"##,
    );
    let text = packed_drawing(&made);
    assert!(text.contains("#112233") && !text.contains("#ff0000") && !text.contains("#00ff00"), "{text}");
}

#[test]
fn parts_of_html_that_are_no_text_are_reported() {
    let made = drawn(
        "<foreignObject width='90' height='50'>\n<div xmlns='http://www.w3.org/1999/xhtml'>Words<img src='x.png'/><video/></div></foreignObject>",
    );
    assert_said(
        &made,
        "has `img` in its HTML, which is not drawn (line 1 of the file), and one more of its kind",
    );
}

#[test]
fn images_beside_the_drawing_are_embedded() {
    let pixels = image::RgbImage::from_pixel(4, 4, image::Rgb([200, 80, 30]));
    let mut png = Vec::new();
    pixels.write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png).expect("it is written");
    let inside = drawing(
        r#"<image href="pic.png" width="20" height="20"/><image xlink:href="../b.svg" x="40" width="20" height="20"/>"#,
    );
    let made = export_files(&[
        ("doc.md", b"---\nlang: en\n---\n\n# T\n\n![one](art/a.svg)\n"),
        ("art/a.svg", inside.as_bytes()),
        ("art/pic.png", &png),
        ("b.svg", drawing(RECT).as_bytes()),
    ]);
    assert_silent(&made);
    let text = packed_drawing(&made);
    assert!(text.contains("data:image/png;base64") && text.contains("data:image/svg+xml;base64"), "{text}");
}

#[test]
fn images_that_are_not_beside_the_drawing_are_reported() {
    for (href, code, words) in [
        (
            "http://x.org/a.png",
            "remote-image",
            "shows the image `http://x.org/a.png`, which is on the network",
        ),
        ("//x.org/a.png", "remote-image", "is on the network and is not fetched"),
        ("gone.png", "missing-image", "shows the image `gone.png`, which is not there (line 2 of the file)"),
        ("../../../etc/passwd", "outside-source", "is outside the source's folder and is not read"),
        ("file:///etc/passwd", "outside-source", "is outside the source's folder and is not read"),
        ("data:image/png;base64,AAAA", "bad-image", "shows an image that cannot be used"),
        ("doc.md", "bad-image", "shows an image that cannot be used: doc.md: its data is not an image"),
        ("a.svg", "bad-image", "drawings stand in drawings more than 3 deep"),
    ] {
        let made = drawn(&format!("{RECT}\n<image href=\"{href}\" width=\"20\" height=\"20\"/>"));
        assert_said(&made, words);
        assert_eq!(made.with_code(code).len(), 1, "{href}: {:?}", made.diagnostics);
        packed_drawing(&made);
    }
}

#[test]
fn styles_are_applied() {
    let fill = |style: &str, rect: &str| {
        let made = drawn(&format!(
            "<style>{style}</style><g class='g'><line/><rect id='r' {rect} width='9' height='9'/></g>"
        ));
        assert_silent(&made);
        let text = packed_drawing(&made);
        // The line comes before.
        text.rsplit("fill=\"").next().and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    };
    assert_eq!(fill("rect { fill: #010203 }", ""), "#010203");
    assert_eq!(fill(".g > rect:nth-child(2) { fill: #010203 } rect { fill: red }", ""), "#010203");
    assert_eq!(fill("line + rect { fill: #010203 }", ""), "#010203");
    assert_eq!(fill("rect:not(.x) { fill: #010203 }", ""), "#010203");
    assert_eq!(fill(":root { --c: #010203 } rect { fill: var(--c) }", ""), "#010203");
    assert_eq!(fill("rect { fill: var(--none, #010203) }", ""), "#010203");
    assert_eq!(fill("", "style='fill: light-dark(#010203, white)'"), "#010203");
    assert_eq!(fill("@media print { rect { fill: #010203 } }", ""), "#010203");
    assert_eq!(
        fill("rect { fill: #010203 } @media (prefers-color-scheme: dark) { rect { fill: white } }", ""),
        "#010203"
    );
    assert_eq!(fill("rect { fill: #010203 !important }", "style='fill: red'"), "#010203");
    assert_eq!(fill("rect:hover { fill: red }", "fill='#010203'"), "#010203");
    assert_eq!(fill("@keyframes k { from { fill: red } }", "fill='#010203'"), "#010203");
}

#[test]
fn styles_that_are_not_applied_are_reported_once_for_each_kind() {
    for (inside, words) in [
        (
            "<style>@import url(x.css);\n@font-face { font-family: x }</style>",
            "has the style rule `@import url(x.css)`, which is not applied (line 2 of the file), and one more of its kind",
        ),
        (
            "<style>@media (min-width: 9px) { rect { fill: red } }</style>",
            "has the style rule `@media (min-width: 9px)`",
        ),
        ("<style>@supports (x: y) { rect { fill: red } }</style>", "has the style rule `@supports (x: y)`"),
        ("<style>rect:has(a) { fill: red }</style>", "has the style selector `rect:has(a)`"),
        ("<style>rect { fill: red; &amp; a { fill: red } }</style>", "has the style selector"),
        (
            "<rect style='fill: oklch(0.5 0.2 30)' width='9' height='9'/>",
            "has the value `fill: oklch(0.5 0.2 30)`",
        ),
        ("<rect style='fill: var(--none)' width='9' height='9'/>", "has the value `fill: var(…)`"),
        (
            "<rect style='clip-path: circle(50%)' width='9' height='9'/>",
            "has the value `clip-path: circle(50%)`",
        ),
        (
            "<rect style='stroke-width: calc(1px + 1em)' width='9' height='9'/>",
            "has the value `stroke-width: calc(1px + 1em)`",
        ),
        (
            "<text style='text-transform: uppercase' y='20'>a</text>",
            "sets the property `text-transform: uppercase`",
        ),
        ("<rect style='animation: k 1s' width='9' height='9'/>", "is animated"),
        ("<path vector-effect='non-scaling-stroke' d='M0 0H9V9'/>", "sets the property `vector-effect"),
    ] {
        let made = drawn(&format!("{RECT}\n{inside}"));
        assert_said(&made, words);
        assert_eq!(made.with_code("bad-image").len(), 1, "{:?}", made.diagnostics);
    }
}

#[test]
fn elements_that_are_not_drawn_are_reported() {
    for (inside, words) in [
        ("<script>x()</script>", "has a script, which is not run (line 2 of the file)"),
        (
            "<rect width='9' height='9'><animate attributeName='x'/><set/></rect>",
            "is animated, and only its first state is drawn",
        ),
        ("<video/>", "has an element `<video>`, which is not drawn"),
        ("<mesh/>", "has an element `<mesh>`"),
        ("<flowRoot><flowPara>Words</flowPara></flowRoot>", "has an element `<flowRoot>`"),
        ("<use href='other.svg#x'/>", "refers to `other.svg#x` in another file"),
        ("<use href='#none'/>", "refers to `#none`, which is not in the file"),
        ("<rect width='9' height='9' fill='url(#none)'/>", "refers to `#none`"),
        ("<rect width='9' height='9' mask='url(x.svg#m)'/>", "refers to `x.svg#m` in another file"),
        (
            "<switch><g systemLanguage='xx'/></switch>",
            "has alternatives in `<switch>` of which none can be drawn",
        ),
        (
            "<text y='20'><textPath href='#none'>Words</textPath></text>",
            "has text on a path that is not there",
        ),
        ("<text y='20'>\u{F1234}</text>", "has the character `\u{F1234}`, which no font has"),
    ] {
        let made = drawn(&format!("{RECT}\n{inside}"));
        assert_said(&made, words);
        assert_eq!(made.with_code("bad-image").len(), 1, "{:?}", made.diagnostics);
        packed_drawing(&made);
    }
}

#[test]
fn a_drawing_is_read_however_it_is_written() {
    let svg =
        |attributes: &str, inside: &str| format!("<svg {attributes} width='100' height='60'>{inside}</svg>");
    let utf16: Vec<u8> =
        format!("\u{FEFF}{}", drawing(RECT)).encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        svg("", RECT).into_bytes(),
        svg(NS, "<rect id='a' width='9' height='9'/><use xlink:href='#a' x='20'/>").into_bytes(),
        svg(NS, "<g inkscape:label='L'><rect width='9' height='9'/></g>").into_bytes(),
        format!("<!DOCTYPE svg [<!ENTITY w '9'>]>{}", svg(NS, "<rect width='&w;' height='9'/>")).into_bytes(),
        format!("\u{FEFF}{}", drawing(RECT)).into_bytes(),
        utf16,
        svg(NS, "<!-- a -- b --><rect width='9' height='9'/>").into_bytes(),
        svg(NS, "<text y='20'>a&nbsp;b</text>").into_bytes(),
        b"<s:svg xmlns:s='http://www.w3.org/2000/svg' width='9' height='9'><s:rect width='9' height='9'/></s:svg>".to_vec(),
        svg(NS, "<svg x='9' width='50%' height='50%'><rect width='100%' height='100%'/></svg>").into_bytes(),
        b"<?xml version='1.0' encoding='ISO-8859-1'?><svg width='99' height='99'><text y='20'>Gr\xF6\xDFe</text></svg>".to_vec(),
    ] {
        let made = shown("a.svg", &bytes);
        assert_silent(&made);
        packed_drawing(&made);
    }
}

#[test]
fn names_that_are_no_names_are_replaced() {
    let made = drawn(
        "<linearGradient id='1 a(b'><stop stop-color='#ff0000'/><stop offset='1' stop-color='#0000ff'/></linearGradient>\
         <clipPath id='a:b'><rect width='50' height='50'/></clipPath>\
         <rect width='40' height='30' fill=\"url('#1 a(b')\"/><g clip-path='url(#a:b)'><rect x='40' width='40' height='50'/></g>",
    );
    assert_silent(&made);
    let text = packed_drawing(&made);
    assert!(text.contains("<linearGradient") && text.contains("<clipPath"), "{text}");
    for id in text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(id.starts_with(char::is_alphabetic) && !id.contains([':', ' ', '(']), "{id}");
    }
}

#[test]
fn what_is_not_well_formed_is_reported_with_its_place() {
    let made = shown("a.svg", format!("<svg {NS} width='9' height='9'>\n<g></svg>").as_bytes());
    assert_said(&made, "the image `a.svg` cannot be used: expected 'g' tag, not 'svg' at 2:4");
    let made =
        shown("a.svg", b"<svg xmlns='urn:other' width='9' height='9'><rect width='9' height='9'/></svg>");
    assert_said(&made, "its root element is not of SVG but of `urn:other`");
}
