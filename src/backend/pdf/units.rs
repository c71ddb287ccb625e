//! A run from right to left → the show strings that readers put together to its words.
//!
//! Readers differ in what they make of such text. Some go by the order of the file (MuPDF, poppler
//! with `-raw`), some by places on the page (poppler), some by both (pdf.js). What all of them
//! understand is this: words come in the order of reading, each in a show string of its own; within a
//! word, letters come as they are seen, from left to right (`/ReversedChars`, ISO 32000-1, 14.8.2.3.3);
//! signs at a word's edges and blanks stand by themselves; and marks, which would cut a word where the
//! pen goes back to set them, come behind it, their text being told by their letter.

use super::clusters::{BLANK, Cluster, clusters};
use crate::layout::{GlyphRun, Sp};

/// What is shown in one go.
#[derive(Debug)]
pub(super) struct Unit {
    pub kind: UnitKind,
    /// The byte at which it starts, in the run's text as it is read.
    pub at: u32,
    /// Its text as it is read.
    pub text: String,
    /// What takes room, from left to right; at least one glyph.
    pub letters: Vec<Placed>,
    /// What stands over or below that.
    pub marks: Vec<Placed>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    Word,
    /// A point, a bracket: something without a direction of its own, at the edge of a word.
    Sign,
    Blank,
}

/// A glyph of the run, where it is set, and the text of its code.
#[derive(Debug)]
pub(super) struct Placed {
    pub index: usize,
    /// From the run's left edge to the pen.
    pub x: Sp,
    pub text: String,
}

/// The units of a run that is read from right to left, in the order of reading.
pub(super) fn units(run: &GlyphRun) -> Vec<Unit> {
    let mut x = Sp(0);
    let mut starts = Vec::with_capacity(run.glyphs.len());
    for glyph in &run.glyphs {
        starts.push(x);
        x += glyph.advance;
    }
    let gatherer = Gatherer { run, starts: &starts };
    let read: Vec<Cluster<'_>> = clusters(run).collect();
    let mut units = Vec::new();
    // The word that is open, and the signs behind it, which may yet turn out to stand within it.
    let mut word: Vec<&Cluster<'_>> = Vec::new();
    let mut signs: Vec<&Cluster<'_>> = Vec::new();
    for cluster in read.iter().rev() {
        match kind(cluster.text) {
            UnitKind::Word => {
                word.append(&mut signs);
                word.push(cluster);
                continue;
            }
            UnitKind::Sign if !word.is_empty() => {
                signs.push(cluster);
                continue;
            }
            UnitKind::Sign => signs.push(cluster),
            UnitKind::Blank => {}
        }
        gatherer.close(&mut word, &mut signs, &mut units);
        if kind(cluster.text) == UnitKind::Blank {
            units.push(gatherer.unit(UnitKind::Blank, &[cluster]));
        }
    }
    gatherer.close(&mut word, &mut signs, &mut units);
    units
}

fn kind(text: &str) -> UnitKind {
    use unicode_bidi::BidiClass::{AL, AN, EN, L, NSM, R};
    if text.chars().all(char::is_whitespace) {
        UnitKind::Blank
    } else if text.chars().any(|it| matches!(unicode_bidi::bidi_class(it), R | AL | L | AN | EN | NSM)) {
        UnitKind::Word
    } else {
        UnitKind::Sign
    }
}

struct Gatherer<'a> {
    run: &'a GlyphRun,
    /// Where the pen is before each glyph.
    starts: &'a [Sp],
}

