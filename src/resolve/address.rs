//! An address outside the document → the form in which every edition may link to it, or why none may.
//!
//! This is the one judgement of addresses. It accepts what RFC 3986 and the URL Standard (WHATWG) call
//! valid, in the letters of all scripts, and escapes what writers leave unescaped: blanks, `|`, brackets.
//! Backends spell an address that stands here, and judge nothing.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::punycode::decoded;
use crate::model::percent_decoded;

/// The longest part of a host's name between two dots, and the longest name (RFC 1035, 2.3.4).
const LONGEST_LABEL: usize = 63;
const LONGEST_NAME: usize = 253;

/// What an address is worth.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Judged {
    /// It is valid, in this form.
    Sound(String),
    /// It is not valid as it is written; what was meant is certain, and stands here.
    Mended(String, Flaw),
    /// Nothing can be linked to, because of this: `its host has an empty part`.
    Faulty(String),
}

/// What was wrong with an address that was mended.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    /// The fault: `holds U+200B, which does not show, in its host`.
    pub what: String,
    /// What was done, and what to do.
    pub help: &'static str,
}

/// `https://host/path`, of which `rest` begins behind the colon.
pub(super) fn web(scheme: &str, rest: &str) -> Judged {
    let Some(rest) = rest.strip_prefix("//") else {
        return Judged::Faulty(format!("two slashes are missing behind `{scheme}:`"));
    };
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let before_query = path.find(['?', '#']).unwrap_or(path.len());
    if path[..before_query].contains('\\') {
        return Judged::Faulty("it holds a backslash".to_owned());
    }
    let mut flaws = Flaws::default();
    match judged_authority(authority, &mut flaws) {
        Ok(authority) => flaws.settled(format!("{scheme}://{authority}"), path),
        Err(why) => Judged::Faulty(why),
    }
}

/// `mailto:name@host,name@host?subject=words`, of which `rest` begins behind the colon.
pub(super) fn mail(rest: &str) -> Judged {
    if !rest.contains('@') {
        return Judged::Faulty("no `@` stands in it".to_owned());
    }
    let end = rest.find('?').unwrap_or(rest.len());
    let (people, headers) = rest.split_at(end);
    let mut flaws = Flaws::default();
    let people = flaws.seen(people, "in a name or a host", |c| is_blank_mark(c) || turns_direction(c));
    flaws.settled("mailto:".to_owned(), &format!("{people}{headers}"))
}

/// `tel:+49-30-123456`, of which `rest` begins behind the colon.
pub(super) fn telephone(rest: &str) -> Judged {
    if !rest.contains(|c: char| c.is_ascii_digit()) {
        return Judged::Faulty("no digit stands in it".to_owned());
    }
    // Address books put marks of direction around numbers.
    let mut flaws = Flaws::default();
    let number = flaws.seen(rest, "in its number", |c| is_blank_mark(c) || turns_direction(c));
    flaws.settled("tel:".to_owned(), &number)
}

/// `user@host:port` (RFC 3986, 3.2) as it may stand in an address, or what is wrong with it.
fn judged_authority(authority: &str, flaws: &mut Flaws) -> Result<String, String> {
    let (user, host) = match authority.rsplit_once('@') {
        Some((user, host)) => (Some(user), host),
        None => (None, authority),
    };
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:%".contains(c);
    if let Some(wrong) = user.and_then(|user| user.chars().find(|c| !allowed(*c))) {
        return Err(format!("{} stands before its host", named(wrong)));
    }
    if user.is_some_and(has_bad_escape) {
        return Err("a `%` before its host begins no escape".to_owned());
    }
    let (host, port) = match host.strip_prefix('[') {
        Some(inside) => {
            let (number, port) =
                inside.split_once(']').ok_or_else(|| "a bracket in its host is not closed".to_owned())?;
            if number.parse::<Ipv6Addr>().is_err() {
                return Err("what stands in brackets in its host is not an IPv6 number".to_owned());
            }
            let port = match port.strip_prefix(':') {
                None if !port.is_empty() => return Err("words follow the brackets in its host".to_owned()),
                port => port,
            };
            (format!("[{number}]"), port)
        }
        None => {
            let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
            (judged_name(name, flaws)?, port)
        }
    };
    if let Some(port) = port {
        let digits = port.bytes().all(|byte| byte.is_ascii_digit());
        let number = port.trim_start_matches('0');
        if !digits || !number.is_empty() && number.parse::<u16>().is_err() {
            return Err("its port is not a number up to 65535".to_owned());
        }
    }
    let user = user.map_or(String::new(), |user| format!("{user}@"));
    let port = port.map_or(String::new(), |port| format!(":{port}"));
    Ok(format!("{user}{host}{port}"))
}

