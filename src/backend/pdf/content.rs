//! A page's items → its content stream.

mod leftwards;

use std::io::Write;

use super::clusters::{Cluster, clusters};
use super::fonts::FontTable;
use super::images::ImageTable;
use super::inks::Inks;
use super::marks::{Area, Mark, Sequence};
use super::object::{push_length, push_thousandths};
use super::show::Show;
use crate::font::FaceId;
use crate::layout::{Fill, Glyph, GlyphRun, Item, ItemKind, Orientation, Page, Picture, Sp};
use crate::model::{InkSet, Origin};
use crate::style::Colour;

/// Bytes of the longest character that is dropped as it has no width, a U+200B.
const LONGEST_UNSEEN: u32 = 3;

/// The inks of a page.
#[derive(Clone, Copy)]
pub(super) struct Ink<'a> {
    pub inks: &'a Inks,
    /// Whether black letters go over what lies below: if plates stand askew, no white shows beside
    /// them.
    pub overprint: bool,
}

/// What a page shows.
pub(super) struct Content {
    /// Its content stream, not yet deflated.
    pub bytes: Vec<u8>,
    /// The sequences in it that stand in the tag tree, by their number.
    pub sequences: Vec<Sequence>,
}

/// The content of a page. Everything on it is marked.
pub(super) fn page_content(page: &Page, fonts: &FontTable, images: &ImageTable, ink: Ink<'_>) -> Content {
    let mut writer = Writer {
        out: Vec::with_capacity(16 * 1024),
        height: page.height,
        fonts,
        images,
        ink,
        colour: Colour::BLACK,
        over: false,
        in_text: false,
        font: None,
        letters: (0, 0),
        tracked: Sp(0),
        line: (Sp(0), Sp(0)),
        mark: None,
        reversed: false,
        sequences: Vec::new(),
        reached: 0,
        last: None,
    };
    if ink.inks.set == InkSet::Cmyk {
        // A page starts in the black of a screen.
        writer.out.extend_from_slice(b"0 0 0 1 k\n");
    }
    if page.orientation == Orientation::Turned {
        // From the page as it is read to the page as it is bound.
        writer.out.extend_from_slice(b"0 1 -1 0 ");
        push_length(&mut writer.out, page.height);
        writer.out.extend_from_slice(b"0 cm\n");
    }
    for item in &page.items {
        if let Some(mark) = Mark::of(item, page) {
            writer.pass_to(item);
            writer.mark(mark, item);
            writer.item(item);
        }
    }
    writer.end_mark();
    writer.end_text();
    Content { bytes: writer.out, sequences: writer.sequences }
}

/// How the characters of a sequence are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// As they come.
    Rightwards,
    /// From the last to the first of each show string.
    Leftwards,
}

struct Writer<'a> {
    out: Vec<u8>,
    height: Sp,
    fonts: &'a FontTable,
    images: &'a ImageTable,
    ink: Ink<'a>,
    colour: Colour,
    /// Whether what is drawn goes over what lies below, on all plates but its own.
    over: bool,
    in_text: bool,
    /// The face, the layer of it and the size that are set.
    font: Option<(FaceId, usize, Sp)>,
    /// The scale and the tracking that are set, in thousandths.
    letters: (i16, i16),
    /// The size for which the tracking was set.
    tracked: Sp,
    /// Where the present text line starts, from the page's lower left.
    line: (Sp, Sp),
    /// The sequence that is open, and whether it was begun within text: it ends there too.
    mark: Option<(Mark, bool)>,
    /// Whether the sequence stands within a mark that its characters are reversed.
    reversed: bool,
    sequences: Vec<Sequence>,
    /// The byte of its text up to which the last item reached.
    reached: u32,
    /// The last item of glyphs.
    last: Option<&'a Item>,
}

impl<'a> Writer<'a> {
    fn item(&mut self, item: &Item) {
        match &item.kind {
            ItemKind::Glyphs(run) => self.glyphs(item.x, self.height - item.y, run, item.origin),
            ItemKind::Fill(fill) => self.fill(item.x, self.height - item.y, fill),
            ItemKind::Picture(picture) => self.picture(item.x, self.height - item.y, picture),
            // Links are annotations, not content.
            ItemKind::Link(_) => {}
        }
    }

    /// Goes on with the sequence that is open, or begins the one that `item` belongs to. One of
    /// words begins with the first that is shown.
    fn mark(&mut self, mark: Mark, item: &Item) {
        let within_text = matches!(item.kind, ItemKind::Glyphs(_));
        let follows = self.follows(item);
        if self.mark == Some((mark, within_text)) && follows {
            return;
        }
        self.end_mark();
        if within_text {
            self.begin_text();
        } else {
            self.end_text();
        }
        match (mark, &item.kind) {
            (Mark::Artifact(artifact), _) => {
                let _ = writeln!(self.out, "/Artifact{}BDC", artifact.properties());
            }
            (Mark::Picture(origin), ItemKind::Picture(Picture { width, height, .. })) => {
                let _ = writeln!(self.out, "/Figure<</MCID {}>>BDC", self.sequences.len());
                let area = Area { left: item.x, top: item.y, width: *width, height: *height };
                self.sequences.push(Sequence { origin, area: Some(area) });
            }
            (Mark::Picture(_) | Mark::Words(..), _) => return,
        }
        self.mark = Some((mark, within_text));
    }

