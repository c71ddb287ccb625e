//! Imports run one way. This table is the architecture; a new edge is a design decision and is
//! made here, in review.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each layer and what it may import. `cli`, `lib` and `main` stand above all.
const LAYERS: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("letters", &[]),
    ("diagnostic", &["span"]),
    ("model", &["span"]),
    // What a backend writes and a reader reads.
    ("edition", &["model"]),
    ("source", &["span", "diagnostic", "edition"]),
    ("style", &["span", "diagnostic", "model"]),
    ("parse", &["span", "diagnostic", "source", "model"]),
    ("gather", &["span", "source", "model"]),
    ("font", &["span", "diagnostic", "source", "style"]),
    ("resolve", &["span", "diagnostic", "source", "gather", "model", "style", "font"]),
    ("layout", &["span", "diagnostic", "model", "style", "font", "resolve"]),
    ("markup", &["model", "style", "resolve"]),
    ("transcript", &["model", "letters", "style", "resolve"]),
    ("raster", &["style", "font", "layout"]),
    (
        "backend",
        &[
            "span",
            "diagnostic",
            "letters",
            "model",
            "style",
            "font",
            "resolve",
            "layout",
            "markup",
            "transcript",
            "raster",
            "edition",
            // Named in the backends' rows, and nowhere else.
            "reader",
        ],
    ),
    ("output", &["diagnostic", "backend"]),
    // Reads finished files as an outsider would.
    ("inspect", &[]),
    ("reader", &["letters", "model", "style", "transcript", "edition", "inspect"]),
    (
        "verify",
        &[
            "span",
            "diagnostic",
            "letters",
            "model",
            "source",
            "style",
            "resolve",
            "transcript",
            "edition",
            "inspect",
            "reader",
        ],
    ),
    ("report", &["span", "diagnostic", "source"]),
    (
        "batch",
        &[
            "span",
            "diagnostic",
            "model",
            "source",
            "style",
            "parse",
            "font",
            "resolve",
            "layout",
            "markup",
            "raster",
            "edition",
            "backend",
            "output",
            "report",
        ],
    ),
];

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The top-level modules that `code` names after `crate::`, singly or in braces.
fn imports(code: &str) -> BTreeSet<String> {
    let code: String =
        code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let name = |text: &str| -> String {
            text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        };
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = true;
            for (at, character) in group.char_indices() {
                match character {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && !c.is_whitespace() => {
                        found.insert(name(&group[at..]));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            found.insert(name(rest));
        }
    }
    found
}

#[test]
fn imports_run_one_way() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut wrong = Vec::new();
    for file in &files {
        let inside = file.strip_prefix(&src).expect("walked from there");
        let layer = inside.components().next().expect("not empty").as_os_str().to_string_lossy();
        let layer = layer.trim_end_matches(".rs");
        if ["cli", "lib", "main"].contains(&layer) {
            continue;
        }
        let (_, allowed) = LAYERS
            .iter()
            .find(|(name, _)| *name == layer)
            .unwrap_or_else(|| panic!("{layer} is not in the table of layers"));
        let code = fs::read_to_string(file).expect("readable");
        for import in imports(&code) {
            if import != layer && !allowed.contains(&import.as_str()) {
                wrong.push(format!("{}: {layer} → {import}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "edges that the table does not allow:\n{}", wrong.join("\n"));
}

#[test]
fn backends_do_not_know_each_other() {
    let backends = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/backend");
    let names = ["pdf", "epub", "text"];
    for name in names {
        let mut files = Vec::new();
        rust_files(&backends.join(name), &mut files);
        for file in files {
            let code = fs::read_to_string(&file).expect("readable");
            for other in names.iter().filter(|other| **other != name) {
                for path in [format!("backend::{other}"), format!("super::super::{other}")] {
                    assert!(!code.contains(&path), "{} imports {path}", file.display());
                }
            }
        }
    }
}

/// What reaches for files, whatever it is called after.
const DISK: [&str; 14] = [
    "std::fs",
    "std::{fs",
    "File::open",
    "File::create",
    "io::stdin",
    ".canonicalize()",
    ".exists()",
    ".is_file()",
    ".is_dir()",
    ".metadata()",
    ".symlink_metadata()",
    ".read_dir()",
    ".read_link()",
    "temp_dir()",
];

/// Those that may: one file reads sources, `output` writes, `batch/write` takes back what it has written,
/// and the command looks around where it is called.
const MAY: [&str; 4] = ["source/disk.rs", "output/", "batch/write.rs", "cli/"];

#[test]
fn files_are_reached_for_in_one_place() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut wrong = Vec::new();
    for file in &files {
        let inside = file.strip_prefix(&src).expect("walked from there").to_string_lossy().replace('\\', "/");
        if MAY.iter().any(|may| inside.starts_with(may)) {
            continue;
        }
        let code = fs::read_to_string(file).expect("readable");
        // Tests stand at the end of a file.
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let found = lines.filter(|line| DISK.iter().any(|word| line.contains(word)));
        wrong.extend(found.map(|line| format!("{inside}: {}", line.trim())));
    }
    assert!(wrong.is_empty(), "these reach for files:\n{}", wrong.join("\n"));
}

/// Only its row says who reads what a backend writes.
#[test]
fn writers_use_nothing_of_readers() {
    let backends = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/backend");
    let mut files = Vec::new();
    rust_files(&backends, &mut files);
    for file in files {
        let inside = file.strip_prefix(&backends).expect("walked from there");
        let is_row = inside.ends_with("mod.rs") || inside == Path::new("cover.rs");
        let code = fs::read_to_string(&file).expect("readable");
        let is_row = is_row && code.matches("reader::").count() <= 2;
        assert!(is_row || !imports(&code).contains("reader"), "{} uses a reader", inside.display());
    }
}

#[test]
fn the_reader_of_imports_sees_groups() {
    let found = imports("use crate::{span::Span, model::{self, Block}};\nuse crate::style::Em;");
    assert_eq!(found, BTreeSet::from(["span".into(), "model".into(), "style".into()]));
}
