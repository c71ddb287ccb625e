//! A file's text → the same text with what Markdown must not see masked, byte for byte.
//!
//! pulldown-cmark reads some things too eagerly, and its options are all or nothing. So before
//! it runs, single bytes are replaced by control characters, which no source holds (they were
//! replaced when it was read) and which mean nothing to Markdown. Offsets stay true, and
//! [`Masked::restore`] brings the bytes back wherever they turn up: in code, in an address.
//!
//! - A formula, `$…$`, is masked as a whole, so nothing inside it is Markdown.
//! - A colon at a line's start without a space after it makes no definition (`:smile:`).
//! - The inner brackets of `[[1]](address)` make no wikilink.
//! - A Chinese or Japanese mark beside stars does not keep them from being emphasis.

use std::borrow::Cow;
use std::ops::Range;

use super::{cjk, dollars};

/// For all of a formula but its first and last dollar, which are punctuation to Markdown, so that
/// emphasis beside them is read as it would be.
const FILL: u8 = 1;
const COLON: u8 = 2;
const LEFT: u8 = 3;
const RIGHT: u8 = 4;

/// How far a `]]` is looked for after its `[[`.
const WIKILINK: usize = 200;

/// A formula that was set aside.
#[derive(Debug)]
pub(super) struct Formula {
    /// Where it stands, with its dollars.
    pub range: Range<usize>,
    /// The TeX between them, without the marks of quotes around it.
    pub tex: String,
}

/// A text for the parser.
pub(super) struct Masked<'t> {
    /// The text to parse, as long as the source.
    pub text: Cow<'t, str>,
    source: &'t str,
    /// In order.
    formulas: Vec<Formula>,
    /// Whether marks of Chinese or Japanese may be masked.
    eastern: bool,
}

/// Masks `source`.
pub(super) fn mask(source: &str) -> Masked<'_> {
    let mut masked = Masked { text: Cow::Borrowed(source), source, formulas: Vec::new(), eastern: false };
    // A text that holds our marks already is parsed as it is: nothing is lost, traps stay open.
    let free = !source.bytes().any(|byte| (FILL..=RIGHT).contains(&byte)) && !cjk::holds_masks(source);
    let eastern =
        source.contains('*') && source.contains(['、', '。', '，', '：', '）', '」', '”', '！', '？', '；']);
    if free && (eastern || source.contains(['$', ':']) || source.contains("[[")) {
        let mut bytes = source.as_bytes().to_vec();
        if eastern {
            cjk::mask_marks(source, &mut bytes);
            masked.eastern = true;
        }
        mask_formulas(source, &mut bytes, &mut masked.formulas);
        mask_colons(source, &mut bytes);
        mask_brackets(source, &mut bytes);
        // Characters are replaced by such as are as long, and formulas as a whole.
        masked.text = Cow::Owned(String::from_utf8(bytes).expect("characters are replaced whole"));
    }
    masked
}

impl Masked<'_> {
    /// The formulas that start in `range`, in order.
    pub(super) fn formulas(&self, range: &Range<usize>) -> &[Formula] {
        let first = self.formulas.partition_point(|formula| formula.range.start < range.start);
        let last = self.formulas.partition_point(|formula| formula.range.start < range.end);
        &self.formulas[first..last.max(first)]
    }

    /// `text`, which the parser made of the bytes in `range`, with what was masked in it.
    pub(super) fn restore<'a>(&self, text: &'a str, range: &Range<usize>) -> Cow<'a, str> {
        let eastern = self.eastern && cjk::holds_masks(text);
        if !eastern && !text.bytes().any(|byte| (FILL..=RIGHT).contains(&byte)) {
            return Cow::Borrowed(text);
        }
        let raw = self.text.get(range.clone());
        if raw == Some(text) {
            return Cow::Owned(self.source[range.clone()].to_owned());
        }
        // A reference, `&#1;`, asked for a character that is a mask elsewhere.
        if raw.is_some_and(|raw| raw.starts_with("&#") && raw.ends_with(';')) {
            return Cow::Borrowed(text);
        }
        let mut formulas = self.formulas(range).iter();
        let mut restored = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match u8::try_from(c).unwrap_or_default() {
                b'$' if rest.as_bytes().first() == Some(&FILL) => {
                    let formula = formulas.next().map(|formula| &self.source[formula.range.clone()]);
                    restored.push_str(formula.unwrap_or_default());
                    rest = rest.split_once('$').map_or("", |(_, rest)| rest);
                }
                FILL => {}
                COLON => restored.push(':'),
                LEFT => restored.push('['),
                RIGHT => restored.push(']'),
                _ => restored.push(cjk::unmask(c).filter(|_| self.eastern).unwrap_or(c)),
            }
        }
        Cow::Owned(restored)
    }

    /// Whether a formula's mask stands in `text`.
    pub(super) fn has_formula(text: &str) -> bool {
        text.as_bytes().contains(&FILL)
    }
}

