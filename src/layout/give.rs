//! What gives way so that a line fills its measure: spaces, and a little the letters.

use super::shape::Shaper;
use super::shaped::ShapedGlyph;
use super::text::StyledText;
use crate::style::{Family, ParagraphRules};

/// What a glyph can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Give {
    /// Nothing: code, signs of other scripts, marks.
    Nothing,
    /// A space between words: so much more or less.
    Space { stretch: i64, shrink: i64 },
    /// An ideograph may have a little room after it.
    Ideograph { stretch: i64 },
    /// A letter: so much of letter space, and so much of its own width, either way.
    Letter { space: i64, scale: i64 },
}

impl Give {
    pub fn stretch(self) -> i64 {
        match self {
            Self::Nothing => 0,
            Self::Space { stretch, .. } | Self::Ideograph { stretch } => stretch,
            Self::Letter { space, scale } => space + scale,
        }
    }

    /// What of its stretch is not a letter's.
    pub fn spaces(self) -> i64 {
        match self {
            Self::Nothing | Self::Letter { .. } => 0,
            Self::Space { stretch, .. } | Self::Ideograph { stretch } => stretch,
        }
    }

    pub fn shrink(self) -> i64 {
        match self {
            Self::Nothing | Self::Ideograph { .. } => 0,
            Self::Space { shrink, .. } => shrink,
            Self::Letter { space, scale } => space + scale,
        }
    }
}

/// The widest that a space between words may be set, in its natural width.
const WIDEST_SPACE: f64 = 3.0;
/// No line is stretched beyond this ratio, in thousandths, however little its spaces stretch.
const LOOSEST_RATIO: i64 = 4000;

/// The ratio up to which the spaces of a line are stretched, in thousandths: 1000 for as far as the
/// rules have them stretch.
pub(super) fn loosest_ratio(rules: &ParagraphRules) -> i64 {
    let ratio = (WIDEST_SPACE - 1.0) * 1000.0 / f64::from(rules.space_stretch.0).max(0.01);
    (ratio as i64).min(LOOSEST_RATIO)
}

/// The most by which a line is stretched whose letters and spaces stretch by so much; one that lacks
/// more is set ragged.
pub(super) fn most_stretch(letters: i64, spaces: i64, loosest: i64) -> i64 {
    letters.saturating_add(spaces.saturating_mul(loosest) / 1000)
}

/// What `glyph` can give.
pub(super) fn give(
    text: &StyledText,
    shaper: &Shaper<'_>,
    rules: &ParagraphRules,
    glyph: &ShapedGlyph,
) -> Give {
    let advance = i64::from(glyph.advance);
    let part = |of: i64, part: f32| (of as f64 * f64::from(part)) as i64;
    match text.text[glyph.cluster as usize..].chars().next() {
        Some(' ' | '\u{A0}') => Give::Space {
            stretch: part(advance, rules.space_stretch.0),
            shrink: part(advance, rules.space_shrink.0),
        },
        Some(
            '\u{2E80}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7AF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FF00}'..='\u{FF60}'
            | '\u{20000}'..='\u{3FFFF}',
        ) => Give::Ideograph { stretch: advance / 20 },
        Some(character) if advance > 0 && is_letter(character) && letters_give(text, shaper, glyph) => {
            let size = text.looks[glyph.look as usize].1.size.0;
            Give::Letter {
                space: part(size, rules.letter_space.0),
                scale: part(advance, rules.glyph_scale.0),
            }
        }
        _ => Give::Nothing,
    }
}

/// Neither a box's place nor a sign without ink.
fn is_letter(character: char) -> bool {
    !matches!(character, '\u{FFFB}' | '\u{FFFC}') && !character.is_control()
}

/// Whether letters of the glyph's look and face may be spaced and scaled: those of the text's own
/// faces. Code keeps its columns, and scripts whose letters join their strokes.
pub(super) fn letters_give(text: &StyledText, shaper: &Shaper<'_>, glyph: &ShapedGlyph) -> bool {
    let look = &text.looks[glyph.look as usize].1;
    let family = shaper.family(glyph.face);
    !look.verbatim && look.face.family != Family::Mono && family.is_some_and(|family| family != Family::Mono)
}
