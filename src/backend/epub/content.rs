//! Chapters → their XHTML.

use std::collections::BTreeMap;

use super::chapters::{Chapter, Kind};
use super::names::STYLESHEET;
use super::places::Book;
use crate::markup::{Page, Piece, Used, Writer, escape};
use crate::model::{Division, Part, Run};
use crate::resolve::Manuscript;
use crate::style::Role;

/// The files of the text.
pub(super) struct Files {
    /// Each chapter's file.
    pub xhtml: Vec<String>,
    /// What they use of the style sheet.
    pub used: Used,
    /// The file of each page of the print edition that has a mark, by its number.
    pub pages: BTreeMap<usize, usize>,
}

/// Writes each chapter's file.
pub(super) fn write(manuscript: &Manuscript, chapters: &[Chapter], book: &Book) -> Files {
    let mut used = Used::default();
    let mut pages = BTreeMap::new();
    let titles = unique(chapters.iter().map(|chapter| chapter.title.as_str()));
    let xhtml = chapters
        .iter()
        .zip(&titles)
        .enumerate()
        .map(|(file, (chapter, title))| {
            let here = book.seen_from(Some(file));
            let mut writer = Writer::new(manuscript, &here);
            section(&mut writer, manuscript, chapter, title, book);
            if chapter.kind == Kind::Title && chapter.continuation == 0 {
                front(&mut writer, manuscript);
            }
            writer.blocks(chapter.blocks);
            writer.notes(&book.notes[file]);
            writer.raw("</section>\n");
            let written = writer.finish();
            used.merge(&written.used);
            pages.extend(written.pages.into_iter().map(|page| (page, file)));
            let body = match chapter.kind {
                Kind::Title if chapter.is_title_page() => " epub:type=\"frontmatter\"",
                Kind::Title | Kind::Opening | Kind::Part | Kind::Chapter => " epub:type=\"bodymatter\"",
            };
            let language = &manuscript.document.metadata.language;
            Page { language, title, stylesheet: STYLESHEET, body, content: &written.xhtml }.write()
        })
        .collect();
    Files { xhtml, used, pages }
}

/// Opens the section that holds a file's text, and names it: by its heading, or by its title
/// where it goes on from another file.
fn section(writer: &mut Writer, manuscript: &Manuscript, chapter: &Chapter, title: &str, book: &Book) {
    let book_division = manuscript.style.division == Division::Book;
    writer.raw("<section");
    writer.attribute("id", &book.free(chapter.stem.clone()));
    writer.raw(match chapter.kind {
        Kind::Title if chapter.blocks.is_empty() => " epub:type=\"titlepage\"",
        Kind::Part => " epub:type=\"part\" role=\"doc-part\"",
        Kind::Chapter if book_division => " epub:type=\"chapter\" role=\"doc-chapter\"",
        Kind::Title | Kind::Opening | Kind::Chapter => "",
    });
    match chapter.heading() {
        Some(heading) => writer.attribute("aria-labelledby", &heading.anchor.0),
        None => writer.attribute("aria-label", title),
    }
    writer.raw(">\n");
}

/// The title block.
fn front(writer: &mut Writer, manuscript: &Manuscript) {
    writer.raw("<header>\n");
    let mut titled = false;
    for (nth, line) in (0..).zip(&manuscript.front) {
        let part = Part::Front(nth);
        match line.role {
            Role::Title if !titled => {
                titled = true;
                writer.uses(Piece::Title);
                writer.raw("<h1 class=\"title\" epub:type=\"title\">");
                front_line(writer, part, &line.text);
                writer.raw("</h1>\n");
            }
            Role::Subtitle => {
                writer.uses(Piece::Subtitle);
                writer.raw("<p class=\"subtitle\" epub:type=\"subtitle\" role=\"doc-subtitle\">");
                front_line(writer, part, &line.text);
                writer.raw("</p>\n");
            }
            Role::Author => {
                writer.uses(Piece::Author);
                writer.raw("<p class=\"author\">");
                front_line(writer, part, &line.text);
                writer.raw("</p>\n");
            }
            Role::Contributor => {
                writer.uses(Piece::Contributor);
                writer.raw("<p class=\"contributor\">");
                front_line(writer, part, &line.text);
                writer.raw("</p>\n");
            }
            Role::Affiliation => {
                writer.uses(Piece::Affiliation);
                writer.raw("<p class=\"affiliation\">");
                front_line(writer, part, &line.text);
                writer.raw("</p>\n");
            }
            Role::Colophon => {
                writer.uses(Piece::Colophon);
                writer.raw("<p class=\"colophon\">");
                front_line(writer, part, &line.text);
                writer.raw("</p>\n");
            }
            // The contract names the roles above; whatever else comes is shown, and quietly.
            _ => {
                writer.uses(Piece::Imprint);
                writer.raw("<p class=\"imprint\">");
                front_line(writer, part, &line.text);
                writer.raw("</p>\n");
            }
        }
    }
    if !titled {
        writer.uses(Piece::Title);
        let title = escape::text(manuscript.document.metadata.title.trim());
        writer.raw(&format!("<h1 class=\"title\" epub:type=\"title\">{title}</h1>\n"));
    }
    writer.raw("</header>\n");
}

fn front_line(writer: &mut Writer, part: Part, text: &str) {
    writer.part(part, text, &Run::default(), |writer| writer.read_from(0, text));
}

/// `titles` with a count behind each that has been there before.
fn unique<'a>(titles: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut times = BTreeMap::<String, usize>::new();
    titles
        .map(|title| {
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut candidate = title.clone();
            loop {
                let count = times.entry(candidate.clone()).or_insert(0);
                *count += 1;
                if *count == 1 {
                    return candidate;
                }
                candidate = format!("{title} ({count})");
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::unique;

    #[test]
    fn titles_are_counted_and_never_equal() {
        assert_eq!(
            unique(["A", "A", "A (2)", "B", "A"].into_iter()),
            ["A", "A (2)", "A (2) (2)", "B", "A (3)"]
        );
    }
}