/// A host's name as it may stand in an address, or what is wrong with it.
fn judged_name(written: &str, flaws: &mut Flaws) -> Result<String, String> {
    if has_bad_escape(written) {
        return Err("a `%` in its host begins no escape".to_owned());
    }
    let unescaped = percent_decoded(written);
    // Between letters that join, as in Persian, a joiner makes a name of its own (RFC 5892, A.1).
    let mut before = None;
    let name = flaws.seen(&unescaped, "in its host", |c| {
        let joins = matches!(c, '\u{200c}' | '\u{200d}') && before.is_some_and(|c: char| !c.is_ascii());
        before = Some(c);
        is_blank_mark(c) && !joins
    });
    let sound = |c: &char| {
        let joiner = matches!(c, '\u{200c}' | '\u{200d}');
        c.is_alphanumeric() || "-._~".contains(*c) || joiner || !(c.is_ascii() || is_unseen(*c))
    };
    if let Some(wrong) = name.chars().find(|c| !sound(c)) {
        return Err(format!("{} stands in its host", named(wrong)));
    }
    // The full stops of Chinese and Japanese part a name as well (UTS #46, 4).
    let dots = ['.', '。', '．', '｡'];
    let parts: Vec<&str> = name.strip_suffix(dots).unwrap_or(&name).split(dots).collect();
    let letters = |text: &str| text.chars().count();
    match parts.as_slice() {
        [""] => return Err("it has no host".to_owned()),
        parts if parts.iter().any(|part| part.is_empty()) => {
            return Err("a part of its host is empty".to_owned());
        }
        parts if parts.iter().any(|part| letters(part) > LONGEST_LABEL) || letters(&name) > LONGEST_NAME => {
            return Err("its host is longer than a name may be".to_owned());
        }
        [.., last] if is_number(last) && name.parse::<Ipv4Addr>().is_err() => {
            return Err("its host ends as an IPv4 number and is none".to_owned());
        }
        _ => {}
    }
    if let Some(part) = parts.iter().find(|part| !stands_for_letters(part)) {
        return Err(format!("`{part}` in its host stands for no letters"));
    }
    if !name.contains(char::is_alphanumeric) {
        return Err("its host has no letter or digit".to_owned());
    }
    Ok(name)
}

/// Whether a part of a host's name, if it is written in Punycode, stands for letters outside ASCII
/// (RFC 5891, 5.4).
fn stands_for_letters(part: &str) -> bool {
    let coded = part.get(..4).filter(|head| head.eq_ignore_ascii_case("xn--")).map(|_| &part[4..]);
    let Some(coded) = coded else { return true };
    let letters = decoded(coded);
    letters.is_some_and(|letters| !letters.is_ascii() && !letters.contains(is_unseen))
}

