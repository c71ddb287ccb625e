//! A paragraph on its way from inlines to lines: its characters, and where they must stay together.

use std::ops::Range;

use crate::letters::Letters;
use crate::letters::{JOINER, SOFT_HYPHEN, is_wide};

/// The words of a paragraph as they will be read, marks and all.
///
/// A line feed ends a line for good. Word joiners (U+2060) forbid a break on either side and are
/// left out of what is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Prose {
    /// The characters.
    pub(super) text: String,
    /// Ranges of bytes that are not divided as long as they fit, in order: code, addresses.
    pub(super) whole: Vec<Range<usize>>,
}

impl Prose {
    /// Words that are not inlines: a title, a picture's alternative text.
    pub(super) fn of(words: &str, letters: Letters) -> Self {
        let mut draft = Draft::new(letters);
        draft.push(words);
        draft.finish()
    }

    /// Lines that are not inlines, each line feed ending one for good: a formula.
    pub(super) fn of_lines(lines: &str, letters: Letters) -> Self {
        let mut draft = Draft::new(letters);
        for (index, line) in lines.trim().lines().enumerate() {
            if index > 0 {
                draft.push_break();
            }
            draft.push(line);
        }
        draft.finish()
    }
}

/// Prose while it is put together.
///
/// The marks around emphasis can be placed only when the words on both sides are known, so they
/// are kept as ranges and placed by [`Draft::finish`].
#[derive(Debug)]
pub(super) struct Draft<'s> {
    letters: Letters,
    prose: Prose,
    marks: Vec<Marked<'s>>,
}

/// A run of words that is to stand between two marks.
#[derive(Debug)]
struct Marked<'s> {
    range: Range<usize>,
    mark: &'s str,
}

impl<'s> Draft<'s> {
    /// Nothing yet, to be written in `letters`.
    pub(super) fn new(letters: Letters) -> Self {
        Self { letters, prose: Prose::default(), marks: Vec::new() }
    }

    /// Where the next character will stand.
    pub(super) fn position(&self) -> usize {
        self.prose.text.len()
    }

    /// Where what has been added since `start` begins: a note's mark takes the blank before it away.
    fn behind(&self, start: usize) -> usize {
        let text = &self.prose.text;
        (0..=start.min(text.len())).rfind(|at| text.is_char_boundary(*at)).unwrap_or(0)
    }

    /// Whether the next character follows a blank, or none.
    pub(super) fn is_at_blank(&self) -> bool {
        let text = &self.prose.text;
        text.is_empty() || text.ends_with([' ', '\n'])
    }

