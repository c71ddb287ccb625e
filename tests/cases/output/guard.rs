//! No edition is written over a file of the author's.

use std::fs;
use std::path::Path;

use super::run::{WORDS, files, folder, put, run, run_with_input};

/// Runs, and says which of the files that were there are no longer as they were.
fn changed(folder: &Path, arguments: &str) -> (i32, String, Vec<String>) {
    let before: Vec<(String, Vec<u8>)> = files(folder)
        .into_iter()
        .map(|name| (name.clone(), fs::read(folder.join(&name)).expect("there")))
        .collect();
    let (code, said) = run(folder, arguments);
    let is_other =
        |(name, bytes): &(String, Vec<u8>)| fs::read(folder.join(name)).ok().as_ref() != Some(bytes);
    let changed = before.iter().filter(|file| is_other(file)).map(|(name, _)| name.clone()).collect();
    (code, said, changed)
}

/// The run is refused with the names of `file` and of the document that uses it.
#[track_caller]
fn assert_kept(folder: &Path, arguments: &str, (file, user): (&str, &str)) {
    let (code, said, changed) = changed(folder, arguments);
    assert_eq!((code, changed), (1, vec![]), "{arguments}: {said}");
    assert!(said.contains("error[write]") && said.contains(file) && said.contains(user), "{said}");
    assert!(said.contains("is a file that"), "{said}");
    let left: Vec<_> = files(folder).into_iter().filter(|name| name.contains(".pressroom-")).collect();
    assert_eq!(left, Vec::<String>::new());
}

fn document(body: &str) -> Vec<u8> {
    format!("---\nlang: en\n---\n\n# Heading\n\nWords.\n\n{body}\n").into_bytes()
}

#[test]
fn a_picture_is_not_overwritten_by_a_cover() {
    let docs = folder(&[("light.md", &document("![a light](light.jpg)")), ("light.jpg", b"\xFF\xD8 mine")]);
    assert_kept(docs.path(), "export light.md -t cover -d .", ("light.jpg", "light.md"));
    assert_kept(docs.path(), "export light.md -o light.jpg", ("light.jpg", "light.md"));
    fs::create_dir(docs.path().join("sub")).expect("the folder is ours");
    assert_kept(docs.path(), "export light.md -o sub/../light.jpg", ("light.jpg", "light.md"));
}

#[test]
fn a_cover_a_profile_a_theme_and_fonts_are_not_overwritten() {
    let cover = b"---\nlang: en\ncover: art.pdf\n---\n\nWords.\n";
    let docs = folder(&[("a.md", cover), ("art.pdf", b"mine")]);
    assert_kept(docs.path(), "export a.md -o art.pdf", ("art.pdf", "a.md"));

    let profile =
        b"---\nlang: en\ndate: 2024-01-01\npdf-standard: x-4\nprint:\n  profile: press.txt\n---\n\nWords.\n";
    let docs = folder(&[("a.md", profile), ("press.txt", b"mine")]);
    assert_kept(docs.path(), "export a.md -o a.pdf -o press.txt", ("press.txt", "a.md"));

    let docs = folder(&[("a.md", WORDS.as_bytes()), ("face.txt", b"mine"), ("fonts/b.ttf", b"mine")]);
    assert_kept(docs.path(), "export a.md --font-path face.txt -o face.txt", ("face.txt", "a.md"));
    fs::hard_link(docs.path().join("fonts/b.ttf"), docs.path().join("b.epub")).expect("linked");
    assert_kept(docs.path(), "export a.md --font-path fonts -o b.epub", ("b.epub", "a.md"));
}

#[test]
fn a_book_s_files_are_not_overwritten() {
    let docs = folder(&[
        ("book.toml", b"[book]\ntitle = \"B\"\nlanguage = \"en\"\n"),
        ("src/SUMMARY.md", b"- [A](a.txt)\n"),
        ("src/a.txt", b"# A\n\n{{#include data.txt}}\n"),
        ("src/data.txt", b"some data\n"),
    ]);
    for file in ["src/a.txt", "src/data.txt"] {
        assert_kept(docs.path(), &format!("export . -o {file}"), (file, "`.`"));
    }
    for (name, file) in [("one.txt", "src/SUMMARY.md"), ("two.pdf", "book.toml")] {
        fs::hard_link(docs.path().join(file), docs.path().join(name)).expect("linked");
        assert_kept(docs.path(), &format!("export . -o {name}"), (name, "`.`"));
    }
}

