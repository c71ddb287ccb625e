//! [`Breakpoints`] → [`Break`]s: the best way to set a paragraph, as a whole.
//!
//! The method is Knuth and Plass's (Breaking Paragraphs into Lines, 1981) with the prices of
//! TeX82. Going through the breakpoints in order, the *active* ones are those from which a line to
//! the present one may still fit. Each present breakpoint keeps the cheapest way to reach it for
//! each class of tightness of its last line; the end's cheapest way is the paragraph. [`passes`] says
//! which places each pass adds and how bad its lines may be.
//!
//! A line whose spaces would become too wide ([`loosest_ratio`](super::give::loosest_ratio)) is not justified: it keeps its
//! natural spaces. Such a *ragged* line is worse than any justified one, and the worse the more it
//! lacks, so that no two bad lines cost the same: the emergency stretch is a glue at its end.
//!
//! All arithmetic is in whole numbers, so every machine agrees. Badness is at most
//! 11 × [`INFINITELY_BAD`](rate::INFINITELY_BAD); with the penalties of a theme, each below 2¹⁶, and its demerits, each
//! below 2³², a line's demerits stay below 2³⁶. A paragraph has fewer than 2²⁷ lines, so their sum
//! fits into 63 bits.

mod rate;
mod search;

use super::Sp;
use super::breakpoint::Breakpoint;
use super::breakpoints::Breakpoints;
use super::hyphenate::Names;
use super::line_shape::Shape;
use crate::style::ParagraphRules;
use search::{Limit, Search};

/// A line, from where the one before it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Break {
    /// The first glyph of the line.
    pub start: u32,
    /// The first byte of the line.
    pub start_byte: u32,
    /// The point at which it ends.
    pub point: Breakpoint,
    /// How far its first sign stands out into the margin.
    pub start_hang: i32,
    /// How far it is indented.
    pub indent: Sp,
    /// How far its natural width falls short of the measure; negative if it is too wide.
    pub room: i64,
    /// How much all that gives can stretch.
    pub stretch: i64,
    /// How much of that its spaces have.
    pub spaces: i64,
    /// How much all that gives can shrink.
    pub shrink: i64,
}

/// A way to set a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Way {
    /// The lines.
    pub lines: Vec<Break>,
    /// What they cost.
    pub demerits: i64,
}

/// The ways to set a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Broken {
    /// The best way.
    pub best: Way,
    /// The way that makes the paragraph one line shorter, if there is a good one.
    pub shorter: Option<Way>,
    /// The way that makes it one line longer, if there is a good one.
    pub longer: Option<Way>,
}

/// Which ways to set a paragraph are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    /// The best way, and no thought of others.
    Best,
    /// The best way, and those that take a line more or less.
    BestOfAll,
}

/// The places that a pass adds to those where a line may end anyway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum More {
    /// Those inside words.
    Hyphens(Names),
    /// Those inside what is wider than the measure.
    Forced,
}

/// A pass over a paragraph.
struct Pass {
    /// The places that it adds.
    more: Option<More>,
    /// How bad its lines may be.
    limit: Limit,
    /// Demerits of the whole paragraph from which on the next pass is tried instead.
    dearest: Option<i64>,
    /// The lengths that it looks for.
    length: Length,
}

/// The passes in order: each is made only if the paragraph cannot be set well without it.
fn passes(rules: &ParagraphRules, length: Length) -> [Pass; 5] {
    let within = |limit: u16| Limit::Badness(i64::from(limit));
    // Three hyphens below each other are no better than a loose line.
    let dearest = Some(i64::from(rules.ladder_demerits));
    let whole = Some(More::Hyphens(Names::Whole));
    let divided = Some(More::Hyphens(Names::Divided));
    [
        Pass { more: None, limit: within(rules.pretolerance), dearest, length },
        Pass { more: whole, limit: within(rules.tolerance), dearest, length },
        Pass { more: divided, limit: within(rules.tolerance), dearest, length },
        Pass { more: None, limit: within(rules.last_tolerance), dearest: None, length },
        // What cannot be set well is not set a line longer or shorter either.
        Pass { more: Some(More::Forced), limit: Limit::None, dearest: None, length: Length::Best },
    ]
}

/// The best lines for a paragraph. `add` adds the places that a pass asks for.
pub(super) fn break_lines(
    breaks: &mut Breakpoints,
    shape: Shape,
    length: Length,
    rules: &ParagraphRules,
    add: impl Fn(&mut Breakpoints, More),
) -> Broken {
    for Pass { more, limit, dearest, length } in passes(rules, length) {
        if let Some(more) = more {
            add(breaks, more);
        }
        let broken = Search::new(breaks, shape, rules, limit, length).run();
        if let Some(broken) =
            broken.filter(|broken| dearest.is_none_or(|dearest| broken.best.demerits < dearest))
        {
            return broken;
        }
    }
    Broken::default()
}

#[cfg(test)]
mod tests {
    use super::super::breakpoint::BreakKind;
    use super::*;
    use crate::style::Theme;

    /// Words of these widths with blanks of 300 between them, one glyph each.
    pub(super) fn words(widths: &[i64]) -> Breakpoints {
        let mut breaks = Breakpoints {
            width: vec![0],
            stretch: vec![0],
            spaces: vec![0],
            shrink: vec![0],
            ..Breakpoints::default()
        };
        let mut push = |width: i64, stretch: i64, shrink: i64| {
            let last = |sums: &[i64]| sums[sums.len() - 1];
            breaks.width.push(last(&breaks.width) + width);
            breaks.stretch.push(last(&breaks.stretch) + stretch);
            breaks.spaces.push(last(&breaks.spaces) + stretch);
            breaks.shrink.push(last(&breaks.shrink) + shrink);
        };
        for (index, width) in widths.iter().enumerate() {
            if index > 0 {
                push(300, 150, 100);
            }
            push(*width, 0, 0);
        }
        for index in 1..=widths.len() {
            let glyph = (index * 2 - 1) as u32;
            let (kind, start) =
                if index == widths.len() { (BreakKind::End, glyph) } else { (BreakKind::Plain, glyph + 1) };
            breaks.points.push(Breakpoint {
                end: glyph,
                start,
                end_byte: glyph,
                start_byte: start,
                kind,
                ..Breakpoint::default()
            });
        }
        breaks
    }

    pub(super) fn shape(measure: i64) -> Shape {
        Shape { measure: Sp(measure), indent: Sp(0), turnover: Sp(0), ragged: false }
    }

    #[test]
    fn a_word_wider_than_the_measure_gets_a_line_of_its_own() {
        let mut breaks = words(&[500, 9000, 500]);
        let rules = Theme::find("book").expect("it is built in").sheet().paragraph;
        let lines = break_lines(&mut breaks, shape(3000), Length::Best, &rules, |_, _| {}).best.lines;
        let ends: Vec<u32> = lines.iter().map(|line| line.point.end).collect();
        assert_eq!(lines.last().map(|line| line.point.kind), Some(BreakKind::End));
        assert!(ends.contains(&3), "{ends:?}");
    }

    #[test]
    fn ragged_lines_keep_within_the_measure() {
        let mut breaks = words(&[900; 40]);
        let rules = Theme::find("book").expect("it is built in").sheet().paragraph;
        let ragged = Shape { ragged: true, ..shape(5000) };
        let lines = break_lines(&mut breaks, ragged, Length::Best, &rules, |_, _| {}).best.lines;
        assert!(lines.iter().all(|line| line.room >= 0));
    }
}