fn mask_formulas(source: &str, bytes: &mut [u8], formulas: &mut Vec<Formula>) {
    if !source.contains('$') {
        return;
    }
    let mut start = 0;
    while start < source.len() {
        let end = end_of_run(source, start);
        if source[start..end].contains('$') {
            mask_run(source, start..end, bytes, formulas);
        }
        start = end;
    }
}

/// The end of the lines from `start` on up to and with the next blank one.
fn end_of_run(source: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(length) = source[at..].find('\n') {
        let blank = source[at..at + length].trim_matches([' ', '\t', '>']).is_empty();
        at += length + 1;
        if blank {
            return at;
        }
    }
    source.len()
}

fn mask_run(source: &str, run: Range<usize>, bytes: &mut [u8], formulas: &mut Vec<Formula>) {
    let text = &source[run.clone()];
    let ticks = Ticks::new(text);
    let raw = text.as_bytes();
    let mut at = 0;
    let mut displays = true;
    while at < raw.len() {
        match raw[at] {
            b'\\' => at += 2,
            b'`' => at = ticks.after_span(at),
            // An address, and its title, is no place for a formula.
            b']' if raw.get(at + 1) == Some(&b'(') => {
                let line = &text[at..];
                at += line.find([')', '\n']).unwrap_or(line.len()).max(1);
            }
            b'$' if raw.get(at + 1) == Some(&b'$') && !displays => at += 2,
            b'$' => match dollars::formula_at(text, at) {
                Some(found) => {
                    let range = run.start + at..run.start + at + found.length;
                    let quoted = found.tex.contains('\n') && line_of(text, at).trim_start().starts_with('>');
                    hide(&mut bytes[range.clone()], quoted);
                    formulas.push(Formula { range, tex: unquoted(found.tex, quoted) });
                    at += found.length;
                }
                None if raw.get(at + 1) == Some(&b'$') => {
                    displays = text[at + 2..].contains("$$");
                    at += 2;
                }
                None => at += 1,
            },
            _ => at += 1,
        }
    }
}

fn line_of(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    &text[start..at]
}

/// Masks a formula; line ends stay, and so does what makes the next lines part of its container.
fn hide(formula: &mut [u8], quoted: bool) {
    let last = formula.len() - 1;
    let mut head = false;
    for (at, byte) in formula.iter_mut().enumerate() {
        head = match *byte {
            b'\n' => true,
            b' ' | b'\t' if head => true,
            b'>' if head && quoted => true,
            _ => false,
        };
        if !head && at != 0 && at != last {
            *byte = FILL;
        }
    }
}

fn unquoted(tex: &str, quoted: bool) -> String {
    let Some((first, rest)) = tex.split_once('\n') else { return tex.to_owned() };
    let mut plain = first.to_owned();
    for line in rest.split('\n') {
        plain.push('\n');
        plain.push_str(if quoted { line.trim_start_matches([' ', '\t', '>']) } else { line.trim_start() });
    }
    plain
}

/// The runs of backticks in some lines, so that code spans are found without searching twice.
struct Ticks {
    /// Start and length of each, in order.
    by_start: Vec<(usize, usize)>,
    /// Length and start of each, sorted.
    by_length: Vec<(usize, usize)>,
}

impl Ticks {
    fn new(text: &str) -> Self {
        let mut by_start = Vec::new();
        let mut at = 0;
        let bytes = text.as_bytes();
        while at < bytes.len() {
            let length = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
            if length > 0 {
                by_start.push((at, length));
            }
            at += length.max(1);
        }
        let mut by_length: Vec<_> = by_start.iter().map(|(start, length)| (*length, *start)).collect();
        by_length.sort_unstable();
        Self { by_start, by_length }
    }

    /// Where to go on after the backticks at `at`: after the code span that they open, or after
    /// themselves.
    fn after_span(&self, at: usize) -> usize {
        // After a backslash a run has lost its first backtick and is not found.
        let Ok(found) = self.by_start.binary_search_by_key(&at, |run| run.0) else { return at + 1 };
        let length = self.by_start[found].1;
        let next = self.by_length.partition_point(|run| *run <= (length, at));
        match self.by_length.get(next) {
            Some(&(closing, end)) if closing == length => end + length,
            _ => at + length,
        }
    }
}

fn mask_colons(source: &str, bytes: &mut [u8]) {
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t', '>']);
        if content.starts_with(':') && !content[1..].starts_with([' ', '\t']) {
            bytes[start + line.len() - content.len()] = COLON;
        }
        start += line.len();
    }
}

fn mask_brackets(source: &str, bytes: &mut [u8]) {
    for (at, _) in source.match_indices("[[") {
        let window = &source.as_bytes()[at + 2..source.len().min(at + 2 + WIKILINK)];
        let Some(length) = window.windows(2).position(|pair| pair == b"]]" || pair[0] == b'\n') else {
            continue;
        };
        let end = at + 2 + length;
        let called = source.as_bytes().get(end + 2).is_some_and(|byte| b"([".contains(byte));
        // Not where a formula was set aside.
        if called && bytes[at + 1] == b'[' && bytes[end..].starts_with(b"]]") {
            bytes[at + 1] = LEFT;
            bytes[end] = RIGHT;
        }
    }
}
