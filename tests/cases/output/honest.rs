//! What cannot be done is said, and is no success.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use super::run::{WORDS, command, files, folder, put, run, said};

/// `# Title` and a few words.
const TEXT: &str = "# Title\n\nA few words, and more.\n";

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_an_error() {
    let docs = folder(&[("a.md", WORDS.as_bytes())]);
    assert_eq!(run(docs.path(), "export a.md --page-map").0, 0);
    for arguments in [
        "themes",
        "themes book",
        "fonts",
        "man",
        "completions bash",
        "inspect output/a.pdf",
        "verify output/a.pdf output/a.epub",
        "locate --page 1",
        "--help",
        "export --help",
        "--version",
        "help export",
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let output = command(docs.path(), arguments).stdout(full).stderr(Stdio::piped()).output();
        let (code, said) = said(output.expect("the program runs"));
        assert_eq!(code, 1, "{arguments}: {said}");
        assert!(said.contains("error: standard output cannot be written"), "{arguments}: {said}");
    }
    // A device that takes nothing is an edition that was not written.
    std::os::unix::fs::symlink("/dev/full", docs.path().join("full.txt")).expect("linked");
    let (code, said) = run(docs.path(), "export a.md -o full.txt");
    assert!(code == 1 && said.contains("error[write]"), "{said}");
}

#[test]
fn a_size_that_no_theme_can_mean_is_reported_with_its_place() {
    for (rule, place) in [
        ("[roles.title]\nsize = \"0em\"", "t.toml:3:8"),
        ("[roles.title]\nsize = \"-2em\"", "t.toml:3:8"),
        ("[roles.title]\nsize = \"500em\"", "t.toml:3:8"),
        ("[roles.body]\nleading = \"0em\"", "t.toml:3:11"),
        ("[roles.body]\nleading = \"-1 line\"", "t.toml:3:11"),
        ("[roles.body]\nindent = \"900em\"", "t.toml:3:10"),
        ("[roles.quote]\nleft = \"-3em\"", "t.toml:3:8"),
        ("[roles.quote]\nbefore = \"-1 lines\"", "t.toml:3:10"),
        ("[roles.quote]\nafter = \"999 lines\"", "t.toml:3:9"),
        ("[page]\nsize = \"a5\"\nleading = \"0pt\"", "t.toml:2:1"),
        ("[page]\nsize = \"a5\"\ninner = \"-5mm\"", "t.toml:4:9"),
        ("[text]\nwidth = 0", "t.toml:3:9"),
        ("[text]\nwidth = -5", "t.toml:3:9"),
        ("[code]\ntab = 0", "t.toml:3:7"),
        ("[table]\nstep = \"0%\"", "t.toml:3:8"),
        ("[table]\nsmallest = \"0%\"", "t.toml:3:12"),
        ("[picture]\nhighest = \"0%\"", "t.toml:3:11"),
        ("[furniture]\nlongest = 0", "t.toml:3:11"),
        ("contents-depth = 9", "t.toml:2:18"),
        ("script-size = \"0em\"", "t.toml:2:15"),
        ("rule-width = \"900pt\"", "t.toml:2:14"),
    ] {
        let theme = format!("based-on = \"book\"\n{rule}\n");
        let docs = folder(&[
            ("t.toml", theme.as_bytes()),
            ("a.md", b"---\nlang: en\ntheme: t.toml\n---\n\nWords.\n"),
        ]);
        let (code, said) = run(docs.path(), "themes t.toml --message-format short");
        assert!(code == 1 && said.contains("error[theme]"), "{rule}: {said}");
        assert!(said.starts_with(place), "{rule}: {said}");
        let (code, said) = run(docs.path(), "check a.md --message-format short");
        assert!(code == 1 && said.contains(place), "{rule}: {said}");
    }
    let sound =
        folder(&[("t.toml", b"based-on = \"book\"\n[roles.body]\nindent = \"-1em\"\nleft = \"1em\"\n")]);
    assert_eq!(run(sound.path(), "themes t.toml").0, 0);
}

