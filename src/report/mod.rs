//! Diagnostics → text for people and for programs.
//!
//! In go diagnostics and the sources that their spans point into; out comes what is to be shown,
//! as a string. Nothing in it can move a terminal's cursor: characters that would are shown by
//! their names.

mod distinct;
mod human;
mod json;
mod passage;
mod printable;
mod short;
mod tally;

pub use distinct::distinct;
pub use printable::printable;
pub use tally::Tally;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// The form in which diagnostics are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With the line of the source, a mark under the place, and advice. Holds ANSI colours.
    Human,
    /// `path:line:column: warning[code]: message`.
    Short,
    /// A JSON object a line.
    Json,
}

/// How much is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Errors alone.
    Errors,
    /// Everything, but for people only the first ten of a kind.
    Folded,
    /// Everything.
    All,
}

/// How diagnostics are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// In which form.
    pub format: Format,
    /// How much.
    pub extent: Extent,
}

impl Manner {
    /// Whether more is told than diagnostics: what was written, how far the work is, how it ended.
    /// Programs need none of it, and each line of theirs stays JSON.
    pub fn is_for_readers(&self) -> bool {
        self.extent != Extent::Errors && self.format != Format::Json
    }
}

/// What is shown of a document's diagnostics, in the order given: see [`distinct`].
pub fn report(diagnostics: &[&Diagnostic], sources: &Sources, manner: &Manner) -> String {
    let mut shown = diagnostics.to_vec();
    match manner.extent {
        Extent::Errors => shown.retain(|diagnostic| diagnostic.severity == Severity::Error),
        Extent::Folded | Extent::All => {}
    }
    match (manner.format, manner.extent) {
        (Format::Human, Extent::Folded | Extent::Errors) => human::folded(&shown, sources),
        (Format::Human, Extent::All) => human::all(&shown, sources),
        (Format::Short, _) => short::all(&shown, sources),
        (Format::Json, _) => json::all(&shown, sources),
    }
}
