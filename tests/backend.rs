//! A backend of one's own: written, read back and verified by what the library makes public, and nothing
//! else. Its edition is a folder of two files.

use std::path::Path;

use pressroom::backend::{self, Backend};
use pressroom::batch::{Destination, Document, Kind as FileKind, Output, Writer as FileWriter};
use pressroom::diagnostic::{Code, Diagnostic, Diagnostics, Reported, Severity};
use pressroom::edition::{BadFolder, Edition, Folder};
use pressroom::inspect::{Sections, Unreadable};
use pressroom::layout::Pages;
use pressroom::reader::{Carried, Context, Facts, Fields, Maker, Places, Reader, Readout, Unread};
use pressroom::resolve::Manuscript;
use pressroom::source::{self, Input, Request, Sources};
use pressroom::transcript::{self, Kind, Look, Place, Transcript, Writer};
use pressroom::verify::{Basis, Finished, Verdict, verify_all};
use pressroom::{Mapping, export_and_verify};

/// The file that holds the text: a token in each line.
const TOKENS: &str = "text/tokens.dump";
/// The file that holds the metadata: a name and a value in each line.
const ABOUT: &str = "about.dump";

/// The names of tokens in the dump.
const KINDS: [(&str, Kind); 31] = [
    ("word", Kind::Word),
    ("heading", Kind::Heading),
    ("inner-heading", Kind::HeadingWithin),
    ("list", Kind::List),
    ("end-list", Kind::EndList),
    ("item", Kind::Item),
    ("emphasis", Kind::On(Look::Emphasis)),
    ("end-emphasis", Kind::Off(Look::Emphasis)),
    ("strong", Kind::On(Look::Strong)),
    ("end-strong", Kind::Off(Look::Strong)),
    ("code", Kind::On(Look::Code)),
    ("end-code", Kind::Off(Look::Code)),
    ("note-mark", Kind::NoteMark),
    ("note", Kind::Note),
    ("link", Kind::Link),
    ("end-link", Kind::EndLink),
    ("image", Kind::Image),
    ("figure", Kind::Figure),
    ("figure-said", Kind::FigureSaid),
    ("end-figure", Kind::EndFigure),
    ("table", Kind::Table),
    ("row", Kind::Row),
    ("head-cell", Kind::HeadCell),
    ("cell", Kind::Cell),
    ("field", Kind::Field),
    ("end-table", Kind::EndTable),
    ("code-line", Kind::CodeLine),
    ("break", Kind::Break),
    ("math", Kind::Math),
    ("end-math", Kind::EndMath),
    ("entry", Kind::Entry),
];

/// Writes what a manuscript says, a token in each line: `heading 1`, `_ word Title`.
struct Dump;

impl Backend for Dump {
    fn name(&self) -> &'static str {
        "dump"
    }

    fn extension(&self) -> &'static str {
        "dump"
    }

    fn reader(&self) -> Option<&'static dyn Reader> {
        Some(&DumpReader)
    }

    fn needs_pages(&self, _manuscript: &Manuscript) -> bool {
        false
    }

    fn write(
        &self,
        manuscript: &Manuscript,
        _pages: Option<&Pages>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Edition, Reported> {
        let mut tokens = String::new();
        for said in transcript::of(manuscript).iter() {
            let (name, _) = KINDS.iter().find(|(_, kind)| *kind == said.kind).expect("the table has them");
            let blank = if said.blank { "_" } else { "-" };
            tokens.push_str(&format!("{blank} {name} {}\n", said.text));
        }
        let metadata = &manuscript.document.metadata;
        let mut about = vec![
            ("title", metadata.title.clone()),
            ("language", metadata.language.tag().to_owned()),
            ("fingerprint", transcript::digest(manuscript).to_string()),
        ];
        about.extend(metadata.authors.iter().map(|person| ("author", person.name.clone())));
        let about: String = about.iter().map(|(name, value)| format!("{name} {value}\n")).collect();
        folder(tokens, about)
            .map(Edition::Folder)
            .map_err(|why| diagnostics.fail(Diagnostic::error(Code::Internal, None, why.to_string())))
    }
}

fn folder(tokens: String, about: String) -> Result<Folder, BadFolder> {
    Folder::new([(TOKENS.to_owned(), tokens.into_bytes()), (ABOUT.to_owned(), about.into_bytes())])
}

struct DumpReader;

