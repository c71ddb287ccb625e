//! The edges of lines: what is shaped anew where a line ends or begins, and how far it stands out
//! into the margin.
//!
//! Text is shaped as a whole. Where a line ends inside a word, or where a kern or a ligature lies
//! over its end, the glyphs beside the break are not those of the whole text. They are shaped anew
//! from the nearest place at which the shaper says that the text may be cut, so the width of every
//! line is exact, and a word may be divided within a ligature.

use super::breakpoint::{BreakKind, Breakpoint};
use super::shape::Shaper;
use super::shaped::{Shaped, ShapedGlyph};
use super::text::StyledText;
use crate::style::{ParagraphRules, left_hang, right_hang};

/// More glyphs than this are not shaped anew: no word is so long.
const MOST_RESHAPED: usize = 64;

/// What is shaped anew if a line ends at a breakpoint.
#[derive(Clone, Debug, Default)]
pub(super) struct Edges {
    /// The glyphs at the end of the line.
    pub ending: Option<Ending>,
    /// The glyphs at the start of the next.
    pub beginning: Option<Beginning>,
}

/// The glyphs at the end of a line.
#[derive(Clone, Debug)]
pub(super) struct Ending {
    /// The glyph of the text from which on these stand instead.
    pub from: u32,
    /// The glyphs, a hyphen of ours last.
    pub glyphs: Vec<ShapedGlyph>,
}

/// The glyphs at the start of a line.
#[derive(Clone, Debug)]
pub(super) struct Beginning {
    /// The glyph of the text before which these stand instead.
    pub to: u32,
    /// The glyphs.
    pub glyphs: Vec<ShapedGlyph>,
}

/// What the edges of lines are found from.
pub(super) struct EdgeFinder<'a> {
    pub text: &'a StyledText,
    pub shaped: &'a Shaped,
    pub shaper: &'a Shaper<'a>,
    pub rules: &'a ParagraphRules,
    /// Sums of the glyphs' widths.
    pub widths: &'a [i64],
}

