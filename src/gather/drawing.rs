//! A picture → its bytes and, of a drawing, those of the images in it.
//!
//! Which of them are shown is known when the drawing has been understood. Here every tag counts that may
//! show one, whatever stands around it, so that none is missed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Name, Read, decode};
use crate::source::{self, Refusal, Sources};
use crate::span::FileId;

/// Drawings within drawings whose images are read, at most.
pub(crate) const DEEPEST: usize = 3;
/// The most images in a drawing and in those within it.
pub(crate) const MOST_IMAGES: usize = 1_000;
/// Bytes of all images in a drawing.
const MOST_BYTES: usize = 256 << 20;

/// Reads the picture that `from` calls `path`, and what stands in it.
pub(super) fn read(sources: &Sources, from: FileId, path: String) -> Vec<(Name, Read)> {
    let mut reader =
        Reader { sources, from, read: Vec::new(), seen: BTreeSet::new(), images: 0, room: usize::MAX };
    let bytes = reader.file(&path);
    reader.room = MOST_BYTES;
    if let Ok(bytes) = bytes {
        reader.images_in(&bytes, folder(&path), 0);
    }
    reader.read
}

struct Reader<'s> {
    sources: &'s Sources,
    from: FileId,
    read: Vec<(Name, Read)>,
    seen: BTreeSet<String>,
    /// How many images were looked at.
    images: usize,
    /// The bytes that may still be read.
    room: usize,
}

impl Reader<'_> {
    /// The bytes of a file, which are kept unless its address holds them.
    fn file(&mut self, path: &str) -> Read {
        if let Some(held) = source::held(path) {
            return held.map(Arc::from);
        }
        let bytes: Read = source::read(self.sources, self.from, path).map(Arc::from);
        let bytes = bytes.and_then(|bytes| match self.room.checked_sub(bytes.len()) {
            Some(room) => {
                self.room = room;
                Ok(bytes)
            }
            None => Err(Refusal::TooLarge(MOST_BYTES as u64)),
        });
        self.read.push(((self.from, path.to_owned()), bytes.clone()));
        bytes
    }

    /// Reads the images of a drawing in `folder`, which stands in `depth` others.
    fn images_in(&mut self, bytes: &[u8], folder: Option<String>, depth: usize) {
        let Some(Ok(text)) = decode::text(bytes) else { return };
        for href in hrefs(&text) {
            let Some(path) = path_in(folder.as_deref(), &href) else { continue };
            if self.images >= MOST_IMAGES || !self.seen.insert(path.clone()) {
                continue;
            }
            self.images += 1;
            if let Ok(bytes) = self.file(&path)
                && depth < DEEPEST
            {
                let inside = if is_data(&href) { folder.clone() } else { self::folder(&path) };
                self.images_in(&bytes, inside, depth + 1);
            }
        }
    }
}

/// What `href` in a drawing of `folder` is called by the text that shows the drawing; `None` for a path in
/// a drawing that lies in no folder.
pub(crate) fn path_in(folder: Option<&str>, href: &str) -> Option<String> {
    match folder {
        _ if is_data(href) || href.starts_with('/') || has_scheme(href) => Some(href.to_owned()),
        Some(folder) => Some(format!("{folder}{href}")),
        None => None,
    }
}

/// The folder of a path, with a slash at its end; `None` for data, which is in none.
pub(crate) fn folder(path: &str) -> Option<String> {
    if is_data(path) {
        return None;
    }
    let bare = path.split(['?', '#']).next().unwrap_or_default();
    Some(bare.rfind('/').map_or(String::new(), |end| bare[..=end].to_owned()))
}

fn is_data(address: &str) -> bool {
    address.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"))
}

