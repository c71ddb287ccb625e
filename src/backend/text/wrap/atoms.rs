//! [`Prose`] → atoms: what no line end divides.

use std::ops::Range;

use icu_segmenter::LineSegmenterBorrowed;
use unicode_segmentation::GraphemeCursor;

use super::super::prose::Prose;
use crate::letters::{JOINER, columns};
use crate::transcript::{is_one_word, is_shown};

/// A piece of text between two places where a line may end.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Atom {
    /// First byte.
    pub(super) start: u32,
    /// One past the last byte, without the space that follows.
    pub(super) end: u32,
    /// Columns.
    pub(super) width: u32,
    /// Whether a space follows, which goes when a line ends here.
    pub(super) space: bool,
    /// Whether it ends in a hyphen within a word.
    pub(super) hyphen: bool,
}

/// The least columns that `prose` can be set in, and the columns it takes on one line.
pub(in super::super) fn widths(prose: &Prose, segmenter: LineSegmenterBorrowed<'_>) -> Range<usize> {
    let mut result = 0..0;
    for section in super::sections(prose) {
        let narrow = atoms(&section, 0, segmenter).iter().map(|atom| atom.width).max();
        result.start = result.start.max(narrow.unwrap_or(0) as usize);
        result.end = result.end.max(columns(&section.text));
    }
    result
}

/// The atoms of `prose`, which holds no line feed. A whole range that makes an atom wider than
/// `measure` is divided at its spaces.
pub(super) fn atoms(prose: &Prose, measure: usize, segmenter: LineSegmenterBorrowed<'_>) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::with_capacity(prose.text.len() / 5 + 1);
    let mut cutter = Cutter { prose, next_whole: 0, measure, segmenter };
    let bytes = prose.text.as_bytes();
    let mut start = 0;
    let mut joined = false;
    while start < bytes.len() {
        if bytes[start] == b' ' {
            start += 1;
            continue;
        }
        let end = cutter.word_end(start);
        let word = &prose.text[start..end];
        let width = 1 + columns(word) as u32;
        match atoms.last_mut() {
            // Punctuation after a space stays with the word before it, one at a time.
            Some(last) if !joined && is_closing(word) && (last.width + width) as usize <= measure => {
                last.end = end as u32;
                last.width += width;
                joined = true;
            }
            _ => {
                cutter.cut(start..end, &mut atoms);
                joined = false;
            }
        }
        if let Some(last) = atoms.last_mut() {
            last.space = end < bytes.len();
        }
        start = end;
    }
    atoms
}

struct Cutter<'p, 's> {
    prose: &'p Prose,
    /// The first whole range that does not end before the place reached.
    next_whole: usize,
    measure: usize,
    segmenter: LineSegmenterBorrowed<'s>,
}

impl Cutter<'_, '_> {
    /// The place of the next space that may be a line end, from `start`.
    fn word_end(&mut self, start: usize) -> usize {
        let text = &self.prose.text;
        let whole = &self.prose.whole;
        while self.next_whole < whole.len() && whole[self.next_whole].end <= start {
            self.next_whole += 1;
        }
        let mut at = start;
        let mut index = self.next_whole;
        loop {
            let space = text.as_bytes()[at..].iter().position(|byte| *byte == b' ').map(|found| at + found);
            let Some(space) = space else { return text.len() };
            while index < whole.len() && whole[index].end <= space {
                index += 1;
            }
            match whole.get(index) {
                Some(range) if range.start <= space => at = range.end,
                _ => return space,
            }
        }
    }

    /// Adds the atoms of the word at `word`.
    fn cut(&self, word: Range<usize>, atoms: &mut Vec<Atom>) {
        let text = &self.prose.text[word.clone()];
        if has_no_break(text) {
            self.add(word, atoms);
            return;
        }
        let mut start = word.start;
        for place in self.segmenter.segment_str(text) {
            let place = word.start + place;
            if place > start && place < word.end && self.may_break(&word, place) {
                self.add(start..place, atoms);
                if let Some(last) = atoms.last_mut() {
                    last.hyphen = self.prose.text[..place].ends_with(['-', '\u{2010}']);
                }
                start = place;
            }
        }
        self.add(start..word.end, atoms);
    }

    /// Adds the atom `range`. If it is too wide it is divided where that harms least: at the spaces
    /// of what should stay whole, and before an address that is stuck to a word.
    fn add(&self, range: Range<usize>, atoms: &mut Vec<Atom>) {
        let width = columns(&self.prose.text[range.clone()]);
        if width <= self.measure {
            atoms.push(atom(range, width, false));
            return;
        }
        let whole = &self.prose.whole[self.next_whole..];
        let mut whole = whole.iter().filter(|whole| range.contains(&whole.start)).peekable();
        let mut start = range.start;
        let mut number: Option<&Range<usize>> = None;
        for (place, character) in self.prose.text[range.clone()].char_indices() {
            let place = range.start + place;
            let at_whole = whole.next_if(|whole| whole.start == place);
            // The mark of a note begins with a joiner, and stays.
            // What stands before the number of a link is what the word goes on from.
            let before =
                match number.filter(|number| is_signs(&self.prose.text[number.end.min(place)..place])) {
                    Some(number) => &self.prose.text[range.start..number.start.max(range.start)],
                    None => &self.prose.text[range.start..place],
                };
            // The number of a link stands behind a blank of its own, and the word may go on behind it.
            let own = at_whole.filter(|_| character == ' ');
            number = own.or(number);
            let behind = own.map_or(place, |number| number.end.min(range.end));
            let parts = character == ' ' || at_whole.is_some() && character != JOINER;
            if parts && !is_within_word(before, &self.prose.text[behind..range.end]) {
                if start < place {
                    let width = columns(&self.prose.text[start..place]);
                    atoms.push(atom(start..place, width, character == ' '));
                }
                start = if character == ' ' { place + 1 } else { place };
            }
        }
        if start < range.end {
            atoms.push(atom(start..range.end, columns(&self.prose.text[start..range.end]), false));
        }
    }

