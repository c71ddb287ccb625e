//! Pictures in print: what is said of them, and what the PDF holds of them.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, RgbImage};
use pressroom::backend::ALL;
use pressroom::diagnostic::{Code, Diagnostic, Diagnostics};
use pressroom::font::Library;
use pressroom::source::{self, Input, Request};
use pressroom::{gather, layout, parse, resolve};

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
    let manuscript = resolve::resolve(gather::gather(document, &sources), &sources, fonts, &mut diagnostics);
    let pages = layout::layout(&manuscript, &mut diagnostics);
    let backend = ALL.iter().find(|backend| backend.name() == "pdf").expect("there is one for PDF");
    let edition = backend.write(&manuscript, Some(&pages), &mut diagnostics).expect("it is written");
    (edition.into_file().expect("it is one file"), diagnostics)
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

impl Printed {
    /// The streams of the PDF that are pictures or forms.
    fn objects(&self, subtype: &str) -> Vec<&lopdf::Stream> {
        let streams = self.pdf.objects.values().filter_map(|object| object.as_stream().ok());
        streams
            .filter(|stream| {
                stream
                    .dict
                    .get(b"Subtype")
                    .and_then(lopdf::Object::as_name)
                    .is_ok_and(|name| name == subtype.as_bytes())
            })
            .collect()
    }

    fn picture(&self) -> &lopdf::Stream {
        let [picture] = self.objects("Image")[..] else { panic!("one picture") };
        picture
    }

    /// The operators of all forms.
    fn operators(&self) -> String {
        let content = |form: &&lopdf::Stream| form.decompressed_content().expect("deflated");
        let all: Vec<u8> = self.objects("Form").iter().flat_map(content).collect();
        String::from_utf8(all).expect("operators are ASCII")
    }

    /// What a picture's colour space says: its name, or the alternate and the number of its profile.
    fn space(&self) -> String {
        let said = |object: &lopdf::Object| match object {
            lopdf::Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
            lopdf::Object::Array(parts) => {
                let id = parts[1].as_reference().expect("a profile is a stream");
                let profile =
                    &self.pdf.get_object(id).and_then(lopdf::Object::as_stream).expect("there").dict;
                let alternate =
                    profile.get(b"Alternate").and_then(lopdf::Object::as_name).expect("it has one");
                let count = profile.get(b"N").and_then(lopdf::Object::as_i64).expect("it has one");
                format!("{} {count}", String::from_utf8_lossy(alternate))
            }
            other => panic!("no colour space: {other:?}"),
        };
        said(self.picture().dict.get(b"ColorSpace").expect("it has one"))
    }
}

fn drawn(inside: &str) -> Printed {
    let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60">{inside}</svg>"#);
    print("# T\n\n![a](a.svg){width=60%}\n", &[("a.svg", svg.as_bytes())])
}

#[test]
fn a_drawing_of_one_unit_is_not_blocky() {
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">
        <path d="M0.123456 0.2L0.7654321 0.345678L0.5 0.9z"/></svg>"#;
    let printed = print("# T\n\n![a](a.svg)\n", &[("a.svg", svg)]);
    assert!(printed.operators().contains("0.123456 0.2 m"), "{}", printed.operators());
    assert!(printed.operators().contains("0.765432 0.345678 l"), "{}", printed.operators());
}

