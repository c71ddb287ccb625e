//! [`Breakpoints`] → [`Break`]s: the best way to set a paragraph, as a whole.
//!
//! The method is Knuth and Plass's (Breaking Paragraphs into Lines, 1981) with the prices of
//! TeX82. Going through the breakpoints in order, the *active* ones are those from which a line to
//! the present one may still fit. Each present breakpoint keeps the cheapest way to reach it for
//! each class of tightness of its last line; the end's cheapest way is the paragraph. Three passes:
//! without hyphens, with hyphens, and with lines allowed to be looser.
//!
//! All arithmetic is in whole numbers, so every machine agrees.

use super::Sp;
use super::breakpoints::{BreakKind, Breakpoint, Breakpoints};

/// Price of a line, before its badness: more lines cost more.
const LINE_PENALTY: i64 = 10;
/// Worst badness of a line in the first pass, before words are divided.
const PRETOLERANCE: i64 = 100;
/// Worst badness of a line in the second pass.
const TOLERANCE: i64 = 400;
/// Two hyphens on consecutive lines.
const DOUBLE_HYPHEN_DEMERITS: i64 = 10_000;
/// A hyphen on the line before the last.
const FINAL_HYPHEN_DEMERITS: i64 = 5_000;
/// A tight line beside a loose one.
const ADJACENT_DEMERITS: i64 = 10_000;
/// A last line shorter than a tenth of the measure.
const RUNT_DEMERITS: i64 = 8_000;
/// The badness that stands for "as bad as can be".
const INFINITELY_BAD: i64 = 10_000;

/// A line, from where the one before it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Break {
    /// The first glyph of the line.
    pub start: u32,
    /// The glyph before which it ends.
    pub end: u32,
    /// The glyph with which the next line starts: behind the blanks between them.
    pub next: u32,
    /// How it ends.
    pub kind: BreakKind,
    /// Width of the hyphen added to it.
    pub hyphen: i32,
    /// How far its natural width falls short of the measure; negative if it is too wide.
    pub room: i64,
    /// How much all its glue can stretch.
    pub stretch: i64,
    /// How much all its glue can shrink.
    pub shrink: i64,
}

/// The shape of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Width of its lines.
    pub measure: Sp,
    /// Indent of its first line.
    pub indent: Sp,
    /// Whether its lines end where they end, so that their blanks keep their width.
    pub ragged: bool,
}

/// A measure that no text fills, for what stays on one line.
pub(super) const UNBOUNDED: Sp = Sp(i64::MAX / 8);

/// How far the search may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pass {
    /// Lines of at most this badness; fails if there is no way.
    Within(i64),
    /// Any badness, with this much extra stretch in each line; always finds a way.
    Emergency(i64),
}

/// The best lines for a paragraph. `with_hyphens` adds the breakpoints inside words, and `by_force`
/// those inside what is wider than the measure; each is called only if the paragraph cannot be set
/// well without them.
pub(super) fn break_lines(
    breaks: &mut Breakpoints,
    shape: Shape,
    with_hyphens: impl FnOnce(&mut Breakpoints),
    by_force: impl FnOnce(&mut Breakpoints),
) -> Vec<Break> {
    if let Some(lines) = search(breaks, shape, Pass::Within(PRETOLERANCE)) {
        return lines;
    }
    with_hyphens(breaks);
    if let Some(lines) = search(breaks, shape, Pass::Within(TOLERANCE)) {
        return lines;
    }
    by_force(breaks);
    search(breaks, shape, Pass::Emergency(shape.measure.0 / 10)).unwrap_or_default()
}

/// Tightness classes, so that a tight line is not set beside a loose one.
const CLASSES: usize = 4;

/// A breakpoint reached, and how.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// The breakpoint's index, or `None` for the paragraph's start.
    point: Option<u32>,
    /// The glyph with which the line from here starts.
    start: u32,
    /// The class of the line that ends here.
    class: u8,
    /// Whether the line that ends here has a hyphen.
    hyphen: bool,
    /// The price of all lines so far.
    demerits: i64,
    /// The node that the line came from.
    from: u32,
}

/// A line that could be set.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    demerits: i64,
    from: u32,
}

