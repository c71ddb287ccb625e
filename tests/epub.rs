//! The EPUB edition, read back: the archive, the package, the navigation, the files of the text.

#[path = "epub/book.rs"]
mod book;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use pressroom::backend::ALL;
use pressroom::diagnostic::{Code, Diagnostics};
use pressroom::model::{Division, Language, Metadata};
use pressroom::resolve::Manuscript;
use usvg::roxmltree::{Document, Node, ParsingOptions};
use zip::{CompressionMethod, ZipArchive};

fn export(manuscript: &Manuscript) -> Vec<u8> {
    let epub = ALL.iter().find(|backend| backend.name() == "epub").expect("the table has it");
    let edition = epub.write(manuscript, None, &mut Diagnostics::new()).expect("the archive can be written");
    edition.into_file().expect("it is one file")
}

/// An edition as it is read: every file of text by its name.
struct Edition {
    files: BTreeMap<String, String>,
}

impl Edition {
    fn of(manuscript: &Manuscript) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(export(manuscript))).expect("an archive");
        let mut files = BTreeMap::new();
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).expect("listed");
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("readable");
            if let Ok(text) = String::from_utf8(bytes) {
                files.insert(entry.name().trim_start_matches("OEBPS/").to_owned(), text);
            }
        }
        Self { files }
    }

    /// Reads the file `name`, which must be well-formed.
    fn xml(&self, name: &str) -> Document<'_> {
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        Document::parse_with_options(&self.files[name], options)
            .unwrap_or_else(|error| panic!("{name} is not well-formed: {error}"))
    }

    /// The XHTML files, the navigation document among them.
    fn pages(&self) -> impl Iterator<Item = (&str, Document<'_>)> {
        let names = self.files.keys().filter(|name| name.ends_with(".xhtml"));
        names.map(|name| (name.as_str(), self.xml(name)))
    }
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|it| it.name() == name).map(|it| it.value())
}

fn elements<'a>(document: &'a Document, name: &str) -> Vec<Node<'a, 'a>> {
    document.descendants().filter(|node| node.tag_name().name() == name).collect()
}

fn all_text(node: Node) -> String {
    node.descendants().filter(Node::is_text).filter_map(|it| it.text()).collect()
}

/// Leaves the books where a validator can be pointed to them.
#[test]
fn the_books_are_written() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let books = [("plain", book::plain()), ("rich", book::rich()), ("long", long()), ("arabic", arabic())];
    for (name, manuscript) in books {
        std::fs::write(folder.join(format!("{name}.epub")), export(&manuscript)).expect("writable");
    }
}

#[test]
fn two_builds_are_equal_bytes() {
    assert_eq!(export(&book::rich()), export(&book::rich()));
}

#[test]
fn the_mimetype_comes_first_and_is_not_compressed() {
    let bytes = export(&book::rich());
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    // No flags (so no data descriptor), stored, no extra field.
    assert_eq!(bytes[6..10], [0, 0, 0, 0]);
    assert_eq!(bytes[28..30], [0, 0]);
}

#[test]
fn entries_have_safe_names_one_time_and_one_mode() {
    let mut archive = ZipArchive::new(Cursor::new(export(&book::rich()))).expect("an archive");
    let mut names = Vec::new();
    for at in 0..archive.len() {
        let entry = archive.by_index(at).expect("listed");
        let time = entry.last_modified().expect("there is one");
        assert_eq!((time.year(), time.month(), time.day(), time.hour()), (1980, 1, 1, 0), "{}", entry.name());
        assert_eq!(entry.unix_mode().map(|mode| mode & 0o777), Some(0o644), "{}", entry.name());
        let stored = entry.name() == "mimetype" || entry.name().ends_with(".png");
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        assert_eq!(entry.compression(), method, "{}", entry.name());
        names.push(entry.name().to_owned());
    }
    assert_eq!(names[..3], ["mimetype", "META-INF/container.xml", "OEBPS/content.opf"]);
    let text: Vec<&str> = names.iter().filter_map(|name| name.strip_suffix(".xhtml")).collect();
    let order = ["nav", "cover", "title", "opening", "chapter-01", "part-01", "chapter-02"];
    assert_eq!(text[..7], order.map(|name| format!("OEBPS/{name}")));
    // A name that is not safe everywhere is replaced.
    assert!(names.contains(&"OEBPS/images/2-gradient.png".to_owned()));
    assert!(names.contains(&"OEBPS/images/picture-002.svg".to_owned()));
}