    /// Begins a sequence of words, of which readers may be told another text than their glyphs
    /// have. That it has no sequence within it helps readers who lose their way in such (poppler).
    /// Characters that are read from right to left come as they are seen, which is said around it
    /// (ISO 32000-1, 14.8.2.3.3).
    fn begin_words(&mut self, origin: Origin, reading: Reading, actual: Option<&str>) {
        self.end_mark();
        self.reversed = reading == Reading::Leftwards && actual.is_none();
        if self.reversed {
            self.out.extend_from_slice(b"/ReversedChars BMC\n");
        }
        let _ = write!(self.out, "/Span<</MCID {}", self.sequences.len());
        if let Some(text) = actual {
            self.actual_text(text);
        }
        self.out.extend_from_slice(b">>BDC\n");
        self.sequences.push(Sequence { origin, area: None });
        self.mark = Some((Mark::Words(origin.part, origin.span), true));
    }

    fn actual_text(&mut self, text: &str) {
        self.out.extend_from_slice(b"/ActualText<FEFF");
        for unit in text.encode_utf16() {
            let _ = write!(self.out, "{unit:04X}");
        }
        self.out.push(b'>');
    }

    /// Whether an item goes on where the one before it ended in the text.
    fn follows(&mut self, item: &Item) -> bool {
        let Some(Origin { at, .. }) = item.origin else { return true };
        let length = match &item.kind {
            // A hyphen of ours is no part of the text.
            ItemKind::Glyphs(run) if run.hyphen => 0,
            ItemKind::Glyphs(run) => run.text.len() as u32,
            ItemKind::Picture(_) | ItemKind::Fill(_) | ItemKind::Link(_) => 0,
        };
        let expected = std::mem::replace(&mut self.reached, at + length);
        // A character without width is not shown.
        (expected..=expected + LONGEST_UNSEEN).contains(&at)
    }

    fn end_mark(&mut self) {
        if self.mark.take().is_some() {
            self.out.extend_from_slice(b"EMC\n");
            if std::mem::take(&mut self.reversed) {
                self.out.extend_from_slice(b"EMC\n");
            }
        }
    }

    fn set_colour(&mut self, colour: Colour) {
        if colour == self.colour {
            return;
        }
        self.colour = colour;
        let (parts, operator) = self.ink.inks.fill(colour);
        for part in parts {
            push_thousandths(&mut self.out, i64::from(part) * 1000 / 255);
        }
        let _ = writeln!(self.out, "{operator}");
    }

    /// Lets what follows go over what lies below, if it is black letters.
    fn set_over(&mut self, over: bool) {
        if self.ink.overprint && over != self.over {
            self.over = over;
            self.out.extend_from_slice(if over { b"/Over gs\n" } else { b"/Knock gs\n" });
        }
    }

    fn fill(&mut self, x: Sp, top: Sp, fill: &Fill) {
        self.end_text();
        self.set_over(false);
        self.set_colour(fill.colour);
        for length in [x, top - fill.height, fill.width, fill.height] {
            push_length(&mut self.out, length);
        }
        self.out.extend_from_slice(b"re f\n");
    }

    fn picture(&mut self, x: Sp, top: Sp, picture: &Picture) {
        let Some(image) = self.images.get(picture.asset) else { return };
        self.end_text();
        self.set_over(false);
        self.out.extend_from_slice(b"q ");
        for length in [picture.width, Sp(0), Sp(0), picture.height, x, top - picture.height] {
            push_length(&mut self.out, length);
        }
        self.out.extend_from_slice(b"cm ");
        if let Some(turn) = image.turn {
            for part in turn {
                let _ = write!(self.out, "{part} ");
            }
            self.out.extend_from_slice(b"cm ");
        }
        let _ = writeln!(self.out, "/{} Do Q", image.name);
    }

    fn begin_text(&mut self) {
        if !self.in_text {
            self.out.extend_from_slice(b"BT\n");
            self.in_text = true;
            self.line = (Sp(0), Sp(0));
        }
    }

    fn end_text(&mut self) {
        if self.in_text {
            self.out.extend_from_slice(b"ET\n");
            self.in_text = false;
        }
    }

    fn glyphs(&mut self, x: Sp, y: Sp, run: &GlyphRun, origin: Option<Origin>) {
        self.begin_text();
        self.type_of(run);
        if run.leftwards {
            self.leftwards(x, y, run, origin);
            return;
        }
        self.go_to(x, y);
        let mut show = Show::of(run);
        for cluster in clusters(run) {
            self.cluster(run, origin, &cluster, &mut show);
        }
        show.close(&mut self.out);
    }

