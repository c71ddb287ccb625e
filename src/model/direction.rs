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

    /// As markup names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rightwards => "ltr",
            Self::Leftwards => "rtl",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Direction;
    use crate::model::Language;

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