#[test]
fn the_package_describes_the_book() {
    let edition = Edition::of(&book::rich());
    let package = edition.xml("content.opf");
    let of = |name: &str| elements(&package, name).into_iter().map(all_text).collect::<Vec<_>>();
    assert_eq!(of("identifier"), ["urn:isbn:9783161484100"]);
    assert_eq!(of("title"), ["The Rich Book", "With everything"]);
    assert_eq!(of("creator").len(), 2);
    assert_eq!(of("contributor"), ["Max Perkins", "Constance Garnett"]);
    assert_eq!(of("language"), ["en-GB"]);
    assert_eq!(of("date"), ["2024-02-29"]);
    let meta: Vec<(String, String)> = elements(&package, "meta")
        .into_iter()
        .map(|it| (attribute(it, "property").unwrap_or_default().to_owned(), all_text(it)))
        .collect();
    for (property, value) in [
        ("dcterms:modified", "2024-02-29T00:00:00Z"),
        ("title-type", "subtitle"),
        ("file-as", "Rich Book, The"),
        ("file-as", "Austen, Jane"),
        ("role", "trl"),
        ("belongs-to-collection", "Press"),
        ("group-position", "2"),
        ("schema:accessMode", "visual"),
        // One picture has no words, and is not marked as one that only decorates.
        ("schema:accessModeSufficient", "textual,visual"),
        ("schema:accessibilityHazard", "none"),
    ] {
        assert!(meta.contains(&(property.to_owned(), value.to_owned())), "{property} {value}");
    }
    assert!(
        edition.files["content.opf"]
            .contains("href=\"images/2-gradient.png\" media-type=\"image/png\" properties=\"cover-image\"")
    );
    assert!(edition.files["content.opf"].contains("<meta name=\"cover\" content=\"picture-1\"/>"));
    assert!(!edition.files["content.opf"].contains("alternativeText"), "nothing is claimed");
    let without = Edition::of(&book::plain());
    assert!(!without.files["content.opf"].contains("visual"), "a book without pictures claims none");
    assert!(without.files["content.opf"].contains("1980-01-01T00:00:00Z"), "no clock is read");
}

#[test]
fn ids_are_unique_in_the_whole_book_and_links_lead_to_them() {
    for manuscript in [book::rich(), long()] {
        let edition = Edition::of(&manuscript);
        let mut ids = BTreeSet::new();
        for (file, page) in edition.pages() {
            for id in page.descendants().filter_map(|node| attribute(node, "id")) {
                let other = ids.iter().find(|(_, known)| known == id);
                assert!(other.is_none(), "{id} in {file} and {other:?}");
                ids.insert((file.to_owned(), id.to_owned()));
            }
        }
        let mut inside = 0;
        for (file, page) in edition.pages() {
            for address in page.descendants().filter_map(|node| attribute(node, "href")) {
                if address.contains(':') || address == "stylesheet.css" {
                    continue;
                }
                inside += 1;
                let (target, id) = address.split_once('#').unwrap_or((address, ""));
                let target = if target.is_empty() { file } else { target };
                let found = if id.is_empty() {
                    edition.files.contains_key(target)
                } else {
                    ids.contains(&(target.to_owned(), id.to_owned()))
                };
                assert!(found, "{address} in {file} leads nowhere");
            }
        }
        assert!(inside > 20, "there are links to look at");
    }
}

#[test]
fn notes_references_and_ways_back_are_closed() {
    let edition = Edition::of(&book::rich());
    let mut references = BTreeMap::new();
    let mut backs = BTreeSet::new();
    let mut notes = BTreeSet::new();
    for (file, page) in edition.pages() {
        for node in page.descendants() {
            let here = |id: &str| format!("{file}#{id}");
            let there = || match attribute(node, "href").expect("a link") {
                address if address.starts_with('#') => format!("{file}{address}"),
                address => address.to_owned(),
            };
            match attribute(node, "role") {
                Some("doc-noteref") => {
                    references.insert(here(attribute(node, "id").expect("an id")), there());
                }
                Some("doc-backlink") => {
                    assert!(attribute(node, "aria-label").is_some_and(|name| !name.is_empty()));
                    backs.insert(there());
                }
                Some("doc-footnote") => {
                    notes.insert(here(attribute(node, "id").expect("an id")));
                }
                _ => {}
            }
        }
    }
    assert_eq!(notes.len(), 5);
    assert_eq!(references.len(), 8);
    assert_eq!(references.values().cloned().collect::<BTreeSet<_>>(), notes);
    assert_eq!(references.keys().cloned().collect::<BTreeSet<_>>(), backs);
    // A note stands in the file that refers to it first, even where a heading is called like it.
    assert!(notes.contains("chapter-02.xhtml#note-1_"));
}