impl DumpReader {
    fn file<'e>(edition: &'e Edition, name: &str) -> Result<&'e str, Unreadable> {
        let Edition::Folder(folder) = edition else { return Err(Unreadable("it is no folder".to_owned())) };
        let bytes = folder.get(name).ok_or_else(|| Unreadable(format!("it has no `{name}`")))?;
        std::str::from_utf8(bytes).map_err(|error| Unreadable(error.to_string()))
    }

    fn about(edition: &Edition) -> Result<Vec<(&str, &str)>, Unreadable> {
        Ok(Self::file(edition, ABOUT)?.lines().filter_map(|line| line.split_once(' ')).collect())
    }

    fn said(tokens: &str) -> Result<Transcript, Unreadable> {
        let mut writer = Writer::new();
        for (at, line) in (0..).zip(tokens.lines()) {
            let mut parts = line.splitn(3, ' ');
            let mut next = || parts.next().unwrap_or_default();
            let (blank, name, text) = (next(), next(), next());
            let kind = KINDS.iter().find(|(known, _)| *known == name);
            let (_, kind) = kind.ok_or_else(|| Unreadable(format!("nothing is called `{name}`")))?;
            writer.at(Place { file: 0, at });
            if blank == "_" {
                writer.blank();
            }
            writer.mark(*kind, text);
        }
        Ok(writer.finish())
    }
}

impl Reader for DumpReader {
    fn name(&self) -> &'static str {
        "dump"
    }

    fn title(&self) -> &'static str {
        "the dump"
    }

    fn recognises(&self, name: &str, edition: &Edition) -> bool {
        name.ends_with(".dump") && Self::file(edition, TOKENS).is_ok()
    }

    fn read(&self, edition: &Edition, _context: &Context<'_>) -> Result<Readout, Unread> {
        let said = Self::said(Self::file(edition, TOKENS)?)?;
        let about = Self::about(edition)?;
        let all = |wanted: &str| -> Vec<String> {
            about.iter().filter(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned()).collect()
        };
        let fields = Fields {
            title: all("title").pop(),
            authors: all("author"),
            language: all("language").pop(),
            ..Fields::default()
        };
        let facts = Facts { fields: Some(fields), fingerprint: all("fingerprint").pop(), ..Facts::default() };
        Ok(Readout { facts, ..Readout::new(said, Places::Lines) })
    }

    fn carried(&self, edition: &Edition) -> Carried {
        let about = Self::about(edition).unwrap_or_default();
        let first = |wanted: &str| {
            about.iter().find(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned())
        };
        Carried {
            fingerprint: first("fingerprint"),
            language: first("language"),
            maker: Maker::Pressroom,
            ..Carried::default()
        }
    }

    fn inspect(&self, edition: &Edition, _sections: Sections) -> Result<String, Unreadable> {
        Ok(format!("a dump of {} tokens\n", Self::file(edition, TOKENS)?.lines().count()))
    }
}

const DOCUMENT: &str = "---\ntitle: On Dumps\nauthor: A. Nonym\nlang: en\n---\n\n# First things\n\n\
    Some *words* with a note[^1] and a [link](https://example.org/).\n\n\
    - an item\n- another item\n\n| Head | Tail |\n|------|------|\n| one  | two  |\n\n\
    ```\na line\n\tof code\n```\n\nThe **last** words, `as it is`.\n\n[^1]: What is noted.\n";

fn sources(folder: &Path) -> Sources {
    let path = folder.join("doc.md");
    std::fs::write(&path, DOCUMENT).expect("the folder is ours");
    let input = Input::File { path, root: folder.to_path_buf() };
    source::open(&input, &Request::default(), &mut Diagnostics::new())
}

/// The edition as it is written.
fn written(sources: &Sources) -> Edition {
    let export = pressroom::export(sources, &[&Dump], &mut Diagnostics::new());
    export.editions.into_iter().next().and_then(|it| it.edition.ok()).expect("it is written")
}

/// What is found in an edition, each with its line in the source.
fn judged(sources: &Sources, edition: &Edition) -> (Verdict, Vec<(u32, String)>) {
    let manuscript = pressroom::manuscript(sources, &mut Diagnostics::new());
    let mut found = Diagnostics::new();
    let finished = Finished { name: "doc.dump", edition, reader: &DumpReader };
    let verdict = verify_all(sources, &manuscript, &[finished], &mut found);
    let line = |it: &Diagnostic| it.span.map_or(0, |span| sources.locate(span).line);
    (verdict, found.iter().map(|it| (line(it), it.message.clone())).collect())
}

#[test]
fn an_edition_of_ones_own_is_exported_and_verified_beside_the_others() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let sources = sources(folder.path());
    let mut backends = backend::ALL.to_vec();
    backends.push(&Dump);
    let mut found = Diagnostics::new();
    let export = export_and_verify(&sources, &backends, Mapping::Wanted, &mut found);
    assert_eq!(found.count(Severity::Error), 0, "{found:?}");
    let verdict = export.verdict.expect("it was asked for");
    let titles: Vec<&str> = verdict.columns.iter().map(|column| column.title.as_str()).collect();
    assert_eq!(titles, ["manuscript", "PDF", "EPUB", "text", "dump"]);
    assert!(verdict.holds && verdict.basis == Basis::Source && verdict.fingerprint().is_some());
    assert!(verdict.summary().starts_with("verified: 4 editions say the same as their source"), "{verdict}");
    assert!(export.page_map.is_some_and(|map| map.pages.iter().all(|page| page.text_line.is_some())));
}

