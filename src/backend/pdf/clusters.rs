//! The glyphs of a run, cluster by cluster.

use crate::layout::GlyphRun;

/// What readers see of a blank between words that are read from right to left. Some lose one before
/// which the pen goes back (pdf.js), unless something stands before it.
pub(super) const BLANK: &str = "\u{200B} ";

/// A cluster of a run: some glyphs that show some text together.
pub(super) struct Cluster<'a> {
    /// The first glyph's index in the run.
    pub start: usize,
    /// One past the last glyph's index.
    pub end: usize,
    /// What they show.
    pub text: &'a str,
    /// Where its characters start, if several glyphs share them.
    starts: Vec<u32>,
}

impl<'a> Cluster<'a> {
    /// The text from its character number `index` on, and how many bytes that character takes.
    pub fn starting_with(&self, index: usize) -> Option<(&'a str, usize)> {
        let start = *self.starts.get(index)? as usize;
        let end = self.starts.get(index + 1).map_or(self.text.len(), |next| *next as usize);
        Some((&self.text[start..], end - start))
    }
}

/// The clusters of a run.
pub(super) fn clusters(run: &GlyphRun) -> impl Iterator<Item = Cluster<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let glyph = run.glyphs.get(at)?;
        let start = at;
        at += 1;
        while run.glyphs.get(at).is_some_and(|next| next.start == next.end) {
            at += 1;
        }
        let text = &run.text[glyph.start as usize..glyph.end as usize];
        let starts = match at - start {
            1 => Vec::new(),
            _ => text.char_indices().map(|(at, _)| at as u32).collect(),
        };
        Some(Cluster { start, end: at, text, starts })
    })
}
