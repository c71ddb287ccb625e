//! Who made a document, in their roles.

use pressroom::inspect::PdfFile;

use super::super::support::export;
use super::{Exported, assert_says, sound_with};

/// What the EPUB's package says.
fn package(made: &Exported) -> String {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&made.epub)).expect("it is one");
    let mut text = String::new();
    archive.by_name("OEBPS/content.opf").expect("it has one").read_to_string(&mut text).expect("UTF-8");
    text
}

const MADE: &str = "title: T\nauthor:\n  - Ada Quill\n  - {name: Ben Ink, role: translator}\n  - {name: Cleo Nib, role: ill}\n  \
                    - {name: Dan Orr, role: editor}\n  - {name: Eve Pen, role: translator}\n  - {name: Fay Rule, role: tea maker}\n";

#[test]
fn contributors_are_named_in_their_role() {
    for (language, lines) in [
        ("en", ["Translated by Ben Ink and Eve Pen", "Illustrated by Cleo Nib", "Edited by Dan Orr"]),
        (
            "de",
            ["Übersetzt von Ben Ink und Eve Pen", "Illustriert von Cleo Nib", "Herausgegeben von Dan Orr"],
        ),
        ("pl", ["Przekład: Ben Ink i Eve Pen", "Ilustracje: Cleo Nib", "Redakcja: Dan Orr"]),
        ("ja", ["翻訳：Ben Ink、Eve Pen", "イラスト：Cleo Nib", "編集：Dan Orr"]),
    ] {
        for kind in ["article", "book"] {
            let made = export(&format!("---\n{MADE}lang: {language}\nkind: {kind}\n---\n\nBody.\n"));
            assert!(made.verified, "{:?}", made.diagnostics);
            lines.iter().for_each(|line| assert_says(&made, line));
            assert_says(&made, "Fay Rule (tea maker)");
            assert!(
                !made.text.contains("Ada Quill,") && !made.text.contains("Ada Quill and"),
                "{}",
                made.text
            );
        }
    }
}

#[test]
fn catalogues_have_each_role_by_its_code() {
    let made = sound_with(&format!("{MADE}lang: en\n"), "Body.");
    let package = package(&made);
    assert_eq!(package.matches("<dc:creator").count(), 1, "{package}");
    assert_eq!(package.matches("<dc:contributor").count(), 5, "{package}");
    for (code, count) in [("aut", 1), ("trl", 2), ("ill", 1), ("edt", 1), ("ctb", 1)] {
        assert_eq!(package.matches(&format!("scheme=\"marc:relators\">{code}<")).count(), count, "{code}");
    }
    let file = PdfFile::read(&made.pdf).expect("it is one");
    assert_eq!(file.information("Author").as_deref(), Some("Ada Quill"));
    assert_eq!(file.property("dc:creator"), ["Ada Quill"]);
    assert_eq!(file.property("dc:contributor").len(), 5);
    assert_eq!(made.with_code("bad-value").len(), 1, "{:?}", made.diagnostics);
}

#[test]
fn keys_of_their_own_name_contributors() {
    let made = sound_with(
        "title: T\nlang: en\nauthor: Ada\ntranslator: Ben\neditors: [Cleo, Dan]\nillustrator:\n  - name: Eve\ncontributor: {name: Fay, role: nrt}\n",
        "Body.",
    );
    for line in ["Translated by Ben", "Edited by Cleo and Dan", "Illustrated by Eve", "Read by Fay"] {
        assert_says(&made, line);
    }
    assert!(made.diagnostics.is_empty(), "{:?}", made.diagnostics);
}

#[test]
fn a_document_without_authors_names_its_editor_alone() {
    let made = sound_with("title: T\nlang: en\nauthor: {name: Dan Orr, role: editor}\n", "Body.");
    assert_says(&made, "Edited by Dan Orr");
    assert!(!made.text.contains("By Dan"), "{}", made.text);
    let file = PdfFile::read(&made.pdf).expect("it is one");
    assert_eq!(file.information("Author"), None);
}

#[test]
fn roles_are_understood_however_they_are_written() {
    let made = sound_with(
        "title: T\nlang: en\nauthor:\n  - {name: {given: Ada, family: Quill}}\n  - given: Bea\n    family: Rot\n  \
         - Ben Ink (translator)\n  - {name: Cleo Nib, role: [trl, ill]}\n  - {name: Dan Orr, role: cov}\n  \
         - {name: Eve Pen, roles: [editor]}\n  - {name: Fay Rule, role: Translators}\n  \
         - {name: Gil Cut, role: 'http://id.loc.gov/vocabulary/relators/trl'}\n  \
         - {name: Hal Fold, role: 'marc:ill'}\n  - {name: Ian Sewn, role: Translated by}\n  \
         - Jo Bound (PhD)\nphotographer: Kim Glue\nforeword: Lee Stamp\nproofreader: Mo Quire\n",
        "Body.",
    );
    assert!(made.diagnostics.is_empty(), "{:?}", made.diagnostics);
    for line in [
        "Ada Quill, Bea Rot and Jo Bound (PhD)",
        "Translated by Ben Ink, Cleo Nib, Fay Rule, Gil Cut and Ian Sewn",
        "Illustrated by Cleo Nib and Hal Fold",
        "Dan Orr (cover designer)",
        "Edited by Eve Pen",
        "Photographs by Kim Glue",
        "Foreword by Lee Stamp",
        "Mo Quire (proofreader)",
    ] {
        assert_says(&made, line);
    }
    let package = package(&made);
    for (code, count) in
        [("aut", 3), ("trl", 5), ("ill", 2), ("cov", 1), ("edt", 1), ("pht", 1), ("aui", 1), ("pfr", 1)]
    {
        assert_eq!(package.matches(&format!("scheme=\"marc:relators\">{code}<")).count(), count, "{code}");
    }
    assert_eq!(package.matches("<dc:creator").count(), 3, "{package}");
    assert!(package.contains(">Quill, Ada<"), "{package}");
    let file = PdfFile::read(&made.pdf).expect("it is one");
    assert_eq!(file.property("dc:creator"), ["Ada Quill", "Bea Rot", "Jo Bound (PhD)"]);
}

#[test]
fn pandoc_s_creators_keep_their_roles() {
    let made = sound_with(
        "title: T\nlang: de\ncreator:\n- role: author\n  text: Ada Quill\n  file-as: 'Quill, Ada'\n- role: Übersetzerin\n  \
         text: Bea Rot\ncontributor:\n- role: editor\n  text: Cleo Nib\n- role: ill\n  text: Dan Orr\n",
        "Text.",
    );
    assert!(made.diagnostics.is_empty(), "{:?}", made.diagnostics);
    for line in ["Übersetzt von Bea Rot", "Herausgegeben von Cleo Nib", "Illustriert von Dan Orr"] {
        assert_says(&made, line);
    }
    let file = PdfFile::read(&made.pdf).expect("it is one");
    assert_eq!(file.information("Author").as_deref(), Some("Ada Quill"));
}

#[test]
fn what_names_nobody_is_said() {
    let made = export(
        "---\ntitle: T\nlang: en\nauthor:\n  - {role: translator}\n  - [Ada]\n  - Ben\n---\n\nBody.\n",
    );
    assert_eq!(made.with_code("bad-value").len(), 2, "{:?}", made.diagnostics);
    assert_says(&made, "Ben");
}
