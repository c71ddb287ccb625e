//! The map from a font's codes to their text.

/// The entries that one block of a CMap may have (Adobe Technical Note 5014, 4.2).
const BLOCK: usize = 100;

/// The CMap from codes to their text (ISO 32000-1, 9.10.3). A code without a text is left out.
pub(super) fn to_unicode<'a>(texts: impl Iterator<Item = (u16, &'a str)>) -> String {
    let mapped: Vec<(u16, &str)> = texts.filter(|(_, text)| !text.is_empty()).collect();
    let mut map = HEAD.to_owned();
    for block in mapped.chunks(BLOCK) {
        map.push_str(&format!("{} beginbfchar\n", block.len()));
        for (code, text) in block {
            map.push_str(&format!("<{code:04X}> <"));
            for character in text.chars().map(mappable) {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    map.push_str(&format!("{unit:04X}"));
                }
            }
            map.push_str(">\n");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str(FOOT);
    map
}

const FOOT: &str = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";

const HEAD: &str = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
    /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
    /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
    1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";

/// A character as a map from codes to text may hold it: no standard for archives lets it tell of
/// U+0000, nor of either byte order mark (ISO 19005-2, 6.2.11.7.2).
fn mappable(character: char) -> char {
    match character {
        '\u{FEFF}' => '\u{2060}',
        '\0' | '\u{FFFE}' => char::REPLACEMENT_CHARACTER,
        character => character,
    }
}

#[cfg(test)]
mod tests {
    use super::to_unicode;

    #[test]
    fn codes_lead_to_their_text() {
        let map = to_unicode([(0, ""), (1, "a"), (3, "\u{1F600}")].into_iter());
        assert!(map.contains("2 beginbfchar\n<0001> <0061>\n<0003> <D83DDE00>\nendbfchar"), "{map}");
    }
}
