//! [`Forms`] → OpenType features: which of a face's forms a stretch of text is set in.

use harfrust::{Feature, Tag};

use crate::style::{Capitals, Figures};

/// The forms that a stretch of text asks for. A face that lacks one sets its plain letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Forms {
    pub figures: Figures,
    pub capitals: Capitals,
    pub form: Form,
}

/// What figures and letters are beside plain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    #[default]
    Plain,
    /// Drawn as raised.
    Superior,
    /// Drawn as lowered.
    Inferior,
    /// `1/2` as one sign.
    Fraction,
}

impl Forms {
    /// The features to ask for beyond the script's own.
    pub fn features(self) -> Vec<Feature> {
        let figures: &[&[u8; 4]] = match self.figures {
            Figures::Lining => &[b"lnum", b"pnum"],
            Figures::OldStyle => &[b"onum", b"pnum"],
            Figures::Tabular => &[b"lnum", b"tnum"],
        };
        let capitals: &[&[u8; 4]] = match self.capitals {
            Capitals::AsWritten => &[],
            Capitals::Small => &[b"smcp"],
            Capitals::AllSmall => &[b"smcp", b"c2sc"],
        };
        let (figures, form): (_, &[&[u8; 4]]) = match self.form {
            Form::Plain => (figures, &[]),
            // Old-style figures have no raised forms: one feature would undo the other.
            Form::Superior => (&[][..], &[b"sups"]),
            Form::Inferior => (&[][..], &[b"subs"]),
            Form::Fraction => (&[][..], &[b"frac"]),
        };
        let tags = figures.iter().chain(capitals).chain(form);
        tags.map(|tag| feature(tag)).collect()
    }
}

fn feature(tag: &[u8; 4]) -> Feature {
    Feature { tag: Tag::new(tag), value: 1, start: Feature::GLOBAL_START, end: Feature::GLOBAL_END }
}

/// The fractions in `text`, `1/2`, as ranges of bytes: not dates, paths or parts of words.
pub(super) fn fractions(text: &str) -> Vec<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (slash, _) in text.match_indices('/') {
        let over = bytes[..slash].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let under = bytes[slash + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (start, end) = (slash - over, slash + 1 + under);
        let apart = |character: char| !(character.is_alphanumeric() || "/.,:-–".contains(character));
        let alone = text[..start].chars().next_back().is_none_or(apart);
        let mut behind = text[end..].chars();
        let ends = match behind.next() {
            // A sentence may end here, a number may not go on.
            Some('.' | ',' | ':') => !digit(bytes.get(end + 1)),
            next => next.is_none_or(apart),
        };
        if (1..=3).contains(&over) && (1..=3).contains(&under) && alone && ends {
            found.push(start..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_told_from_dates_and_paths() {
        let found = |text: &str| -> Vec<String> {
            fractions(text).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(found("1/2 and 3 15/16, (7/8)."), ["1/2", "15/16", "7/8"]);
        assert_eq!(found("1/2/2020 a/1 1/b x1/2 1/2.5 2020/21 and/or"), Vec::<String>::new());
    }
}
