//! What a PDF says of itself is true: the standards that it claims, and what it is called.

use lopdf::{Dictionary, Document, Object};
use pressroom::backend;
use pressroom::diagnostic::{Code, Diagnostics, Severity};
use pressroom::export;
use pressroom::inspect::{Node, PdfFile};
use pressroom::source::{self, Input, Override, Request};

/// What an export gave: the file, and what was said of standards.
struct Made {
    bytes: Option<Vec<u8>>,
    said: Vec<(Severity, String)>,
}

/// The PDF of a text that lies beside a picture; `standards` as on the command line, or what is usual.
fn made(text: &str, standards: Option<&str>) -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    let picture = image::RgbImage::from_pixel(60, 60, image::Rgb([255, 0, 0]));
    picture.save(folder.path().join("red.png")).expect("a picture");
    std::fs::write(folder.path().join("text.md"), text).expect("a file");
    let overrides =
        standards.map(|value| Override { key: "pdf-standard".to_owned(), value: value.to_owned() });
    let request = Request { overrides: overrides.into_iter().collect(), ..Request::default() };
    let input = Input::File { path: folder.path().join("text.md"), root: folder.path().into() };
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(&input, &request, &mut diagnostics);
    let pdf: Vec<_> = backend::ALL.iter().copied().filter(|backend| backend.name() == "pdf").collect();
    let mut export = export(&sources, &pdf, &mut diagnostics);
    let said = diagnostics.iter().filter(|it| it.code == Code::PdfStandard);
    let said = said.map(|it| (it.severity, it.message.clone())).collect();
    Made { bytes: export.editions.remove(0).into_bytes(), said }
}

impl Made {
    fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or_else(|| panic!("{:?}", self.said))
    }

    fn read(&self) -> PdfFile {
        PdfFile::read(self.bytes()).expect("it can be read")
    }

    fn document(&self) -> Document {
        Document::load_mem(self.bytes()).expect("a PDF")
    }
}

/// A text of which everything is known.
const WHOLE: &str = "---\ntitle: \"Ink & <Paper>\"\nauthor: [Ada \"A\" Lovelace, Jean <X> Müller]\nlang: de-CH\n\
    date: 2024-07\nkeywords: [print, \"a & b\"]\nrights: © 2024\npublisher: House\ndescription: What < it is\n\
    identifier: urn:isbn:9780000000001\n---\n\n# Ink\n\n![A red square](red.png)\n\n## Paper\n\nWords.\n";

#[test]
fn the_packet_and_the_document_information_say_the_same() {
    let file = made(WHOLE, None).read();
    let property = |name: &str| file.property(name);
    let entry = |key: &str| file.information(key).unwrap_or_default();
    assert_eq!(property("dc:title"), ["Ink & <Paper>", "Ink & <Paper>"], "for all, and in its language");
    assert_eq!(entry("Title"), "Ink & <Paper>");
    assert_eq!(property("dc:creator"), ["Ada \"A\" Lovelace", "Jean <X> Müller"]);
    assert_eq!(entry("Author"), property("dc:creator").join("; "));
    assert_eq!(property("dc:description").first(), Some(&entry("Subject")));
    assert_eq!(property("pdf:Keywords"), [entry("Keywords")]);
    assert_eq!(property("pdf:Producer"), [entry("Producer")]);
    assert_eq!(property("xmp:CreatorTool"), [entry("Creator")]);
    assert_eq!(property("dc:language"), ["de-CH"]);
    assert_eq!(property("dc:identifier"), ["urn:isbn:9780000000001"]);
    assert_eq!(property("dc:date"), ["2024-07"], "no more than the document says");
    for (name, key) in [("xmp:CreateDate", "CreationDate"), ("xmp:ModifyDate", "ModDate")] {
        let day = property(name).concat().replace('-', "");
        assert_eq!(format!("D:{day}"), entry(key), "{name}");
    }
}

#[test]
fn a_document_without_a_date_has_none() {
    let file = made("# A\n\nText.\n", None).read();
    assert_eq!(file.information("CreationDate"), None);
    assert!(file.property("xmp:CreateDate").is_empty());
    assert_eq!(file.claims(), ["PDF/UA-1", "PDF/A-2a"]);
}

