//! [`Break`] → [`SetLine`]: a line's glyphs at their places, justified, as the eye sees them.

use std::ops::Range;
use std::sync::Arc;

use super::Sp;
use super::break_lines::Break;
use super::breakpoint::BreakKind;
use super::draft::Draft;
use super::give::letters_give;
use super::justify::{Letters, justify};
use super::line_shape::UNBOUNDED;
use super::look::Look;
use super::pages::{Fill, Glyph, GlyphRun, Item, ItemKind, LinkArea};
use super::setting::Setting;
use super::shaped::{ShapedGlyph, WHOLE};
use super::text::{BoxPosition, Mark, Object, StyledText};
use crate::model::{Anchor, Direction, Origin, SpanId};
use crate::style::Align;

/// A line, set. Its items stand from the paragraph's left edge, with the baseline at 0.
#[derive(Clone, Debug, Default)]
pub(super) struct SetLine {
    /// What stands on it.
    pub items: Vec<Item<Draft>>,
    /// Its width as set.
    pub width: Sp,
    /// The height that boxes need above the baseline, if any stand on it.
    pub height: Sp,
    /// The notes referred to on it.
    pub notes: Vec<usize>,
    /// The places on it that links lead to.
    pub anchors: Vec<Anchor>,
    /// Whether it ends in a hyphen of ours.
    pub hyphenated: bool,
    /// How far it runs over its measure; 0 for a line that fits.
    pub overfull: Sp,
}

/// Sets the line `line`, the first of its paragraph or a later one.
pub(super) fn set_line(setting: Setting<'_>, line: &Break) -> SetLine {
    let Setting { text, shaped, shape, .. } = setting;
    let mut glyphs = line_glyphs(setting, line);
    let hang = if shape.ragged { 0 } else { i64::from(line.start_hang + line.point.end_hang) };
    let indent = line.indent;
    let letters = justify(setting, line, hang, &mut glyphs);
    let width = Sp(glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum());
    let hyphen = (line.point.kind == BreakKind::Hyphen).then(|| glyphs.pop()).flatten();
    let left = match setting.align {
        Align::Centre => Sp((shape.measure.0 - width.0).max(0) / 2),
        _ if setting.side == Direction::Leftwards && shape.measure != UNBOUNDED => {
            let hang = if shape.ragged { 0 } else { i64::from(line.point.end_hang) };
            Sp((shape.measure.0 - indent.0 - width.0 + hang).max(-i64::from(line.start_hang)))
        }
        Align::Justify if !shape.ragged => Sp(indent.0 - i64::from(line.start_hang)),
        Align::Justify | Align::Left => indent,
    };
    let mut writer = LineWriter {
        setting,
        letters,
        line: SetLine {
            width,
            hyphenated: line.point.kind == BreakKind::Hyphen,
            overfull: Sp((indent.0 + width.0 - hang - shape.measure.0).max(0)),
            ..SetLine::default()
        },
        x: left,
        run: None,
        end: line.point.end_byte,
        links: Vec::new(),
        objects: objects(text, line),
        readings: readings(text, line),
        read_at: Vec::new(),
    };
    let ends = glyph_ends(&glyphs, line.point.end_byte);
    let order = visual_order(&glyphs, shaped.right_to_left);
    // The blanks at which the line ends are not seen, but part its last word from the next one for
    // those who hear it, or copy it.
    let blanks = line.point.end as usize..line.point.start as usize;
    let blanks = shaped.glyphs.get(blanks).unwrap_or_default();
    // They stand behind what is read last: on its left, if that is read from right to left.
    let (level, last) = glyphs.last().map_or((0, 0), |last| (last.level, last.cluster));
    let first_of_last = glyphs.partition_point(|glyph| glyph.cluster < last);
    for index in order {
        if level % 2 == 1 && index == first_of_last {
            blanks.iter().for_each(|blank| writer.blank(blank, level));
        }
        writer.glyph(&glyphs[index], ends[index]);
        if level % 2 == 0 && index + 1 == glyphs.len() && hyphen.is_none() {
            blanks.iter().for_each(|blank| writer.blank(blank, level));
        }
    }
    if let Some(hyphen) = hyphen {
        writer.hyphen(&hyphen);
    }
    if hyphen.is_some() || glyphs.is_empty() {
        blanks.iter().for_each(|blank| writer.blank(blank, level));
    }
    writer.finish(line)
}