/// Whether an address names a scheme, or a drive.
fn has_scheme(href: &str) -> bool {
    href.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// The references of all tags that may show an image, with entities and blanks as XML reads them.
fn hrefs(text: &str) -> Vec<String> {
    let mut entities = None;
    let mut found = Vec::new();
    for (at, _) in text.match_indices('<') {
        let tag = &text[at + 1..];
        let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(tag.len());
        let name = tag[..end].rsplit(':').next().unwrap_or_default();
        if !matches!(name, "image" | "feImage") {
            continue;
        }
        for value in references(&tag[end..]) {
            let entities = entities.get_or_insert_with(|| declared(text));
            found.push(expanded(value, entities).trim().to_owned());
        }
    }
    found
}

/// The values of the attributes of a tag that are called `href`, whatever stands before a colon.
fn references(tag: &str) -> Vec<&str> {
    let mut values = Vec::new();
    let mut rest = tag;
    while let Some(at) = rest.find(['=', '>']) {
        let (name, after) = (&rest[..at], &rest[at..]);
        let Some(after) = after.strip_prefix('=') else { break };
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let Some((value, after)) = after[1..].split_once(quote) else { break };
        let name = name.trim_end().rsplit(|c: char| c.is_whitespace() || c == ':').next();
        if name == Some("href") {
            values.push(value);
        }
        rest = after;
    }
    values
}

/// The entities that a drawing declares itself, as drawing programs do.
fn declared(text: &str) -> BTreeMap<&str, &str> {
    const MOST: usize = 200;
    let declarations = text.split("<!ENTITY").skip(1).take(MOST);
    let entity = declarations.filter_map(|rest| {
        let rest = rest.trim_start();
        let (name, rest) = rest.split_once(char::is_whitespace)?;
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        Some((name, rest[1..].split_once(quote)?.0))
    });
    // The first declaration counts (XML 1.0, 4.2).
    let mut entities = BTreeMap::new();
    entity.for_each(|(name, value)| {
        entities.entry(name).or_insert(value);
    });
    entities
}

/// A value with its references to characters and entities replaced. Entities within entities stay: none
/// is known to name files by them.
fn expanded<'v>(value: &'v str, entities: &BTreeMap<&str, &str>) -> Cow<'v, str> {
    if !value.contains(['&', '\n', '\t', '\r']) {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let read = after.split_once(';').and_then(|(name, after)| {
            let text = match name {
                "amp" => "&".to_owned(),
                "lt" => "<".to_owned(),
                "gt" => ">".to_owned(),
                "quot" => "\"".to_owned(),
                "apos" => "'".to_owned(),
                _ => match name.strip_prefix('#') {
                    Some(number) => char_of(number)?.to_string(),
                    None => (*entities.get(name)?).to_owned(),
                },
            };
            Some((text, after))
        });
        match read {
            Some((text, after)) => {
                out.push_str(&text);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out.replace(['\n', '\t', '\r'], " "))
}

fn char_of(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_that_may_show_an_image_counts() {
        let text = "<!DOCTYPE svg [<!ENTITY dir 'a/b/'>]><svg xmlns:xl='x'>\
            <image xl:href = \" one.png \" x='1'/><s:image width=\"2>1\" href='t&amp;wo.png'/>\
            <feImage\n href=\"&dir;th&#114;ee.png\"/><use href='#no'/><!-- <image href='four.png'> -->\
            <imagery href='no.png'/><image/><image href='' xlink:href='five.png'></image><a href='no'/></svg>";
        let expected = ["one.png", "t&wo.png", "a/b/three.png", "four.png", "", "five.png"];
        assert_eq!(hrefs(text), expected);
        assert_eq!(hrefs("<image href"), Vec::<String>::new());
        assert_eq!(hrefs("<image href='a"), Vec::<String>::new());
    }

    #[test]
    fn paths_start_at_the_folder_of_their_drawing() {
        assert_eq!(folder("a/b.svg?c/d"), Some("a/".to_owned()));
        assert_eq!(folder("b.svg"), Some(String::new()));
        assert_eq!(folder("DATA:image/svg+xml,<svg/>"), None);
        assert_eq!(path_in(Some("a/"), "c.png").as_deref(), Some("a/c.png"));
        assert_eq!(path_in(Some("a/"), "/c.png").as_deref(), Some("/c.png"));
        assert_eq!(path_in(None, "c.png"), None);
        assert_eq!(path_in(None, "https://x/c.png").as_deref(), Some("https://x/c.png"));
    }
}
