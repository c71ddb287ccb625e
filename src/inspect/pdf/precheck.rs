//! A PDF's bytes, looked at before the library parses them: cross-references that would make it work, or
//! take memory, without end.
//!
//! The library reads the tables that hang on each other from the last one on, and believes what a stream
//! of cross-references says of its own size (ISO 32000-1, 7.5.8).

use std::collections::BTreeSet;

use lopdf::content::Content;
use lopdf::{Dictionary, Object};

use crate::inspect::Unreadable;
use crate::inspect::limits::{NUMBER, REVISIONS, packed_objects, references};

/// Bytes of a dictionary of cross-references that are looked at.
const DICTIONARY: usize = 1 << 20;

/// Checks a file, and tells how many bytes each of its object streams may have when it is unpacked.
///
/// # Errors
///
/// Its cross-references cannot be read within the limits.
pub(super) fn check(bytes: &[u8]) -> Result<usize, Unreadable> {
    check_predictors(bytes)?;
    let mut waiting = starts(bytes);
    let mut seen = BTreeSet::new();
    let mut left = references(bytes.len());
    let mut longest = 0;
    while let Some(at) = waiting.pop() {
        if !seen.insert(at) {
            continue;
        }
        if seen.len() > REVISIONS {
            return Err(Unreadable(format!("the PDF was changed more than {REVISIONS} times")));
        }
        let Some(dictionary) = bytes.get(at..).and_then(dictionary) else { continue };
        let (entries, width) = entries(&dictionary)?;
        left = left.saturating_sub(entries);
        longest = longest.max(usize::try_from(entries.saturating_mul(width)).unwrap_or(0));
        if left < 0 {
            return Err(Unreadable("the PDF has more cross-references than it can have objects".to_owned()));
        }
        let next = [b"Prev".as_slice(), b"XRefStm"].into_iter();
        let next = next.filter_map(|key| dictionary.get(key).and_then(Object::as_i64).ok());
        waiting.extend(next.filter_map(|at| usize::try_from(at).ok()));
    }
    // The limit holds for the cross-references themselves, too.
    Ok(packed_objects(bytes.len(), object_streams(bytes)).max(longest))
}

/// The numbers behind each `startxref` near the end, one of which readers take.
fn starts(bytes: &[u8]) -> Vec<usize> {
    const KEY: &[u8] = b"startxref";
    const NEAR: usize = 2048;
    let end = &bytes[bytes.len().saturating_sub(NEAR)..];
    let found = end.windows(KEY.len()).enumerate().filter(|(_, window)| *window == KEY);
    let numbers = found.filter_map(|(at, _)| {
        let digits = end[at + KEY.len()..].iter().copied().skip_while(u8::is_ascii_whitespace);
        let digits: String = digits.take_while(u8::is_ascii_digit).take(20).map(char::from).collect();
        digits.parse().ok()
    });
    numbers.collect()
}

/// The dictionary of the cross-references at the beginning of `bytes`: that of a stream, or the trailer.
fn dictionary(bytes: &[u8]) -> Option<Dictionary> {
    let space = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let bytes = &bytes[space..];
    let from = match bytes.starts_with(b"xref") {
        true => find(bytes, b"trailer")?,
        false => 0,
    };
    let open = from + find(&bytes[from..bytes.len().min(from + DICTIONARY)], b"<<")?;
    let text = &bytes[open..bytes.len().min(open + DICTIONARY)];
    let end = find(text, b"stream").or_else(|| find(text, b"startxref")).unwrap_or(text.len());
    // A dictionary is read as what a content stream may hold, too; the operator ends it.
    let mut text = text[..end].to_vec();
    text.truncate(text.windows(2).rposition(|window| window == b">>")? + 2);
    text.extend_from_slice(b" DP\n");
    let content = Content::decode(&text).ok()?;
    let operands = content.operations.into_iter().next()?.operands;
    operands.into_iter().find_map(|operand| operand.as_dict().ok().cloned())
}

