//! Characters that say the same as others: what is drawn where no face has them. The text keeps
//! them as they are.

use unicode_normalization::UnicodeNormalization;

/// How high the other characters stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Height {
    /// On the line.
    Level,
    /// Small and raised: U+1D40.
    Raised,
    /// Small and lowered: U+2C7C.
    Lowered,
}

/// The hyphen or blank that looks like `character`.
pub(super) fn same_sign(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{2010}' | '\u{2011}' => "-",
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => " ",
        '\u{3000}' => "  ",
        _ => return None,
    })
}

/// The characters that say the same as `cluster`, and where they stand; `None` if it has no others
/// (Unicode, UAX #15, compatibility decomposition).
pub(super) fn decomposed(cluster: &str) -> Option<(String, Height)> {
    let plain: String = cluster.nfkd().nfc().map(|c| if c == '\u{2010}' { '-' } else { c }).collect();
    let height = match cluster.chars().next() {
        Some('\u{2080}'..='\u{209C}' | '\u{1D62}'..='\u{1D6A}' | '\u{2C7C}') => Height::Lowered,
        Some(
            '\u{2070}'..='\u{207F}'
            | '\u{2B0}'..='\u{2B8}'
            | '\u{2E0}'..='\u{2E4}'
            | '\u{1D2C}'..='\u{1D61}'
            | '\u{1D78}'
            | '\u{1D9B}'..='\u{1DBF}'
            | '\u{2C7D}'
            | '\u{A69C}'
            | '\u{A69D}'
            | '\u{A770}'
            | '\u{A7F8}'
            | '\u{A7F9}',
        ) => Height::Raised,
        _ => Height::Level,
    };
    (plain != cluster).then_some((plain, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_characters_say_the_same() {
        assert_eq!(decomposed("\u{FB01}"), Some(("fi".to_owned(), Height::Level)));
        assert_eq!(decomposed("\u{2C7C}"), Some(("j".to_owned(), Height::Lowered)));
        assert_eq!(decomposed("\u{1D40}"), Some(("T".to_owned(), Height::Raised)));
        assert_eq!(decomposed("\u{2011}"), Some(("-".to_owned(), Height::Level)));
        assert_eq!(decomposed("\u{2163}"), Some(("IV".to_owned(), Height::Level)));
        assert_eq!(decomposed("a"), None);
        assert_eq!(decomposed("\u{995}"), None);
    }
}