/// The glyphs of a line: the text's, and at its edges those that were shaped anew; a hyphen of
/// ours last.
fn line_glyphs(setting: Setting<'_>, line: &Break) -> Vec<ShapedGlyph> {
    let Setting { text, shaped, edges, .. } = setting;
    let beginning = edges.get(&line.start_byte).and_then(|edges| edges.beginning.as_ref());
    let ending = edges.get(&line.point.start_byte).and_then(|edges| edges.ending.as_ref());
    let to = beginning.map_or(line.start, |beginning| beginning.to);
    let from = ending.map_or(line.point.end, |ending| ending.from);
    let first = shaped.glyphs.get(line.start as usize);
    if let Some(first) = first
        && to > from
        && from < line.point.end
    {
        // Both edges meet: the line is shaped anew as a whole.
        let hyphen = (line.point.kind == BreakKind::Hyphen).then_some('-');
        let (start, end) = (line.start_byte as usize, line.point.end_byte as usize);
        return setting.shaper.reshape(text, first, start, end, hyphen);
    }
    let mut glyphs = Vec::with_capacity((line.point.end - line.start) as usize + 2);
    glyphs.extend(beginning.iter().flat_map(|beginning| &beginning.glyphs));
    glyphs.extend(shaped.glyphs.get(to as usize..from as usize).into_iter().flatten());
    glyphs.extend(ending.iter().flat_map(|ending| &ending.glyphs));
    glyphs
}

/// The byte at which each glyph's text ends: the next cluster's start for the first glyph of a
/// cluster, its own start for the others.
fn glyph_ends(glyphs: &[ShapedGlyph], line_end: u32) -> Vec<u32> {
    let mut ends = Vec::with_capacity(glyphs.len());
    let mut next = 0;
    for (index, glyph) in glyphs.iter().enumerate() {
        let cluster = glyph.cluster;
        while glyphs.get(next).is_some_and(|glyph| glyph.cluster == cluster) {
            next += 1;
        }
        let first = index == 0 || glyphs[index - 1].cluster != cluster;
        let end = glyphs.get(next).map_or(line_end, |glyph| glyph.cluster);
        ends.push(if first { end } else { cluster });
    }
    ends
}

/// The order in which glyphs are seen (UAX #9, rule L2), cluster by cluster within a level.
fn visual_order(glyphs: &[ShapedGlyph], right_to_left: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..glyphs.len()).collect();
    let highest = glyphs.iter().map(|glyph| glyph.level).max().unwrap_or(0);
    if highest == 0 {
        return order;
    }
    let base = u8::from(right_to_left);
    // Blanks at the ends take the paragraph's level; they have been cut off.
    for level in (1..=highest).rev() {
        let mut start = 0;
        while start < order.len() {
            if glyphs[order[start]].level.max(base) < level {
                start += 1;
                continue;
            }
            let length = order[start..].iter().take_while(|at| glyphs[**at].level.max(base) >= level).count();
            order[start..start + length].reverse();
            start += length;
        }
    }
    // Reversing took the glyphs of each cluster along; they are in the order seen already.
    let mut start = 0;
    while start < order.len() {
        let cluster = glyphs[order[start]].cluster;
        let length = order[start..].iter().take_while(|at| glyphs[**at].cluster == cluster).count();
        order[start..start + length].sort_unstable();
        start += length;
    }
    order
}

