//! An address outside the document → one that stands in `href`, or none.

/// `address` with everything escaped that RFC 3986 does not allow in a URL, or `None` if it
/// is none even so: validators and reading systems refuse a book for one bad address.
pub(super) fn outside(address: &str) -> Option<String> {
    let address = address.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let (scheme, rest) = address.split_once(':')?;
    let known = ["https", "http", "mailto", "tel", "ftp"].iter().any(|it| scheme.eq_ignore_ascii_case(it));
    if !known || rest.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(address.len());
    out.push_str(&scheme.to_ascii_lowercase());
    out.push(':');
    let path = match rest.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
            let (authority, path) = rest.split_at(end);
            if !plausible(authority) {
                return None;
            }
            out.push_str("//");
            out.push_str(authority);
            path
        }
        None if matches!(scheme.to_ascii_lowercase().as_str(), "mailto" | "tel") => rest,
        None => return None,
    };
    let mut fragment = false;
    let bytes = path.as_bytes();
    for (at, character) in path.char_indices() {
        let escaped = match character {
            '#' if !fragment => {
                fragment = true;
                false
            }
            '%' => !bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)),
            '#' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' | ' ' | '\u{7f}' => true,
            '\0'..='\u{1f}' => true,
            // The letters of all scripts are allowed in the addresses of XHTML, and readable.
            other => is_unseen(other),
        };
        if escaped {
            let mut buffer = [0; 4];
            for byte in character.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(character);
        }
    }
    Some(out)
}

/// Whether `character` is a space, a control or another one that does not show.
fn is_unseen(character: char) -> bool {
    matches!(character,
        '\u{80}'..='\u{a0}' | '\u{ad}' | '\u{1680}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}'
        | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}'
        | '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..)
}

/// Whether `authority` may name a host: letters of any script, digits, `-._~`, a port, a user.
fn plausible(authority: &str) -> bool {
    let host = authority.rsplit('@').next().unwrap_or_default();
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (host, ""),
    };
    let name = match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(literal) => literal.parse::<std::net::Ipv6Addr>().is_ok(),
        None => {
            host.chars().any(char::is_alphanumeric)
                && host
                    .chars()
                    .all(|c| c.is_alphanumeric() || "-._~".contains(c) || !(c.is_ascii() || is_unseen(c)))
                && !host.split('.').any(|label| label.len() > 63)
                && !host.trim_end_matches('.').split('.').any(str::is_empty)
        }
    };
    let user = authority.rsplit_once('@').map_or("", |(user, _)| user);
    name && (port.is_empty() || port.parse::<u16>().is_ok())
        && user.chars().all(|c| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:%".contains(c))
}

#[cfg(test)]
mod tests {
    use super::outside;

    #[test]
    fn good_addresses_stay_as_they_are() {
        for address in [
            "https://example.org/a%20b?x=1&y=2#top",
            "http://[::1]:8080/",
            "mailto:anna@example.org",
            "tel:+855-23-123",
            "https://km.wikipedia.org/wiki/ភ្នំពេញ",
        ] {
            let escaped = outside(address);
            assert_eq!(escaped.as_deref(), Some(address));
        }
    }

    #[test]
    fn bad_characters_are_escaped() {
        assert_eq!(outside("https://a.org/x y<z>[1]").as_deref(), Some("https://a.org/x%20y%3Cz%3E%5B1%5D"));
        assert_eq!(outside("https://a.org/100%#a#b").as_deref(), Some("https://a.org/100%25#a%23b"));
        assert_eq!(outside("HTTPS://a.org").as_deref(), Some("https://a.org"));
    }

    #[test]
    fn what_is_no_address_is_none() {
        for address in [
            "",
            "https://",
            "https:",
            "http://a b/",
            "http://[x]/",
            "javascript:alert(1)",
            "http://a:99999/",
            "nonsense",
            "http://a..b/",
        ] {
            assert_eq!(outside(address), None, "{address}");
        }
    }
}