    /// Whether a line may end at `place`, where Unicode's rules (UAX #14) allow it.
    fn may_break(&self, word: &Range<usize>, place: usize) -> bool {
        let text = &self.prose.text;
        let whole = &self.prose.whole[self.next_whole..];
        let index = whole.partition_point(|range| range.end <= place);
        if whole.get(index).is_some_and(|range| range.start < place) {
            return false;
        }
        let [before, after] = [&text[word.start..place], &text[place..word.end]];
        match (before.chars().next_back(), after.chars().next()) {
            _ if is_within_word(before, after) => false,
            // `re-read` may be divided; `--flag`, `x-ray` and `2020-05` are not.
            (Some('-' | '\u{2010}'), _) => between_words(before, after),
            // `and/or` may be divided; a path or an address is not.
            (Some('/'), _) => {
                word.len() <= LONGEST_PAIR
                    && text[word.clone()].matches('/').count() == 1
                    && between_words(before, after)
            }
            // `10–20` is not divided.
            (Some('–'), Some(next)) => !next.is_numeric(),
            // A dash between words stays with the first of them.
            (_, Some('—' | '–')) => false,
            // Code and addresses that nobody marked as such.
            (Some(last), Some(next)) if last.is_ascii_punctuation() && next.is_ascii() => false,
            // Unicode's rules know flags; a cluster of any other kind is looked at here.
            (_, Some('\u{1F1E6}'..='\u{1F1FF}')) => true,
            _ => is_cluster_boundary(text, place),
        }
    }
}

fn atom(range: Range<usize>, width: usize, space: bool) -> Atom {
    Atom { start: range.start as u32, end: range.end as u32, width: width as u32, space, hyphen: false }
}

/// The longest word, in bytes, that is divided at its slash.
const LONGEST_PAIR: usize = 40;

/// Whether the mark at the end of `before` stands between two letters and two letters.
fn between_words(before: &str, after: &str) -> bool {
    let mut before = before.chars().rev().skip(1);
    let mut after = after.chars();
    let both = |letters: &mut dyn Iterator<Item = char>| {
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_some_and(char::is_alphabetic)
    };
    both(&mut before) && both(&mut after)
}

/// The signs that are set within words.
const SIGNS: [char; 5] = ['*', '_', '~', '`', '\\'];

fn is_sign(character: char) -> bool {
    SIGNS.contains(&character) || character != ' ' && !is_shown(character.encode_utf8(&mut [0; 4]))
}

fn is_signs(text: &str) -> bool {
    text.chars().all(is_sign)
}

/// Whether the place between `before` and `after` stands within a word, whatever signs are set there.
fn is_within_word(before: &str, after: &str) -> bool {
    let before = before.trim_end_matches(is_sign).chars().next_back();
    let after = after.trim_start_matches(is_sign).chars().next();
    before.zip(after).is_some_and(|(before, after)| is_one_word(before, after))
}

/// How many bytes around a place are looked at to find out whether it divides a cluster.
const NEIGHBOURS: usize = 64;

/// Whether `place` stands between two grapheme clusters. Only its surroundings are looked at, so
/// that a long text is not read again at each place.
fn is_cluster_boundary(text: &str, place: usize) -> bool {
    let boundary = |place: &usize| text.is_char_boundary(*place);
    let start = (place.saturating_sub(NEIGHBOURS)..place).find(boundary).unwrap_or(place);
    let end = (place..=text.len().min(place + NEIGHBOURS)).rfind(boundary).unwrap_or(place);
    let around = &text[start..end];
    GraphemeCursor::new(place - start, around.len(), true).is_boundary(around, 0).unwrap_or(true)
}

/// Whether Unicode's rules need not be asked: letters, digits and marks that are never divided in
/// the scripts of Europe. Most words are such, and this is ten times quicker.
fn has_no_break(word: &str) -> bool {
    word.chars().all(|character| match character {
        '-' | '/' => false,
        '!'..='~' | '\u{A0}' | '\u{C0}'..='\u{52F}' | '‘'..='„' | '…' | '\u{202F}' | JOINER => true,
        _ => false,
    })
}

/// Whether `word` is punctuation that ends something, or a dash, which stays at the end of a line.
fn is_closing(word: &str) -> bool {
    word.len() <= 12
        && word.chars().all(|character| {
            matches!(
                character,
                '!' | '?' | ')' | ']' | '}' | ',' | '.' | ';' | ':' | '/' | '»' | '”' | '’' | '–' | '—' | '…'
            )
        })
}
