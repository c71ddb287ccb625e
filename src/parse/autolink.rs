//! Words → the addresses that stand bare among them: `https://…`, `www.…`, `name@host`.

use std::ops::Range;

/// An address in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// Its bytes.
    pub range: Range<usize>,
    /// What is put before it to make a target.
    pub scheme: &'static str,
}

/// What ends an address besides white space; the marks of Chinese and Japanese are not part of one.
const STOPS: &[char] = &['<', '>', '"', '`', '“', '”', '„', '«', '»', '…', '|'];

/// The bare addresses in `text`, in order.
pub(super) fn find(text: &str) -> Vec<Address> {
    let mut found = Vec::new();
    if !(text.contains("://") || text.contains("www.") || text.contains('@')) {
        return found;
    }
    let bytes = text.as_bytes();
    let mut from = 0;
    let mut at = 0;
    while at < bytes.len() {
        let address = match bytes[at] {
            b'h' | b'H' => web(text, at, from, &["https://", "http://"], ""),
            b'w' | b'W' => web(text, at, from, &["www."], "http://"),
            b'@' => mail(text, at, from),
            _ => None,
        };
        at = address.as_ref().map_or(at + 1, |address| address.range.end);
        if let Some(address) = address {
            from = at;
            found.push(address);
        }
    }
    found
}

fn web(text: &str, at: usize, from: usize, starts: &[&str], scheme: &'static str) -> Option<Address> {
    let bytes = text.as_bytes();
    if at > from && bytes[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let head = starts.iter().find(|start| {
        bytes.get(at..at + start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
    })?;
    let rest = &text[at + head.len()..];
    if !rest.starts_with(|c: char| c.is_alphanumeric() || c == '[') {
        return None;
    }
    let stop = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || STOPS.contains(&c)
            || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
    };
    let length = trimmed(&rest[..rest.find(stop).unwrap_or(rest.len())]);
    // `www.` needs one more part: `www.example` is a word.
    let enough = length > 0 && (scheme.is_empty() || rest[..length].contains('.'));
    enough.then_some(Address { range: at..at + head.len() + length, scheme })
}

/// The length of an address without the punctuation that ends the sentence around it.
fn trimmed(address: &str) -> usize {
    let count = |c: char| address.matches(c).count();
    let mut round = (count('('), count(')'));
    let mut square = (count('['), count(']'));
    let mut end = address.len();
    while let Some(last) = address[..end].chars().next_back() {
        match last {
            ')' if round.1 > round.0 => round.1 -= 1,
            ']' if square.1 > square.0 => square.1 -= 1,
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '’' | '(' | '[' | '{' | '}' => {
                match last {
                    '(' => round.0 -= 1,
                    '[' => square.0 -= 1,
                    _ => {}
                }
            }
            _ => break,
        }
        end -= last.len_utf8();
    }
    end
}

fn mail(text: &str, at: usize, from: usize) -> Option<Address> {
    let bytes = text.as_bytes();
    let local = |byte: u8| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte);
    let start = at - bytes[from..at].iter().rev().take_while(|byte| local(**byte)).count();
    let host = |byte: &&u8| byte.is_ascii_alphanumeric() || b".-_".contains(byte);
    let mut end = at + 1 + bytes[at + 1..].iter().take_while(host).count();
    while end > at && b".-_".contains(&bytes[end - 1]) {
        end -= 1;
    }
    let host = text.get(at + 1..end)?;
    let sound =
        start < at && !bytes[start..at].starts_with(b".") && host.contains('.') && !host.contains("..");
    (sound && bytes.get(end) != Some(&b'@')).then_some(Address { range: start..end, scheme: "mailto:" })
}

#[cfg(test)]
mod tests {
    use super::find;

    fn addresses(text: &str) -> Vec<String> {
        find(text).into_iter().map(|a| format!("{}{}", a.scheme, &text[a.range])).collect()
    }

    #[test]
    fn addresses_end_where_a_reader_ends_them() {
        for (text, expected) in [
            ("See https://a.org/b?c=d.", "https://a.org/b?c=d"),
            ("(https://en.wikipedia.org/wiki/Foo_(bar))", "https://en.wikipedia.org/wiki/Foo_(bar)"),
            ("www.a.org, and", "http://www.a.org"),
            ("write to a.b@c.org.", "mailto:a.b@c.org"),
            ("请看https://a.org/x。好", "https://a.org/x"),
            ("'https://a.org'", "https://a.org"),
            ("https://a.org/[x]]", "https://a.org/[x]"),
        ] {
            assert_eq!(addresses(text), [expected], "{text}");
        }
    }

    #[test]
    fn words_are_no_addresses() {
        for text in ["https://", "xhttps://a.org", "www.a", "@a.org", "a@b", "a@b..c", "https://…"] {
            assert!(addresses(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn many_signs_are_quick() {
        assert!(find(&"a@".repeat(1_000_000)).is_empty());
    }
}
