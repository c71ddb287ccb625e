//! Bytes of a file → the text of a drawing, well-formed where that takes no guess.

use std::io::Read;

use flate2::read::GzDecoder;
use usvg::roxmltree::{Document, Error, ParsingOptions};

/// The largest drawing that is read, in bytes.
pub(crate) const LARGEST: usize = 16 << 20;

/// The namespace of drawings.
pub(crate) const SVG: &str = "http://www.w3.org/2000/svg";

/// The names of references in older drawings.
pub(crate) const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Comments, and an internal subset with the entities of drawing programs, may come before the
/// first element.
const HEAD: usize = 64 << 10;

/// The most namespaces that are declared for a drawing that forgot them.
const MOST_PREFIXES: usize = 16;

/// The text of a drawing, or why it cannot be read; `None` for data that is no drawing.
pub(crate) fn text(bytes: &[u8]) -> Option<Result<String, String>> {
    if bytes.starts_with(&[0x1F, 0x8B]) {
        let mut inflated = Vec::new();
        // A file that ends early is a drawing if its beginning is one.
        let whole = GzDecoder::new(bytes).take(LARGEST as u64 + 1).read_to_end(&mut inflated);
        let text = characters(&inflated).unwrap_or_default();
        return starts_drawing(&text).then(|| match whole {
            Ok(_) if inflated.len() > LARGEST => Err(too_large()),
            Ok(_) => Ok(text),
            Err(_) => Err("its gzip data is damaged".to_owned()),
        });
    }
    let Some(text) = characters(bytes) else {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).into_owned();
        return starts_drawing(&head).then(|| Err("it is not UTF-8 text".to_owned()));
    };
    starts_drawing(&text).then(|| if bytes.len() > LARGEST { Err(too_large()) } else { Ok(text) })
}

fn too_large() -> String {
    format!("it is larger than {} MiB", LARGEST >> 20)
}

/// Whether text may be a drawing, by its beginning.
fn starts_drawing(text: &str) -> bool {
    let head = text.trim_start();
    let mut end = head.len().min(HEAD);
    while !head.is_char_boundary(end) {
        end -= 1;
    }
    let head = &head[..end];
    head.starts_with('<') && (head.contains("<svg") || head.contains(":svg"))
}

/// The characters, by the byte order mark, by where the zeros of UTF-16 are, or by the name of the
/// encoding in the XML declaration (XML 1.0, appendix F).
fn characters(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0, b'<', ..] => utf16(bytes, u16::from_be_bytes),
        [b'<', 0, ..] => utf16(bytes, u16::from_le_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Some(text.to_owned()),
            Err(_) => is_latin(bytes).then(|| bytes.iter().map(|byte| latin(*byte)).collect()),
        },
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

/// Whether the XML declaration names ISO 8859-1 or the code page that programs mean by it.
fn is_latin(bytes: &[u8]) -> bool {
    let head: String = bytes.iter().take(100).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let declared = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    declared.is_some_and(|declared| {
        ["iso-8859-1", "latin1", "windows-1252", "us-ascii"].iter().any(|name| declared.contains(name))
    })
}

/// A byte of code page 1252, which has signs where ISO 8859-1 has controls.
fn latin(byte: u8) -> char {
    const SIGNS: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
    match byte {
        0x80..=0x9F => SIGNS.chars().nth(usize::from(byte - 0x80)).unwrap_or(' '),
        byte => char::from(byte),
    }
}

/// The text with what is missing in many drawings: prefixes that are not declared, and HTML's names
/// of characters and unclosed line breaks. Lines stay where they are.
///
/// # Errors
///
/// What else makes it no XML, with line and column.
pub(crate) fn well_formed(mut text: String) -> Result<String, String> {
    let mut html = false;
    for _ in 0..MOST_PREFIXES {
        match parsed(&text).map(|_| ()) {
            Ok(()) => return Ok(text),
            Err(Error::UnknownNamespace(prefix, _)) => {
                text = declared(&text, &prefix).ok_or("its root element is missing")?;
            }
            Err(_) if !html => {
                html = true;
                text = without_html(&without_comments(&text));
            }
            Err(error) => return Err(error.to_string()),
        }
    }
    Err("it uses too many namespaces that are not declared".to_owned())
}

