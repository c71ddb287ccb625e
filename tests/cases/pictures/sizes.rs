//! Sizes that an author asks for.

use std::io::{Cursor, Read};

use image::{DynamicImage, ImageFormat, RgbImage};
use lopdf::Object;
use lopdf::content::Content;

use crate::support::{Exported, export_files};

/// The measure and the height of the text on the default page, in points.
const MEASURE: f64 = 297.64;
const PAGE: f64 = 472.5;

/// A picture without a density of its own: 120 × 60 pixels are 90 × 45 points at 96 per inch.
pub(super) fn png(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 128]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut bytes, ImageFormat::Png).expect("encoded");
    bytes.into_inner()
}

fn pictured(markdown: &str) -> Exported {
    let text = format!("---\ntitle: T\nlang: en\n---\n\nWords.\n\n{markdown}\n");
    let (boat, mast) = (png(120, 60), png(600, 6000));
    export_files(&[("doc.md", text.as_bytes()), ("boat.png", &boat), ("mast.png", &mast)])
}

/// Width and height of the pictures on the pages, in points.
pub(super) fn sizes(made: &Exported) -> Vec<[f64; 2]> {
    places(made).into_iter().map(|[width, height, _]| [width, height]).collect()
}

/// Width and height of the pictures on the pages and how far their left sides are from the pages', in points.
pub(super) fn places(made: &Exported) -> Vec<[f64; 3]> {
    let pdf = lopdf::Document::load_mem(&made.pdf).expect("a PDF");
    let mut sizes = Vec::new();
    for page in pdf.get_pages().into_values() {
        let content = Content::decode(&pdf.get_page_content(page));
        let operations = content.expect("content is read").operations;
        for pair in operations.windows(2).filter(|pair| pair[0].operator == "cm" && pair[1].operator == "Do")
        {
            let number = |at: usize| pair[0].operands.get(at).and_then(|it: &Object| it.as_float().ok());
            sizes.push([0, 3, 4].map(|at| f64::from(number(at).unwrap_or_default())));
        }
    }
    sizes
}

fn style_sheet(made: &Exported) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(&made.epub)).expect("an EPUB");
    let name = archive.file_names().find(|name| name.ends_with(".css")).map(str::to_owned);
    let mut text = String::new();
    archive
        .by_name(&name.expect("it has a style sheet"))
        .expect("listed")
        .read_to_string(&mut text)
        .expect("text");
    text.replace(['\n', ' '], "")
}

#[track_caller]
fn assert_size(markdown: &str, [width, height]: [f64; 2]) -> Exported {
    let made = pictured(markdown);
    let found = sizes(&made);
    let near = |one: f64, other: f64| (one - other).abs() < 0.15;
    assert!(
        matches!(found.as_slice(), [[w, h]] if near(*w, width) && near(*h, height)),
        "{markdown}: {found:?}, not {width} × {height}",
    );
    assert!(made.verified, "{markdown}: {:?}", made.diagnostics);
    assert!(made.with_code("bad-value").is_empty(), "{markdown}: {:?}", made.diagnostics);
    made
}

#[test]
fn each_unit_is_heeded_and_the_ratio_kept() {
    let cases = [
        ("width=40", [30.0, 15.0]),
        ("width=40px", [30.0, 15.0]),
        ("width=1in", [72.0, 36.0]),
        ("width=2cm", [56.69, 28.35]),
        ("width=20mm", [56.69, 28.35]),
        ("width=50pt", [50.0, 25.0]),
        ("width=3pc", [36.0, 18.0]),
        ("width=50%", [MEASURE / 2.0, MEASURE / 4.0]),
        ("height=1cm", [56.69, 28.35]),
        ("height=40px", [60.0, 30.0]),
        ("height=10%", [PAGE / 5.0, PAGE / 10.0]),
        ("width=40px height=20px", [30.0, 15.0]),
        // Within a hundredth of the picture's own ratio.
        ("width=401px height=200px", [MEASURE, MEASURE / 2.0]),
        // Both, where they are not.
        ("width=40px height=40px", [30.0, 30.0]),
        ("style=\"width: 2cm\"", [56.69, 28.35]),
        ("style=\"max-width:60px\"", [45.0, 22.5]),
        ("style=\"max-width:600px\"", [90.0, 45.0]),
        ("width=auto", [90.0, 45.0]),
    ];
    for (size, expected) in cases {
        assert_size(&format!("![boat](boat.png){{{size}}}"), expected);
    }
}