#[test]
fn a_file_claims_what_was_asked_for_and_is_written_so() {
    for (asked, claims, version) in [
        ("ua-1,a-2a", &["PDF/UA-1", "PDF/A-2a"][..], "1.7"),
        ("a-2b", &["PDF/A-2b"], "1.7"),
        ("a-2u", &["PDF/A-2u"], "1.7"),
        ("ua-1,a-3a", &["PDF/UA-1", "PDF/A-3a"], "1.7"),
        ("a-4", &["PDF/A-4"], "2.0"),
        ("ua-1", &["PDF/UA-1"], "1.7"),
        ("none", &[], "1.7"),
    ] {
        let made = made(WHOLE, Some(asked));
        let file = made.read();
        assert_eq!(file.claims(), claims, "{asked}");
        assert_eq!(file.version, version, "{asked}");
        assert_eq!(made.said, [], "{asked}");
        let document = made.document();
        assert_eq!(document.trailer.has(b"Info"), asked != "a-4", "{asked}: PDF/A-4 has the packet alone");
        let archival = claims.iter().any(|claim| claim.starts_with("PDF/A"));
        let catalog = document.catalog().expect("a catalog");
        assert_eq!(catalog.has(b"OutputIntents"), archival, "{asked}");
        assert!(packet_is_plain(&document, catalog), "{asked}");
    }
}

/// Whether the packet can be found by who does not know PDF.
fn packet_is_plain(document: &Document, catalog: &Dictionary) -> bool {
    let packet = catalog.get_deref(b"Metadata", document).and_then(Object::as_stream).expect("a packet");
    !packet.dict.has(b"Filter") && packet.content.starts_with(b"<?xpacket begin=\"\xEF\xBB\xBF\"")
}

#[test]
fn the_colours_are_told_by_a_profile_that_others_can_read() {
    let document = made(WHOLE, None).document();
    let catalog = document.catalog().expect("a catalog");
    let intents = catalog.get_deref(b"OutputIntents", &document).and_then(Object::as_array).expect("a list");
    let [Object::Dictionary(intent)] = intents.as_slice() else { panic!("{intents:?}") };
    assert_eq!(intent.get(b"S").and_then(Object::as_name).ok(), Some(b"GTS_PDFA1".as_slice()));
    let profile = intent.get_deref(b"DestOutputProfile", &document).and_then(Object::as_stream);
    let profile = profile.expect("a profile").decompressed_content().expect("it is deflated");
    let profile = moxcms::ColorProfile::new_from_slice(&profile).expect("a colour engine reads it");
    assert_eq!(profile.color_space, moxcms::DataColorSpace::Rgb);
}

/// Texts that a standard refuses, with a word of the reason, the standard, and what is claimed instead.
const REFUSED: [(&str, &str, &str, &[&str]); 2] = [
    ("# A\n\n![](red.png)\n", "alternative text", "ua-1", &["PDF/A-2a"]),
    ("# A\n\nA \u{E000} sign.\n", "private use", "a-2a", &["PDF/UA-1", "PDF/A-2u"]),
];

#[test]
fn what_is_not_met_is_not_claimed_and_told_once() {
    for (text, reason, _, claims) in REFUSED {
        let made = made(text, None);
        assert_eq!(made.read().claims(), claims, "{text}");
        assert_eq!(made.said.len(), 1, "{text}: {:?}", made.said);
        assert!(made.said[0].0 == Severity::Warning && made.said[0].1.contains(reason), "{:?}", made.said);
    }
}

#[test]
fn what_was_asked_for_and_is_not_met_gives_no_file() {
    for (text, reason, standard, _) in REFUSED {
        let twice = format!("{text}\n{}", text.trim_start_matches("# A\n"));
        let made = made(&twice, Some(standard));
        assert!(made.bytes.is_none(), "{text}");
        assert!(!made.said.is_empty(), "{text}");
        for (severity, message) in &made.said {
            assert!(*severity == Severity::Error && message.contains(reason), "{message}");
        }
    }
}

#[test]
fn standards_that_exclude_each_other_are_refused_with_the_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("text.md"), "# A\n").expect("a file");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_pressroom"))
        .args(["export", "text.md", "-t", "pdf", "--pdf-standard", "a-4,ua-1"])
        .current_dir(folder.path())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("exclude each other"), "{said}");
}

#[test]
fn an_archive_of_part_3_holds_the_source_as_it_was_read() {
    let document = made(WHOLE, Some("a-3a")).document();
    let catalog = document.catalog().expect("a catalog");
    let files = catalog.get_deref(b"AF", &document).and_then(Object::as_array).expect("files");
    let [file] = files.as_slice() else { panic!("{files:?}") };
    let (_, file) = document.dereference(file).expect("a file");
    let file = file.as_dict().expect("a dictionary");
    let name = |key: &[u8]| file.get(key).and_then(Object::as_name).map(<[u8]>::to_vec).unwrap_or_default();
    assert_eq!(name(b"AFRelationship"), b"Source");
    let held = file.get_deref(b"EF", &document).and_then(Object::as_dict).expect("what it holds");
    let held = held.get_deref(b"UF", &document).and_then(Object::as_stream).expect("its text");
    assert_eq!(held.dict.get(b"Subtype").and_then(Object::as_name).ok(), Some(b"text/markdown".as_slice()));
    assert_eq!(held.decompressed_content().expect("it is deflated"), WHOLE.as_bytes());
    let plain = made(WHOLE, None).document();
    assert!(!plain.catalog().expect("a catalog").has(b"AF"), "attached only where it is asked for");
}