#[test]
fn gradients_clips_and_opacity_are_vectors() {
    let stops = r##"<stop offset="0.2" stop-color="#f00"/><stop offset="0.8" stop-color="#00f"/>"##;
    for (inside, operator) in [
        (format!(r#"<linearGradient id="g">{stops}</linearGradient><path d="M0 0h50v30z" fill="url(#g)"/>"#), "sh"),
        (format!(r#"<radialGradient id="g">{stops}</radialGradient><path d="M0 0h50v30z" fill="url(#g)"/>"#), "sh"),
        (
            format!(
                r#"<linearGradient id="g">{stops}</linearGradient>
                <path d="M0 0h50v30z" fill="none" stroke="url(#g)" stroke-width="4" stroke-dasharray="5 2"/>"#
            ),
            "sh",
        ),
        (r#"<clipPath id="c"><circle cx="9" cy="9" r="7"/></clipPath><path clip-path="url(#c)" d="M0 0h50v30z"/>"#.into(), "W n"),
        (r#"<g opacity="0.5"><path d="M0 0h50v30z"/><path d="M10 10h50v30z"/></g>"#.into(), "/Fm0 Do"),
        (r#"<g style="mix-blend-mode:multiply"><path d="M0 0h50v30z"/></g>"#.into(), "/Gs0 gs"),
    ] {
        let printed = drawn(&inside);
        assert!(printed.objects("Image").is_empty(), "{inside}");
        assert!(printed.operators().contains(operator), "{inside}: {}", printed.operators());
    }
    let clips = r#"<clipPath id="c"><circle cx="9" cy="9" r="7"/><circle cx="12" cy="9" r="7"/></clipPath>
        <path clip-path="url(#c)" d="M0 0h50v30z"/>"#;
    let groups = |printed: &Printed| {
        assert!(printed.objects("Image").is_empty());
        printed.objects("Form").iter().filter(|form| form.dict.has(b"Group")).count()
    };
    assert_eq!(groups(&drawn(clips)), 2, "the mask of two shapes, and what it clips");
    let fading = drawn(
        r##"<linearGradient id="g"><stop offset="0" stop-opacity="0"/><stop offset="1"/></linearGradient>
        <path d="M0 0h50v30z" fill="url(#g)"/>"##,
    );
    assert_eq!(groups(&fading), 1, "its opacity is a mask of its own");
}

#[test]
fn what_vectors_cannot_say_is_pixels() {
    let filter = r#"<filter id="f"><feGaussianBlur stdDeviation="2"/></filter>
        <path filter="url(#f)" d="M0 0h50v30z"/>"#;
    let mask = r##"<mask id="m"><circle cx="9" cy="9" r="7" fill="#fff"/></mask>
        <path mask="url(#m)" d="M0 0h50v30z"/>"##;
    for inside in [filter, mask] {
        assert!(!drawn(inside).objects("Image").is_empty(), "{inside}");
    }
}

/// The least that passes for a profile of these colours.
fn profile(colours: &[u8; 4]) -> Vec<u8> {
    let mut bytes = vec![0; 160];
    bytes[3] = 160;
    bytes[8] = 2;
    bytes[12..16].copy_from_slice(b"mntr");
    bytes[16..20].copy_from_slice(colours);
    bytes[36..40].copy_from_slice(b"acsp");
    bytes[131] = 1;
    bytes[132..144].copy_from_slice(b"desc\0\0\0\x90\0\0\0\x10");
    bytes
}

/// A picture with a profile in it.
fn profiled(format: ImageFormat, profile: &[u8]) -> Vec<u8> {
    use image::codecs::{jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder};
    fn encode(mut encoder: impl ImageEncoder, profile: &[u8]) {
        encoder.set_icc_profile(profile.to_vec()).expect("it takes profiles");
        encoder.write_image(&[90; 12], 2, 2, ExtendedColorType::Rgb8).expect("encoded");
    }
    let mut bytes = Vec::new();
    match format {
        ImageFormat::Png => encode(PngEncoder::new(&mut bytes), profile),
        ImageFormat::Jpeg => encode(JpegEncoder::new(&mut bytes), profile),
        _ => encode(WebPEncoder::new_lossless(&mut bytes), profile),
    }
    bytes
}

#[test]
fn profiles_are_kept_and_broken_ones_are_not() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let print = |profile: &[u8]| print("# T\n\n![a](a)\n", &[("a", &profiled(format, profile))]);
        let sound = print(&profile(b"RGB "));
        assert_eq!(sound.space(), "DeviceRGB 3", "{format:?}");
        assert!(sound.of(Code::BadImage).is_empty(), "{:?}", sound.said);
        for broken in [&profile(b"CMYK")[..], &profile(b"RGB ")[..150]] {
            let broken = print(broken);
            assert_eq!(broken.space(), "DeviceRGB", "{format:?}");
            assert_eq!(broken.of(Code::BadImage).len(), 1, "{format:?}: {:?}", broken.said);
        }
    }
}

#[test]
fn only_what_print_cannot_show_is_sampled_down() {
    let width = |printed: &Printed| {
        printed.picture().dict.get(b"Width").and_then(lopdf::Object::as_i64).expect("it has one")
    };
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let bytes = encoded(1000, 100, format);
        let print = |front: &str| {
            print(
                &format!("---\ntitle: T\npage-size: a5\n{front}---\n\n![a](a){{width=20%}}\n"),
                &[("a", &bytes)],
            )
        };
        // A fifth of the measure of 105 mm is 0.83 in.
        let own = width(&print(""));
        assert!((490..=500).contains(&own), "{format:?}: {own}");
        assert!((245..=250).contains(&width(&print("max-dpi: 300\n"))), "{format:?}");
        let kept = print("max-dpi: 0\n");
        assert_eq!(width(&kept), 1000, "{format:?}");
        if format == ImageFormat::Jpeg {
            assert_eq!(kept.picture().content, bytes, "it is passed through untouched");
        }
    }
}

#[test]
fn of_a_gif_the_first_picture_is_printed() {
    use image::codecs::gif::GifEncoder;
    use image::{Frame, Rgba, RgbaImage};
    let mut bytes = Vec::new();
    let frames =
        [[255, 0, 0, 255], [0, 0, 255, 255]].map(|ink| Frame::new(RgbaImage::from_pixel(3, 2, Rgba(ink))));
    GifEncoder::new(&mut bytes).encode_frames(frames).expect("encoded");
    let printed = print("# T\n\n![a](a.gif)\n", &[("a.gif", &bytes)]);
    let pixels = printed.picture().decompressed_content().expect("deflated");
    assert_eq!(pixels, [255, 0, 0].repeat(6));
}
