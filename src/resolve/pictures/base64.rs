//! `data:` addresses of pictures → their bytes.

/// The data that the address `data:image/png;base64,…` holds, or `None` if it is no such address.
pub(super) fn data_of(address: &str) -> Option<Vec<u8>> {
    let rest =
        address.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")).map(|_| &address[5..])?;
    let (kind, data) = rest.split_once(',')?;
    kind.to_ascii_lowercase().ends_with(";base64").then(|| decoded(data)).flatten()
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let mut bits = 0_u32;
    let mut count = 0;
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ if byte.is_ascii_whitespace() => continue,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::data_of;

    #[test]
    fn data_is_read() {
        assert_eq!(data_of("data:text/plain;base64,UHJlc3M="), Some(b"Press".to_vec()));
        assert_eq!(data_of("DATA:;base64,UHJl c3M"), Some(b"Press".to_vec()));
        assert_eq!(data_of("data:image/png,abc"), None);
        assert_eq!(data_of("däta"), None);
    }
}
