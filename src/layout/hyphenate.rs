//! Words → where they may be divided: by the author's hand, by the author's list, by patterns.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use hypher::Lang;

use crate::model::{Resolved, Run, SpanKind, Visitor, walk_blocks};
use crate::resolve::Manuscript;

/// Words shorter than this are not divided.
const SHORTEST: usize = 5;
const SOFT_HYPHEN: char = '\u{AD}';

/// By what rules the words of a document are divided.
#[derive(Clone, Debug, Default)]
pub(super) struct Hyphenation {
    /// Whether words are divided by patterns.
    divides: bool,
    /// The patterns' language.
    language: Option<Lang>,
    /// The author's own words in small letters, and the letters before which they are divided.
    exceptions: BTreeMap<String, Vec<usize>>,
    /// The words that the document has in small letters: with a capital they are no names.
    common: HashSet<String>,
}

/// Whether names, that is words with a capital, may be divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    Whole,
    /// Where the paragraph cannot be set well without it.
    Divided,
}

impl Hyphenation {
    /// The rules for a manuscript.
    pub fn of(manuscript: &Manuscript) -> Self {
        let language = patterns(&manuscript.document.metadata.language);
        let mut words = CommonWords::default();
        if language.is_some_and(|language| language != Lang::German) {
            walk_blocks(&manuscript.document.blocks, &mut words);
        }
        let exceptions = manuscript.style.hyphenation.iter().map(|entry| exception(entry)).collect();
        Self { divides: true, language, exceptions, common: words.0 }
    }

    /// The rules where words are not divided but where the author says so in place.
    pub fn by_hand() -> Self {
        Self::default()
    }

    /// The places in `text` where a word may be divided, in order.
    ///
    /// `foreign` are the passages in other languages, with their patterns; they are divided by those
    /// where words are divided at all.
    pub fn places(&self, text: &str, foreign: &[(Range<u32>, Option<Lang>)], names: Names) -> Vec<usize> {
        let mut places = Vec::new();
        // Passages lie within each other or apart; of two that begin together the outer one is met first.
        let mut ahead: Vec<_> = foreign.iter().rev().collect();
        ahead.sort_by_key(|(range, _)| (range.start, Reverse(range.end)));
        let mut ahead = ahead.into_iter().peekable();
        let mut open: Vec<&(Range<u32>, Option<Lang>)> = Vec::new();
        for word in words(text) {
            let at = word.start as u32;
            while let Some(passage) = ahead.next_if(|(range, _)| range.start <= at) {
                open.push(passage);
            }
            while open.pop_if(|(range, _)| range.end <= at).is_some() {}
            let language =
                open.last().map_or(self.language, |(_, language)| language.filter(|_| self.divides));
            self.divide(&word, language, names, &mut places);
        }
        places
    }

    fn divide(&self, word: &Word<'_>, language: Option<Lang>, names: Names, places: &mut Vec<usize>) {
        if word.text.contains(SOFT_HYPHEN) {
            // The author's own places, and none but those.
            let soft = word.text.match_indices(SOFT_HYPHEN);
            places.extend(soft.map(|(at, _)| word.start + at + SOFT_HYPHEN.len_utf8()));
        } else if !self.exceptions.is_empty()
            && let Some(points) = self.exceptions.get(&small(word.text))
        {
            let at = |point: &usize| word.text.char_indices().nth(*point);
            places.extend(points.iter().filter_map(at).map(|(at, _)| word.start + at));
        } else if let Some(language) = language {
            self.divide_by_patterns(word, language, names, places);
        }
    }

    fn divide_by_patterns(&self, word: &Word<'_>, language: Lang, names: Names, places: &mut Vec<usize>) {
        // What has a hyphen is divided there alone.
        if word.joined || word.text.len() < SHORTEST || word.text.chars().count() < SHORTEST {
            return;
        }
        let mut characters = word.text.chars();
        let capital = characters.next().is_some_and(char::is_uppercase);
        // Capitals are abbreviations, which patterns divide wrongly.
        if characters.any(char::is_uppercase) {
            return;
        }
        // A word with a capital is a name, unless a sentence begins with it and the document has
        // it in small letters as well. German writes all nouns so.
        let is_name = || !(word.begins && self.common.contains(&small(word.text)));
        if capital && names == Names::Whole && language != Lang::German && is_name() {
            return;
        }
        // The bounds of the patterns' authors, but never a letter alone.
        let (left, right) = language.bounds();
        let mut at = 0;
        for syllable in hypher::hyphenate_bounded(word.text, language, left.max(2), right.max(2)) {
            at += syllable.len();
            if at < word.text.len() {
                places.push(word.start + at);
            }
        }
    }
}

/// A word in a text.
struct Word<'t> {
    start: usize,
    text: &'t str,
    /// Whether a sentence begins with it.
    begins: bool,
    /// Whether a hyphen joins it to another.
    joined: bool,
}

/// The words of a text: runs of letters, marks, soft hyphens and apostrophes.
fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let part = |character: char| {
        character.is_alphabetic()
            || unicode_normalization::char::is_combining_mark(character)
            || matches!(character, SOFT_HYPHEN | '’' | '\'')
    };
    let hyphen = |character: char| matches!(character, '-' | '\u{2010}' | '\u{2011}');
    let mut rest = 0;
    let (mut read, mut begins) = (0, true);
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(part)?;
        begins = begins_sentence(&text[read..start]).unwrap_or(begins);
        read = start;
        let end = text[start..].find(|c| !part(c)).map_or(text.len(), |length| start + length);
        rest = end;
        Some(Word {
            start,
            text: &text[start..end],
            begins,
            joined: text[..start].ends_with(hyphen) || text[end..].starts_with(hyphen),
        })
    })
}

