//! What a document says of itself: one field, one source.

use std::collections::BTreeMap;

use super::FileName;

/// Title, authors and the like.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The title. `Parsed`: empty if nothing gives it one; `Resolved`: never empty.
    pub title: String,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// Everyone named, in order: those who wrote it, and those who contributed otherwise.
    pub authors: Vec<Person>,
    /// The language of the text.
    pub language: Language,
    /// When it was published.
    pub date: Option<Date>,
    /// When this release was made, as seconds since 1970 in UTC, if the one who builds it says.
    pub modified: Option<i64>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The licence or copyright line.
    pub rights: Option<String>,
    /// An ISBN, URL, URN or UUID.
    pub identifier: Option<String>,
    /// Where the text comes from: a book, an address.
    pub source: Option<String>,
    /// What it is about, in a few sentences.
    pub description: Option<String>,
    /// Subjects.
    pub keywords: Vec<String>,
    /// The series it is part of.
    pub series: Option<Series>,
    /// `slug: my-name`: what its editions are called instead of after their source.
    pub slug: Option<FileName>,
    /// Keys without a meaning here, as text: kept, and warned of.
    pub other: BTreeMap<String, String>,
}

/// Someone who made the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name as printed.
    pub name: String,
    /// The name as sorted, `Austen, Jane`, if it was given.
    pub file_as: Option<String>,
    /// The MARC relator code, `aut`, `edt`, `trl`, `ill` …; or the role in the author's words, where no
    /// code is known for it.
    pub role: String,
    /// Where they work.
    pub affiliation: Option<String>,
}

impl Person {
    /// Whether they wrote it.
    pub fn is_author(&self) -> bool {
        self.role == "aut"
    }

    /// The MARC relator code of the role: `ctb`, a contributor, for a role without a code.
    pub fn relator(&self) -> &str {
        let is_code = self.role.len() == 3 && self.role.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_code { &self.role } else { "ctb" }
    }
}

/// A series and the place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The series' name.
    pub name: String,
    /// The volume, as given.
    pub position: Option<String>,
}

/// A language by its BCP 47 tag, checked for form: `en`, `pt-BR`, `zh-Hans`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(String);

impl Language {
    /// The language called `tag`, or `None` if the tag is not well formed: subtags of 1 to 8
    /// ASCII letters and digits, the first of 2 or 3 letters (RFC 5646, section 2.1).
    pub fn new(tag: &str) -> Option<Self> {
        let mut subtags = tag.split('-');
        let first = subtags.next()?;
        let well_formed = (2..=3).contains(&first.len())
            && first.bytes().all(|byte| byte.is_ascii_alphabetic())
            && subtags.all(|subtag| {
                (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
        well_formed.then(|| Self(tag.to_owned()))
    }

    /// The whole tag.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The language alone, in lower case: `pt` of `pt-BR`.
    pub fn primary(&self) -> String {
        self.0.split('-').next().unwrap_or_default().to_ascii_lowercase()
    }
}

impl Default for Language {
    fn default() -> Self {
        Self("en".to_owned())
    }
}

/// A date of the Gregorian calendar, as exact as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// 0 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31, and only with a month.
    pub day: Option<u8>,
}

/// The last second that a date of four digits can name is the last.
const MOMENTS: std::ops::Range<i64> = 0..253_402_300_800;

/// A moment as `SOURCE_DATE_EPOCH` gives it, in seconds since 1970 in UTC: 0 to the end of the year 9999.
pub fn moment(text: &str) -> Option<i64> {
    text.trim().parse().ok().filter(|moment| MOMENTS.contains(moment))
}

impl Date {
    /// Reads `2023`, `2023-06`, `2023-06-19`, and the date of `2023-06-19T10:00:00Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().split(['T', ' ']).next()?;
        let mut parts = text.split('-');
        let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let month = parts.next().map(|month| month.parse::<u8>().ok()).map_or(Some(None), |m| m.map(Some))?;
        let day = parts.next().map(|day| day.parse::<u8>().ok()).map_or(Some(None), |d| d.map(Some))?;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            Some(2) if leap => 29,
            Some(2) => 28,
            Some(4 | 6 | 9 | 11) => 30,
            _ => 31,
        };
        let valid = parts.next().is_none()
            && month.is_none_or(|month| (1..=12).contains(&month))
            && day.is_none_or(|day| (1..=days).contains(&day));
        valid.then_some(Self { year, month, day })
    }

    /// `2023-06-19`, `2023-06` or `2023`.
    pub fn iso(&self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }
}