#[test]
fn headings_keep_their_levels_and_name_their_files() {
    let edition = Edition::of(&book::rich());
    let mut titles = BTreeSet::new();
    for (file, page) in edition.pages() {
        let html = page.root_element();
        assert_eq!(attribute(html, "lang"), Some("en-GB"), "{file}");
        let headed = file != "opening.xhtml" && file != "cover.xhtml";
        assert_eq!(elements(&page, "h1").len(), usize::from(headed), "{file}");
        let title = all_text(elements(&page, "title")[0]);
        assert!(!title.is_empty() && titles.insert(title), "{file} has a title of its own");
        if file != "nav.xhtml" {
            let section = elements(&page, "section")[0];
            assert!(attribute(section, "aria-labelledby").or(attribute(section, "aria-label")).is_some());
        }
    }
    let chapter = edition.xml("chapter-02.xhtml");
    for level in 2..=6 {
        assert_eq!(elements(&chapter, &format!("h{level}")).len(), 1);
    }
    assert_eq!(attribute(elements(&edition.xml("part-01.xhtml"), "section")[0], "role"), Some("doc-part"));
}

#[test]
fn navigation_and_ncx_have_the_same_entries() {
    let edition = Edition::of(&book::rich());
    let nav = edition.xml("nav.xhtml");
    let toc = elements(&nav, "nav")[0];
    let entries: Vec<(String, String)> = toc
        .descendants()
        .filter(|node| node.tag_name().name() == "a")
        .map(|node| (attribute(node, "href").expect("leads").to_owned(), all_text(node)))
        .collect();
    let ncx = edition.xml("toc.ncx");
    let points: Vec<(String, String)> = elements(&ncx, "navPoint")
        .into_iter()
        .map(|point| {
            let child = |name| point.children().find(|it| it.tag_name().name() == name).expect("there");
            let address = attribute(child("content"), "src").expect("leads").to_owned();
            (address, all_text(child("navLabel")))
        })
        .collect();
    assert_eq!(entries, points);
    assert_eq!(entries[1].1, "A text before the first heading, long …");
    assert_eq!(entries[4].1, "1 A chapter called like a note <T>");
    let depth = |node: Node| node.ancestors().filter(|it| it.tag_name().name() == "ol").count();
    let third = toc.descendants().find(|it| it.is_text() && it.text() == Some("Third level"));
    assert_eq!(third.map(depth), None, "its number stands in the same text");
    let third = toc.descendants().find(|it| it.text() == Some("1.1.1 Third level")).expect("there");
    assert_eq!(depth(third), 4, "below part, chapter and section");
    // Every file that opens something can be reached; the cover from the landmarks.
    let landmarks = elements(&nav, "nav").into_iter().find(|it| attribute(*it, "type") == Some("landmarks"));
    let cover = landmarks.expect("there are some").descendants().find_map(|it| attribute(it, "href"));
    assert_eq!(cover, Some("cover.xhtml"));
    let beside = ["nav.xhtml", "cover.xhtml"];
    for name in edition.files.keys().filter(|it| it.ends_with(".xhtml") && !beside.contains(&it.as_str())) {
        assert!(entries.iter().any(|(address, _)| address.starts_with(name.as_str())), "{name}");
    }
    assert!(edition.files["toc.ncx"].contains("content=\"urn:isbn:9783161484100\""));
}

