//! Words: those that the editions add, and those that they must not show.

mod dashes;
mod headings;
mod hidden;
mod labels;
mod people;
mod quotes;

use super::support::{Exported, export};

/// Exports a text in English with a title, and asserts that the editions agree.
fn sound(markdown: &str) -> Exported {
    sound_with("lang: en\ntitle: Words\n", markdown)
}

/// The same with this front matter.
fn sound_with(front: &str, markdown: &str) -> Exported {
    let made = export(&format!("---\n{front}---\n\n{markdown}\n"));
    assert!(made.errors == 0 && made.verified, "{markdown}: {:?}", made.diagnostics);
    made
}

/// Asserts that every edition says `words`, in this order, whatever stands between them.
fn assert_says(made: &Exported, words: &str) {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat(&made.text).contains(words), "text: {words}\n{}", made.text);
    assert!(flat(&made.pdf_words()).contains(words), "PDF: {words}\n{}", made.pdf_words());
    let mut shown = String::new();
    for piece in made.xhtml.split('<') {
        shown.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    assert!(flat(&shown).contains(words), "EPUB: {words}\n{shown}");
}

/// Asserts that no edition says `words`.
fn assert_silent(made: &Exported, words: &str) {
    for text in [&made.text, &made.xhtml, &made.pdf_words()] {
        assert!(!text.contains(words), "{words}: {text}");
    }
}
