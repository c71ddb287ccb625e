//! Editions are called after their sources.

use std::fs;

use super::run::{WORDS, files, folder, run, run_with_input};

fn titled(title: &str, words: &str) -> Vec<u8> {
    format!("---\ntitle: {title}\nlang: en\n---\n\n{words}\n").into_bytes()
}

fn written(files: &[(&str, &[u8])], arguments: &str) -> Vec<String> {
    let docs = folder(files);
    let (code, said) = run(docs.path(), arguments);
    assert_eq!(code, 0, "{said}");
    self::files(&docs.path().join("output"))
}

#[test]
fn the_file_s_name_counts_and_not_the_title() {
    let text = titled("Some Title", "Words.");
    for (source, edition) in [
        ("article.md", "article.txt"),
        ("notes.v2.markdown", "notes.v2.txt"),
        ("Überblick.md", "Überblick.txt"),
        ("日本語.md", "日本語.txt"),
        ("README", "README.txt"),
        ("sub/deep/x.md", "x.txt"),
        ("con.md", "con-document.txt"),
        ("-rf.md", "-rf.txt"),
    ] {
        assert_eq!(written(&[(source, &text)], &format!("export -t text -- {source}")), [edition]);
    }
    let docs = folder(&[("My Novel.md", &text)]);
    let mut command = super::run::command(docs.path(), "export -t text");
    assert!(command.arg("My Novel.md").status().expect("it runs").success());
    assert_eq!(files(&docs.path().join("output")), ["My Novel.txt"]);
}

#[test]
fn a_folder_of_documents_keeps_its_folders() {
    let (a, b) = (titled("Guide", "Text of a."), titled("Guide", "Text of b."));
    let both: &[(&str, &[u8])] = &[("docs/a/index.md", &a), ("docs/b/index.md", &b)];
    let one: &[(&str, &[u8])] = &both[1..];
    assert_eq!(written(both, "export docs -t text"), ["a/index.txt", "b/index.txt"]);
    // The name does not change when another document comes or goes.
    assert_eq!(written(one, "export docs -t text"), ["b/index.txt"]);
    assert_eq!(written(both, "export . -t text"), ["docs/a/index.txt", "docs/b/index.txt"]);
    assert_eq!(written(both, "export ./docs/ -t text"), ["a/index.txt", "b/index.txt"]);
}

#[test]
fn a_book_is_called_after_its_folder() {
    let book: &[(&str, &[u8])] = &[
        ("my book/book.toml", b"[book]\ntitle = \"Quite Another\"\nlanguage = \"en\"\n"),
        ("my book/src/SUMMARY.md", b"- [A](a.md)\n"),
        ("my book/src/a.md", b"# A\n\nWords.\n"),
        ("text/other.md", WORDS.as_bytes()),
    ];
    let docs = folder(book);
    for (here, typed) in [("my book", "."), ("text", "../my book"), (".", "my book/"), ("my book/src", "..")]
    {
        let mut command = super::run::command(&docs.path().join(here), "export -t text -d");
        let output = docs.path().join("output");
        assert!(command.arg(&output).arg(typed).status().expect("it runs").success(), "{here} {typed}");
        assert_eq!(files(&output), ["my book.txt"], "{here} {typed}");
        fs::remove_dir_all(&output).expect("ours");
    }
    assert_eq!(written(book, "export . -t text"), ["my book.txt", "text/other.txt"]);
}

#[test]
fn standard_input_is_called_after_its_title() {
    let docs = folder(&[]);
    let run = |text: &str| {
        let (code, said) = run_with_input(docs.path(), "export - -t text", text);
        assert_eq!(code, 0, "{said}");
        let found = files(&docs.path().join("output"));
        fs::remove_dir_all(docs.path().join("output")).expect("ours");
        found
    };
    assert_eq!(run("---\ntitle: A Short Way\nlang: en\n---\n\nWords.\n"), ["a-short-way.txt"]);
    assert_eq!(run("---\ntitle: A Short Way\nslug: long\nlang: en\n---\n\nWords.\n"), ["long.txt"]);
    assert_eq!(run("---\ntitle: …\nlang: en\n---\n\nWords.\n"), ["untitled.txt"]);
}

