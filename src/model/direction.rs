//! Which way text reads.

use super::Language;

/// Which way text reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    #[default]
    Rightwards,
    /// From right to left.
    Leftwards,
}

impl Direction {
    /// The direction of `language`: that of its script if the tag names one, else of its usual script.
    pub fn of(language: &Language) -> Self {
        let script = language.tag().split('-').skip(1).find(|subtag| subtag.len() == 4);
        let leftwards = match script {
            Some(script) => ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm"]
                .iter()
                .any(|known| script.eq_ignore_ascii_case(known)),
            None => {
                ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
                    .contains(&language.primary().as_str())
            }
        };
        if leftwards { Self::Leftwards } else { Self::Rightwards }
    }

    /// The direction that HTML's `dir` names; `None` for `auto` and what is none.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        [Self::Rightwards, Self::Leftwards].into_iter().find(|it| name.eq_ignore_ascii_case(it.name()))
    }

    /// As markup names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rightwards => "ltr",
            Self::Leftwards => "rtl",
        }
    }
}

/// What a passage says of itself that is not so around it: its language, `lang="fr"`, the way in which it
/// reads, `dir="rtl"`, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    // Never is nothing said.
    language: Option<Language>,
    direction: Direction,
}

impl Passage {
    /// A passage in `language`, which reads as that does unless a `direction` is given. `None` if nothing is
    /// said of it.
    pub fn new(language: Option<Language>, direction: Option<Direction>) -> Option<Self> {
        let direction = direction.or_else(|| language.as_ref().map(Direction::of))?;
        Some(Self { language, direction })
    }

    /// Its language, if that is said.
    pub fn language(&self) -> Option<&Language> {
        self.language.as_ref()
    }

    /// Which way it reads.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The same, within a passage that says `around` of itself: that one's language if it has none itself.
    #[must_use]
    pub fn within(&self, around: &Self) -> Self {
        Self { language: self.language.clone().or_else(|| around.language.clone()), ..*self }
    }
}

#[cfg(test)]
mod tests {
    use super::{Direction, Passage};
    use crate::model::Language;

    #[test]
    fn a_passage_reads_as_it_says_or_as_its_language_does() {
        let passage = |tag: Option<&str>, dir: &str| {
            let passage = Passage::new(tag.and_then(Language::new), Direction::named(dir));
            passage.map(|it| (it.language().map(|it| it.tag().to_owned()), it.direction()))
        };
        assert_eq!(passage(None, "auto"), None);
        assert_eq!(passage(None, " RTL "), Some((None, Direction::Leftwards)));
        assert_eq!(passage(Some("ar"), ""), Some((Some("ar".to_owned()), Direction::Leftwards)));
        assert_eq!(passage(Some("ar"), "ltr"), Some((Some("ar".to_owned()), Direction::Rightwards)));
    }

    #[test]
    fn the_direction_follows_the_script() {
        let of = |tag: &str| Direction::of(&Language::new(tag).expect("well formed"));
        assert_eq!(of("ar"), Direction::Leftwards);
        assert_eq!(of("fa-IR"), Direction::Leftwards);
        assert_eq!(of("az-Arab"), Direction::Leftwards);
        assert_eq!(of("en"), Direction::Rightwards);
        assert_eq!(of("ar-Latn"), Direction::Rightwards);
    }
}
