//! Glyphs of other faces in columns: each takes the cells of its character, so that what stands
//! below each other in a listing stays so.

use unicode_script::Script;
use unicode_width::UnicodeWidthStr;

use super::shaped::{ShapedGlyph, WHOLE};

/// Whether the characters of a script stand apart, so that each can be moved within its cell.
pub(super) fn stand_alone(script: Script) -> bool {
    matches!(
        script,
        Script::Common
            | Script::Inherited
            | Script::Latin
            | Script::Greek
            | Script::Cyrillic
            | Script::Armenian
            | Script::Georgian
            | Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Hangul
            | Script::Bopomofo
            | Script::Braille
    )
}

/// Centres each cluster in its cells of width `cell`, smaller if it is too wide for them. `text`
/// ends where the glyphs' text ends.
pub(super) fn fit(text: &str, cell: i64, glyphs: &mut [ShapedGlyph]) {
    let mut start = 0;
    while start < glyphs.len() {
        let cluster = glyphs[start].cluster;
        let count = glyphs[start..].iter().take_while(|glyph| glyph.cluster == cluster).count();
        let next = glyphs.get(start + count).map_or(text.len(), |glyph| glyph.cluster as usize);
        let columns = text.get(cluster as usize..next).map_or(0, UnicodeWidthStr::width);
        fit_cluster(cell * columns as i64, &mut glyphs[start..start + count]);
        start += count;
    }
}

fn fit_cluster(room: i64, glyphs: &mut [ShapedGlyph]) {
    let width = |glyphs: &[ShapedGlyph]| glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum::<i64>();
    let natural = width(glyphs);
    if room == 0 || natural == 0 || natural == room {
        return;
    }
    if natural > room {
        let zoom = (i64::from(WHOLE) * room / natural) as u16;
        glyphs.iter_mut().for_each(|glyph| glyph.zoom(zoom));
    }
    let left = room - width(glyphs);
    glyphs.iter_mut().for_each(|glyph| glyph.x_offset += (left / 2) as i32);
    if let Some(last) = glyphs.last_mut() {
        last.advance += left as i32;
    }
}
