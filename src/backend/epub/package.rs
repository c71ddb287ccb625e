//! The manuscript → the package document: metadata, manifest and spine.

use super::accessibility;
use super::chapters::Chapter;
use super::cover::{COVER, Cover};
use super::faces::Embedded;
use super::identifier::{identifier, line};
use super::names::NAV;
use super::names::{STYLESHEET, TYPESET};
use super::places::Book;
use chrono::DateTime;

use crate::layout::{Pages, Sp};
use crate::markup::escape;
use crate::model::{AssetId, Date, Direction, Metadata, Person};
use crate::resolve::Manuscript;
use crate::transcript::{NAMESPACE, PROPERTY, digest};

/// The moment of release of a book without a date: the first that a ZIP archive can name.
const NO_DATE: &str = "1980-01-01T00:00:00Z";

/// The names of Apple's words, which are none of the reserved ones.
const APPLE: &str = " ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/";

/// The package document.
pub(super) fn package(
    manuscript: &Manuscript,
    chapters: &[Chapter],
    book: &Book,
    cover: Option<&Cover>,
    faces: &[Embedded],
    pages: Option<&Pages>,
) -> String {
    let metadata = &manuscript.document.metadata;
    let language = &metadata.language;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!(
        "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
         unique-identifier=\"identifier\" xml:lang=\"{}\" dir=\"{}\" prefix=\"pressroom: {NAMESPACE}{}\">\n",
        language.tag(),
        Direction::of(language).name(),
        if faces.is_empty() { "" } else { APPLE },
    ));
    describe(&mut out, manuscript, cover, faces, pages.filter(|_| !book.pages().is_empty()));
    manifest(&mut out, chapters, book, cover, faces);
    spine(&mut out, manuscript, chapters, cover);
    out.push_str("</package>\n");
    out
}

/// An element with text, attributes given as markup; nothing for an empty text.
fn element(out: &mut String, name: &str, attributes: &str, text: &str) {
    let text = line(text);
    if !text.is_empty() {
        out.push_str(&format!("<{name}{attributes}>{}</{name}>\n", escape::text(&text)));
    }
}

/// A property of the book, or with `refines="…"` of something in it.
fn meta(out: &mut String, property: &str, attributes: &str, text: &str) {
    element(out, "meta", &format!(" property=\"{property}\"{attributes}"), text);
}

fn describe(
    out: &mut String,
    manuscript: &Manuscript,
    cover: Option<&Cover>,
    faces: &[Embedded],
    pages: Option<&Pages>,
) {
    let metadata = &manuscript.document.metadata;
    out.push_str("<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    element(out, "dc:identifier", " id=\"identifier\"", &identifier(metadata));
    titles(out, metadata);
    people(out, &metadata.authors);
    element(out, "dc:language", "", metadata.language.tag());
    // A year 0 is a date for nobody.
    let date = metadata.date.filter(|date| date.year > 0);
    if let Some(date) = date {
        element(out, "dc:date", "", &date.iso());
    }
    element(out, "dc:publisher", "", metadata.publisher.as_deref().unwrap_or_default());
    element(out, "dc:source", "", metadata.source.as_deref().unwrap_or_default());
    element(out, "dc:rights", "", metadata.rights.as_deref().unwrap_or_default());
    element(out, "dc:description", "", metadata.description.as_deref().unwrap_or_default());
    for keyword in &metadata.keywords {
        element(out, "dc:subject", "", keyword);
    }
    series(out, metadata);
    meta(out, "dcterms:modified", "", &modified(metadata.modified, date));
    // Old reading systems find the cover by this, new ones by the property in the manifest.
    match cover {
        Some(Cover::Given(AssetId(at))) => {
            out.push_str(&format!("<meta name=\"cover\" content=\"picture-{}\"/>\n", at + 1));
        }
        Some(Cover::Typeset(_)) => out.push_str("<meta name=\"cover\" content=\"typeset-cover\"/>\n"),
        None => {}
    }
    if !faces.is_empty() {
        // Without it Apple Books leaves out what the book brings along.
        meta(out, "ibooks:specified-fonts", "", "true");
    }
    meta(out, &format!("pressroom:{PROPERTY}"), "", &digest(manuscript));
    paginated(out, metadata, pages);
    for (property, value) in accessibility::statements(manuscript, pages.is_some()) {
        meta(out, property, "", &value);
    }
    if let Some((standard, certifier)) = accessibility::certified(manuscript) {
        meta(out, "dcterms:conformsTo", " id=\"conformance\"", standard);
        meta(out, "a11y:certifiedBy", " refines=\"#conformance\"", certifier);
    }
    out.push_str("</metadata>\n");
}

fn titles(out: &mut String, metadata: &Metadata) {
    let title = line(&metadata.title);
    let title = if title.is_empty() { "…" } else { &title };
    element(out, "dc:title", " id=\"title\"", title);
    meta(out, "title-type", " refines=\"#title\"", "main");
    meta(out, "file-as", " refines=\"#title\"", &filed(title, &metadata.language.primary()));
    if let Some(subtitle) = metadata.subtitle.as_deref().filter(|subtitle| !line(subtitle).is_empty()) {
        element(out, "dc:title", " id=\"subtitle\"", subtitle);
        meta(out, "title-type", " refines=\"#subtitle\"", "subtitle");
    }
}