/// The boxes on a line: by the byte of their place.
fn objects(text: &StyledText, line: &Break) -> Vec<(u32, usize)> {
    let range = bytes_of(text, line);
    let first = text.marks.partition_point(|(at, _)| *at < range.start);
    let inside = (first..).zip(marks_in(text, &range));
    inside
        .filter(|(_, (_, mark))| matches!(mark, Mark::Object(_)))
        .map(|(index, (at, _))| (*at, index))
        .collect()
}

/// The readings on a line.
fn readings(text: &StyledText, line: &Break) -> Vec<PlacedReading> {
    let readings = objects(text, line).into_iter().filter_map(|(at, mark)| match &text.marks[mark].1 {
        Mark::Object(Object { position: BoxPosition::Above(from), .. }) => {
            Some(PlacedReading { mark, words: *from..at, left: None, right: Sp(0) })
        }
        _ => None,
    });
    readings.collect()
}

/// The marks that stand at the bytes `range` of the text.
fn marks_in<'t>(text: &'t StyledText, range: &Range<u32>) -> &'t [(u32, Mark)] {
    let first = text.marks.partition_point(|(at, _)| *at < range.start);
    let end = text.marks.partition_point(|(at, _)| *at < range.end);
    &text.marks[first..end.max(first)]
}

/// The bytes of the text that belong to a line, with the blanks behind it.
fn bytes_of(text: &StyledText, line: &Break) -> Range<u32> {
    let end = match line.point.kind {
        BreakKind::End => text.text.len() as u32 + 1,
        _ => line.point.start_byte.max(line.start_byte),
    };
    line.start_byte..end
}

/// Whether a glyph stands in text that is read from right to left.
fn is_leftwards(glyph: &ShapedGlyph) -> bool {
    glyph.level % 2 == 1
}

struct LineWriter<'a> {
    setting: Setting<'a>,
    letters: Letters,
    line: SetLine,
    x: Sp,
    run: Option<OpenRun>,
    /// The byte before which its content ends.
    end: u32,
    /// Links on the line: which, from where, to where, in which size.
    links: Vec<(u32, Sp, Sp, Sp)>,
    objects: Vec<(u32, usize)>,
    readings: Vec<PlacedReading>,
    /// For each item the byte of the text from which on it is read.
    read_at: Vec<u32>,
}

/// A reading above words that are being set.
struct PlacedReading {
    /// Its mark, by its index.
    mark: usize,
    /// The bytes of its words.
    words: Range<u32>,
    /// Where they begin, once the first of them is set, and where they end.
    left: Option<Sp>,
    right: Sp,
}

/// A run that still takes glyphs.
struct OpenRun {
    x: Sp,
    look: u32,
    /// The size of its glyphs, in thousandths of the look's.
    zoom: u16,
    level: u8,
    /// The first byte of the text that it shows.
    at: u32,
    run: GlyphRun,
}

impl OpenRun {
    /// Whether a glyph goes on with it. Of one direction, but not of one level, it would not be read
    /// behind what stands before it.
    fn takes(&self, glyph: &ShapedGlyph) -> bool {
        self.run.face == glyph.face
            && self.look == glyph.look
            && self.level == glyph.level
            && self.zoom == glyph.zoom
    }
}

