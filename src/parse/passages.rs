//! `<div lang="fr">`, `<blockquote dir="rtl">`: passages of blocks in another language, or that read another way.

use super::frame::Inlines;
use crate::model::{Inline, Passage};

/// The passages that are open, the outermost first, by their tags; and the tags within them that say
/// nothing, so that their ends end nothing else.
#[derive(Debug, Default)]
pub(super) struct Passages(Vec<(String, Option<Passage>)>);

impl Passages {
    /// A tag of a block starts.
    pub fn start(&mut self, tag: &str, passage: Option<Passage>) {
        // A paragraph ends where the next one starts.
        if tag == "p" {
            self.end(tag);
        }
        if passage.is_some() || !self.0.is_empty() {
            let around = self.0.iter().rev().find_map(|(_, around)| around.as_ref());
            let passage = passage.map(|it| around.map_or_else(|| it.clone(), |around| it.within(around)));
            self.0.push((tag.to_owned(), passage));
        }
    }

    /// A tag of a block ends, and with it what was left open within it.
    pub fn end(&mut self, tag: &str) {
        if let Some(at) = self.0.iter().rposition(|(open, _)| open == tag) {
            self.0.truncate(at);
        }
    }

    /// The words of a block, in the language and the direction of the passage that they stand in.
    pub fn words(&self, words: Inlines) -> Inlines {
        let passage = self.0.iter().rev().find_map(|(_, passage)| passage.clone());
        match passage {
            Some(passage) if !words.is_empty() => vec![Inline::Foreign(passage, words)],
            _ => words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Passages;
    use crate::model::{Direction, Inline, Language, Passage};

    #[test]
    fn a_passage_ends_with_its_own_tag() {
        let mut passages = Passages::default();
        let passage = |tag: &str| Passage::new(Language::new(tag), None);
        let language = |passages: &Passages| match passages.words(vec![Inline::Text("a".into())]).remove(0) {
            Inline::Foreign(passage, _) => passage.language().map(|language| language.tag().to_owned()),
            _ => None,
        };
        passages.start("div", None);
        passages.start("div", passage("fr"));
        passages.start("div", None);
        passages.end("div");
        assert_eq!(language(&passages).as_deref(), Some("fr"));
        passages.start("p", passage("de"));
        assert_eq!(language(&passages).as_deref(), Some("de"));
        passages.start("p", None);
        assert_eq!(language(&passages).as_deref(), Some("fr"));
        passages.end("div");
        assert_eq!(language(&passages), None);
    }
    #[test]
    fn the_language_of_a_passage_goes_on_within_one_that_says_a_direction() {
        let mut passages = Passages::default();
        passages.start("div", Passage::new(Language::new("fr"), None));
        passages.start("p", Passage::new(None, Some(Direction::Leftwards)));
        let [Inline::Foreign(passage, _)] = &passages.words(vec![Inline::Text("a".into())])[..] else {
            panic!("it is a passage");
        };
        assert_eq!(passage.language().map(Language::tag), Some("fr"));
        assert_eq!(passage.direction(), Direction::Leftwards);
    }
}
