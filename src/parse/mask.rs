//! A file's text → the same text with what Markdown must not see masked, byte for byte.
//!
//! pulldown-cmark reads some things too eagerly, and its options are all or nothing. So before
//! it runs, single bytes are replaced by control characters, which no source holds (they were
//! replaced when it was read) and which mean nothing to Markdown. Offsets stay true, and
//! [`Masked::restore`] brings the bytes back wherever they turn up: in code, in an address.
//!
//! - A formula, `$…$`, is masked as a whole, so nothing inside it is Markdown.
//! - A reference to a note within brackets, `[words[^1]](address)`, is masked as a whole, as the parser
//!   makes no link around one.
//! - A colon at a line's start without a space after it makes no definition (`:smile:`).
//! - The inner brackets of `[[1]](address)` make no wikilink.
//! - A Chinese or Japanese mark beside stars does not keep them from being emphasis.

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use super::ticks::Ticks;
use super::{cjk, dollars, marks};

/// For all of a formula but its first and last dollar, which are punctuation to Markdown, so that
/// emphasis beside them is read as it would be.
const FILL: u8 = 1;
const COLON: u8 = 2;
const LEFT: u8 = 3;
const RIGHT: u8 = 4;
/// For the first byte of a reference to a note within brackets, and for the others.
const NOTE: u8 = 5;
const NOTE_FILL: u8 = 6;
/// The masks.
const MASKS: RangeInclusive<u8> = FILL..=NOTE_FILL;

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
    /// The references to notes that were masked, in order.
    notes: Vec<Range<usize>>,
    /// Whether marks of Chinese or Japanese may be masked.
    eastern: bool,
}

/// Masks `source`.
pub(super) fn mask(source: &str) -> Masked<'_> {
    let (formulas, notes) = (Vec::new(), Vec::new());
    let mut masked = Masked { text: Cow::Borrowed(source), source, formulas, notes, eastern: false };
    // A text that holds our marks already is parsed as it is: nothing is lost, traps stay open.
    let free = !source.bytes().any(|byte| MASKS.contains(&byte)) && !cjk::holds_masks(source);
    let eastern =
        source.contains('*') && source.contains(['、', '。', '，', '：', '）', '」', '”', '！', '？', '；']);
    if free && (eastern || source.contains(['$', ':']) || ["[[", "[^"].iter().any(|it| source.contains(it))) {
        let mut bytes = source.as_bytes().to_vec();
        if eastern {
            cjk::mask_marks(source, &mut bytes);
            masked.eastern = true;
        }
        mask_formulas(source, &mut bytes, &mut masked.formulas);
        mask_colons(source, &mut bytes);
        mask_notes(source, &mut bytes, &mut masked.notes);
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

    /// The references to notes within brackets that start in `range`, in order.
    pub(super) fn notes(&self, range: &Range<usize>) -> &[Range<usize>] {
        let first = self.notes.partition_point(|note| note.start < range.start);
        let last = self.notes.partition_point(|note| note.start < range.end);
        &self.notes[first..last.max(first)]
    }

    /// The name of the note to which the reference at `note` refers.
    pub(super) fn note_name(&self, note: &Range<usize>) -> &str {
        &self.source[note.start + "[^".len()..note.end - "]".len()]
    }

    /// `text`, which the parser made of the bytes in `range`, with what was masked in it.
    pub(super) fn restore<'a>(&self, text: &'a str, range: &Range<usize>) -> Cow<'a, str> {
        let eastern = self.eastern && cjk::holds_masks(text);
        if !eastern && !text.bytes().any(|byte| MASKS.contains(&byte)) {
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
        let mut notes = self.notes(range).iter();
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
                FILL | NOTE_FILL => {}
                NOTE => restored.push_str(notes.next().map_or("", |note| &self.source[note.clone()])),
                COLON => restored.push(':'),
                LEFT => restored.push('['),
                RIGHT => restored.push(']'),
                _ => restored.push(cjk::unmask(c).filter(|_| self.eastern).unwrap_or(c)),
            }
        }
        Cow::Owned(restored)
    }

    /// Whether the mask of a reference to a note stands in `text`.
    pub(super) fn has_note(text: &str) -> bool {
        text.as_bytes().contains(&NOTE)
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

fn mask_notes(source: &str, bytes: &mut [u8], notes: &mut Vec<Range<usize>>) {
    if !source.contains("[^") {
        return;
    }
    let mut found = Vec::new();
    let mut start = 0;
    while start < source.len() {
        let end = end_of_run(source, start);
        marks::within_brackets(&source[start..end], start, &mut found);
        start = end;
    }
    // Not where a formula was set aside.
    found.retain(|note| bytes[note.start] == b'[');
    if found.is_empty() {
        return;
    }
    let written = marks::written(&String::from_utf8_lossy(bytes));
    found.retain(|note| written.contains(&marks::key(&source[note.start + 2..note.end - 1])));
    for note in &found {
        bytes[note.clone()].fill(NOTE_FILL);
        bytes[note.start] = NOTE;
    }
    *notes = found;
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
        if called && bytes[at..].starts_with(b"[[") && bytes[end..].starts_with(b"]]") {
            let inside = &source[at + 2..end];
            match inside.matches('[').count() == inside.matches(']').count() {
                true => {
                    bytes[at + 1] = LEFT;
                    bytes[end] = RIGHT;
                }
                // `[[a[1]](address)`: a bracket, and a link around `a[1]`.
                false => bytes[at] = LEFT,
            }
        }
    }
}
