//! The contents → the navigation document, and the NCX for old reading systems: the same entries
//! in both.

use std::collections::BTreeMap;

use super::chapters::{Chapter, Kind};
use super::cover::COVER;
use super::entries::{Content, Entry};
use super::names::{NAV, STYLESHEET};
use super::ncx::ncx;
use super::places::Book;
use crate::markup::{Page, Piece, Places, Used, Writer, Written};
use crate::model::{Listed, Part, SpanId};
use crate::resolve::{Listing, Manuscript};

/// What leads through the book.
pub(super) struct Navigation {
    /// The navigation document.
    pub xhtml: String,
    /// The NCX.
    pub ncx: String,
    /// What the navigation document uses of the style sheet.
    pub used: Used,
}

/// Writes what leads through the book.
///
/// `pages` are the files of the pages of the print edition that begin in the text, by their numbers.
pub(super) fn navigation(
    manuscript: &Manuscript,
    chapters: &[Chapter],
    book: &Book,
    has_cover: bool,
    pages: &BTreeMap<usize, usize>,
) -> Navigation {
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
    printed(&mut writer, manuscript, Some(Part::ListTitle(0)));
    writer.text(style.words.contents);
    writer.raw("</h1>\n");
    list(&mut writer, manuscript, &entries);
    writer.raw("</nav>\n");
    for (nth, listing) in (1..).zip(&manuscript.lists) {
        list_of(&mut writer, manuscript, (nth, listing), &here);
    }
    landmarks(&mut writer, manuscript, chapters, has_cover, &toc);
    let within = writer.pages().to_vec();
    let pages: Vec<(String, &str)> = book
        .pages()
        .into_iter()
        .filter_map(|page| {
            let file = match pages.get(&page.number) {
                Some(file) => chapters[*file].file(),
                None if within.contains(&page.number) => NAV.to_owned(),
                None => return None,
            };
            Some((format!("{file}#{}", page.id), page.label.as_str()))
        })
        .collect();
    page_list(&mut writer, &pages);
    let Written { xhtml: content, used, .. } = writer.finish();
    let page = Page {
        language: &manuscript.document.metadata.language,
        title: style.words.contents,
        stylesheet: STYLESHEET,
        body: " epub:type=\"frontmatter\"",
        content: &content,
    };
    Navigation { xhtml: page.write(), ncx: ncx(manuscript, &entries, &pages), used }
}

/// The mark of the page that begins with a line of the printed contents. Only a document that is
/// read in its turn can have one.
fn printed(writer: &mut Writer, manuscript: &Manuscript, part: Option<Part>) {
    if let Some(part) = part.filter(|_| manuscript.shows_contents()) {
        writer.part_whole(part);
    }
}

/// Where the pages of the print edition begin: for who has to find or to cite one.
fn page_list(writer: &mut Writer, pages: &[(String, &str)]) {
    if pages.is_empty() {
        return;
    }
    writer.raw("<nav epub:type=\"page-list\" role=\"doc-pagelist\" hidden=\"hidden\">\n<ol>\n");
    for (address, label) in pages {
        writer.raw("<li><a");
        writer.attribute("href", address);
        writer.raw(">");
        writer.text(label);
        writer.raw("</a></li>\n");
    }
    writer.raw("</ol>\n</nav>\n");
}

/// A list of figures or tables, for people and for reading systems that lead through it.
fn list_of(
    writer: &mut Writer,
    manuscript: &Manuscript,
    (number, listing): (u32, &Listing),
    here: &impl Places,
) {
    let kind = match listing.of {
        Listed::Figures => "loi",
        Listed::Tables => "lot",
    };
    writer.raw("<nav");
    writer.attribute("epub:type", kind);
    writer.attribute("aria-label", listing.title);
    writer.raw(">\n<h1>");
    printed(writer, manuscript, Some(Part::ListTitle(number)));
    writer.text(listing.title);
    writer.raw("</h1>\n");
    let entries = (0..).zip(&listing.entries).filter_map(|(nth, entry)| {
        let address = here.anchor(&entry.anchor)?;
        let content = Content::Run(&entry.content);
        let printed = Some(Part::ListEntry(number, nth));
        let children = Vec::new();
        Some(Entry { level: entry.level, label: &entry.label, content, address, printed, children })
    });
    list(writer, manuscript, &entries.collect::<Vec<_>>());
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
            printed: None,
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
    for (nth, entry) in (0..).zip(&manuscript.contents) {
        let Some(address) = here.anchor(&entry.anchor) else { continue };
        close(&mut open, &mut entries, entry.level);
        let empty = entry.label.is_empty() && entry.content.shown_text().trim().is_empty();
        let content = if empty { Content::Title("…") } else { Content::Run(&entry.content) };
        let printed = Some(Part::ListEntry(0, nth));
        let children = Vec::new();
        open.push(Entry { level: entry.level, label: &entry.label, content, address, printed, children });
    }
    close(&mut open, &mut entries, 0);
    entries
}

fn list(writer: &mut Writer, manuscript: &Manuscript, entries: &[Entry]) {
    writer.raw("<ol>\n");
    for entry in entries {
        writer.raw("<li><a");
        writer.attribute("href", &entry.address);
        writer.raw(">");
        printed(writer, manuscript, entry.printed);
        if !entry.label.is_empty() {
            writer.text(entry.label);
            writer.raw(" ");
        }
        match entry.content {
            Content::Run(run) => writer.pieces(run, SpanId::WHOLE),
            Content::Title(title) => writer.text(title),
        }
        writer.raw("</a>");
        if !entry.children.is_empty() {
            writer.raw("\n");
            list(writer, manuscript, &entry.children);
        }
        writer.raw("</li>\n");
    }
    writer.raw("</ol>\n");
}

/// The places that a reading system may lead to by itself.
fn landmarks(writer: &mut Writer, manuscript: &Manuscript, chapters: &[Chapter], has_cover: bool, toc: &str) {
    let body = chapters.iter().find(|chapter| !chapter.is_title_page());
    let title = &chapters[0];
    // A landmark must stand in the way of reading, and so do the contents only if they are shown.
    let contents =
        manuscript.shows_contents().then(|| (format!("{NAV}#{toc}"), "toc", manuscript.style.words.contents));
    let marks = [
        has_cover.then(|| (COVER.to_owned(), "cover", title.title.as_str())),
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
