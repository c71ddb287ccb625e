//! Lines of code that mdBook hides.

use crate::support::{Exported, export, export_files};

const SETTINGS: &str = "[book]\ntitle = \"B\"\nlanguage = \"en\"\n";

fn book(chapter: &str) -> Exported {
    with_settings(SETTINGS, chapter)
}

fn with_settings(settings: &str, chapter: &str) -> Exported {
    export_files(&[
        ("book.toml", settings.as_bytes()),
        ("src/SUMMARY.md", b"# Summary\n\n- [One](one.md)\n"),
        ("src/one.md", chapter.as_bytes()),
        ("src/boat.rs", b"# use hull;\nfn main() {\n    // ANCHOR: sail\n    sail();\n    # moor();\n    // ANCHOR_END: sail\n}\n"),
    ])
}

/// The lines of code of the text edition, without their indent.
fn code(made: &Exported) -> Vec<&str> {
    let lines = made.text.lines().filter(|line| line.starts_with("    ") && !line.trim().is_empty());
    lines.map(|line| &line[4..]).filter(|line| *line != " ".repeat(31) + "B").collect()
}

#[test]
fn a_book_hides_the_lines_of_rust_that_are_for_the_compiler() {
    let cases: [(&str, &[&str]); 8] = [
        (
            "```rust\n# use boats::*;\nlet x = 5;\n#\n  # indented();\nlet y = 6;\n```",
            &["let x = 5;", "let y = 6;"],
        ),
        ("```rust,ignore\n# a();\nb();\n```", &["b();"]),
        ("```rust editable\n# a();\nb();\n```", &["b();"]),
        ("```rust\n## shown\n#[attr]\n#![attr]\n#word\n```", &["# shown", "#[attr]", "#![attr]", "#word"]),
        ("```rust\n  ## deep\n### three\n```", &["  # deep", "## three"]),
        ("```console\n# apt install\n```", &["# apt install"]),
        ("```\n# plain\n```", &["# plain"]),
        ("```toml\n# a comment\nx = 1\n```", &["# a comment", "x = 1"]),
    ];
    for (chapter, expected) in cases {
        let made = book(&format!("# One\n\nWords.\n\n{chapter}\n"));
        assert_eq!(code(&made), expected, "{chapter}\n{}", made.text);
        assert!(made.verified, "{chapter}: {:?}", made.diagnostics);
        for line in expected {
            assert!(made.pdf_words().contains(line.trim()), "{chapter}: {}", made.pdf_words());
        }
    }
}

#[test]
fn included_lines_are_hidden_too() {
    for (path, expected) in [
        (
            "include boat.rs",
            vec!["fn main() {", "    // ANCHOR: sail", "    sail();", "    // ANCHOR_END: sail", "}"],
        ),
        ("rustdoc_include boat.rs:sail", vec!["    sail();"]),
        ("rustdoc_include boat.rs:2:2", vec!["fn main() {"]),
    ] {
        let made = book(&format!("# One\n\n```rust\n{{{{#{path}}}}}\n```\n"));
        assert_eq!(code(&made), expected, "{path}");
        assert!(made.verified, "{path}: {:?}", made.diagnostics);
    }
    let made = book("# One\n\n{{#playground boat.rs}}\n");
    assert!(!made.text.contains("use hull") && made.text.contains("sail();"), "{}", made.text);
}

#[test]
fn code_that_is_hidden_as_a_whole_leaves_nothing() {
    let made = book("# One\n\nBefore.\n\n```rust\n# a();\n# b();\n```\n\nBehind.\n");
    assert!(!made.xhtml.contains("<pre"), "{}", made.xhtml);
    assert!(made.verified && made.text.contains("Before.") && made.text.contains("Behind."));
}

#[test]
fn other_languages_hide_what_begins_with_a_prefix() {
    let settings = format!("{SETTINGS}[output.html.code.hidelines]\npython = \"~\"\n");
    let cases: [(&str, &[&str]); 4] = [
        ("```python\n~secret = 1\n  ~more()\nprint(2) ~\n```", &["print(2) ~"]),
        ("```python,hidelines=!!!\n!!!a = 1\n~b = 2\n```", &["~b = 2"]),
        ("```js hidelines=//-\n//-hide()\nshow()\n```", &["show()"]),
        ("```js\n~shown()\n```", &["~shown()"]),
    ];
    for (chapter, expected) in cases {
        let made = with_settings(&settings, &format!("# One\n\nWords.\n\n{chapter}\n"));
        assert_eq!(code(&made), expected, "{chapter}");
        assert!(made.verified, "{chapter}: {:?}", made.diagnostics);
    }
}

#[test]
fn outside_of_a_book_only_a_fence_hides_lines() {
    let made =
        export("# One\n\n```rust\n# fn main() {\n## two\n```\n\n```python,hidelines=~\n~a()\nb()\n```\n");
    assert!(made.text.contains("    # fn main() {\n    ## two\n"), "{}", made.text);
    assert!(made.text.contains("    b()") && !made.text.contains("a()"), "{}", made.text);
    assert!(made.verified, "{:?}", made.diagnostics);
}
