//! Reading: which documents a path means, what their text becomes, what is refused.

use std::fs;
use std::path::{Path, PathBuf};

use pressroom::diagnostic::{Code, Diagnostics, Severity};
use pressroom::source::{self, Input, Piece, Refusal, Request, Sources};
use pressroom::span::{FileId, Span};

/// A folder for one test with the files given.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for tests");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("in the folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

/// The one document at `path`, and what was said about it, each as `severity code line:column message`.
fn open(path: &Path) -> (Sources, Vec<String>) {
    let inputs = source::find(path, None).expect("found");
    assert_eq!(inputs.len(), 1, "{inputs:?}");
    open_input(&inputs[0])
}

fn open_input(input: &Input) -> (Sources, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(input, &Request::default(), &mut diagnostics);
    let said = diagnostics.iter().map(|diagnostic| {
        let place = diagnostic.span.map(|span| sources.locate(span)).map_or(String::new(), |at| {
            let name = at.path.rsplit('/').next().expect("a name").to_string();
            format!("{name}:{}:{} ", at.line, at.column)
        });
        format!("{:?} {} {place}{}", diagnostic.severity, diagnostic.code.name(), diagnostic.message)
    });
    let said = said.collect();
    (sources, said)
}

fn chapters(sources: &Sources) -> Vec<FileId> {
    let files = sources.pieces.iter().filter_map(|piece| match piece {
        Piece::Chapter { file, .. } => Some(*file),
        Piece::Part { .. } | Piece::Draft { .. } => None,
    });
    files.collect()
}

/// The pieces in short: title, depth, and the mark of what they are.
fn outline(sources: &Sources) -> Vec<String> {
    let pieces = sources.pieces.iter().map(|piece| match piece {
        Piece::Part { title, .. } => format!("# {title}"),
        Piece::Chapter { file, depth, title, numbered } => {
            let mark = if *numbered { "-" } else { "=" };
            let indent = "  ".repeat((*depth).into());
            format!("{indent}{mark} {} {}", title.as_deref().unwrap_or("?"), name(sources, *file))
        }
        Piece::Draft { title, depth, .. } => format!("{}~ {title}", "  ".repeat((*depth).into())),
    });
    pieces.collect()
}

fn name(sources: &Sources, file: FileId) -> String {
    sources.path(file).rsplit('/').next().expect("a name").to_string()
}

/// What is said about a book with the one chapter `a.md`, and that chapter's text.
fn woven(files: &[(&str, &str)]) -> (Sources, String, Vec<String>) {
    let folder = folder(files);
    fs::write(folder.path().join("SUMMARY.md"), "- [A](a.md)\n").expect("written");
    let (sources, said) = open(folder.path());
    let text = chapters(&sources).first().map_or(String::new(), |file| sources.text(*file).to_string());
    (sources, text, said)
}

/// A place in the text of the first chapter, as `name:line:column`.
fn place_of(sources: &Sources, words: &str) -> String {
    let file = chapters(sources)[0];
    let at = sources.text(file).find(words).expect("in the text");
    let place = sources.locate(Span::new(file, at..at + words.len()));
    format!("{}:{}:{}", place.path.rsplit('/').next().expect("a name"), place.line, place.column)
}

#[test]
fn a_path_means_a_file_a_book_or_many_documents() {
    let docs = folder(&[
        ("b.md", "b"),
        ("a.markdown", "a"),
        ("notes.txt", "no"),
        ("sub/c.MD", "c"),
        (".git/d.md", "no"),
        ("node_modules/e.md", "no"),
        ("target/f.md", "no"),
        ("zbook/book.toml", ""),
        ("zbook/src/SUMMARY.md", "- [X](x.md)"),
        ("zbook/src/x.md", "x"),
    ]);
    let found = source::find(docs.path(), None).expect("found");
    let names: Vec<String> = found
        .iter()
        .map(|input| match input {
            Input::File { path, root } => {
                assert_eq!(root, docs.path());
                path.strip_prefix(docs.path()).expect("inside").display().to_string()
            }
            Input::Book { folder } => {
                format!("book {}", folder.strip_prefix(docs.path()).expect("inside").display())
            }
            Input::Stdin { .. } => "-".to_string(),
        })
        .collect();
    assert_eq!(names, ["a.markdown", "b.md", "sub/c.MD", "book zbook"]);

    assert_eq!(source::find(Path::new("-"), None), Ok(vec![Input::Stdin { root: ".".into() }]));
    let missing = source::find(&docs.path().join("nope"), None).expect_err("not there");
    assert!(missing.to_string().ends_with("nope` is not there"), "{missing}");
    let empty = folder(&[]);
    let missing = source::find(empty.path(), None).expect_err("nothing there");
    assert!(missing.to_string().ends_with("holds no Markdown file"), "{missing}");
    assert!(source::find(Path::new("/dev/null"), None).is_err());
}

