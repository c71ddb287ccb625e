//! The sources in memory: documents that lie on no disk, read by the same rules.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use pressroom::diagnostic::{Diagnostics, Severity};
use pressroom::edition::Edition;
use pressroom::gather::gather;
use pressroom::source::{self, Disk, Input, Kind, Memory, Refusal, Request, Sources, World};
use pressroom::{Mapping, backend, export_and_verify, parse};

const PICTURE: &[u8] = include_bytes!("proof/grey.png");
const FONT: &[u8] = include_bytes!("../fonts/noto/NotoSerifThai-Regular.ttf");

/// A book with a list of chapters, an include, pictures, a drawing with an image of its own, a theme and a
/// font; and with paths that lead outside, or nowhere.
const BOOK: &[(&str, &[u8])] = &[
    ("book/book.toml", b"[book]\ntitle = \"In memory\"\nsrc = \"text\"\nlanguage = \"en\"\n"),
    ("book/pressroom.toml", b"theme = \"looks/own.toml\"\ncover = \"text/pictures/grey.png\"\n"),
    ("book/looks/own.toml", b"based-on = \"book\"\n[roles.title]\nsize = \"3em\"\n"),
    (
        "book/text/SUMMARY.md",
        b"# Summary\n\n- [One](one.md)\n- [Two](two.md)\n- [Three](../../secret.md)\n- [Four](four.md)\n",
    ),
    ("book/text/one.md", b"# One\n\n{{#include ../code/part.txt}}\n\n{{#include ../../secret.md}}\n"),
    (
        "book/text/two.md",
        b"# Two\n\n![Grey](pictures/grey.png)\n\n![Drawn](pictures/drawn.svg)\n\n![Out](../../secret.png)\n\n\
          ![Far](https://example.org/far.png)\n\n![None](none.png)\n\n![Folder](pictures)\n",
    ),
    ("book/text/five.md", b"# Five\n"),
    ("book/text/pictures/grey.png", PICTURE),
    (
        "book/text/pictures/drawn.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><rect width='9' height='9'/>\
          <image href='grey.png' width='20' height='20'/><image href='../../../secret.png' width='9' height='9'/>\
          <image href='none.png' width='9' height='9'/></svg>",
    ),
    ("book/code/part.txt", b"What is *included*.\n"),
    ("fonts/thai.ttf", FONT),
    ("secret.md", b"# Secret\n"),
    ("secret.png", PICTURE),
];

fn memory(files: &[(&str, &[u8])]) -> Memory {
    files.iter().fold(Memory::new(), |world, (path, bytes)| world.with(path, *bytes))
}

/// What became of a document: what was said, each with its line, and the editions.
fn exported(world: Arc<dyn World>, folder: &Path, document: &str) -> (Vec<String>, Vec<Edition>) {
    let inputs = source::find_in(&*world, &folder.join(document), None).expect("there is a document");
    let request = Request { font_paths: vec![folder.join("fonts")], ..Request::default() };
    let mut found = Diagnostics::new();
    let sources = source::open_in(world, &inputs[0], &request, &mut found);
    let export = export_and_verify(&sources, backend::ALL, Mapping::Unwanted, &mut found);
    let said = found.iter().map(|it| {
        let line = it.span.map_or(0, |span| sources.locate(span).line);
        format!("{line} {:?} {} {} ({:?})", it.severity, it.code.name(), it.message, it.help)
    });
    let editions = export.editions.into_iter().map(|it| it.edition.expect("it is written"));
    (said.collect(), editions.collect())
}

#[test]
fn a_book_in_memory_is_the_book_on_the_disk() {
    let (said, editions) = exported(Arc::new(memory(BOOK)), Path::new(""), "book");
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    for (path, bytes) in BOOK {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("it has a folder")).expect("the folder is ours");
        std::fs::write(path, bytes).expect("the folder is ours");
    }
    let (said_of_disk, on_disk) = exported(Arc::new(Disk), folder.path(), "book");
    assert_eq!(said, said_of_disk);
    assert!(editions == on_disk, "the editions are the same to the byte");
    assert!(!said.iter().any(|it| it.contains("editions-differ")), "{said:#?}");
    for refused in [
        "5 Error outside-source the chapter `../../secret.md` is left out: it is outside the source's folder",
        "6 Error summary the chapter `four.md` is left out: it is not there",
        "1 Note summary `five.md` is not listed in the summary",
        "5 Error outside-source `../../secret.md` is not included: it is outside the source's folder",
        "7 Warning outside-source the image `../../secret.png` is outside the source's folder and is not read",
        "9 Warning remote-image the image `https://example.org/far.png` is on the network and is not fetched",
        "11 Warning missing-image there is no image `none.png`",
        "13 Warning bad-image the image `pictures` cannot be used: it is not a file",
        "shows the image `../../../secret.png`, which is outside the source's folder and is not read",
        "shows the image `none.png`, which is not there",
    ] {
        assert!(said.iter().any(|it| it.contains(refused)), "{refused}: {said:#?}");
    }
    let text = String::from_utf8(editions[2].file().expect("a file").to_vec()).expect("UTF-8");
    assert!(text.contains("What is _included_.") && !text.contains("Secret"), "{text}");
    assert_eq!(text.matches("[Image]").count(), 6, "{text}");
}

