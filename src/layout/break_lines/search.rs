//! The search for the best lines: of all ways to end the lines of a paragraph, the cheapest.

use super::rate::{Before, DECENT, Rater};
use super::{Break, Broken, Length, Way};
use crate::layout::Sp;
use crate::layout::breakpoint::{BreakKind, Breakpoint};
use crate::layout::breakpoints::Breakpoints;
use crate::layout::line_shape::Shape;
use crate::style::ParagraphRules;

/// The line counts that are told apart at a breakpoint: running text has fewer, and of masses of
/// them, as in code where a line may end at every sign, the dearest are given up.
const MOST_COUNTS: usize = 16;

/// How bad lines may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// Of at most this badness; the search fails if there is no way.
    Badness(i64),
    /// As bad as it takes; the search always finds a way.
    None,
}

/// Tightness classes, so that a tight line is not set beside a loose one; and each once more for
/// points reached by two hyphens in a row or more, so that ladders can be told from pairs.
const CLASSES: usize = 8;
const LADDER: u8 = 4;

/// A breakpoint reached, and how.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// The breakpoint's index, or `None` for the paragraph's start.
    point: Option<u32>,
    /// The glyph with which the line from here starts.
    start: u32,
    /// By how much the line from here grows as its beginning is shaped anew and hung out.
    start_change: i32,
    /// How many lines end before here; 0 for all where that does not matter.
    line: u16,
    /// The class of the line that ends here.
    class: u8,
    /// How many lines up to here end in hyphens, up to 2.
    hyphens: u8,
    /// The price of all lines so far.
    demerits: i64,
    /// The node that the line came from.
    from: u32,
}

/// A line that could be set.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    demerits: i64,
    hyphens: u8,
    from: u32,
}

/// The candidates that reach a breakpoint with the same number of lines.
type Slot = (u16, [Option<Candidate>; CLASSES]);

/// One pass over a paragraph.
#[derive(Clone, Copy)]
pub(super) struct Search<'a> {
    breaks: &'a Breakpoints,
    shape: Shape,
    rater: Rater<'a>,
    limit: Limit,
    length: Length,
}

impl<'a> Search<'a> {
    pub fn new(
        breaks: &'a Breakpoints,
        shape: Shape,
        rules: &'a ParagraphRules,
        limit: Limit,
        length: Length,
    ) -> Self {
        Self { breaks, shape, rater: Rater::new(shape, rules), limit, length }
    }
}