#[test]
fn the_root_is_the_nearest_folder_with_settings() {
    let docs = folder(&[("pressroom.toml", "title = 'x'"), ("one/two/a.md", "a"), ("one/b.md", "b")]);
    let root = fs::canonicalize(docs.path()).expect("there");
    let (sources, said) = open(&docs.path().join("one/two/a.md"));
    assert_eq!((sources.root.as_path(), said), (root.as_path(), vec![]));
    let settings = sources.settings.expect("found");
    assert_eq!(sources.text(settings), "title = 'x'");

    let alone = folder(&[("a.md", "a")]);
    let (sources, _) = open(&alone.path().join("a.md"));
    assert_eq!(sources.root, fs::canonicalize(alone.path()).expect("there"));
    assert_eq!(sources.settings, None);

    let given = source::find(&docs.path().join("one/b.md"), Some(&docs.path().join("one"))).expect("found");
    let (sources, _) = open_input(&given[0]);
    assert_eq!((sources.root, sources.settings), (root.join("one"), None));
}

#[test]
fn what_is_not_text_is_reported_with_its_place() {
    let docs = folder(&[("empty.md", ""), ("blank.md", " \n\t\n"), ("control.md", "a\n\u{1b}b\0")]);
    let said = |name: &str| {
        let (sources, said) = open(&docs.path().join(name));
        (sources.pieces.len(), said.concat().replace(&docs.path().display().to_string(), ""))
    };
    let blank = "Warning empty-document blank.md:1:1 `/blank.md` holds no text";
    assert_eq!(said("blank.md"), (1, blank.to_string()));
    assert_eq!(said("empty.md"), (1, blank.replace("blank", "empty")));
    let control = "Warning forbidden-character control.md:2:1 2 forbidden characters, the first U+001B, were \
                   replaced by U+FFFD";
    assert_eq!(said("control.md"), (1, control.to_string()));

    fs::write(docs.path().join("latin.md"), b"a\r\nb\r\nna\xEFve").expect("written");
    let latin = "Error not-utf-8 latin.md:3:3 `/latin.md` is not UTF-8: byte 0xEF";
    assert_eq!(said("latin.md"), (0, latin.to_string()));
    fs::write(docs.path().join("wide.md"), b"\xFF\xFEa\0").expect("written");
    let wide = "Error not-utf-8 wide.md:1:1 `/wide.md` is UTF-16, save it as UTF-8";
    assert_eq!(said("wide.md"), (0, wide.to_string()));
}

#[test]
fn a_summary_is_read_as_mdbook_does() {
    let book = folder(&[
        ("book.toml", "[book]\nsrc = 'text'"),
        (
            "text/SUMMARY.md",
            "# Summary\n\n[Front](front.md)\n\n# Part *one*\n\n- [One](one.md)\n  - [One `a`](<one a.md>)\n    \
             * [Deep](deep%20er.md)\n- [To come]()\n---\n<!-- - [No](no.md)\n-->\n# Part two\n\n1. \
             [Two](two.md)\n   1. [Two a](sub/a.md)\n\n[Back](back.md)\n",
        ),
        ("text/front.md", "f"),
        ("text/one.md", "1"),
        ("text/one a.md", "1a"),
        ("text/deep er.md", "d"),
        ("text/two.md", "2"),
        ("text/sub/a.md", "2a"),
        ("text/back.md", "b"),
    ]);
    let (sources, said) = open(book.path());
    assert_eq!(said, Vec::<String>::new());
    let expected = [
        "= Front front.md",
        "# Part one",
        "- One one.md",
        "  - One a one a.md",
        "    - Deep deep er.md",
        "~ To come",
        "# Part two",
        "- Two two.md",
        "  - Two a a.md",
        "= Back back.md",
    ];
    assert_eq!(outline(&sources), expected);
    assert!(sources.book.is_some());
}