/// Texts that once gave what no standard lets a file hold.
const HOSTILE: [&str; 3] = [
    // Characters by their numbers, which no packet may hold and no map from codes to text.
    "---\ntitle: \"A\\0B\\uFFFEC\\x01D\"\nauthor: \"\\uFEFF\\uFFFF\"\nkeywords: [\"]]>\", \"<!--\"]\n---\n\n# A\n",
    // Characters that no face has, unassigned ones, and marks alone.
    "# A\n\n\u{378}\u{1FFFE}\u{E0041}\u{301} \u{FEFF}\u{200D}\u{2066}\u{FFF9} `\u{10FFFE}`\n",
    // A table with a head and nothing below it, and a link around nothing that is read.
    "# A\n\n| a |\n|---|\n\n[![](red.png)](https://example.org)\n\n[![](red.png)](#a) text\n",
];

#[test]
fn nothing_that_a_standard_forbids_comes_from_a_hostile_text() {
    for text in HOSTILE {
        let made = made(text, None);
        let document = made.document();
        for object in document.objects.values() {
            let Ok(font) = object.as_dict() else { continue };
            let Ok(map) = font.get_deref(b"ToUnicode", &document).and_then(Object::as_stream) else {
                continue;
            };
            let map = String::from_utf8(map.decompressed_content().expect("it is deflated")).expect("a map");
            let codes = map.lines().filter(|line| line.starts_with('<') && line.contains("> <"));
            for (_, text) in codes.filter(|line| *line != "<0000> <FFFF>").filter_map(|l| l.split_once("> <"))
            {
                let units = text.trim_end_matches('>').as_bytes().chunks(4);
                let forbidden = units.into_iter().any(|unit| matches!(unit, b"0000" | b"FEFF" | b"FFFE"));
                assert!(!forbidden, "{text}");
            }
        }
        let packet = made.read().packet.expect("a packet");
        let forbidden = |c: char| source::is_forbidden(c);
        assert!(!packet.contains(forbidden) && !packet.contains("]]>"), "{packet}");
    }
}

#[test]
fn a_head_without_rows_is_a_row_and_a_link_is_one_whatever_it_shows() {
    let file = made(HOSTILE[2], None).read();
    let (mut links, mut heads) = (0, 0);
    file.tags.as_ref().expect("a tree").walk(&mut |element| match element.kind.as_str() {
        "Link" => links += usize::from(element.kids.iter().any(|kid| matches!(kid, Node::Annotation(_)))),
        "THead" => heads += 1,
        _ => {}
    });
    assert_eq!((links, heads), (2, 0));
    assert_eq!(file.claims(), ["PDF/UA-1", "PDF/A-2a"], "each says at least where it leads");
}

#[test]
fn no_heading_skips_a_level_whatever_a_quotation_holds() {
    let text = "# A\n\n> ##### Quoted\n\n# \n\n## B\n\n### C\n\n- # Listed\n\n#### D\n\nText[^1].\n\n[^1]:\n    ###### Noted\n\n# E\n";
    let made = made(&format!("---\ntitle: T\n---\n\n{text}"), None);
    let mut levels = Vec::new();
    made.read().tags.expect("a tree").walk(&mut |element| {
        let level = element.kind.strip_prefix('H').and_then(|level| level.parse::<u8>().ok());
        levels.extend(level.map(|level| (level, element.text())));
    });
    let words: Vec<&str> = levels.iter().map(|(_, words)| words.trim()).collect();
    assert_eq!(words, ["A", "Quoted", "B", "C", "Listed", "D", "Noted", "E"]);
    assert_eq!(levels.iter().map(|level| level.0).collect::<Vec<_>>(), [1, 2, 2, 3, 3, 4, 5, 1]);
    assert_eq!(made.said, []);
}

#[test]
fn a_picture_that_only_decorates_is_not_read_aloud() {
    for text in [
        "# A\n\nWords.\n\n![](red.png){.decorative}\n\nWords.\n",
        "# A\n\nWords.\n\n<img src=\"red.png\" alt=\"\">\n\nWords.\n",
    ] {
        let made = made(text, Some("ua-1,a-2a"));
        let mut figures = 0;
        made.read().tags.expect("it is tagged").walk(&mut |element| {
            figures += usize::from(element.kind == "Figure");
        });
        assert_eq!(figures, 0, "{text}");
        assert!(made.said.is_empty(), "{:?}", made.said);
    }
}
