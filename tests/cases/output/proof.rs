//! `pressroom verify` says what was compared with what.

use std::fs;

use super::run::{folder, put, run};

const A: &[u8] = b"---\ntitle: Alpha\nlang: en\n---\n\n# One\n\nThe words of alpha.\n";
const B: &[u8] = b"---\ntitle: Beta\nlang: en\n---\n\n# One\n\nThe words of beta.\n";

/// A PDF that no Pressroom has made, without tags.
fn foreign() -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut table = String::from("xref\n0 4\n0000000000 65535 f \n");
    for (at, object) in [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
    ]
    .into_iter()
    .enumerate()
    {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let start = file.len();
    format!("{file}{table}trailer\n<</Root 1 0 R/Size 4>>\nstartxref\n{start}\n%%EOF\n").into_bytes()
}

/// Both documents exported into `out`.
fn exported() -> tempfile::TempDir {
    let docs = folder(&[("a.md", A), ("b.md", B)]);
    let (code, said) = run(docs.path(), "export a.md b.md -d out");
    assert_eq!(code, 0, "{said}");
    docs
}

#[test]
fn one_file_alone_is_compared_with_nothing() {
    let docs = exported();
    for ending in ["pdf", "epub", "txt"] {
        let (code, said) = run(docs.path(), &format!("verify out/a.{ending}"));
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("read; compared with nothing"), "{said}");
        assert!(!said.contains("verified: ") && !said.contains("says what its source"), "{said}");
        let (code, said) = run(docs.path(), &format!("verify -q out/a.{ending}"));
        assert!(code == 2 && said.contains("compared with nothing"), "{said}");
    }
    let (code, said) = run(docs.path(), "verify out/a.pdf --source a.md");
    assert!(code == 0 && said.contains("verified: 1 edition says the same as its source"), "{said}");
}

#[test]
fn one_of_each_format_is_compared_whatever_the_names() {
    let docs = exported();
    for (one, other, code) in [
        ("out/a.pdf", "out/a.epub", 0),
        ("out/a.pdf", "out/b.epub", 1),
        ("out/a.epub", "out/b.txt", 1),
        ("out/b.txt", "out/a.pdf", 1),
    ] {
        fs::create_dir_all(docs.path().join("far")).expect("ours");
        let ending = |path: &str| path.rsplit('.').next().map(str::to_owned).unwrap_or_default();
        let renamed = format!("far/quite-other.{}", ending(other));
        fs::copy(docs.path().join(other), docs.path().join(&renamed)).expect("copied");
        for other in [other, &renamed] {
            let (found, said) = run(docs.path(), &format!("verify {one} {other}"));
            assert_eq!(found, code, "{one} {other}: {said}");
            assert_eq!(said.contains("say the same as each other"), code == 0, "{said}");
            assert_eq!(said.contains("error[editions-differ]"), code == 1, "{said}");
        }
    }
    let (code, said) = run(docs.path(), "verify out/a.txt out/a.pdf out/a.epub");
    assert!(
        code == 0 && said.contains("PDF, text and EPUB say the same as each other")
            || said.contains("PDF, EPUB and text say the same as each other"),
        "{said}"
    );
    assert_eq!(run(docs.path(), "verify out/b.txt out/a.pdf out/a.epub").0, 1);
}

#[test]
fn many_files_are_grouped_by_what_they_carry() {
    let docs = exported();
    let (code, said) =
        run(docs.path(), "verify out/a.pdf out/a.epub out/a.txt out/b.pdf out/b.epub out/b.txt");
    assert_eq!(code, 0, "{said}");
    assert_eq!(said.matches("say the same as each other").count(), 2, "{said}");
    // Editions whose names were exchanged still belong together.
    let path = |name: &str| docs.path().join(format!("out/{name}.pdf"));
    for (from, to) in [("a", "c"), ("b", "a"), ("c", "b")] {
        fs::rename(path(from), path(to)).expect("ours");
    }
    let (code, said) = run(docs.path(), "verify out/a.pdf out/a.epub out/b.pdf out/b.epub");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("out/a.pdf, out/b.epub") && said.contains("out/a.epub, out/b.pdf"), "{said}");
}

#[test]
fn two_files_of_one_format_are_not_a_pair() {
    let docs = exported();
    let (code, said) = run(docs.path(), "verify out/a.pdf out/b.pdf");
    assert_eq!((code, said.matches("error[not-verified]").count()), (2, 2), "{said}");
    assert!(!said.contains("verified: "), "{said}");
    // What differs weighs more than what was not compared.
    let (code, said) = run(docs.path(), "verify out/a.pdf out/b.pdf out/b.epub");
    assert!(code == 2 && said.contains("PDF and EPUB say the same as each other"), "{said}");
    let (code, _) = run(docs.path(), "verify out/a.pdf out/missing.epub");
    assert_eq!(code, 1);
}

#[test]
fn a_file_of_another_program_is_said_to_be_one() {
    let docs = exported();
    put(docs.path(), "foreign.pdf", &foreign());
    let (code, said) = run(docs.path(), "verify foreign.pdf");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("`foreign.pdf` was not made by Pressroom"), "{said}");
    let (_, said) = run(docs.path(), "verify foreign.pdf out/a.epub");
    assert!(said.contains("`foreign.pdf` was not made by Pressroom"), "{said}");
    assert!(!said.contains("`out/a.epub` was not made"), "{said}");
}
