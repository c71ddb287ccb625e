//! One face: its bytes, and what can be asked of it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::OnceLock;

use harfrust::font::{Blob, Font};

use super::scripts;
use crate::style::Family;

/// A face in the [`Library`](super::Library).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// A face: a font file of one cut.
pub struct Typeface {
    name: String,
    family: Option<Family>,
    bold: bool,
    italic: bool,
    bytes: Cow<'static, [u8]>,
    /// Read when first asked for: most documents use few of the faces.
    font: OnceLock<Font>,
    /// The characters that it has drawn raised and lowered, found when first asked for.
    superiors: OnceLock<BTreeSet<char>>,
    inferiors: OnceLock<BTreeSet<char>>,
}

impl Typeface {
    /// A face of the program. `bytes` is known to be a font: a test reads all of them.
    pub(super) fn embedded(
        name: &str,
        family: Option<Family>,
        bold: bool,
        italic: bool,
        bytes: &'static [u8],
    ) -> Self {
        Self {
            name: name.to_owned(),
            family,
            bold,
            italic,
            bytes: bytes.into(),
            font: OnceLock::new(),
            superiors: OnceLock::new(),
            inferiors: OnceLock::new(),
        }
    }

    /// A face from a file's `bytes`, or `None` if they are no font with a character map.
    pub(super) fn read(name: &str, bytes: Vec<u8>) -> Option<Self> {
        let font = Font::new(bytes.clone(), 0)?;
        // Without a character map there is nothing to set with it.
        (0x20..0x3000_u32).chain([0x1F600]).find_map(|code| font.charmap().map_unicode(code))?;
        let attributes = font.default_attributes();
        let bold = attributes.weight.value() >= 600.0;
        let italic = attributes.style != Default::default();
        Some(Self {
            name: name.to_owned(),
            family: None,
            bold,
            italic,
            bytes: bytes.into(),
            font: OnceLock::from(font),
            superiors: OnceLock::new(),
            inferiors: OnceLock::new(),
        })
    }

    /// The full name, `Libertinus Serif Italic`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The family it serves first, or `None` for a face that only helps out.
    pub fn family(&self) -> Option<Family> {
        self.family
    }

    /// Whether it is bold or semibold.
    pub fn is_bold(&self) -> bool {
        self.bold
    }

    /// Whether it is italic.
    pub fn is_italic(&self) -> bool {
        self.italic
    }

    /// The font file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The font, read.
    pub fn font(&self) -> &Font {
        self.font.get_or_init(|| {
            let blob = match &self.bytes {
                Cow::Borrowed(bytes) => Blob::from(*bytes),
                Cow::Owned(bytes) => Blob::from(bytes.clone()),
            };
            Font::new(blob, 0).expect("embedded faces are fonts, and others were read before")
        })
    }

    /// Units of its design grid in an em.
    pub fn units_per_em(&self) -> u16 {
        self.font().units_per_em()
    }

    /// Whether it has all of `text` drawn small and raised.
    pub fn has_superiors(&self, text: &str) -> bool {
        let drawn = self.superiors.get_or_init(|| scripts::drawn(self.font(), b"sups"));
        text.chars().all(|character| drawn.contains(&character))
    }

    /// Whether it has all of `text` drawn small and lowered.
    pub fn has_inferiors(&self, text: &str) -> bool {
        let drawn = self.inferiors.get_or_init(|| scripts::drawn(self.font(), b"subs"));
        text.chars().all(|character| drawn.contains(&character))
    }

    /// The glyph of a blank.
    pub fn blank(&self) -> Option<u16> {
        let glyph = self.font().charmap().map_unicode(' ')?;
        u16::try_from(glyph.to_u32()).ok()
    }

    /// The glyph that stands in for a character that no face has: no standard for archives lets a
    /// file show the glyph of number 0. `None` if it has none of those that would do.
    pub fn stand_in(&self) -> Option<u16> {
        let glyph = self.font().charmap().map_unicode(self.stand_in_sign()?)?;
        u16::try_from(glyph.to_u32()).ok()
    }

    /// The character whose glyph that is.
    pub fn stand_in_sign(&self) -> Option<char> {
        ['\u{FFFD}', '\u{25A1}', '?'].into_iter().find(|sign| self.covers(*sign))
    }

    /// The width of a digit, in units of its design grid.
    pub fn digit_width(&self) -> i64 {
        let font = self.font();
        let digit = font.charmap().map_unicode('0');
        digit.map_or(0, |glyph| i64::from(font.glyph_metrics().h_advance(glyph) as i32))
    }

    /// Whether it has a glyph for `character`.
    pub fn covers(&self, character: char) -> bool {
        self.font().charmap().map_unicode(character).is_some()
    }
}

impl fmt::Debug for Typeface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Typeface").field(&self.name).finish()
    }
}
