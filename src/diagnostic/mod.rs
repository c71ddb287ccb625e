//! What there is to say about a source: errors, warnings and notes, with their places.
//!
//! Stages are handed [`Diagnostics`] as their last argument and add to it; they do not fail and
//! do not print. The [`report`](crate::report) shows everything once, at the end.

mod code;

pub use code::Code;

use crate::span::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// Something is probably not as the author meant it, and the editions show it.
    Warning,
    /// The editions are wrong or missing.
    Error,
}

/// One thing to tell the author.
///
/// The message is one sentence in lower case without a full stop that makes sense alone; what to
/// do about it goes into the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Its kind, for filters and tests.
    pub code: Code,
    /// What is the matter.
    pub message: String,
    /// The place, or `None` for a matter of the whole document.
    pub span: Option<Span>,
    /// Other places that belong to it, each with a few words.
    pub labels: Vec<(Span, String)>,
    /// What the author can do about it, or has to know of it; in several lines, if it is of several
    /// things.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error of kind `code` at `span`.
    pub fn error(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span.into(), message.into())
    }

    /// A warning of kind `code` at `span`.
    pub fn warning(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span.into(), message.into())
    }

    /// A note of kind `code` at `span`.
    pub fn note(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, span.into(), message.into())
    }

    fn new(severity: Severity, code: Code, span: Option<Span>, message: String) -> Self {
        Self { severity, code, message, span, labels: Vec::new(), help: None }
    }

    /// The same with advice.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with another place that belongs to it.
    #[must_use]
    pub fn with_label(mut self, span: Span, words: impl Into<String>) -> Self {
        self.labels.push((span, words.into()));
        self
    }
}

/// The proof that an error has been reported: only [`Diagnostics::fail`] makes one, so a backend
/// cannot fail in silence.
#[derive(Debug)]
pub struct Reported(());

/// Everything found so far, in the order it was found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds an error and returns the proof of it, for a backend's `Err`.
    pub fn fail(&mut self, diagnostic: Diagnostic) -> Reported {
        debug_assert_eq!(diagnostic.severity, Severity::Error);
        self.add(diagnostic);
        Reported(())
    }

    /// Adds all of `others`, after what is there.
    pub fn append(&mut self, others: Diagnostics) {
        self.list.extend(others.list);
    }

    /// All of them, in the order they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// How many there are of `severity`.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}
