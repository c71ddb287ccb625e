//! Straight quotes in a line → quotation marks, apostrophes and primes.

use super::{Edit, HARD, OPAQUE, Script, Text, Typography, is_east_asian};

/// The marks of a line, read from its beginning to its end.
pub(super) struct Marks<'a> {
    text: &'a Text<'a>,
    line: &'a [char],
    found: Vec<Mark>,
    /// The opening marks still without their closing one, by their index among those found.
    open: Vec<usize>,
    /// Those of them that are double.
    open_doubles: Vec<usize>,
    /// With how many marks the line begins.
    leading: usize,
}

struct Mark {
    at: usize,
    kind: Kind,
    sense: Sense,
}

/// What was typed.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Double,
    Single,
}

/// What is meant.
#[derive(Clone, Copy, PartialEq)]
enum Sense {
    /// Opens a quotation, which the mark of that index closes.
    Opening(Option<usize>),
    /// Closes the quotation that the mark of that index opened.
    Closing(Option<usize>),
    Apostrophe,
    /// Feet or minutes, inches or seconds.
    Prime,
    /// Of a Hebrew abbreviation.
    Hebrew,
}

/// A number of more digits is a year or a count, not a height or an angle.
const MEASURED: usize = 3;

impl<'a> Marks<'a> {
    pub fn new(text: &'a Text<'a>) -> Self {
        let line = &text.characters;
        let leading = line.iter().take_while(|c| matches!(c, '"' | '\'')).count();
        Self { text, line, found: Vec::new(), open: Vec::new(), open_doubles: Vec::new(), leading }
    }

    /// Whether the mark that was read last stands at `at` and opens a quotation.
    pub fn opens_at(&self, at: usize) -> bool {
        self.found.last().is_some_and(|mark| mark.at == at && matches!(mark.sense, Sense::Opening(_)))
    }

    /// How the passage of the character at `at` is written.
    fn typography(&self, at: usize) -> &Typography {
        self.text.typography(at)
    }

    /// Reads the straight mark at `at`, which comes after all read before.
    pub fn read(&mut self, at: usize) {
        let kind = if self.line[at] == '"' { Kind::Double } else { Kind::Single };
        let sense = match kind {
            Kind::Double => self.double(at),
            Kind::Single => self.single(at),
        };
        let index = self.found.len();
        match sense {
            Sense::Opening(_) => {
                self.open.push(index);
                self.open_doubles.extend((kind == Kind::Double).then_some(index));
            }
            Sense::Closing(Some(opening)) => {
                // What stands open inside of it was no quotation.
                while self.open.pop().is_some_and(|open| open != opening) {}
                while self.open_doubles.pop_if(|open| *open >= opening).is_some() {}
                self.found[opening].sense = Sense::Opening(Some(index));
            }
            Sense::Closing(None) | Sense::Apostrophe | Sense::Prime | Sense::Hebrew => {}
        }
        self.found.push(Mark { at, kind, sense });
    }

    fn double(&self, at: usize) -> Sense {
        let (before, after) = (self.before(at), self.after(at));
        if self.is_abbreviation(at, before, after) {
            return Sense::Hebrew;
        }
        let pending = self.open_doubles.last().copied();
        // `"a wheel of 21""`: one of two must be the measure.
        if self.is_measure(at) && (pending.is_none() || after == Some('"')) {
            return Sense::Prime;
        }
        let closing = Sense::Closing(pending);
        match (self.may_open(at), is_blank(after)) {
            (true, false) => {
                // What ends a sentence follows no mark that opens; three dots begin one.
                let dots = self.line[at + 1..].starts_with(&['.', '.']);
                let ends = matches!(after, Some('.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}'));
                if ends && !dots && pending.is_some() { closing } else { Sense::Opening(None) }
            }
            (false, true) => closing,
            (true, true) | (false, false) if pending.is_some() => closing,
            (true, true) => Sense::Opening(None),
            (false, false) if after.is_some_and(is_letter) => Sense::Opening(None),
            (false, false) => closing,
        }
    }

