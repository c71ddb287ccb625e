//! A run from right to left → its show strings, each in a sequence of its own.

use super::{Reading, Writer};
use crate::backend::pdf::fonts::Coded;
use crate::backend::pdf::show::Show;
use crate::backend::pdf::units::{Placed, Unit, UnitKind, units};
use crate::layout::{Glyph, GlyphRun, Item, ItemKind, Sp};
use crate::model::Origin;
use crate::style::Em;

/// How much narrower than designed something is that only guides readers, in thousandths.
const NARROW: i16 = -960;

/// The room that it is given, which a blank of that width does not fill.
const GUIDE: Em = Em(0.012);

impl<'a> Writer<'a> {
    /// Shows a run that starts at `x` on its left, unit by unit, as it is read.
    pub(super) fn leftwards(&mut self, x: Sp, y: Sp, run: &GlyphRun, origin: Option<Origin>) {
        for unit in units(run) {
            let origin = origin.map(|origin| Origin { at: origin.at + unit.at, ..origin });
            let actual = self.actual(run, &unit);
            let reading = match unit.kind {
                UnitKind::Word => Reading::Leftwards,
                UnitKind::Sign | UnitKind::Blank => Reading::Rightwards,
            };
            let marked = unit.letters.iter().any(|letter| has_mark(&letter.text));
            if marked {
                self.anchor(x + unit.letters[0].x, y, run, origin);
            }
            self.begin_unit(origin, reading, actual);
            if !marked {
                self.go_to(x + unit.letters[0].x, y);
            }
            self.placed(run, &unit.letters);
            self.end_unit(origin, actual);
            if !unit.marks.is_empty() {
                // Their letters tell of them.
                self.begin_unit(origin, Reading::Rightwards, Some(""));
                self.go_to(x + unit.marks[0].x, y);
                self.placed(run, &unit.marks);
                self.end_unit(origin, Some(""));
            }
        }
    }

    /// Shows a blank that says nothing and ends at `x`, where a word starts on its left whose letters
    /// have marks, and leaves the pen there. A reader (pdf.js) takes such letters for marks alone, which
    /// do not move the pen; it cuts the word at the first letter without a mark unless that stands just
    /// where the last glyph of some width ended.
    fn anchor(&mut self, x: Sp, y: Sp, run: &GlyphRun, origin: Option<Origin>) {
        let face = self.fonts.face(run.face);
        let Some(code) = face.anchor else { return self.go_to(x, y) };
        let width = Sp(face.widths[usize::from(code)] * Show::of(run).em / 1000);
        self.begin_unit(origin, Reading::Rightwards, Some(""));
        self.go_to(x - width, y);
        self.nothing(run, code);
        self.end_unit(origin, Some(""));
    }

    /// Shows a code without a glyph of the run.
    fn nothing(&mut self, run: &GlyphRun, code: u16) {
        let mut show = Show::of(run);
        let glyph = Glyph { id: 0, advance: Sp(0), x_offset: Sp(0), y_offset: Sp(0), start: 0, end: 0 };
        self.glyph(run, code, &glyph, &mut show);
        show.close(&mut self.out);
    }