#[test]
fn wide_text_without_a_mark_is_told_from_damaged_text() {
    let utf16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> { TEXT.encode_utf16().flat_map(order).collect() };
    let utf32 =
        |order: fn(u32) -> [u8; 4]| -> Vec<u8> { TEXT.chars().map(u32::from).flat_map(order).collect() };
    for (bytes, name) in [
        (utf16(u16::to_le_bytes), "UTF-16"),
        (utf16(u16::to_be_bytes), "UTF-16"),
        (utf32(u32::to_le_bytes), "UTF-32"),
        (utf32(u32::to_be_bytes), "UTF-32"),
    ] {
        let docs = folder(&[("a.md", &bytes), ("b.md", WORDS.as_bytes())]);
        let (code, said) = run(docs.path(), "check a.md");
        assert!(code == 1 && said.contains(&format!("is {name}, save it as UTF-8")), "{said}");
        assert!(!said.contains("forbidden"), "{said}");
        put(docs.path(), "pressroom.toml", &bytes);
        let (code, said) = run(docs.path(), "check b.md");
        assert!(code == 1 && said.contains(&format!("`pressroom.toml` is {name}")), "{said}");
    }
    let docs = folder(&[("a.md", b"# Title\n\nOne\0 two and three words.\n")]);
    let (code, said) = run(docs.path(), "check a.md");
    assert!(code == 0 && said.contains("U+0000"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_killed_run_left_is_swept() {
    let docs = folder(&[("a.md", WORDS.as_bytes())]);
    let space = fs::read_link("/proc/self/ns/pid").expect("Linux tells").display().to_string();
    let space: String = space.chars().filter(char::is_ascii_digit).collect();
    let gone = format!("output/.pressroom-{space}-4294967290-aB3dE9");
    let at_work = format!("output/.pressroom-{space}-{}-aB3dE9", std::process::id());
    for name in [gone.as_str(), &at_work, "output/.pressroom-config", "output/.pressroom-1-2-x"] {
        put(docs.path(), name, b"x");
    }
    assert_eq!(run(docs.path(), "export a.md -t text").0, 0);
    let mut left = files(docs.path());
    left.retain(|name| name.contains(".pressroom-"));
    let mut expected =
        vec!["output/.pressroom-1-2-x".to_owned(), at_work, "output/.pressroom-config".to_owned()];
    expected.sort();
    assert_eq!(left, expected);
}

#[test]
fn more_threads_than_there_are_do_the_same() {
    let docs = folder(&[("a.md", WORDS.as_bytes()), ("b.md", WORDS.as_bytes())]);
    for jobs in ["1", "7", "1000", "4000000000"] {
        let (code, said) = run(docs.path(), &format!("export a.md b.md -t pdf -j {jobs} -d {jobs}"));
        assert_eq!(code, 0, "{said}");
        let read = |folder: &str| fs::read(docs.path().join(folder).join("b.pdf")).expect("written");
        assert!(read("1") == read(jobs), "{jobs} threads write other bytes");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn where_there_are_no_threads_one_is_enough() {
    let docs = folder(&[("a.md", WORDS.as_bytes()), ("b.md", WORDS.as_bytes())]);
    let program = env!("CARGO_BIN_EXE_pressroom");
    // Address space for one stack or two, in kibibytes: more threads cannot be had.
    for space in [400_000, 250_000, 200_000] {
        let line = format!("ulimit -v {space}; exec {program} export a.md b.md -j 64 -d out-{space}");
        let output = std::process::Command::new("sh")
            .args(["-c", &line])
            .current_dir(docs.path())
            .stdin(Stdio::null())
            .output();
        let (code, said) = said(output.expect("there is a shell"));
        assert_eq!(code, 0, "{space}: {said}");
        assert_eq!(files(&docs.path().join(format!("out-{space}"))).len(), 6, "{said}");
    }
}

#[cfg(unix)]
fn fifo(folder: &Path, name: &str) {
    let made = std::process::Command::new("mkfifo").arg(folder.join(name)).status();
    assert!(made.expect("there is mkfifo").success());
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_reported() {
    let pictured = format!("{WORDS}\n![a picture](p.png)\n");
    for (pipe, arguments) in [
        ("pressroom.toml", "export a.md -t text"),
        ("pressroom.toml", "export . -t text"),
        ("p.png", "export a.md -t text"),
        ("theme.toml", "export a.md -t text --theme theme.toml"),
        ("c.md", "export . -t text"),
        ("font.ttf", "export a.md -t text --font-path ."),
        ("book.toml", "export . -t text"),
    ] {
        let docs = folder(&[("a.md", pictured.as_bytes())]);
        if pipe != "p.png" {
            // The only thing amiss is the pipe.
            put(docs.path(), "a.md", WORDS.as_bytes());
        }
        if pipe == "book.toml" {
            put(docs.path(), "src/SUMMARY.md", b"- [A](../a.md)\n");
        }
        fifo(docs.path(), pipe);
        let (code, said) = run(docs.path(), arguments);
        assert!(said.contains("it is not a file"), "{pipe}: {said}");
        assert!(said.contains(pipe), "{pipe}: {said}");
        assert!(code == 1 || pipe == "p.png", "{pipe}: {said}");
    }
    let book: &[(&str, &[u8])] =
        &[("SUMMARY.md", b"- [A](a.md)\n- [B](b.md)\n"), ("a.md", b"# A\n\nWords.\n")];
    let docs = folder(book);
    fifo(docs.path(), "b.md");
    let (code, said) = run(docs.path(), "export . -t text");
    assert!(code == 1 && said.contains("the chapter `b.md` is left out: it is not a file"), "{said}");
}

#[test]
fn a_moment_that_is_none_is_wrong_use() {
    let docs = folder(&[("a.md", WORDS.as_bytes())]);
    for wrong in ["yesterday", "-1", "1.5", "2024-01-01", "0x10", "253402300800", "99999999999999999999"] {
        for arguments in ["export a.md", "check a.md", "verify a.txt --source a.md"] {
            let output = command(docs.path(), arguments).env("SOURCE_DATE_EPOCH", wrong).output();
            let (code, said) = said(output.expect("the program runs"));
            assert!(code == 2 && said.contains("SOURCE_DATE_EPOCH"), "{wrong}: {said}");
            assert_eq!(files(docs.path()), ["a.md"], "nothing is begun");
        }
    }
    for right in ["0", "1700000000", "", " 1700000000 "] {
        let output = command(docs.path(), "check a.md").env("SOURCE_DATE_EPOCH", right).output();
        let (code, said) = said(output.expect("the program runs"));
        assert_eq!(code, 0, "{right}: {said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_small_stack_and_a_small_limit_of_files_are_enough_or_said() {
    let docs = folder(&[("a.md", WORDS.as_bytes())]);
    let program = env!("CARGO_BIN_EXE_pressroom");
    for (limit, out, code) in [("-s 256", "stack", 0), ("-f 4", "file", 1)] {
        let line = format!("ulimit {limit}; exec {program} export a.md -d {out}");
        let mut shell = std::process::Command::new("sh");
        let output = shell.args(["-c", &line]).current_dir(docs.path()).stdin(Stdio::null()).output();
        let (found, said) = said(output.expect("there is a shell"));
        assert_eq!(found, code, "{limit}: {said}");
        assert_eq!(said.contains("error[write]"), code == 1, "{limit}: {said}");
        let left = files(&docs.path().join(out));
        assert!(left.iter().all(|name| !name.contains(".pressroom-")), "{left:?}");
    }
}

#[test]
fn a_book_of_nothing_but_brackets_comes_to_an_end() {
    let line = format!("- [A](a.md)\n- {}\n", "[*a_ ".repeat(100_000));
    let chapter = format!("# A\n\n{}\n\n{}}}}}\n", "{{".repeat(200_000), "{{ x ".repeat(100_000));
    let docs = folder(&[("SUMMARY.md", line.as_bytes()), ("a.md", chapter.as_bytes())]);
    let (code, said) = run(docs.path(), "check . --message-format short");
    assert!(code == 1 && said.contains("SUMMARY.md:2:1: error[summary]: a line of 500001 bytes"), "{said}");
}