#[test]
fn words_survive_hostile_characters() {
    let edition = Edition::of(&book::rich());
    let chapter = edition.xml("chapter-02.xhtml");
    let seen = all_text(chapter.root_element());
    assert!(seen.contains(
        "]]> \"quotes\" & <b>'tags'</b>\u{fffd}\u{fffd}\u{fffd}\u{202e}bidi\u{fffd} {{title}} <!-- -->"
    ));
    assert!(seen.contains("if a < b && c > \"d\" {}"));
    assert!(seen.contains("a picture that is missing"));
    assert!(seen.contains("println!(\"<&> {}\", 1);"));
}

#[test]
fn tables_lists_figures_and_code_keep_their_meaning() {
    let edition = Edition::of(&book::rich());
    let chapter = &edition.files["chapter-02.xhtml"];
    for markup in [
        "<caption>Faces</caption>",
        "<th scope=\"col\">Face</th><th scope=\"col\" class=\"left\">Year</th><td class=\"centre\"></td>",
        "<td class=\"right\">1,234.5</td>",
        "<ol start=\"7\">",
        "<li class=\"task\"><span class=\"box\">☑</span> done</li>",
        "<dt>Forme</dt>\n<dd>Type locked in a chase.</dd>",
        "<pre><code class=\"language-c++\">",
        "<hr class=\"scene\"/>",
        "m<sup>2</sup>",
        "<span id=\"a-place\"></span>",
        "alt=\"\" role=\"presentation\"",
    ] {
        assert!(chapter.contains(markup), "{markup}");
    }
    let chapter = &edition.files["chapter-03.xhtml"];
    for markup in [
        "<figure id=\"figure-1\"><img class=\"w50\" src=\"images/2-gradient.png\" alt=\"A gradient\"/>",
        // A caption that is the alternative text is not read out twice.
        "src=\"images/picture-002.svg\" alt=\"Figure 2\"/>\n<figcaption><span class=\"label\">Figure 2.</span>",
        "<span class=\"missing\">A picture that is missing</span>",
        "<a href=\"chapter-02.xhtml#a-place\">words</a>",
        "<a href=\"#kapitel-zwei-ü\">words</a>",
        "href=\"https://example.org/100%25/%25zz\"",
        // A note in a link follows the link.
        "outer inner</a><a class=\"noteref\"",
    ] {
        assert!(chapter.contains(markup), "{markup}");
    }
}

#[test]
fn the_style_sheet_leaves_the_reader_the_choice_and_holds_nothing_unused() {
    let rich = Edition::of(&book::rich()).files["stylesheet.css"].clone();
    for property in ["  color:", "background:", "px;", "rem;", "position:", "direction:"] {
        assert!(!rich.contains(property), "{property}");
    }
    assert!(!rich.contains("body {") && !rich.contains("html {"));
    assert!(rich.contains("img.w50 {\n  width: 50%;\n}"));
    let plain = Edition::of(&book::plain()).files["stylesheet.css"].clone();
    for selector in ["table", "aside", "img", "pre", "h2", "dl", ".number"] {
        assert!(!plain.contains(selector), "{selector}");
    }
    assert!(plain.contains("p + p {\n  text-indent: 1.25em;"));
}

/// A chapter of about 700 kB, with sections, a huge table, notes and links from end to end.
fn long() -> Manuscript {
    let mut blocks = vec![book::heading(1, "long", "1", vec![book::text("Long")])];
    let mut notes = Vec::new();
    for section in 0..12 {
        if section % 4 == 0 {
            blocks.push(book::heading(2, &format!("s{section}"), "", vec![book::text("Section")]));
        } else {
            blocks.push(book::heading(3, &format!("s{section}"), "", vec![book::text("Below")]));
        }
        for _ in 0..200 {
            blocks.push(book::paragraph(book::PROSE));
        }
        blocks.push(book::block(pressroom::model::BlockKind::Paragraph(
            vec![
                book::note(notes.len(), 0),
                book::link(book::within("s0"), "back to the first"),
                book::link(book::within("s11"), "on to the last"),
            ]
            .into(),
        )));
        notes.push(pressroom::model::Note {
            span: book::here(),
            name: String::new(),
            label: (notes.len() + 1).to_string(),
            blocks: vec![book::paragraph(book::PROSE)],
        });
    }
    let code = pressroom::model::Code::new("", "&<>\n".repeat(30_000));
    blocks.push(book::block(pressroom::model::BlockKind::Code(code)));
    let metadata = Metadata { title: "Long".to_owned(), ..Metadata::default() };
    book::manuscript(Division::Book, metadata, blocks, notes)
}

