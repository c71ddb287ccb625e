//! Editions that were not touched say what their source says; one that was changed in any way is found
//! out, at the right place.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use lopdf::{Dictionary, Object, ObjectId};
use pressroom::diagnostic::{Diagnostics, Severity};
use pressroom::edition::Edition;
use pressroom::source::{self, Input, Request, Sources};
use pressroom::verify::{Basis, Finished, Verdict, verify};
use pressroom::{Mapping, backend, export, export_and_verify};
use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

#[path = "support/corpora.rs"]
mod corpora;

/// Corpora that are verified beside those that are looked at in other tests.
const MORE: [&str; 4] =
    ["03-rust-book-chinese", "04-rust-book-arabic", "05-math-d2l", "11-khmer-thai-study-guide"];

/// What is found when the editions of an input are verified as they are made.
fn findings(input: &Input, request: &Request) -> (Verdict, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(input, request, &mut diagnostics);
    let export = export_and_verify(&sources, backend::ALL, Mapping::Unwanted, &mut diagnostics);
    let mut found = Vec::new();
    if request.overrides.is_empty() {
        // By themselves they agree, too.
        let written = export.editions.iter();
        let editions: Vec<Finished<'_>> = written
            .map(|it| Finished {
                name: it.backend.name(),
                edition: it.edition.as_ref().expect("it is written"),
                reader: it.backend.reader().expect("it is an edition"),
            })
            .collect();
        let mut alone = Diagnostics::new();
        verify(None, &editions, &mut alone);
        found.extend(alone.iter().map(|it| format!("{input:?}, alone: {} ({:?})", it.message, it.help)));
    }
    for it in diagnostics.iter().filter(|it| matches!(it.code.name(), "editions-differ" | "not-verified")) {
        let place = it.span.map(|span| sources.locate(span)).map(|at| format!("{}:{}", at.path, at.line));
        found.push(format!("{input:?} {}: {} ({:?})", place.unwrap_or_default(), it.message, it.help));
    }
    (export.verdict.expect("it was asked for"), found)
}

#[test]
fn the_editions_of_every_document_say_the_same() {
    let mut inputs = corpora::inputs();
    if let Some(folder) = corpora::folder() {
        for name in MORE {
            inputs
                .extend(source::find(&folder.join("open").join(name), None).expect("the corpora are whole"));
        }
        assert!(inputs.len() > 200, "the corpora are whole");
    }
    let wrong: Vec<String> = inputs
        .par_iter()
        .flat_map(|input| {
            let (verdict, mut found) = findings(input, &Request::default());
            if verdict.fingerprint().is_none() || verdict.columns.len() != 4 {
                found.push(format!("{input:?}: no fingerprint of all three:\n{verdict}"));
            }
            found
        })
        .collect();
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// What real documents had in them that was once taken for something else.
const ODD: [&str; 11] = [
    "[![](https://a.b/badge.svg)](https://a.b) [![](c.svg)](https://c.d)\n\nWords.",
    "# [![](c.svg)](https://c.d)\n\n## Next\n\nWords.",
    "Output:\n\n```\n┌───┬───┐\n│ a │ b │\n└───┴───┘\n+---+\n| a |\n+---+\n```\n\n| a | b |\n|--|--|\n| c | d |",
    "See https://a.b/#/#c and https://a.b/x[y]z and <https://a.b/#A%20of>.",
    "<details><summary>Title</summary>\n\n```\nA line that is so long that it has to be folded into two lines of code at the least\n```\n</details>",
    "| a |\n|--|\n| **one**<br>two |",
    "[a ](https://a.b)b, [c](https://c.d)d",
    "Title\n=====\n\n    Code\n    ====\n\n> # Quoted\n\n- # Item",
    "![a&#1;b](a.png) [c&#2;d](https://a.b 'e&#3;f') <img src=\"a.png\" alt=\"g&#1;h\"> &#x81;",
    "---\ntheme: own.toml\n---\n\n# Title\n\n*a* **b** ~~c~~ `d`\n\n- [ ] e\n- [x] f\n- g\n\nh[^1]\n\n---\n\n[^1]: i",
    "1. [x] done\n2. [ ] open\n\n[p. 3] is no page, [1] no note, [L1] no link.",
];

#[test]
fn odd_documents_are_not_blamed() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let theme = "based-on = \"article\"\nscene-break = \"# # #\"\n[list]\ntasks = [{ print = \"☐\", plain = \"( )\" }, \
                 { print = \"☑\", plain = \"(x)\" }]\n[text]\nemphasis = \"/\"\nstrong = \"**\"\nlink = \"Link \"\n";
    std::fs::write(folder.path().join("own.toml"), theme).expect("the folder is ours");
    for (nth, text) in ODD.iter().enumerate() {
        let path = folder.path().join(format!("{nth}.md"));
        std::fs::write(&path, text).expect("the folder is ours");
        let input = Input::File { path, root: folder.path().to_path_buf() };
        let mut found = findings(&input, &Request::default()).1;
        // A theme of one's own is known by the source alone.
        found.retain(|found| !(text.contains("own.toml") && found.contains("alone")));
        assert_eq!(found, Vec::<String>::new(), "{text}");
    }
}

