//! What a printer checks in a file before it goes on the press.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use pressroom::backend;
use pressroom::diagnostic::{Diagnostics, Severity};
use pressroom::export;
use pressroom::source::{self, Input, Override, Request};
use tempfile::TempDir;

/// A folder with a text, a picture, and settings.
struct Work {
    folder: TempDir,
}

/// A text with everything that has a colour: links, code, a table, a picture.
const TEXT: &str = "---\ntitle: Proof\ndate: 2024-02-29\nlang: en\n---\n\n# Words\n\nA [link](https://example.org), \
    `code`, and a note[^1].\n\n```rust\nlet answer = 42; // why\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\
    ![A red square](red.png \"Red\")\n\n![A drawing](drawing.svg \"Drawn\")\n\n[^1]: Said below.\n";
const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">
    <rect width="20" height="20" fill="#0000ff"/><circle cx="30" cy="10" r="8" fill="#ff0000" stroke="#00ff00"/></svg>"##;

impl Work {
    fn new(settings: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let picture = image::RgbImage::from_pixel(60, 60, image::Rgb([255, 0, 0]));
        picture.save(folder.path().join("red.png")).expect("a picture");
        for (name, text) in [("text.md", TEXT), ("drawing.svg", DRAWING), ("pressroom.toml", settings)] {
            std::fs::write(folder.path().join(name), text).expect("a file");
        }
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The PDF, and what was said.
    fn export(&self, settings: &[(&str, &str)]) -> (Option<Vec<u8>>, Vec<(Severity, String)>) {
        let overrides = settings
            .iter()
            .map(|(key, value)| Override { key: (*key).to_owned(), value: (*value).to_owned() });
        let request = Request { overrides: overrides.collect(), ..Request::default() };
        let input = Input::File { path: self.path("text.md"), root: self.folder.path().into() };
        let mut diagnostics = Diagnostics::new();
        let sources = source::open(&input, &request, &mut diagnostics);
        let pdf: Vec<_> = backend::ALL.iter().copied().filter(|backend| backend.name() == "pdf").collect();
        let mut export = export(&sources, &pdf, &mut diagnostics);
        let said = diagnostics.iter().map(|it| (it.severity, it.message.clone())).collect();
        (export.editions.remove(0).into_bytes(), said)
    }

    fn pdf(&self, settings: &[(&str, &str)]) -> File {
        let (bytes, said) = self.export(settings);
        File(Document::load_mem(&bytes.unwrap_or_else(|| panic!("{said:?}"))).expect("a PDF"))
    }
}

struct File(Document);

impl File {
    fn pages(&self) -> Vec<ObjectId> {
        self.0.get_pages().into_values().collect()
    }

    fn page(&self, id: ObjectId) -> &Dictionary {
        self.0.get_dictionary(id).expect("a page")
    }

    fn sides(&self, page: ObjectId, name: &str) -> [f32; 4] {
        let sides = self.page(page).get(name.as_bytes()).and_then(Object::as_array).expect(name);
        let sides: Vec<f32> = sides.iter().map(|side| side.as_float().expect("a number")).collect();
        sides.try_into().expect("four sides")
    }

    /// All operators of pages and forms, with their operands.
    fn operations(&self) -> Vec<(String, Vec<Object>)> {
        let pages = self.pages().into_iter().map(|page| self.0.get_page_content(page));
        let is_form = |dictionary: &Dictionary| {
            dictionary.get(b"Subtype").is_ok_and(|kind| kind == &Object::from("Form"))
        };
        let streams = self.0.objects.values().filter_map(|object| object.as_stream().ok());
        let forms =
            streams.filter(|stream| is_form(&stream.dict)).map(|it| it.get_plain_content().expect("sound"));
        let operations =
            pages.chain(forms).flat_map(|bytes| Content::decode(&bytes).expect("sound").operations);
        operations.map(|operation| (operation.operator, operation.operands)).collect()
    }

