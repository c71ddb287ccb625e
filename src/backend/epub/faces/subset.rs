//! A font → the same font with the glyphs that some characters need, under no name of its own: the
//! Open Font License keeps reserved names for fonts as their authors made them (OFL 1.1, 3).

use std::panic;

use read_fonts::collections::IntSet;
use read_fonts::types::{NameId, Tag};
use read_fonts::{FontRef, TableProvider};
use skera::{DEFAULT_LAYOUT_FEATURES, DSIG, Plan, SubsetFlags, subset_font};
use write_fonts::FontBuilder;

use super::outlines;

/// What is kept of the names: the copyright, the licence and where it is found.
const NAMES: [u16; 3] = [0, 13, 14];
/// American English, in which fonts have these names.
const ENGLISH: u16 = 0x409;
/// The rights that keep a font from being given away, or from being given away in part.
const RESTRICTED: u16 = 0x0002;
const WHOLE: u16 = 0x0100;
const CFF: Tag = Tag::new(b"CFF ");

/// The font with the glyphs for `characters` and all that its features make of them.
///
/// # Errors
///
/// Why the font cannot be given away, or not be read. skera trusts tables to agree with each other, and
/// panics where they do not.
pub(super) fn subset(bytes: &[u8], characters: impl Iterator<Item = char>) -> Result<Vec<u8>, String> {
    let characters: Vec<char> = characters.collect();
    panic::catch_unwind(|| of_sound_tables(bytes, &characters))
        .unwrap_or_else(|_| Err("its tables contradict each other".to_owned()))
}

fn of_sound_tables(bytes: &[u8], characters: &[char]) -> Result<Vec<u8>, String> {
    let font = FontRef::new(bytes).map_err(|error| error.to_string())?;
    let rights = font.os2().map(|table| table.fs_type()).unwrap_or(0);
    if rights & RESTRICTED != 0 {
        return Err("its licence does not allow it".to_owned());
    }
    if rights & WHOLE != 0 {
        return Ok(bytes.to_vec());
    }
    let unicodes: IntSet<u32> = characters.iter().copied().map(u32::from).collect();
    let features: IntSet<Tag> = DEFAULT_LAYOUT_FEATURES.iter().copied().collect();
    let names: IntSet<NameId> = NAMES.into_iter().map(NameId::new).collect();
    let plan = |flags: SubsetFlags| {
        Plan::new(
            &IntSet::empty(),
            &unicodes,
            &font,
            flags,
            &IntSet::from_iter([DSIG]),
            &IntSet::all(),
            &features,
            &names,
            &IntSet::from_iter([ENGLISH]),
        )
    };
    let refused = |error: skera::SubsetError| error.to_string();
    let Some(cff) = font.table_data(CFF) else {
        let plan = plan(SubsetFlags::SUBSET_FLAGS_NO_HINTING | SubsetFlags::SUBSET_FLAGS_NOTDEF_OUTLINE);
        return subset_font(&font, &plan).map_err(refused);
    };
    // skera does not know outlines of this kind: glyphs keep their numbers, and what is not needed
    // loses its outline.
    let plan = plan(SubsetFlags::SUBSET_FLAGS_RETAIN_GIDS);
    let mut kept: Vec<u32> = plan.old_to_new_glyph_mapping().map(|(old, _)| old.to_u32()).collect();
    kept.sort_unstable();
    let outlines = outlines::without_others(cff.as_bytes(), &kept).ok_or("its outlines cannot be read")?;
    let rest = subset_font(&font, &plan).map_err(refused)?;
    let rest = FontRef::new(&rest).map_err(|error| error.to_string())?;
    let mut builder = FontBuilder::new();
    builder.add_raw(CFF, outlines);
    // Its numbers of glyphs have to be those of the outlines.
    for table in [b"maxp", b"hmtx", b"hhea"].map(Tag::new) {
        if let Some(data) = font.table_data(table) {
            builder.add_raw(table, data);
        }
    }
    builder.copy_missing_tables(rest);
    Ok(builder.build())
}

#[cfg(test)]
mod tests {
    use read_fonts::FontRef;
    use read_fonts::types::Tag;

    use super::subset;

    #[test]
    fn damaged_tables_are_refused() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/noto/NotoSerifHebrew-Regular.ttf");
        let whole = std::fs::read(path).expect("the font is there");
        assert!(subset(&whole, "שלום".chars()).is_ok());
        let font = FontRef::new(&whole).expect("it is a font");
        let start = |tag: &[u8; 4]| {
            let table = font.table_data(Tag::new(tag)).expect("it has this table");
            table.as_bytes().as_ptr() as usize - whole.as_ptr() as usize
        };
        let mut refused = 0;
        for tag in [b"cmap", b"head", b"hhea", b"maxp", b"hmtx", b"GSUB", b"GPOS"] {
            for seed in 1..40_u32 {
                let mut damaged = whole.clone();
                let mut state = seed;
                for byte in &mut damaged[start(tag)..start(tag) + 32] {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    *byte = (state >> 24) as u8;
                }
                refused += u32::from(subset(&damaged, "שלום".chars()).is_err());
            }
        }
        assert!(refused > 0, "some of it can be read all the same");
    }
}
