//! A name that every common file system takes.

/// The longest name in bytes. File systems take 255; this leaves room for an extension.
const LONGEST: usize = 240;

/// The name of what has none.
const NAMELESS: &str = "untitled";

/// A file's name without its extension, or a folder's: one path component that Windows, macOS and
/// Linux take.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileName(String);

impl FileName {
    /// `text` as it is, or `None` if it is no safe name: empty, longer than 240 bytes, reserved by
    /// Windows, or with a separator, a control character or one of `<>:"|?*`, or with a blank or a
    /// dot at an end.
    pub fn new(text: &str) -> Option<Self> {
        let bare = text.trim().trim_matches('.');
        (bare == text && Self::cleaned(text).0 == text).then(|| Self(text.to_owned()))
    }

    /// The nearest safe name: `text` with `-` for each character that is not safe, cut to 240 bytes.
    /// Dots and blanks stay, since an extension follows.
    pub fn cleaned(text: &str) -> Self {
        let mut name: String = text.chars().map(|c| if is_unsafe(c) { '-' } else { c }).collect();
        if name.len() > LONGEST {
            let end = (0..=LONGEST).rev().find(|at| name.is_char_boundary(*at)).unwrap_or(0);
            name.truncate(end);
        }
        if name.trim().is_empty() {
            return Self(NAMELESS.to_owned());
        }
        // Windows goes by what stands before the first dot.
        let stem = name.split('.').next().unwrap_or_default();
        if is_device(stem.trim_end()) {
            name.insert_str(stem.len(), "-document");
        }
        Self(name)
    }

    /// The same for a folder, which no extension follows: Windows drops dots and blanks at its end.
    pub fn cleaned_folder(text: &str) -> Self {
        let Self(name) = Self::cleaned(text);
        let bare = name.trim_end_matches(['.', ' ']);
        if bare.len() == name.len() { Self(name) } else { Self(format!("{bare}-")) }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Separators, what Windows forbids, and what makes a name look like another.
fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*'
                | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        )
}

/// Names that Windows keeps for devices, in any case and with any extension.
fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    let (name, number) = stem.split_at_checked(3).unwrap_or((&stem, ""));
    match name {
        "con" | "prn" | "aux" | "nul" => number.is_empty(),
        "com" | "lpt" => {
            let mut digits = number.chars();
            let digit = digits.next().filter(|_| digits.next().is_none());
            digit.is_some_and(|digit| digit.is_ascii_digit() || matches!(digit, '¹' | '²' | '³'))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_stays_as_it_is_unless_it_is_unsafe() {
        for (text, name) in [
            ("My Book – 2nd draft", "My Book – 2nd draft"),
            ("日本語.v2", "日本語.v2"),
            ("a:b?c", "a-b-c"),
            ("a\nb\u{202E}c", "a-b-c"),
            ("con", "con-document"),
            ("Nul.v2", "Nul-document.v2"),
            ("COM¹", "COM¹-document"),
            ("console", "console"),
            ("", "untitled"),
            ("  ", "untitled"),
            ("..", ".."),
        ] {
            assert_eq!(FileName::cleaned(text).as_str(), name, "{text:?}");
        }
        assert_eq!(FileName::cleaned(&"é".repeat(200)).as_str().len(), 240);
        assert_eq!(FileName::cleaned_folder("..").as_str(), "-");
        assert_eq!(FileName::cleaned_folder("a. ").as_str(), "a-");
    }

    #[test]
    fn a_name_that_was_asked_for_is_taken_whole_or_not() {
        for good in ["my-name", "My name", "本", "v1.2"] {
            assert_eq!(FileName::new(good).map(|name| name.as_str().to_owned()).as_deref(), Some(good));
        }
        let long = "x".repeat(241);
        for bad in
            ["", " ", ".", "..", "a/b", "a\\b", "/a", "C:x", "nul", "a.", ".a", " a", "a ", "a\0", &long]
        {
            assert_eq!(FileName::new(bad), None, "{bad:?}");
        }
    }
}