/// Whether a host that ends so is a number (URL Standard, 3.5).
fn is_number(part: &str) -> bool {
    let hex = part.strip_prefix("0x").or(part.strip_prefix("0X"));
    part.bytes().all(|byte| byte.is_ascii_digit())
        || hex.is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The first thing that was wrong with an address that can be mended.
#[derive(Default)]
struct Flaws {
    first: Option<Flaw>,
}

impl Flaws {
    fn add(&mut self, what: String, help: &'static str) {
        self.first.get_or_insert(Flaw { what, help });
    }

    /// `text` without the characters that are `dropped`, which stand `place`.
    fn seen(&mut self, text: &str, place: &str, mut dropped: impl FnMut(char) -> bool) -> String {
        let mut kept = String::with_capacity(text.len());
        for character in text.chars() {
            if dropped(character) {
                let what = format!("holds {}, which does not show, {place}", named(character));
                self.add(what, "the link leads to the address without it; take it out of the source");
            } else {
                kept.push(character);
            }
        }
        kept
    }

    /// `path` behind the `head` of its address.
    fn settled(mut self, head: String, path: &str) -> Judged {
        let address = head + &self.escaped(path);
        match self.first {
            None => Judged::Sound(address),
            Some(flaw) => Judged::Mended(address, flaw),
        }
    }

    /// A path, query and fragment with what must not stand there percent-encoded (RFC 3986, 3.3 to
    /// 3.5); the letters of all scripts stay (RFC 3987).
    fn escaped(&mut self, path: &str) -> String {
        let mut escaped = String::with_capacity(path.len());
        let mut in_fragment = false;
        for (at, character) in path.char_indices() {
            let valid = match character {
                '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' => false,
                '%' if !is_escape(&path.as_bytes()[at..]) => {
                    self.add(
                        "holds a `%` that begins no escape".to_owned(),
                        "write `%25`, as the link has it",
                    );
                    false
                }
                '#' => !std::mem::replace(&mut in_fragment, true),
                c if is_blank_mark(c) && !matches!(c, '\u{200c}' | '\u{200d}') || turns_direction(c) => {
                    let what = format!("holds {}, which does not show", named(c));
                    self.add(
                        what,
                        "the link has it as an escape; take it out of the source if it is not meant",
                    );
                    false
                }
                c => !c.is_whitespace() && !c.is_control() && !is_unseen(c),
            };
            if valid {
                escaped.push(character);
            } else {
                let mut bytes = [0; 4];
                for byte in character.encode_utf8(&mut bytes).bytes() {
                    escaped.push_str(&format!("%{byte:02X}"));
                }
            }
        }
        escaped
    }
}

/// Whether bytes begin with an escape, `%20`.
fn is_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

/// Whether a `%` stands in a text that two hexadecimal digits do not follow.
fn has_bad_escape(text: &str) -> bool {
    text.match_indices('%').any(|(at, _)| !is_escape(&text.as_bytes()[at..]))
}

/// Whether a character has neither width nor ink, and no name holds it (UTS #46 ignores or forbids it).
fn is_blank_mark(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

/// Whether a character changes the direction of writing, so that an address shows as another.
fn turns_direction(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character is a space, a control, for private use, or none at all.
pub(super) fn is_unseen(character: char) -> bool {
    is_blank_mark(character)
        || turns_direction(character)
        || matches!(character,
            '\0'..='\u{20}' | '\u{7f}'..='\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200f}'
            | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{e000}'..='\u{f8ff}'
            | '\u{fdd0}'..='\u{fdef}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..)
}

/// A character as a message names it: itself if it shows, and its code point if it does not.
fn named(character: char) -> String {
    match character {
        ' ' => "a blank".to_owned(),
        character if is_unseen(character) => format!("U+{:04X}", u32::from(character)),
        character => format!("`{character}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Judged, mail, telephone, web};

    fn judged(address: &str) -> Judged {
        let (scheme, rest) = address.split_once(':').expect("it has a scheme");
        match scheme {
            "mailto" => mail(rest),
            "tel" => telephone(rest),
            scheme => web(scheme, rest),
        }
    }

    #[test]
    fn sound_addresses_stay_as_they_are() {
        for address in [
            "https://example.org/a%20b?x=1&y=2#top",
            "http://[::1]:8080/",
            "http://192.0.2.1/",
            "https://ada:secret@example.org:443/",
            "https://example.org./",
            "https://example.org:/",
            "mailto:anna@example.org,ben@example.org?subject=Two%20words",
            "tel:+855-23-123",
            "https://km.wikipedia.org/wiki/ភ្នំពេញ",
            "https://münchen.de/straße",
            "https://例え.jp/",
            "https://xn--mnchen-3ya.de/",
            "ftp://ftp.example.org/a_b~c",
        ] {
            assert_eq!(judged(address), Judged::Sound(address.to_owned()), "{address}");
        }
    }

    #[test]
    fn what_writers_leave_unescaped_is_escaped() {
        for (written, address) in [
            ("https://a.org/x y<z>[1]", "https://a.org/x%20y%3Cz%3E%5B1%5D"),
            ("https://a.org/?q=a|b c", "https://a.org/?q=a%7Cb%20c"),
            ("https://a.org/#a#b", "https://a.org/#a%23b"),
            ("https://m%C3%BCnchen.de/", "https://münchen.de/"),
            ("mailto:a@b.org, c@d.org", "mailto:a@b.org,%20c@d.org"),
        ] {
            assert_eq!(judged(written), Judged::Sound(address.to_owned()), "{written}");
        }
    }

    #[test]
    fn what_is_certain_is_mended() {
        for (written, address, what) in [
            ("https://exa\u{200b}mple.org/x", "https://example.org/x", "U+200B"),
            ("https://exam\u{ad}ple.org/", "https://example.org/", "U+00AD"),
            ("https://\u{feff}example.org/", "https://example.org/", "U+FEFF"),
            ("https://a.org/x\u{200b}y", "https://a.org/x%E2%80%8By", "U+200B"),
            ("https://a.org/100%", "https://a.org/100%25", "`%`"),
            ("https://a.org/%zz", "https://a.org/%25zz", "`%`"),
            ("mailto:an\u{ad}na@example.org", "mailto:anna@example.org", "U+00AD"),
            ("tel:\u{202a}+49 30\u{202c}", "tel:+49%2030", "U+202A"),
        ] {
            let Judged::Mended(mended, flaw) = judged(written) else { panic!("{written} is mended") };
            assert_eq!(mended, address, "{written}");
            assert!(flaw.what.contains(what), "{}", flaw.what);
        }
    }

    #[test]
    fn what_is_no_address_is_faulty() {
        for address in [
            "https:",
            "https://",
            "https:example.org",
            "http://a b/",
            "http://[x]/",
            "http://[::1/",
            "http://[::1]x/",
            "http://a:99999/",
            "http://a:port/",
            "http://a..b/",
            "http://.a/",
            "http://a@b@c/",
            "http://ü@b/",
            "http://a\u{202e}b.org/",
            "http://a\u{a0}b.org/",
            "http://a\\b",
            "http:\\\\a.org",
            "http://a.org/b\\c",
            "http://a%zz.org/",
            "http://a%20b.org/",
            "http://256.1.1.1/",
            "http://a_b!c/",
            "http://-/",
            "http://xn--a/",
            "mailto:nobody",
            "tel:none",
        ] {
            assert!(matches!(judged(address), Judged::Faulty(_)), "{address}");
        }
    }
}
