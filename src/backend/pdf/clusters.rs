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
        Some(Cluster { start, end: at, text: &run.text[glyph.start as usize..glyph.end as usize] })
    })
}