impl Search<'_> {
    /// The best way, or `None` if no way keeps within the limit.
    pub fn run(self) -> Option<Broken> {
        let counts_lines = self.length != Length::Best;
        let start_change = if self.shape.indent == Sp(0) { -self.breaks.first_hang } else { 0 };
        let start = Node {
            point: None,
            start: 0,
            start_change: if self.shape.ragged { 0 } else { start_change },
            line: 0,
            class: DECENT,
            hyphens: 0,
            demerits: 0,
            from: 0,
        };
        let mut nodes = vec![start];
        let mut active: Vec<u32> = vec![0];
        let mut slots: Vec<Slot> = Vec::new();
        for (index, point) in self.breaks.points.iter().enumerate() {
            slots.clear();
            let mut kept = 0;
            let count = active.len();
            for at in 0..count {
                let id = active[at];
                let node = nodes[id as usize];
                let line = self.line(&node, point);
                let (badness, class, fits) = self.rater.rate(&line);
                let must_end = matches!(point.kind, BreakKind::Forced | BreakKind::End);
                // A line from here is too wide already, and so will all later ones be.
                let ends = !fits || must_end;
                // The last way on: it is taken, however bad, so that the paragraph gets an end.
                let last_hope =
                    self.limit == Limit::None && ends && kept == 0 && at + 1 == count && slots.is_empty();
                let tolerated = match self.limit {
                    Limit::Badness(most) => badness <= most,
                    Limit::None => true,
                };
                if (fits && tolerated) || last_hope {
                    let demerits = if last_hope && !fits {
                        node.demerits
                    } else {
                        node.demerits + self.rater.demerits(&line, node.before(), class, badness)
                    };
                    let hyphens = if point.kind.is_hyphen() { (node.hyphens + 1).min(2) } else { 0 };
                    let line = if counts_lines { node.line + 1 } else { 0 };
                    let class = if hyphens > 1 { class + LADDER } else { class };
                    let candidate = Candidate { demerits, hyphens, from: id };
                    offer(&mut slots, line, class, candidate);
                }
                if !ends {
                    active[kept] = id;
                    kept += 1;
                }
            }
            active.truncate(kept);
            for (line, best) in &slots {
                for (class, candidate) in best.iter().enumerate() {
                    let Some(candidate) = candidate else { continue };
                    active.push(nodes.len() as u32);
                    let hang = if self.shape.ragged { 0 } else { point.start_hang };
                    nodes.push(Node {
                        point: Some(index as u32),
                        start: point.start,
                        start_change: point.start_change - hang,
                        line: *line,
                        class: class as u8 % LADDER,
                        hyphens: candidate.hyphens,
                        demerits: candidate.demerits,
                        from: candidate.from,
                    });
                }
            }
            if active.is_empty() {
                return None;
            }
        }
        self.choose(&nodes, &active)
    }

    /// The wanted ways among those that reach the paragraph's end.
    fn choose(&self, nodes: &[Node], ends: &[u32]) -> Option<Broken> {
        let demerits = |id: &u32| nodes[*id as usize].demerits;
        let best = ends.iter().copied().min_by_key(|id| (demerits(id), *id))?;
        let with_lines = |count: i32| {
            let matching = ends.iter().copied().filter(|id| i32::from(nodes[*id as usize].line) == count);
            matching.min_by_key(|id| (demerits(id), *id))
        };
        let count = i32::from(nodes[best as usize].line);
        let way = |id: u32| Way { lines: self.trace(nodes, id), demerits: demerits(&id) };
        let beside = |more: i32| match self.length {
            Length::Best => None,
            Length::BestOfAll => with_lines(count + more).map(way),
        };
        Some(Broken { best: way(best), shorter: beside(-1), longer: beside(1) })
    }

    /// The line from `node` to `point`.
    fn line(&self, node: &Node, point: &Breakpoint) -> Break {
        // What is nothing but blanks has no width.
        let from = (node.start as usize).min(point.end as usize);
        let to = point.end as usize;
        let breaks = self.breaks;
        let indent = match node.point.map(|before| breaks.points[before as usize].kind) {
            None => self.shape.indent,
            Some(BreakKind::Forced) => Sp(0),
            Some(_) => self.shape.turnover,
        };
        let hang = if self.shape.ragged { 0 } else { point.end_hang };
        let change = i64::from(point.end_change - hang + node.start_change);
        let width = breaks.width[to] - breaks.width[from] + change + indent.0;
        let (start_byte, start_hang) = match node.point {
            Some(before) => {
                let before = &breaks.points[before as usize];
                (before.start_byte, before.start_hang)
            }
            None => (0, if indent == Sp(0) { breaks.first_hang } else { 0 }),
        };
        Break {
            start: node.start.min(point.end),
            start_byte: start_byte.min(point.end_byte),
            point: *point,
            start_hang,
            indent,
            room: self.shape.measure.0 - width,
            stretch: breaks.stretch[to] - breaks.stretch[from],
            spaces: breaks.spaces[to] - breaks.spaces[from],
            shrink: breaks.shrink[to] - breaks.shrink[from],
        }
    }

    /// The lines on the way to node `end`.
    fn trace(&self, nodes: &[Node], end: u32) -> Vec<Break> {
        let mut lines = Vec::new();
        let mut id = end;
        while let Some(point) = nodes[id as usize].point {
            let from = nodes[nodes[id as usize].from as usize];
            lines.push(self.line(&from, &self.breaks.points[point as usize]));
            id = nodes[id as usize].from;
        }
        lines.reverse();
        lines
    }
}

impl Node {
    /// The line that ends here, as it weighs on the next one.
    fn before(&self) -> Option<Before> {
        self.point.map(|_| Before { class: self.class, hyphens: self.hyphens })
    }
}

/// Keeps `candidate` if it is the cheapest of its line count and class.
fn offer(slots: &mut Vec<Slot>, line: u16, class: u8, candidate: Candidate) {
    let slot = match slots.iter().position(|(count, _)| *count == line) {
        Some(at) => &mut slots[at].1,
        None if slots.len() < MOST_COUNTS => {
            slots.push((line, [None; CLASSES]));
            &mut slots.last_mut().expect("it was just added").1
        }
        None => {
            let cost = |(_, best): &Slot| best.iter().flatten().map(|it| it.demerits).min();
            let dearest = (0..slots.len()).max_by_key(|at| cost(&slots[*at])).unwrap_or(0);
            if cost(&slots[dearest]).is_some_and(|cost| cost <= candidate.demerits) {
                return;
            }
            slots[dearest] = (line, [None; CLASSES]);
            &mut slots[dearest].1
        }
    };
    let best = &mut slot[usize::from(class)];
    if best.is_none_or(|best| candidate.demerits < best.demerits) {
        *best = Some(candidate);
    }
}

#[cfg(test)]
mod tests {
    use super::super::rate::INFINITELY_BAD;
    use super::super::tests::{shape, words};
    use super::*;
    use crate::style::Theme;