impl EdgeFinder<'_> {
    /// Sets the corrections and hangs of `point`; returns what is shaped anew there, if anything.
    pub fn find(&self, point: &mut Breakpoint) -> Option<Edges> {
        let ending = self.ending(point);
        let beginning = self.beginning(point);
        let sum = |glyphs: &[ShapedGlyph]| glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum::<i64>();
        let span = |from: u32, to: u32| self.widths[to as usize] - self.widths[from as usize];
        if let Some(ending) = &ending {
            point.end_change = (sum(&ending.glyphs) - span(ending.from, point.end)) as i32;
        }
        if let Some(beginning) = &beginning {
            point.start_change = (sum(&beginning.glyphs) - span(point.start, beginning.to)) as i32;
        }
        let last = match &ending {
            Some(ending) => ending.glyphs.last(),
            None => (point.end as usize).checked_sub(1).and_then(|last| self.shaped.glyphs.get(last)),
        };
        point.end_hang = last.map_or(0, |glyph| self.hang_right(glyph, point));
        let first = match &beginning {
            Some(beginning) => beginning.glyphs.first(),
            None => self.shaped.glyphs.get(point.start as usize),
        };
        point.start_hang = first.map_or(0, |glyph| self.hang_left(glyph));
        (ending.is_some() || beginning.is_some()).then_some(Edges { ending, beginning })
    }

    fn ending(&self, point: &Breakpoint) -> Option<Ending> {
        let glyphs = &self.shaped.glyphs;
        let hyphen = point.kind == BreakKind::Hyphen;
        let end = point.end as usize;
        let cut = glyphs.get(end).is_some_and(|glyph| glyph.unsafe_before);
        // Where a ligature is cut, its glyph is the line's last.
        let split = end > 0 && point.kind != BreakKind::End && self.reaches_over(end - 1, point.end_byte);
        if end == 0 || !(hyphen || cut || split) {
            return None;
        }
        let mut from = end - 1;
        let least = end.saturating_sub(MOST_RESHAPED);
        while from > least && (glyphs[from].unsafe_before || self.inside_cluster(from)) && self.alike(from) {
            from -= 1;
        }
        let like = &glyphs[end - 1];
        if like.level % 2 == 1 {
            return None;
        }
        let start = glyphs[from].cluster as usize;
        let sign = hyphen.then_some('-');
        let glyphs = self.shaper.reshape(self.text, like, start, point.end_byte as usize, sign);
        Some(Ending { from: from as u32, glyphs })
    }

    fn beginning(&self, point: &Breakpoint) -> Option<Beginning> {
        let glyphs = &self.shaped.glyphs;
        let start = point.start as usize;
        let split = start > 0 && self.reaches_over(start - 1, point.start_byte);
        let like = if split { glyphs.get(start - 1) } else { glyphs.get(start) }?;
        if !(split || like.unsafe_before) || like.level % 2 == 1 {
            return None;
        }
        let mut to = if split { start } else { start + 1 };
        let most = glyphs.len().min(start + MOST_RESHAPED);
        while to < most && (glyphs[to].unsafe_before || self.inside_cluster(to)) && self.alike(to) {
            to += 1;
        }
        let end = glyphs.get(to).map_or(self.text.text.len(), |glyph| glyph.cluster as usize);
        let glyphs = self.shaper.reshape(self.text, like, point.start_byte as usize, end, None);
        Some(Beginning { to: to as u32, glyphs })
    }

    /// Whether the cluster of `glyph` goes on behind `byte`.
    fn reaches_over(&self, glyph: usize, byte: u32) -> bool {
        let glyphs = &self.shaped.glyphs;
        let end = glyphs.get(glyph + 1).map_or(self.text.text.len() as u32, |next| next.cluster);
        glyphs[glyph].cluster < byte && byte < end
    }

    fn inside_cluster(&self, glyph: usize) -> bool {
        let glyphs = &self.shaped.glyphs;
        glyphs[glyph].cluster == glyphs[glyph - 1].cluster
    }

    /// Whether `glyph` is shaped in one run with the one before it.
    fn alike(&self, glyph: usize) -> bool {
        let [before, at] = [&self.shaped.glyphs[glyph - 1], &self.shaped.glyphs[glyph]];
        before.look == at.look && before.face == at.face && before.level == at.level
    }

    /// Whether `glyph` may stand out. In a line that reads from right to left, words of the other
    /// direction do not end at its edge.
    fn hangs(&self, glyph: &ShapedGlyph) -> bool {
        !self.shaped.right_to_left
            && glyph.level.is_multiple_of(2)
            && !self.text.looks[glyph.look as usize].1.verbatim
    }

    fn hang_right(&self, glyph: &ShapedGlyph, point: &Breakpoint) -> i32 {
        if !self.hangs(glyph) {
            return 0;
        }
        let character = match point.kind {
            BreakKind::Hyphen => Some('-'),
            _ => self.text.text[..point.end_byte as usize].chars().next_back(),
        };
        character.map_or(0, |character| self.part(glyph, right_hang(character)))
    }

    /// How far `glyph` stands out into the left margin as a line's first.
    pub fn hang_left(&self, glyph: &ShapedGlyph) -> i32 {
        if !self.hangs(glyph) {
            return 0;
        }
        let character = self.text.text[glyph.cluster as usize..].chars().next();
        character.map_or(0, |character| self.part(glyph, left_hang(character)))
    }

    /// `thousandths` of a glyph's width, as far as the rules want it.
    fn part(&self, glyph: &ShapedGlyph, thousandths: i32) -> i32 {
        let wanted = f64::from(self.rules.protrusion.0).clamp(0.0, 1.0) * f64::from(thousandths);
        (f64::from(glyph.advance) * wanted / 1000.0).round() as i32
    }
}