    fn single(&self, at: usize) -> Sense {
        let (before, after) = (self.before(at), self.after(at));
        if self.is_abbreviation(at, before, after.filter(|c| is_hebrew(*c)).or(before)) {
            return Sense::Hebrew;
        }
        // Only a quotation that no double one has begun since may end here.
        let pending = self.open.last().filter(|open| self.found[**open].kind == Kind::Single).copied();
        let letter_after = after.is_some_and(|c| is_letter(c) && !c.is_ascii_digit());
        if pending.is_none() && !letter_after && self.is_measure(at) {
            return Sense::Prime;
        }
        let east_asian = self.typography(at).script == Script::EastAsian
            && (before.is_some_and(is_east_asian) || after.is_some_and(is_east_asian));
        if before.is_some_and(is_letter) && after.is_some_and(is_letter) && !east_asian {
            return Sense::Apostrophe;
        }
        let end = pending.map_or(Sense::Apostrophe, |opening| Sense::Closing(Some(opening)));
        match (self.may_open(at), is_blank(after)) {
            (true, false) if self.is_elision(at) => Sense::Apostrophe,
            (true, false) => Sense::Opening(None),
            (false, false) if east_asian && pending.is_none() => Sense::Opening(None),
            (true | false, true) | (false, false) => end,
        }
    }

    fn before(&self, at: usize) -> Option<char> {
        super::before(self.line, at)
    }

    fn after(&self, at: usize) -> Option<char> {
        self.line.get(at + 1).copied()
    }

    /// Whether a quotation may begin at `at`, by what stands before it.
    fn may_open(&self, at: usize) -> bool {
        let Some(before) = self.before(at) else { return true };
        match before {
            '"' | '\'' => self.found.last().is_some_and(|mark| matches!(mark.sense, Sense::Opening(_))),
            '(' | '[' | '{' | '<' | '/' | '-' | '–' | '—' | '=' | '¿' | '¡' | '«' | '‹' | '“' | '‘' | '„'
            | '‚' | '「' | '『' | '（' | '\u{200B}' => true,
            _ => is_blank(Some(before)),
        }
    }

    /// Whether a measure in feet or inches, minutes or seconds stands before `at`.
    fn is_measure(&self, at: usize) -> bool {
        let digits = self.line[..at].iter().rev().take_while(|c| c.is_ascii_digit()).count();
        let before = self.before(at - digits);
        (1..=MEASURED).contains(&digits) && before.is_none_or(|c| !c.is_alphabetic())
    }

