//! What a file says of itself: metadata, contents, pages.

use crate::inspect::{EpubFile, PdfFile, Unreadable};
use crate::model::{Person, shown_text};
use crate::resolve::Manuscript;
use crate::transcript::{PROPERTY, is_shown, words};

/// What a file says of itself; `None` for what it does not say, or cannot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Name and value of each field, in a fixed order.
    pub(super) fields: Vec<(&'static str, Option<String>)>,
    /// The words of the entries of the outline or the navigation, in order.
    pub(super) contents: Option<Vec<String>>,
    /// The numbers of the pages, as printed.
    pub(super) pages: Option<Vec<String>>,
    /// The fingerprint that it carries.
    pub(super) fingerprint: Option<String>,
}

/// The names of the fields.
const FIELDS: [&str; 10] = [
    "title",
    "authors",
    "contributors",
    "language",
    "date",
    "publisher",
    "rights",
    "identifier",
    "description",
    "keywords",
];

/// A text as it is compared: in one line, without what is not seen.
fn plain(text: &str) -> String {
    words(text).iter().map(|said| said.text.to_owned()).collect::<Vec<_>>().join(" ")
}

/// An identifier as it is compared. An ISBN is the same with hyphens and without, whatever stands before
/// it (ISO 2108, RFC 3187), and so is a UUID (RFC 9562).
fn identifier(text: &str) -> String {
    let text: String = text.chars().filter(|c| is_shown(c.encode_utf8(&mut [0; 4]))).collect();
    let lower = text.to_lowercase();
    let rest = lower.strip_prefix("urn:").unwrap_or(&lower);
    let scheme = ["isbn:", "isbn-13:", "isbn-10:", "isbn", "uuid:"].into_iter();
    let bare = scheme.filter_map(|scheme| rest.strip_prefix(scheme)).next().unwrap_or(rest);
    let bare: String = bare.chars().filter(|c| !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−')).collect();
    let is_isbn = matches!(bare.len(), 10 | 13) && bare.bytes().all(|it| it.is_ascii_digit() || it == b'x');
    let is_uuid = bare.len() == 32 && bare.bytes().all(|it| it.is_ascii_hexdigit());
    if is_isbn || is_uuid { bare } else { text }
}

fn fields(values: [Option<String>; 10]) -> Vec<(&'static str, Option<String>)> {
    let plain = values.map(|value| value.map(|value| plain(&value)).filter(|value| !value.is_empty()));
    FIELDS.into_iter().zip(plain).collect()
}

fn joined(values: Vec<String>) -> Option<String> {
    (!values.is_empty()).then(|| values.join("; "))
}

impl Facts {
    /// What a manuscript says.
    pub(super) fn of_manuscript(manuscript: &Manuscript) -> Self {
        let metadata = &manuscript.document.metadata;
        let (authors, others): (Vec<&Person>, Vec<&Person>) =
            metadata.authors.iter().partition(|person| person.is_author());
        let names = |people: Vec<&Person>| joined(people.into_iter().map(|it| it.name.clone()).collect());
        let entry = |label: &str, words: String| plain(&format!("{label} {words}"));
        let contents = manuscript.contents.iter();
        let contents =
            contents.map(|it| entry(&it.label, shown_text(&it.content))).filter(|it| !it.is_empty());
        Self {
            fields: fields([
                Some(metadata.title.clone()),
                names(authors),
                names(others),
                Some(metadata.language.tag().to_owned()),
                metadata.date.filter(|date| date.year > 0).map(|date| date.iso()),
                metadata.publisher.clone(),
                metadata.rights.clone(),
                metadata.identifier.as_deref().map(identifier),
                metadata.description.clone(),
                joined(metadata.keywords.clone()),
            ]),
            contents: Some(contents.collect()),
            pages: None,
            fingerprint: None,
        }
    }

    /// What a PDF says.
    pub(super) fn of_pdf(file: &PdfFile) -> Self {
        let first = |name: &str| file.property(name).into_iter().next();
        let outline = file.outline();
        Self {
            fields: fields([
                first("dc:title"),
                joined(file.property("dc:creator")),
                joined(file.property("dc:contributor")),
                first("dc:language"),
                first("dc:date"),
                joined(file.property("dc:publisher")),
                first("dc:rights"),
                first("dc:identifier").as_deref().map(identifier),
                first("dc:description"),
                joined(file.property("dc:subject")),
            ]),
            contents: Some(
                outline.iter().map(|(_, title, _)| plain(title)).filter(|it| !it.is_empty()).collect(),
            ),
            pages: Some(file.page_labels()),
            fingerprint: first(&format!("pressroom:{PROPERTY}")),
        }
    }

    /// What an EPUB says; `contents` are the entries of its navigation that lead to headings.
    pub(super) fn of_epub(file: &EpubFile, contents: Vec<String>) -> Result<Self, Unreadable> {
        let package = file.package.xml()?;
        let pages = crate::reader::epub::spine::page_list(file)?;
        let all = |name: &'static str| -> Vec<String> {
            let nodes = package.descendants().filter(move |node| node.tag_name().name() == name);
            nodes.filter_map(|node| node.text().map(str::to_owned)).collect()
        };
        let first = |name: &'static str| all(name).into_iter().next();
        let carried = format!("pressroom:{PROPERTY}");
        let carried = package.descendants().find(|node| node.attribute("property") == Some(carried.as_str()));
        Ok(Self {
            fields: fields([
                first("title"),
                joined(all("creator")),
                joined(all("contributor")),
                first("language"),
                first("date"),
                joined(all("publisher")),
                first("rights"),
                first("identifier").as_deref().map(identifier),
                first("description"),
                joined(all("subject")),
            ]),
            contents: Some(contents.iter().map(|entry| plain(entry)).filter(|it| !it.is_empty()).collect()),
            pages: (!pages.is_empty()).then(|| pages.into_iter().map(|(label, _)| label).collect()),
            fingerprint: carried.and_then(|node| node.text().map(str::to_owned)),
        })
    }
}
