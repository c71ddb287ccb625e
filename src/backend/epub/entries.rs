//! The entries of the contents, nested by their levels.

use crate::model::{Part, Run};

/// An entry of the contents, with those below it.
pub(super) struct Entry<'a> {
    pub level: u8,
    pub label: &'a str,
    /// Its words: as they stand in the text, or a title.
    pub content: Content<'a>,
    /// Where it leads.
    pub address: String,
    /// The line of the printed contents that says the same.
    pub printed: Option<Part>,
    /// The entries below it.
    pub children: Vec<Entry<'a>>,
}

/// The words of an entry.
pub(super) enum Content<'a> {
    /// As they stand in the text.
    Run(&'a Run),
    /// A title.
    Title(&'a str),
}

impl Entry<'_> {
    /// Its label and its words, in one line.
    pub fn words(&self) -> String {
        let text = match self.content {
            Content::Run(run) => run.shown_text(),
            Content::Title(title) => title.to_owned(),
        };
        format!("{} {text}", self.label).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
