//! Addresses: one judgement for all editions.

use pressroom::inspect::{Element, Node, PdfFile};

use super::support::{Exported, export};

/// A document of one link to `address`.
fn linked(address: &str) -> Exported {
    export(&format!("---\nlang: en\ntitle: Ways\n---\n\nGo [there]({address}) now.\n"))
}

/// Where the links of each edition lead: PDF, EPUB, text.
fn targets(made: &Exported) -> [Vec<String>; 3] {
    let xhtml = made.xhtml.split("<a href=\"").skip(1).filter_map(|rest| rest.split_once('"'));
    let text = made.text.lines().filter_map(|line| line.strip_prefix("[L")?.split_once("] "));
    let file = PdfFile::read(&made.pdf).expect("it is one");
    let links = file.tags.map(|tags| links_of(&tags)).unwrap_or_default();
    [
        links,
        xhtml.map(|(address, _)| address.replace("&amp;", "&")).collect(),
        text.map(|(_, address)| address.to_owned()).collect(),
    ]
}

fn links_of(element: &Element) -> Vec<String> {
    let mut links = Vec::new();
    for kid in &element.kids {
        match kid {
            Node::Element(kid) => links.append(&mut links_of(kid)),
            Node::Annotation(address) => links.push(address.clone()),
            Node::Text(..) => {}
        }
    }
    links
}

#[test]
fn an_address_that_is_none_is_reported_once_and_no_edition_links_to_it() {
    for (address, why) in [
        ("https://www..example.com/", "a part of its host is empty"),
        ("https://.example.com/", "a part of its host is empty"),
        ("https://example.com:99999/", "its port"),
        ("https://example.com:http/", "its port"),
        ("https://[::1/", "a bracket in its host is not closed"),
        ("https://[fe80]/", "not an IPv6 number"),
        ("https://exa\u{202e}mple.com/", "U+202E"),
        ("https://exa\u{200f}mple.com/", "U+200F"),
        ("https://exa\u{a0}mple.com/", "U+00A0"),
        ("<https://exa mple.com/>", "a blank"),
        ("https://a@b@example.com/", "`@` stands before its host"),
        ("https://ü@example.com/", "`ü` stands before its host"),
        ("<https:\\\\example.com>", "slashes are missing"),
        ("<https://example.com/a\\b>", "a backslash"),
        ("https://ex%zzample.com/", "begins no escape"),
        ("https://300.1.1.1/", "IPv4"),
        ("https://xn--a/", "stands for no letters"),
        ("https://a!b.com/", "`!` stands in its host"),
        ("mailto:nobody", "no `@`"),
    ] {
        let made = linked(address);
        let said = made.with_code("unknown-target");
        assert_eq!(said.len(), 1, "{address}: {:?}", made.diagnostics);
        assert!(said[0].starts_with("6:4 Warning") && said[0].contains(why), "{address}: {said:?}");
        assert!(made.verified, "{address}: {:?}", made.diagnostics);
        assert!(!made.xhtml.contains("<a ") && made.xhtml.contains("Go there now."), "{address}");
        assert!(made.text.contains("Go there now."), "{address}: {}", made.text);
        assert!(made.pdf_words().contains("Go there now."), "{address}");
    }
}

#[test]
fn what_does_not_show_in_a_host_is_left_out_of_the_link_in_every_edition() {
    for mark in ['\u{200b}', '\u{ad}', '\u{2060}', '\u{feff}', '\u{200d}', '\u{fe0f}'] {
        let made = linked(&format!("https://exa{mark}mple.com/x"));
        let said = made.with_code("unknown-target");
        let name = format!("U+{:04X}", u32::from(mark));
        assert!(said.len() == 1 && said[0].contains(&name), "{said:?}");
        assert!(made.verified, "{:?}", made.diagnostics);
        for edition in targets(&made) {
            assert_eq!(edition, ["https://example.com/x"], "{name}");
        }
    }
}

#[test]
fn sound_addresses_lead_there_from_every_edition_and_are_not_reported() {
    for (written, address) in [
        ("https://example.com/a%20b?x=1&y=2#z", "https://example.com/a%20b?x=1&y=2#z"),
        ("<https://example.com/a b?c d|e>", "https://example.com/a%20b?c%20d%7Ce"),
        ("https://example.com:8080/", "https://example.com:8080/"),
        ("https://ada:secret@example.com/", "https://ada:secret@example.com/"),
        ("https://xn--mnchen-3ya.de/", "https://xn--mnchen-3ya.de/"),
        ("mailto:a@b.org,c@d.org?subject=x", "mailto:a@b.org,c@d.org?subject=x"),
        ("tel:+49-30-1234", "tel:+49-30-1234"),
        ("ftp://ftp.example.com/x", "ftp://ftp.example.com/x"),
        ("//example.com/x", "https://example.com/x"),
        ("https://[::1]:80/", "https://[::1]:80/"),
        ("https://192.0.2.1/", "https://192.0.2.1/"),
    ] {
        let made = linked(written);
        assert!(made.diagnostics.is_empty() && made.verified, "{written}: {:?}", made.diagnostics);
        for edition in targets(&made) {
            assert_eq!(edition, [address], "{written}");
        }
    }
}

#[test]
fn addresses_in_other_letters_are_links() {
    for address in [
        "https://münchen.de/straße?q=ä#ö",
        "https://例え.jp/パス",
        "https://fa.wikipedia.org/wiki/می\u{200c}خواهم",
        "https://می\u{200c}خواهم.com/",
        "https://example。com/",
    ] {
        let made = linked(address);
        assert!(made.diagnostics.is_empty() && made.verified, "{address}: {:?}", made.diagnostics);
        assert!(made.xhtml.contains("<a href=\"https://"), "{address}");
    }
}

#[test]
fn a_percent_sign_that_begins_no_escape_is_escaped_and_reported() {
    for address in ["https://example.com/100%", "https://example.com/%zz?a=%4"] {
        let made = linked(address);
        assert_eq!(made.with_code("unknown-target").len(), 1, "{:?}", made.diagnostics);
        let escaped = address.replace('%', "%25");
        assert!(made.verified && made.xhtml.contains(&format!("href=\"{escaped}\"")), "{}", made.xhtml);
    }
}

#[test]
fn a_bare_address_that_is_none_stays_as_words() {
    let made =
        export("---\nlang: en\n---\n# T\n\nSee https://www..example.com/ and <https://a..b/>.\n\nEnd.\n");
    assert_eq!(made.with_code("unknown-target").len(), 2, "{:?}", made.diagnostics);
    assert!(made.verified && !made.xhtml.contains("<a "), "{:?}", made.diagnostics);
    assert!(made.text.contains("See https://www..example.com/ and https://a..b/."), "{}", made.text);
    let made = export("---\nlang: en\n---\n# T\n\nSee https://exa\u{200b}mple.com/ here.\n\nEnd.\n");
    assert!(made.verified && made.xhtml.contains("href=\"https://example.com/\""), "{:?}", made.diagnostics);
}

#[test]
fn what_does_not_show_in_a_path_is_escaped_and_reported() {
    let made = linked("https://example.com/a\u{200b}b");
    assert_eq!(made.with_code("unknown-target").len(), 1, "{:?}", made.diagnostics);
    assert!(made.verified, "{:?}", made.diagnostics);
    assert!(made.xhtml.contains("href=\"https://example.com/a%E2%80%8Bb\""), "{}", made.xhtml);
}
