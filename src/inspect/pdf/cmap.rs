//! A font's `/ToUnicode` → the text of its codes (ISO 32000-1, 9.10.3).

use std::collections::BTreeMap;

use crate::inspect::limits::{CODES, TEXT_OF_CODE};

/// The text of a font's codes.
#[derive(Debug, Default)]
pub(super) struct TextOfCodes {
    /// Bytes in a code.
    pub width: usize,
    texts: BTreeMap<u32, String>,
    /// How many codes have been read, those that were named again among them.
    read: usize,
}

impl TextOfCodes {
    /// Reads a CMap; what cannot be read is passed over.
    pub fn read(cmap: &[u8], width: usize) -> Self {
        let mut all = Self { width, ..Self::default() };
        let text = String::from_utf8_lossy(cmap);
        for (end, block) in blocks(&text) {
            let mut values = values(block);
            while let Some(Value::Codes(first)) = values.next() {
                if all.read > CODES {
                    return all;
                }
                if end == "endbfchar" {
                    if let Some(Value::Codes(to)) = values.next() {
                        all.texts.insert(number(&first), utf16(&to));
                        all.read += 1;
                    }
                    continue;
                }
                let Some(Value::Codes(last)) = values.next() else { break };
                let first = number(&first);
                let last = number(&last).min(first.saturating_add(0xFFFF));
                match values.next() {
                    Some(Value::Codes(to)) => all.range(first, last, to),
                    Some(Value::Several(texts)) => {
                        all.read += texts.len();
                        all.texts.extend((first..=last).zip(texts.iter().map(|to| utf16(to))));
                    }
                    None => break,
                }
            }
        }
        all
    }

    /// Codes that follow each other, whose last byte goes up with them.
    fn range(&mut self, first: u32, last: u32, mut to: Vec<u8>) {
        self.read += (last.saturating_sub(first) + 1) as usize;
        for code in first..=last {
            self.texts.insert(code, utf16(&to));
            if let Some(byte) = to.last_mut() {
                *byte = byte.wrapping_add(1);
            }
        }
    }

    /// The text of each of a string of codes. One without a text is told by U+FFFD.
    pub fn texts(&self, codes: &[u8]) -> impl DoubleEndedIterator<Item = &str> + Clone {
        let text = |code| self.texts.get(&number(code)).map_or("\u{FFFD}", String::as_str);
        codes.chunks(self.width.max(1)).map(text)
    }
}

enum Value {
    Codes(Vec<u8>),
    Several(Vec<Vec<u8>>),
}

/// What stands between `beginbfchar` and `endbfchar`, or the same of ranges.
fn blocks(text: &str) -> impl Iterator<Item = (&'static str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (at, end) = [("beginbfchar", "endbfchar"), ("beginbfrange", "endbfrange")]
            .into_iter()
            .filter_map(|(begin, end)| Some((rest.find(begin)? + begin.len(), end)))
            .min()?;
        let behind = &rest[at..];
        let length = behind.find(end)?;
        rest = &behind[length..];
        Some((end, &behind[..length]))
    })
}

fn values(block: &str) -> impl Iterator<Item = Value> {
    let mut rest = block;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        if let Some(list) = rest.strip_prefix('[') {
            let (list, behind) = list.split_once(']')?;
            rest = behind;
            return Some(Value::Several(
                list.split('<').skip(1).filter_map(|code| hex(code).map(|it| it.0)).collect(),
            ));
        }
        let (codes, behind) = hex(rest.strip_prefix('<')?)?;
        rest = behind;
        Some(Value::Codes(codes))
    })
}

/// The bytes up to `>`, and what follows.
fn hex(text: &str) -> Option<(Vec<u8>, &str)> {
    let (digits, behind) = text.split_once('>')?;
    let digits: Vec<u8> = digits
        .bytes()
        .take(2 * TEXT_OF_CODE)
        .filter_map(|digit| char::from(digit).to_digit(16).map(|it| it as u8))
        .collect();
    Some((digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect(), behind))
}

fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// UTF-16, its bytes from high to low.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes
        .chunks(2)
        .map(|pair| u16::from(pair[0]) << 8 | u16::from(pair.get(1).copied().unwrap_or(0)))
        .collect();
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_one_by_one_and_in_ranges() {
        let cmap = b"2 beginbfchar <0001> <00660069> <0002><D83DDE00> endbfchar\n\
            2 beginbfrange <0010><0012><0041> <0020> <0021> [<0078> <0079>] endbfrange";
        let texts = TextOfCodes::read(cmap, 2);
        let told = texts.texts(&[0, 1, 0, 2, 0, 0x12, 0, 0x21, 0, 9]).collect::<Vec<_>>();
        assert_eq!(told, ["fi", "\u{1F600}", "C", "y", "\u{FFFD}"]);
        assert_eq!(TextOfCodes::read(b"beginbfchar <00", 2).texts(&[0]).next(), Some("\u{FFFD}"));
    }
}
