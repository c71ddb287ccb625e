//! A text → the grapheme clusters that a face is chosen for, none too long to be shaped.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{GraphemeIndices, UnicodeSegmentation};

/// A grapheme cluster, or a part of a very long one.
pub(super) struct Piece<'t> {
    /// Where it starts, in bytes of the text.
    pub offset: usize,
    /// Its characters.
    pub cluster: &'t str,
    /// Whether it is shaped apart from what stands before it.
    pub cut: bool,
}

/// The pieces of `text`, in order.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    Pieces { clusters: text.grapheme_indices(true), rest: None, joined: Joined::default() }
}

struct Pieces<'t> {
    clusters: GraphemeIndices<'t>,
    /// What is left of a cluster that was cut.
    rest: Option<(usize, &'t str)>,
    joined: Joined,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        // The first character of a rest was counted when the cluster was cut before it.
        let (mut cut, counted) = (self.rest.is_some(), usize::from(self.rest.is_some()));
        let (offset, cluster) = self.rest.take().or_else(|| self.clusters.next())?;
        for (at, character) in cluster.char_indices().skip(counted) {
            if !self.joined.cuts_before(character) {
                continue;
            }
            if at > 0 {
                self.rest = Some((offset + at, &cluster[at..]));
                return Some(Piece { offset, cluster: &cluster[..at], cut });
            }
            cut = true;
        }
        Some(Piece { offset, cluster, cut })
    }
}

/// So many characters that hang together are shaped as one: a shaper takes the square of their
/// number. UAX 15 has streams of text end such sequences after 30 marks.
const MOST_JOINED: usize = 64;

/// The characters up to here that hang together: marks, joiners, and what stands behind them.
#[derive(Default)]
struct Joined {
    count: usize,
    /// Whether the last one was a mark or a joiner.
    by_last: bool,
}

impl Joined {
    /// Whether the text is cut before `character`, since too many hang together.
    fn cuts_before(&mut self, character: char) -> bool {
        let joins = character >= '\u{300}'
            && (is_combining_mark(character)
                || matches!(character, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}'));
        let goes_on = (joins || self.by_last) && !character.is_whitespace();
        self.count = if goes_on { self.count + 1 } else { 0 };
        self.by_last = joins;
        let cuts = self.count >= if joins { 2 * MOST_JOINED } else { MOST_JOINED };
        if cuts {
            self.count = 0;
        }
        cuts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_nowhere() {
        let text = "a\u{301}b 👩\u{200D}👩\u{200D}👧 क्षि";
        assert!(pieces(text).all(|piece| !piece.cut));
        assert_eq!(pieces(text).map(|piece| piece.cluster).collect::<String>(), text);
    }

    #[test]
    fn a_cluster_of_many_marks_is_cut() {
        let text = format!("a{}b", "\u{301}".repeat(10_000));
        let found: Vec<Piece<'_>> = pieces(&text).collect();
        assert_eq!(found.iter().map(|piece| piece.cluster).collect::<String>(), text);
        assert!(found.iter().all(|piece| piece.cluster.chars().count() <= 2 * MOST_JOINED));
        assert!(found.iter().skip(1).filter(|piece| piece.cluster.len() > 1).all(|piece| piece.cut));
    }
}
