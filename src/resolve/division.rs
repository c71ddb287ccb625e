//! The author's wish and the text's size → article or book.

use crate::model::{Block, BlockKind, Division, Inline, Parsed, Preferences, Visitor, walk_blocks};
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
    #[derive(Default)]
    struct Words(usize);
    impl Visitor<Parsed> for Words {
        fn inline(&mut self, inline: &Inline<Parsed>) {
            if let Inline::Text(words) = inline {
                let ideographs = if words.is_ascii() { 0 } else { words.chars().filter(is_wide).count() };
                self.0 += words.split_whitespace().count() + ideographs / 2;
            }
        }
    }
    fn is_wide(character: &char) -> bool {
        super::quotes::is_east_asian(*character)
    }
    let mut words = Words::default();
    walk_blocks(blocks, &mut words);
    words.0
}
