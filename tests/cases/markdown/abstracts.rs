//! `abstract:` stands behind the title block and before the contents, in all editions.

use super::super::support::{Exported, export_files};

/// The editions of a document with these settings, an abstract and two headings.
fn exported(settings: &str) -> Exported {
    let text = format!(
        "---\nlang: en\ntitle: Boats\nabstract: \"The summary[^s].\\n\\n[^s]: Noted there.\"\n{settings}\n---\n\n\
         Preamble[^t].\n\n# Alpha\n\nFirst.\n\n![A boat](p.png \"Afloat\")\n\n# Beta\n\nSecond.\n\n\
         [^t]: Noted here.\n"
    );
    let made = export_files(&[("doc.md", text.as_bytes()), ("p.png", super::super::proof::PICTURE)]);
    assert!(made.verified, "{settings}: {:?}", made.diagnostics);
    made
}

/// Asserts that `text` holds all of these, one behind the other.
fn in_order(text: &str, words: &[&str]) {
    let mut from = 0;
    for word in words {
        let found = text[from..].find(word);
        from += found.unwrap_or_else(|| panic!("`{word}` is not where it should be in {text}"));
        from += word.len();
    }
}

#[test]
fn it_stands_before_the_contents() {
    for settings in [
        "toc: true",
        "toc: true\nkind: book",
        "toc: true\ncolumns: 2",
        "toc: true\nnumber-sections: true\ntheme: manual",
        "toc: true\nlists: [figures, tables]",
        "toc: true\ntext: { ascii: true, page-marks: true }",
    ] {
        let made = exported(settings);
        let order = ["Boats", "Abstract", "The summary", "Contents", "Alpha", "Beta", "Preamble", "First."];
        in_order(&made.text, &order);
        in_order(&made.pdf_words(), &order);
        for text in [&made.text, &made.pdf_words()] {
            assert_eq!(text.matches("Noted there").count(), 1, "{text}");
            assert_eq!(text.matches("The summary").count(), 1, "{text}");
        }
    }
}

#[test]
fn lists_of_figures_alone_stand_behind_it_too() {
    let made = exported("lists: figures");
    let order = ["Abstract", "The summary", "List of Figures", "Afloat", "Preamble"];
    in_order(&made.text, &order);
    in_order(&made.pdf_words(), &order);
}

#[test]
fn without_contents_it_opens_the_text() {
    let made = exported("toc: false");
    let order = ["Boats", "Abstract", "The summary", "Preamble", "Alpha"];
    in_order(&made.text, &order);
    in_order(&made.pdf_words(), &order);
    in_order(&made.xhtml, &order);
}

/// The files of the EPUB in the order in which they are read, by their names.
fn spine(epub: &[u8]) -> Vec<String> {
    let file = pressroom::inspect::EpubFile::read(epub).expect("it is an EPUB");
    let package = file.package.text;
    let ids = package.split("idref=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()));
    ids.collect()
}

#[test]
fn the_epub_is_read_in_the_same_order() {
    for (settings, expected) in [
        ("toc: true", "text-title nav text-opening text-chapter-01 text-chapter-02"),
        ("toc: false", "text-title text-chapter-01 text-chapter-02"),
        ("toc: true\nkind: book", "cover text-title nav text-opening text-chapter-01 text-chapter-02"),
    ] {
        let made = exported(settings);
        assert_eq!(spine(&made.epub).join(" "), expected, "{settings}");
        let title = made.xhtml.split("id=\"opening\"").next().unwrap_or_default();
        in_order(title, &["Boats", "The summary"]);
        assert_eq!(title.contains("Preamble"), settings == "toc: false", "{settings}: {title}");
    }
}

#[test]
fn figures_in_it_are_listed_with_their_pages() {
    let text = "---\nlang: en\ntitle: Boats\nkind: book\ntoc: true\nlists: figures\nabstract: |\n  See:\n\n  ![A boat](p.png \"Afloat\")\n---\n\n# One\n\nText.\n";
    let made = export_files(&[("doc.md", text.as_bytes()), ("p.png", super::super::proof::PICTURE)]);
    assert!(made.verified, "{:?}", made.diagnostics);
    let words = made.pdf_words();
    let (_, list) = words.split_once("List of Figures").expect("there is one");
    assert!(list.trim_start().starts_with("Figure 1.\u{2002}Afloat ii"), "{list}");
}
