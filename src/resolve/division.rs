//! The author's wish and the text's size → article or book.

use crate::model::{
    Block, BlockKind, Division, Inline, Parsed, Preferences, Visitor, walk_blocks, walk_inlines,
};
use crate::source::{Piece, Sources};

/// A text of so many words is a book if it has chapters; a shorter one is read in one sitting.
const BOOK_WORDS: usize = 8_000;

/// So many top-level headings are chapters.
const BOOK_CHAPTERS: usize = 3;

/// How the document is divided.
pub(super) fn divide(wishes: &Preferences, blocks: &[Block<Parsed>], sources: &Sources) -> Division {
    let files = sources.pieces.iter().filter(|piece| matches!(piece, Piece::Chapter { .. })).count();
    let chapters = blocks
        .iter()
        .filter(|block| matches!(&block.kind, BlockKind::Heading(heading) if heading.level <= 1))
        .count();
    match wishes.kind {
        Some(kind) => kind,
        None if sources.book.is_some() || files > 1 => Division::Book,
        None if chapters >= BOOK_CHAPTERS && count_words(blocks) >= BOOK_WORDS => Division::Book,
        None => Division::Article,
    }
}

/// Words between blanks; in scripts without blanks, two characters count as one word.
fn count_words(blocks: &[Block<Parsed>]) -> usize {
    let words = |words: &str| {
        let ideographs = if words.is_ascii() { 0 } else { words.chars().filter(is_wide).count() };
        words.split_whitespace().count() + ideographs / 2
    };
    count(blocks, words, |_| 0)
}

/// Characters as wide as those of Latin script, for reckoning pages; ideographs count twice.
pub(super) fn count_characters(blocks: &[Block<Parsed>]) -> usize {
    let characters = |words: &str| match words.is_ascii() {
        true => words.len(),
        false => words.chars().count() + words.chars().filter(is_wide).count(),
    };
    count(blocks, characters, characters)
}

fn is_wide(character: &char) -> bool {
    super::quotes::is_east_asian(*character)
}

/// The sum of what `of_words` and `of_code` make of each piece.
fn count(
    blocks: &[Block<Parsed>],
    of_words: impl Fn(&str) -> usize,
    of_code: impl Fn(&str) -> usize,
) -> usize {
    struct Sum<W, C>(W, C, usize);
    impl<W: Fn(&str) -> usize, C: Fn(&str) -> usize> Visitor<Parsed> for Sum<W, C> {
        fn block(&mut self, block: &Block<Parsed>) {
            if let BlockKind::Code(code) = &block.kind {
                self.2 += self.1(&code.text);
            }
        }

        fn text(&mut self, text: &Vec<Inline<Parsed>>) {
            walk_inlines(text, &mut |inline| match inline {
                Inline::Text(words) => self.2 += self.0(words),
                Inline::Code(code) => self.2 += self.1(code),
                _ => {}
            });
        }
    }
    let mut sum = Sum(of_words, of_code, 0);
    walk_blocks(blocks, &mut sum);
    sum.2
}