/// A title as catalogues sort it: an English article goes to the end.
fn filed(title: &str, language: &str) -> String {
    let split = title.split_once(' ').filter(|(first, _)| {
        language == "en" && ["the", "a", "an"].iter().any(|article| first.eq_ignore_ascii_case(article))
    });
    match split {
        Some((article, rest)) => format!("{rest}, {article}"),
        None => title.to_owned(),
    }
}

/// Authors are creators, everyone else contributed. A name is sorted as it is printed unless the
/// author of the source says how: no rule knows which part of a name is the family's.
fn people(out: &mut String, people: &[Person]) {
    for (at, person) in people.iter().filter(|person| !line(&person.name).is_empty()).enumerate() {
        let number = at + 1;
        let name = if person.is_author() { "dc:creator" } else { "dc:contributor" };
        element(out, name, &format!(" id=\"person-{number}\""), &person.name);
        let refines = format!(" refines=\"#person-{number}\"");
        meta(out, "role", &format!("{refines} scheme=\"marc:relators\""), person.relator());
        meta(out, "file-as", &refines, person.file_as.as_deref().unwrap_or(&person.name));
        meta(out, "display-seq", &refines, &number.to_string());
    }
}

/// The print edition that the page list is of: old reading systems know this pair, and Kobo's checker
/// does not know `pageBreakSource`, which is to follow it.
fn paginated(out: &mut String, metadata: &Metadata, pages: Option<&Pages>) {
    let Some(page) = pages.and_then(|pages| pages.pages.first()) else { return };
    let millimetres = |length: Sp| (length.to_pt() * 25.4 / 72.0).round();
    let size = format!("{} × {} mm", millimetres(page.width), millimetres(page.height));
    let title = line(&metadata.title);
    let date = metadata.date.map(|date| format!(", {}", date.iso())).unwrap_or_default();
    element(out, "dc:source", " id=\"print\"", &format!("{title}, PDF, {size}{date}"));
    meta(out, "source-of", " refines=\"#print\"", "pagination");
}

fn series(out: &mut String, metadata: &Metadata) {
    let Some(series) = metadata.series.as_ref().filter(|series| !line(&series.name).is_empty()) else {
        return;
    };
    meta(out, "belongs-to-collection", " id=\"series\"", &series.name);
    meta(out, "collection-type", " refines=\"#series\"", "series");
    // The place must be a number, or numbers with dots between them.
    let position = series.position.as_deref().map(str::trim).unwrap_or_default();
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if position.split('.').all(number) {
        meta(out, "group-position", " refines=\"#series\"", position);
    }
}

/// The moment of release: what the one who builds it says, else the document's date.
fn modified(moment: Option<i64>, date: Option<Date>) -> String {
    match (moment.and_then(|seconds| DateTime::from_timestamp(seconds, 0)), date) {
        (Some(moment), _) => moment.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        (None, Some(Date { year, month, day })) => {
            format!("{year:04}-{:02}-{:02}T00:00:00Z", month.unwrap_or(1), day.unwrap_or(1))
        }
        (None, None) => NO_DATE.to_owned(),
    }
}

fn manifest(out: &mut String, chapters: &[Chapter], book: &Book, cover: Option<&Cover>, faces: &[Embedded]) {
    out.push_str("<manifest>\n");
    let mut item = |id: &str, address: &str, media_type: &str, more: &str| {
        out.push_str(&format!(
            "<item id=\"{id}\" href=\"{}\" media-type=\"{media_type}\"{more}/>\n",
            escape::attribute(address)
        ));
    };
    item("nav", NAV, "application/xhtml+xml", " properties=\"nav\"");
    item("ncx", "toc.ncx", "application/x-dtbncx+xml", "");
    item("stylesheet", STYLESHEET, "text/css", "");
    if cover.is_some() {
        item("cover", COVER, "application/xhtml+xml", "");
    }
    for chapter in chapters {
        item(&format!("text-{}", chapter.stem), &chapter.file(), "application/xhtml+xml", "");
    }
    for (nth, face) in (1..).zip(faces) {
        item(&format!("face-{nth}"), &face.rule.address, face.media_type, "");
    }
    let shelf = " properties=\"cover-image\"";
    for (at, (address, format)) in book.pictures.iter().zip(&book.formats).enumerate() {
        let is_cover = matches!(cover, Some(Cover::Given(AssetId(given))) if *given == at);
        let properties = if is_cover { shelf } else { "" };
        item(&format!("picture-{}", at + 1), address, format.media_type(), properties);
    }
    if let Some(Cover::Typeset(_)) = cover {
        item("typeset-cover", TYPESET, "image/png", shelf);
    }
    out.push_str("</manifest>\n");
}

/// The order of reading: the cover, which is seen before reading, title page, contents if the book shows them, text.
fn spine(out: &mut String, manuscript: &Manuscript, chapters: &[Chapter], cover: Option<&Cover>) {
    let direction = Direction::of(&manuscript.document.metadata.language).name();
    out.push_str(&format!("<spine toc=\"ncx\" page-progression-direction=\"{direction}\">\n"));
    if cover.is_some() {
        out.push_str("<itemref idref=\"cover\" linear=\"no\"/>\n");
    }
    for (at, chapter) in chapters.iter().enumerate() {
        out.push_str(&format!("<itemref idref=\"text-{}\"/>\n", chapter.stem));
        if at == 0 && manuscript.shows_contents() {
            out.push_str("<itemref idref=\"nav\"/>\n");
        }
    }
    out.push_str("</spine>\n");
}
