//! What a line costs: its badness, its class of tightness, its demerits.

use super::Break;
use crate::layout::breakpoint::BreakKind;
use crate::layout::give::{loosest_ratio, most_stretch};
use crate::layout::line_shape::Shape;
use crate::style::ParagraphRules;

/// The badness of a ragged line that lacks nothing. Justified lines stay below it.
pub(super) const INFINITELY_BAD: i64 = 10_000;
/// The class of a line whose spaces are much as they should be, beside which a paragraph starts.
pub(super) const DECENT: u8 = 1;

/// A line as it weighs on the one behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before {
    pub class: u8,
    /// How many lines up to it end in hyphens, up to 2.
    pub hyphens: u8,
}

/// By what the lines of a paragraph are judged.
#[derive(Clone, Copy)]
pub(super) struct Rater<'a> {
    shape: Shape,
    rules: &'a ParagraphRules,
    /// The ratio up to which spaces stretch, in thousandths.
    loosest: i64,
    /// The stretch at the end of a ragged line.
    end_stretch: i64,
}

impl<'a> Rater<'a> {
    pub fn new(shape: Shape, rules: &'a ParagraphRules) -> Self {
        let end_stretch = shape.measure.share(rules.emergency_stretch).0.max(shape.measure.0 / 10);
        Self { shape, rules, loosest: loosest_ratio(rules), end_stretch }
    }
}

impl Rater<'_> {
    /// A line's badness (100 |r|³, TeX82 §108), its class, and whether it fits at all.
    pub fn rate(&self, line: &Break) -> (i64, u8, bool) {
        let last = matches!(line.point.kind, BreakKind::End | BreakKind::Forced);
        if self.shape.ragged {
            // As TeX's \raggedright: a glue at the line's end takes what is left.
            let give = self.shape.measure.0 / 5;
            let fits = line.room >= 0;
            return (if last { 0 } else { badness(line.room.max(0), give) }, 1, fits);
        }
        if line.room < 0 {
            let fits = -line.room <= line.shrink;
            let bad = badness(-line.room, line.shrink);
            return (bad, if bad > 12 { 0 } else { 1 }, fits);
        }
        if last {
            return (0, 1, true);
        }
        let letters = line.stretch - line.spaces;
        if line.room > most_stretch(letters, line.spaces, self.loosest) {
            return (INFINITELY_BAD + badness(line.room, self.end_stretch), 3, true);
        }
        let bad = badness(line.room, line.stretch);
        let class = match bad {
            0..=12 => 1,
            13..=99 => 2,
            _ => 3,
        };
        (bad, class, true)
    }

    /// The price of a line behind the line `before`, `None` for a paragraph's first (TeX82 §859).
    pub fn demerits(&self, line: &Break, before: Option<Before>, class: u8, badness: i64) -> i64 {
        let point = &line.point;
        let rules = self.rules;
        let (class_before, hyphens) = before.map_or((DECENT, 0), |before| (before.class, before.hyphens));
        let base = i64::from(rules.line_penalty) + badness;
        let mut demerits = base * base + i64::from(point.penalty) * i64::from(point.penalty);
        if point.kind.is_hyphen() {
            demerits += match hyphens {
                0 => 0,
                1 => i64::from(rules.double_hyphen_demerits),
                _ => i64::from(rules.ladder_demerits),
            };
        }
        if point.kind == BreakKind::End {
            if hyphens > 0 {
                demerits += i64::from(rules.final_hyphen_demerits);
            }
            let runt = self.shape.measure - self.shape.measure.share(rules.runt);
            if before.is_some() && line.room > runt.0 {
                demerits += i64::from(rules.runt_demerits);
            }
        }
        if class.abs_diff(class_before) > 1 {
            demerits += i64::from(rules.adjacent_demerits);
        }
        demerits
    }
}

/// 100 (room / give)³, at most ten times [`INFINITELY_BAD`]: no line that fits comes to more.
fn badness(room: i64, give: i64) -> i64 {
    if room == 0 {
        return 0;
    }
    if give <= 0 || room / 10 >= give {
        return 10 * INFINITELY_BAD;
    }
    // A measure without bounds leaves room that a thousandfold would not fit.
    let ratio = if room > i64::MAX / 1000 { room / (give / 1000) } else { room * 1000 / give };
    ratio * ratio * ratio / 10_000_000
}
