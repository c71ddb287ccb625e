//! Where in the manuscript something stands, so that items of a page, tags and page marks can tell.

use unicode_segmentation::UnicodeSegmentation;

use super::{BlockId, SpanId};

/// The place in the manuscript of an item on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The text it belongs to.
    pub part: Part,
    /// The byte of that text at which it starts, in the order of reading: a label in front counts,
    /// and so does a picture, for three.
    pub at: u32,
    /// The innermost span around it that is [tagged](super::SpanKind::is_tagged).
    pub span: SpanId,
}

/// A text of the manuscript: what is set by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A line of the front, by its place in [`front`](crate::resolve::Manuscript::front).
    Front(u32),
    /// The title of the contents (0) or of a list behind them.
    ListTitle(u32),
    /// The words of an entry, by its list and its place there.
    ListEntry(u32, u32),
    /// The page number of an entry.
    ListPage(u32, u32),
    /// A block's own text: a heading, a paragraph, a figure's picture, a formula, a break.
    Block(BlockId),
    /// The caption of a figure, of a table or of code.
    Caption(BlockId),
    /// The title of an admonition.
    Title(BlockId),
    /// A line of code, by its place in the listing, from 0.
    Line(BlockId, u32),
    /// What stands before an item of a list, by the item's place, from 0.
    Marker(BlockId, u32),
    /// A term of a list of definitions, by its place, from 0.
    Term(BlockId, u32),
    /// The mark before a note's text, by the note's place in the document.
    NoteMark(u32),
}

impl Part {
    /// The block it belongs to; `None` for the front, the lists and the marks of notes.
    pub fn block(self) -> Option<BlockId> {
        match self {
            Self::Block(block)
            | Self::Caption(block)
            | Self::Title(block)
            | Self::Line(block, _)
            | Self::Marker(block, _)
            | Self::Term(block, _) => Some(block),
            Self::Front(_)
            | Self::ListTitle(_)
            | Self::ListEntry(..)
            | Self::ListPage(..)
            | Self::NoteMark(_) => None,
        }
    }
}

/// The place in the manuscript at which a page of the print edition begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMark {
    /// The page's number as printed: `iv`, `42`.
    pub label: String,
    /// The text that its first line belongs to.
    pub part: Part,
    /// The byte of that text at which the line starts, counted as in [`Origin::at`]. Within a word,
    /// if the line breaker divided it.
    pub at: u32,
}

/// How far back the start of a word is looked for, in bytes: what is longer is none.
const LONGEST_WORD: usize = 400;

/// Where the word starts in which byte `at` of `text` stands; `at` itself between words (UAX #29).
pub fn word_start(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let near = at.saturating_sub(LONGEST_WORD);
    let near = (near..=at).find(|byte| text.is_char_boundary(*byte)).unwrap_or(at);
    // A blank parts words whatever stands before it.
    let from = text[near..at].rfind(char::is_whitespace).map_or(near, |blank| near + blank);
    // Nor does it hang on what stands far behind it, which may be a word of megabytes.
    let far = (at + LONGEST_WORD..text.len()).find(|byte| text.is_char_boundary(*byte));
    let near_text = &text[from..far.unwrap_or(text.len())];
    let words = near_text.split_word_bound_indices().map(|(start, _)| from + start);
    words.take_while(|start| *start <= at).last().unwrap_or(at)
}

/// Marks in a text, which are met while it is written piece by piece.
#[derive(Clone, Debug)]
pub struct Marking<M> {
    /// The marks further on, by their bytes, the next one last.
    ahead: Vec<(usize, M)>,
}

impl<M> Marking<M> {
    /// The `marks` in `text`, which are in order; each is moved to the start of its word.
    pub fn new(text: &str, marks: impl DoubleEndedIterator<Item = (u32, M)>) -> Self {
        let placed = marks.map(|(at, mark)| (word_start(text, at as usize), mark));
        Self { ahead: placed.rev().collect() }
    }

    /// The next mark in `words`, which start at byte `start` of the text, and how many bytes of them
    /// stand before it.
    pub fn next_in(&mut self, start: usize, words: &str) -> Option<(usize, M)> {
        let (at, mark) = self.ahead.pop_if(|(at, _)| *at < start + words.len())?;
        let before = at.saturating_sub(start);
        Some((if words.is_char_boundary(before) { before } else { 0 }, mark))
    }

    /// The marks before byte `end`.
    pub fn before(&mut self, end: usize) -> Vec<M> {
        let later = self.ahead.partition_point(|(at, _)| *at >= end);
        self.ahead.split_off(later).into_iter().rev().map(|(_, mark)| mark).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Marking, word_start};

    #[test]
    fn marks_are_met_on_the_way() {
        let mut marking = Marking::new("one two three", [(5, 'a'), (8, 'b')].into_iter());
        assert_eq!(marking.next_in(0, "one two"), Some((4, 'a')));
        assert_eq!(marking.next_in(4, "two"), None);
        assert!(marking.before(8).is_empty());
        assert_eq!(marking.next_in(8, "three"), Some((0, 'b')));
        assert!(marking.before(usize::MAX).is_empty());
    }

    #[test]
    fn a_page_begins_before_a_divided_word() {
        let text = "the self-determination 北京 of";
        assert_eq!(word_start(text, 0), 0);
        assert_eq!(word_start(text, 4), 4);
        assert_eq!(word_start(text, 14), 9, "a hyphen of the text parts words");
        assert_eq!(word_start(text, 26), 26, "so do Chinese signs");
        assert_eq!(word_start(text, 400), text.len());
    }

    #[test]
    fn a_word_is_looked_for_near_its_byte_alone() {
        let text = format!("one {}é two", "é".repeat(300));
        assert_eq!(word_start(&text, 10), 4);
        assert_eq!(word_start(&text, text.len() - 1), text.len() - 3);
        // Without a bound on both sides each of these would take as long as the whole text.
        let text = "h".repeat(1 << 20);
        for at in (0..text.len()).step_by(1 << 8) {
            assert!(word_start(&text, at) <= at);
        }
    }
}
