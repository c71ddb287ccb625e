//! Code in blocks: its place in the shade, its numbers, and what sets its words apart.

use serde::Deserialize;

use super::{Colour, Em};
use crate::model::TokenKind;

/// How code in blocks looks, beside its role.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CodeRules {
    /// Space between the shade's edge and the code, in the code's size.
    pub padding: Em,
    /// Columns by which the rest of a folded line is indented.
    #[serde(deserialize_with = "super::unit::whole::<0, 64, _, _>")]
    pub fold_indent: usize,
    /// Columns from one tabulator stop to the next.
    #[serde(deserialize_with = "super::unit::whole::<1, 64, _, _>")]
    pub tab: usize,
    /// Whether lines are numbered where a listing does not say.
    pub numbers: bool,
    /// The size of those numbers, in the code's.
    #[serde(deserialize_with = "super::unit::size")]
    pub number_size: Em,
    /// Space between a number and its line, in the code's size.
    pub number_gap: Em,
    /// The ink of those numbers.
    pub number_colour: Colour,
    /// What sets words apart.
    pub tokens: TokenLooks,
}

/// What sets a word of code apart: its ink, which has to show on the shade and in grey, and its
/// cut.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TokenLook {
    /// The ink.
    pub colour: Colour,
    /// Whether it is bold.
    #[serde(default)]
    pub bold: bool,
    /// Whether it is italic.
    #[serde(default)]
    pub italic: bool,
}

/// The look of each kind of word. A kind without a look does not compile.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)] // each field is the kind of its name, described there
pub struct TokenLooks {
    pub comment: TokenLook,
    pub keyword: TokenLook,
    pub string: TokenLook,
    pub number: TokenLook,
    pub r#type: TokenLook,
    pub function: TokenLook,
    pub key: TokenLook,
    pub meta: TokenLook,
    pub typed: TokenLook,
    pub added: TokenLook,
    pub removed: TokenLook,
}

impl TokenLooks {
    /// The look of `kind`.
    pub fn of(&self, kind: TokenKind) -> TokenLook {
        match kind {
            TokenKind::Comment => self.comment,
            TokenKind::Keyword => self.keyword,
            TokenKind::String => self.string,
            TokenKind::Number => self.number,
            TokenKind::Type => self.r#type,
            TokenKind::Function => self.function,
            TokenKind::Key => self.key,
            TokenKind::Meta => self.meta,
            TokenKind::Typed => self.typed,
            TokenKind::Added => self.added,
            TokenKind::Removed => self.removed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::THEMES;

    /// The contrast of two colours (WCAG 2.2, relative luminance).
    fn contrast(one: Colour, other: Colour) -> f64 {
        let light = |Colour(red, green, blue): Colour| {
            let part = |value: u8| {
                let value = f64::from(value) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue) + 0.05
        };
        light(one).max(light(other)) / light(one).min(light(other))
    }

    #[test]
    fn code_can_be_read_on_its_shade() {
        for theme in THEMES {
            let sheet = theme.sheet();
            for kind in TokenKind::ALL {
                let contrast = contrast(sheet.code.tokens.of(kind).colour, sheet.shade);
                assert!(contrast >= 4.5, "{kind:?} in {}: {contrast:.1}", theme.name);
            }
            assert!(contrast(sheet.code.number_colour, sheet.shade) >= 4.5);
        }
    }
}