#[test]
fn a_long_chapter_is_cut_at_headings() {
    let manuscript = long();
    let edition = Edition::of(&manuscript);
    let pieces: Vec<(&String, &String)> =
        edition.files.iter().filter(|(name, _)| name.starts_with("chapter-01")).collect();
    assert!(pieces.len() >= 5, "{}", pieces.len());
    let mut large = 0;
    for (name, xhtml) in &pieces {
        if xhtml.len() > 250_000 {
            large += 1;
            assert!(xhtml.contains("<pre>"), "{name} is large without need: {}", xhtml.len());
        } else if !xhtml.contains("<pre>") {
            let section = xhtml.split("<section").nth(1).expect("there");
            let opening = section.split_once(">\n").expect("there").1;
            assert!(opening.starts_with("<h"), "{name} opens with a heading: {}", &opening[..20]);
        }
    }
    assert_eq!(large, 1);
    let mut diagnostics = Diagnostics::new();
    let epub = ALL.iter().find(|backend| backend.name() == "epub").expect("the table has it");
    epub.write(&manuscript, None, &mut diagnostics).expect("written");
    assert_eq!(diagnostics.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::Overfull]);
}

fn arabic() -> Manuscript {
    let metadata = Metadata {
        title: "كتاب".to_owned(),
        language: Language::new("ar").expect("well formed"),
        ..Metadata::default()
    };
    let blocks = vec![
        book::heading(1, "الفصل-الأول", "", vec![book::text("الفصل الأول")]),
        book::paragraph("نص عربي قصير."),
        book::block(pressroom::model::BlockKind::Paragraph(
            vec![book::link(book::within("الفصل-الأول"), "رابط")].into(),
        )),
    ];
    book::manuscript(Division::Book, metadata, blocks, Vec::new())
}

#[test]
fn what_is_written_from_right_to_left_says_so() {
    let edition = Edition::of(&arabic());
    assert!(edition.files["content.opf"].contains("page-progression-direction=\"rtl\""));
    assert!(edition.files["content.opf"].contains("xml:lang=\"ar\" dir=\"rtl\""));
    for (name, page) in edition.pages() {
        assert_eq!(attribute(page.root_element(), "dir"), Some("rtl"), "{name}");
    }
}

#[test]
fn an_article_runs_on_below_its_title_and_has_no_page_of_contents() {
    let article = Edition::of(&book::plain());
    assert!(article.files["title.xhtml"].contains("<h1 class=\"title\" epub:type=\"title\">Plain</h1>"));
    assert!(article.files["title.xhtml"].contains("The compositor set the line"));
    assert!(!article.files["content.opf"].contains("<itemref idref=\"nav\"/>"));
    let book = Edition::of(&book::rich());
    assert!(book.files["content.opf"].contains("<itemref idref=\"nav\"/>"));
    assert!(!book.files["title.xhtml"].contains("The compositor set the line"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    /// Whatever stands in the metadata and in the text, every file can be read.
    #[test]
    fn any_string_makes_well_formed_files(words in "\\PC*|[\\x00-\\x{ff}]{0,20}|.{0,20}", url in "https?:.{0,20}") {
        let person = pressroom::model::Person {
            name: words.clone(), file_as: Some(words.clone()), role: words.clone(), affiliation: None,
        };
        let metadata = Metadata {
            title: words.clone(),
            subtitle: Some(words.clone()),
            authors: vec![person],
            identifier: Some(words.clone()),
            rights: Some(words.clone()),
            keywords: vec![words.clone()],
            series: Some(pressroom::model::Series { name: words.clone(), position: Some(words.clone()) }),
            ..Metadata::default()
        };
        let blocks = vec![
            book::heading(1, "a", &words, vec![book::text(&words)]),
            book::paragraph(&words),
            book::block(pressroom::model::BlockKind::Paragraph(vec![book::link(book::address(&url), &words)].into())),
        ];
        let edition = Edition::of(&book::manuscript(Division::Book, metadata, blocks, Vec::new()));
        for name in edition.files.keys().filter(|name| name.contains('.') && !name.ends_with(".css")) {
            edition.xml(name);
        }
    }
}