impl Gatherer<'_> {
    /// Ends a word and the signs behind it.
    fn close(&self, word: &mut Vec<&Cluster<'_>>, signs: &mut Vec<&Cluster<'_>>, units: &mut Vec<Unit>) {
        if !word.is_empty() {
            units.push(self.unit(UnitKind::Word, word));
            word.clear();
        }
        units.extend(signs.drain(..).map(|sign| self.unit(UnitKind::Sign, &[sign])));
    }

    /// A unit of clusters in the order of reading.
    fn unit(&self, kind: UnitKind, read: &[&Cluster<'_>]) -> Unit {
        let glyphs = &self.run.glyphs;
        let length = self.run.text.len() as u32;
        let at = read.iter().map(|cluster| length - glyphs[cluster.start].end).min().unwrap_or(0);
        let text = read.iter().map(|cluster| cluster.text).collect();
        let (mut letters, mut marks) = (Vec::new(), Vec::new());
        for cluster in read.iter().rev() {
            let wide = |index: &usize| glyphs[*index].advance != Sp(0);
            let mut spacing: Vec<usize> = (cluster.start..cluster.end).filter(wide).collect();
            if spacing.is_empty() {
                spacing.push(cluster.start);
            }
            let texts = match kind {
                UnitKind::Blank => vec![BLANK.to_owned()],
                UnitKind::Sign => vec![cluster.text.to_owned()],
                UnitKind::Word => reversed(cluster.text, spacing.len()),
            };
            for index in cluster.start..cluster.end {
                let part = spacing.iter().position(|it| *it == index).and_then(|nth| texts.get(nth));
                let x = self.starts[index];
                match part {
                    Some(text) => letters.push(Placed { index, x, text: text.clone() }),
                    None => marks.push(Placed { index, x, text: " ".to_owned() }),
                }
            }
        }
        if kind == UnitKind::Word {
            self.join_narrow(&mut letters, &mut marks);
        }
        Unit { kind, at, text, letters, marks }
    }

    /// Makes marks of letters that are so narrow that readers take them for a second print of the
    /// letter beside them (poppler): the alef in some fonts' lam-alef, joiners. That letter tells of
    /// them.
    fn join_narrow(&self, letters: &mut Vec<Placed>, marks: &mut Vec<Placed>) {
        let narrow = |letter: &Placed| self.run.glyphs[letter.index].advance.0 * NARROW < self.run.size.0;
        let mut at = 0;
        while at < letters.len() {
            if letters.len() == 1 || !narrow(&letters[at]) {
                at += 1;
                continue;
            }
            let mut letter = letters.remove(at);
            let text = std::mem::replace(&mut letter.text, " ".to_owned());
            let last = at == letters.len();
            let beside = &mut letters[if last { at - 1 } else { at }].text;
            // A text that ends in a joiner is not seen at all (pdf.js).
            if !last || text.chars().all(is_joiner) {
                beside.insert_str(0, &text);
            } else {
                beside.push_str(&text);
            }
            marks.push(letter);
        }
    }
}

/// A letter narrower than this part of the type's size is narrow.
const NARROW: i64 = 8;

fn is_joiner(character: char) -> bool {
    unicode_bidi::bidi_class(character) == unicode_bidi::BidiClass::BN
}

/// The characters of a cluster from the last to the first, as parts of up to `count` glyphs.
fn reversed(text: &str, count: usize) -> Vec<String> {
    let characters: Vec<char> = text.chars().rev().collect();
    let single = characters.len().min(count).saturating_sub(1);
    let (single, rest) = characters.split_at(single);
    single.iter().map(char::to_string).chain(std::iter::once(rest.iter().collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::{UnitKind, units};
    use crate::font::FaceId;
    use crate::layout::{Glyph, GlyphRun, Sp};
    use crate::style::Colour;

    /// A run of clusters as seen from left to right, each glyph with its width; text stands with the
    /// first glyph of a cluster.
    fn run(seen: &[(&str, i64)]) -> GlyphRun {
        let mut text = String::new();
        let glyphs = seen.iter().map(|(shown, width)| {
            let start = text.len() as u32;
            text.push_str(shown);
            let end = text.len() as u32;
            Glyph { id: 1, advance: Sp(*width), x_offset: Sp(0), y_offset: Sp(0), start, end }
        });
        let glyphs = glyphs.collect();
        GlyphRun {
            face: FaceId(0),
            size: Sp(10),
            scale: 0,
            tracking: 0,
            colour: Colour::BLACK,
            leftwards: true,
            glyphs,
            text,
            hyphen: false,
        }
    }

    #[test]
    fn words_come_as_they_are_read_and_letters_as_they_are_seen() {
        let seen = [(")", 1), ("ד", 1), ("\"", 1), ("ג", 1), ("(", 1), (" ", 1), ("ב", 1), ("א", 1)];
        let told: Vec<_> =
            units(&run(&seen)).into_iter().map(|unit| (unit.kind, unit.at, unit.text)).collect();
        let unit = |kind, at, text: &str| (kind, at, text.to_owned());
        let expected = [
            unit(UnitKind::Word, 0, "אב"),
            unit(UnitKind::Blank, 4, " "),
            unit(UnitKind::Sign, 5, "("),
            unit(UnitKind::Word, 6, "ג\"ד"),
            unit(UnitKind::Sign, 11, ")"),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn marks_stand_behind_their_word_and_their_letter_tells_of_them() {
        let unit = &units(&run(&[("ة", 5), ("مُ", 0), ("", 7)]))[0];
        let letters: Vec<_> = unit.letters.iter().map(|it| (it.index, it.x.0, it.text.as_str())).collect();
        assert_eq!(letters, [(0, 0, "ة"), (2, 5, "\u{64F}م")]);
        let marks: Vec<_> = unit.marks.iter().map(|it| (it.index, it.x.0, it.text.as_str())).collect();
        assert_eq!(marks, [(1, 5, " ")]);
    }
}