/// Whether what follows `before` begins a sentence; `None` if that hangs on what stands before it.
fn begins_sentence(before: &str) -> Option<bool> {
    let quotes = |c: char| c.is_whitespace() || "\"'“”‘’„‚«»‹›()[]*—–".contains(c);
    before.trim_end_matches(quotes).chars().next_back().map(|c| ".!?…:".contains(c))
}

/// An entry of the author's list: the word, and the letters before which it is divided.
fn exception(entry: &str) -> (String, Vec<usize>) {
    let mut points = Vec::new();
    let mut word = String::new();
    let mut letters = 0;
    for character in entry.chars() {
        if matches!(character, '-' | SOFT_HYPHEN | '‧' | '·') {
            points.push(letters);
        } else {
            word.push(character);
            letters += 1;
        }
    }
    (small(&word), points)
}

fn small(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '\'' { '’' } else { c }).collect()
}

/// The patterns for a language, if there are any.
pub(super) fn patterns(language: &crate::model::Language) -> Option<Lang> {
    let primary = language.primary();
    let bytes: [u8; 2] = primary.as_bytes().try_into().ok()?;
    Lang::from_iso(bytes)
}

/// Collects the words that stand in small letters.
#[derive(Default)]
struct CommonWords(HashSet<String>);

impl Visitor<Resolved> for CommonWords {
    fn text(&mut self, text: &Run) {
        let is_prose =
            |kind: &SpanKind| kind.is_words() && !matches!(kind, SpanKind::Code | SpanKind::Math { .. });
        text.visit_words(is_prose, |words| self.words(words));
    }
}

impl CommonWords {
    fn words(&mut self, text: &str) {
        for word in words(text).filter(|word| word.text.len() >= SHORTEST) {
            if word.text.starts_with(char::is_lowercase) && !self.0.contains(word.text) {
                self.0.insert(word.text.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(list: &[&str]) -> Hyphenation {
        Hyphenation {
            divides: true,
            language: Some(Lang::English),
            exceptions: list.iter().map(|entry| exception(entry)).collect(),
            common: HashSet::from(["evidently".to_owned()]),
        }
    }

    fn divided(hyphenation: &Hyphenation, text: &str) -> String {
        let mut shown = text.to_owned();
        for at in hyphenation.places(text, &[], Names::Whole).into_iter().rev() {
            shown.insert(at, '|');
        }
        shown
    }

    #[test]
    fn words_are_divided_by_patterns_by_the_author_and_by_soft_hyphens() {
        let plain = english(&[]);
        assert_eq!(divided(&plain, "hyphenation"), "hy|phen|ation");
        assert_eq!(divided(&plain, "ex\u{AD}ample"), "ex\u{AD}|ample");
        assert_eq!(
            divided(&Hyphenation::by_hand(), "hyphenation ex\u{AD}ample"),
            "hyphenation ex\u{AD}|ample"
        );
        assert_eq!(divided(&plain, "hyphen-ated well-known"), "hyphen-ated well-known");
    }

    #[test]
    fn a_passage_in_another_language_is_divided_by_its_own_patterns() {
        let text = "hyphenation Silbentrennung";
        let foreign = [(12..26, Some(Lang::German))];
        assert_eq!(english(&[]).places(text, &foreign, Names::Whole), [2, 6, 15, 18, 22]);
        assert_eq!(Hyphenation::by_hand().places(text, &foreign, Names::Whole), [0; 0]);
    }

    #[test]
    fn the_innermost_passage_counts() {
        let text = "hyphenation Silbentrennung hyphenation";
        let all = [(12..26, Some(Lang::German)), (12..26, None), (0..38, Some(Lang::English))];
        let plain = english(&[]);
        assert_eq!(plain.places(text, &all, Names::Whole), [2, 6, 15, 18, 22, 29, 33]);
        let all = [(12..26, None), (12..26, Some(Lang::German)), (0..38, Some(Lang::English))];
        assert_eq!(plain.places(text, &all, Names::Whole), [2, 6, 29, 33]);
    }

    #[test]
    fn a_list_is_about_words_in_small_and_in_capital_letters() {
        let list = english(&["data-base", "Penh-ward", "hyphenation"]);
        assert_eq!(divided(&list, "database Database DATABASE"), "data|base Data|base DATA|BASE");
        assert_eq!(divided(&list, "penhward Penhward"), "penh|ward Penh|ward");
        // Without a point it is never divided.
        assert_eq!(divided(&list, "hyphenation"), "hyphenation");
    }

    #[test]
    fn names_and_capitals_are_not_divided_but_words_that_begin_a_sentence() {
        let plain = english(&[]);
        assert_eq!(divided(&plain, "NATO, Penelope, McDonaldson"), "NATO, Penelope, McDonaldson");
        assert_eq!(divided(&plain, "Evidently. “Evidently"), "Ev|i|dently. “Ev|i|dently");
        assert_eq!(divided(&plain, "Mr Evidently. Elizabeth came"), "Mr Evidently. Elizabeth came");
    }
}
