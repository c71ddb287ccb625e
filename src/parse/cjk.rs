//! Emphasis beside the punctuation of Chinese and Japanese, which stands without spaces.
//!
//! By CommonMark's rules `**重要。**但是` is not strong: the closing stars follow a punctuation mark
//! and no space follows them. Writers of these languages mean it to be, and nearly always have it
//! so. The mark is masked by a character that is none, and then the rules find what was meant.

use std::ops::Range;

/// What a mark is masked by: characters of the private use area, as long in UTF-8 as the marks.
const MASK: u32 = 0xf700;
const MASKS: Range<u32> = MASK..MASK + 0x100;

/// The marks are in these two rows of Unicode: the first half of the masks is for U+30xx, the
/// second for U+FFxx, and a few in U+20xx come between.
fn mask(c: char) -> Option<char> {
    let code = u32::from(c);
    let offset = match code {
        0x3001..=0x303f => code - 0x3000,
        0xff01..=0xff0f | 0xff1a..=0xff20 | 0xff3b..=0xff40 | 0xff5b..=0xff65 => code - 0xff00 + 0x80,
        0x2014 | 0x2018..=0x201d | 0x2026 => code - 0x2010 + 0x40,
        _ => return None,
    };
    char::from_u32(MASK + offset)
}

/// The mark that `c` masks.
pub(super) fn unmask(c: char) -> Option<char> {
    let offset = u32::from(c).checked_sub(MASK).filter(|_| MASKS.contains(&u32::from(c)))?;
    char::from_u32(match offset {
        0..0x40 => 0x3000 + offset,
        0x40..0x80 => 0x2010 + offset - 0x40,
        _ => 0xff00 + offset - 0x80,
    })
}

/// Whether `text` holds such masks itself, or what could be one.
pub(super) fn holds_masks(text: &str) -> bool {
    // Their first two bytes in UTF-8.
    text.as_bytes()
        .windows(2)
        .any(|pair| pair == [0xef, 0x9c] || pair == [0xef, 0x9d] || pair == [0xef, 0x9e])
        && text.chars().any(|c| MASKS.contains(&u32::from(c)))
}

/// Masks the marks of `source` that keep stars from being emphasis.
pub(super) fn mask_marks(source: &str, bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(start) = source[at..].find('*').map(|found| at + found) {
        let length = source[start..].bytes().take_while(|byte| *byte == b'*').count();
        at = start + length;
        let before = source[..start].chars().next_back();
        let after = source[at..].chars().next();
        let (Some(before), Some(after)) = (before, after) else { continue };
        if let Some(mask) = mask(before)
            && is_letter(after)
        {
            let range = start - before.len_utf8()..start;
            mask.encode_utf8(&mut bytes[range]);
        }
        if let Some(mask) = mask(after)
            && is_letter(before)
        {
            mask.encode_utf8(&mut bytes[at..at + after.len_utf8()]);
        }
    }
}

/// A letter of a script that is written without spaces.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3ffff}')
        || c.is_ascii_alphanumeric()
}