    /// A fixed series of numbers, so that every run tries the same paragraphs.
    fn series() -> impl FnMut() -> i64 {
        let mut seed = 12_345_u64;
        move || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) as i64
        }
    }

    /// Every way to end lines, as the points at which they end, and its price.
    fn ways(search: Search<'_>) -> Vec<(i64, Vec<usize>)> {
        let inner = search.breaks.points.len() - 1;
        let points = |set: u32| (0..inner).filter(|at| set >> at & 1 == 1).chain([inner]).collect();
        let all = (0..1_u32 << inner).map(points);
        all.filter_map(|points: Vec<usize>| price(search, &points).map(|price| (price, points))).collect()
    }

    /// The price of ending lines at `points`, or `None` if a line does not fit.
    fn price(search: Search<'_>, points: &[usize]) -> Option<i64> {
        let limit = match search.limit {
            Limit::Badness(most) => most,
            Limit::None => i64::MAX,
        };
        let mut node = Node {
            point: None,
            start: 0,
            start_change: 0,
            line: 0,
            class: DECENT,
            hyphens: 0,
            demerits: 0,
            from: 0,
        };
        for &index in points {
            let point = &search.breaks.points[index];
            let line = search.line(&node, point);
            let (badness, class, fits) = search.rater.rate(&line);
            if !fits || badness > limit {
                return None;
            }
            let demerits = node.demerits + search.rater.demerits(&line, node.before(), class, badness);
            let hyphens = if point.kind.is_hyphen() { (node.hyphens + 1).min(2) } else { 0 };
            node = Node {
                point: Some(index as u32),
                start: point.start,
                line: node.line + 1,
                class,
                hyphens,
                demerits,
                ..node
            };
        }
        Some(node.demerits)
    }

    #[test]
    fn no_other_way_to_break_a_paragraph_is_cheaper() {
        let mut next = series();
        let rules = Theme::find("book").expect("it is built in").sheet().paragraph;
        let limit = Limit::Badness(400);
        let (mut compared, mut varied) = (0, 0);
        for _ in 0..300 {
            let widths: Vec<i64> = (0..14).map(|_| 300 + next() % 900).collect();
            let mut breaks = words(&widths);
            for point in &mut breaks.points {
                // Some places are hyphens, so that pairs and ladders are met.
                if point.kind == BreakKind::Plain && next() % 3 == 0 {
                    (point.kind, point.penalty) = (BreakKind::Hyphen, 50);
                }
            }
            let shape = shape(3000 + next() % 2000);
            let search = Search::new(&breaks, shape, &rules, limit, Length::BestOfAll);
            let ways = ways(search);
            let best = ways.iter().map(|(price, _)| *price).min();
            let Some(found) = search.run() else {
                assert_eq!(best, None, "a way was missed for {widths:?}");
                continue;
            };
            assert_eq!(Some(found.best.demerits), best, "{widths:?}");
            let of_length = |count: usize| {
                ways.iter().filter(|(_, points)| points.len() == count).map(|(price, _)| *price).min()
            };
            // With several equally good ways, the counts beside the chosen one.
            for (more, other) in [(1, &found.longer), (-1, &found.shorter)] {
                let count = found.best.lines.len().saturating_add_signed(more);
                assert_eq!(other.as_ref().map(|way| way.demerits), of_length(count), "{widths:?}");
                assert!(other.as_ref().is_none_or(|way| way.lines.len() == count), "{widths:?}");
            }
            compared += 1;
            varied += usize::from(found.longer.is_some() || found.shorter.is_some());
        }
        assert!(compared > 50, "too few paragraphs could be set: {compared}");
        assert!(varied > 10, "too few paragraphs could be set otherwise: {varied}");
    }

    #[test]
    fn the_emptiest_lines_are_told_apart() {
        let mut next = series();
        let rules = Theme::find("book").expect("it is built in").sheet().paragraph;
        let mut ragged = 0;
        for _ in 0..100 {
            // Words of up to the whole measure, so that most lines cannot be filled.
            let widths: Vec<i64> = (0..10).map(|_| 300 + next() % 2700).collect();
            let breaks = words(&widths);
            let search = Search::new(&breaks, shape(3000), &rules, Limit::None, Length::Best);
            let best = ways(search).iter().map(|(price, _)| *price).min();
            let found = search.run().expect("an emergency has a way");
            assert_eq!(Some(found.best.demerits), best, "{widths:?}");
            let is_ragged = |line: &&Break| search.rater.rate(line).0 >= INFINITELY_BAD;
            ragged += found.best.lines.iter().filter(is_ragged).count();
        }
        assert!(ragged > 100, "too few lines were ragged: {ragged}");
    }

    #[test]
    fn a_line_is_the_worse_the_more_it_lacks() {
        let rules = Theme::find("book").expect("it is built in").sheet().paragraph;
        let breaks = words(&[500, 500, 2500]);
        let search = Search::new(&breaks, shape(3000), &rules, Limit::None, Length::Best);
        let line = |room: i64| Break { room, ..search.run().expect("a way").best.lines[0] };
        let rated: Vec<i64> =
            [100, 500, 599, 601, 1200, 1800, 2400].map(|room| search.rater.rate(&line(room)).0).into();
        assert!(rated.is_sorted_by(|one, other| one < other), "{rated:?}");
    }
}
