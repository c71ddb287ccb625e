//! Finished editions, read again: do they say what the manuscript says?
//!
//! ```text
//! manuscript ─→ transcript ─→ what a PDF can say  ─┐
//!                         ├─→ what an EPUB can say ├─ compared, token by token ─→ diagnostics
//!                         └─→ what text can say    │
//! finished files ─→ readers ─→ transcripts ────────┘
//! ```
//!
//! The readers are in [`crate::reader`]. Without a manuscript the editions are compared with one of
//! themselves; one alone is read, and compared with nothing.

// Which files belong together.
mod groups;

// What is compared.
mod facts;
mod projection;
mod reading;

// The guard of the manuscript itself.
mod events;

// What is found.
mod code;
mod compare;
mod findings;
mod hidden;
mod links;
mod look;
mod verdict;

// What else the editions tell of each other.
mod pages;

pub use events::verify_source;
pub use groups::{Known, documents};
pub use pages::{PageMap, PagePlace, page_map};
pub use verdict::{Basis, Column, Verdict};

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::edition::Edition;
use crate::model::{Division, Language, Preferences};
use crate::reader::{Context, Reader, Settings, Unread};
use crate::resolve::Manuscript;
use crate::source::Sources;
use crate::style::StyleSheet;
use reading::Reading;

/// A finished edition, and who reads it.
#[derive(Clone, Copy, Debug)]
pub struct Finished<'e> {
    /// What it is called when it is spoken of: its path.
    pub name: &'e str,
    /// What it holds.
    pub edition: &'e Edition,
    /// The reader of its format.
    pub reader: &'static dyn Reader,
}

impl Finished<'_> {
    /// What it says.
    fn read(&self, context: &Context<'_>) -> Result<Reading, Unread> {
        let readout = self.reader.read(self.edition, context)?;
        Ok(Reading::of_edition(self.reader, readout))
    }
}

/// Verifies `editions` with the manuscript, and the manuscript with the sources that it was made of.
pub fn verify_all(
    sources: &Sources,
    manuscript: &Manuscript,
    editions: &[Finished<'_>],
    diagnostics: &mut Diagnostics,
) -> Verdict {
    let before = diagnostics.count(Severity::Error);
    verify_source(sources, manuscript, diagnostics);
    let is_whole = diagnostics.count(Severity::Error) == before;
    let verdict = verify(Some(manuscript), editions, diagnostics);
    Verdict { holds: verdict.holds && is_whole, ..verdict }
}

/// Reads `editions` and compares them with the manuscript or, without one, with the first of them that
/// says all. What differs is added to `diagnostics`, with its place in the manuscript.
pub fn verify(
    manuscript: Option<&Manuscript>,
    editions: &[Finished<'_>],
    diagnostics: &mut Diagnostics,
) -> Verdict {
    let before = diagnostics.count(Severity::Error);
    let language = match manuscript {
        Some(manuscript) => manuscript.document.metadata.language.clone(),
        None => language_of(editions),
    };
    let (style, settings) = match manuscript {
        Some(manuscript) => (manuscript.style.clone(), Settings::Known),
        None => (usual_style(&language), Settings::Unknown),
    };
    let context = Context { style: &style, language: &language, settings };
    let read: Vec<_> = editions.par_iter().map(|edition| edition.read(&context)).collect();
    let mut readings = Vec::new();
    for (edition, reading) in editions.iter().zip(read) {
        match reading {
            Ok(reading) => readings.push(reading),
            Err(Unread::Unordered(why)) => {
                let message = format!("{} is not verified: {why}", edition.reader.title());
                diagnostics.add(Diagnostic::note(Code::NotVerified, None, message));
            }
            Err(Unread::Unreadable(why)) => {
                let message = format!("`{}` cannot be verified: {why}", edition.name);
                diagnostics.add(Diagnostic::error(Code::NotVerified, None, message));
            }
        }
    }
    let mut columns = Vec::new();
    let original = match manuscript {
        Some(manuscript) => {
            let original = Reading::of_manuscript(manuscript);
            columns.push(Column::of(&original, &style));
            original
        }
        None => match readings.iter().position(|reading| reading.full.is_some()) {
            Some(at) => {
                let first = readings.remove(at);
                findings::of_itself(&first, &style, diagnostics);
                columns.push(Column::of(&first, &style));
                first
            }
            // Texts do not say all, so they are not compared with each other.
            None => {
                let columns = readings.iter().map(|reading| Column::of(reading, &style)).collect();
                let holds = diagnostics.count(Severity::Error) == before;
                return Verdict { columns, holds, basis: Basis::Nothing };
            }
        },
    };
    let basis = match manuscript {
        _ if readings.is_empty() => Basis::Nothing,
        Some(_) => Basis::Source,
        None => Basis::EachOther,
    };
    for reading in &mut readings {
        findings::of_itself(reading, &style, diagnostics);
        findings::against(&original, reading, &style, diagnostics);
        columns.push(Column::of(reading, &style));
    }
    findings::between(&readings, &original, diagnostics);
    let holds = diagnostics.count(Severity::Error) == before;
    Verdict { columns, holds, basis }
}

/// What is known of the editions of a manuscript.
fn own_context(manuscript: &Manuscript) -> Context<'_> {
    let language = &manuscript.document.metadata.language;
    Context { style: &manuscript.style, language, settings: Settings::Known }
}

/// The language that editions say they are in.
fn language_of(editions: &[Finished<'_>]) -> Language {
    let language = editions.iter().find_map(|edition| edition.reader.carried(edition.edition).language);
    language.and_then(|tag| Language::new(&tag)).unwrap_or_default()
}

/// The style sheet by which editions are read whose own is not known: that of a book in their language.
fn usual_style(language: &Language) -> StyleSheet {
    StyleSheet::new(Division::Book, language, &Preferences::default(), &mut Diagnostics::new())
}
