//! What a text edition should say, beside what has been read of it.
//!
//! Plain text has few signs, and words may look like any of them: a drawing in code is a table to the
//! eye. So the reader does not guess. Where the grammar leaves a choice, the original says which of the
//! ways to read is meant. It only chooses: what the lines cannot be read as is never taken from it, so an
//! edition that says something else is found out however it is read.

use std::collections::{BTreeMap, VecDeque};

use unicode_normalization::char::is_combining_mark;

use crate::transcript::{Kind, Transcript, words};

/// Tokens before and behind the place that was lost in which the next one is looked for that fits.
const WINDOW: usize = 800;
/// So many tokens in a row make sure that the place is found again.
const SURE: usize = 8;
/// How often the place is looked for.
const SEARCHES: usize = 20_000;

/// The original of a text, followed while it is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guide<'e> {
    expected: &'e Transcript,
    /// The token of the original that stands for the first one that is read.
    from: isize,
    /// How many tokens have been compared.
    checked: usize,
    /// Whether all of them are as expected.
    in_step: bool,
    /// How often the place may still be looked for when it is lost.
    searches: usize,
}

impl<'e> Guide<'e> {
    /// From the beginning of what is `expected`.
    pub(super) fn new(expected: &'e Transcript) -> Self {
        Self { expected, from: 0, checked: 0, in_step: true, searches: SEARCHES }
    }

    /// The same, from token `at` on; out of step if there is none.
    pub(super) fn starting_at(self, at: Option<usize>) -> Self {
        Self { from: at.unwrap_or(0) as isize, checked: 0, in_step: at.is_some(), ..self }
    }

    /// The tokens at which notes begin, by their marks, in order.
    pub(super) fn notes(&self) -> BTreeMap<&'e str, VecDeque<usize>> {
        let mut notes: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
        for at in (0..self.expected.len()).rev() {
            let said = self.expected.get(at);
            if said.kind == Kind::Note {
                notes.entry(said.text).or_default().push_front(at);
            }
        }
        notes
    }

    /// Whether all that was read is as expected.
    pub(super) fn is_in_step(&self) -> bool {
        self.in_step
    }

    /// From here on nothing is known.
    pub(super) fn lose(&mut self) {
        self.in_step = false;
    }

    fn token(&self, at: usize) -> Option<(Kind, &'e str)> {
        let at = usize::try_from(at as isize + self.from).ok()?;
        let said = (at < self.expected.len()).then(|| self.expected.get(at))?;
        Some((said.kind, said.text))
    }

    /// The token that is expected behind what was read.
    pub(super) fn position(&self, read: &Transcript) -> usize {
        usize::try_from(read.len() as isize + self.from).unwrap_or(0)
    }

    /// Compares what was read since the last time; whether it is as expected.
    pub(super) fn follow(&mut self, read: &Transcript) -> bool {
        self.in_step = self.in_step && (self.checked..read.len()).all(|at| self.is_expected(read, at));
        self.checked = read.len();
        self.in_step
    }

    fn is_expected(&self, read: &Transcript, at: usize) -> bool {
        let said = read.get(at);
        self.token(at) == Some((said.kind, said.text))
    }

    /// Whether a mark of a kind is expected behind what was read.
    pub(super) fn wants(&self, read: &Transcript, kind: Kind) -> bool {
        self.wanted(read, kind).is_some()
    }

    /// What the mark of a kind says that is expected behind what was read.
    pub(super) fn wanted(&self, read: &Transcript, kind: Kind) -> Option<&'e str> {
        self.token(read.len()).filter(|(wanted, _)| *wanted == kind).map(|(_, text)| text)
    }

    /// Whether `text` is expected, word by word, behind what was read, whose last word is whole or goes on.
    pub(super) fn wants_words(&mut self, read: &Transcript, text: &str) -> bool {
        let whole = read.len().saturating_sub(1).max(self.checked);
        self.in_step = self.in_step && (self.checked..whole).all(|at| self.is_expected(read, at));
        self.checked = whole;
        let said = words(text);
        let is_next = |nth: usize| {
            // Marks that stand behind the text are of its last word.
            let is_whole = |rest: &str| nth + 1 == said.len() && rest.chars().all(is_combining_mark);
            self.token(read.len() + nth).is_some_and(|(kind, word)| {
                let rest = word.strip_prefix(said.get(nth).text);
                kind == Kind::Word && rest.is_some_and(|rest| rest.is_empty() || is_whole(rest))
            })
        };
        self.in_step
            && (whole..read.len()).all(|at| self.is_expected(read, at))
            && (0..said.len()).all(is_next)
    }

    /// Looks for what was read since token `start` near where the step was lost.
    pub(super) fn rejoin(&mut self, read: &Transcript, start: usize) {
        let length = read.len() - start;
        if self.in_step || length < SURE || self.searches == 0 {
            return;
        }
        self.searches -= 1;
        let near = start as isize + self.from;
        let first = usize::try_from(near - WINDOW as isize).unwrap_or(0);
        let last = usize::try_from(near + WINDOW as isize).unwrap_or(0);
        let last = last.min(self.expected.len().saturating_sub(length));
        let fits = |at: &usize| {
            let from = *at as isize - start as isize;
            let moved = Self { from, ..*self };
            (start..read.len()).all(|at| moved.is_expected(read, at))
        };
        if let Some(at) = (first..=last.max(first)).find(fits) {
            *self = Self { from: at as isize - start as isize, checked: read.len(), in_step: true, ..*self };
        }
    }
}
