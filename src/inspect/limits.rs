//! How much of a foreign file is read: the one owner of these limits, and the checks that come before a
//! parser that has none.
//!
//! A file may be made to exhaust whoever reads it. An overflow of the stack or of memory ends the program
//! and cannot be caught, so bytes and units of work are counted before they are spent.

use super::Unreadable;

/// Bytes of an archive's entry that are read: one that is larger is no text.
pub(super) const ENTRY: u64 = 16 << 20;
/// Bytes of all entries of an archive that are read together.
pub(super) const ENTRIES: u64 = 256 << 20;
/// Elements within elements in an XML document.
const XML_DEPTH: usize = 256;
/// Attributes of an element, which are compared with each other.
const XML_ATTRIBUTES: usize = 1_000;
/// Declarations of namespaces, each of which is looked at for every name.
const XML_NAMESPACES: usize = 200;
/// Nodes of an XML document.
pub(super) const XML_NODES: u32 = 4_000_000;

/// Bytes of a stream in a PDF when it is unpacked.
pub(super) const STREAM: usize = 16 << 20;
/// Bytes of all streams that are unpacked to read the texts of a PDF.
pub(super) const STREAMS: usize = 256 << 20;
/// Bytes of the texts that a PDF shows, and as many of what its tags say: a font may give a code a long
/// text, and tags may name a text more than once.
pub(super) const TEXT: usize = 256 << 20;
/// Bytes of the text of a code (Adobe Technical Note 5411 allows 512).
pub(super) const TEXT_OF_CODE: usize = 512;
/// Codes of a font: there are 65,536 of two bytes.
pub(super) const CODES: usize = 1 << 17;
/// Names of fonts that all pages have together.
pub(super) const FONT_NAMES: usize = 4_000_000;
/// Elements of a tag tree.
pub(super) const NODES: usize = 2_000_000;
/// Elements within elements of a tag tree.
pub(super) const TAG_DEPTH: usize = 200;
/// Levels of an outline.
pub(super) const OUTLINE_DEPTH: usize = 50;
/// Entries of an outline.
pub(super) const ENTRIES_OF_OUTLINE: usize = 100_000;
/// Tables of cross-references, one for each time that a PDF was changed.
pub(super) const REVISIONS: usize = 100;
/// Bytes of a number in a stream of cross-references.
pub(super) const NUMBER: i64 = 8;

/// Bytes that each of the object streams of a PDF may have when it is unpacked, if the file has so many. A
/// real one packs its objects to a twelfth at the most, but now and then a single object, as the list of a
/// long book's pages, is much larger than the rest: a few megabytes, as long as all together stay bounded.
pub(super) fn packed_objects(file: usize, streams: usize) -> usize {
    const SINGLE: usize = 4 << 20;
    const TOGETHER: usize = 1 << 30;
    let streams = streams.max(1);
    let usual = file.saturating_mul(12).max(STREAM) / streams;
    usual.max(SINGLE.min(TOGETHER / streams))
}

/// Entries that all cross-references of a PDF may have together: a real object takes more than a byte.
pub(super) fn references(file: usize) -> i64 {
    i64::try_from(file).unwrap_or(i64::MAX).saturating_add(1_000_000)
}

/// Something that is used up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget(usize);

impl Budget {
    /// So much of it.
    pub(super) fn new(of: usize) -> Self {
        Self(of)
    }

    /// Takes `some` of it.
    ///
    /// # Errors
    ///
    /// So much is not left; `what` has too much of it.
    pub(super) fn take(&mut self, some: usize, what: &str) -> Result<(), Unreadable> {
        self.0 =
            self.0.checked_sub(some).ok_or_else(|| Unreadable(format!("{what} too large to be read")))?;
        Ok(())
    }
}

/// Checks XML before it is parsed.
///
/// # Errors
///
/// It declares entities, or is nested too deeply, or has too many attributes or namespaces.
pub(super) fn check_xml(text: &str) -> Result<(), String> {
    if text.matches("xmlns:").count() > XML_NAMESPACES {
        return Err(format!("it declares more than {XML_NAMESPACES} namespaces"));
    }
    let mut rest = text;
    let mut depth: usize = 0;
    while let Some(open) = rest.find('<') {
        rest = &rest[open..];
        let end = if rest.starts_with("<!--") {
            rest.find("-->")
        } else if rest.starts_with("<![CDATA[") {
            rest.find("]]>")
        } else if rest.starts_with("<?") {
            rest.find("?>")
        } else if rest.starts_with("<!") {
            let subset = rest.find(['[', '>']).filter(|at| rest[*at..].starts_with('['));
            if subset.is_some() && rest.contains("<!ENTITY") {
                return Err("it declares entities, which no EPUB may".to_owned());
            }
            rest.find('>')
        } else {
            let tag = tag(rest);
            match (rest.starts_with("</"), tag.ends_with('/')) {
                (true, _) => depth = depth.saturating_sub(1),
                (false, true) => {}
                (false, false) => depth += 1,
            }
            if tag.matches('=').count() > XML_ATTRIBUTES && attributes(tag) > XML_ATTRIBUTES {
                return Err(format!("an element has more than {XML_ATTRIBUTES} attributes"));
            }
            Some(tag.len())
        };
        if depth > XML_DEPTH {
            return Err(format!("its elements are nested more than {XML_DEPTH} deep"));
        }
        // What does not end is told by the parser.
        let Some(end) = end else { return Ok(()) };
        rest = &rest[end.max(1)..];
    }
    Ok(())
}

/// A tag up to its end, or to that of the text.
fn tag(text: &str) -> &str {
    let mut quote = None;
    let end = text.bytes().position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), close) if open == close => {
            quote = None;
            false
        }
        _ => false,
    });
    &text[..end.unwrap_or(text.len())]
}

/// How many values stand in quotation marks in a tag.
fn attributes(tag: &str) -> usize {
    let mut quote = None;
    let mut count = 0;
    for byte in tag.bytes() {
        match quote {
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            Some(open) if open == byte => {
                quote = None;
                count += 1;
            }
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_is_measured_before_it_is_parsed() {
        let deep = |depth: usize| format!("{}x{}", "<a b='>'>".repeat(depth), "</a>".repeat(depth));
        assert_eq!(check_xml(&deep(XML_DEPTH)), Ok(()));
        assert!(check_xml(&deep(XML_DEPTH + 1)).is_err());
        assert_eq!(check_xml(&"<a/><!-- <a> --><![CDATA[<a>]]>".repeat(1000)), Ok(()));
        assert!(check_xml("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>").is_err());
        assert_eq!(check_xml("<!DOCTYPE html><a>&lt;!ENTITY</a>"), Ok(()));
        assert!(check_xml(&format!("<a {}/>", "b='c' ".repeat(2000))).is_err());
        assert_eq!(check_xml(&format!("<a b='{}'/>", "=".repeat(2000))), Ok(()));
        assert_eq!(check_xml("<a"), Ok(()));
    }

    #[test]
    fn a_budget_is_used_up() {
        let mut budget = Budget::new(3);
        assert!(budget.take(2, "it is").is_ok() && budget.take(2, "it is").is_err());
        assert!(budget.take(1, "it is").is_ok());
    }
}
