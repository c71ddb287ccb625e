//! What goes into an EPUB beside its text: pictures, the cover, faces, and what is said of the whole.

use std::fs;
use std::io::{Cursor, Read};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use pressroom::diagnostic::{Code, Diagnostics};
use pressroom::source::{self, Input, Override, Request};
use pressroom::{backend, export};
use zip::ZipArchive;

/// An exported document: its EPUB, and what was said of it.
struct Exported {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    said: Vec<(Code, String)>,
}

impl Exported {
    fn names(&self) -> Vec<String> {
        self.archive.file_names().map(|name| name.trim_start_matches("OEBPS/").to_owned()).collect()
    }

    fn bytes(&mut self, name: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut entry = self.archive.by_name(&format!("OEBPS/{name}")).expect(name);
        entry.read_to_end(&mut bytes).expect("readable");
        bytes
    }

    fn text(&mut self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).expect("text")
    }

    fn picture(&mut self, name: &str) -> DynamicImage {
        image::load_from_memory(&self.bytes(name)).expect("a picture")
    }

    fn says(&self, code: Code, words: &str) -> bool {
        self.said.iter().any(|(it, message)| *it == code && message.contains(words))
    }
}

/// Exports a document with `files` beside it, under settings as on the command line.
fn exported(text: &str, files: &[(&str, Vec<u8>)], settings: &[(&str, &str)]) -> Exported {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let path = folder.path().join("book.md");
    fs::write(&path, text).expect("the folder is ours");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("the folder is ours");
    }
    let set = |(key, value): &(&str, &str)| Override { key: (*key).to_owned(), value: (*value).to_owned() };
    let request = Request { overrides: settings.iter().map(set).collect(), ..Request::default() };
    let mut diagnostics = Diagnostics::new();
    let input = Input::File { path, root: folder.path().to_owned() };
    let sources = source::open(&input, &request, &mut diagnostics);
    let backends: Vec<_> = backend::ALL.iter().copied().filter(|it| it.name() == "epub").collect();
    let mut editions = export(&sources, &backends, &mut diagnostics).editions;
    let bytes = editions.remove(0).into_bytes().expect("it is written");
    Exported {
        archive: ZipArchive::new(Cursor::new(bytes)).expect("an archive"),
        said: diagnostics.iter().map(|it| (it.code, it.message.clone())).collect(),
    }
}

fn encoded(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture.clone()).write_to(&mut bytes, format).expect("it can be encoded");
    bytes.into_inner()
}

/// A picture that no compression makes small.
fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 1_u32;
    RgbImage::from_fn(width, height, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(state >> 24) as u8, (state >> 16) as u8, (state >> 8) as u8])
    })
}

/// JPEG data that says it lies on its side: shown, it is turned clockwise.
fn on_its_side(picture: &RgbImage) -> Vec<u8> {
    let plain = encoded(picture, ImageFormat::Jpeg);
    let exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&plain[..2], &[0xFF, 0xE1], &length, exif, &plain[2..]].concat()
}

#[test]
fn a_picture_that_suits_goes_in_as_it_is() {
    let small = encoded(&noise(40, 30), ImageFormat::Png);
    let mut book = exported(
        "![A](a.png)\n\n![The same](b.png)\n",
        &[("a.png", small.clone()), ("b.png", small.clone())],
        &[],
    );
    assert_eq!(book.bytes("images/a.png"), small);
    assert_eq!(book.names().iter().filter(|name| name.starts_with("images/")).count(), 1, "each once");
}

#[test]
fn a_large_picture_is_made_smaller() {
    let mut book =
        exported("![A](a.png)\n", &[("a.png", encoded(&noise(2400, 2000), ImageFormat::Png))], &[]);
    // Opaque and too large for a PNG.
    let made = book.bytes("images/a.jpg");
    assert!(made.len() <= 1_500_000, "{}", made.len());
    let picture = book.picture("images/a.jpg");
    assert!(picture.width() * picture.height() <= 4_000_000);
    let ratio = f64::from(picture.width()) / f64::from(picture.height());
    assert!((ratio - 1.2).abs() < 0.01, "{ratio}");
}

