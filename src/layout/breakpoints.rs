//! [`Shaped`] → [`Breakpoints`]: where lines may end, at what price, and how wide what lies
//! between is.
//!
//! Boxes, glue and penalties are kept as running sums over the glyphs, so the width of any
//! candidate line is a difference of two numbers.

use hypher::Lang;
use icu_segmenter::LineSegmenterBorrowed;

use super::break_lines::Shape;
use super::shape::{Shaped, ShapedGlyph, Shaper};
use super::text::StyledText;

/// Price of a line that ends in a hyphen of ours, as in plain TeX.
const HYPHEN_PENALTY: i32 = 50;
/// Price of a line that ends after a hyphen of the author's, as in plain TeX.
const EXPLICIT_HYPHEN_PENALTY: i32 = 50;
/// Price of ending a line inside code or an address, at one of its signs: dearer than a hyphen,
/// since a reader cannot tell the pieces from two words.
const VERBATIM_PENALTY: i32 = 200;
/// Price of ending a line inside a word that is wider than the measure: only where nothing else
/// helps.
const FORCED_PENALTY: i32 = 5000;
/// What is wider than this many lines, without a place to end one, is no word that a reader reads.
const ENDLESS: i64 = 4;
/// Letters that stay before and after a hyphen.
const HYPHEN_LEFT: usize = 2;
const HYPHEN_RIGHT: usize = 3;
/// How much a space between words may grow and shrink, in parts of itself: TeX's shape for text
/// faces, and what readers' eyes are used to.
const SPACE_STRETCH: i64 = 2;
const SPACE_SHRINK: i64 = 3;

/// A place where a line may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Breakpoint {
    /// The glyph before which the line's content ends; blanks at the end are cut off.
    pub end: u32,
    /// The glyph with which the next line starts.
    pub start: u32,
    /// Its price, added to the line's badness.
    pub penalty: i32,
    /// What kind it is.
    pub kind: BreakKind,
    /// Width of a hyphen that is added if the line ends here.
    pub hyphen: i32,
}

/// The kinds of breakpoints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BreakKind {
    /// Between words, or between characters of scripts without blanks.
    Plain,
    /// Inside a word: a hyphen is added.
    Hyphen,
    /// After a hyphen that is there.
    AfterHyphen,
    /// The line must end here.
    Forced,
    /// The end of the paragraph.
    End,
}

/// The running sums and the breakpoints of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Breakpoints {
    /// Width of all glyphs before each glyph, and of all at last.
    pub width: Vec<i64>,
    /// Stretch of all glue before each glyph, and of all at last.
    pub stretch: Vec<i64>,
    /// Shrink of all glue before each glyph, and of all at last.
    pub shrink: Vec<i64>,
    /// In order; the last is [`BreakKind::End`].
    pub points: Vec<Breakpoint>,
}

/// Whether the breaker's words may be divided, and by which rules.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hyphenation<'a> {
    /// The patterns' language.
    pub language: Option<Lang>,
    /// The author's own points, `Phnom`, `data-base`.
    pub exceptions: &'a [String],
}

/// A text's sums and breakpoints, without hyphens of ours.
pub(super) fn breakpoints(
    text: &StyledText,
    shaped: &Shaped,
    segmenter: LineSegmenterBorrowed<'static>,
) -> Breakpoints {
    let mut breaks = sums(text, shaped);
    let bytes = text.text.as_bytes();
    let glyphs = &shaped.glyphs;
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
            _ if verbatim_inside(text, at) => (BreakKind::Plain, VERBATIM_PENALTY),
            b'-' => (BreakKind::AfterHyphen, EXPLICIT_HYPHEN_PENALTY),
            // A dash stays with the words before it.
            _ if text.text[at..].starts_with(['—', '–']) => continue,
            _ => (BreakKind::Plain, 0),
        };
        breaks.points.push(breakpoint(text, glyphs, glyph, kind, penalty));
    }
    verbatim_points(text, glyphs, &mut breaks.points);
    breaks.points.sort_by_key(|point| point.start);
    breaks.points.dedup_by_key(|point| point.start);
    let count = glyphs.len();
    breaks.points.retain(|point| (point.start as usize) < count);
    breaks
        .points
        .push(Breakpoint { start: count as u32, ..breakpoint(text, glyphs, count, BreakKind::End, 0) });
    breaks
}