#[test]
fn trouble_in_a_summary_is_reported_by_line() {
    let book = folder(&[
        (
            "SUMMARY.md",
            "# Summary\n\n- [Missing](nope.md)\n- [A](a.md)\n- [A again](./a.md)\n- [Draft]()\n      - [Far](b.md)\n\
             - no link\n- [Case](A.md)\n- [Folder](sub)\n- [Out](../../../etc/passwd)\nwords\n[End](c.md)\n\
             - [After](d.md)\n- []()\n",
        ),
        ("a.md", "a"),
        ("A.md", "A"),
        ("b.md", "b"),
        ("c.md", "c"),
        ("d.md", "d"),
        ("unlisted.md", "u"),
        ("sub/x.txt", ""),
    ]);
    let (sources, said) = open(book.path());
    let said: Vec<&str> = said.iter().map(|line| line.split_once(" SUMMARY.md:").expect("in it").1).collect();
    let expected = [
        "7:7 this chapter is indented too far",
        "8:1 this line is not a chapter",
        "12:1 this line is not a chapter",
        "14:1 a numbered chapter stands after the suffix chapters",
        "15:1 this chapter has neither a title nor a file",
        "3:1 the chapter `nope.md` is left out: it is not there",
        "5:1 the chapter `./a.md` is listed before and left out here",
        "9:1 the name `A.md` differs only in case from another chapter's",
        "10:1 the chapter `sub` is left out: it is not a file",
        "11:1 the chapter `../../../etc/passwd` is left out: it is outside the source's folder",
        "1:1 `unlisted.md` is not listed in the summary",
    ];
    assert_eq!(said, expected);
    let expected =
        ["- A a.md", "~ Draft", "  - Far b.md", "~ no link", "- Case A.md", "= End c.md", "- After d.md"];
    assert_eq!(outline(&sources), expected);
}

#[test]
fn included_text_is_put_in_and_keeps_its_place() {
    let (sources, text, said) = woven(&[
        ("a.md", "{{#title Web}}é {{#include sub/b.md}} end\n\\{{#include x}}\n{{#include code.rs:here}}\n"),
        ("sub/b.md", "first\n{{#include c.md:2:3}} after\n"),
        ("sub/c.md", "no\nsecond\nthïrd\nno\n"),
        ("code.rs", "fn no() {}\n// ANCHOR: here\nfn yes() {}\n// ANCHOR_END: here\n"),
    ]);
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(text, "é first\nsecond\nthïrd after end\n{{#include x}}\nfn yes() {}\n");
    let places = [
        ("é", "a.md:1:15"),
        ("first", "b.md:1:1"),
        ("second", "c.md:2:1"),
        ("rd", "c.md:3:4"),
        (" after", "b.md:2:22"),
        ("end", "a.md:1:39"),
        ("{{", "a.md:2:2"),
        ("yes", "code.rs:3:4"),
    ];
    for (words, place) in places {
        assert_eq!(place_of(&sources, words), place, "{words}");
    }
}

#[test]
fn a_playground_is_a_block_of_code() {
    let (sources, text, _) =
        woven(&[("a.md", "x\n{{#playground p.rs}}\n"), ("p.rs", "fn main() {} // ```\n")]);
    assert_eq!(text, "x\n````rust\nfn main() {} // ```\n````\n");
    assert_eq!(place_of(&sources, "main"), "p.rs:1:4");
    assert_eq!(place_of(&sources, "````rust"), "a.md:2:1");
}