#[test]
fn an_edition_of_ones_own_is_compared_with_the_others_alone() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let sources = sources(folder.path());
    let export = pressroom::export(&sources, &[backend::ALL[1], &Dump], &mut Diagnostics::new());
    let finished: Vec<Finished<'_>> = export
        .editions
        .iter()
        .map(|it| Finished {
            name: it.backend.name(),
            edition: it.edition.as_ref().expect("it is written"),
            reader: it.backend.reader().expect("it is an edition"),
        })
        .collect();
    let mut found = Diagnostics::new();
    let verdict = pressroom::verify::verify(None, &finished, &mut found);
    assert!(verdict.holds && verdict.basis == Basis::EachOther, "{found:?}");
    assert!(verdict.summary().starts_with("verified: EPUB and dump say the same as each other"), "{verdict}");
}

#[test]
fn damage_to_it_is_blamed() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let sources = sources(folder.path());
    let whole = written(&sources);
    assert_eq!(judged(&sources, &whole).1, []);
    let Edition::Folder(files) = &whole else { panic!("it is a folder") };
    let text = |name: &str| String::from_utf8(files.get(name).expect("it is there").to_vec()).expect("text");
    let bent = |tokens: (&str, &str), about: (&str, &str)| {
        let [old_tokens, old_about] = [text(TOKENS), text(ABOUT)];
        let edition =
            self::folder(old_tokens.replacen(tokens.0, tokens.1, 1), old_about.replacen(about.0, about.1, 1));
        let (verdict, found) = judged(&sources, &Edition::Folder(edition.expect("a folder")));
        assert!(!verdict.holds && !found.is_empty(), "{tokens:?} {about:?}");
        found
    };
    let nothing = ("\0", "");
    for (damage, line, message) in [
        (("word words", "word birds"), 9, "the dump says `birds` where the manuscript says `words`"),
        (("_ word another\n", ""), 12, "the dump lacks `another`"),
        (("heading 1", "heading 2"), 7, "heading 2"),
        (
            ("code-line a line", "code-line b line"),
            18,
            "`<code b line>` where the manuscript says `<code a line>`",
        ),
        (("end-link https://example.org/", "end-link https://example.com/"), 9, "example.com"),
        (("_ word noted", "_ word noted\n_ word twice"), 25, "the dump adds `twice`"),
    ] {
        let found = bent(damage, nothing);
        let blamed = found.iter().any(|(at, told)| *at == line && told.contains(message));
        assert!(blamed, "{damage:?}: {found:?}");
        let broken = found.iter().any(|(_, told)| told.contains("fingerprint"));
        // Looks and addresses are no part of what even plain text says.
        assert!(broken || line == 9, "{damage:?}: {found:?}");
    }
    let found = bent(nothing, ("On Dumps", "On Lumps"));
    assert!(found[0].1.contains("the title of the dump is `On Lumps`"), "{found:?}");
    let found = bent(("heading", "herring"), nothing);
    assert_eq!(found[0].1, "`doc.dump` cannot be verified: nothing is called `herring`");
    assert!(DumpReader.recognises("a.dump", &whole) && !DumpReader.recognises("a.txt", &whole));
    assert!(backend::reader_of("a.dump", &whole).is_none(), "the program does not know it");
    assert!(DumpReader.inspect(&whole, Sections::default()).is_ok_and(|told| told.starts_with("a dump of ")));
}

#[test]
fn an_edition_of_several_files_is_a_folder_of_the_documents_name() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let edition = written(&sources(folder.path()));
    let output = folder.path().join("output");
    let destination = Destination::Folder(output.clone());
    let mut writer = FileWriter::new(&destination, vec!["doc.md".to_owned()]);
    let mut found = Diagnostics::new();
    let editions: [(&'static dyn Backend, &Edition); 1] = [(&Dump, &edition)];
    let document = Document { index: 0, source: "doc.md", name: Path::new("doc") };
    let written = writer.write(Output { editions: &editions, page_map: None }, document, &mut found);
    writer.finish(&mut found);
    assert_eq!(found.iter().count(), 0, "{found:?}");
    let names: Vec<_> = written.iter().map(|file| (file.path.clone(), file.kind)).collect();
    let place = |name: &str| output.join("doc.dump").join(name);
    assert_eq!(names, [(place(ABOUT), FileKind::Edition), (place(TOKENS), FileKind::Part)]);
    for (name, bytes) in edition.files() {
        assert_eq!(std::fs::read(place(name)).expect("it is written"), bytes);
    }
}
