//! A line's room → its spaces, and within small limits its letters.

use super::break_lines::Break;
use super::breakpoint::BreakKind;
use super::give::{Give, give, loosest_ratio, most_stretch};
use super::setting::Setting;
use super::shaped::ShapedGlyph;

/// How a line's letters are spaced and scaled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    /// Room after each letter, in thousandths of the type's size.
    pub tracking: i16,
    /// How much wider letters are, in thousandths.
    pub scale: i16,
}

/// Spreads the line's room over what gives. Letters give in steps of a thousandth, so that a whole
/// line's are alike; the spaces take the rest. A line whose spaces would become too wide keeps its
/// natural width, and is ragged.
pub(super) fn justify(setting: Setting<'_>, line: &Break, hang: i64, glyphs: &mut [ShapedGlyph]) -> Letters {
    let Setting { text, shape, rules, shaper, .. } = setting;
    let last = matches!(line.point.kind, BreakKind::End | BreakKind::Forced);
    let natural: i64 = glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
    let room = shape.measure.0 - line.indent.0 + hang - natural;
    if shape.ragged || room == 0 || (room > 0 && last) {
        return Letters::default();
    }
    // The last glyph gives nothing: the line ends at its ink.
    let count = glyphs.len().saturating_sub(1);
    let gives: Vec<Give> = glyphs[..count].iter().map(|glyph| give(text, shaper, rules, glyph)).collect();
    let part = |give: &Give| if room > 0 { give.stretch() } else { give.shrink() };
    let total: i64 = gives.iter().map(part).sum();
    if total == 0 {
        return Letters::default();
    }
    let of_spaces: i64 = gives.iter().map(|give| give.spaces()).sum();
    if room > most_stretch(total - of_spaces, of_spaces, loosest_ratio(rules)) && room > 0 {
        return Letters::default();
    }
    // What cannot be shrunk away stays over.
    let room = room.max(-total);
    let step = |limit: f32| {
        let most = (f64::from(limit) * 1000.0).round() as i64;
        (i128::from(most) * i128::from(room) / i128::from(total)).clamp(-i128::from(most), i128::from(most))
            as i16
    };
    let letters = Letters { tracking: step(rules.letter_space.0), scale: step(rules.glyph_scale.0) };
    let mut left = room;
    for (glyph, give) in glyphs.iter_mut().zip(&gives) {
        if matches!(give, Give::Letter { .. }) {
            let size = text.looks[glyph.look as usize].1.size.0;
            let advance = i64::from(glyph.advance);
            let wider = advance * i64::from(letters.scale) / 1000
                + size * i64::from(letters.tracking) * i64::from(1000 + letters.scale) / 1_000_000;
            glyph.advance += wider as i32;
            left -= wider;
        }
    }
    let spaces = |give: &Give| if matches!(give, Give::Letter { .. }) { 0 } else { part(give) };
    let total: i64 = gives.iter().map(spaces).sum();
    if total == 0 {
        return letters;
    }
    let (mut given, mut passed) = (0, 0);
    for (glyph, give) in glyphs.iter_mut().zip(&gives) {
        passed += spaces(give);
        let target = (i128::from(left) * i128::from(passed) / i128::from(total)) as i64;
        glyph.advance += (target - given) as i32;
        given = target;
    }
    letters
}