    /// Sets ink, font and spacing of a run.
    fn type_of(&mut self, run: &GlyphRun) {
        self.set_over(run.colour == Colour::BLACK);
        self.set_colour(run.colour);
        let layer = self.font.filter(|(face, ..)| *face == run.face).map_or(0, |(_, layer, _)| layer);
        self.set_font(run, layer);
        self.letters(run);
    }

    fn set_font(&mut self, run: &GlyphRun, layer: usize) {
        let wanted = Some((run.face, layer, run.size));
        if self.font != wanted {
            self.font = wanted;
            let _ = write!(self.out, "/{} ", self.fonts.face(run.face).font_name(layer));
            push_length(&mut self.out, run.size);
            self.out.extend_from_slice(b"Tf\n");
        }
    }

    /// Shows a glyph by a code of its face.
    fn glyph(&mut self, run: &GlyphRun, code: u16, glyph: &Glyph, show: &mut Show) {
        let face = self.fonts.face(run.face);
        let (layer, written) = face.written(code);
        if self.font != Some((run.face, layer, run.size)) {
            show.close(&mut self.out);
            self.set_font(run, layer);
        }
        let width = face.widths[usize::from(code)];
        show.glyph(&mut self.out, written, width, glyph.x_offset, glyph.y_offset);
    }

    /// Starts a text line at a point.
    fn go_to(&mut self, x: Sp, y: Sp) {
        push_length(&mut self.out, x - self.line.0);
        push_length(&mut self.out, y - self.line.1);
        self.out.extend_from_slice(b"Td\n");
        self.line = (x, y);
    }

    /// Sets the letters' scale and tracking, which stay as they are until they are set anew.
    fn letters(&mut self, run: &GlyphRun) {
        let (scale, tracking) = self.letters;
        if run.scale != scale {
            push_thousandths(&mut self.out, 100_000 + i64::from(run.scale) * 100);
            self.out.extend_from_slice(b"Tz\n");
        }
        let size = run.size.0 * i64::from(run.tracking) / 1000;
        if run.tracking != tracking || (run.tracking != 0 && self.tracked != run.size) {
            push_length(&mut self.out, Sp(size));
            self.out.extend_from_slice(b"Tc\n");
        }
        self.tracked = run.size;
        self.letters = (run.scale, run.tracking);
    }

    fn cluster(&mut self, run: &GlyphRun, origin: Option<Origin>, cluster: &Cluster<'_>, show: &mut Show) {
        let face = self.fonts.face(run.face);
        let codes: Vec<_> = (cluster.start..cluster.end)
            .map(|index| face.code(run.glyphs[index].id, cluster, index - cluster.start))
            .collect();
        let exact = codes.len() == 1 && codes[0].exact && !run.hyphen;
        let spoken = !exact && !cluster.text.is_empty();
        // A run without text, a line's number, is seen and not copied.
        let actual = spoken || run.text.is_empty();
        let before = run.glyphs[cluster.start].start;
        match origin.map(|origin| Origin { at: origin.at + before, ..origin }) {
            Some(origin) if actual => {
                show.close(&mut self.out);
                self.begin_words(origin, Reading::Rightwards, Some(cluster.text));
            }
            Some(origin) if self.mark.is_none() => self.begin_words(origin, Reading::Rightwards, None),
            None if actual => {
                show.close(&mut self.out);
                self.out.extend_from_slice(b"/Span<<");
                self.actual_text(cluster.text);
                self.out.extend_from_slice(b">>BDC\n");
            }
            Some(_) | None => {}
        }
        for (index, coded) in (cluster.start..cluster.end).zip(&codes) {
            let glyph = &run.glyphs[index];
            self.glyph(run, coded.code, glyph, show);
            show.reached += glyph.advance;
        }
        if actual {
            if let Some(blank) = face.blank.filter(|_| codes.len() > 1) {
                self.reach(run, blank, show);
            }
            show.close(&mut self.out);
            self.out.extend_from_slice(b"EMC\n");
            self.mark = self.mark.filter(|_| origin.is_none());
        }
    }

    /// Shows a blank that ends where the next glyph belongs, if the last one ended before: a mark
    /// that stands back over its letter. Readers (poppler, MuPDF) would take the gap behind it for a
    /// blank between words.
    fn reach(&mut self, run: &GlyphRun, blank: u16, show: &mut Show) {
        if show.is_behind() {
            let width = self.fonts.face(run.face).widths[usize::from(blank)];
            let x_offset = Sp(-width * show.em / 1000);
            let nothing = Glyph { id: 0, advance: Sp(0), x_offset, y_offset: Sp(0), start: 0, end: 0 };
            self.glyph(run, blank, &nothing, show);
        }
    }
}
