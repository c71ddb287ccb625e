//! `data:image/png;base64,…` → the bytes in it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

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

/// Blanks are common in addresses that were wrapped, and both alphabets are about.
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let letters: Vec<u8> = text
        .iter()
        .filter(|letter| !letter.is_ascii_whitespace() && **letter != b'=')
        .map(|letter| match letter {
            b'-' => b'+',
            b'_' => b'/',
            letter => *letter,
        })
        .collect();
    STANDARD_NO_PAD.decode(letters).ok()
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
