//! The command as people and scripts use it: the built program on projects in temporary folders.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use clap::CommandFactory;
use pressroom::backend;
use pressroom::cli::Arguments;
use tempfile::TempDir;

const ARTICLE: &str = "---\ntitle: A Short Article\nlang: en\n---\n\n# One\n\nWords, and a [link](#two).\n\n# Two\n\nMore words.\n";

/// A source with a warning from the first stage: U+0001 is replaced.
const WARNED: &str = "# Title\n\nA control\u{1}character.\n";

/// A folder with `files`, each a path and its text.
fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("there is a temporary folder");
    for (path, text) in files {
        put(folder.path(), path, text.as_bytes());
    }
    folder
}

fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("it stands in the folder")).expect("the folder is ours");
    fs::write(path, bytes).expect("the folder is ours");
}

fn command(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pressroom"));
    command.current_dir(folder).args(arguments.split_whitespace());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "CI"] {
        command.env_remove(variable);
    }
    command
}

/// Runs `pressroom` with `arguments`, split at spaces, in `folder`.
fn run(folder: &Path, arguments: &str) -> Output {
    command(folder, arguments).stdin(Stdio::null()).output().expect("the program runs")
}

fn run_with_input(folder: &Path, arguments: &str, input: &str) -> Output {
    let mut child = command(folder, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("it is piped");
    // A run that refuses its arguments reads nothing.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

fn messages(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

fn data(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("data is UTF-8")
}

#[track_caller]
fn assert_code(output: &Output, wanted: i32) {
    assert_eq!(code(output), wanted, "{}", messages(output));
}

/// The names in `folder`, sorted; none if it is not there.
fn names(folder: impl AsRef<Path>) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// `name` with the ending of each edition, sorted.
fn editions(name: &str) -> Vec<String> {
    let mut names: Vec<_> =
        backend::ALL.iter().map(|backend| format!("{name}.{}", backend.extension())).collect();
    names.sort();
    names
}

#[test]
fn a_file_becomes_all_editions_called_after_it() {
    let folder = project(&[("article.md", ARTICLE)]);
    let output = run(folder.path(), "export article.md");
    assert_code(&output, 0);
    assert_eq!(names(folder.path().join("output")), editions("article"));
    assert_eq!(data(&output), "", "editions are files, and nothing else is data");
    let last = messages(&output).lines().last().expect("there is a last line").to_owned();
    assert!(last.starts_with("3 editions, "), "{last}");
    assert!(last.contains(" page") && last.contains(", 0 errors, 0 warnings, "), "{last}");
    assert!(last.ends_with(" s"), "{last}");
}

#[test]
fn standard_input_is_a_document() {
    let folder = project(&[]);
    let output = run_with_input(folder.path(), "export -", ARTICLE);
    assert_code(&output, 0);
    assert_eq!(names(folder.path().join("output")), editions("a-short-article"));
}

#[test]
fn several_files_are_as_many_documents_with_names_of_their_own() {
    let folder = project(&[("b.md", ARTICLE), ("a.md", ARTICLE), ("c.md", "# Other\n\nWords.\n")]);
    let output = run(folder.path(), "export b.md a.md c.md a.md -t text -d print -j 2");
    assert_code(&output, 0);
    assert_eq!(names(folder.path().join("print")), ["a.txt", "b.txt", "c.txt"]);
    assert!(messages(&output).contains("3 documents, 3 editions, "), "{}", messages(&output));
}

#[test]
fn a_name_goes_to_the_first_of_the_inputs() {
    // The first is by far the longest, so that with threads the others finish before it.
    let long = format!("# Same\n\nfirst\n\n{}", "Words and words. ".repeat(4000));
    let folder =
        project(&[("1/x.md", &long), ("2/x.md", "# Same\n\nsecond\n"), ("3/x.md", "# Same\n\nthird\n")]);
    let output = run(folder.path(), "export 1/x.md 2/x.md 3/x.md -t text -j 3");
    assert_code(&output, 1);
    for refused in ["`2/x.md`", "`3/x.md`"] {
        assert!(messages(&output).contains(&format!("{refused} is not written to `output/x`")), "{output:?}");
    }
    let text = fs::read_to_string(folder.path().join("output/x.txt")).expect("it is written");
    assert!(text.contains("first"), "{text}");
}

#[test]
fn a_folder_of_files_is_as_many_documents() {
    let folder = project(&[("texts/one.md", "# One\n\nWords.\n"), ("texts/two.md", "# Two\n\nWords.\n")]);
    assert_code(&run(folder.path(), "export texts -t text"), 0);
    assert_eq!(names(folder.path().join("output")), ["one.txt", "two.txt"]);
}

#[test]
fn a_folder_with_a_summary_is_one_book() {
    let folder = project(&[
        ("book/book.toml", "[book]\ntitle = \"The Book\"\n"),
        ("book/src/SUMMARY.md", "# Summary\n\n- [One](one.md)\n- [Two](two.md)\n"),
        ("book/src/one.md", "# One\n\nWords.\n"),
        ("book/src/two.md", "# Two\n\nWords.\n"),
    ]);
    assert_code(&run(folder.path(), "export book -t text"), 0);
    assert_eq!(names(folder.path().join("output")), ["book.txt"]);
}

#[test]
fn files_that_are_named_decide_the_editions() {
    let folder = project(&[("article.md", ARTICLE)]);
    assert_code(&run(folder.path(), "export article.md -o print/a.epub -o b.TXT"), 0);
    assert_eq!(names(folder.path()), ["article.md", "b.TXT", "print"]);
    assert_eq!(names(folder.path().join("print")), ["a.epub"]);
    let same = |one: &str, other: &str| {
        let read = |path: &str| fs::read(folder.path().join(path)).expect(path);
        assert!(read(one) == read(other), "{one} and {other} differ");
    };
    // The same parse gives the same bytes, whoever else is written beside; but the pages of the print
    // edition are listed by an EPUB only if there is one, or if it is asked for.
    assert_code(&run(folder.path(), "export article.md"), 0);
    same("b.TXT", "output/article.txt");
    fs::write(folder.path().join("pressroom.toml"), "[epub]\npage-list = false\n").expect("ours");
    assert_code(&run(folder.path(), "export article.md -d without"), 0);
    same("print/a.epub", "without/article.epub");
    fs::write(folder.path().join("pressroom.toml"), "[epub]\npage-list = true\n").expect("ours");
    assert_code(&run(folder.path(), "export article.md -o with.epub"), 0);
    same("with.epub", "output/article.epub");
}

#[test]
fn the_editions_that_are_chosen_are_written() {
    let folder = project(&[("article.md", ARTICLE)]);
    assert_code(&run(folder.path(), "export article.md --to txt,epub"), 0);
    assert_eq!(names(folder.path().join("output")), ["article.epub", "article.txt"]);
}

#[test]
fn the_command_line_stands_above_front_matter() {
    let folder = project(&[("article.md", ARTICLE)]);
    assert_code(&run(folder.path(), "export article.md -t text -M title=Renamed"), 0);
    let text = fs::read_to_string(folder.path().join("output/article.txt")).expect("it is written");
    assert!(text.contains("Renamed") && !text.contains("A Short Article"), "{text}");
}

#[test]
fn wrong_use_is_2_and_writes_nothing() {
    let folder = project(&[("article.md", ARTICLE), ("two.md", ARTICLE)]);
    for arguments in [
        "",
        "exprt",
        "export",
        "export missing.md",
        "export article.md missing.md",
        "export article.md --no-such-option",
        "export article.md -t odt",
        "export article.md -o article.doc",
        "export article.md -o -",
        "export article.md two.md -o both.pdf",
        "export article.md -o a.pdf -t pdf",
        "export article.md -M title",
        "export article.md --page-size a99",
        "export article.md --toc-depth 7",
        "export article.md -j 0",
        "export article.md --root missing",
        "export article.md -q -v",
        "check article.md --fail-on error",
        "completions tcl",
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), 2, "pressroom {arguments}: {}", messages(&output));
        assert!(!output.stderr.is_empty(), "pressroom {arguments} says nothing");
        assert_eq!(names(folder.path()), ["article.md", "two.md"], "pressroom {arguments}");
    }
}

#[test]
fn errors_in_a_source_are_1_and_do_not_stop_the_others() {
    let folder = project(&[("good.md", ARTICLE)]);
    put(folder.path(), "bad.md", b"# Bad\n\nLatin 1: \xe9\n");
    let output = run(folder.path(), "export bad.md good.md -t text");
    assert_code(&output, 1);
    assert!(messages(&output).contains("error[not-utf-8]"), "{}", messages(&output));
    assert!(messages(&output).contains("bad.md:3:10"), "{}", messages(&output));
    assert_eq!(names(folder.path().join("output")), ["good.txt"]);
}

#[test]
fn warnings_are_3_only_when_asked() {
    let folder = project(&[("warned.md", WARNED)]);
    assert_code(&run(folder.path(), "check warned.md"), 0);
    assert_code(&run(folder.path(), "check warned.md --fail-on warning"), 3);
    assert_code(&run(folder.path(), "check warned.md --fail-on note"), 3);
    put(folder.path(), "fine.md", ARTICLE.as_bytes());
    assert_code(&run(folder.path(), "check fine.md --fail-on warning"), 0);
    // The editions are written all the same.
    assert_code(&run(folder.path(), "export warned.md --fail-on warning -t text"), 3);
    assert_eq!(names(folder.path().join("output")), ["warned.txt"]);
}

#[test]
fn check_writes_nothing() {
    let folder = project(&[("article.md", ARTICLE)]);
    let output = run(folder.path(), "check article.md");
    assert_code(&output, 0);
    assert_eq!(names(folder.path()), ["article.md"]);
    assert!(!messages(&output).contains("edition"), "{}", messages(&output));
}

#[test]
fn a_dead_link_is_told_with_its_place() {
    let folder =
        project(&[("a.md", "# Title\n\nSee [there](#nowhere).\n"), ("pressroom.toml", "lang = \"en\"\n")]);
    let output = run(folder.path(), "check a.md --message-format short");
    assert_code(&output, 0);
    assert!(messages(&output).starts_with("a.md:3:5: warning[unknown-target]: "), "{}", messages(&output));
}

#[test]
fn every_line_of_json_is_a_diagnostic() {
    let folder = project(&[("warned.md", WARNED)]);
    put(folder.path(), "bad.md", b"\xff");
    let output = run(folder.path(), "export warned.md bad.md --message-format json");
    assert_code(&output, 1);
    let lines: Vec<serde_json::Value> = messages(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    let keys = ["severity", "code", "message", "path", "line", "column", "help", "labels"];
    for line in &lines {
        let object = line.as_object().expect("it is an object");
        assert_eq!(
            object.keys().map(String::as_str).collect::<BTreeSet<_>>(),
            keys.into_iter().collect(),
            "{line}"
        );
    }
    let warning = lines.iter().find(|line| line["code"] == "forbidden-character").expect("U+0001 is told of");
    assert_eq!(warning["severity"], "warning");
    assert_eq!(warning["path"], "warned.md");
    assert_eq!((warning["line"].as_u64(), warning["column"].as_u64()), (Some(3), Some(10)));
    assert!(lines.iter().any(|line| line["severity"] == "error" && line["code"] == "not-utf-8"));
}

#[test]
fn quiet_shows_errors_alone() {
    let folder = project(&[("warned.md", WARNED)]);
    let output = run(folder.path(), "export warned.md -q");
    assert_code(&output, 0);
    assert_eq!(messages(&output), "");
    put(folder.path(), "bad.md", b"\xff");
    let output = run(folder.path(), "check bad.md warned.md --quiet --message-format short");
    assert_code(&output, 1);
    let told = messages(&output);
    assert!(told.lines().all(|line| line.contains("error[")), "{told}");
    assert!(!told.is_empty());
}

#[test]
fn verbose_tells_the_time_of_each_stage() {
    let folder = project(&[("article.md", ARTICLE)]);
    let told = messages(&run(folder.path(), "export article.md -v"));
    for stage in ["parse", "resolve", "layout"].into_iter().chain(backend::ALL.iter().map(|one| one.name())) {
        assert!(told.contains(&format!("{stage} 0.")), "{stage} is not in {told}");
    }
}

#[test]
fn colours_come_and_go_as_asked() {
    let folder = project(&[("warned.md", WARNED)]);
    let colours = |arguments: &str, variables: &[(&str, &str)]| {
        let output = command(folder.path(), arguments)
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .output()
            .expect("the program runs");
        output.stderr.contains(&0x1b)
    };
    assert!(!colours("check warned.md", &[]), "a pipe is no terminal");
    assert!(colours("check warned.md --color always", &[]));
    assert!(colours("check warned.md", &[("CLICOLOR_FORCE", "1")]));
    assert!(!colours("check warned.md", &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colours("check warned.md --color never", &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_source_cannot_speak_to_the_terminal() {
    let folder = project(&[("e.md", "# \u{1b}[2J\u{9b}2J Title\n\nSee [\u{1b}[31mred](#no\u{1b}where).\n")]);
    for format in ["human", "short", "json"] {
        let output = run(folder.path(), &format!("export e.md -v --color always --message-format {format}"));
        let told = messages(&output);
        assert!(!told.contains('\u{9b}') && !told.contains("\u{1b}[2J"), "{told:?}");
    }
}

#[test]
fn a_new_project_exports_at_once() {
    let folder = project(&[]);
    assert_code(&run(folder.path(), "init my-book"), 0);
    let book = folder.path().join("my-book");
    assert_eq!(names(&book), [".gitignore", "pressroom.toml", "source"]);
    assert_eq!(names(book.join("source")), ["my-book.md"]);
    let output = run(&book, "export --fail-on note");
    assert_code(&output, 0);
    assert_eq!(names(book.join("output")), editions("my-book"));
}

#[test]
fn a_new_project_overwrites_nothing() {
    for file in ["pressroom.toml", "book.toml", "p/source/p.md"] {
        let folder = project(&[(file, "mine")]);
        let arguments = if file.starts_with('p') && file.ends_with("md") { "init p" } else { "init" };
        assert_code(&run(folder.path(), arguments), 2);
        assert_eq!(fs::read_to_string(folder.path().join(file)).expect("it is there"), "mine");
        assert!(!folder.path().join("p/pressroom.toml").exists(), "a refused project is not begun");
    }
    let folder = project(&[(".gitignore", "mine\n")]);
    assert_code(&run(folder.path(), "init"), 0);
    assert_eq!(fs::read_to_string(folder.path().join(".gitignore")).expect("it is there"), "mine\n");
}

#[test]
fn the_project_in_the_folder_is_exported() {
    let folder = project(&[
        ("pressroom.toml", "publisher = \"The Press\"\n"),
        ("source/a.md", "---\ntitle: A\n---\n\nWords, and ![a picture](../pictures/none.png).\n"),
    ]);
    assert_code(&run(folder.path(), "export -t text"), 0);
    assert_eq!(names(folder.path().join("output")), ["a.txt"]);
    let text = fs::read_to_string(folder.path().join("output/a.txt")).expect("just written");
    assert!(text.contains("The Press"), "the settings beside `source` count:\n{text}");
}

#[test]
fn a_title_like_a_path_stays_inside_the_output_folder() {
    for title in ["../../evil", "/etc/evil", "..", ".", "a/b\\c", "~", "CON", "...", "-rf", "🙈"] {
        let folder = project(&[(
            "in/a.md",
            &format!("---\ntitle: \"{}\"\n---\n\nWords.\n", title.replace('\\', "\\\\")),
        )]);
        let inside = folder.path().join("in");
        assert_code(&run(&inside, "export a.md -t text"), 0);
        assert_eq!(names(folder.path()), ["in"], "{title}");
        assert_eq!(names(&inside), ["a.md", "output"], "{title}");
        assert_eq!(names(inside.join("output")), ["a.txt"], "{title}");
        // Without a file, the title is all there is to go by.
        let text = fs::read_to_string(inside.join("a.md")).expect("it is there");
        assert_code(&run_with_input(&inside, "export - -t text -d piped", &text), 0);
        let written = names(inside.join("piped"));
        assert_eq!(written.len(), 1, "{title}: {written:?}");
        assert!(
            written[0].len() > ".txt".len() && !written[0].starts_with(['.', '-']),
            "{title}: {written:?}"
        );
    }
}

#[test]
fn a_source_is_never_overwritten() {
    let folder = project(&[("notes.txt", "# Notes\n\nWords.\n")]);
    for arguments in ["export notes.txt -o notes.txt", "export notes.txt -d . -t text"] {
        let output = run(folder.path(), arguments);
        assert_code(&output, 1);
        assert!(messages(&output).contains("error[write]"), "{}", messages(&output));
        let text = fs::read_to_string(folder.path().join("notes.txt")).expect("it is there");
        assert_eq!(text, "# Notes\n\nWords.\n", "{arguments}");
    }
}

#[test]
fn an_edition_that_cannot_be_written_stops_no_other_and_leaves_nothing_half() {
    let folder = project(&[("article.md", ARTICLE), ("a.pdf/keep", "mine")]);
    let output = run(folder.path(), "export article.md -o a.pdf -o a.txt");
    assert_code(&output, 1);
    assert!(messages(&output).contains("error[write]"), "{}", messages(&output));
    assert_eq!(names(folder.path()), ["a.pdf", "a.txt", "article.md"], "no temporary file is left");
    assert_eq!(names(folder.path().join("a.pdf")), ["keep"]);
}

#[test]
fn a_killed_run_leaves_no_half_file() {
    let text = format!("# Long\n\n{}", "Words and words, and more of them.\n\n".repeat(2000));
    let folder = project(&[("long.md", &text)]);
    assert_code(&run(folder.path(), "export long.md -d whole"), 0);
    let whole = names(folder.path().join("whole"));
    for wait in [1, 10, 40, 80, 160, 320, 640] {
        let mut child = command(folder.path(), "export long.md -d killed")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().expect("it was ours");
        for name in whole.iter().filter(|name| folder.path().join("killed").join(name).exists()) {
            let read =
                |folder_name: &str| fs::read(folder.path().join(folder_name).join(name)).expect("there");
            assert_eq!(read("killed"), read("whole"), "{name} after {wait} ms");
        }
        let _ = fs::remove_dir_all(folder.path().join("killed"));
    }
}

#[test]
fn a_closed_pipe_is_no_reason_to_complain() {
    let folder = project(&[("article.md", ARTICLE)]);
    for arguments in ["man", "fonts", "completions bash", "--help"] {
        let mut child = command(folder.path(), arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert_code(&output, 0);
        assert_eq!(messages(&output), "", "{arguments}");
    }
    // Nobody reads the messages, but the editions are wanted.
    let mut child = command(folder.path(), "export article.md")
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stderr.take());
    assert_eq!(child.wait().expect("the program ends").code(), Some(0));
    assert_eq!(names(folder.path().join("output")), editions("article"));
}

#[test]
fn editions_are_verified_as_they_are_written_and_later() {
    let folder = project(&[("a.md", ARTICLE)]);
    let path = folder.path();
    let written = run(path, "export a.md --verify");
    assert_eq!(code(&written), 0);
    assert!(
        messages(&written).contains("verified: 3 editions say the same as their source: "),
        "{}",
        messages(&written)
    );
    assert!(!messages(&run(path, "export a.md")).contains("verified"));
    let in_ci = |arguments| command(path, arguments).env("CI", "true").output().expect("the program runs");
    assert!(messages(&in_ci("export a.md")).contains("verified"));
    assert!(!messages(&in_ci("export a.md --no-verify")).contains("verified"));

    let files = "output/a.pdf output/a.epub output/a.txt";
    let table = run(path, &format!("verify {files}"));
    assert_eq!(code(&table), 0);
    assert!(data(&table).contains("fingerprint"), "{}", data(&table));
    assert_eq!(code(&run(path, &format!("verify --source a.md {files}"))), 0);
    put(path, "output/a.pages.json", b"{}");
    assert_eq!(code(&run(path, &format!("verify output/a.pages.json {files}"))), 0);

    put(path, "a.md", ARTICLE.replace("More words", "Fewer words").as_bytes());
    let found = run(path, &format!("verify --source a.md {files}"));
    assert_eq!(code(&found), 1);
    let said = messages(&found);
    for edition in ["the PDF", "the EPUB", "the text edition"] {
        assert!(said.contains(&format!("{edition} says `More` where the manuscript says `Fewer`")), "{said}");
    }
    assert!(said.contains("a.md:12:1"), "{said}");
    assert_eq!(code(&run(path, "verify nothing.pdf")), 1);
    assert_eq!(code(&run(path, "verify")), 2);
}

#[test]
fn what_is_no_edition_is_refused_by_verify_and_inspect() {
    let folder = project(&[("a.md", ARTICLE)]);
    let path = folder.path();
    run(path, "export a.md");
    let page = b"<!DOCTYPE html>\n<title>Words</title>\n<p>Words\n";
    let office = b"PK\x03\x04\x14\0\0\0\0\0[Content_Types].xml and word/document.xml";
    for (name, bytes) in [
        ("a.html", page.as_slice()),
        ("b.txt", page),
        ("c", page),
        ("d.docx", office),
        ("e.zip", office),
        ("f.md", b"# Words\n"),
        ("g.pdf", b"Words\n"),
        ("h.epub", b"Words\n"),
        ("i.xml", b"<a>Words</a>"),
        ("j.rtf", b"{\\rtf1 Words}"),
        ("k.json", b"{}"),
        ("l.png", b"\x89PNG\r\n\x1a\n"),
    ] {
        put(path, name, bytes);
        for command in ["verify", "inspect", "verify --source a.md", "verify output/a.txt output/a.epub"] {
            let output = run(path, &format!("{command} {name}"));
            let message = format!("`{name}` is none of the editions that can be read: PDF, EPUB, text");
            assert!(messages(&output).contains(&message), "{command} {name}: {}", messages(&output));
            assert_eq!(code(&output), 2, "{command} {name}: {}", messages(&output));
        }
    }
    put(path, "m.txt", b"Caf\xE9");
    for command in ["verify", "inspect"] {
        let output = run(path, &format!("{command} m.txt"));
        assert_eq!(code(&output), 1, "{}", messages(&output));
        assert!(messages(&output).contains("it is no UTF-8: byte 3 is wrong"), "{}", messages(&output));
    }
    assert_eq!(code(&run(path, "inspect a.html nothing.pdf")), 1, "the worse of two");
    put(path, "output/a.jpg", b"a cover");
    put(path, "output/more/b.html", page);
    let all = "output/a.pdf output/a.epub output/a.txt output/a.jpg output/more";
    assert_eq!(code(&run(path, &format!("verify {all}"))), 0);
}

#[test]
fn imposed_pages_are_passed_over_with_a_note() {
    let folder = project(&[("a.md", ARTICLE)]);
    let output = run(folder.path(), "export a.md --impose booklet --verify -v");
    assert_eq!(code(&output), 0, "{}", messages(&output));
    assert!(messages(&output).contains("note[not-verified]"), "{}", messages(&output));
}

#[test]
fn a_printed_page_is_found_in_the_other_editions() {
    let folder = project(&[("a.md", ARTICLE)]);
    let path = folder.path();
    assert_eq!(code(&run(path, "locate --page 1")), 2, "there is no map yet");
    let written = run(path, "export a.md --page-map");
    assert!(messages(&written).contains("3 editions, 1 page, "), "{}", messages(&written));
    assert!(path.join("output/a.pages.json").is_file());
    let found = run(path, "locate --page 1");
    assert_eq!(code(&found), 0);
    let said = data(&found);
    assert!(said.contains("page 1\n") && said.contains("#page-1") && said.contains("line 1"), "{said}");
    assert_eq!(data(&run(path, "locate --text-line 3")), said);
    assert_eq!(data(&run(path, "locate --source a.md:10")), said);
    let missing = run(path, "locate --page 7");
    assert_eq!(code(&missing), 1);
    assert!(messages(&missing).contains("does not tell of page 7; its pages are 1 to 1"));
    assert_eq!(code(&run(path, "export a.md -o b.pdf -o b.epub --page-map")), 0);
    assert!(path.join("b.pages.json").is_file());
}

#[test]
fn the_help_names_every_option_and_shows_examples() {
    let folder = project(&[]);
    let mut all = Arguments::command();
    all.build();
    let commands: Vec<_> = all.get_subcommands().filter(|one| one.get_name() != "help").collect();
    assert!(data(&run(folder.path(), "--help")).contains("Examples:\n"));
    assert!(data(&run(folder.path(), "--help")).contains("Exit codes: 0 done, 1 "));
    for command in commands {
        let output = run(folder.path(), &format!("{} --help", command.get_name()));
        assert_code(&output, 0);
        let help = data(&output);
        for option in command.get_arguments().filter_map(|argument| argument.get_long()) {
            assert!(help.contains(&format!("--{option}")), "{}: --{option}", command.get_name());
        }
        assert!(data(&run(folder.path(), "--help")).contains(command.get_name()));
    }
}

#[test]
fn the_version_is_told() {
    let folder = project(&[]);
    let output = run(folder.path(), "--version");
    assert_code(&output, 0);
    assert_eq!(data(&output), format!("pressroom {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn completions_and_the_manual_know_the_commands() {
    let folder = project(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(folder.path(), &format!("completions {shell}"));
        assert_code(&output, 0);
        assert!(data(&output).contains("export") && data(&output).contains("page-size"), "{shell}");
    }
    let output = run(folder.path(), "man");
    assert_code(&output, 0);
    let page = data(&output);
    assert!(page.starts_with(".TH pressroom 1 "), "{page}");
    for part in [".SH EXPORT", ".SH CHECK", ".SH INIT", "page\\-size", ".SH EXAMPLES"] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn the_faces_are_listed_with_their_scripts() {
    let folder = project(&[]);
    let output = run(folder.path(), "fonts");
    assert_code(&output, 0);
    let list = data(&output);
    for words in ["Libertinus Serif ", "Latin ", "Khmer ", "Cyrillic ", "Han "] {
        assert!(list.contains(words), "{words} is not in:\n{list}");
    }
    let output = run(folder.path(), "fonts --font-path missing.otf");
    assert_code(&output, 1);
    assert!(messages(&output).contains("error[bad-font]"), "{}", messages(&output));
}

#[test]
fn themes_are_listed_printed_and_checked() {
    let folder = project(&[
        ("good.toml", "based-on = \"book\"\n[roles.title]\nalign = \"left\"\n"),
        ("bad.toml", "based-on = \"book\"\n\n[roles.title]\nalign = \"middle\"\n"),
    ]);
    let listed = run(folder.path(), "themes");
    assert_code(&listed, 0);
    for name in ["book", "manual", "article"] {
        assert!(data(&listed).lines().any(|line| line.starts_with(name)), "{name}");
        let printed = run(folder.path(), &format!("themes {name}"));
        assert_code(&printed, 0);
        // What is printed can be used as it is.
        put(folder.path(), "copy.toml", &printed.stdout);
        assert_code(&run(folder.path(), "themes copy.toml"), 0);
    }
    assert_code(&run(folder.path(), "themes good.toml"), 0);
    let output = run(folder.path(), "themes bad.toml --message-format short");
    assert_code(&output, 1);
    assert!(
        messages(&output).starts_with("bad.toml:4:9: error[theme]: unknown variant `middle`"),
        "{output:?}"
    );
    for wrong in ["themes novel", "themes missing.toml"] {
        assert_eq!(code(&run(folder.path(), wrong)), 2, "{wrong}");
    }
}

#[test]
fn a_document_has_the_theme_that_it_asks_for() {
    let themed = |theme: &str| format!("---\nlang: en\ntheme: {theme}\n---\n\n# One\n\nWords.\n");
    let rule = "based-on = \"article\"\n[text]\nwidth = 20\ntitle-width = 20\n";
    let folder = project(&[
        ("own.md", &themed("looks/narrow.toml")),
        ("looks/narrow.toml", rule),
        ("faulty.md", &themed("looks/faulty.toml")),
        ("looks/faulty.toml", "based-on = \"article\"\n[text]\nwidht = 20\n"),
        ("unknown.md", &themed("gaia")),
        ("outside.md", &themed("../secret.toml")),
    ]);
    let check = |file: &str| {
        let output = run(folder.path(), &format!("check {file} --message-format short"));
        (code(&output), messages(&output))
    };
    assert_eq!(check("own.md").0, 0);
    let (code, said) = check("faulty.md");
    assert!(
        code == 1 && said.starts_with("looks/faulty.toml:3:1: error[theme]: unknown field `widht`"),
        "{said}"
    );
    let (code, said) = check("unknown.md");
    assert!(
        code == 0 && said.contains("unknown.md:3:8: warning[bad-value]: there is no theme `gaia`"),
        "{said}"
    );
    let (code, said) = check("outside.md");
    assert!(code == 1 && said.contains("it is outside the source's folder"), "{said}");

    assert_code(&run(folder.path(), "export own.md -t text -d out -M lang=en"), 0);
    let text = fs::read_to_string(folder.path().join("out/own.txt")).expect("it is written");
    assert!(text.lines().all(|line| line.chars().count() <= 20), "{text}");
}