/// The elements of a drawing; entities that it declares itself are followed.
pub(crate) fn parsed(text: &str) -> Result<Document<'_>, Error> {
    Document::parse_with_options(text, ParsingOptions { allow_dtd: true, ..ParsingOptions::default() })
}

/// The text with a prefix declared at its root.
fn declared(text: &str, prefix: &str) -> Option<String> {
    let namespace = match prefix {
        "xlink" => XLINK.to_owned(),
        "svg" => SVG.to_owned(),
        other => format!("urn:undeclared:{other}"),
    };
    let root = text.match_indices("svg").map(|(at, _)| at).find(|at| {
        let before = text[..*at].trim_end_matches(|c: char| c.is_alphanumeric() || c == ':');
        before.ends_with('<') && !text[..*at].ends_with(char::is_alphanumeric)
    })?;
    let at = root + "svg".len();
    Some(format!(r#"{} xmlns:{prefix}="{namespace}"{}"#, &text[..at], &text[at..]))
}

/// The text without comments but with their line breaks: `--` in one is an error in XML alone.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<!--") {
        out.push_str(&rest[..start]);
        let comment = &rest[start..];
        let end = comment.find("-->").map_or(comment.len(), |end| end + 3);
        out.extend(comment[..end].chars().filter(|c| *c == '\n'));
        rest = &comment[end..];
    }
    out.push_str(rest);
    out
}

/// The text with the entities and open elements of HTML as XML has them.
fn without_html(text: &str) -> String {
    const PAIRS: &[(&str, &str)] = &[
        ("&nbsp;", "\u{A0}"),
        ("&mdash;", "—"),
        ("&ndash;", "–"),
        ("&hellip;", "…"),
        ("&rarr;", "→"),
        ("&larr;", "←"),
        ("&times;", "×"),
        ("&middot;", "·"),
        ("&bull;", "•"),
        ("&copy;", "©"),
        ("&deg;", "°"),
        ("&laquo;", "«"),
        ("&raquo;", "»"),
        ("<br>", "<br/>"),
        ("<hr>", "<hr/>"),
    ];
    PAIRS.iter().fold(
        text.to_owned(),
        |text, (html, xml)| {
            if text.contains(html) { text.replace(html, xml) } else { text }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = r#"<svg xmlns="http://www.w3.org/2000/svg"><title>Größe</title></svg>"#;

    #[test]
    fn a_drawing_is_read_in_every_encoding() {
        let units: Vec<u16> = PLAIN.encode_utf16().collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let little: Vec<u8> =
            [0xFEFF].iter().chain(&units).flat_map(|unit: &u16| unit.to_le_bytes()).collect();
        let marked = [b"\xEF\xBB\xBF", PLAIN.as_bytes()].concat();
        for bytes in [PLAIN.as_bytes(), &big, &little, &marked] {
            assert_eq!(text(bytes), Some(Ok(PLAIN.to_owned())));
        }
        let latin =
            b"<?xml version='1.0' encoding='ISO-8859-1'?><svg><title>\x93Gr\xF6\xDFe\x94</title></svg>";
        let read = text(latin).expect("it is a drawing").expect("it has characters");
        assert!(read.contains("“Größe”"), "{read}");
    }

    #[test]
    fn what_is_no_drawing_is_left_alone() {
        assert_eq!(text(b"<html></html>"), None);
        assert_eq!(text(b"words about <svg>"), None);
        assert_eq!(text(b"\x1F\x8Bnothing"), None);
        assert!(matches!(text(b"<svg>\xFF</svg>"), Some(Err(_))));
    }

    #[test]
    fn forgotten_declarations_are_added() {
        let repaired = well_formed(
            "<svg>\n<use xlink:href='#a' inkscape:label='x'/>&nbsp;<!-- a -- b -->\n<br></svg>".into(),
        );
        let repaired = repaired.expect("it can be repaired");
        assert!(repaired.contains(XLINK), "{repaired}");
        assert_eq!(repaired.lines().count(), 3);
        assert!(well_formed("<svg><g></svg>".into()).is_err());
    }
}
