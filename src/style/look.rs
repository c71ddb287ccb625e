//! How a role looks, and what a theme calls it.

use serde::{Deserialize, Deserializer};

use super::unit::{from_text, lines, measured};
use super::{Capitals, Em, Figures, Lines};

/// Which kind of face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// For running text.
    Serif,
    /// For headings.
    Sans,
    /// For code.
    Mono,
}

/// A face's cut, in a theme `"sans bold italic"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Face {
    /// Its family.
    pub family: Family,
    /// Bold or semibold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// Where lines stand in their measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Flush on both sides.
    Justify,
    /// Flush left, ragged right.
    Left,
    /// In the middle.
    Centre,
}

/// A shade of grey or a colour, as sRGB parts from 0 to 255, in a theme `"#1a3e6e"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Ink.
    pub const BLACK: Self = Self(0, 0, 0);
}

/// What must stay on one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// May be split, with two lines at least on either side.
    Loose,
    /// Is not split, and stays with what follows it.
    WithNext,
}

/// What plain text does in place of a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Plain {
    /// The character of the rule above it; in a theme `""` for none.
    #[serde(deserialize_with = "sign")]
    pub overline: Option<char>,
    /// The character that underlines it; in a theme `""` for none.
    #[serde(deserialize_with = "sign")]
    pub underline: Option<char>,
    /// Blank lines before.
    #[serde(deserialize_with = "super::unit::whole::<0, 40, _, _>")]
    pub before: u8,
    /// Blank lines after.
    #[serde(deserialize_with = "super::unit::whole::<0, 40, _, _>")]
    pub after: u8,
    /// Columns by which it is indented.
    #[serde(deserialize_with = "super::unit::whole::<0, 40, _, _>")]
    pub indent: u8,
}

/// From baseline to baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Leading {
    /// In the type's own size, `"1.2em"`.
    Own(Em),
    /// In lines of body text, `"1 line"`, which the page's format sets.
    Body(Lines),
}

/// How a role looks.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Style {
    /// The face.
    pub face: Face,
    /// Its size, in the body's size.
    #[serde(deserialize_with = "super::unit::size")]
    pub size: Em,
    /// From baseline to baseline.
    pub leading: Leading,
    /// Its figures.
    pub figures: Figures,
    /// Its capitals.
    pub capitals: Capitals,
    /// The ink.
    pub colour: Colour,
    /// Where its lines stand.
    pub align: Align,
    /// Whether words may be divided at line ends.
    pub hyphenate: bool,
    /// Indent of a paragraph's first line that follows another paragraph, in its own size.
    #[serde(deserialize_with = "super::unit::indent")]
    pub indent: Em,
    /// Indent of the whole on the left, in the body's size.
    pub left: Em,
    /// Indent of the whole on the right, in the body's size.
    pub right: Em,
    /// Space before.
    pub before: Lines,
    /// Space after.
    pub after: Lines,
    /// How it stays together.
    pub kept: Kept,
    /// What plain text does.
    pub plain: Plain,
}

impl<'de> Deserialize<'de> for Face {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a face, \"serif\", \"sans bold\" or \"mono italic\"", |text| {
            let mut words = text.split_whitespace();
            let family = match words.next()? {
                "serif" => Family::Serif,
                "sans" => Family::Sans,
                "mono" => Family::Mono,
                _ => return None,
            };
            let mut face = Face { family, bold: false, italic: false };
            for word in words {
                match word {
                    "bold" => face.bold = true,
                    "italic" => face.italic = true,
                    _ => return None,
                }
            }
            Some(face)
        })
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a colour, \"#1a3e6e\"", |text| {
            let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
            let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
            Some(Self(part(0)?, part(2)?, part(4)?))
        })
    }
}

impl<'de> Deserialize<'de> for Leading {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a leading from 0.5 to 10, \"1 line\" or \"1.2em\"", |text| {
            let own = || measured(text, "em", 0.5..=10.0).map(|em| Self::Own(Em(em)));
            lines(text, 0.5..=10.0).map(Self::Body).or_else(own)
        })
    }
}

/// One character, or none.
fn sign<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<char>, D::Error> {
    from_text(deserializer, "one character, or \"\" for none", |text| {
        let mut characters = text.chars();
        let sign = characters.next();
        characters.next().is_none().then_some(sign)
    })
}
