//! Bytes → whether they are UTF-16 or UTF-32.

use super::forbidden::is_forbidden;

/// How many code units are looked at: more than enough to know.
const LOOKED_AT: usize = 1 << 16;

/// An encoding whose code units are wider than a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wide {
    Utf16,
    Utf32,
}

impl Wide {
    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf16 => "UTF-16",
            Self::Utf32 => "UTF-32",
        }
    }
}

/// The wide encoding that `bytes` are in, by their byte order mark, or without one by where their
/// zero bytes stand.
pub(super) fn wide(bytes: &[u8]) -> Option<Wide> {
    match bytes {
        [0, 0, 0xFE, 0xFF, ..] | [0xFF, 0xFE, 0, 0, ..] => return Some(Wide::Utf32),
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => return Some(Wide::Utf16),
        // Latin text has a zero in every unit; all text has spaces, line ends and marks that have.
        _ if bytes.len() < 4 || !bytes[..bytes.len().min(LOOKED_AT)].contains(&0) => return None,
        _ => {}
    }
    let orders = [Order::Little, Order::Big];
    if orders.into_iter().any(|order| is_utf32(bytes, order)) {
        return Some(Wide::Utf32);
    }
    orders.into_iter().any(|order| is_utf16(bytes, order)).then_some(Wide::Utf16)
}

/// Which byte of a unit comes first.
#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

/// UTF-8 is never taken for this: of each four bytes, one has to be zero and another nearly so.
fn is_utf32(bytes: &[u8], order: Order) -> bool {
    let (units, rest) = bytes.as_chunks::<4>();
    let character = |unit: &[u8; 4]| match order {
        Order::Little => char::from_u32(u32::from_le_bytes(*unit)),
        Order::Big => char::from_u32(u32::from_be_bytes(*unit)),
    };
    let mut units = units.iter().take(LOOKED_AT);
    rest.is_empty() && units.all(|unit| character(unit).is_some_and(|character| !is_forbidden(character)))
}

/// UTF-8 with a few zero bytes is not taken for this: read as UTF-16, most of it would be Chinese.
fn is_utf16(bytes: &[u8], order: Order) -> bool {
    let (units, _) = bytes.as_chunks::<2>();
    let units = units.iter().take(LOOKED_AT);
    let read = |unit: &[u8; 2]| match order {
        Order::Little => u16::from_le_bytes(*unit),
        Order::Big => u16::from_be_bytes(*unit),
    };
    let mut high = [0_usize; 256];
    let mut low_zeros = 0;
    for unit in units.clone() {
        let [first, second] = read(unit).to_be_bytes();
        high[usize::from(first)] += 1;
        low_zeros += usize::from(second == 0);
    }
    let count = units.len();
    let is_clean = char::decode_utf16(units.clone().map(read)).all(|c| c.is_ok_and(|c| !is_forbidden(c)));
    // An alphabet fills a block or two of 256 characters, and punctuation another.
    let blocks = high.iter().filter(|uses| **uses > 0).count();
    let is_of_one_script = count >= 8 && blocks <= 4 && high[0] * 20 >= count;
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    is_clean && high[0] > 3 * low_zeros && (high[0] * 2 >= count || is_of_one_script || !is_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str) -> [Vec<u8>; 2] {
        [u16::to_le_bytes, u16::to_be_bytes].map(|bytes| text.encode_utf16().flat_map(bytes).collect())
    }

    fn utf32(text: &str) -> [Vec<u8>; 2] {
        [u32::to_le_bytes, u32::to_be_bytes]
            .map(|bytes| text.chars().flat_map(|c| bytes(u32::from(c))).collect())
    }

    #[test]
    fn wide_text_is_told_without_a_mark() {
        for text in [
            "# Title\n\nText.\n",
            "ab",
            "# Naïve café – “quoted”\n\nWords.\n",
            "# Война и мир\n\nГлава первая. В начале июня.\n",
            "# שלום\n\nמילים ועוד מילים.\n",
            "# 标题\n\n日本語の文。一つ、二つ。\n",
            "# हिन्दी\n\nकुछ शब्द और शब्द.\n",
            "Smile 🙂 now\n",
        ] {
            for bytes in utf16(text) {
                assert_eq!(wide(&bytes), Some(Wide::Utf16), "{text}");
            }
            for bytes in utf32(text) {
                assert_eq!(wide(&bytes), Some(Wide::Utf32), "{text}");
            }
        }
        let [little, big] = utf16("\u{FEFF}a");
        assert_eq!([wide(&little), wide(&big)], [Some(Wide::Utf16); 2]);
        let [little, big] = utf32("\u{FEFF}a");
        assert_eq!([wide(&little), wide(&big)], [Some(Wide::Utf32); 2]);
    }

    #[test]
    fn text_with_a_few_zeros_is_not_wide() {
        for text in [
            "",
            "a",
            "a\0",
            "# Title\n\nOne\0two three four.\n",
            "\0\0\0\0",
            "words and\0\0 more words, and words\n",
            "日本語\0の文\n",
            "a\0b\u{C}\tc",
        ] {
            assert_eq!(wide(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(wide(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), None);
    }
}
