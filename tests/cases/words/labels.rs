//! The words that the editions add, in the document's language; and abstracts.

use super::super::support::export_files;
use super::{assert_says, sound_with};

#[test]
fn a_listing_is_called_by_the_language() {
    let text = "<Listing number=\"1-2\" file-name=\"src/main.rs\" caption=\"So 'x'\">\n\n```rust\nfn x() {}\n```\n\n</Listing>\n\n\
                <Listing number=\"3\">\n\n```\ny\n```\n\n</Listing>";
    for (language, first, second) in [
        ("en", "— Listing 1-2: So ‘x’", "Listing 3"),
        ("es", "— Listado 1-2: So “x”", "Listado 3"),
        ("ru", "— Листинг 1-2: So „x“", "Листинг 3"),
        ("nl", "— Codefragment 1-2: So ‘x’", "Codefragment 3"),
    ] {
        let made = sound_with(&format!("lang: {language}\ntitle: T\n"), text);
        assert_says(&made, first);
        assert_says(&made, second);
    }
}

#[test]
fn a_listing_in_a_cell_is_called_as_others_are() {
    let made = sound_with(
        "lang: de\ntitle: T\n",
        "<table><tr><td><Listing number=\"7\" caption=\"Text\"><pre>x</pre></Listing></td></tr></table>\n\nEnde.",
    );
    assert_says(&made, "Listing 7: Text");
    assert!(made.xhtml.contains("<pre"), "{}", made.xhtml);
}

#[test]
fn an_abstract_is_printed_before_the_text_in_every_edition() {
    let front = "title: T\nlang: LANG\nabstract: |\n  A *short* text--with \"quotes\", $x^2$ and a note.[^n]\n\n  Second paragraph.\n\n  [^n]: Its note.\n";
    for (language, word) in [
        ("en", "Abstract"),
        ("de", "Zusammenfassung"),
        ("fr", "Résumé"),
        ("ja", "要旨"),
        ("pl", "Streszczenie"),
    ] {
        let made = sound_with(&front.replace("LANG", language), "# One\n\nBody.");
        assert_says(&made, word);
        assert_says(&made, "Second paragraph.");
        assert_says(&made, "Its note.");
        assert!(made.xhtml.contains("role=\"doc-abstract\"") && made.xhtml.contains("<em>short</em>"));
        let place = |words: &str| made.text.find(words).expect("it is there");
        assert!(place(word) < place("Second") && place("Second") < place("Body."), "{}", made.text);
    }
}

#[test]
fn an_abstract_stands_in_books_in_toml_and_beside_a_description() {
    let made = sound_with("title: T\nlang: en\nkind: book\nabstract: Short.\n", "# One\n\nBody.");
    assert_says(&made, "Abstract");
    assert_says(&made, "Short.");
    let text = "+++\ntitle = \"T\"\nlang = \"en\"\ndescription = \"Other\"\nabstract = \"\"\"\nOne.\n\n- Two.\n\"\"\"\n+++\n\nBody.\n";
    let made = super::super::support::export(text);
    assert!(made.errors == 0 && made.verified, "{:?}", made.diagnostics);
    assert!(made.xhtml.contains("<li>Two.</li>"), "{}", made.xhtml);
    let made = sound_with("title: T\nlang: en\nabstract: \"\"\n", "Body.");
    assert!(!made.text.contains("Abstract"), "{}", made.text);
}

#[test]
fn an_abstract_that_says_nothing_right_is_reported() {
    let made = sound_with("title: T\nlang: en\nabstract: [a, b]\n", "Body.");
    assert_eq!(made.with_code("bad-value").len(), 1, "{:?}", made.diagnostics);
    let made = sound_with("title: T\nlang: en\nabstract: See [x](#nowhere).\n", "Body.");
    let said = made.with_code("unknown-target");
    assert!(said.len() == 1 && said[0].starts_with("4:11"), "{said:?}");
}

#[test]
fn an_abstract_of_a_settings_file_is_printed() {
    let made = export_files(&[
        ("doc.md", b"---\ntitle: T\nlang: en\n---\n\nBody.\n"),
        ("pressroom.toml", b"abstract = \"From *settings*.\"\n"),
    ]);
    assert!(made.errors == 0 && made.verified, "{:?}", made.diagnostics);
    assert!(made.xhtml.contains("From <em>settings</em>."), "{}", made.xhtml);
}