#[test]
fn a_photograph_on_its_side_is_turned() {
    // Red above green.
    let picture =
        RgbImage::from_fn(64, 32, |_, y| if y < 16 { Rgb([220, 20, 20]) } else { Rgb([20, 200, 20]) });
    let mut book = exported("![A](a.jpg)\n", &[("a.jpg", on_its_side(&picture))], &[]);
    let turned = book.picture("images/a.jpg").to_rgb8();
    assert_eq!(turned.dimensions(), (32, 64));
    assert!(turned.get_pixel(28, 32).0[0] > 150, "what was above is on the right");
    assert!(turned.get_pixel(4, 32).0[1] > 150);
}

/// A red square in the four inks of a press, made by ImageMagick.
const SEPARATED: &str = "\
    /9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAGBAUGBQQGBgUGBwcGCAoQCgoJCQoUDg8MEBcUGBgXFBYWGh0lHxobIxwWFiAsICMm\
    JykqKRkfLTAtKDAlKCko/9sAQwEHBwcKCAoTCgoTKBoWGigoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo\
    KCgoKCgoKCgoKCgo/8AAFAgACAAIBAEiAAIRAQMRAQQiAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAGCP/EABQQAQAAAAAAAAAA\
    AAAAAAAAAAD/xAAVAQEBAAAAAAAAAAAAAAAAAAAGCP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAOBAEAAhEDEQQAAD8AuACl\
    OrSoD//Z";

#[test]
fn what_is_separated_for_a_press_is_made_into_the_colours_of_screens() {
    use base64::Engine;
    let bytes = base64::engine::general_purpose::STANDARD.decode(SEPARATED).expect("it is base64");
    let mut book = exported("![A](a.jpg)\n", &[("a.jpg", bytes.clone())], &[]);
    assert_ne!(book.bytes("images/a.jpg"), bytes);
    let Rgb([red, green, blue]) = *book.picture("images/a.jpg").to_rgb8().get_pixel(4, 4);
    assert!(red > 220 && green < 40 && blue < 50, "{red} {green} {blue}");
}

#[test]
fn formats_that_readers_do_not_know_are_made_into_some_that_they_do() {
    let picture = encoded(&noise(20, 20), ImageFormat::WebP);
    let drawing =
        b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><path d='M0 0h40v20z'/></svg>";
    let files = [("a.webp", picture), ("b.svg", drawing.to_vec())];
    let text = "![A](a.webp)\n\n![B](b.svg)\n";
    let images = |settings: &[(&str, &str)]| {
        let mut names = exported(text, &files, settings).names();
        names.retain(|name| name.starts_with("images/"));
        names
    };
    assert_eq!(images(&[]), ["images/a.png", "images/b.svg"]);
    assert_eq!(images(&[("epub.profile", "kindle")]), ["images/a.png", "images/b.png"]);
    assert_eq!(images(&[("epub.profile", "apple")]), ["images/a.webp", "images/b.svg"]);
    let mut kindle = exported(text, &files, &[("epub.profile", "kindle")]);
    let drawn = kindle.picture("images/b.png");
    assert_eq!((drawn.width(), drawn.height()), (80, 40), "fine enough for fine screens");
}

#[test]
fn pictures_say_nothing_of_their_origin_if_they_should_not() {
    let plain = encoded(&noise(20, 20), ImageFormat::Jpeg);
    let comment = b"\xFF\xFE\0\x0Dat my house";
    let photograph = [&plain[..2], comment, &plain[2..]].concat();
    let text = "---\nepub:\n  strip-metadata: true\n---\n\n![A](a.jpg)\n";
    let mut book = exported(text, &[("a.jpg", photograph)], &[]);
    assert_eq!(book.bytes("images/a.jpg"), plain);
}

