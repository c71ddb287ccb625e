//! [`Shaped`] → [`Breakpoints`]: where lines may end, at what price, and how wide what lies
//! between is.
//!
//! Boxes, glue and penalties are kept as running sums over the glyphs, so the width of any
//! candidate line is a difference of two numbers.

use std::collections::BTreeMap;
use std::ops::Range;

use icu_segmenter::LineSegmenterBorrowed;
use unicode_normalization::char::is_combining_mark;

use super::breakpoint::{BreakKind, Breakpoint};
use super::edges::{EdgeFinder, Edges};
use super::give::give;
use super::hyphenate::{Hyphenation, Names};
use super::line_shape::Shape;
use super::shape::Shaper;
use super::shaped::{Drawn, Shaped, ShapedGlyph};
use super::text::{BoxPosition, Mark, Object, StyledText};
use super::ties::is_tied;
use crate::style::{Orthography, ParagraphRules};

/// Price of ending a line inside a word that is wider than the measure: only where nothing else
/// helps.
const FORCED_PENALTY: i32 = 5000;
/// What is wider than this many lines, without a place to end one, is no word that a reader reads.
const ENDLESS: i64 = 4;

/// The running sums and the breakpoints of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Breakpoints {
    /// Width of all glyphs before each glyph, and of all at last.
    pub width: Vec<i64>,
    /// Stretch of all glue before each glyph, and of all at last.
    pub stretch: Vec<i64>,
    /// Stretch of the spaces alone before each glyph, and of all at last.
    pub spaces: Vec<i64>,
    /// Shrink of all glue before each glyph, and of all at last.
    pub shrink: Vec<i64>,
    /// In order; the last is [`BreakKind::End`].
    pub points: Vec<Breakpoint>,
    /// What is shaped anew at a breakpoint, by its `start_byte`.
    pub edges: BTreeMap<u32, Edges>,
    /// How far the paragraph's first sign stands out into the margin.
    pub first_hang: i32,
}

/// A text's sums and breakpoints, without hyphens of ours.
pub(super) fn breakpoints(
    text: &StyledText,
    shaped: &Shaped,
    shaper: &Shaper<'_>,
    segmenter: LineSegmenterBorrowed<'static>,
    orthography: &Orthography,
    rules: &ParagraphRules,
) -> Breakpoints {
    let mut breaks = sums(text, shaped, shaper, rules);
    let bytes = text.text.as_bytes();
    let glyphs = &shaped.glyphs;
    let below_readings = words_below_readings(text);
    let mut glyph = 0;
    for at in segmenter.segment_str(&text.text).skip(1).filter(|at| *at < bytes.len()) {
        while glyph < glyphs.len() && (glyphs[glyph].cluster as usize) < at {
            glyph += 1;
        }
        // A ligature holds the place: the line does not end there.
        if glyph >= glyphs.len() || glyphs[glyph].cluster as usize != at {
            continue;
        }
        let before = bytes[at - 1];
        let (kind, penalty) = match before {
            b'\n' => (BreakKind::Forced, 0),
            // Soft hyphens are places like those that the patterns find.
            _ if text.text[..at].ends_with('\u{AD}') => continue,
            // A ruby is not divided.
            _ if is_within(&below_readings, at) => continue,
            // No line begins with a note's mark.
            _ if before != b' ' && is_note_mark(text, at) => continue,
            // Code and addresses end lines at their own signs alone; not behind a hyphen, which
            // would seem ours. Scripts without blanks have none.
            _ if verbatim_inside(text, at) && before.is_ascii() && bytes[at].is_ascii() => continue,
            _ if verbatim_inside(text, at) => (BreakKind::Plain, rules.verbatim_penalty),
            _ if is_tied(&text.text, at, orthography) => continue,
            b'-' => (BreakKind::AfterHyphen, rules.explicit_hyphen_penalty),
            _ => (BreakKind::Plain, 0),
        };
        breaks.points.push(breakpoint(text, glyphs, glyph, kind, i32::from(penalty)));
    }
    verbatim_points(text, glyphs, rules, &mut breaks.points);
    breaks.points.sort_by_key(|point| point.start);
    breaks.points.dedup_by_key(|point| point.start);
    let count = glyphs.len();
    breaks.points.retain(|point| (point.start as usize) < count);
    breaks.points.push(breakpoint(text, glyphs, count, BreakKind::End, 0));
    let finder = EdgeFinder { text, shaped, shaper, rules, widths: &breaks.width };
    for point in &mut breaks.points {
        breaks.edges.extend(finder.find(point).map(|edges| (point.start_byte, edges)));
    }
    breaks.first_hang = shaped.glyphs.first().map_or(0, |glyph| finder.hang_left(glyph));
    breaks
}

