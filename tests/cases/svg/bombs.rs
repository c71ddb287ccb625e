//! Drawings of a few hundred bytes that would take a drawer's hours or memory.

use std::fs;
use std::process::Command;

use super::super::support::effort::output;
use super::{NS, drawn};

/// Asserts that the drawing is refused before it is drawn: by a program of its own, which can be stopped.
fn assert_refused(name: &str, inside: &str) {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let drawing = format!(r#"<svg {NS} width="1000" height="1000">{inside}</svg>"#);
    let text = "---\nlang: en\ntitle: T\n---\n\n# T\n\n![alternative words](a.svg)\n";
    for (name, text) in [("doc.md", text), ("a.svg", &drawing)] {
        fs::write(folder.path().join(name), text).expect("the folder is ours");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_pressroom"));
    command.current_dir(folder.path()).args(["export", "doc.md", "-d", ".", "--verify"]);
    let done = output(name, command.args(["--message-format", "short"]));
    let said = String::from_utf8_lossy(&done.stderr);
    let is_refusal = |line: &str| {
        line.starts_with("doc.md:8:1") && line.contains("[bad-image]") && line.contains("it is too complex")
    };
    assert!(said.lines().any(is_refusal), "{name}: {said}");
    assert!(!said.contains("editions-differ"), "{name}: {said}");
    let text = fs::read_to_string(folder.path().join("doc.txt")).unwrap_or_default();
    assert!(text.contains("alternative words"), "{name}: {text}");
}

/// A link of a chain: `name` with its number and that of the next.
fn chain(count: usize, link: impl Fn(usize, usize) -> String) -> String {
    (0..count).map(|at| link(at, at + 1)).collect()
}

#[test]
fn chains_of_references_are_refused() {
    let pattern = |at: usize, next: usize| {
        let rect = format!(r#"<rect width="10" height="10" fill="url(#p{next})"/>"#).repeat(2);
        format!(
            r#"<pattern id="p{at}" width="10" height="10" patternUnits="userSpaceOnUse">{rect}</pattern>"#
        )
    };
    assert_refused("patterns", &(chain(25, pattern) + r#"<rect width="99" height="99" fill="url(#p0)"/>"#));
    let mask = |at: usize, next: usize| {
        let rect = format!(r#"<rect width="99" height="99" mask="url(#m{next})"/>"#).repeat(2);
        format!(r#"<mask id="m{at}">{rect}</mask>"#)
    };
    assert_refused("masks", &(chain(25, mask) + r#"<rect width="99" height="99" mask="url(#m0)"/>"#));
    let clip = |at: usize, next: usize| {
        format!(
            r#"<clipPath id="c{at}" clip-path="url(#c{next})"><rect width="99" height="99" clip-path="url(#c{next})"/></clipPath>"#
        )
    };
    assert_refused("clips", &(chain(25, clip) + r#"<rect width="99" height="99" clip-path="url(#c0)"/>"#));
    let marker = |at: usize, next: usize| {
        format!(
            r#"<marker id="k{at}"><path marker-mid="url(#k{next})" d="M0 0L1 1L2 2L3 3L4 4L5 5L6 6"/></marker>"#
        )
    };
    assert_refused(
        "markers",
        &(chain(12, marker) + r#"<path marker-mid="url(#k0)" d="M0 0L1 1L2 2L3 3L4 4"/>"#),
    );
    let inherited = |at: usize, next: usize| {
        let shape = r#"<rect width="9" height="9"/>"#.repeat(10);
        format!(r#"<pattern id="p{at}" width="9" height="9"><g fill="url(#p{next})">{shape}</g></pattern>"#)
    };
    assert_refused(
        "inherited",
        &(chain(12, inherited) + r#"<g fill="url(#p0)"><rect width="9" height="9"/></g>"#),
    );
    let image = |at: usize, next: usize| {
        let rect = format!(r##"<rect id="r{at}" width="9" height="9" filter="url(#f{next})"/>"##);
        let images = format!(r##"<feImage href="#r{at}"/>"##).repeat(3);
        format!("{rect}<filter id=\"f{at}\">{images}</filter>")
    };
    assert_refused(
        "pictures in filters",
        &(chain(25, image) + r#"<rect width="99" height="99" filter="url(#f0)"/>"#),
    );
}

#[test]
fn filters_that_take_too_much_are_refused() {
    for (name, primitive) in [
        ("octaves", r#"<feTurbulence numOctaves="2000000000" baseFrequency="0.1"/>"#.to_owned()),
        ("radius", r#"<feMorphology operator="dilate" radius="400"/>"#.to_owned()),
        ("matrix", format!(r#"<feConvolveMatrix order="200" kernelMatrix="{}"/>"#, "1 ".repeat(40_000))),
        ("blurs", r#"<feGaussianBlur stdDeviation="20"/>"#.repeat(300)),
        ("shadows", r#"<feDropShadow dx="1" stdDeviation="5"/>"#.repeat(300)),
    ] {
        assert_refused(
            name,
            &format!(
                r#"<filter id="f">{primitive}</filter><rect width="999" height="999" filter="url(#f)"/>"#
            ),
        );
    }
    let many = r#"<rect width="999" height="999" filter="url(#f)"/>"#.repeat(200);
    assert_refused("many", &format!(r#"<filter id="f"><feGaussianBlur stdDeviation="9"/></filter>{many}"#));
}

#[test]
fn layers_patterns_and_dashes_that_take_too_much_are_refused() {
    let layers = [
        r#"<g opacity="0.5">"#.repeat(150),
        r#"<rect width="999" height="999"/>"#.into(),
        "</g>".repeat(150),
    ];
    assert_refused("layers", &layers.concat());
    assert_refused(
        "a large tile",
        r#"<pattern id="p" width="1e6" height="1e6" patternUnits="userSpaceOnUse"><rect width="9" height="9"/></pattern><rect width="999" height="999" fill="url(#p)"/>"#,
    );
    assert_refused("dashes", r#"<path stroke="black" stroke-dasharray="0.0001" d="M0 0H999V999"/>"#);
    let markers = format!(
        r#"<marker id="k"><path d="{}"/></marker><path marker-mid="url(#k)" d="{}"/>"#,
        "M0 0L1 1 ".repeat(1000),
        "M0 0L1 1 ".repeat(2000)
    );
    assert_refused("markers", &markers);
    assert_refused("text", &format!("<text y='20'>{}</text>", "word ".repeat(100_000)));
    let attributes: String = (0..100_000).map(|at| format!("a{at}='1' ")).collect();
    assert_refused("attributes", &format!("<rect {attributes}/>"));
    assert_refused(
        "rules",
        &format!(
            "<style>{}</style>{}",
            "rect:not(a){fill:red} ".repeat(20_000),
            "<rect width='1'/>".repeat(4_000)
        ),
    );
}

#[test]
fn ordinary_effects_are_drawn() {
    let made = drawn(
        r#"<filter id="f"><feGaussianBlur stdDeviation="3"/><feOffset dx="2" dy="2"/><feMerge><feMergeNode/><feMergeNode in="SourceGraphic"/></feMerge></filter>
           <pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><circle cx="5" cy="5" r="3"/></pattern>
           <mask id="m"><rect width="50" height="50" fill="white"/></mask><clipPath id="c"><circle cx="30" cy="30" r="20"/></clipPath>
           <marker id="k" markerWidth="4" markerHeight="4"><path d="M0 0L4 2L0 4z"/></marker>
           <rect width="50" height="40" fill="url(#p)" filter="url(#f)"/><g mask="url(#m)" clip-path="url(#c)" opacity="0.5"><rect width="99" height="59"/></g>
           <path d="M0 50H90" stroke="black" stroke-dasharray="2 1" marker-end="url(#k)"/>"#,
    );
    assert_eq!(made.diagnostics, Vec::<String>::new());
    assert!(made.verified);
}