/// Settings under which the editions are written otherwise, and still say the same.
const FORMS: [&[(&str, &str)]; 8] = [
    &[("text.ascii", "true")],
    &[("text.links", "inline"), ("text.crlf", "true")],
    &[("text.links", "none"), ("text.width", "40")],
    &[("text.page-marks", "true"), ("text.form-feed", "true")],
    &[("toc", "true"), ("number-sections", "true"), ("theme", "manual")],
    &[("pdf-standard", "x-4"), ("print.colour", "grey")],
    &[("epub.profile", "kindle"), ("page-size", "a6")],
    &[("text.ascii", "true"), ("text.page-marks", "true"), ("lang", "de")],
];

#[test]
fn in_every_form_the_editions_say_the_same() {
    let mut inputs = corpora::inputs();
    // Every tenth document is enough: the forms do not hang on what is said.
    inputs = inputs.into_iter().step_by(10).collect();
    let handbook = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("source");
    inputs.extend(source::find(&handbook, None).expect("the handbook is there"));
    let both: Vec<(&Input, &[(&str, &str)])> =
        inputs.iter().flat_map(|input| FORMS.iter().map(move |form| (input, *form))).collect();
    let wrong: Vec<String> = both
        .par_iter()
        .flat_map_iter(|(input, form)| {
            let set = |(key, value): &(&str, &str)| source::Override {
                key: (*key).to_owned(),
                value: (*value).to_owned(),
            };
            let request = Request { overrides: form.iter().map(set).collect(), ..Request::default() };
            findings(input, &request).1.into_iter().map(move |found| format!("{form:?} {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

#[test]
fn the_map_of_pages_leads_to_the_first_words_of_each() {
    let mut inputs = corpora::inputs();
    inputs.retain(|input| !format!("{input:?}").contains("/ar/"));
    let inputs: Vec<Input> = inputs.into_iter().step_by(7).collect();
    let wrong: Vec<String> = inputs
        .par_iter()
        .flat_map_iter(|input| {
            let mut diagnostics = Diagnostics::new();
            let sources = source::open(input, &Request::default(), &mut diagnostics);
            let export = export_and_verify(&sources, backend::ALL, Mapping::Wanted, &mut diagnostics);
            let map = export.page_map.expect("there is a PDF");
            assert!(map.pages.len() <= export.pages.expect("there are pages") && !map.pages.is_empty());
            let text = export.editions[2].bytes().expect("it is written");
            let lines: Vec<&str> = std::str::from_utf8(text).expect("it is UTF-8").lines().collect();
            let mut last = (0, 0);
            let mut wrong = Vec::new();
            for page in &map.pages {
                let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                // Not beyond the first word: the number of a link may stand behind it.
                let word = page.words.split_whitespace().map(letters).find(|word| !word.is_empty());
                let word: String = word.unwrap_or_default().chars().take(6).collect();
                let line = page.text_line.expect("there is a text edition");
                let near = letters(&lines[line as usize - 1..].iter().take(6).copied().collect::<String>());
                let near = near.contains(&word);
                let in_order = line >= last.0 && page.source_line.is_none_or(|line| line >= last.1);
                if !near || !in_order || page.epub.is_none() {
                    wrong.push(format!("{input:?}: {page:?}"));
                }
                last = (line, if inputs.len() > 1 { 0 } else { page.source_line.unwrap_or(0) });
            }
            wrong
        })
        .collect();
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

/// The document that is damaged, and its editions.
struct Whole {
    sources: Sources,
    pdf: Vec<u8>,
    epub: Vec<u8>,
    text: Vec<u8>,
}

static WHOLE: LazyLock<Whole> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let path = folder.path().join("document.md");
    std::fs::copy(own.join("verify/document.md"), &path).expect("the folder is ours");
    std::fs::copy(own.join("proof/grey.png"), folder.path().join("press.png")).expect("the folder is ours");
    let input = Input::File { path, root: folder.path().to_path_buf() };
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(&input, &Request::default(), &mut diagnostics);
    let export = export(&sources, backend::ALL, &mut diagnostics);
    let mut bytes = export.editions.into_iter().map(|edition| edition.into_bytes().expect("it is written"));
    let mut next = || bytes.next().expect("there are three");
    Whole { pdf: next(), epub: next(), text: next(), sources }
});

/// What is found in three files, with the source or without.
fn judged(files: [&[u8]; 3], with_source: bool) -> (Verdict, Vec<(u32, String)>) {
    let mut quiet = Diagnostics::new();
    let manuscript = with_source.then(|| pressroom::manuscript(&WHOLE.sources, &mut quiet));
    let names = ["document.pdf", "document.epub", "document.txt"];
    let files = files.map(|bytes| Edition::File(bytes.to_vec()));
    let editions: Vec<Finished<'_>> = names
        .into_iter()
        .zip(&files)
        .zip(backend::readers())
        .map(|((name, edition), usual)| {
            // By its content; what cannot be told is of the format that its place has.
            let reader = backend::reader_of("", edition).unwrap_or(usual);
            Finished { name, edition, reader }
        })
        .collect();
    let mut diagnostics = Diagnostics::new();
    let verdict = verify(manuscript.as_ref(), &editions, &mut diagnostics);
    assert_eq!(verdict.holds, diagnostics.count(Severity::Error) == 0);
    let line = |span| WHOLE.sources.locate(span).line;
    let found = diagnostics.iter().map(|it| (it.span.map_or(0, line), it.message.clone())).collect();
    (verdict, found)
}

#[test]
fn what_was_not_touched_is_not_blamed() {
    for with_source in [true, false] {
        let (verdict, found) = judged([&WHOLE.pdf, &WHOLE.epub, &WHOLE.text], with_source);
        assert_eq!(found, [], "with source: {with_source}");
        assert!(verdict.holds && verdict.fingerprint().is_some());
    }
}

/// A kind of damage; for each edition what is done, and what has to be told: the source's line, and a
/// part of the message.
struct Damage {
    name: &'static str,
    pdf: fn(&mut lopdf::Document),
    epub: (&'static str, &'static str),
    text: (&'static str, &'static str),
    line: u32,
    told: &'static str,
}

const DAMAGES: [Damage; 10] = [
    Damage {
        name: "a word is dropped",
        pdf: |pdf| drop_element(pdf, "Em", 0),
        epub: ("<em>brave</em> ", ""),
        text: ("_brave_ ", ""),
        line: 10,
        told: "brave",
    },
    Damage {
        name: "two paragraphs change their places",
        pdf: |pdf| swap_kids(pdf, "Sect", 1, 3),
        epub: ("<p>A second paragraph follows", "<p>And a second paragraph comes first"),
        text: ("A second paragraph follows", "And a second paragraph comes first"),
        line: 12,
        told: "paragraph",
    },
    Damage {
        name: "a note has another number",
        pdf: |pdf| swap_sequences(pdf, "Reference", 2, 3),
        epub: (">1</a>", ">2</a>"),
        text: ("nobody[1]", "nobody[2]"),
        line: 10,
        told: "2",
    },
    Damage {
        name: "a note says something else",
        pdf: |pdf| drop_kid(pdf, "Note", 0, 1),
        epub: ("Not even the reader", "Not even the printer"),
        text: ("Not even the reader", "Not even the printer"),
        line: 38,
        told: "reader",
    },
    Damage {
        name: "an alternative text is dropped",
        pdf: |pdf| drop_key(pdf, "Figure", b"Alt"),
        epub: ("alt=\"A hand press with its bar pulled\"", "alt=\"\""),
        text: ("[Image: A hand press with its bar pulled]", "[Image]"),
        line: 18,
        told: "A hand press",
    },
    Damage {
        name: "a link leads elsewhere",
        pdf: |pdf| {
            let links = pdf.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
            for link in
                links.filter(|link| link.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Link"))
            {
                if let Ok(action) = link.get_mut(b"A").and_then(Object::as_dict_mut) {
                    action.set("URI", Object::string_literal("https://example.org/lost"));
                }
            }
        },
        epub: ("https://example.org/letter", "https://example.org/lost"),
        text: ("https://example.org/letter", "https://example.org/lost"),
        line: 14,
        told: "https://example.org/lost",
    },
    Damage {
        name: "a cell is lost",
        pdf: |pdf| drop_element(pdf, "TD", 1),
        epub: (">90</td>", "></td>"),
        text: ("     90 ", "        "),
        line: 22,
        told: "90",
    },
    Damage {
        name: "a heading has another level",
        pdf: |pdf| {
            let heading = elements(pdf, "H2")[0];
            dictionary(pdf, heading).set("S", "H3");
        },
        epub: ("h2", "h3"),
        text: ("---------------\n", "~~~~~~~~~~~~~~~\n"),
        line: 16,
        told: "heading",
    },
    Damage {
        name: "code stands elsewhere",
        pdf: |pdf| drop_element(pdf, "Sub", 1),
        epub: ("    bar.pull()", "  bar.pull()"),
        text: ("        bar.pull()", "      bar.pull()"),
        line: 28,
        told: "code",
    },
    Damage {
        name: "an ordinal is another",
        pdf: |pdf| swap_sequences(pdf, "Lbl", 1, 2),
        epub: ("<ol>", "<ol start=\"2\">"),
        text: (" 1. Wet", " 2. Wet"),
        line: 25,
        told: "2",
    },
];

#[test]
fn whatever_is_damaged_is_found_where_it_is() {
    for damage in &DAMAGES {
        for (nth, edition) in ["the PDF", "the EPUB", "the text edition"].into_iter().enumerate() {
            let mut files = [WHOLE.pdf.clone(), WHOLE.epub.clone(), WHOLE.text.clone()];
            files[nth] = match nth {
                0 => damaged_pdf(&WHOLE.pdf, damage.pdf),
                1 => damaged_epub(&WHOLE.epub, damage.epub),
                _ => damaged_text(&WHOLE.text, damage.text),
            };
            let files = files.each_ref().map(Vec::as_slice);
            let name = format!("{} in {edition}", damage.name);
            let (verdict, found) = judged(files, true);
            assert!(!verdict.holds, "{name}: with its source");
            // A link of plain text stands in a list, away from its words.
            let has_place = !(nth == 2 && damage.told.starts_with("https:"));
            let right = found.iter().any(|(line, message)| {
                let place = !has_place || *line == damage.line;
                place && message.contains(edition) && message.contains(damage.told)
            });
            assert!(right, "{name}: {found:#?}");
            let (verdict, found) = judged(files, false);
            assert!(!verdict.holds && !found.is_empty(), "{name}: without its source");
        }
    }
}

/// A change of a cell's attributes in the tags of a PDF.
fn change_cell(pdf: &mut lopdf::Document, kind: &str, nth: usize, change: impl Fn(&mut Dictionary)) {
    let cell = elements(pdf, kind)[nth];
    let cell = dictionary(pdf, cell);
    change(cell.get_mut(b"A").and_then(Object::as_dict_mut).expect("it has attributes"));
}

#[test]
fn a_span_or_a_head_that_is_changed_is_found() {
    type Change = (fn(&mut lopdf::Document), (&'static str, &'static str), u32);
    // Of the cells of heads those of the table before are the first two.
    let changes: [Change; 4] = [
        (
            |pdf| change_cell(pdf, "TH", 3, |it| it.set("ColSpan", 3)),
            ("colspan=\"2\" class=\"centre\">Price", "colspan=\"3\">Price"),
            42,
        ),
        (|pdf| change_cell(pdf, "TH", 2, |it| drop(it.remove(b"RowSpan"))), (" rowspan=\"2\"", ""), 42),
        (
            |pdf| change_cell(pdf, "TH", 6, |it| it.set("Scope", "Column")),
            ("scope=\"row\" class=\"stub\">Small", "scope=\"col\">Small"),
            44,
        ),
        (|pdf| change_cell(pdf, "TD", 6, |it| drop(it.remove(b"ColSpan"))), ("<td colspan=\"2\"", "<td"), 45),
    ];
    for (pdf, epub, line) in changes {
        for (nth, edition) in ["the PDF", "the EPUB"].into_iter().enumerate() {
            let mut files = [WHOLE.pdf.clone(), WHOLE.epub.clone(), WHOLE.text.clone()];
            files[nth] =
                if nth == 0 { damaged_pdf(&WHOLE.pdf, pdf) } else { damaged_epub(&WHOLE.epub, epub) };
            let (verdict, found) = judged(files.each_ref().map(Vec::as_slice), true);
            assert!(!verdict.holds, "{epub:?} in {edition}");
            let right = found.iter().any(|(at, message)| *at == line && message.contains(edition));
            assert!(right, "{epub:?} in {edition}: {found:#?}");
            let (verdict, _) = judged(files.each_ref().map(Vec::as_slice), false);
            assert!(!verdict.holds, "{epub:?} in {edition}, without its source");
        }
    }
}

#[test]
fn what_files_say_of_themselves_is_compared() {
    let told = |files: [&[u8]; 3], wanted: &str| {
        for with_source in [true, false] {
            let (_, found) = judged(files, with_source);
            assert!(found.iter().any(|(_, message)| message.contains(wanted)), "{wanted}: {found:#?}");
        }
    };
    for (ending, change, wanted) in [
        (".opf", ("A Document to Damage", "A Document Damaged"), "the title of"),
        (".opf", ("Ada Example", "Eve Example"), "the authors of"),
        (".opf", ("<dc:language>en<", "<dc:language>fr<"), "the language of"),
        ("nav.xhtml", ("A section of it</a>", "A part of it</a>"), "of the contents of"),
        ("nav.xhtml", (">1</a>", ">7</a>"), "marks a page 7"),
        (".css", ("font-size: 0.82em", "font-size: 0.5em"), "sets code in 0.50 times"),
    ] {
        let epub = changed_epub(&WHOLE.epub, |name| name.ends_with(ending), change);
        told([&WHOLE.pdf, &epub, &WHOLE.text], wanted);
    }
    let pdf = damaged_pdf(&WHOLE.pdf, |pdf| {
        let entries = pdf.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
        for entry in entries.filter(|entry| entry.has(b"Title") && entry.has(b"Parent")) {
            entry.set("Title", Object::string_literal("Elsewhere"));
        }
    });
    told([&pdf, &WHOLE.epub, &WHOLE.text], "entry 1 of the contents of");
    let pdf = damaged_pdf(&WHOLE.pdf, |pdf| {
        let streams = pdf.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
        for stream in
            streams.filter(|it| it.dict.get(b"Type").and_then(Object::as_name).ok() == Some(b"Metadata"))
        {
            let packet = String::from_utf8(stream.content.clone()).expect("it is not packed");
            stream.set_plain_content(packet.replace("Ada Example", "Eve Example").into_bytes());
        }
    });
    told([&pdf, &WHOLE.epub, &WHOLE.text], "the authors of");
}

#[test]
fn a_manuscript_that_has_lost_a_word_is_found_out() {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verify/document.md"));
    let text = text.expect("it is there");
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let mut quiet = Diagnostics::new();
    for (word, line) in [("brave", 10), ("wove", 23), ("forme", 26), ("Proof", 29), ("short", 39)] {
        let path = folder.path().join("less.md");
        std::fs::write(&path, text.replacen(word, "", 1)).expect("the folder is ours");
        let input = Input::File { path, root: folder.path().to_path_buf() };
        let less = source::open(&input, &Request::default(), &mut quiet);
        let manuscript = pressroom::manuscript(&less, &mut quiet);
        let mut found = Diagnostics::new();
        pressroom::verify::verify_source(&WHOLE.sources, &manuscript, &mut found);
        let found: Vec<_> = found.iter().collect();
        assert_eq!(found.len(), 1, "{word}: {found:#?}");
        assert!(found[0].message.contains(&format!("`{word}`")), "{found:?}");
        let place = WHOLE.sources.locate(found[0].span.expect("it has a place"));
        assert_eq!(place.line, line, "{word}");
    }
}

#[test]
fn what_cannot_be_read_is_said() {
    let halves = |bytes: &'static [u8]| &bytes[..bytes.len() / 2];
    let (verdict, found) = judged([halves(&WHOLE.pdf), halves(&WHOLE.epub), &[0xFF, 0xFE]], true);
    assert!(!verdict.holds && found.len() == 3, "{found:?}");
    let (verdict, found) = judged([&WHOLE.text; 3].map(Vec::as_slice), false);
    assert_eq!((verdict.basis, found), (Basis::Nothing, vec![]));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    /// Lines that mean something in a text edition, in any order: none of them ends the reading, or the
    /// program.
    #[test]
    fn whatever_stands_in_a_text_is_read(
        lines in proptest::collection::vec(proptest::sample::select(vec![
            "", "word", "====", "----", "--------------------", "┌──", "├──", "└──", "│ a: b", "│", "┌─┬─┐",
            "╞═╪═╡", "│a│b│", "└─┴─┘", "+--", "+-+-+", "|", "[1] note", "[1]", "[L1] https://a.b", "Links",
            "    NOTE: '\\' line wrapping per RFC 8792", "    code \\", "        rest", "\u{c}", "[p. 3]",
            "           * * *", "    [Image: é]", "é北京", "  - item", "    é",
        ]), 0..30),
    ) {
        let text = lines.join("\n");
        let (verdict, _) = judged([&WHOLE.pdf, &WHOLE.epub, text.as_bytes()], false);
        proptest::prop_assert!(!verdict.holds);
    }
}

fn damaged_text(bytes: &[u8], (from, to): (&str, &str)) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).expect("it is UTF-8");
    assert!(text.contains(from), "there is no {from:?} in:\n{text}");
    text.replacen(from, to, 1).into_bytes()
}

fn damaged_epub(bytes: &[u8], change: (&str, &str)) -> Vec<u8> {
    changed_epub(bytes, |name| name.ends_with(".xhtml") && !name.contains("nav"), change)
}

/// The EPUB with a text changed in the files that `wanted` chooses.
fn changed_epub(bytes: &[u8], wanted: impl Fn(&str) -> bool, (from, to): (&str, &str)) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut done = false;
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("listed");
        let name = entry.name().to_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("readable");
        if wanted(&name) {
            let text = String::from_utf8(content).expect("it is UTF-8");
            done |= text.contains(from);
            content = text.replace(from, to).into_bytes();
        }
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        out.start_file(name, options).expect("it can be written");
        out.write_all(&content).expect("it can be written");
    }
    assert!(done, "there is no {from:?}");
    out.finish().expect("it can be written").into_inner()
}

fn damaged_pdf(bytes: &[u8], damage: impl Fn(&mut lopdf::Document)) -> Vec<u8> {
    let mut pdf = lopdf::Document::load_mem(bytes).expect("it is a PDF");
    damage(&mut pdf);
    let mut out = Vec::new();
    pdf.save_to(&mut out).expect("it can be written");
    out
}

fn dictionary(pdf: &mut lopdf::Document, id: ObjectId) -> &mut Dictionary {
    pdf.get_object_mut(id).and_then(Object::as_dict_mut).expect("it is an element")
}

/// The elements of a kind, in the order of reading.
fn elements(pdf: &lopdf::Document, kind: &str) -> Vec<ObjectId> {
    fn below(pdf: &lopdf::Document, id: ObjectId, kind: &str, found: &mut Vec<ObjectId>) {
        let Ok(element) = pdf.get_dictionary(id) else { return };
        if element.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == kind.as_bytes()) {
            found.push(id);
        }
        for kid in kids(element) {
            if let Object::Reference(kid) = kid {
                below(pdf, kid, kind, found);
            }
        }
    }
    let root = pdf.catalog().and_then(|it| it.get(b"StructTreeRoot")).and_then(Object::as_reference);
    let mut found = Vec::new();
    below(pdf, root.expect("it is tagged"), kind, &mut found);
    found
}