    /// Adds running words. White space of every breakable kind becomes one space; controls and
    /// soft hyphens go.
    pub(super) fn push(&mut self, words: &str) {
        let words = &*self.letters.of(words);
        let text = &mut self.prose.text;
        if words.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) && !words.contains("  ") {
            let after_blank = text.ends_with([' ', '\n']);
            text.push_str(words.strip_prefix(' ').filter(|_| after_blank).unwrap_or(words));
            return;
        }
        for character in words.chars() {
            match character {
                ' ' | '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    if !text.ends_with([' ', '\n']) {
                        text.push(' ');
                    }
                }
                SOFT_HYPHEN => {}
                character if character.is_control() => {}
                character => text.push(character),
            }
        }
    }

    /// Adds words that are kept to the letter and, as long as they fit, on one line.
    pub(super) fn push_whole(&mut self, words: &str) {
        let start = self.position();
        for character in self.letters.of(words).chars() {
            match character {
                '\t' | '\n' | '\r' => self.prose.text.push(' '),
                SOFT_HYPHEN => {}
                character if character.is_control() => {}
                character => self.prose.text.push(character),
            }
        }
        self.keep_from(start);
    }

    /// Keeps together what has been added since `start`, a former [`Draft::position`].
    pub(super) fn keep_from(&mut self, start: usize) {
        let start = self.behind(start);
        let end = self.position();
        while self.prose.whole.last().is_some_and(|range| range.start >= start) {
            self.prose.whole.pop();
        }
        if start < end {
            self.prose.whole.push(start..end);
        }
    }

    /// Adds a note's mark, which follows its word without a space.
    pub(super) fn push_tight(&mut self, mark: &str) {
        if self.prose.text.ends_with(' ') {
            self.prose.text.pop();
        }
        let start = self.position();
        self.prose.text.push(JOINER);
        self.prose.text.push_str(&self.letters.of(mark));
        self.keep_from(start);
    }

    /// Ends the line for good.
    pub(super) fn push_break(&mut self) {
        let trimmed = self.prose.text.trim_end_matches(' ').len();
        self.prose.text.truncate(trimmed);
        self.prose.text.push('\n');
    }

    /// Wants `mark` on both sides of what has been added since `start`.
    pub(super) fn mark_from(&mut self, start: usize, mark: &'s str) {
        // White space at the edges stays outside, so that the marks are tight to the words.
        let start = self.behind(start);
        let run = &self.prose.text[start..];
        let start = start + (run.len() - run.trim_start().len());
        let end = start + run.trim().len();
        self.marks.push(Marked { range: start..end, mark });
    }

    /// The prose, with the marks that can be read without doubt.
    pub(super) fn finish(mut self) -> Prose {
        drop_unbalanced_directions(&mut self.prose.text);
        self.marks.retain(|marked| !marked.range.is_empty());
        if self.marks.is_empty() { self.prose } else { self.place_marks() }
    }

    fn place_marks(mut self) -> Prose {
        // Outer runs first; of two that coincide, emphasis outside: `_*so*_`.
        self.marks.sort_by_key(|marked| {
            (marked.range.start, std::cmp::Reverse(marked.range.end), std::cmp::Reverse(marked.mark))
        });
        let mut placed: Vec<&Marked> = Vec::new();
        let mut open: Vec<&Marked> = Vec::new();
        for marked in &self.marks {
            open.retain(|outer| outer.range.end > marked.range.start);
            let inside = open.iter().any(|outer| outer.mark == marked.mark);
            if !inside && is_readable(&self.prose.text, marked) {
                placed.push(marked);
                open.push(marked);
            }
        }
        // Each mark as (place, order among marks of one place, mark): ends before beginnings, inner
        // ends before outer ones, outer beginnings before inner ones.
        let mut insertions: Vec<(usize, usize, &'s str)> = Vec::new();
        let count = placed.len();
        for (order, marked) in placed.iter().enumerate() {
            insertions.push((marked.range.start, count + order, marked.mark));
            insertions.push((marked.range.end, count - 1 - order, marked.mark));
        }
        insertions.sort_unstable();
        let mut result = Prose::default();
        let mut done = 0;
        let mut moved: Vec<(usize, usize)> = Vec::with_capacity(insertions.len());
        for (place, order, mark) in insertions {
            result.text.push_str(&self.prose.text[done..place]);
            done = place;
            if order < count {
                result.text.push(JOINER);
                result.text.push_str(mark);
            } else {
                result.text.push_str(mark);
                result.text.push(JOINER);
            }
            moved.push((place, result.text.len()));
        }
        result.text.push_str(&self.prose.text[done..]);
        let after = |place: usize| match moved.partition_point(|(at, _)| *at <= place) {
            0 => place,
            index => place - moved[index - 1].0 + moved[index - 1].1,
        };
        let before = |place: usize| match moved.partition_point(|(at, _)| *at < place) {
            0 => place,
            index => place - moved[index - 1].0 + moved[index - 1].1,
        };
        result.whole = self.prose.whole.iter().map(|range| after(range.start)..before(range.end)).collect();
        result
    }
}

/// Whether the marks would be seen as marks: not where the run holds the same character, nor
/// inside a word of a script that writes spaces between words.
fn is_readable(text: &str, marked: &Marked) -> bool {
    let Range { start, end } = marked.range.clone();
    let run = &text[start..end];
    let in_word = |outside: Option<char>, inside: Option<char>| {
        outside.zip(inside).is_some_and(|(outside, inside)| {
            outside.is_alphanumeric() && inside.is_alphanumeric() && !is_wide(outside) && !is_wide(inside)
        })
    };
    !run.contains(marked.mark)
        && !in_word(text[..start].chars().next_back(), run.chars().next())
        && !in_word(text[end..].chars().next(), run.chars().next_back())
}

/// Leaves out the characters that set the direction of text if they do not come in pairs: they
/// would turn what follows on the screen.
fn drop_unbalanced_directions(text: &mut String) {
    let opens = |character: char| matches!(character, '\u{202A}'..='\u{202B}' | '\u{202D}'..='\u{202E}');
    let isolates = |character: char| matches!(character, '\u{2066}'..='\u{2068}');
    if text.is_ascii()
        || !text.contains(|c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
    {
        return;
    }
    let mut open = Vec::new();
    let balanced = text.chars().all(|character| match character {
        '\u{202C}' => open.pop() == Some('\u{202C}'),
        '\u{2069}' => open.pop() == Some('\u{2069}'),
        '\n' => open.is_empty(),
        character => {
            if opens(character) {
                open.push('\u{202C}');
            } else if isolates(character) {
                open.push('\u{2069}');
            }
            true
        }
    });
    if !balanced || !open.is_empty() {
        // Replaced, not removed: the ranges into the text stay true.
        let replaced: String = text
            .chars()
            .map(|c| if matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') { JOINER } else { c })
            .collect();
        *text = replaced;
    }
}
