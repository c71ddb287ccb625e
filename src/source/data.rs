//! `data:image/png;base64,…` → the bytes in it.

use super::path::decoded_bytes;

/// The bytes that `address` holds, or `None` if it is no `data:` address or cannot be decoded.
pub(super) fn bytes(address: &str) -> Option<Vec<u8>> {
    let (kind, data) = rest(address)?.split_once(',')?;
    let data = decoded_bytes(data);
    let is_base64 = kind.rsplit(';').next().is_some_and(|last| last.trim().eq_ignore_ascii_case("base64"));
    if is_base64 { base64(&data) } else { Some(data) }
}

/// What follows `data:`, if that is what `address` is.
pub(super) fn rest(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once(':')?;
    scheme.eq_ignore_ascii_case("data").then_some(rest)
}

/// Four letters hold three bytes. Blanks between them are common in addresses that were wrapped.
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0u32, 0);
    for letter in text.iter().filter(|letter| !letter.is_ascii_whitespace() && **letter != b'=') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_read_in_both_ways_of_writing_it() {
        assert_eq!(bytes("data:image/png;base64,iVBORw0KGgo="), Some(b"\x89PNG\r\n\x1a\n".to_vec()));
        assert_eq!(bytes("DATA:;base64,aGk%3D"), Some(b"hi".to_vec()));
        assert_eq!(bytes("data:image/svg+xml;utf8,<svg a=%22%C3%A9%22/>"), Some("<svg a=\"é\"/>".into()));
        assert_eq!(bytes("data:,"), Some(vec![]));
        assert_eq!(bytes("data:image/png;base64,a*b"), None);
        assert_eq!(bytes("data:image/png"), None);
        assert_eq!(bytes("database.png"), None);
    }
}