/// The running sums over the glyphs: blanks are glue, ideographs have a little.
fn sums(text: &StyledText, shaped: &Shaped) -> Breakpoints {
    let count = shaped.glyphs.len() + 1;
    let mut breaks = Breakpoints {
        width: Vec::with_capacity(count),
        stretch: Vec::with_capacity(count),
        shrink: Vec::with_capacity(count),
        points: Vec::new(),
    };
    let (mut width, mut stretch, mut shrink) = (0, 0, 0);
    for glyph in &shaped.glyphs {
        breaks.width.push(width);
        breaks.stretch.push(stretch);
        breaks.shrink.push(shrink);
        let advance = i64::from(glyph.advance);
        width += advance;
        match glue(text, glyph) {
            Glue::None => {}
            Glue::Space => {
                stretch += advance / SPACE_STRETCH;
                shrink += advance / SPACE_SHRINK;
            }
            Glue::Ideograph => stretch += advance / 20,
        }
    }
    breaks.width.push(width);
    breaks.stretch.push(stretch);
    breaks.shrink.push(shrink);
    breaks
}

/// What may give way at a glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glue {
    None,
    Space,
    Ideograph,
}

/// What gives way at `glyph`.
pub(super) fn glue(text: &StyledText, glyph: &ShapedGlyph) -> Glue {
    match text.text[glyph.cluster as usize..].chars().next() {
        Some(' ' | '\u{A0}') => Glue::Space,
        Some(
            '\u{2E80}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7AF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FF00}'..='\u{FF60}'
            | '\u{20000}'..='\u{3FFFF}',
        ) => Glue::Ideograph,
        _ => Glue::None,
    }
}

/// A breakpoint before `glyph`: blanks before it are cut off the line's end.
fn breakpoint(
    text: &StyledText,
    glyphs: &[ShapedGlyph],
    glyph: usize,
    kind: BreakKind,
    penalty: i32,
) -> Breakpoint {
    let blank = |glyph: &ShapedGlyph| matches!(text.text.as_bytes()[glyph.cluster as usize], b' ' | b'\n');
    let blanks = glyphs[..glyph].iter().rev().take_while(|glyph| blank(glyph)).count();
    Breakpoint { end: (glyph - blanks) as u32, start: glyph as u32, penalty, kind, hyphen: 0 }
}

/// Whether `at` lies inside a stretch of code or an address, and not at a blank.
fn verbatim_inside(text: &StyledText, at: usize) -> bool {
    let look = |at: usize| {
        let index = text.looks.partition_point(|(start, _)| *start as usize <= at).max(1) - 1;
        text.looks[index].1.verbatim
    };
    text.text.as_bytes()[at - 1] != b' ' && look(at - 1) && look(at)
}

/// Adds the places inside code and addresses where a line may end: behind their own signs.
fn verbatim_points(text: &StyledText, glyphs: &[ShapedGlyph], points: &mut Vec<Breakpoint>) {
    for (index, (start, look)) in text.looks.iter().enumerate() {
        if !look.verbatim {
            continue;
        }
        let end = text.looks.get(index + 1).map_or(text.text.len(), |(next, _)| *next as usize);
        let bytes = text.text.as_bytes();
        for at in *start as usize + 2..end.saturating_sub(1) {
            let sign = matches!(
                bytes[at - 1],
                b'/' | b'.' | b'_' | b':' | b'?' | b'&' | b'=' | b',' | b';' | b'#' | b'%'
            );
            // Not between two signs: `::`, `://`, `..` stay whole.
            if sign && bytes[at].is_ascii_alphanumeric() {
                let glyph = glyphs.partition_point(|glyph| (glyph.cluster as usize) < at);
                if glyphs.get(glyph).is_some_and(|glyph| glyph.cluster as usize == at) {
                    points.push(breakpoint(text, glyphs, glyph, BreakKind::Plain, VERBATIM_PENALTY));
                }
            }
        }
    }
}

/// Adds the places where words may be divided.
pub(super) fn add_hyphens(
    breaks: &mut Breakpoints,
    text: &StyledText,
    shaped: &Shaped,
    shaper: &Shaper<'_>,
    hyphenation: Hyphenation<'_>,
) {
    let mut points = Vec::new();
    for (start, word) in words(&text.text) {
        let offsets = hyphen_offsets(word, hyphenation);
        if offsets.is_empty() || verbatim_inside(text, start + word.chars().next().map_or(1, char::len_utf8))
        {
            continue;
        }
        for offset in offsets {
            let at = start + offset;
            let glyph = shaped.glyphs.partition_point(|glyph| (glyph.cluster as usize) < at);
            let Some(next) = shaped.glyphs.get(glyph) else { continue };
            if next.cluster as usize != at || next.level % 2 == 1 {
                continue;
            }
            let look = &text.looks[next.look as usize].1;
            let hyphen = shaper.hyphen(next.face, look).map_or(0, |glyph| glyph.advance);
            points.push(Breakpoint {
                end: glyph as u32,
                start: glyph as u32,
                penalty: HYPHEN_PENALTY,
                kind: BreakKind::Hyphen,
                hyphen,
            });
        }
    }
    breaks.points.extend(points);
    // Stable: a place that was there already wins.
    breaks.points.sort_by_key(|point| point.start);
    breaks.points.dedup_by_key(|point| point.start);
}