fn search(breaks: &Breakpoints, shape: Shape, pass: Pass) -> Option<Vec<Break>> {
    let mut nodes = vec![Node { point: None, start: 0, class: 1, hyphen: false, demerits: 0, from: 0 }];
    let mut active: Vec<u32> = vec![0];
    for (index, point) in breaks.points.iter().enumerate() {
        let mut best: [Option<Candidate>; CLASSES] = [None; CLASSES];
        let mut kept = 0;
        let count = active.len();
        for at in 0..count {
            let id = active[at];
            let node = nodes[id as usize];
            let line = line(breaks, node.start, point, shape, node.point.is_none());
            let (badness, class, fits) = rate(&line, shape, pass);
            let must_end = matches!(point.kind, BreakKind::Forced | BreakKind::End);
            // A line from here is too wide already, and so will all later ones be.
            let ends = !fits || must_end;
            // The last way on: it is taken, however bad, so that the paragraph gets an end.
            let last_hope = matches!(pass, Pass::Emergency(_))
                && ends
                && kept == 0
                && at + 1 == count
                && best.iter().all(Option::is_none);
            let tolerated = match pass {
                Pass::Within(limit) => badness <= limit,
                Pass::Emergency(_) => badness <= INFINITELY_BAD,
            };
            if (fits && tolerated) || last_hope {
                let demerits = if last_hope && !fits {
                    node.demerits
                } else {
                    node.demerits + demerits(&line, point, node, class, badness, shape)
                };
                let slot = &mut best[usize::from(class)];
                if slot.is_none_or(|best| demerits < best.demerits) {
                    *slot = Some(Candidate { demerits, from: id });
                }
            }
            if !ends {
                active[kept] = id;
                kept += 1;
            }
        }
        active.truncate(kept);
        for (class, candidate) in best.iter().enumerate() {
            if let Some(Candidate { demerits, from }) = *candidate {
                active.push(nodes.len() as u32);
                let hyphen = point.kind == BreakKind::Hyphen;
                let point_index = Some(index as u32);
                nodes.push(Node {
                    point: point_index,
                    start: point.start,
                    class: class as u8,
                    hyphen,
                    demerits,
                    from,
                });
            }
        }
        if active.is_empty() {
            return None;
        }
    }
    let end = active.iter().copied().min_by_key(|id| (nodes[*id as usize].demerits, *id))?;
    Some(trace(breaks, &nodes, end, shape))
}

/// The line from glyph `start` to `point`.
fn line(breaks: &Breakpoints, start: u32, point: &Breakpoint, shape: Shape, first: bool) -> Break {
    // What is nothing but blanks has no width.
    let from = (start as usize).min(point.end as usize);
    let to = point.end as usize;
    let indent = if first { shape.indent.0 } else { 0 };
    let width = breaks.width[to] - breaks.width[from] + i64::from(point.hyphen) + indent;
    Break {
        start: start.min(point.end),
        end: point.end,
        next: point.start,
        kind: point.kind,
        hyphen: point.hyphen,
        room: shape.measure.0 - width,
        stretch: breaks.stretch[to] - breaks.stretch[from],
        shrink: breaks.shrink[to] - breaks.shrink[from],
    }
}

/// A line's badness (100 |r|³, TeX82 §108), its class, and whether it fits at all.
fn rate(line: &Break, shape: Shape, pass: Pass) -> (i64, u8, bool) {
    if shape.ragged {
        // As TeX's \raggedright: a glue at the line's end takes what is left.
        let give = shape.measure.0 / 5;
        let fits = line.room >= 0;
        let last = matches!(line.kind, BreakKind::End | BreakKind::Forced);
        return (if last { 0 } else { badness(line.room.max(0), give) }, 1, fits);
    }
    if line.room < 0 {
        let fits = -line.room <= line.shrink;
        let bad = badness(-line.room, line.shrink);
        return (bad, if bad > 12 { 0 } else { 1 }, fits);
    }
    if matches!(line.kind, BreakKind::End | BreakKind::Forced) {
        return (0, 1, true);
    }
    let extra = match pass {
        Pass::Within(_) => 0,
        Pass::Emergency(extra) => extra,
    };
    let bad = badness(line.room, line.stretch + extra);
    let class = match bad {
        0..=12 => 1,
        13..=99 => 2,
        _ => 3,
    };
    (bad, class, true)
}

/// 100 (room / give)³, at most [`INFINITELY_BAD`].
fn badness(room: i64, give: i64) -> i64 {
    if room == 0 {
        return 0;
    }
    if give <= 0 {
        return INFINITELY_BAD;
    }
    let ratio = (i128::from(room) * 1000 / i128::from(give)).min(10_000);
    ((ratio * ratio * ratio / 10_000_000) as i64).min(INFINITELY_BAD)
}

/// The price of a line (TeX82 §859).
fn demerits(line: &Break, point: &Breakpoint, from: Node, class: u8, badness: i64, shape: Shape) -> i64 {
    let base = LINE_PENALTY + badness;
    let mut demerits = base * base + i64::from(point.penalty) * i64::from(point.penalty);
    let hyphen = point.kind == BreakKind::Hyphen;
    if hyphen && from.hyphen {
        demerits += DOUBLE_HYPHEN_DEMERITS;
    }
    if point.kind == BreakKind::End {
        if from.hyphen {
            demerits += FINAL_HYPHEN_DEMERITS;
        }
        if from.point.is_some() && line.room > shape.measure.0 / 10 * 9 {
            demerits += RUNT_DEMERITS;
        }
    }
    if class.abs_diff(from.class) > 1 {
        demerits += ADJACENT_DEMERITS;
    }
    demerits
}

