//! Pictures in print: what is said of them, and what the PDF holds of them.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use image::{DynamicImage, ImageFormat, RgbImage};
use pressroom::backend::ALL;
use pressroom::diagnostic::{Code, Diagnostic, Diagnostics};
use pressroom::font::Library;
use pressroom::source::{self, Input, Request};
use pressroom::{layout, parse, resolve};

/// A PDF and what was said on the way to it.
struct Printed {
    pdf: lopdf::Document,
    said: Vec<Diagnostic>,
    text: String,
}

/// Prints a text that stands beside its pictures.
fn print(text: &str, pictures: &[(&str, &[u8])]) -> Printed {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in pictures {
        std::fs::write(folder.path().join(name), bytes).expect("written");
    }
    let path = folder.path().join("text.md");
    std::fs::write(&path, text).expect("written");
    let (bytes, diagnostics) = pdf(&path);
    Printed {
        pdf: lopdf::Document::load_mem(&bytes).expect("a PDF"),
        said: diagnostics.iter().cloned().collect(),
        text: text.to_owned(),
    }
}

fn pdf(path: &Path) -> (Vec<u8>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let root = path.parent().expect("a folder").to_owned();
    let input = Input::File { path: path.to_owned(), root };
    let sources = source::open(&input, &Request::default(), &mut diagnostics);
    let document = parse::parse(&sources, &mut diagnostics);
    let fonts = Arc::new(Library::new(&sources.fonts, &mut diagnostics));
    let manuscript = resolve::resolve(document, &sources, fonts, &mut diagnostics);
    let pages = layout::layout(&manuscript, &mut diagnostics);
    let backend = ALL.iter().find(|backend| backend.name() == "pdf").expect("there is one for PDF");
    let bytes = backend.write(&manuscript, Some(&pages), &mut diagnostics).expect("it is written");
    (bytes, diagnostics)
}

impl Printed {
    fn of(&self, code: Code) -> Vec<&Diagnostic> {
        self.said.iter().filter(|diagnostic| diagnostic.code == code).collect()
    }
}

fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 128]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut bytes, format).expect("encoded");
    bytes.into_inner()
}

#[test]
fn a_coarse_picture_is_warned_of_once_with_the_width_that_suits_it() {
    let png = encoded(300, 60, ImageFormat::Png);
    let text = "# T\n\nWords.\n\n![small](a.png){width=20%}\n\n![large](a.png){width=100%}\n";
    let printed = print(text, &[("a.png", &png)]);
    let [warning] = printed.of(Code::LowResolution)[..] else { panic!("one warning: {:?}", printed.said) };
    let span = warning.span.expect("it has a place");
    assert!(printed.text[span.start as usize..].starts_with("![large]"), "it stands where it is largest");
    assert!(warning.message.contains("`a.png`"), "{}", warning.message);
    let share = warning.help.as_ref().and_then(|help| {
        help.split_once("{width=")
            .and_then(|(_, rest)| rest.split_once('}'))
            .map(|(share, _)| share.to_owned())
    });
    let share = share.expect("it says the width");

    let again = |width: &str| print(&format!("# T\n\n![a](a.png){{width={width}}}\n"), &[("a.png", &png)]);
    assert!(again(&share).of(Code::LowResolution).is_empty(), "at {share} it is sharp");
    let wider: u32 = share.trim_end_matches('%').parse().expect("a number");
    assert_eq!(again(&format!("{}%", wider + 1)).of(Code::LowResolution).len(), 1);
}

#[test]
fn a_drawing_is_never_coarse() {
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>"#;
    let printed = print("# T\n\n![a](a.svg){width=100%}\n", &[("a.svg", svg)]);
    assert!(printed.of(Code::LowResolution).is_empty());
}