/// The words of a text: runs of letters, marks, soft hyphens and apostrophes.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let part = |character: char| {
        character.is_alphabetic()
            || unicode_normalization::char::is_combining_mark(character)
            || matches!(character, '\u{AD}' | '’' | '\'')
    };
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(part)?;
        let end = text[start..].find(|c| !part(c)).map_or(text.len(), |length| start + length);
        rest = end;
        Some((start, &text[start..end]))
    })
}

/// Where `word` may be divided, in bytes from its start.
fn hyphen_offsets(word: &str, hyphenation: Hyphenation<'_>) -> Vec<usize> {
    if word.contains('\u{AD}') {
        // The author's own points, and none but those.
        return word.match_indices('\u{AD}').map(|(at, _)| at + '\u{AD}'.len_utf8()).collect();
    }
    let letters = word.chars().count();
    if letters < HYPHEN_LEFT + HYPHEN_RIGHT {
        return Vec::new();
    }
    if let Some(points) = hyphenation.exceptions.iter().find_map(|exception| points_of(exception, word)) {
        return points;
    }
    let Some(language) = hyphenation.language else { return Vec::new() };
    let mut characters = word.chars();
    let capital = characters.next().is_some_and(char::is_uppercase);
    // Capitals are names or abbreviations, which patterns divide wrongly; German writes its
    // nouns so.
    if characters.any(char::is_uppercase) || (capital && language != Lang::German) {
        return Vec::new();
    }
    let mut at = 0;
    let mut offsets = Vec::new();
    for syllable in hypher::hyphenate_bounded(word, language, HYPHEN_LEFT, HYPHEN_RIGHT) {
        at += syllable.len();
        if at < word.len() {
            offsets.push(at);
        }
    }
    offsets
}

/// The points that `exception` gives for `word`, if it is about that word.
fn points_of(exception: &str, word: &str) -> Option<Vec<usize>> {
    let plain = exception.chars().filter(|character| *character != '-');
    if !plain.flat_map(char::to_lowercase).eq(word.chars().flat_map(char::to_lowercase)) {
        return None;
    }
    let mut letters = 0;
    let mut points = Vec::new();
    for character in exception.chars() {
        if character == '-' {
            points.extend(word.char_indices().nth(letters).map(|(at, _)| at));
        } else {
            letters += 1;
        }
    }
    Some(points)
}

/// Adds breakpoints inside what is wider than a line and has none: at every cluster; in what is
/// wider than [`ENDLESS`] lines only where a line is full, so that the search stays short.
pub(super) fn add_forced(breaks: &mut Breakpoints, shaped: &Shaped, shape: Shape) {
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
                forced.push(Breakpoint {
                    end: glyph as u32,
                    start: glyph as u32,
                    penalty: FORCED_PENALTY,
                    kind: BreakKind::Plain,
                    hyphen: 0,
                });
            }
        }
        start = point.start as usize;
    }
    if !forced.is_empty() {
        breaks.points.extend(forced);
        breaks.points.sort_by_key(|point| point.start);
        breaks.points.dedup_by_key(|point| point.start);
    }
}

/// The patterns for a language, if there are any.
pub(super) fn patterns(language: &crate::model::Language) -> Option<Lang> {
    let primary = language.primary();
    let bytes: [u8; 2] = primary.as_bytes().try_into().ok()?;
    Lang::from_iso(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, exceptions: &[String]) -> String {
        let hyphenation = Hyphenation { language: Some(Lang::English), exceptions };
        let mut text = word.to_owned();
        for offset in hyphen_offsets(word, hyphenation).into_iter().rev() {
            text.insert(offset, '|');
        }
        text
    }

    #[test]
    fn words_are_divided_by_patterns_by_the_author_and_by_soft_hyphens() {
        assert_eq!(divided("hyphenation", &[]), "hy|phen|ation");
        assert_eq!(divided("NATO", &[]), "NATO");
        assert_eq!(divided("Phnom", &[]), "Phnom");
        assert_eq!(divided("database", &["data-base".into()]), "data|base");
        assert_eq!(divided("Penhward", &["penh-ward".into()]), "Penh|ward");
        assert_eq!(divided("ex\u{AD}ample", &[]), "ex\u{AD}|ample");
    }

    #[test]
    fn a_word_on_the_list_without_a_point_is_never_divided() {
        assert_eq!(divided("hyphenation", &["hyphenation".into()]), "hyphenation");
    }
}