    fn intents(&self) -> Vec<(String, ObjectId)> {
        let catalog = self.0.catalog().expect("a catalog");
        let Ok(intents) = catalog.get(b"OutputIntents").and_then(Object::as_array) else { return Vec::new() };
        let intents = intents.iter().map(|intent| {
            let intent = intent.as_dict().expect("a dictionary");
            let kind = intent.get(b"S").and_then(Object::as_name).expect("a kind");
            let profile = intent.get(b"DestOutputProfile").and_then(Object::as_reference).expect("a profile");
            (String::from_utf8_lossy(kind).into_owned(), profile)
        });
        intents.collect()
    }
}

#[test]
fn pages_have_their_boxes_one_within_the_other() {
    let work = Work::new("[print]\nbleed = \"5mm\"\nmarks = [\"crop\", \"registration\"]\nslug = true\n");
    let file = work.pdf(&[("pdf-standard", "x-4"), ("page-size", "a5")]);
    for page in file.pages() {
        let [media, bleed, trim] = ["MediaBox", "BleedBox", "TrimBox"].map(|name| file.sides(page, name));
        let millimetres = |points: f32| points * 25.4 / 72.0;
        assert!((millimetres(trim[2] - trim[0]) - 148.0).abs() < 0.01);
        assert!((millimetres(trim[3] - trim[1]) - 210.0).abs() < 0.01);
        assert!((millimetres(trim[0] - bleed[0]) - 5.0).abs() < 0.01);
        for (outer, inner) in [(media, bleed), (bleed, trim)] {
            assert!(outer[0] < inner[0] && outer[1] < inner[1] && outer[2] > inner[2] && outer[3] > inner[3]);
        }
        assert!(!file.page(page).has(b"ArtBox"), "a page has a trim box or an art box");
    }
}

#[test]
fn a_file_for_the_press_has_three_millimetres_of_bleed_and_no_marks() {
    let file = Work::new("").pdf(&[("pdf-standard", "x-4")]);
    let page = file.pages()[0];
    assert_eq!(file.sides(page, "MediaBox"), file.sides(page, "BleedBox"));
    assert!((file.sides(page, "BleedBox")[0] + 3.0 * 72.0 / 25.4).abs() < 0.01);
    let plain = Work::new("").pdf(&[]);
    let page = plain.pages()[0];
    assert_eq!(plain.sides(page, "MediaBox"), plain.sides(page, "TrimBox"));
}

#[test]
fn black_ink_alone_is_named_and_used() {
    let file = Work::new("").pdf(&[("pdf-standard", "x-4")]);
    for (operator, operands) in file.operations() {
        assert!(
            !matches!(operator.as_str(), "rg" | "RG" | "k" | "K" | "cs" | "CS"),
            "{operator} {operands:?}"
        );
    }
    for object in file.0.objects.values() {
        let Ok(stream) = object.as_stream() else { continue };
        if let Ok(space) = stream.dict.get(b"ColorSpace") {
            assert_eq!(space, &Object::from("DeviceGray"));
        }
    }
    let intents = file.intents();
    assert_eq!(intents.iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(), ["GTS_PDFX"]);
    let profile = file.0.get_object(intents[0].1).and_then(Object::as_stream).expect("a profile");
    let profile = profile.get_plain_content().expect("sound");
    assert_eq!((&profile[12..16], &profile[16..20]), (b"prtr".as_slice(), b"GRAY".as_slice()));
    let information = file.0.trailer.get(b"Info").and_then(Object::as_reference).expect("information");
    let information = file.0.get_dictionary(information).expect("information");
    assert_eq!(information.get(b"Trapped").ok(), Some(&Object::from("False")));
    assert!(information.has(b"CreationDate") && information.has(b"ModDate") && information.has(b"Title"));
}

#[test]
fn black_letters_go_over_what_lies_below_and_nothing_else_does() {
    let file = Work::new("").pdf(&[("pdf-standard", "x-4")]);
    for page in file.pages() {
        let (mut over, mut black) = (false, true);
        for operation in Content::decode(&file.0.get_page_content(page)).expect("sound").operations {
            match operation.operator.as_str() {
                "gs" => over = operation.operands[0] == Object::from("Over"),
                "g" => black = operation.operands[0].as_float().expect("a number") == 0.0,
                "TJ" => assert_eq!(over, black, "letters"),
                "f" | "Do" => assert!(!over, "{}", operation.operator),
                _ => {}
            }
        }
    }
}

#[test]
fn nothing_that_can_be_pressed_lies_on_what_is_printed() {
    let file = Work::new("").pdf(&[("pdf-standard", "x-4")]);
    assert!(file.pages().iter().all(|page| !file.page(*page).has(b"Annots")));
    let plain = Work::new("").pdf(&[]);
    assert!(plain.pages().iter().any(|page| plain.page(*page).has(b"Annots")));
}

#[test]
fn no_line_is_too_thin_for_a_press() {
    let file = Work::new("").pdf(&[("pdf-standard", "x-4")]);
    for (operator, operands) in file.operations() {
        if operator == "re" {
            let thinnest = operands[2..4].iter().map(|side| side.as_float().expect("a number").abs());
            assert!(thinnest.fold(f32::MAX, f32::min) >= 0.249, "{operands:?}");
        }
    }
}

#[test]
fn the_last_sheet_is_filled() {
    let work = Work::new("[print]\npad = true\n");
    let file = work.pdf(&[]);
    assert!(file.pages().len().is_multiple_of(4));
    assert!(!Work::new("").pdf(&[]).pages().len().is_multiple_of(4), "else this says nothing");
}

#[test]
fn a_booklet_has_two_pages_on_a_side_in_the_order_of_its_leaves() {
    let work = Work::new("[print]\nimpose = \"booklet\"\ncreep = \"0.2mm\"\n");
    let file = work.pdf(&[("page-size", "a6")]);
    let pages = file.pages();
    assert!(pages.len().is_multiple_of(2), "a sheet has two sides");
    let sides = file.sides(pages[0], "MediaBox");
    assert!((sides[2] * 25.4 / 72.0 - 210.0).abs() < 0.05, "two pages of 105 mm stand side by side");
    // The front of the first sheet has the first page on the right.
    let shown = |page: ObjectId| {
        let content = Content::decode(&file.0.get_page_content(page)).expect("sound");
        let mut shown = BTreeMap::new();
        let mut left = 0.0;
        for operation in content.operations {
            match operation.operator.as_str() {
                "cm" => left = operation.operands[4].as_float().expect("a number"),
                "Do" => {
                    shown.insert(
                        left as i64,
                        String::from_utf8_lossy(operation.operands[0].as_name().expect("a name"))
                            .into_owned(),
                    );
                }
                _ => {}
            }
        }
        shown
    };
    let half = (sides[2] / 2.0) as i64;
    assert!(shown(pages[0]).iter().any(|(left, name)| *left >= half - 1 && name == "P0"));
    assert!(file.intents().is_empty(), "no standard is claimed for sheets");
}

#[test]
fn four_inks_are_those_of_the_profile() {
    let Some(profile) =
        ["/usr/share/color/icc/ghostscript/default_cmyk.icc"].iter().find_map(|it| std::fs::read(it).ok())
    else {
        println!("skipped: there is no profile of a press on this machine");
        return;
    };
    let work = Work::new("[print]\ncolour = \"cmyk\"\nprofile = \"press.icc\"\nink-limit = 150\n");
    std::fs::write(work.path("press.icc"), profile).expect("a profile");
    let (bytes, said) = work.export(&[("pdf-standard", "x-4")]);
    let file = File(Document::load_mem(&bytes.unwrap_or_else(|| panic!("{said:?}"))).expect("a PDF"));
    let mut letters = 0;
    for (operator, operands) in file.operations() {
        assert!(!matches!(operator.as_str(), "rg" | "RG" | "g" | "G"), "{operator}");
        if operator == "k" {
            let inks: Vec<f32> = operands.iter().map(|ink| ink.as_float().expect("a number")).collect();
            letters += usize::from(inks == [0.0, 0.0, 0.0, 1.0]);
            assert!(inks.iter().sum::<f32>() <= 3.0, "{inks:?}");
        }
    }
    assert!(letters > 0, "text is black alone");
    let picture = file.0.objects.values().filter_map(|object| object.as_stream().ok());
    let mut spaces = picture.filter_map(|stream| stream.dict.get(b"ColorSpace").ok());
    assert!(spaces.any(|space| space == &Object::from("DeviceCMYK")));
    assert!(said.iter().any(|(_, message)| message.contains("% of ink")), "{said:?}");
}

#[test]
fn pictures_may_keep_their_colours_with_a_profile() {
    let file = Work::new("[print]\npictures = \"keep\"\n").pdf(&[("pdf-standard", "x-4")]);
    let pictures = file.0.objects.values().filter_map(|object| object.as_stream().ok());
    let pictures =
        pictures.filter(|stream| stream.dict.get(b"Subtype").is_ok_and(|it| it == &Object::from("Image")));
    for picture in pictures {
        let space = picture.dict.get(b"ColorSpace").and_then(Object::as_array).expect("with a profile");
        assert_eq!(space[0], Object::from("ICCBased"));
    }
}

#[test]
fn what_a_press_cannot_do_is_refused_with_the_reason() {
    let refused = |settings: &str, overrides: &[(&str, &str)], reason: &str| {
        let (bytes, said) = Work::new(settings).export(overrides);
        let found =
            said.iter().any(|(severity, message)| *severity == Severity::Error && message.contains(reason));
        assert!(bytes.is_none() && found, "{reason}: {said:?}");
    };
    let press = [("pdf-standard", "x-4")];
    refused("[print]\ncolour = \"cmyk\"\n", &press, "need the press's colour profile");
    refused("[print]\nprofile = \"red.png\"\n", &press, "cannot be read");
    refused("[print]\ncolour = \"cmyk\"\nprofile = \"../out.icc\"\n", &press, "outside");
    let work = Work::new("");
    std::fs::write(work.path("text.md"), "# No date\n\nWords.\n").expect("a file");
    let (bytes, said) = work.export(&press);
    assert!(bytes.is_none() && said.iter().any(|(_, message)| message.contains("no date")), "{said:?}");
}