/// The running sums over the glyphs: blanks are glue, letters and ideographs give a little.
fn sums(text: &StyledText, shaped: &Shaped, shaper: &Shaper<'_>, rules: &ParagraphRules) -> Breakpoints {
    let count = shaped.glyphs.len() + 1;
    let mut breaks = Breakpoints {
        width: Vec::with_capacity(count),
        stretch: Vec::with_capacity(count),
        spaces: Vec::with_capacity(count),
        shrink: Vec::with_capacity(count),
        ..Breakpoints::default()
    };
    let (mut width, mut stretch, mut spaces, mut shrink) = (0, 0, 0, 0);
    for glyph in &shaped.glyphs {
        breaks.width.push(width);
        breaks.stretch.push(stretch);
        breaks.spaces.push(spaces);
        breaks.shrink.push(shrink);
        width += i64::from(glyph.advance);
        let give = give(text, shaper, rules, glyph);
        stretch += give.stretch();
        spaces += give.spaces();
        shrink += give.shrink();
    }
    breaks.width.push(width);
    breaks.stretch.push(stretch);
    breaks.spaces.push(spaces);
    breaks.shrink.push(shrink);
    breaks
}

/// A breakpoint before `glyph`: blanks before it are cut off the line's end.
fn breakpoint(
    text: &StyledText,
    glyphs: &[ShapedGlyph],
    glyph: usize,
    kind: BreakKind,
    penalty: i32,
) -> Breakpoint {
    let blank = |glyph: &ShapedGlyph| is_blank(&text.text[glyph.cluster as usize..]);
    let blanks = glyphs[..glyph].iter().rev().take_while(|glyph| blank(glyph)).count();
    let byte = |glyph: usize| glyphs.get(glyph).map_or(text.text.len() as u32, |glyph| glyph.cluster);
    Breakpoint {
        end: (glyph - blanks) as u32,
        start: glyph as u32,
        end_byte: byte(glyph - blanks),
        start_byte: byte(glyph),
        penalty,
        kind,
        ..Breakpoint::default()
    }
}

/// The words of a text that have a reading above them, in order, none within another.
fn words_below_readings(text: &StyledText) -> Vec<Range<usize>> {
    let words = text.marks.iter().filter_map(|(at, mark)| match mark {
        Mark::Object(Object { position: BoxPosition::Above(from), .. }) => Some(*from as usize..*at as usize),
        _ => None,
    });
    words.collect()
}

/// Whether a byte stands within one of `words`, which are in order.
fn is_within(words: &[Range<usize>], at: usize) -> bool {
    let next = words.partition_point(|words| words.end < at);
    words.get(next).is_some_and(|words| words.start < at)
}

/// Whether `text` begins with a blank: a combining mark behind it makes one character with it, which is seen.
fn is_blank(text: &str) -> bool {
    let rest = text.strip_prefix([' ', '\n']);
    rest.is_some_and(|rest| !rest.starts_with(is_combining_mark))
}

/// Whether a note's mark starts at `at`.
fn is_note_mark(text: &StyledText, at: usize) -> bool {
    let first = text.marks.partition_point(|(mark, _)| (*mark as usize) < at);
    let here = text.marks[first..].iter().take_while(|(mark, _)| *mark as usize == at);
    here.map(|(_, mark)| mark).any(|mark| matches!(mark, Mark::Note(_)))
}

/// Whether `at` lies inside a stretch of code or an address, and not at a blank.
fn verbatim_inside(text: &StyledText, at: usize) -> bool {
    let look = |at: usize| {
        let index = text.looks.partition_point(|(start, _)| *start as usize <= at).max(1) - 1;
        text.looks[index].1.verbatim
    };
    text.text.as_bytes()[at - 1] != b' ' && look(at - 1) && look(at)
}

/// Adds the places inside code and addresses where a line may end: at their own signs.
fn verbatim_points(
    text: &StyledText,
    glyphs: &[ShapedGlyph],
    rules: &ParagraphRules,
    points: &mut Vec<Breakpoint>,
) {
    let penalty = i32::from(rules.verbatim_penalty);
    for (index, (start, look)) in text.looks.iter().enumerate() {
        if !look.verbatim {
            continue;
        }
        let end = text.looks.get(index + 1).map_or(text.text.len(), |(next, _)| *next as usize);
        for at in *start as usize + 2..end.saturating_sub(1) {
            if ends_at_sign(text.text.as_bytes(), at) {
                let glyph = glyphs.partition_point(|glyph| (glyph.cluster as usize) < at);
                if glyphs.get(glyph).is_some_and(|glyph| glyph.cluster as usize == at) {
                    points.push(breakpoint(text, glyphs, glyph, BreakKind::Plain, penalty));
                }
            }
        }
    }
}