#[cfg(unix)]
#[test]
fn links_lead_to_no_source() {
    use std::os::unix::fs::symlink;
    let docs =
        folder(&[("a.md", WORDS.as_bytes()), ("out/keep", b""), ("pressroom.toml", b"lang = \"en\"\n")]);
    symlink("../a.md", docs.path().join("out/a.txt")).expect("linked");
    assert_kept(docs.path(), "export a.md -t text -d out", ("a.txt", "a.md"));
    // A folder under another name is the same folder.
    symlink(".", docs.path().join("again")).expect("linked");
    put(docs.path(), "b.txt", WORDS.as_bytes());
    assert_kept(docs.path(), "export b.txt -t text -d again", ("again/b.txt", "b.txt"));
    fs::hard_link(docs.path().join("pressroom.toml"), docs.path().join("s.txt")).expect("linked");
    assert_kept(docs.path(), "export a.md -o s.txt", ("s.txt", "a.md"));
}

#[test]
fn documents_that_are_read_later_are_the_author_s_too() {
    let docs = folder(&[
        ("a.md", WORDS.as_bytes()),
        ("sub/z.md", &document("![a](../out/a.jpg)")),
        ("out/a.jpg", b"mine"),
        ("pressroom.toml", b""),
    ]);
    let (code, said, changed) = changed(docs.path(), "export a.md sub/z.md -t cover -d out");
    assert_eq!((code, changed), (1, vec![]), "{said}");
    assert!(said.contains("`out/a.jpg` is a file that `sub/z.md` uses"), "{said}");

    // The same where the file is not there at first: what is right does not hang on who is quicker.
    fs::remove_file(docs.path().join("out/a.jpg")).expect("ours");
    let (code, said) = run(docs.path(), "export a.md sub/z.md -t cover -d out");
    assert_eq!(code, 1, "{said}");
    assert!(!docs.path().join("out/a.jpg").exists() && docs.path().join("out/z.jpg").exists(), "{said}");

    // A document that cannot be read is a file of the author's, too.
    let docs = folder(&[("a.md", WORDS.as_bytes()), ("a.txt", b"\xFF not text")]);
    let (code, said, changed) = self::changed(docs.path(), "export a.md a.txt -t text -d .");
    assert_eq!((code, changed), (1, vec![]), "{said}");
}

#[test]
fn a_page_map_is_written_over_nothing_either() {
    let docs = folder(&[("a.md", &document("![map](a.pages.json)")), ("a.pages.json", b"mine")]);
    let (code, said, changed) = changed(docs.path(), "export a.md -o a.pdf --page-map");
    assert_eq!((code, changed), (1, vec![]), "{said}");
    assert!(docs.path().join("a.pdf").exists(), "{said}");
}

#[test]
fn the_file_behind_standard_input_is_kept() {
    let docs = folder(&[("heading.txt", WORDS.as_bytes())]);
    let mut command = super::run::command(docs.path(), "export - -t text -d .");
    command.stdin(fs::File::open(docs.path().join("heading.txt")).expect("there"));
    let (code, said) = super::run::said(command.output().expect("the program runs"));
    let kept = fs::read(docs.path().join("heading.txt")).expect("there") == WORDS.as_bytes();
    assert!(kept || cfg!(not(unix)), "{said}");
    assert_eq!(code == 1, cfg!(unix), "{said}");
    let (code, said) = run_with_input(docs.path(), "export - -t text -d out", WORDS);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn old_editions_are_replaced() {
    let docs = folder(&[("a.md", WORDS.as_bytes()), ("b.md", WORDS.as_bytes())]);
    for _ in 0..2 {
        let (code, said) = run(docs.path(), "export a.md b.md -t text,epub");
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("4 editions"), "{said}");
        for name in ["output/a.epub, .txt", "output/b.epub, .txt"] {
            assert!(said.contains(&format!("wrote {name}")), "{said}");
        }
    }
    put(docs.path(), "a.md", b"# Other\n\nQuite other words.\n");
    assert_eq!(run(docs.path(), "export a.md b.md -t text").0, 0);
    let text = fs::read_to_string(docs.path().join("output/a.txt")).expect("there");
    assert!(text.contains("Quite other words."), "{text}");
}
