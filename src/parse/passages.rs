//! `<div lang="fr">`, `<blockquote lang="fr">`: passages of blocks in another language.

use super::frame::Inlines;
use crate::model::{Inline, Language};

/// The passages that are open, the outermost first, by their tags; and the tags within them that say
/// no language, so that their ends end nothing else.
#[derive(Debug, Default)]
pub(super) struct Passages(Vec<(String, Option<Language>)>);

impl Passages {
    /// A tag of a block starts.
    pub fn start(&mut self, tag: &str, language: Option<Language>) {
        // A paragraph ends where the next one starts.
        if tag == "p" {
            self.end(tag);
        }
        if language.is_some() || !self.0.is_empty() {
            self.0.push((tag.to_owned(), language));
        }
    }

    /// A tag of a block ends, and with it what was left open within it.
    pub fn end(&mut self, tag: &str) {
        if let Some(at) = self.0.iter().rposition(|(open, _)| open == tag) {
            self.0.truncate(at);
        }
    }

    /// The words of a block, in the language of the passage that they stand in.
    pub fn words(&self, words: Inlines) -> Inlines {
        let language = self.0.iter().rev().find_map(|(_, language)| language.clone());
        match language {
            Some(language) if !words.is_empty() => vec![Inline::Foreign(language, words)],
            _ => words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Passages;
    use crate::model::{Inline, Language};

    #[test]
    fn a_passage_ends_with_its_own_tag() {
        let mut passages = Passages::default();
        let language = |passages: &Passages| match passages.words(vec![Inline::Text("a".into())]).remove(0) {
            Inline::Foreign(language, _) => Some(language.tag().to_owned()),
            _ => None,
        };
        passages.start("div", None);
        passages.start("div", Language::new("fr"));
        passages.start("div", None);
        passages.end("div");
        assert_eq!(language(&passages).as_deref(), Some("fr"));
        passages.start("p", Language::new("de"));
        assert_eq!(language(&passages).as_deref(), Some("de"));
        passages.start("p", None);
        assert_eq!(language(&passages).as_deref(), Some("fr"));
        passages.end("div");
        assert_eq!(language(&passages), None);
    }
}