fn kids(element: &Dictionary) -> Vec<Object> {
    match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(kid) => vec![kid.clone()],
        Err(_) => Vec::new(),
    }
}

fn drop_element(pdf: &mut lopdf::Document, kind: &str, nth: usize) {
    let id = elements(pdf, kind)[nth];
    let parent = dictionary(pdf, id).get(b"P").and_then(Object::as_reference).expect("it has a parent");
    let mut left = kids(dictionary(pdf, parent));
    left.retain(|kid| *kid != Object::Reference(id));
    dictionary(pdf, parent).set("K", left);
}

fn drop_kid(pdf: &mut lopdf::Document, kind: &str, nth: usize, kid: usize) {
    let id = elements(pdf, kind)[nth];
    let mut left = kids(dictionary(pdf, id));
    left.remove(kid);
    dictionary(pdf, id).set("K", left);
}

fn swap_kids(pdf: &mut lopdf::Document, kind: &str, one: usize, other: usize) {
    let id = elements(pdf, kind)[0];
    let mut all = kids(dictionary(pdf, id));
    all.swap(one, other);
    dictionary(pdf, id).set("K", all);
}

/// Lets one element of a kind show what another does, and the other way round.
fn swap_sequences(pdf: &mut lopdf::Document, kind: &str, one: usize, other: usize) {
    let all = elements(pdf, kind);
    let [one, other] = [one, other].map(|nth| innermost(pdf, all[nth]));
    let [first, second] =
        [one, other].map(|id| dictionary(pdf, id).get(b"K").cloned().expect("it shows something"));
    dictionary(pdf, one).set("K", second);
    dictionary(pdf, other).set("K", first);
}

fn innermost(pdf: &lopdf::Document, id: ObjectId) -> ObjectId {
    let element = pdf.get_dictionary(id).expect("it is an element");
    let below = kids(element).into_iter().find_map(|kid| kid.as_reference().ok());
    below.map_or(id, |below| innermost(pdf, below))
}

fn drop_key(pdf: &mut lopdf::Document, kind: &str, key: &[u8]) {
    let id = elements(pdf, kind)[0];
    assert!(dictionary(pdf, id).remove(key).is_some());
}