    /// What readers are told in the place of a unit's codes, if those do not say it.
    fn actual<'u>(&self, run: &GlyphRun, unit: &'u Unit) -> Option<&'u str> {
        let exact = |glyph: &Placed| {
            let coded = self.coded(run, glyph);
            coded.exact && coded.code != 0
        };
        match unit.kind {
            UnitKind::Blank => Some(" "),
            UnitKind::Word | UnitKind::Sign if unit.letters.iter().all(exact) => None,
            UnitKind::Word | UnitKind::Sign => Some(&unit.text),
        }
    }

    fn coded(&self, run: &GlyphRun, glyph: &Placed) -> Coded {
        self.fonts.face(run.face).code_of(run.glyphs[glyph.index].id, &glyph.text)
    }

    /// Begins the sequence of a unit; within an artifact, which is one sequence, only that of an
    /// actual text.
    fn begin_unit(&mut self, origin: Option<Origin>, reading: Reading, actual: Option<&str>) {
        match (origin, actual) {
            (Some(origin), actual) => self.begin_words(origin, reading, actual),
            (None, Some(actual)) => {
                self.out.extend_from_slice(b"/Span<<");
                self.actual_text(actual);
                self.out.extend_from_slice(b">>BDC\n");
            }
            (None, None) => {}
        }
    }

    fn end_unit(&mut self, origin: Option<Origin>, actual: Option<&str>) {
        match (origin, actual) {
            (Some(_), _) => self.end_mark(),
            (None, Some(_)) => self.out.extend_from_slice(b"EMC\n"),
            (None, None) => {}
        }
    }

    /// Helps readers over the place between the last item and this one, if they stand on one line and
    /// one of them is read from right to left.
    pub(super) fn pass_to(&mut self, item: &'a Item) {
        let ItemKind::Glyphs(run) = &item.kind else { return };
        let last = self.last.replace(item);
        let Some((last, ItemKind::Glyphs(before))) = last.map(|last| (last, &last.kind)) else { return };
        if last.y != item.y || !(run.leftwards || before.leftwards) {
            return;
        }
        let part = |item: &Item| item.origin.map(|origin| origin.part);
        if part(last) != part(item) {
            // Readers that go by the order of the file alone (MuPDF) see no gap between two texts.
            let (item, run) = if run.leftwards { (item, run) } else { (last, before) };
            self.guide(item, run, item.x, " ");
            return;
        }
        // Some readers (poppler) take signs and blanks beside words of the other direction for a part
        // of those; a mark that is not seen stands between (UAX #9, 2.6).
        let first = if run.leftwards { run.glyphs.last() } else { run.glyphs.first() };
        let first = first.and_then(|glyph| run.text[glyph.start as usize..glyph.end as usize].chars().next());
        let is_letter = first.is_some_and(|first| {
            use unicode_bidi::BidiClass::{AL, L, R};
            matches!(unicode_bidi::bidi_class(first), L | R | AL)
        });
        if is_letter {
            return;
        }
        match (before.leftwards, run.leftwards) {
            (true, false) if item.x > last.x => self.guide(item, before, item.x, "\u{200E}"),
            (false, true) if item.x < last.x => {
                let width = run.glyphs.iter().map(|glyph| glyph.advance.0).sum();
                let room = run.size.times(GUIDE);
                self.guide(item, run, item.x + Sp(width) - room, "\u{200F}");
            }
            _ => {}
        }
    }

    /// Shows a blank of almost no width as an artifact, for readers that go by glyphs; those that know
    /// of actual texts read `mark` there.
    fn guide(&mut self, item: &Item, run: &GlyphRun, x: Sp, mark: &str) {
        let face = self.fonts.face(run.face);
        let Some(code) = (if mark == " " { face.anchor } else { face.gap }) else { return };
        let run = GlyphRun { scale: NARROW, tracking: 0, glyphs: Vec::new(), text: String::new(), ..*run };
        self.end_mark();
        self.begin_text();
        self.out.extend_from_slice(b"/Artifact<</Type/Layout>>BDC\n");
        self.begin_unit(None, Reading::Rightwards, Some(mark));
        self.type_of(&run);
        self.go_to(x, self.height - item.y);
        self.nothing(&run, code);
        self.end_unit(None, Some(mark));
        self.out.extend_from_slice(b"EMC\n");
    }

    /// Shows glyphs of a run, the first of them where the pen is.
    fn placed(&mut self, run: &GlyphRun, glyphs: &[Placed]) {
        let Some(first) = glyphs.first().map(|glyph| glyph.x) else { return };
        let mut show = Show::of(run);
        for placed in glyphs {
            let code = self.coded(run, placed).code;
            show.reached = placed.x - first;
            self.glyph(run, code, &run.glyphs[placed.index], &mut show);
        }
        show.close(&mut self.out);
    }
}

fn has_mark(text: &str) -> bool {
    text.chars().any(|character| unicode_bidi::bidi_class(character) == unicode_bidi::BidiClass::NSM)
}
