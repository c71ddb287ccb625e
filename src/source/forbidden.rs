//! Characters that no source may have.

/// Whether not every edition can hold a character: XML or HTML forbids it, or Unicode means it for no
/// text (controls but tabulators and line ends, noncharacters).
pub fn is_forbidden(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FDD0}'..='\u{FDEF}' => true,
        character => character as u32 & 0xFFFE == 0xFFFE,
    }
}