/// How many entries a stream of cross-references says that it has, and the bytes of each; none for a
/// trailer.
fn entries(dictionary: &Dictionary) -> Result<(i64, i64), Unreadable> {
    let numbers = |key: &[u8]| -> Option<Vec<i64>> {
        let numbers = dictionary.get(key).ok()?.as_array().ok()?;
        Some(numbers.iter().map(|number| number.as_i64().unwrap_or(-1)).collect())
    };
    let Some(widths) = numbers(b"W") else { return Ok((0, 0)) };
    let is_sound = widths.iter().all(|width| (0..=NUMBER).contains(width));
    if !is_sound || widths.iter().sum::<i64>() == 0 {
        return Err(Unreadable("the PDF has cross-references whose numbers have no such width".to_owned()));
    }
    let size = dictionary.get(b"Size").and_then(Object::as_i64).unwrap_or(0);
    let index = numbers(b"Index").unwrap_or_else(|| vec![0, size]);
    let entries = index.chunks_exact(2).map(|section| section[1].max(0)).fold(0, i64::saturating_add);
    Ok((entries, widths.iter().sum()))
}

/// How many streams say that they hold objects, however the name is written (ISO 32000-1, 7.3.5).
fn object_streams(bytes: &[u8]) -> usize {
    let mut count = 0;
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'/') {
        rest = &rest[at + 1..];
        count += usize::from(is_name(rest, b"ObjStm"));
    }
    count
}

/// Checks the numbers by which the library multiplies when it unpacks rows (ISO 32000-1, table 8).
fn check_predictors(bytes: &[u8]) -> Result<(), Unreadable> {
    const MOST: [(&[u8], i64); 3] = [(b"Columns", 1 << 20), (b"Colors", 32), (b"BitsPerComponent", 16)];
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'/') {
        rest = &rest[at + 1..];
        let Some((name, most)) = MOST.iter().find(|(name, _)| is_name(rest, name)) else { continue };
        // The name may be written in escapes, of three bytes each.
        let behind = rest.iter().take(3 * name.len() + 64).copied();
        let number: String = behind
            .skip_while(|byte| !byte.is_ascii_whitespace() && *byte != b'-' && *byte != b'+')
            .skip_while(u8::is_ascii_whitespace)
            .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+'))
            .map(char::from)
            .collect();
        let is_sound =
            number.is_empty() || number.parse().is_ok_and(|number: i64| (0..=*most).contains(&number));
        if !is_sound {
            return Err(Unreadable("a stream of the PDF has rows that are too long to be read".to_owned()));
        }
    }
    Ok(())
}

fn is_name(mut bytes: &[u8], name: &[u8]) -> bool {
    let hex = |byte: Option<&u8>| char::from(*byte?).to_digit(16).map(|digit| digit as u8);
    name.iter().all(|wanted| {
        let (byte, length) = match (bytes.first(), hex(bytes.get(1)), hex(bytes.get(2))) {
            (Some(b'#'), Some(high), Some(low)) => (high << 4 | low, 3),
            (Some(byte), ..) => (*byte, 1),
            (None, ..) => return false,
        };
        bytes = &bytes[length..];
        byte == *wanted
    })
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(dictionary: &str) -> Vec<u8> {
        format!("%PDF-1.7\n1 0 obj\n<<{dictionary}>>\nstream\nx\nendstream\nendobj\nstartxref\n9\n%%EOF")
            .into_bytes()
    }

    #[test]
    fn cross_references_without_end_are_refused() {
        assert!(check(&file("/Type/XRef/W[1 2 1]/Size 5/Root 2 0 R")).is_ok());
        for bad in [
            "/Type/XRef/W[0 0 0]/Size 5",
            "/Type/XRef/W[1 9223372036854775807 1]/Size 5",
            "/Type/XRef/#57[1 -2 1]/Size 5",
            "/Type/XRef/W[0 0 1]/Size 4000000000",
            "/Type/XRef/W[1 2 1]/Index[0 2147483647]/Size 5",
        ] {
            assert!(check(&file(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn rows_that_are_too_long_are_refused() {
        assert!(check_predictors(b"<</Predictor 15/Columns 5>> /Columns [1]").is_ok());
        for bad in ["/Columns 9223372036854775807", "/#43olumns -5", "/Colors 99999", "/BitsPerComponent 64"]
        {
            assert!(check_predictors(bad.as_bytes()).is_err(), "{bad}");
        }
    }

    #[test]
    fn names_are_read_with_their_escapes() {
        assert_eq!(object_streams(b"/ObjStm /#4FbjStm /Obj#53tm /Obj"), 3);
    }
}
