//! The contents → the navigation document, and the NCX for old reading systems: the same entries
//! in both.

use super::chapters::{Chapter, Kind};
use super::content::STYLESHEET;
use super::identifier;
use super::places::Book;
use crate::markup::{Page, Piece, Places, Used, Writer, escape, words};
use crate::model::{Inline, Listed, Resolved};
use crate::resolve::{Listing, Manuscript};

/// The name of the navigation document.
pub(super) const NAV: &str = "nav.xhtml";

/// What leads through the book.
pub(super) struct Navigation {
    /// The navigation document.
    pub xhtml: String,
    /// The NCX.
    pub ncx: String,
    /// What the navigation document uses of the style sheet.
    pub used: Used,
}

/// An entry of the contents, with those below it.
struct Entry<'a> {
    level: u8,
    label: &'a str,
    /// Its words: as they stand in the text, or a title.
    content: Content<'a>,
    address: String,
    children: Vec<Entry<'a>>,
}

enum Content<'a> {
    Inlines(&'a [Inline<Resolved>]),
    Title(&'a str),
}

impl Entry<'_> {
    fn words(&self) -> String {
        let text = match self.content {
            Content::Inlines(inlines) => words(inlines),
            Content::Title(title) => title.to_owned(),
        };
        format!("{} {text}", self.label).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Writes what leads through the book.
pub(super) fn navigation(manuscript: &Manuscript, chapters: &[Chapter], book: &Book) -> Navigation {
    let here = book.seen_from(None);
    let entries = entries(manuscript, chapters, book, &here);
    let style = &manuscript.style;
    let mut writer = Writer::new(manuscript, &here);
    writer.uses(Piece::Contents);
    writer.uses(Piece::Heading1);
    let heading = book.free("contents-title".to_owned());
    writer.raw("<nav epub:type=\"toc\" role=\"doc-toc\"");
    let toc = book.free("toc".to_owned());
    writer.attribute("id", &toc);
    writer.attribute("aria-labelledby", &heading);
    writer.raw(">\n<h1");
    writer.attribute("id", &heading);
    writer.raw(">");
    writer.text(style.words.contents);
    writer.raw("</h1>\n");
    list(&mut writer, &entries);
    writer.raw("</nav>\n");
    for listing in &manuscript.lists {
        list_of(&mut writer, listing, &here);
    }
    landmarks(&mut writer, manuscript, chapters, &toc);
    let (content, used) = writer.finish();
    let page = Page {
        language: &manuscript.document.metadata.language,
        title: style.words.contents,
        stylesheet: STYLESHEET,
        body: " epub:type=\"frontmatter\"",
        content: &content,
    };
    Navigation { xhtml: page.write(), ncx: ncx(manuscript, &entries), used }
}

/// A list of figures or tables, for people and for reading systems that lead through it.
fn list_of(writer: &mut Writer, listing: &Listing, here: &impl Places) {
    let kind = match listing.of {
        Listed::Figures => "loi",
        Listed::Tables => "lot",
    };
    writer.raw("<nav");
    writer.attribute("epub:type", kind);
    writer.attribute("aria-label", listing.title);
    writer.raw(">\n<h1>");
    writer.text(listing.title);
    writer.raw("</h1>\n");
    let entries = listing.entries.iter().filter_map(|entry| {
        let address = here.anchor(&entry.anchor)?;
        let content = Content::Inlines(&entry.content);
        Some(Entry { level: entry.level, label: &entry.label, content, address, children: Vec::new() })
    });
    list(writer, &entries.collect::<Vec<_>>());
    writer.raw("</nav>\n");
}

/// The entries, nested by their levels. Every file can be reached from them: the title page by
/// the title, a book's opening by its first words, all others by their headings.
fn entries<'a>(
    manuscript: &'a Manuscript,
    chapters: &'a [Chapter],
    book: &Book,
    here: &impl Places,
) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry> = chapters
        .iter()
        .filter(|chapter| chapter.continuation == 0 && matches!(chapter.kind, Kind::Title | Kind::Opening))
        .map(|chapter| Entry {
            level: 0,
            label: "",
            content: Content::Title(&chapter.title),
            address: format!("{}#{}", chapter.file(), book.free(chapter.stem.clone())),
            children: Vec::new(),
        })
        .collect();
    // The way down to the entry that was added last.
    let mut open: Vec<Entry> = Vec::new();
    let close = |open: &mut Vec<Entry<'a>>, entries: &mut Vec<Entry<'a>>, level: u8| {
        while open.last().is_some_and(|last| last.level >= level) {
            let done = open.pop().expect("the loop has seen it");
            match open.last_mut() {
                Some(parent) => parent.children.push(done),
                None => entries.push(done),
            }
        }
    };
    for entry in &manuscript.contents {
        let Some(address) = here.anchor(&entry.anchor) else { continue };
        close(&mut open, &mut entries, entry.level);
        let empty = entry.label.is_empty() && words(&entry.content).trim().is_empty();
        let content = if empty { Content::Title("…") } else { Content::Inlines(&entry.content) };
        open.push(Entry { level: entry.level, label: &entry.label, content, address, children: Vec::new() });
    }
    close(&mut open, &mut entries, 0);
    entries
}

