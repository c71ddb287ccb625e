//! Where in the manuscript something stands, so that items of a page, tags and page marks can tell.

use unicode_segmentation::UnicodeSegmentation;

use super::{BlockId, Inline, Note, Resolved};

/// The place in the manuscript of an item on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The text it belongs to.
    pub part: Part,
    /// The byte of that text at which it starts, in the order of reading: a label in front counts,
    /// and so does a picture, for three.
    pub at: u32,
    /// The innermost inline around it that [counts](counts), by its number in the text: 1 for the
    /// first that starts, 0 for none.
    pub inline: u32,
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
    /// A cell of a table.
    Cell {
        /// The table.
        block: BlockId,
        /// The row: 0 is the head, if there is one or not.
        row: u32,
        /// The column, from 0.
        column: u32,
    },
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
            | Self::Term(block, _)
            | Self::Cell { block, .. } => Some(block),
            Self::Front(_)
            | Self::ListTitle(_)
            | Self::ListEntry(..)
            | Self::ListPage(..)
            | Self::NoteMark(_) => None,
        }
    }
}

/// Whether an inline counts in an [`Origin`]: those that say something of the words in them.
pub fn counts(inline: &Inline<Resolved>) -> bool {
    match inline {
        Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Strike(_)
        | Inline::Subscript(_)
        | Inline::Superscript(_)
        | Inline::Foreign(..)
        | Inline::Code(_)
        | Inline::Math(_)
        | Inline::Link(_)
        | Inline::Note(..)
        | Inline::Image(_) => true,
        Inline::Text(_)
        | Inline::SmallCaps(_)
        | Inline::Anchor(_)
        | Inline::SoftBreak
        | Inline::HardBreak => false,
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

/// The text of `inlines` as [`Origin::at`] counts it: the marks of notes are read, a picture is a
/// U+FFFC, a line end that stays a LF.
pub fn reading_text(inlines: &[Inline<Resolved>], notes: &[Note<Resolved>]) -> String {
    let mut text = String::new();
    read(inlines, notes, &mut text);
    text
}

fn read(inlines: &[Inline<Resolved>], notes: &[Note<Resolved>], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Subscript(content)
            | Inline::Superscript(content)
            | Inline::SmallCaps(content)
            | Inline::Foreign(_, content) => read(content, notes, text),
            Inline::Link(link) => read(&link.content, notes, text),
            Inline::Math(math) => read(&math.content, notes, text),
            Inline::Note(mark, _) => {
                text.push_str(mark.before());
                text.push_str(&mark.shown(&notes[mark.note].label));
            }
            Inline::Image(image) if image.picture.is_some() => text.push('\u{FFFC}'),
            Inline::Image(image) => text.push_str(&image.alternative),
            Inline::Anchor(_) => {}
            Inline::SoftBreak => text.push(' '),
            Inline::HardBreak => text.push('\n'),
        }
    }
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

/// Marks in a text that is written once more, piece by piece.
#[derive(Clone, Debug)]
pub struct Marking<M> {
    /// The byte that comes next.
    at: usize,
    /// The marks further on, by their bytes, the next one last.
    ahead: Vec<(usize, M)>,
}

impl<M> Marking<M> {
    /// The `marks` in `text`, which are in order; each is moved to the start of its word.
    pub fn new(text: &str, marks: impl DoubleEndedIterator<Item = (u32, M)>) -> Self {
        let placed = marks.map(|(at, mark)| (word_start(text, at as usize), mark));
        Self { at: 0, ahead: placed.rev().collect() }
    }

    /// The next mark within `words`, which are the next of the text, and how many bytes of them stand
    /// before it: those are passed. All are, if there is none.
    pub fn next_in(&mut self, words: &str) -> Option<(usize, M)> {
        let end = self.at + words.len();
        let before = self.ahead.last().map(|(at, _)| *at).filter(|at| *at < end);
        let Some(before) = before.map(|at| at.saturating_sub(self.at)) else {
            self.at = end;
            return None;
        };
        let before = if words.is_char_boundary(before) { before } else { 0 };
        self.at += before;
        self.ahead.pop().map(|(_, mark)| (before, mark))
    }

    /// The marks that stand at the next byte.
    pub fn here(&mut self) -> Vec<M> {
        let later = self.ahead.partition_point(|(at, _)| *at > self.at);
        self.ahead.split_off(later).into_iter().rev().map(|(_, mark)| mark).collect()
    }

    /// The marks within the next `length` bytes, which are passed: they cannot be divided.
    pub fn within(&mut self, length: usize) -> Vec<M> {
        self.at = self.at.saturating_add(length);
        let later = self.ahead.partition_point(|(at, _)| *at >= self.at);
        self.ahead.split_off(later).into_iter().rev().map(|(_, mark)| mark).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Marking, word_start};

    #[test]
    fn marks_are_met_on_the_way() {
        let mut marking = Marking::new("one two three", [(5, 'a'), (8, 'b')].into_iter());
        assert_eq!(marking.next_in("one two"), Some((4, 'a')));
        assert_eq!(marking.next_in("two"), None);
        assert!(marking.within(1).is_empty());
        assert_eq!(marking.next_in("three"), Some((0, 'b')));
        assert!(marking.within(usize::MAX).is_empty());
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
