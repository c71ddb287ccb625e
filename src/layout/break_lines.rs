//! [`Breakpoints`] → [`Break`]s: the best way to set a paragraph, as a whole.
//!
//! The method is Knuth and Plass's (Breaking Paragraphs into Lines, 1981) with the prices of
//! TeX82. Going through the breakpoints in order, the *active* ones are those from which a line to
//! the present one may still fit. Each present breakpoint keeps the cheapest way to reach it for
//! each class of tightness of its last line; the end's cheapest way is the paragraph. Three passes:
//! without hyphens, with hyphens, and with lines allowed to be looser.
//!
//! A line whose spaces would become too wide ([`loosest_ratio`]) is not justified: it keeps its
//! natural spaces. Such a *ragged* line is worse than any justified one, and the worse the more it
//! lacks, so that no two bad lines cost the same: the emergency stretch is a glue at its end.
//!
//! All arithmetic is in whole numbers, so every machine agrees. Badness is at most
//! 11 × [`INFINITELY_BAD`]; with the penalties of a theme, each below 2¹⁶, and its demerits, each
//! below 2³², a line's demerits stay below 2³⁶. A paragraph has fewer than 2²⁷ lines, so their sum
//! fits into 63 bits.

use super::Sp;
use super::breakpoints::{BreakKind, Breakpoint, Breakpoints};
use super::give::{loosest_ratio, most_stretch};
use super::hyphenate::Names;
use crate::style::ParagraphRules;

/// The badness of a ragged line that lacks nothing. Justified lines stay below it.
const INFINITELY_BAD: i64 = 10_000;
/// The line counts that are told apart at a breakpoint: running text has fewer, and of masses of
/// them, as in code where a line may end at every sign, the dearest are given up.
const MOST_COUNTS: usize = 16;

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

/// The shape of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Width of its lines.
    pub measure: Sp,
    /// Indent of its first line.
    pub indent: Sp,
    /// Indent of the lines at whose beginning the author has no line begin, as turnovers of verse.
    pub turnover: Sp,
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
    /// Any badness; always finds a way.
    Emergency,
}

/// The ways to set a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Broken {
    /// The lines.
    pub lines: Vec<Break>,
    /// Demerits of the way that makes the paragraph one line shorter, if there is a good one.
    pub shorter: Option<i64>,
    /// Demerits of the way that makes it one line longer, if there is a good one.
    pub longer: Option<i64>,
    /// Demerits of the best way.
    pub demerits: i64,
}

/// Whether a paragraph may be set a line shorter or longer than is best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    /// The best way, and no thought of others.
    Best,
    /// The best way, and what others would cost.
    BestOfAll,
    /// So many lines more than the best way has, or less, if that can be done well.
    Other(i32),
}

/// The best lines for a paragraph. `with_hyphens` adds the breakpoints inside words, and `by_force`
/// those inside what is wider than the measure; each is called only if the paragraph cannot be set
/// well without them.
pub(super) fn break_lines(
    breaks: &mut Breakpoints,
    shape: Shape,
    length: Length,
    rules: &ParagraphRules,
    with_hyphens: impl Fn(&mut Breakpoints, Names),
    by_force: impl FnOnce(&mut Breakpoints),
) -> Broken {
    let search = |breaks: &Breakpoints, pass: Pass| Search::new(breaks, shape, rules, pass, length).run();
    // Three hyphens below each other are no better than a loose line.
    let ladder = i64::from(rules.ladder_demerits);
    let within = |breaks: &Breakpoints, limit: u16| {
        search(breaks, Pass::Within(i64::from(limit))).filter(|broken| broken.demerits < ladder)
    };
    if let Some(broken) = within(breaks, rules.pretolerance) {
        return broken;
    }
    with_hyphens(breaks, Names::Whole);
    if let Some(broken) = within(breaks, rules.tolerance) {
        return broken;
    }
    with_hyphens(breaks, Names::Divided);
    if let Some(broken) = within(breaks, rules.tolerance) {
        return broken;
    }
    if let Some(broken) = search(breaks, Pass::Within(i64::from(rules.last_tolerance))) {
        return broken;
    }
    by_force(breaks);
    // What cannot be set well is not set a line longer or shorter either.
    Search::new(breaks, shape, rules, Pass::Emergency, Length::Best).run().unwrap_or_default()
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
struct Search<'a> {
    breaks: &'a Breakpoints,
    shape: Shape,
    rules: &'a ParagraphRules,
    /// The ratio up to which spaces stretch, in thousandths.
    loosest: i64,
    /// The stretch at the end of a ragged line.
    end_stretch: i64,
    pass: Pass,
    length: Length,
}

