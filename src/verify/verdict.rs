//! What a verification came to.

use std::fmt;

use super::reading::{Origin, Reading};
use crate::inspect::grouped;
use crate::style::StyleSheet;
use crate::transcript::{Form, Kind, Said, Transcript, common, fingerprint};

/// What a verification came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The manuscript, if there was one, and the editions that could be read.
    pub columns: Vec<Column>,
    /// Whether nothing was found that differs, and all could be read.
    pub holds: bool,
    /// What the editions were compared with.
    pub basis: Basis,
}

/// What editions were compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Nothing: there was one edition alone, or none, and no source.
    #[default]
    Nothing,
    /// With each other.
    EachOther,
    /// With the manuscript that was made of their source.
    Source,
}

/// What one edition, or the manuscript, says, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// What it is: `manuscript`, `PDF`.
    pub title: String,
    /// Whether it is a finished file, and not the manuscript.
    pub is_edition: bool,
    /// How much there is of each of [`Column::ROWS`]; `None` for what cannot be counted there.
    pub counts: Vec<Option<usize>>,
    /// The fingerprint of what all editions say.
    pub fingerprint: String,
}

impl Column {
    /// What is counted.
    pub const ROWS: [&'static str; 12] = [
        "words",
        "headings",
        "notes",
        "note marks",
        "cells",
        "breaks",
        "list items",
        "links",
        "pictures",
        "lines of code",
        "formulas",
        "pages",
    ];

    pub(super) fn of(reading: &Reading, style: &StyleSheet) -> Self {
        let usual = reading.full.as_ref().map(|full| common(full, &Form::usual(style)));
        let plain = usual.as_ref().or(reading.plain.as_ref().map(|plain| &plain.said));
        let of_plain = |kind| plain.map(|plain| plain.count(kind));
        let of_full = |kinds: &[Kind]| {
            let full = reading.full.as_ref()?;
            Some(kinds.iter().map(|kind| full.count(*kind)).sum())
        };
        let counts = vec![
            plain.map(Transcript::words),
            of_plain(Kind::Heading),
            of_plain(Kind::Note),
            of_full(&[Kind::NoteMark]),
            of_plain(Kind::Field),
            of_plain(Kind::Break),
            of_full(&[Kind::Item]),
            of_full(&[Kind::EndLink]),
            reading.full.as_ref().map(pictures),
            of_full(&[Kind::CodeLine]),
            of_full(&[Kind::Math]),
            reading.facts.pages.as_ref().map(Vec::len),
        ];
        Self {
            title: reading.name.to_owned(),
            is_edition: reading.origin == Origin::Edition,
            counts,
            // Without links nobody knows which words are addresses.
            fingerprint: plain.filter(|_| reading.means.links).map(fingerprint).unwrap_or_default(),
        }
    }
}

/// `PDF, EPUB and text`.
fn listed(titles: &[&str]) -> String {
    match titles {
        [start @ .., last] if !start.is_empty() => format!("{} and {last}", start.join(", ")),
        titles => titles.concat(),
    }
}

/// The pictures that say something to who does not see them.
fn pictures(full: &Transcript) -> usize {
    let says = |said: &Said<'_>| match said.kind {
        Kind::Image | Kind::FigureSaid => true,
        Kind::Figure => !said.text.is_empty(),
        _ => false,
    };
    full.iter().filter(says).count()
}

impl Verdict {
    /// `verified: 3 editions say the same as their source: 61,204 words, 87 headings, 112 notes;
    /// fingerprint 9f3ad0c2`, or nothing if they do not. What they were compared with is said.
    pub fn summary(&self) -> String {
        let editions: Vec<&Column> = self.columns.iter().filter(|column| column.is_edition).collect();
        let Some(first) = self.columns.first().filter(|_| self.holds && !editions.is_empty()) else {
            return String::new();
        };
        let shown = ["words", "headings", "notes", "cells"].into_iter().zip([0, 1, 2, 4]);
        let counts = shown.filter_map(|(name, row)| {
            let count = first.counts[row].filter(|count| *count > 0)?;
            let name = if count == 1 { name.trim_end_matches('s') } else { name };
            Some(format!("{} {name}", grouped(count)))
        });
        let says = match (self.basis, editions.len()) {
            (Basis::Nothing, _) => "read; compared with nothing".to_owned(),
            (Basis::Source, 1) => "verified: 1 edition says the same as its source".to_owned(),
            (Basis::Source, several) => format!("verified: {several} editions say the same as their source"),
            (Basis::EachOther, _) => {
                let titles: Vec<&str> = editions.iter().map(|edition| edition.title.as_str()).collect();
                format!("verified: {} say the same as each other", listed(&titles))
            }
        };
        let counts = counts.collect::<Vec<_>>().join(", ");
        let fingerprint = first.fingerprint.get(..8).map(|start| format!("; fingerprint {start}"));
        format!("{says}: {counts}{}\n", fingerprint.unwrap_or_default())
    }

    /// The one fingerprint of all that has one, if they agree. A text edition in ASCII, or with its
    /// addresses among the words, has another one, and may still say the same.
    pub fn fingerprint(&self) -> Option<&str> {
        let mut known = self.columns.iter().map(|column| &*column.fingerprint).filter(|it| !it.is_empty());
        let first = known.next()?;
        known.all(|other| other == first).then_some(first)
    }
}

impl fmt::Display for Verdict {
    /// A table: a row for each number, a column for each edition.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |count: Option<usize>| count.map_or("–".to_owned(), grouped);
        write!(f, "{:<14}", "")?;
        for column in &self.columns {
            write!(f, "{:>12}", column.title)?;
        }
        writeln!(f)?;
        for (row, name) in Column::ROWS.iter().enumerate() {
            if self.columns.iter().all(|column| column.counts[row].unwrap_or(0) == 0) {
                continue;
            }
            write!(f, "{name:<14}")?;
            for column in &self.columns {
                write!(f, "{:>12}", number(column.counts[row]))?;
            }
            writeln!(f)?;
        }
        write!(f, "{:<14}", "fingerprint")?;
        for column in &self.columns {
            write!(f, "{:>12}", column.fingerprint.get(..8).unwrap_or("–"))?;
        }
        writeln!(f)
    }
}
