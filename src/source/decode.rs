//! A file's bytes → text as the parser wants it: UTF-8, LF, only characters that XML allows.

use std::borrow::Cow;

use super::forbidden::is_forbidden;
use super::wide::{Wide, wide};

/// A text, ready to be parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text.
    pub text: String,
    /// The characters that were replaced by U+FFFD because no edition can hold them.
    pub forbidden: Vec<Forbidden>,
}

/// A character that was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Forbidden {
    /// What it was.
    pub character: char,
    /// Where its replacement stands.
    pub at: usize,
}

/// Why bytes are not text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotText {
    /// They are UTF-16 or UTF-32.
    Wide(Wide),
    /// They are not UTF-8.
    NotUtf8 {
        /// The text with the bad bytes replaced, to show the place.
        lossy: String,
        /// Where the first bad byte stands in it.
        at: usize,
        /// That byte.
        byte: u8,
        /// The encoding that it may be.
        guess: Option<&'static str>,
    },
}

/// Decodes and normalises `bytes`.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    if let Some(wide) = wide(bytes) {
        return Err(NotText::Wide(wide));
    }
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(normalise(text)),
        Err(error) => {
            let (good, bad) = bytes.split_at(error.valid_up_to());
            Err(NotText::NotUtf8 {
                at: normalise(&String::from_utf8_lossy(good)).text.len(),
                lossy: normalise(&String::from_utf8_lossy(bytes)).text,
                byte: bad[0],
                guess: guess(bytes, bad),
            })
        }
    }
}

/// CommonMark knows three line ends and no NUL; XML 1.0 no control characters but tab and line end.
fn normalise(text: &str) -> Decoded {
    let text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    if !text.contains(is_forbidden) {
        return Decoded { text: text.into_owned(), forbidden: Vec::new() };
    }
    let mut decoded = Decoded { text: String::with_capacity(text.len()), forbidden: Vec::new() };
    for character in text.chars() {
        if is_forbidden(character) {
            decoded.forbidden.push(Forbidden { character, at: decoded.text.len() });
            decoded.text.push(char::REPLACEMENT_CHARACTER);
        } else {
            decoded.text.push(character);
        }
    }
    decoded
}

/// A text in one of the old one-byte encodings has no character above 127 that happens to be UTF-8,
/// and none of the bytes that are rare or nothing there.
fn guess(all: &[u8], bad: &[u8]) -> Option<&'static str> {
    if let [0xED, 0xA0..=0xBF, ..] = bad {
        return Some("CESU-8");
    }
    let is_utf8 = all.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    let is_rare = |byte: &u8| matches!(byte, 0 | 0x81 | 0x8D | 0x8F | 0x90 | 0x9D | 0xFE | 0xFF);
    if is_utf8 || all.iter().any(is_rare) {
        None
    } else if all.iter().any(|byte| (0x80..0xA0).contains(byte)) {
        Some("Windows-1252")
    } else {
        Some("ISO-8859-1")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn line_ends_become_one() {
        assert_eq!(decode(b"a\r\nb\rc\nd\r\r\n").map(|decoded| decoded.text), Ok("a\nb\nc\nd\n\n".into()));
        assert_eq!(decode("\u{FEFF}---".as_bytes()).map(|decoded| decoded.text), Ok("---".into()));
    }

    #[test]
    fn what_xml_forbids_is_replaced() {
        let decoded = decode("a\0b\u{C}\tc\u{FFFE}".as_bytes()).expect("UTF-8");
        assert_eq!(decoded.text, "a\u{FFFD}b\u{FFFD}\tc\u{FFFD}");
        let places: Vec<_> = decoded.forbidden.iter().map(|one| (one.character, one.at)).collect();
        assert_eq!(places, [('\0', 1), ('\u{C}', 5), ('\u{FFFE}', 10)]);
    }

    #[test]
    fn what_is_not_utf8_is_placed_and_guessed() {
        let Err(NotText::NotUtf8 { lossy, at, byte, guess }) = decode(b"a\r\nb\xE9c") else { panic!() };
        assert_eq!((lossy.as_str(), at, byte, guess), ("a\nb\u{FFFD}c", 3, 0xE9, Some("ISO-8859-1")));
        assert!(matches!(decode(b"\x93a\x94"), Err(NotText::NotUtf8 { guess: Some("Windows-1252"), .. })));
        assert!(matches!(decode(b"\xED\xA0\xBD"), Err(NotText::NotUtf8 { guess: Some("CESU-8"), .. })));
        assert!(matches!(decode(b"\xC3\xA9 \xFF"), Err(NotText::NotUtf8 { guess: None, .. })));
        assert_eq!(decode(b"\xFF\xFEa\0"), Err(NotText::Wide(Wide::Utf16)));
    }

    proptest! {
        #[test]
        fn any_bytes_are_text_or_not(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            match decode(&bytes) {
                Ok(decoded) => prop_assert!(!decoded.text.contains(is_forbidden) && !decoded.text.contains('\r')),
                Err(NotText::NotUtf8 { lossy, at, .. }) => prop_assert!(lossy[at..].starts_with(char::REPLACEMENT_CHARACTER)),
                Err(NotText::Wide(_)) => prop_assert!(bytes.len() >= 2),
            }
        }
    }
}
