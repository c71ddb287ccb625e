//! Metadata → what the book is called by machines, and single lines for them.

use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

use crate::model::Metadata;

/// The space of names in which identifiers are made from titles; itself made from the program's
/// name, and never to change, since every book's identity hangs on it.
const SPACE: Uuid = Uuid::from_u128(0x1f0d_9a34_6d5b_5c1e_9e52_70a6_3c1f_4b87);

/// The book's unique identifier: the author's ISBN, URL, UUID or other name; else a UUID from
/// title, authors and language. Not from the text, so that a corrected edition is the same book.
pub(super) fn identifier(metadata: &Metadata) -> String {
    let given = metadata.identifier.as_deref().map(line).filter(|given| !given.is_empty());
    match given {
        Some(given) => recognised(&given),
        None => format!("urn:uuid:{}", uuid(metadata).hyphenated()),
    }
}

/// A UUID from title, authors and language.
pub(super) fn uuid(metadata: &Metadata) -> Uuid {
    let mut name = line(&metadata.title);
    for author in &metadata.authors {
        name.push('\n');
        name.push_str(&line(&author.name));
    }
    name.push('\n');
    name.push_str(metadata.language.tag());
    Uuid::new_v5(&SPACE, name.as_bytes())
}

/// `text` as one line of NFC, without what XML forbids.
pub(super) fn line(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    words.join(" ").nfc().collect()
}

/// An ISBN and a UUID with the name of their kind in front; anything else as it is.
fn recognised(given: &str) -> String {
    if let Ok(uuid) = Uuid::parse_str(given) {
        return format!("urn:uuid:{}", uuid.hyphenated());
    }
    let lower = given.to_ascii_lowercase();
    let number = ["urn:isbn:", "isbn-13:", "isbn-10:", "isbn:", "isbn"]
        .iter()
        .find_map(|prefix| lower.strip_prefix(prefix))
        .unwrap_or(&lower);
    let digits: String =
        number.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{2010}' | '\u{2011}')).collect();
    if is_isbn(&digits) { format!("urn:isbn:{}", digits.to_ascii_uppercase()) } else { given.to_owned() }
}

/// Whether `digits` are an ISBN of 13 or 10 digits with the right check digit.
fn is_isbn(digits: &str) -> bool {
    let value = |(at, c): (usize, char)| match c {
        'x' | 'X' if at == 9 && digits.len() == 10 => Some(10),
        c => c.to_digit(10),
    };
    let Some(values) = digits.chars().enumerate().map(value).collect::<Option<Vec<u32>>>() else {
        return false;
    };
    let sum = |weight: fn(usize) -> u32| values.iter().enumerate().map(|(at, v)| v * weight(at)).sum::<u32>();
    match values.len() {
        13 => sum(|at| if at % 2 == 0 { 1 } else { 3 }) % 10 == 0,
        10 => sum(|at| 10 - at as u32) % 11 == 0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{identifier, line};
    use crate::model::{Metadata, Person};

    fn of(given: &str) -> String {
        identifier(&Metadata { identifier: Some(given.to_owned()), ..Metadata::default() })
    }

    #[test]
    fn kinds_are_recognised() {
        assert_eq!(of("978-3-16-148410-0"), "urn:isbn:9783161484100");
        assert_eq!(of("ISBN 0-8044-2957-X"), "urn:isbn:080442957X");
        assert_eq!(of("978-3-16-148410-1"), "978-3-16-148410-1");
        assert_eq!(of("https://example.org/book"), "https://example.org/book");
        let uuid = "urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8";
        assert_eq!(of(uuid), uuid);
        assert_eq!(of("67E55044-10B1-426F-9247-BB680E5FE0C8"), uuid);
    }

    #[test]
    fn the_made_one_hangs_on_title_authors_and_language_alone() {
        let mut metadata = Metadata { title: "A".to_owned(), ..Metadata::default() };
        let first = identifier(&metadata);
        metadata.description = Some("changed".to_owned());
        assert_eq!(first, identifier(&metadata));
        metadata.authors.push(Person {
            name: "B".to_owned(),
            file_as: None,
            role: "aut".to_owned(),
            affiliation: None,
        });
        assert_ne!(first, identifier(&metadata));
    }

    #[test]
    fn lines_are_clean() {
        assert_eq!(line(" a\u{c}\n b\t\0c e\u{301} "), "a b c é");
    }
}