#[test]
fn a_theme_is_read_before_anything_is_decided() {
    let document = |theme: &str| format!("---\ntitle: T\nlang: en\ntheme: {theme}\n---\n\nWords.\n");
    for (name, written, refused) in [
        ("own.toml", "own.toml", None),
        ("own.toml", "\"own.toml\"", None),
        ("a b.toml", "'a b.toml'", None),
        ("own.toml", ">-\n  own.toml", None),
        ("x/own.toml", "./x/../x/own.toml", None),
        ("own.toml", "../own.toml", Some("is not used: it is outside the source's folder")),
        ("own.toml", "none.toml", Some("is not used: it is not there")),
        ("own.toml/x", "own.toml", Some("is not used: it is not a file")),
    ] {
        let world = Memory::new().with("doc/a.md", document(written).into_bytes()).with(
            format!("doc/{name}"),
            *b"based-on = \"book\"\n[roles.title]\nsize = \"3em\"\nno-such-key = 1\n",
        );
        let (said, _) = exported(Arc::new(world.with("fonts/thai.ttf", FONT)), Path::new(""), "doc/a.md");
        let of_theme: Vec<_> = said.iter().filter(|it| it.contains(" theme ")).collect();
        match refused {
            Some(refused) => assert!(of_theme.len() == 1 && of_theme[0].contains(refused), "{said:?}"),
            // The fault stands in the fourth line of the theme's own file.
            None => assert!(of_theme.len() == 1 && of_theme[0].starts_with("4 Error"), "{written}: {said:?}"),
        }
    }
}

/// A world that says what was read of it.
#[derive(Debug)]
struct Watched(Memory, std::sync::Mutex<Vec<PathBuf>>);

impl World for Watched {
    fn end(&self, path: &Path) -> Result<PathBuf, Refusal> {
        self.0.end(path)
    }

    fn kind(&self, path: &Path) -> Result<Kind, Refusal> {
        self.0.kind(path)
    }

    fn list(&self, path: &Path) -> Result<Vec<(PathBuf, Kind)>, Refusal> {
        self.0.list(path)
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, Refusal> {
        self.1.lock().expect("no one panics").push(path.to_path_buf());
        self.0.read(path, limit)
    }

    fn standard_input(&self, _limit: u64) -> Result<Vec<u8>, Refusal> {
        Ok(b"# Typed\n\n![Grey](book/text/pictures/grey.png)\n".to_vec())
    }
}

#[test]
fn all_is_read_before_it_is_resolved_and_nothing_outside() {
    let world = Arc::new(Watched(memory(BOOK), std::sync::Mutex::default()));
    let mut found = Diagnostics::new();
    let input = Input::Book { folder: "book".into() };
    let sources = source::open_in(world.clone(), &input, &Request::default(), &mut found);
    let document = parse::parse(&sources, &mut found);
    let gathered = gather(document, &sources);
    let fonts = Arc::new(pressroom::font::Library::new(&sources.fonts, &mut found));
    let before = world.1.lock().expect("no one panics").clone();
    let manuscript = pressroom::resolve::resolve(gathered, &sources, fonts, &mut found);
    assert_eq!(*world.1.lock().expect("no one panics"), before, "nothing is read behind `gather`");
    assert_eq!(manuscript.assets.len(), 3, "the cover, and two of the text");
    assert_eq!(manuscript.style.roles.title.size.0, 3.0);
    assert!(before.iter().all(|path| path.starts_with("/book") || path.starts_with("book")), "{before:?}");
    let names = sources.named_files();
    for path in ["/book/looks/own.toml", "/book/text/../../secret.png", "/book/text/pictures/drawn.svg"] {
        assert!(names.contains(&PathBuf::from(path)), "{path} is the author's: {names:?}");
    }
}

#[test]
fn standard_input_is_what_the_world_hands_in() {
    let world = Arc::new(Watched(memory(BOOK), std::sync::Mutex::default()));
    let mut found = Diagnostics::new();
    let input = Input::Stdin { root: "".into() };
    let sources: Sources = source::open_in(world, &input, &Request::default(), &mut found);
    let manuscript = pressroom::manuscript(&sources, &mut found);
    assert_eq!((manuscript.document.metadata.title.as_str(), manuscript.assets.len()), ("Typed", 1));
    assert_eq!(found.count(Severity::Error) + found.count(Severity::Warning), 0, "{found:?}");
}

#[test]
fn documents_in_memory_are_found_as_on_the_disk() {
    let world =
        memory(BOOK).with("notes/a.md", *b"A").with("notes/target/b.md", *b"B").with("notes/c.txt", *b"C");
    let file = |path: &str| Input::File { path: path.into(), root: "notes".into() };
    assert_eq!(source::find_in(&world, Path::new("notes"), None), Ok(vec![file("notes/a.md")]));
    assert_eq!(source::find_in(&world, Path::new("notes/a.md"), None), Ok(vec![file("notes/a.md")]));
    assert_eq!(
        source::find_in(&world, Path::new("book"), None),
        Ok(vec![Input::Book { folder: "book".into() }])
    );
    for (path, reason) in [("none", "`none` is not there"), ("fonts", "`fonts` holds no Markdown file")] {
        let said = source::find_in(&world, Path::new(path), None).expect_err("there is none").to_string();
        assert_eq!(said, reason);
    }
}
