//! The forms of the text edition that an author may ask for, over what nobody here wrote.

use pressroom::diagnostic::Diagnostics;
use pressroom::source::{self, Input, Override, Request};
use pressroom::{backend, export};
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};
use unicode_width::UnicodeWidthStr;

#[path = "support/corpora.rs"]
mod corpora;

/// The text edition of an input, with settings as on the command line.
fn text(input: &Input, settings: &[(&str, &str)]) -> String {
    let set = |(key, value): &(&str, &str)| Override { key: (*key).to_owned(), value: (*value).to_owned() };
    let request = Request { overrides: settings.iter().map(set).collect(), ..Request::default() };
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(input, &request, &mut diagnostics);
    let backends: Vec<_> = backend::ALL.iter().copied().filter(|it| it.name() == "text").collect();
    let mut editions = export(&sources, &backends, &mut diagnostics).editions;
    String::from_utf8(editions.remove(0).into_bytes().expect("it is written")).expect("it is text")
}

/// The text edition of a text.
fn text_of(source: &str, settings: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let path = folder.path().join("a.md");
    std::fs::write(&path, source).expect("the folder is ours");
    text(&Input::File { path, root: folder.path().to_owned() }, settings)
}

/// What all documents of the corpora fail in.
fn failures(fault: impl Fn(&Input) -> Option<String> + Sync) {
    let found: Vec<String> = corpora::inputs()
        .par_iter()
        .filter_map(|input| fault(input).map(|fault| format!("{input:?}: {fault}")))
        .collect();
    assert!(found.is_empty(), "{}:\n{}", found.len(), found[..found.len().min(20)].join("\n"));
}

#[test]
fn lines_are_as_narrow_or_as_wide_as_asked_for() {
    for width in [40, 120] {
        failures(|input| {
            let text = text(input, &[("text.width", &width.to_string())]);
            let words = |line: &str| line.trim().trim_start_matches('│').trim_start().to_owned();
            let wide = text.lines().find(|line| line.width() > width && words(line).contains(' '));
            // A marker may stand before an address that nothing divides.
            let wide = wide.filter(|line| !line.trim().split(' ').skip(1).all(|word| word.len() > 20));
            wide.map(|line| format!("wider than {width}: {line}"))
        });
    }
}

#[test]
fn ascii_is_ascii_and_not_wider() {
    failures(|input| {
        let text = text(input, &[("text.ascii", "true")]);
        let foreign = text.chars().find(|character| !character.is_ascii());
        let blank = text.lines().any(|line| line != line.trim_end());
        foreign.map(|it| format!("{it:?}")).or_else(|| blank.then(|| "blanks at a line's end".to_owned()))
    });
}

#[test]
fn signs_keep_their_meaning_in_ascii() {
    let source = "---\nlang: de\n---\n\n## Über\n\na ≠ b – „Größe“… x^2^ H~2~O → 5 €\n\n| ä | b |\n|---|---|\n| 1 | 2 |\n";
    let text = text_of(source, &[("text.ascii", "true")]);
    for words in ["Ueber\n", "a != b -- \"Groesse\"... x^2 H_2O -> 5 EUR", "| ae | b |", "+----+---+"] {
        assert!(text.contains(words), "{words} in:\n{text}");
    }
}

#[test]
fn lines_end_as_on_windows_where_that_is_asked_for() {
    let text = text_of("# A\n\nWords.\n", &[("text.crlf", "true")]);
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.ends_with("Words.\r\n"));
}

#[test]
fn chapters_begin_with_a_form_feed_where_that_is_asked_for() {
    let source = "---\nkind: book\ntoc: false\n---\n\n# One\n\nWords.\n\n# Two\n\nWords.\n";
    let text = text_of(source, &[("text.form-feed", "true")]);
    assert_eq!(text.matches('\u{C}').count(), 2);
    assert!(text.contains("\u{C}\nTwo\n==="));
    assert!(!text.starts_with('\u{C}'));
}

#[test]
fn addresses_stand_where_they_should() {
    let source = "See [the press](https://example.org/press).\n";
    let of = |place: &str| text_of(source, &[("text.links", place)]);
    assert!(of("list").contains("the press [L1].") && of("list").contains("[L1] https://example.org/press"));
    assert!(of("inline").contains("the press <https://example.org/press>."));
    assert!(!of("none").contains("example.org"));
}

/// The labels of the marks of pages, in order, and the text without them.
fn without_marks(text: &str) -> (Vec<String>, String) {
    let mut labels = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[p. ") {
        words.push_str(before);
        rest = after;
        match after.split_once(']') {
            Some((label, after)) if label.len() < 8 && !label.contains(' ') => {
                labels.push(label.to_owned());
                // A blank belongs to the mark if there is one before it, a line's end in any case.
                let blank = before.is_empty() || before.ends_with(char::is_whitespace);
                rest = after.strip_prefix(' ').filter(|_| blank).unwrap_or(after);
                rest = rest.strip_prefix('\n').unwrap_or(rest);
            }
            _ => words.push_str("[p. "),
        }
    }
    (labels, words + rest)
}

#[test]
fn pages_of_the_print_edition_are_marked_and_nothing_else_changes() {
    let count = AtomicUsize::new(0);
    failures(|input| {
        let marked = text(input, &[("text.page-marks", "true"), ("text.width", "120")]);
        let (labels, words) = without_marks(&marked);
        let plain = text(input, &[("text.width", "120")]);
        count.fetch_add(labels.len(), Ordering::Relaxed);
        let numbers: Vec<usize> = labels.iter().filter_map(|label| label.parse().ok()).collect();
        if !numbers.is_sorted_by(|one, other| one < other) {
            return Some(format!("out of order: {numbers:?}"));
        }
        // Lines end elsewhere, and the rules of grids and headings are as long as what they stand by.
        let letters = |text: &str| text.chars().filter(|it| it.is_alphanumeric()).collect::<String>();
        let has_grid = plain.contains('┌');
        let (words, plain) = (letters(&words), letters(&plain));
        // In a grid the words of cells that stand side by side mix otherwise.
        let sorted = |text: &str| {
            let mut letters: Vec<char> = text.chars().collect();
            letters.sort_unstable();
            letters
        };
        if words == plain || has_grid && sorted(&words) == sorted(&plain) {
            return None;
        }
        let at = words.chars().zip(plain.chars()).position(|(one, other)| one != other)?;
        let around = |words: &str| words.chars().skip(at.saturating_sub(20)).take(50).collect::<String>();
        Some(format!("`{}` became `{}`", around(&plain), around(&words)))
    });
    let count = count.into_inner();
    assert!(corpora::folder().is_none() || count > 1_500, "{count} pages are marked");
}

#[test]
fn a_page_is_marked_before_the_word_with_which_it_begins() {
    let prose = "Words of *prose that go on* until the page is full. ".repeat(120);
    let text = text_of(&format!("# A\n\n{prose}\n"), &[("text.page-marks", "true")]);
    let (before, after) = text.split_once("[p. 2]").expect("there are two pages");
    assert!(before.ends_with(['\n', ' ']) && after.starts_with(['\n', ' ']));
    assert!(!text.contains("_[p."), "a mark is no part of what is emphasised");
}
