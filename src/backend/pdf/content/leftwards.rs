//! A run from right to left → its show strings, each in a sequence of its own.

use super::{Reading, Writer};
use crate::backend::pdf::fonts::Coded;
use crate::backend::pdf::show::Show;
use crate::backend::pdf::units::{Placed, Unit, UnitKind, units};
use crate::layout::{Glyph, GlyphRun, Item, ItemKind, Sp};
use crate::model::Origin;

/// A size in which nothing is set.
const OTHER_SIZE: Sp = Sp(Sp::PER_PT);

impl<'a> Writer<'a> {
    /// Shows a run that starts at `x` on its left, unit by unit, as it is read.
    pub(super) fn leftwards(&mut self, x: Sp, y: Sp, run: &GlyphRun, origin: Option<Origin>) {
        let units = units(run);
        for (nth, unit) in units.iter().enumerate() {
            let origin = origin.map(|origin| Origin { at: origin.at + unit.at, ..origin });
            let actual = self.actual(run, unit);
            let reading = match unit.kind {
                UnitKind::Word => Reading::Leftwards,
                UnitKind::Sign | UnitKind::Blank => Reading::Rightwards,
            };
            if unit.letters.iter().any(|letter| has_mark(&letter.text)) {
                let behind_blank = nth > 0 && units[nth - 1].kind == UnitKind::Blank;
                self.prepare_marked(x, y, run, unit, origin.filter(|_| !behind_blank));
            }
            // A blank is not seen; readers are led to what follows it.
            let shift = match (unit.kind, units.get(nth + 1)) {
                (UnitKind::Blank, Some(next)) => {
                    let blank = &unit.letters[0];
                    next.letters[0].x - run.glyphs[blank.index].advance - blank.x
                }
                _ => Sp(0),
            };
            self.begin_unit(origin, reading, actual);
            self.placed(x + shift, y, run, &unit.letters);
            self.end_unit(origin, actual);
            if !unit.marks.is_empty() {
                // Their letters tell of them.
                self.begin_unit(origin, Reading::Rightwards, Some(""));
                self.placed(x, y, run, &unit.marks);
                self.end_unit(origin, Some(""));
            }
        }
    }

    /// Makes a reader (pdf.js) ready for a word whose letters have marks. It takes such letters for
    /// marks alone, which belong to what was shown before and do not move the pen: so what was shown
    /// is ended, by another size, and has to end where the word begins on its left. A blank before the
    /// word does; where there is none, one is shown there that says nothing.
    fn prepare_marked(&mut self, x: Sp, y: Sp, run: &GlyphRun, unit: &Unit, origin: Option<Origin>) {
        let face = self.fonts.face(run.face);
        if let (Some(origin), Some(code)) = (origin, face.anchor) {
            let width = Sp(face.widths[usize::from(code)] * Show::of(run).em / 1000);
            self.begin_unit(Some(origin), Reading::Rightwards, Some(""));
            self.go_to(x + unit.letters[0].x - width, y);
            self.nothing(run, code);
            self.end_unit(Some(origin), Some(""));
        }
        let layer = self.font.map_or(0, |(_, layer, _)| layer);
        self.set_font(&GlyphRun { size: OTHER_SIZE, glyphs: Vec::new(), text: String::new(), ..*run }, layer);
        self.set_font(run, layer);
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

    /// Parts two texts on one line of which one is read from right to left: readers that go by the
    /// order of the file alone (MuPDF) see no gap there.
    pub(super) fn part(&mut self, item: &'a Item) {
        let ItemKind::Glyphs(run) = &item.kind else { return };
        let last = self.last.replace(item);
        let Some((last, ItemKind::Glyphs(before))) = last.map(|last| (last, &last.kind)) else { return };
        let part = |item: &Item| item.origin.map(|origin| origin.part);
        if last.y != item.y || part(last) == part(item) || !(run.leftwards || before.leftwards) {
            return;
        }
        let (item, run) = if run.leftwards { (item, run) } else { (last, before) };
        let Some(gap) = self.fonts.face(run.face).gap else { return };
        self.end_mark();
        self.begin_text();
        self.out.extend_from_slice(b"/Artifact<</Type/Layout>>BDC\n");
        self.type_of(run);
        self.go_to(item.x, self.height - item.y);
        self.nothing(run, gap);
        self.out.extend_from_slice(b"EMC\n");
    }

    /// Shows glyphs of a run that starts at `x`.
    fn placed(&mut self, x: Sp, y: Sp, run: &GlyphRun, glyphs: &[Placed]) {
        let Some(first) = glyphs.first().map(|glyph| glyph.x) else { return };
        self.go_to(x + first, y);
        let mut show = Show::of(run);
        for placed in glyphs {
            let glyph = &run.glyphs[placed.index];
            let code = self.coded(run, placed).code;
            show.reached = placed.x - first;
            self.glyph(run, code, glyph, &mut show);
        }
        show.close(&mut self.out);
    }
}

fn has_mark(text: &str) -> bool {
    text.chars().any(|character| unicode_bidi::bidi_class(character) == unicode_bidi::BidiClass::NSM)
}
