//! What a file says of itself: metadata, contents, pages.

use crate::transcript::{is_shown, words};

/// What a file says of itself; `None` for what it does not say, or cannot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its metadata; `None` in a format that has no place for any.
    pub fields: Option<Fields>,
    /// The words of the entries of the outline or the navigation, in order.
    pub contents: Option<Vec<String>>,
    /// The numbers of the pages, as printed.
    pub pages: Option<Vec<String>>,
    /// Where these pages begin, in a format that has none of its own: their numbers and addresses.
    pub page_list: Vec<(String, String)>,
    /// The fingerprint that it carries.
    pub fingerprint: Option<String>,
}

/// The fields of its metadata, as they stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub struct Fields {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub contributors: Vec<String>,
    /// A BCP 47 tag.
    pub language: Option<String>,
    /// ISO 8601: `2026-03-01`, or a year.
    pub date: Option<String>,
    pub publishers: Vec<String>,
    pub rights: Option<String>,
    pub identifier: Option<String>,
    pub description: Option<String>,
    pub keywords: Vec<String>,
}

impl Fields {
    /// The name and the value of each field as they are compared, in a fixed order: in one line, without
    /// what is not seen.
    pub(crate) fn compared(&self) -> [(&'static str, Option<String>); 10] {
        let joined = |values: &[String]| (!values.is_empty()).then(|| values.join("; "));
        [
            ("title", self.title.clone()),
            ("authors", joined(&self.authors)),
            ("contributors", joined(&self.contributors)),
            ("language", self.language.clone()),
            ("date", self.date.clone()),
            ("publisher", joined(&self.publishers)),
            ("rights", self.rights.clone()),
            ("identifier", self.identifier.as_deref().map(identifier)),
            ("description", self.description.clone()),
            ("keywords", joined(&self.keywords)),
        ]
        .map(|(name, value)| (name, value.map(|value| plain(&value)).filter(|value| !value.is_empty())))
    }
}

impl Facts {
    /// The entries of the contents as they are compared.
    pub(crate) fn compared_contents(&self) -> Option<Vec<String>> {
        let entries = self.contents.as_ref()?.iter().map(|entry| plain(entry));
        Some(entries.filter(|entry| !entry.is_empty()).collect())
    }
}

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
