//! Markdown and HTML: what they mean, in all editions.

mod abstracts;
mod directions;
mod hidden;
mod marks;

use super::support::export;

#[test]
fn plain_words_are_the_same_in_all_editions() {
    let made = export("# Harbour\n\nThree boats.\n");
    assert_eq!(made.errors, 0, "{:?}", made.diagnostics);
    assert!(made.verified);
    assert!(made.pdf_words().contains("Three boats."), "{}", made.pdf_words());
    assert!(made.xhtml.contains("Three boats."));
    assert!(made.text.contains("Three boats."));
}