#[test]
fn an_include_that_cannot_be_followed_stays_as_text() {
    let directives = [
        "{{#include missing.rs:x}}",
        "{{#include ../../../../../etc/passwd}}",
        "{{#include /etc/passwd}}",
        "{{#include}}",
        "{{#include b.md:none}}",
        "{{#include b.md:99:1}}",
        "{{#include bytes}}",
    ];
    let source = directives.join("\n");
    let docs = folder(&[("SUMMARY.md", "- [A](a.md)"), ("a.md", &source), ("b.md", "b")]);
    fs::write(docs.path().join("bytes"), b"\x89PNG\xFF\0").expect("written");
    let (sources, said) = open(docs.path());
    assert_eq!(sources.text(chapters(&sources)[0]), source);
    let said: Vec<&str> = said.iter().map(String::as_str).filter(|line| line.contains(" a.md:")).collect();
    let expected = [
        "Warning include a.md:1:1 `missing.rs` is not included: it is not there",
        "Error outside-source a.md:2:1 `../../../../../etc/passwd` is not included: it is outside the source's \
         folder",
        "Warning include a.md:3:1 `/etc/passwd` is not included: it is not there",
        "Warning include a.md:4:1 this include names no file",
        "Warning include a.md:5:1 `b.md` holds no text between `ANCHOR: none` and `ANCHOR_END: none`",
        "Warning include a.md:6:1 `b.md` holds no such lines",
        "Warning include a.md:7:1 `bytes` is not included: it cannot be read (not UTF-8 text)",
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_circle_of_includes_is_named() {
    let (_, text, said) = woven(&[("a.md", "{{#include b.md}}"), ("b.md", "\n{{#include a.md}}")]);
    let circle = "Error include-cycle b.md:2:1 an include goes round in a circle: a.md:1 -> b.md:2 -> a.md";
    assert_eq!((text.as_str(), said), ("\n{{#include a.md}}", vec![circle.to_string()]));

    let (_, _, said) = woven(&[("a.md", "{{#include a.md}}{{#include a.md}}")]);
    assert_eq!(said.len(), 2);
    assert!(said[0].ends_with(": a.md:1 -> a.md"), "{said:?}");

    // A part of the same file without the include is no circle.
    let (_, text, said) = woven(&[("a.md", "one\n{{#include a.md:1}}")]);
    assert_eq!((text.as_str(), said), ("one\none", vec![]));
}

#[test]
fn includes_that_grow_without_end_are_stopped() {
    let mut files = vec![("a.md".to_string(), "{{#include 1}}".to_string())];
    for level in 1..=12 {
        files.push((level.to_string(), format!("{{{{#include {}}}}}\n", level + 1)));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (_, text, said) = woven(&files);
    assert_eq!(text, "{{#include 11}}");
    assert_eq!(said, ["Error include 10:1:1 includes are nested deeper than 10 files"]);

    let mut files = vec![("a.md".to_string(), "{{#include 1}}".to_string())];
    for level in 1..=9 {
        files.push((level.to_string(), format!("{{{{#include {}}}}}\n", level + 1).repeat(100)));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (_, text, said) = woven(&files);
    assert!(text.len() < 64 << 20, "{}", text.len());
    assert!(said.iter().any(|line| line.contains("more than 32 MiB")), "{said:?}");
}

#[test]
fn only_books_include() {
    let docs = folder(&[("a.md", "{{#include b.md}}"), ("b.md", "b")]);
    let (sources, said) = open(&docs.path().join("a.md"));
    assert_eq!((sources.text(chapters(&sources)[0]), said), ("{{#include b.md}}", vec![]));
}

#[test]
fn pictures_are_read_inside_the_root_only() {
    let docs = folder(&[
        ("pressroom.toml", ""),
        ("images/a b.png", "AB"),
        ("text/deep/c.md", "c"),
        ("text/deep/100%.png", "100"),
        ("text/deep/q.png", "Q"),
    ]);
    let (sources, _) = open(&docs.path().join("text/deep/c.md"));
    let file = chapters(&sources)[0];
    let read = |path: &str| source::read(&sources, file, path);
    for path in
        ["../../images/a%20b.png", "/images/a b.png", "..%2F../images/a b.png", "./x/../../../images/a b.png"]
    {
        assert_eq!(read(path), Ok(b"AB".to_vec()), "{path}");
    }
    assert_eq!(read("100%.png"), Ok(b"100".to_vec()));
    assert_eq!(read("q.png?x=1#y"), Ok(b"Q".to_vec()));
    assert_eq!(read("data:text/plain;base64,aGk="), Ok(b"hi".to_vec()));
    let refused = [
        ("https://example.org/a.png", Refusal::Remote),
        ("//example.org/a.png", Refusal::Remote),
        ("file:///etc/passwd", Refusal::Outside),
        ("C:\\x.png", Refusal::Outside),
        ("../../../../../../../etc/hostname", Refusal::Outside),
        ("/etc/hostname", Refusal::Missing),
        ("~/x.png", Refusal::Missing),
        ("a\0.png", Refusal::Missing),
        ("q.png/x", Refusal::Missing),
        ("", Refusal::NotAFile),
        ("../deep", Refusal::NotAFile),
    ];
    for (path, refusal) in refused {
        assert_eq!(read(path), Err(refusal), "{path}");
    }
}

#[test]
fn a_file_larger_than_any_book_is_refused() {
    let docs = folder(&[("a.md", "a"), ("big.md", "")]);
    let size = (64 << 20) + 1;
    fs::File::create(docs.path().join("big.md")).and_then(|file| file.set_len(size)).expect("made");
    let (sources, _) = open(&docs.path().join("a.md"));
    assert_eq!(source::read(&sources, chapters(&sources)[0], "big.md"), Err(Refusal::TooLarge(64 << 20)));
    let (sources, said) = open(&docs.path().join("big.md"));
    assert_eq!((sources.pieces.len(), said.len()), (0, 1));
    assert!(said[0].ends_with("is left out: it is larger than 64 MiB"), "{said:?}");
}

#[cfg(unix)]
#[test]
fn links_out_loops_and_pipes_are_refused() {
    use std::os::unix::fs::symlink;
    let docs = folder(&[("a.md", "a"), ("b.png", "B")]);
    symlink("b.png", docs.path().join("inside.png")).expect("linked");
    symlink("/etc/hostname", docs.path().join("outside.png")).expect("linked");
    symlink("loop.png", docs.path().join("loop.png")).expect("linked");
    symlink("nowhere.png", docs.path().join("dangling.png")).expect("linked");
    symlink(".", docs.path().join("again")).expect("linked");
    let made = std::process::Command::new("mkfifo").arg(docs.path().join("pipe.png")).status();
    assert!(made.expect("mkfifo").success());

    let (sources, _) = open(&docs.path().join("a.md"));
    let read = |path: &str| source::read(&sources, chapters(&sources)[0], path);
    assert_eq!(read("inside.png"), Ok(b"B".to_vec()));
    assert_eq!(read("outside.png"), Err(Refusal::Outside));
    assert_eq!(read("dangling.png"), Err(Refusal::Missing));
    assert!(matches!(read("loop.png"), Err(Refusal::Unreadable(_))));
    assert_eq!(read("pipe.png"), Err(Refusal::NotAFile));
    // The folder that leads back to itself is not walked.
    assert_eq!(source::find(docs.path(), None).expect("found").len(), 1);
}

#[test]
fn links_lead_to_chapters() {
    let book = folder(&[
        ("book.toml", ""),
        (
            "src/SUMMARY.md",
            "[I](README.md)\n- [A](a.md)\n- [B](sub/b.md)\n- [S](sub/README.md)\n- [D](日%20.md)",
        ),
        ("src/README.md", "i"),
        ("src/a.md", "a"),
        ("src/sub/b.md", "b"),
        ("src/sub/README.md", "s"),
        ("src/日 .md", "d"),
        ("src/unlisted.md", "u"),
    ]);
    let (sources, _) = open(book.path());
    let [readme, a, b, sub, day] = chapters(&sources)[..] else { panic!("five chapters") };
    let cases = [
        (a, "sub/b.md", Some(b)),
        (a, "sub/b.html", Some(b)),
        (a, "sub/b", Some(b)),
        (a, "./sub/../sub/b.md#part", Some(b)),
        (b, "../a.md", Some(a)),
        (b, "/a.html", Some(a)),
        (b, "/src/a.md", Some(a)),
        (a, "sub/", Some(sub)),
        (a, "sub", Some(sub)),
        (b, "..", Some(readme)),
        (b, "../index.html", Some(readme)),
        (a, "%E6%97%A5%20.md", Some(day)),
        (a, "", Some(a)),
        (a, "unlisted.md", None),
        (a, "A.md", None),
        (a, "../../../../a.md", None),
        (a, "https://example.org/a.md", None),
    ];
    for (from, path, to) in cases {
        assert_eq!(source::chapter_at(&sources, from, path), to, "{path}");
    }
}

/// The corpora and the hostile inputs, where they are.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
    }
    path.exists().then_some(path)
}

#[test]
fn a_real_book_is_read_whole() {
    let Some(folder) = shared("corpora/open/02-rust-book") else { return };
    let (sources, said) = open(&folder);
    assert_eq!(chapters(&sources).len(), 111);
    assert!(!said.iter().any(|line| line.starts_with("Error")), "{said:#?}");

    let (sources, said) = open(&folder.join("src-verbatim"));
    assert_eq!(chapters(&sources).len(), 111);
    let outside = said.iter().filter(|line| line.starts_with("Error outside-source")).count();
    assert_eq!(outside, 707, "each include of a file that is not there is reported");
}

#[test]
fn severity_is_told() {
    let docs = folder(&[("a.md", "")]);
    let mut diagnostics = Diagnostics::new();
    let inputs = source::find(&docs.path().join("a.md"), None).expect("found");
    let request = Request { font_paths: vec![docs.path().join("nope.ttf")], ..Request::default() };
    source::open(&inputs[0], &request, &mut diagnostics);
    assert_eq!((diagnostics.count(Severity::Error), diagnostics.count(Severity::Warning)), (1, 1));
    assert_eq!(diagnostics.iter().last().expect("one").code, Code::BadFont);
}