impl<'a> Search<'a> {
    fn new(
        breaks: &'a Breakpoints,
        shape: Shape,
        rules: &'a ParagraphRules,
        pass: Pass,
        length: Length,
    ) -> Self {
        let end_stretch = shape.measure.share(rules.emergency_stretch).0.max(shape.measure.0 / 10);
        Self { breaks, shape, rules, loosest: loosest_ratio(rules), end_stretch, pass, length }
    }
}

impl Search<'_> {
    fn run(self) -> Option<Broken> {
        let counts_lines = self.length != Length::Best;
        let start_change = if self.shape.indent == Sp(0) { -self.breaks.first_hang } else { 0 };
        let start = Node {
            point: None,
            start: 0,
            start_change: if self.shape.ragged { 0 } else { start_change },
            line: 0,
            class: 1,
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
                let (badness, class, fits) = self.rate(&line);
                let must_end = matches!(point.kind, BreakKind::Forced | BreakKind::End);
                // A line from here is too wide already, and so will all later ones be.
                let ends = !fits || must_end;
                // The last way on: it is taken, however bad, so that the paragraph gets an end.
                let last_hope = matches!(self.pass, Pass::Emergency)
                    && ends
                    && kept == 0
                    && at + 1 == count
                    && slots.is_empty();
                let tolerated = match self.pass {
                    Pass::Within(limit) => badness <= limit,
                    Pass::Emergency => true,
                };
                if (fits && tolerated) || last_hope {
                    let demerits = if last_hope && !fits {
                        node.demerits
                    } else {
                        node.demerits + self.demerits(&line, point, node, class, badness)
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

    /// The wanted way among those that reach the paragraph's end.
    fn choose(&self, nodes: &[Node], ends: &[u32]) -> Option<Broken> {
        let demerits = |id: &u32| nodes[*id as usize].demerits;
        let best = ends.iter().copied().min_by_key(|id| (demerits(id), *id))?;
        let with_lines = |count: i32| {
            let matching = ends.iter().copied().filter(|id| i32::from(nodes[*id as usize].line) == count);
            matching.min_by_key(|id| (demerits(id), *id))
        };
        let count = i32::from(nodes[best as usize].line);
        let cost = |count: i32| with_lines(count).map(|id| demerits(&id));
        let broken = Broken { demerits: demerits(&best), ..Broken::default() };
        Some(match self.length {
            Length::Best => Broken { lines: self.trace(nodes, best), ..broken },
            Length::BestOfAll => Broken {
                lines: self.trace(nodes, best),
                shorter: cost(count - 1).filter(|_| count > 1),
                longer: cost(count + 1),
                ..broken
            },
            Length::Other(more) => {
                Broken { lines: self.trace(nodes, with_lines(count + more).unwrap_or(best)), ..broken }
            }
        })
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

    /// A line's badness (100 |r|³, TeX82 §108), its class, and whether it fits at all.
    fn rate(&self, line: &Break) -> (i64, u8, bool) {
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

    /// The price of a line (TeX82 §859).
    fn demerits(&self, line: &Break, point: &Breakpoint, from: Node, class: u8, badness: i64) -> i64 {
        let rules = self.rules;
        let base = i64::from(rules.line_penalty) + badness;
        let mut demerits = base * base + i64::from(point.penalty) * i64::from(point.penalty);
        if point.kind.is_hyphen() {
            demerits += match from.hyphens {
                0 => 0,
                1 => i64::from(rules.double_hyphen_demerits),
                _ => i64::from(rules.ladder_demerits),
            };
        }
        if point.kind == BreakKind::End {
            if from.hyphens > 0 {
                demerits += i64::from(rules.final_hyphen_demerits);
            }
            let runt = self.shape.measure - self.shape.measure.share(rules.runt);
            if from.point.is_some() && line.room > runt.0 {
                demerits += i64::from(rules.runt_demerits);
            }
        }
        if class.abs_diff(from.class) > 1 {
            demerits += i64::from(rules.adjacent_demerits);
        }
        demerits
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::Theme;

    /// Words of these widths with blanks of 300 between them, one glyph each.
    fn words(widths: &[i64]) -> Breakpoints {
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

    fn shape(measure: i64) -> Shape {
        Shape { measure: Sp(measure), indent: Sp(0), turnover: Sp(0), ragged: false }
    }

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
        let limit = match search.pass {
            Pass::Within(limit) => limit,
            Pass::Emergency => i64::MAX,
        };
        let mut node = Node {
            point: None,
            start: 0,
            start_change: 0,
            line: 0,
            class: 1,
            hyphens: 0,
            demerits: 0,
            from: 0,
        };
        for &index in points {
            let point = &search.breaks.points[index];
            let line = search.line(&node, point);
            let (badness, class, fits) = search.rate(&line);
            if !fits || badness > limit {
                return None;
            }
            let demerits = node.demerits + search.demerits(&line, point, node, class, badness);
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
        let pass = Pass::Within(400);
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
            let search = Search::new(&breaks, shape, &rules, pass, Length::BestOfAll);
            let ways = ways(search);
            let best = ways.iter().map(|(price, _)| *price).min();
            let Some(found) = search.run() else {
                assert_eq!(best, None, "a way was missed for {widths:?}");
                continue;
            };
            assert_eq!(Some(found.demerits), best, "{widths:?}");
            let of_length = |count: usize| {
                ways.iter().filter(|(_, points)| points.len() == count).map(|(price, _)| *price).min()
            };
            // With several equally good ways, the counts beside the chosen one.
            assert_eq!(found.longer, of_length(found.lines.len() + 1), "{widths:?}");
            assert_eq!(found.shorter, of_length(found.lines.len() - 1), "{widths:?}");
            compared += 1;
            varied += usize::from(found.longer.is_some() || found.shorter.is_some());
            let other = Search { length: Length::Other(1), ..search }.run().expect("there is a way");
            let more = usize::from(found.longer.is_some());
            assert_eq!(other.lines.len(), found.lines.len() + more);
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
            let search = Search::new(&breaks, shape(3000), &rules, Pass::Emergency, Length::Best);
            let best = ways(search).iter().map(|(price, _)| *price).min();
            let found = search.run().expect("an emergency has a way");
            assert_eq!(Some(found.demerits), best, "{widths:?}");
            let is_ragged = |line: &&Break| search.rate(line).0 >= INFINITELY_BAD;
            ragged += found.lines.iter().filter(is_ragged).count();
        }
        assert!(ragged > 100, "too few lines were ragged: {ragged}");
    }

    #[test]
    fn a_line_is_the_worse_the_more_it_lacks() {
        let rules = Theme::find("book").expect("it is built in").sheet().paragraph;
        let breaks = words(&[500, 500, 2500]);
        let search = Search::new(&breaks, shape(3000), &rules, Pass::Emergency, Length::Best);
        let line = |room: i64| Break { room, ..search.run().expect("a way").lines[0] };
        let rated: Vec<i64> =
            [100, 500, 599, 601, 1200, 1800, 2400].map(|room| search.rate(&line(room)).0).into();
        assert!(rated.is_sorted_by(|one, other| one < other), "{rated:?}");
    }

    #[test]
    fn a_word_wider_than_the_measure_gets_a_line_of_its_own() {
        let mut breaks = words(&[500, 9000, 500]);
        let rules = Theme::find("book").expect("it is built in").sheet().paragraph;
        let lines = break_lines(&mut breaks, shape(3000), Length::Best, &rules, |_, _| {}, |_| {}).lines;
        let ends: Vec<u32> = lines.iter().map(|line| line.point.end).collect();
        assert_eq!(lines.last().map(|line| line.point.kind), Some(BreakKind::End));
        assert!(ends.contains(&3), "{ends:?}");
    }

    #[test]
    fn ragged_lines_keep_within_the_measure() {
        let mut breaks = words(&[900; 40]);
        let rules = Theme::find("book").expect("it is built in").sheet().paragraph;
        let ragged = Shape { ragged: true, ..shape(5000) };
        let lines = break_lines(&mut breaks, ragged, Length::Best, &rules, |_, _| {}, |_| {}).lines;
        assert!(lines.iter().all(|line| line.room >= 0));
    }
}
