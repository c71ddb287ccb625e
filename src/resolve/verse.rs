//! Which paragraphs are verse.

use crate::model::{Inline, Parsed, walk_inlines};

/// No line of verse has more characters: what is longer is prose with a line end in it.
const LONGEST_LINE: usize = 250;
/// Two lines alone are a couplet only if neither has more characters.
const LONGEST_OF_TWO: usize = 120;

/// Whether a paragraph is verse, or set like it, as addresses are: the author ends most of its lines
/// for good, and none of them is as long as a paragraph.
pub(super) fn is_verse(content: &[Inline<Parsed>]) -> bool {
    let mut lines = Lines { soft: 0, lengths: vec![0] };
    walk_inlines(content, &mut |inline| lines.add(inline));
    lines.lengths.retain(|length| *length > 0);
    let longest = lines.lengths.iter().max().copied().unwrap_or(0);
    let limit = if lines.lengths.len() == 2 { LONGEST_OF_TWO } else { LONGEST_LINE };
    lines.lengths.len() > 1 && lines.lengths.len() - 1 > lines.soft && longest <= limit
}

/// What a paragraph's lines are like.
struct Lines {
    /// How many end only in the source.
    soft: usize,
    /// The characters of each that the author ends for good.
    lengths: Vec<usize>,
}

impl Lines {
    fn add(&mut self, inline: &Inline<Parsed>) {
        let mut count = |words: &str| {
            if let Some(length) = self.lengths.last_mut() {
                *length += words.trim().chars().count();
            }
        };
        match inline {
            Inline::Text(words) | Inline::Code(words) => count(words),
            Inline::Math(math) => count(&math.tex),
            Inline::Image(image) => count(&image.alternative),
            Inline::SoftBreak => self.soft += 1,
            Inline::HardBreak => self.lengths.push(0),
            _ => {}
        }
    }
}
