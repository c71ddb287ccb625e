//! Paragraphs that pages want a line longer or shorter than is best.

use std::collections::BTreeMap;

use super::super::support::export;
use super::{lay, series};

/// A book of paragraphs in which each word is a place, and how many places there are.
fn book() -> (String, u64) {
    let mut next = series(4);
    let mut places = 0;
    let mut text = String::from("---\nlang: en\ntheme: book\n---\n\n");
    for paragraph in 0..80 {
        if paragraph % 20 == 0 {
            text.push_str(&format!("# Part {paragraph}\n\n"));
        }
        for _ in 0..60 + next(100) {
            places += 1;
            text.push_str(&format!("<a id=\"p{places}\"></a>"));
            text.extend((0..1 + next(9)).map(|_| char::from(b'b' + next(5) as u8)));
            text.push(' ');
        }
        text.push_str("\n\n");
    }
    (text, places)
}

#[test]
fn every_place_of_theirs_stands_once_and_in_order() {
    let (text, places) = book();
    let laid = lay(&text);
    let mut met: BTreeMap<u64, Vec<(usize, i64)>> = BTreeMap::new();
    for place in &laid.pages.destinations {
        if let Some(number) = place.anchor.0.strip_prefix('p').and_then(|number| number.parse().ok()) {
            met.entry(number).or_default().push((place.page, place.y.0));
        }
    }
    let lost: Vec<u64> = (1..=places).filter(|place| !met.contains_key(place)).collect();
    assert!(lost.is_empty(), "places are lost: {lost:?}");
    let again: Vec<&u64> = met.iter().filter(|(_, at)| at.len() > 1).map(|(place, _)| place).collect();
    assert!(again.is_empty(), "places stand twice: {again:?}");
    assert!(met.values().flatten().is_sorted(), "places stand in the order of the text");
}

#[test]
fn all_their_words_are_in_all_editions() {
    let made = export(&book().0);
    assert!(made.verified, "{:?}", made.diagnostics);
    assert_eq!(made.errors, 0);
}