impl LineWriter<'_> {
    fn glyph(&mut self, glyph: &ShapedGlyph, end: u32) {
        let text = self.setting.text;
        let look = &text.looks[glyph.look as usize].1;
        if let Some(link) = look.link {
            let right = self.x + glyph.advance();
            match self.links.last_mut() {
                Some((last, _, end, _)) if *last == link => *end = right,
                _ => self.links.push((link, self.x, right, look.size)),
            }
        }
        if let Some(&(_, mark)) = self.objects.iter().find(|(at, _)| *at == glyph.cluster) {
            self.object(mark);
            self.x += glyph.advance();
            return;
        }
        for reading in self.readings.iter_mut().filter(|reading| reading.words.contains(&glyph.cluster)) {
            reading.left = reading.left.or(Some(self.x));
            reading.right = self.x + glyph.advance();
        }
        let shown = &text.text[glyph.cluster as usize..end as usize];
        if matches!(shown, "\u{AD}" | "\u{200B}" | "\u{2060}" | "\u{FEFF}") {
            // It has done its work; as a glyph it would be a blank to those who copy.
            return;
        }
        if !self.run.as_ref().is_some_and(|open| open.takes(glyph)) {
            self.close();
            let run = self.open_run(glyph, look);
            self.run = Some(OpenRun {
                x: self.x,
                look: glyph.look,
                level: glyph.level,
                zoom: glyph.zoom,
                at: glyph.cluster,
                run,
            });
        }
        if let Some(open) = &mut self.run {
            open.at = open.at.min(glyph.cluster);
            let start = open.run.text.len() as u32;
            open.run.text.push_str(shown);
            open.run.glyphs.push(Glyph {
                id: glyph.id,
                advance: glyph.advance(),
                x_offset: Sp(i64::from(glyph.x_offset)),
                y_offset: Sp(i64::from(glyph.y_offset)),
                start,
                end: open.run.text.len() as u32,
            });
        }
        self.x += glyph.advance();
    }

    fn open_run(&self, glyph: &ShapedGlyph, look: &Look) -> GlyphRun {
        let gives = letters_give(self.setting.text, self.setting.shaper, glyph);
        let letters = if gives { self.letters } else { Letters::default() };
        GlyphRun {
            face: glyph.face,
            size: Sp(look.size.0 * i64::from(glyph.zoom) / i64::from(WHOLE)),
            scale: letters.scale,
            tracking: letters.tracking,
            colour: look.colour,
            leftwards: is_leftwards(glyph),
            glyphs: Vec::new(),
            text: String::new(),
            hyphen: false,
        }
    }

    /// A blank at the line's end, which takes no room.
    fn blank(&mut self, glyph: &ShapedGlyph, level: u8) {
        let blank = ShapedGlyph { advance: 0, x_offset: 0, y_offset: 0, level, ..*glyph };
        if !self.run.as_ref().is_some_and(|open| open.takes(&blank)) {
            self.close();
            let look = &self.setting.text.looks[glyph.look as usize].1;
            let run = self.open_run(&blank, look);
            self.run = Some(OpenRun {
                x: self.x,
                look: glyph.look,
                level,
                zoom: glyph.zoom,
                at: glyph.cluster,
                run,
            });
        }
        if let Some(OpenRun { run, .. }) = &mut self.run {
            let start = run.text.len() as u32;
            run.text.push(' ');
            let advance = blank.advance();
            run.glyphs.push(Glyph {
                id: blank.id,
                advance,
                x_offset: Sp(0),
                y_offset: Sp(0),
                start,
                end: start + 1,
            });
        }
    }

    /// The hyphen at the line's end, in a run of its own, so that it can be told from the text's.
    fn hyphen(&mut self, glyph: &ShapedGlyph) {
        self.close();
        let look = &self.setting.text.looks[glyph.look as usize].1;
        let shown = Glyph {
            id: glyph.id,
            advance: glyph.advance(),
            x_offset: Sp(i64::from(glyph.x_offset)),
            y_offset: Sp(0),
            start: 0,
            end: '\u{AD}'.len_utf8() as u32,
        };
        let run = GlyphRun {
            glyphs: vec![shown],
            text: "\u{AD}".to_owned(),
            hyphen: true,
            ..self.open_run(glyph, look)
        };
        self.run = Some(OpenRun {
            x: self.x,
            look: glyph.look,
            level: glyph.level,
            zoom: glyph.zoom,
            at: self.end,
            run,
        });
        self.x += glyph.advance();
        self.close();
    }

    fn close(&mut self) {
        let Some(open) = self.run.take() else { return };
        let look = &self.setting.text.looks[open.look as usize].1;
        let y = Sp(-look.rise.0);
        if look.struck {
            let fill = Fill { width: self.x - open.x, height: Sp(look.size.0 / 18), colour: look.colour };
            self.item(open.at, open.x, Sp(y.0 - look.size.0 / 4), ItemKind::Fill(fill), None);
        }
        let origin = self.origin(open.at, look.span);
        self.item(open.at, open.x, y, ItemKind::Glyphs(Arc::new(open.run)), origin);
    }

    fn object(&mut self, mark: usize) {
        let text = self.setting.text;
        let (at, Mark::Object(object)) = &text.marks[mark] else { return };
        self.line.height = self.line.height.max(object.boxed.height);
        if object.position == BoxPosition::InLine {
            self.close();
            self.place(*at, self.x, object);
        }
    }

    /// Places the items of a box whose left end is at `left`.
    fn place(&mut self, at: u32, left: Sp, object: &Object) {
        for item in &object.boxed.items {
            let is_told = match &item.kind {
                // A picture without words only decorates.
                Draft::Set(ItemKind::Picture(picture)) => !picture.alternative.is_empty(),
                Draft::Set(ItemKind::Glyphs(_)) | Draft::PageOf(_) => true,
                Draft::Set(ItemKind::Fill(_) | ItemKind::Link(_)) => false,
            };
            let origin = self.origin(at, object.span).filter(|_| is_told);
            self.item(at, left + item.x, item.y, item.kind.clone(), origin);
        }
    }

    /// Places the readings in the middle above their words.
    fn place_readings(&mut self) {
        let text = self.setting.text;
        for reading in std::mem::take(&mut self.readings) {
            let (at, Mark::Object(object)) = &text.marks[reading.mark] else { continue };
            let left = reading.left.unwrap_or(reading.right);
            let lacking = reading.right - left - object.boxed.width;
            self.place(*at, left + Sp(lacking.0 / 2), object);
        }
    }

    fn origin(&self, at: u32, span: SpanId) -> Option<Origin> {
        self.setting.part.map(|part| Origin { part, at, span })
    }

    fn item(&mut self, at: u32, x: Sp, y: Sp, kind: impl Into<Draft>, origin: Option<Origin>) {
        self.read_at.push(at);
        let kind = kind.into();
        self.line.items.push(Item { x, y, origin, role: self.setting.role, kind });
    }

    /// Puts what stands on the line into the order in which it is read. It has been set as it is seen.
    fn put_in_order(&mut self) {
        if self.read_at.is_sorted() {
            return;
        }
        let items = std::mem::take(&mut self.line.items);
        let mut read: Vec<(u32, Item<Draft>)> =
            std::mem::take(&mut self.read_at).into_iter().zip(items).collect();
        read.sort_by_key(|(at, _)| *at);
        self.line.items = read.into_iter().map(|(_, item)| item).collect();
    }

    fn finish(mut self, line: &Break) -> SetLine {
        self.close();
        self.place_readings();
        self.put_in_order();
        let text = self.setting.text;
        for (link, left, right, size) in std::mem::take(&mut self.links) {
            let Some(about) = text.links.get(link as usize) else { continue };
            let area = LinkArea {
                width: right - left,
                height: Sp(size.0 * 6 / 5),
                target: Arc::clone(&about.target),
                words: Arc::clone(&about.words),
            };
            let origin = self.origin(line.start_byte, about.span);
            self.item(line.start_byte, left, Sp(-size.0), ItemKind::Link(area), origin);
        }
        let range = bytes_of(text, line);
        for (_, mark) in marks_in(text, &range) {
            match mark {
                Mark::Note(note) => self.line.notes.push(*note),
                Mark::Anchor(anchor) => self.line.anchors.push(anchor.clone()),
                Mark::Object(_) | Mark::Reading(_) => {}
            }
        }
        self.line
    }
}
