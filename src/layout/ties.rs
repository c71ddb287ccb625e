//! Ties: the places between words where no line may end, by the language's rules.
//!
//! UAX 14 says where a line could end. What it does not know is that a number belongs to its
//! unit, an initial to its name, and a preposition of one letter to the word behind it. Where an
//! author would write a space that does not break, here none has to.

use crate::style::{NUMBER_SIGNS, Orthography, UNITS};

/// Whether the break before byte `at` of `text` would part what belongs together. `at` is a place
/// where UAX 14 lets a line end: behind the blanks.
pub(super) fn is_tied(text: &str, at: usize, orthography: &Orthography) -> bool {
    let before = text[..at].trim_end_matches(' ');
    let after = &text[at..];
    if before.len() == at { parts_a_word(before, after) } else { parts_words(before, after, orthography) }
}

/// Without a blank: `7|–8`, `word|—`, `(—|so`.
fn parts_a_word(before: &str, after: &str) -> bool {
    if after.starts_with(is_dash) {
        return true;
    }
    let mut read = before.chars().rev();
    let last = read.next();
    let previous = read.next();
    let next = after.chars().next();
    // `J.-P.`, `e-mail`
    if last == Some('-') && (previous == Some('.') || read.next().is_none_or(|c| !c.is_alphanumeric())) {
        return true;
    }
    let is_digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    if last.is_some_and(is_dash) && is_digit(previous) && is_digit(next) {
        return true;
    }
    // A dash or an ellipsis that opens stays with what it opens.
    last.is_some_and(|c| is_dash(c) || c == '…')
        && previous.is_none_or(|c| c.is_whitespace() || is_opening(c))
}

/// Over a blank.
fn parts_words(before: &str, after: &str, orthography: &Orthography) -> bool {
    let Some(next) = after.chars().next() else { return false };
    if is_dash(next) || next == '…' {
        // It stays with the words before, unless it opens those behind: `said —so it goes—`.
        return !after[next.len_utf8()..].starts_with(char::is_alphanumeric);
    }
    let word = last_word(before);
    if before.ends_with(char::is_numeric) && (is_unit(after) || is_group(before, after)) {
        return true;
    }
    let mut letters = word.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some(one), None, _) if clings(one, orthography) => return true,
        // `J. R. R. Tolkien`
        (Some(initial), Some('.'), None) if initial.is_uppercase() && next.is_uppercase() => return true,
        _ => {}
    }
    if next.is_numeric() || is_roman(after) {
        return NUMBER_SIGNS.contains(&word) || has(orthography.before_numbers, word);
    }
    next.is_uppercase() && (is_initials(word) || has(orthography.before_names, word))
}

fn is_dash(character: char) -> bool {
    matches!(character, '–' | '—')
}

fn is_opening(character: char) -> bool {
    matches!(character, '(' | '[' | '{' | '«' | '‹' | '“' | '‘' | '„' | '‚' | '"' | '\'' | '¿' | '¡' | '»')
}

/// The word that `text` ends with, without what opens before it.
fn last_word(text: &str) -> &str {
    let start = text
        .rfind(|c: char| c.is_whitespace() || is_dash(c))
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    text[start..].trim_start_matches(is_opening)
}

/// Whether `text` begins with a unit and nothing of a word behind it.
fn is_unit(text: &str) -> bool {
    let ends = |c: char| c.is_whitespace() || is_dash(c) || ",;:!?)]}»”“’…".contains(c);
    let word = &text[..text.find(ends).unwrap_or(text.len())];
    UNITS.contains(&word) || word.strip_suffix('.').is_some_and(|word| UNITS.contains(&word))
}

/// Whether a number goes on behind the blank: `10 000`.
fn is_group(before: &str, after: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let follows = digits(after) == 3 && !after[3..].starts_with(char::is_alphanumeric);
    (1..=3).contains(&first) && follows
}

/// Whether `text` begins with a Roman number: `vol. IV`.
fn is_roman(text: &str) -> bool {
    let end = text.find(|c: char| !"IVXLCDM".contains(c)).unwrap_or(text.len());
    end > 0 && !text[end..].starts_with(char::is_alphanumeric)
}