#[test]
fn a_slug_stands_above_the_last_part() {
    let slug = |slug: &str| format!("---\nslug: {slug}\nlang: en\n---\n\nWords.\n").into_bytes();
    assert_eq!(written(&[("d/sub/a.md", &slug("my-name"))], "export d -t text"), ["sub/my-name.txt"]);
    assert_eq!(written(&[("a.md", &slug("x"))], "export a.md -M slug=y -t text"), ["y.txt"]);
    let settings: &[(&str, &[u8])] =
        &[("a.md", WORDS.as_bytes()), ("pressroom.toml", b"slug = \"from here\"\n")];
    assert_eq!(written(settings, "export a.md -t text"), ["from here.txt"]);
    let long = "x".repeat(300);
    for bad in ["a/b", "../a", "/a", "'..'", "nul", "'a:b'", "'a.'", "'C:\\a'", "[a, b]", &long] {
        let docs = folder(&[("a.md", &slug(bad))]);
        let (code, said) = run(docs.path(), "export a.md -t text");
        assert!(code == 0 && said.contains("a.md:2:") && said.contains("[bad-value]"), "{bad}: {said}");
        assert_eq!(files(docs.path()), ["a.md", "output/a.txt"], "{bad}");
    }
}

#[test]
fn two_documents_of_one_name_are_an_error_for_the_second() {
    let (a, b) = (titled("Guide", "Text of a."), titled("Guide", "Text of b."));
    let docs = folder(&[("a/index.md", &a), ("b/index.md", &b)]);
    for _ in 0..2 {
        let (code, said) = run(docs.path(), "export a/index.md b/index.md -t text,epub");
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("`b/index.md`") && said.contains("the editions of `a/index.md`"), "{said}");
        assert_eq!(said.matches("error[write]").count(), 1, "{said}");
        assert_eq!(files(&docs.path().join("output")), ["index.epub", "index.txt"]);
        let text = fs::read_to_string(docs.path().join("output/index.txt")).expect("there");
        assert!(text.contains("Text of a."), "{text}");
    }
    // The name is taken even if nothing came of the first.
    let docs = folder(&[("x.markdown", b"\xFF"), ("x.md", WORDS.as_bytes())]);
    let (code, said) = run(docs.path(), "export . -t text");
    assert!(code == 1 && said.contains("the editions of `./x.markdown`"), "{said}");
    // Settings that name all documents alike.
    let docs = folder(&[("a.md", &a), ("b.md", &b), ("pressroom.toml", b"slug = \"s\"\n")]);
    let (code, said) = run(docs.path(), "export . -t text");
    assert!(code == 1 && said.contains("`./b.md`") && said.contains("`./a.md`"), "{said}");
    // One document may be named twice, and one file too.
    let docs = folder(&[("a.md", &a)]);
    assert_eq!(run(docs.path(), "export a.md ./a.md -t text").0, 0);
    assert_eq!(run(docs.path(), "export a.md -o a.txt -o ./a.txt").0, 0);
}

#[test]
fn a_missing_chapter_is_an_error_and_no_empty_chapter() {
    let docs = folder(&[
        ("book.toml", b"[book]\ntitle = \"Mixed\"\nlanguage = \"en\"\n"),
        (
            "src/SUMMARY.md",
            b"# Summary\n\n- [One](one.md)\n- [Gone away](gone.md)\n  - [Below](below.md)\n- [To come]()\n- [Out](../../x.md)\n",
        ),
        ("src/one.md", b"# One\n\nWords.\n"),
        ("src/below.md", b"# Below\n\nMore words.\n"),
    ]);
    let (code, said) = run(docs.path(), "export . -t text,epub -d out --message-format short --verify");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("src/SUMMARY.md:4:1: error[summary]: the chapter `gone.md`"), "{said}");
    assert!(said.contains("src/SUMMARY.md:7:1: error[outside-source]"), "{said}");
    let out = docs.path().join("out");
    let name = files(&out).into_iter().find(|name| name.ends_with(".txt")).expect("there is a text");
    let text = fs::read_to_string(out.join(name)).expect("there");
    for (words, shown) in [("Gone away", false), ("Out", false), ("Below", true), ("To come", true)] {
        assert_eq!(text.contains(words), shown, "{words} in:\n{text}");
    }
}