/// Whether a line of code or an address may end before byte `at`, by the signs around: behind a
/// colon and a slash, before any other sign, so that none is taken for the sentence's own
/// (Chicago Manual of Style, 17th edition, 14.18, which has single slashes begin lines as well;
/// in paths they are read as the end of a folder's name).
fn ends_at_sign(bytes: &[u8], at: usize) -> bool {
    let [before, here, next] = [bytes[at - 1], bytes[at], bytes.get(at + 1).copied().unwrap_or(b' ')];
    match here {
        // Neither within `--`, `&&`, `..`, nor within a number.
        b'.' | b',' | b'-' | b'_' if before.is_ascii_digit() && next.is_ascii_digit() => false,
        b'.' | b',' | b'?' | b'&' | b'=' | b'#' | b'%' | b'_' | b'-' | b'~' | b';' | b'+' | b'@' => {
            before.is_ascii_alphanumeric() && next.is_ascii_alphanumeric()
        }
        _ => matches!(before, b'/' | b':' | b'\\') && here.is_ascii_alphanumeric(),
    }
}

/// Adds the places where words may be divided.
pub(super) fn add_hyphens(
    breaks: &mut Breakpoints,
    text: &StyledText,
    shaped: &Shaped,
    shaper: &Shaper<'_>,
    hyphenation: &Hyphenation,
    names: Names,
    rules: &ParagraphRules,
) {
    let glyphs = &shaped.glyphs;
    let mut points = Vec::new();
    let penalty = i32::from(match names {
        Names::Whole => rules.hyphen_penalty,
        Names::Divided => rules.name_penalty,
    });
    for byte in hyphenation.places(&text.text, &text.foreign, names) {
        let byte = byte as u32;
        let glyph = glyphs.partition_point(|glyph| glyph.cluster < byte);
        let Some(before) = glyph.checked_sub(1).map(|at| &glyphs[at]) else { continue };
        if before.level % 2 == 1 || text.looks[before.look as usize].1.verbatim {
            continue;
        }
        // What cannot be shown cannot be read on after a hyphen.
        if before.drawn == Drawn::StandIn {
            continue;
        }
        points.push(Breakpoint {
            end: glyph as u32,
            start: glyph as u32,
            end_byte: byte,
            start_byte: byte,
            penalty,
            kind: BreakKind::Hyphen,
            ..Breakpoint::default()
        });
    }
    breaks.add(points, &EdgeFinder { text, shaped, shaper, rules, widths: &[] });
}

impl Breakpoints {
    /// Adds `points`, with what is shaped anew there. Where a line could end already, nothing
    /// changes.
    fn add(&mut self, points: Vec<Breakpoint>, finder: &EdgeFinder<'_>) {
        let finder = EdgeFinder { widths: &self.width, ..*finder };
        let known = self.points.len();
        for mut point in points {
            let place =
                self.points[..known].binary_search_by_key(&point.start_byte, |known| known.start_byte);
            if place.is_err() {
                self.edges.extend(finder.find(&mut point).map(|edges| (point.start_byte, edges)));
                self.points.push(point);
            }
        }
        self.points.sort_by_key(|point| point.start_byte);
    }
}

/// Adds breakpoints inside what is wider than a line and has none: at every cluster; in what is
/// wider than [`ENDLESS`] lines only where a line is full, so that the search stays short.
pub(super) fn add_forced(
    breaks: &mut Breakpoints,
    text: &StyledText,
    shaped: &Shaped,
    shaper: &Shaper<'_>,
    shape: Shape,
    rules: &ParagraphRules,
) {
    // The first line is the narrowest.
    let measure = shape.measure - shape.indent;
    let mut forced = Vec::new();
    let mut start = 0;
    for point in &breaks.points {
        let end = point.end as usize;
        let width = breaks.width[end.max(start)] - breaks.width[start];
        if width > measure.0 {
            let mut line_start = start;
            for glyph in start + 1..end {
                let inside = shaped.glyphs[glyph].cluster == shaped.glyphs[glyph - 1].cluster;
                let full = breaks.width[glyph + 1] - breaks.width[line_start] > measure.0;
                if inside || (width > measure.0 * ENDLESS && !full) {
                    continue;
                }
                line_start = glyph;
                let byte = shaped.glyphs[glyph].cluster;
                forced.push(Breakpoint {
                    end: glyph as u32,
                    start: glyph as u32,
                    end_byte: byte,
                    start_byte: byte,
                    penalty: FORCED_PENALTY,
                    ..Breakpoint::default()
                });
            }
        }
        start = point.start as usize;
    }
    breaks.add(forced, &EdgeFinder { text, shaped, shaper, rules, widths: &[] });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_addresses_end_lines_at_their_own_signs() {
        let shown = |text: &str| {
            let mut shown = text.to_owned();
            for at in (1..text.len()).rev().filter(|at| ends_at_sign(text.as_bytes(), *at)) {
                shown.insert(at, '|');
            }
            shown
        };
        assert_eq!(
            shown("https://www.example.org/a-b/c_d.html?q=1&r=2#e"),
            "https://|www|.example|.org/|a|-b/|c|_d|.html|?q|=1|&r|=2|#e"
        );
        assert_eq!(shown("std::fs::read(\"a.b\").len()"), "std::|fs::|read(\"a|.b\").len()");
        assert_eq!(shown("--all && 1.0..2.5"), "--all && 1.0..2.5");
    }
}