    /// Whether the mark at `at` stands for letters left out: `'90s`, `'tis`, `'s avonds`.
    fn is_elision(&self, at: usize) -> bool {
        let word = &self.line[at + 1..];
        let digits = word.iter().take_while(|c| c.is_ascii_digit()).count();
        if digits == 2 {
            let rest = &word[digits..];
            let rest = rest.strip_prefix(&['s']).unwrap_or(rest);
            return rest.first().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '"'));
        }
        let length = word.iter().take_while(|c| c.is_alphabetic()).take(8).count();
        let letters: String = word[..length].iter().flat_map(|c| c.to_lowercase()).collect();
        self.typography(at).orthography.elisions.contains(&letters.as_str())
            // `'cause'` is a word in quotes, but `'n'` has lost a letter on both sides.
            && (letters == "n" || word.get(length) != Some(&'\''))
    }

    /// Whether Hebrew writes one of its own signs between these letters.
    fn is_abbreviation(&self, at: usize, before: Option<char>, after: Option<char>) -> bool {
        self.typography(at).script == Script::Hebrew
            && before.is_some_and(is_hebrew)
            && after.is_some_and(is_hebrew)
            && self.open.is_empty()
    }

    /// The form of each mark, now that all pairs are known.
    pub fn finish(self) -> Vec<Edit> {
        let mut edits = Vec::with_capacity(self.found.len());
        // How many quotations in double marks are open, by passage: one in another language begins
        // with the outer marks again.
        let mut depths = vec![0_usize; self.text.line.passages.len()];
        for mark in &self.found {
            // Both marks of a quotation are of the passage that it begins in.
            let begun = match mark.sense {
                Sense::Closing(Some(opening)) => self.found[opening].at,
                _ => mark.at,
            };
            let depth = &mut depths[self.text.passage(begun)];
            let pair = match (mark.kind, mark.sense) {
                (Kind::Double, Sense::Opening(other)) => {
                    let level = *depth;
                    *depth += usize::from(other.is_some());
                    self.pair(mark, begun, level)
                }
                (Kind::Double, Sense::Closing(other)) => {
                    *depth -= usize::from(other.is_some());
                    self.pair(mark, begun, *depth)
                }
                (Kind::Single, _) => self.pair(mark, begun, 1),
                (Kind::Double, Sense::Apostrophe | Sense::Prime | Sense::Hebrew) => ["", ""],
            };
            let with = match mark.sense {
                Sense::Opening(None) if mark.kind == Kind::Single && !self.begins(mark.at) => "’",
                Sense::Opening(_) => pair[0],
                Sense::Closing(_) => pair[1],
                Sense::Apostrophe => "’",
                Sense::Prime if mark.kind == Kind::Double => "″",
                Sense::Prime => "′",
                Sense::Hebrew if mark.kind == Kind::Double => "״",
                Sense::Hebrew => "׳",
            };
            edits.push(self.edit(mark, with));
        }
        edits
    }

    /// The marks in the place of `mark`, which `level` quotations are around; `opening` is where its
    /// own begins.
    fn pair(&self, mark: &Mark, opening: usize, level: usize) -> [&'static str; 2] {
        let typography = self.typography(opening);
        let own = if level.is_multiple_of(2) { typography.quotes.outer } else { typography.quotes.inner };
        if typography.script != Script::EastAsian {
            return own;
        }
        // Corner brackets belong around words of the language, not around foreign ones.
        let first = self.line[opening + 1..].iter().find(|c| !matches!(c, '"' | '\''));
        let is_own = match mark.sense {
            Sense::Closing(None) => self.before(mark.at).is_some_and(is_east_asian),
            _ => first.is_some_and(|c| is_east_asian(*c)),
        };
        match (is_own, level % 2) {
            (true, _) => own,
            (false, 0) => ["“", "”"],
            (false, _) => ["‘", "’"],
        }
    }

    /// Puts `with` in place of `mark`. Where the marks bring a space of their own, one that was
    /// typed goes.
    fn edit(&self, mark: &Mark, with: &str) -> Edit {
        let space = |at: usize| self.line.get(at) == Some(&' ');
        let spaced = |c: char| matches!(c, '\u{A0}' | '\u{202F}');
        match mark.sense {
            Sense::Opening(_) if with.ends_with(spaced) && space(mark.at + 1) => {
                Edit { at: mark.at, length: 2, with: with.to_owned() }
            }
            Sense::Closing(_) if with.starts_with(spaced) && mark.at > 0 && space(mark.at - 1) => {
                Edit { at: mark.at - 1, length: 2, with: with.to_owned() }
            }
            _ => Edit { at: mark.at, length: 1, with: with.to_owned() },
        }
    }

    /// Whether a quotation that goes on in the next paragraph may begin at `at`: nothing but marks
    /// stands before it, and a capital after it.
    fn begins(&self, at: usize) -> bool {
        at <= self.leading && self.after(at).is_some_and(char::is_uppercase)
    }
}

fn is_letter(character: char) -> bool {
    character.is_alphanumeric()
        || character == OPAQUE
        || unicode_normalization::char::is_combining_mark(character)
}

fn is_blank(character: Option<char>) -> bool {
    character.is_none_or(|c| c.is_whitespace() || c == HARD)
}

fn is_hebrew(character: char) -> bool {
    matches!(character, '\u{5D0}'..='\u{5F2}')
}