#[test]
fn html_sizes_are_heeded_too() {
    let cases = [
        ("width=40", [30.0, 15.0]),
        ("width=\"40px\" height=\"20px\"", [30.0, 15.0]),
        ("height=40", [60.0, 30.0]),
        ("width=50%", [MEASURE / 2.0, MEASURE / 4.0]),
        ("width=400 style=\"width:40px; max-width:100%\"", [30.0, 15.0]),
        ("width=40 height=400 style='height:auto'", [30.0, 15.0]),
        ("style=\"border:1px solid; width: 2cm !important\"", [56.69, 28.35]),
    ];
    for (size, expected) in cases {
        assert_size(&format!("<img src=\"boat.png\" alt=\"boat\" {size}>"), expected);
    }
}

#[test]
fn among_words_a_size_is_in_the_same_units() {
    assert_size("A ![boat](boat.png){width=1in} in a line.", [72.0, 36.0]);
    assert_size("A ![boat](boat.png){height=1in} in a line.", [144.0, 72.0]);
    assert_size("A <img src=boat.png alt=boat width=20> in a line.", [15.0, 7.5]);
}

#[test]
fn no_picture_is_larger_than_its_place() {
    assert_size("![boat](boat.png){width=90cm}", [MEASURE, MEASURE / 2.0]);
    assert_size("![boat](boat.png){width=5000 height=5000}", [MEASURE, MEASURE]);
    let made = pictured("![mast](mast.png){height=80cm}");
    let [[width, height]] = sizes(&made)[..] else { panic!("one picture") };
    assert!(height < PAGE && (height / width - 10.0).abs() < 0.01, "{width} × {height}");
}

#[test]
fn readers_are_told_the_size_in_its_unit() {
    for (size, class, rule) in [
        ("width=2cm", "w2cm", "img.w2cm{width:2cm;}"),
        ("width=33.3%", "w33-3", "img.w33-3{width:33.3%;}"),
        ("width=40px", "w40px", "img.w40px{width:30pt;}"),
        ("width=3em", "w3em", "img.w3em{width:3em;}"),
        ("height=20mm", "w40mm", "img.w40mm{width:40mm;}"),
        ("height=30%", "h30", "img.h30{height:30vh;}"),
        ("width=40pt height=40pt", "w40pt h40pt", "img.h40pt{height:40pt;}"),
    ] {
        let made = pictured(&format!("![boat](boat.png){{{size}}}"));
        assert!(made.xhtml.contains(&format!("class=\"{class}\"")), "{size}: {}", made.xhtml);
        let css = style_sheet(&made);
        assert!(css.contains(rule) && css.contains("max-width:100%"), "{size}: {css}");
    }
}

#[test]
fn a_size_that_says_nothing_is_reported_at_its_place() {
    for (markdown, odd) in [
        ("![boat](boat.png){width=wide}", "width=wide"),
        ("![boat](boat.png){width=-3cm}", "width=-3cm"),
        ("![boat](boat.png){height=0}", "height=0"),
        ("<img src=boat.png alt=boat width=4vw>", "width=4vw"),
        ("<img src=boat.png alt=boat style='width: calc(50% - 1px)'>", "width=calc(50% - 1px)"),
        ("![boat](boat.png){width=2cm height=30%}", "height=30%"),
    ] {
        let made = pictured(markdown);
        let found = made.with_code("bad-value");
        assert_eq!(found.len(), 1, "{markdown}: {:?}", made.diagnostics);
        assert!(found[0].starts_with("8:1 Warning") && found[0].contains(&format!("`{odd}`")), "{found:?}");
        assert!(made.verified && sizes(&made).len() == 1);
    }
}