/// Whether `letter` is a word that no line ends with.
fn clings(letter: char, orthography: &Orthography) -> bool {
    !orthography.clinging.is_empty() && letter.to_lowercase().any(|c| orthography.clinging.contains(c))
}

/// Initials set close, `J.R.R.`, `J.-P.`
fn is_initials(word: &str) -> bool {
    let mut letters = 0;
    word.ends_with('.')
        && word.split_inclusive('.').all(|part| {
            letters += 1;
            let part = part.trim_start_matches('-');
            let mut characters = part.chars();
            characters.next().is_some_and(char::is_uppercase) && characters.as_str() == "."
        })
        && letters > 0
}

/// Whether `words` has `word`, in whatever letters.
fn has(words: &[&str], word: &str) -> bool {
    let same = |wanted: &&str| wanted.chars().eq(word.chars().flat_map(char::to_lowercase));
    words.iter().any(same)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::style::orthography;

    /// The text with `|` where a line may end.
    fn shown(language: &str, text: &str) -> String {
        let orthography = orthography(&Language::new(language).expect("a tag"));
        let segmenter = icu_segmenter::LineSegmenter::new_dictionary(Default::default());
        let mut shown = text.to_owned();
        let places: Vec<usize> = segmenter.segment_str(text).skip(1).filter(|at| *at < text.len()).collect();
        for at in places.into_iter().rev().filter(|at| !is_tied(text, *at, &orthography)) {
            shown.insert(at, '|');
        }
        shown
    }

    #[test]
    fn a_number_stays_with_its_unit_and_with_what_it_counts() {
        assert_eq!(shown("en", "of 7–8 % or 5 kg, at 20 °C."), "of |7–8 % |or |5 kg, |at |20 °C.");
        assert_eq!(shown("en", "see § 5, p. 12 and vol. IV"), "see |§ 5, |p. 12 |and |vol. IV");
        assert_eq!(shown("en", "10 000 people in 1999 met"), "10 000 |people |in |1999 |met");
        assert_eq!(shown("en", "5 kings, 3 m²"), "5 |kings, |3 m²");
        assert_eq!(shown("de", "auf S. 12, Nr. 3"), "auf |S. 12, |Nr. 3");
    }

    #[test]
    fn initials_stay_with_their_name() {
        assert_eq!(shown("en", "by J. R. R. Tolkien here"), "by |J. R. R. Tolkien |here");
        assert_eq!(shown("en", "by J.R.R. Tolkien here"), "by |J.R.R. Tolkien |here");
        assert_eq!(shown("fr", "chez M. Dupont, J.-P. Melville"), "chez |M. Dupont, |J.-P. Melville");
        assert_eq!(shown("en", "to Mr. Bennet"), "to |Mr. |Bennet");
        assert_eq!(shown("en", "an e-mail, well-known"), "an |e-mail, |well-|known");
    }

    #[test]
    fn words_of_one_letter_end_no_line_where_the_language_asks() {
        assert_eq!(shown("cs", "Byl v lese a s ním"), "Byl |v lese |a s ním");
        assert_eq!(shown("sk", "K mestu (v noci)"), "K mestu |(v noci)");
        assert_eq!(shown("pl", "Szedł z psem i kotem"), "Szedł |z psem |i kotem");
        assert_eq!(shown("ru", "Он был в лесу и спал"), "Он |был |в лесу |и спал");
        assert_eq!(shown("en", "a cat and I sat"), "a |cat |and |I |sat");
        assert_eq!(shown("fr", "il y a à boire"), "il |y |a |à |boire");
    }

    #[test]
    fn dashes_and_ellipses_stay_with_the_words_they_belong_to() {
        assert_eq!(shown("en", "so — or — not"), "so — |or — |not");
        assert_eq!(shown("en", "so—or not"), "so—|or |not");
        assert_eq!(shown("es", "vino —dijo él— tarde"), "vino |—dijo |él— |tarde");
        assert_eq!(shown("en", "and so … it goes"), "and |so … |it |goes");
        assert_eq!(shown("fr", "donc …mais oui"), "donc |…mais |oui");
        assert_eq!(shown("en", "from 1914–1918 on"), "from |1914–1918 |on");
    }
}