#[test]
fn a_book_without_a_cover_gets_one_set_in_type() {
    let text = "---\ntitle: The Press\nauthor: Ada Lovelace\nkind: book\n---\n\n# One\n\nWords.\n";
    let mut book = exported(text, &[], &[]);
    let cover = book.picture("images/typeset-cover.png").to_rgb8();
    assert_eq!(cover.dimensions(), (1560, 2496));
    let ground = *cover.get_pixel(2, 2);
    let drawn = cover.pixels().filter(|pixel| **pixel != ground).count();
    assert!((20_000..1_500_000).contains(&drawn), "{drawn} pixels are type and rules");
    assert!(book.text("cover.xhtml").contains("alt=\"The Press. Ada Lovelace\""));
    let package = book.text("content.opf");
    assert!(package.contains("properties=\"cover-image\""));
    assert!(package.contains("<itemref idref=\"cover\" linear=\"no\"/>"));
    // The same bytes in every build.
    assert_eq!(
        book.bytes("images/typeset-cover.png"),
        exported(text, &[], &[]).bytes("images/typeset-cover.png")
    );
    let article = exported("---\ntitle: A note\n---\n\nWords.\n", &[], &[]);
    assert!(!article.names().contains(&"cover.xhtml".to_owned()), "an article has none unless asked for");
    let own = encoded(&noise(30, 48), ImageFormat::Png);
    let mut given =
        exported(&text.replace("kind: book", "kind: book\ncover: mine.png"), &[("mine.png", own)], &[]);
    assert!(given.text("cover.xhtml").contains("src=\"images/mine.png\""));
    assert!(!given.names().contains(&"images/typeset-cover.png".to_owned()));
}

#[test]
fn a_title_that_no_face_has_makes_no_cover() {
    let text = "---\ntitle: \"\u{12000}\"\nkind: book\n---\n\n# One\n\nWords.\n";
    assert!(!exported(text, &[], &[]).names().contains(&"cover.xhtml".to_owned()));
}

/// The glyphs of a font that draw something.
fn drawn(font: &[u8], characters: &str) -> String {
    use skrifa::MetadataProvider;
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::{DrawSettings, OutlinePen};
    struct Pen(usize);
    impl OutlinePen for Pen {
        fn move_to(&mut self, _: f32, _: f32) {
            self.0 += 1;
        }
        fn line_to(&mut self, _: f32, _: f32) {}
        fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
        fn close(&mut self) {}
    }
    let font = skrifa::FontRef::new(font).expect("a font");
    let draws = |character: &char| {
        let glyph = font.charmap().map(*character)?;
        let mut pen = Pen(0);
        let settings = DrawSettings::unhinted(Size::new(10.0), LocationRef::default());
        font.outline_glyphs().get(glyph)?.draw(settings, &mut pen).ok()?;
        (pen.0 > 0).then_some(())
    };
    characters.chars().filter(|character| draws(character).is_some()).collect()
}

#[test]
fn faces_go_along_where_they_are_asked_for_with_what_the_text_needs() {
    let text = "# Head\n\nWords, *leaning* and `code`.\n";
    let mut book = exported(text, &[], &[("epub.embed-fonts", "true")]);
    let fonts: Vec<String> = book.names().into_iter().filter(|name| name.starts_with("fonts/")).collect();
    assert!(fonts.len() >= 3, "{fonts:?}");
    let css = book.text("stylesheet.css");
    for font in &fonts {
        assert!(css.contains(&format!("url({font})")), "{font}");
    }
    let serif = book.bytes("fonts/face-00.otf");
    assert_eq!(drawn(&serif, "Wordsx7"), "Words7", "the letters of the text, and figures");
    // A font that is not as its authors made it does not go by its reserved name.
    for font in &fonts {
        let bytes = book.bytes(font);
        let wide: Vec<u8> = "Source".bytes().flat_map(|byte| [0, byte]).collect();
        let reserved = |name: &[u8]| bytes.windows(name.len()).any(|it| it == name);
        let copyright = bytes.windows(wide.len()).filter(|it| *it == wide).count();
        assert!(!reserved(b"SourceSans") && !reserved(b"SourceCode"), "{font}");
        assert!(copyright <= 2, "{font}: the copyright alone speaks of it");
    }
    assert!(book.text("content.opf").contains("ibooks:specified-fonts"));
    let plain = exported(text, &[], &[]);
    assert!(!plain.names().iter().any(|name| name.starts_with("fonts/")), "the reader's face is first");
}

#[test]
fn khmer_brings_its_face() {
    let mut book = exported("---\nlang: km\n---\n\nភាសាខ្មែរ\n", &[], &[]);
    let font = book.bytes("fonts/face-10.ttf");
    assert_eq!(drawn(&font, "ភគ"), "ភ");
    assert!(book.text("stylesheet.css").contains(":lang(km)"));
    let foreign = exported("The word <span lang=\"km\">ភាសា</span>.\n", &[], &[]);
    assert!(foreign.names().contains(&"fonts/face-10.ttf".to_owned()));
    let refused = exported("---\nlang: km\nepub:\n  embed-fonts: false\n---\n\nភាសា\n", &[], &[]);
    assert!(!refused.names().iter().any(|name| name.starts_with("fonts/")));
}

