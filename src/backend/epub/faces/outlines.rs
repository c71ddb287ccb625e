//! Outlines in the Compact Font Format (Adobe Technical Notes 5176 and 5177).

/// A glyph's program that draws nothing.
const END: u8 = 14;
/// Operator of the dictionary: where the programs of the glyphs are.
const CHAR_STRINGS: u8 = 17;
/// What takes the place of the font's own name.
const NAME: u8 = b'X';

/// The table with the outlines of the glyphs `kept` alone, which are in order. Nothing is moved: what is left out becomes
/// zeros, of which compression leaves nothing.
pub(super) fn without_others(table: &[u8], kept: &[u32]) -> Option<Vec<u8>> {
    let mut out = table.to_vec();
    let names = Index::read(table, usize::from(*table.get(2)?))?;
    let dictionaries = Index::read(table, names.end())?;
    out.get_mut(names.item(0)?)?.fill(NAME);
    let programs = char_strings(table.get(dictionaries.item(0)?)?)?;
    let programs = Index::read(table, programs)?;
    // The first is what stands for a glyph that is missing.
    for glyph in 1..programs.count() {
        if kept.binary_search(&(glyph as u32)).is_err() {
            let program = out.get_mut(programs.item(glyph)?)?;
            program.fill(0);
            *program.first_mut()? = END;
        }
    }
    Some(out)
}

/// The place of the glyphs' programs, which a dictionary tells.
fn char_strings(dictionary: &[u8]) -> Option<usize> {
    let mut number = 0;
    let mut rest = dictionary.iter();
    while let Some(&byte) = rest.next() {
        let mut next = || rest.next().copied().map(i32::from);
        match byte {
            28 => number = next()? << 8 | next()?,
            29 => number = next()? << 24 | next()? << 16 | next()? << 8 | next()?,
            // A decimal number, which ends with half a byte of ones.
            30 => while next()? & 0xF != 0xF {},
            32..=246 => number = i32::from(byte) - 139,
            247..=250 => number = (i32::from(byte) - 247) * 256 + next()? + 108,
            251..=254 => number = -(i32::from(byte) - 251) * 256 - next()? - 108,
            12 => drop(next()?),
            CHAR_STRINGS => return usize::try_from(number).ok(),
            _ => {}
        }
    }
    None
}

/// A list of data of different lengths.
struct Index {
    /// Where each item starts, and the last one's end.
    bounds: Vec<usize>,
}

impl Index {
    fn read(table: &[u8], at: usize) -> Option<Self> {
        let number = |at: usize, size: usize| {
            let bytes = table.get(at..at.checked_add(size)?)?;
            Some(bytes.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
        };
        let count = number(at, 2)?;
        if count == 0 {
            return Some(Self { bounds: vec![at + 2] });
        }
        let size = number(at + 2, 1)?;
        // Offsets count from the byte before the data.
        let data = at + 3 + (count + 1) * size - 1;
        let bounds = (0..=count).map(|nth| Some(data + number(at + 3 + nth * size, size)?));
        Some(Self { bounds: bounds.collect::<Option<_>>()? })
    }

    fn count(&self) -> usize {
        self.bounds.len() - 1
    }

    fn item(&self, nth: usize) -> Option<std::ops::Range<usize>> {
        Some(*self.bounds.get(nth)?..*self.bounds.get(nth + 1)?)
    }

    fn end(&self) -> usize {
        self.bounds.last().copied().unwrap_or(0)
    }
}