/// The lines on the way to node `end`.
fn trace(breaks: &Breakpoints, nodes: &[Node], end: u32, shape: Shape) -> Vec<Break> {
    let mut lines = Vec::new();
    let mut id = end;
    while let Some(point) = nodes[id as usize].point {
        let from = nodes[nodes[id as usize].from as usize];
        lines.push(line(breaks, from.start, &breaks.points[point as usize], shape, from.point.is_none()));
        id = nodes[id as usize].from;
    }
    lines.reverse();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of these widths with blanks of 300 between them, one glyph each.
    fn words(widths: &[i64]) -> Breakpoints {
        let mut breaks =
            Breakpoints { width: vec![0], stretch: vec![0], shrink: vec![0], points: Vec::new() };
        let mut push = |width: i64, stretch: i64, shrink: i64| {
            let last = |sums: &[i64]| sums[sums.len() - 1];
            breaks.width.push(last(&breaks.width) + width);
            breaks.stretch.push(last(&breaks.stretch) + stretch);
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
            breaks.points.push(Breakpoint { end: glyph, start, penalty: 0, kind, hyphen: 0 });
        }
        breaks
    }

    fn shape(measure: i64) -> Shape {
        Shape { measure: Sp(measure), indent: Sp(0), ragged: false }
    }

    /// The price of ending lines at `points`, or `None` if a line does not fit within `limit`.
    fn price(breaks: &Breakpoints, shape: Shape, points: &[usize], limit: i64) -> Option<i64> {
        let mut node = Node { point: None, start: 0, class: 1, hyphen: false, demerits: 0, from: 0 };
        for &index in points {
            let point = &breaks.points[index];
            let line = line(breaks, node.start, point, shape, node.point.is_none());
            let (badness, class, fits) = rate(&line, shape, Pass::Within(limit));
            if !fits || badness > limit {
                return None;
            }
            let demerits = node.demerits + demerits(&line, point, node, class, badness, shape);
            let point_index = Some(index as u32);
            node = Node { point: point_index, start: point.start, class, hyphen: false, demerits, from: 0 };
        }
        Some(node.demerits)
    }

    #[test]
    fn no_other_way_to_break_a_paragraph_is_cheaper() {
        // A fixed series of widths, so that every run tries the same paragraphs.
        let mut seed = 12_345_u64;
        let mut next = move || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) as i64
        };
        let mut compared = 0;
        for _ in 0..300 {
            let widths: Vec<i64> = (0..12).map(|_| 400 + next() % 2200).collect();
            let mut breaks = words(&widths);
            let shape = shape(6000 + next() % 3000);
            let inner = widths.len() - 1;
            let best = (0..1_u32 << inner)
                .filter_map(|set| {
                    let points: Vec<usize> =
                        (0..inner).filter(|at| set >> at & 1 == 1).chain([inner]).collect();
                    price(&breaks, shape, &points, TOLERANCE)
                })
                .min();
            let Some(found) = search(&breaks, shape, Pass::Within(TOLERANCE)) else {
                assert_eq!(best, None, "a way was missed for {widths:?}");
                continue;
            };
            let points: Vec<usize> = found
                .iter()
                .map(|line| {
                    breaks.points.iter().position(|point| point.end == line.end).expect("a breakpoint")
                })
                .collect();
            assert_eq!(price(&breaks, shape, &points, TOLERANCE), best, "{widths:?}");
            compared += 1;
            assert!(!break_lines(&mut breaks, shape, |_| {}, |_| {}).is_empty());
        }
        assert!(compared > 50, "too few paragraphs could be set: {compared}");
    }

    #[test]
    fn a_word_wider_than_the_measure_gets_a_line_of_its_own() {
        let mut breaks = words(&[500, 9000, 500]);
        let lines = break_lines(&mut breaks, shape(3000), |_| {}, |_| {});
        let ends: Vec<u32> = lines.iter().map(|line| line.end).collect();
        assert_eq!(lines.last().map(|line| line.kind), Some(BreakKind::End));
        assert!(ends.contains(&3), "{ends:?}");
    }

    #[test]
    fn ragged_lines_keep_within_the_measure() {
        let mut breaks = words(&[900; 40]);
        let lines = break_lines(&mut breaks, Shape { ragged: true, ..shape(5000) }, |_| {}, |_| {});
        assert!(lines.iter().all(|line| line.room >= 0));
    }
}