#[test]
fn conformance_is_claimed_by_someone_or_not_at_all() {
    let mut silent = exported("Words.\n", &[], &[]);
    assert!(!silent.text("content.opf").contains("conformsTo"));
    let text = "---\nepub:\n  certified-by: Ada Press\n---\n\nWords.\n";
    let package = exported(text, &[], &[]).text("content.opf");
    assert!(package.contains("EPUB Accessibility 1.1 - WCAG 2.2 Level AA"));
    assert!(package.contains("property=\"a11y:certifiedBy\" refines=\"#conformance\">Ada Press<"));
}

#[test]
fn accessibility_is_computed() {
    let picture = encoded(&noise(20, 20), ImageFormat::Png);
    let files = [("a.png", picture)];
    let of = |text: &str| exported(text, &files, &[]).text("content.opf");
    let told = of("![Words](a.png)\n");
    assert!(told.contains(">alternativeText<") && told.contains("All pictures have a text alternative."));
    let mute = of("![](a.png)\n");
    assert!(!mute.contains(">alternativeText<") && mute.contains("One picture has no text alternative."));
    assert!(!mute.contains("accessModeSufficient\">textual<"));
    let decorative = of("![](a.png){.decorative}\n");
    assert!(!decorative.contains(">visual<"));
    let formula = of("$x^2$\n");
    assert!(formula.contains("Formulas are text in a line"));
}

#[test]
fn the_moment_of_release_is_what_the_builder_says() {
    let text = "---\ndate: 2024-05-06\n---\n\nWords.\n";
    assert!(exported(text, &[], &[]).text("content.opf").contains(">2024-05-06T00:00:00Z<"));
    let mut built = exported(text, &[], &[("source-date-epoch", "1700000000")]);
    assert!(built.text("content.opf").contains(">2023-11-14T22:13:20Z<"));
}

#[test]
fn shops_are_told_of_with_place_and_reason() {
    let table = "| a | b | c | d | e |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |\n";
    assert!(exported(table, &[], &[("epub.profile", "kobo")]).says(Code::Shop, "5 columns"));
    assert!(exported(table, &[], &[("epub.profile", "kobo")]).says(Code::Shop, "no book without a cover"));
    assert!(!exported(table, &[], &[]).said.iter().any(|(code, _)| *code == Code::Shop));
    let small = [("c.png", encoded(&noise(100, 160), ImageFormat::Png))];
    let text = "---\ncover: c.png\n---\n\nWords.\n";
    assert!(exported(text, &small, &[("epub.profile", "apple")]).says(Code::Shop, "100 × 160 pixels"));
    let long = format!("---\ncover: c.png\n---\n\n![{}](c.png)\n", "word ".repeat(40));
    assert!(exported(&long, &small, &[("epub.profile", "kindle")]).says(Code::Shop, "alternative text"));
}

#[test]
fn what_epub_is_asked_for_wrongly_is_said() {
    let said = |text: &str| exported(text, &[], &[]).said;
    let bad = said("---\nepub:\n  profile: nook\n  colour: red\n---\n\nWords.\n");
    assert!(bad.iter().any(|(code, it)| *code == Code::BadValue && it.contains("`profile` should be")));
    assert!(bad.iter().any(|(code, it)| *code == Code::UnknownKey && it.contains("`[epub]`")));
    let none = said("---\nepub: yes\n---\n\nWords.\n");
    assert!(none.iter().any(|(code, it)| *code == Code::BadValue && it.contains("should be a table")));
}

#[test]
fn words_in_other_languages_say_so() {
    let text = "Say <span lang=\"fr\">bonjour</span>, <em lang=\"ar\">سلام</em>.\n";
    let mut book = exported(text, &[], &[]);
    let page = book.text("title.xhtml");
    assert!(page.contains("<span lang=\"fr\" xml:lang=\"fr\">bonjour</span>"));
    assert!(page.contains("<span lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\"><em>سلام</em></span>"));
}

#[test]
fn sources_of_a_text_are_named() {
    let text = "---\ntitle: A\nsource: https://example.org/a\n---\n\nWords.\n";
    assert!(
        exported(text, &[], &[]).text("content.opf").contains("<dc:source>https://example.org/a</dc:source>")
    );
}
