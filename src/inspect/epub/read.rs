//! An EPUB's bytes → its package, its texts in the order of reading, and what leads through them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use usvg::roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;

use crate::inspect::Unreadable;
use crate::inspect::limits::{ENTRIES, ENTRY, XML_NODES, check_xml};

/// An EPUB, read.
#[derive(Debug)]
pub struct EpubFile {
    /// The package document.
    pub package: EpubText,
    /// The texts of the spine that stand in the way of reading, in order.
    pub spine: Vec<EpubText>,
    /// The navigation document.
    pub navigation: Option<EpubText>,
    /// Whether the navigation document is one of the spine.
    pub navigation_is_read: bool,
    /// The style sheets.
    pub styles: Vec<EpubText>,
    /// The media type and the size in bytes of each file in the manifest.
    pub files: Vec<(String, u64)>,
    /// How many files the spine names.
    pub spine_length: usize,
}

/// A text in an EPUB.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EpubText {
    /// Its name in the archive.
    pub name: String,
    /// What it holds.
    pub text: String,
}

impl EpubText {
    /// It, as XML.
    ///
    /// # Errors
    ///
    /// It is not well formed.
    pub fn xml(&self) -> Result<Document<'_>, Unreadable> {
        check_xml(&self.text)
            .map_err(|why| Unreadable(format!("`{}` in the EPUB cannot be read: {why}", self.name)))?;
        let options = ParsingOptions { allow_dtd: true, nodes_limit: XML_NODES, ..ParsingOptions::default() };
        Document::parse_with_options(&self.text, options)
            .map_err(|error| Unreadable(format!("`{}` in the EPUB is not well formed: {error}", self.name)))
    }

    /// The line in which a byte of it stands, from 1.
    pub fn line(&self, byte: usize) -> usize {
        1 + self.text.bytes().take(byte).filter(|byte| *byte == b'\n').count()
    }
}

struct Archive<'b> {
    entries: ZipArchive<Cursor<&'b [u8]>>,
    /// The bytes of its texts that may still be read.
    left: u64,
}

impl Archive<'_> {
    fn text(&mut self, name: &str) -> Result<EpubText, Unreadable> {
        let file =
            self.entries.by_name(name).map_err(|_| Unreadable(format!("the EPUB has no file `{name}`")))?;
        let most = ENTRY.min(self.left);
        let mut bytes = Vec::new();
        let read = file.take(most + 1).read_to_end(&mut bytes);
        read.map_err(|error| Unreadable(format!("`{name}` in the EPUB cannot be read: {error}")))?;
        let length = bytes.len() as u64;
        // Even an empty text takes its time.
        self.left = self.left.saturating_sub(length + 64);
        if length > most {
            return Err(Unreadable(format!("`{name}` in the EPUB is too large to be read")));
        }
        let text =
            String::from_utf8(bytes).map_err(|_| Unreadable(format!("`{name}` in the EPUB is no UTF-8")))?;
        Ok(EpubText { name: name.to_owned(), text })
    }
}

impl EpubFile {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// It is damaged, or a file that it needs is missing.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes));
        let entries = archive.map_err(|error| Unreadable(format!("the EPUB cannot be opened: {error}")))?;
        let mut archive = Archive { entries, left: ENTRIES };
        let container = archive.text("META-INF/container.xml")?;
        let root = all(&container.xml()?, "rootfile")
            .find_map(|root| root.attribute("full-path").map(str::to_owned));
        let root = root.ok_or_else(|| Unreadable("the EPUB does not say where its package is".to_owned()))?;
        let package = archive.text(&root)?;
        let folder = root.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let document = package.xml()?;
        let items: Vec<Item> = all(&document, "item").map(|item| Item::of(item, &folder)).collect();
        let references: Vec<Node<'_, '_>> = all(&document, "itemref").collect();

        let by_id: BTreeMap<&str, &Item> = items.iter().rev().map(|item| (item.id.as_str(), item)).collect();
        let mut spine = Vec::new();
        let mut navigation_is_read = false;
        for reference in references.iter().filter(|it| it.attribute("linear") != Some("no")) {
            let id = reference.attribute("idref").unwrap_or_default();
            let Some(item) = by_id.get(id) else {
                return Err(Unreadable(format!(
                    "the EPUB's spine names `{id}`, which its manifest does not have"
                )));
            };
            match item.is_navigation {
                true => navigation_is_read = true,
                false => spine.push(archive.text(&item.name)?),
            }
        }
        let navigation = items.iter().find(|item| item.is_navigation);
        let navigation = navigation.map(|item| archive.text(&item.name)).transpose()?;
        let styles = items.iter().filter(|item| item.kind == "text/css");
        let styles = styles.map(|item| archive.text(&item.name)).collect::<Result<_, _>>()?;
        let files = items
            .iter()
            .map(|item| {
                (item.kind.clone(), archive.entries.by_name(&item.name).map(|file| file.size()).unwrap_or(0))
            })
            .collect();
        let spine_length = references.len();
        drop(document);
        Ok(Self { package, spine, navigation, navigation_is_read, styles, files, spine_length })
    }
}

/// A line of the manifest.
struct Item {
    id: String,
    name: String,
    kind: String,
    is_navigation: bool,
}

impl Item {
    fn of(item: Node<'_, '_>, folder: &str) -> Self {
        let of = |name: &str| item.attribute(name).unwrap_or_default();
        Self {
            id: of("id").to_owned(),
            name: format!("{folder}{}", of("href")),
            kind: item.attribute("media-type").unwrap_or("?").to_owned(),
            is_navigation: of("properties").split(' ').any(|it| it == "nav"),
        }
    }
}

/// All elements of a name, in order.
pub(super) fn all<'d>(document: &'d Document<'_>, name: &'static str) -> impl Iterator<Item = Node<'d, 'd>> {
    document.descendants().filter(move |node| node.tag_name().name() == name)
}