fn list(writer: &mut Writer, entries: &[Entry]) {
    writer.raw("<ol>\n");
    for entry in entries {
        writer.raw("<li><a");
        writer.attribute("href", &entry.address);
        writer.raw(">");
        if !entry.label.is_empty() {
            writer.text(entry.label);
            writer.raw(" ");
        }
        match entry.content {
            Content::Inlines(inlines) => writer.inlines(inlines),
            Content::Title(title) => writer.text(title),
        }
        writer.raw("</a>");
        if !entry.children.is_empty() {
            writer.raw("\n");
            list(writer, &entry.children);
        }
        writer.raw("</li>\n");
    }
    writer.raw("</ol>\n");
}

/// The places that a reading system may lead to by itself.
fn landmarks(writer: &mut Writer, manuscript: &Manuscript, chapters: &[Chapter], toc: &str) {
    let body = chapters.iter().find(|chapter| !chapter.blocks.is_empty());
    let title = &chapters[0];
    // A landmark must stand in the way of reading, and so do the contents only if they are shown.
    let contents =
        manuscript.style.contents.then(|| (format!("{NAV}#{toc}"), "toc", manuscript.style.words.contents));
    let marks = [
        Some((title.file(), "titlepage", title.title.as_str())),
        contents,
        body.map(|chapter| (chapter.file(), "bodymatter", chapter.title.as_str())),
    ];
    writer.raw("<nav epub:type=\"landmarks\" hidden=\"hidden\">\n<ol>\n");
    for (address, kind, words) in marks.into_iter().flatten() {
        writer.raw("<li><a");
        writer.attribute("epub:type", kind);
        writer.attribute("href", &address);
        writer.raw(">");
        writer.text(words);
        writer.raw("</a></li>\n");
    }
    writer.raw("</ol>\n</nav>\n");
}

fn ncx(manuscript: &Manuscript, entries: &[Entry]) -> String {
    let metadata = &manuscript.document.metadata;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\" xml:lang=\"");
    escape::push_attribute(&mut out, metadata.language.tag());
    out.push_str("\">\n<head>\n<meta name=\"dtb:uid\" content=\"");
    escape::push_attribute(&mut out, &identifier::identifier(metadata));
    out.push_str(&format!("\"/>\n<meta name=\"dtb:depth\" content=\"{}\"/>\n", depth(entries)));
    out.push_str("<meta name=\"dtb:totalPageCount\" content=\"0\"/>\n");
    out.push_str("<meta name=\"dtb:maxPageNumber\" content=\"0\"/>\n</head>\n<docTitle><text>");
    escape::push_text(&mut out, &identifier::line(&metadata.title));
    out.push_str("</text></docTitle>\n<navMap>\n");
    points(&mut out, entries, &mut 0);
    out.push_str("</navMap>\n</ncx>\n");
    out
}

fn depth(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.children)).max().unwrap_or(0)
}

fn points(out: &mut String, entries: &[Entry], order: &mut usize) {
    for entry in entries {
        *order += 1;
        out.push_str(&format!("<navPoint id=\"point-{order}\" playOrder=\"{order}\"><navLabel><text>"));
        escape::push_text(out, &entry.words());
        out.push_str("</text></navLabel><content src=\"");
        escape::push_attribute(out, &entry.address);
        out.push_str("\"/>\n");
        points(out, &entry.children, order);
        out.push_str("</navPoint>\n");
    }
}
