//! The small raised and lowered letters that a face has drawn.

use std::collections::BTreeSet;

use harfrust::font::Font;
use harfrust::{Buffer, Direction, Feature, Script, ShapeOptions, ShaperFont, Tag};

/// What may stand raised or lowered.
const CANDIDATES: &str = "0123456789+-−=()abcdefghijklmnopqrstuvwxyz";

/// The characters that `feature` changes into others of their own.
pub(super) fn drawn(font: &Font, feature: &[u8; 4]) -> BTreeSet<char> {
    let on =
        Feature { tag: Tag::new(feature), value: 1, start: Feature::GLOBAL_START, end: Feature::GLOBAL_END };
    let glyph = |character: char, features: &[Feature]| {
        let mut buffer = Buffer::new();
        buffer.push(character as u32, 0);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(Script::from_iso15924_tag(Tag::new(b"Latn")));
        let options = ShapeOptions::new().features(features);
        harfrust::shape(&ShaperFont::new(font), &mut buffer, options).ok()?;
        match buffer.glyph_infos() {
            [info] if info.glyph_id != 0 => Some(info.glyph_id),
            _ => None,
        }
    };
    let differs = |character: &char| glyph(*character, &[]) != glyph(*character, &[on]);
    CANDIDATES.chars().filter(|character| glyph(*character, &[on]).is_some()).filter(differs).collect()
}
