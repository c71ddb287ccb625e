//! [`Break`] → [`SetLine`]: a line's glyphs at their places, justified, as the eye sees them.

use super::Sp;
use super::break_lines::{Break, Shape, UNBOUNDED};
use super::breakpoints::{BreakKind, Glue, glue};
use super::pages::{Fill, Glyph, GlyphRun, Item, ItemKind, LinkArea, Picture};
use super::shape::{Shaped, ShapedGlyph, Shaper};
use super::text::{Mark, StyledText};
use crate::model::{Anchor, BlockId};
use crate::style::{Align, Role};

/// A line, set. Its items stand from the paragraph's left edge, with the baseline at 0.
#[derive(Clone, Debug, Default)]
pub(super) struct SetLine {
    /// What stands on it.
    pub items: Vec<Item>,
    /// Its width as set.
    pub width: Sp,
    /// The height that pictures need above the baseline, if any stand on it.
    pub picture_height: Sp,
    /// The notes referred to on it.
    pub notes: Vec<usize>,
    /// The places on it that links lead to.
    pub anchors: Vec<Anchor>,
    /// Whether it ends in a hyphen of ours.
    pub hyphenated: bool,
    /// How far it runs over its measure; 0 for a line that fits.
    pub overfull: Sp,
}

/// What all lines of a paragraph share.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub text: &'a StyledText,
    pub shaped: &'a Shaped,
    pub shape: Shape,
    pub align: Align,
    pub block: Option<BlockId>,
    pub role: Role,
}

/// Sets the line `line`, the first of its paragraph or a later one.
pub(super) fn set_line(setting: Setting<'_>, line: &Break, indent: Sp, shaper: &Shaper<'_>) -> SetLine {
    let Setting { text, shaped, shape, .. } = setting;
    let mut glyphs: Vec<ShapedGlyph> = shaped.glyphs[line.start as usize..line.end as usize].to_vec();
    let ends = glyph_ends(text, shaped, line);
    justify(text, line, shape, &mut glyphs);
    let natural: i64 = glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
    let width = Sp(natural + i64::from(line.hyphen));
    let left = match setting.align {
        Align::Centre => Sp((shape.measure.0 - width.0).max(0) / 2),
        _ if shaped.right_to_left && shape.measure != UNBOUNDED => {
            Sp((shape.measure.0 - indent.0 - width.0).max(0))
        }
        Align::Justify | Align::Left => indent,
    };
    let mut writer = LineWriter {
        setting,
        line: SetLine {
            width,
            hyphenated: line.kind == BreakKind::Hyphen,
            overfull: Sp((indent.0 + width.0 - shape.measure.0).max(0)),
            ..SetLine::default()
        },
        x: left,
        run: None,
        links: Vec::new(),
        objects: objects(text, line, shaped),
    };
    let order = visual_order(&glyphs, shaped.right_to_left);
    for index in order {
        writer.glyph(&glyphs[index], ends[index]);
    }
    if line.kind == BreakKind::Hyphen
        && let Some(last) = glyphs.last()
    {
        let look = &text.looks[last.look as usize].1;
        if let Some(hyphen) = shaper.hyphen(last.face, look) {
            writer.hyphen(ShapedGlyph { look: last.look, ..hyphen });
        }
    }
    writer.finish(line)
}

/// The byte at which each glyph's text ends: the next cluster's start for the first glyph of a
/// cluster, its own start for the others.
fn glyph_ends(text: &StyledText, shaped: &Shaped, line: &Break) -> Vec<u32> {
    let glyphs = &shaped.glyphs;
    let mut ends = Vec::with_capacity((line.end - line.start) as usize);
    let mut next = line.start as usize;
    for index in line.start as usize..line.end as usize {
        let cluster = glyphs[index].cluster;
        while glyphs.get(next).is_some_and(|glyph| glyph.cluster == cluster) {
            next += 1;
        }
        let first = index == 0 || glyphs[index - 1].cluster != cluster;
        let end = glyphs.get(next).map_or(text.text.len() as u32, |glyph| glyph.cluster);
        ends.push(if first { end } else { cluster });
    }
    ends
}

/// Spreads the line's room over its glue.
fn justify(text: &StyledText, line: &Break, shape: Shape, glyphs: &mut [ShapedGlyph]) {
    let last = matches!(line.kind, BreakKind::End | BreakKind::Forced);
    if shape.ragged || line.room == 0 || (line.room > 0 && last) {
        return;
    }
    let give = |glyph: &ShapedGlyph| -> i64 {
        match (glue(text, glyph), line.room > 0) {
            (Glue::Space, true) => i64::from(glyph.advance) / 2,
            (Glue::Space, false) => i64::from(glyph.advance) / 3,
            (Glue::Ideograph, true) => i64::from(glyph.advance) / 20,
            (Glue::Ideograph, false) | (Glue::None, _) => 0,
        }
    };
    // The last glyph gives nothing: the line ends at its ink.
    let count = glyphs.len().saturating_sub(1);
    let total: i64 = glyphs[..count].iter().map(give).sum();
    if total == 0 {
        return;
    }
    // What cannot be shrunk away stays over.
    let room = line.room.max(-total);
    let (mut given, mut passed) = (0, 0);
    for glyph in &mut glyphs[..count] {
        passed += give(glyph);
        let target = (i128::from(room) * i128::from(passed) / i128::from(total)) as i64;
        glyph.advance += (target - given) as i32;
        given = target;
    }
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

/// The pictures on a line: by the byte of their place.
fn objects(text: &StyledText, line: &Break, shaped: &Shaped) -> Vec<(u32, usize)> {
    let range = bytes_of(text, line, shaped);
    let inside = text.marks.iter().enumerate().filter(|(_, (at, _))| range.contains(at));
    inside
        .filter(|(_, (_, mark))| matches!(mark, Mark::Object(_)))
        .map(|(index, (at, _))| (*at, index))
        .collect()
}

/// The bytes of the text that belong to a line, with the blanks behind it.
fn bytes_of(text: &StyledText, line: &Break, shaped: &Shaped) -> std::ops::Range<u32> {
    let at =
        |glyph: u32| shaped.glyphs.get(glyph as usize).map_or(text.text.len() as u32, |glyph| glyph.cluster);
    let end = if line.kind == BreakKind::End {
        text.text.len() as u32 + 1
    } else {
        at(line.next).max(at(line.start))
    };
    at(line.start)..end
}

struct LineWriter<'a> {
    setting: Setting<'a>,
    line: SetLine,
    x: Sp,
    run: Option<OpenRun>,
    /// Links on the line: which, from where, to where.
    links: Vec<(u32, Sp, Sp)>,
    objects: Vec<(u32, usize)>,
}

/// A run that still takes glyphs.
struct OpenRun {
    x: Sp,
    look: u32,
    run: GlyphRun,
}

impl LineWriter<'_> {
    fn glyph(&mut self, glyph: &ShapedGlyph, end: u32) {
        let text = self.setting.text;
        let look = &text.looks[glyph.look as usize].1;
        if let Some(link) = look.link {
            let right = self.x + glyph.advance();
            match self.links.last_mut() {
                Some((last, _, end)) if *last == link => *end = right,
                _ => self.links.push((link, self.x, right)),
            }
        }
        if let Some(&(_, mark)) = self.objects.iter().find(|(at, _)| *at == glyph.cluster) {
            self.object(mark);
            self.x += glyph.advance();
            return;
        }
        let shown = &text.text[glyph.cluster as usize..end as usize];
        if matches!(shown, "\u{AD}" | "\u{200B}" | "\u{2060}" | "\u{FEFF}") {
            // It has done its work; as a glyph it would be a blank to those who copy.
            return;
        }
        let open =
            self.run.as_ref().is_some_and(|open| open.run.face == glyph.face && open.look == glyph.look);
        if !open {
            self.close();
            let run = GlyphRun {
                face: glyph.face,
                size: look.size,
                colour: look.colour,
                glyphs: Vec::new(),
                text: String::new(),
                hyphen: false,
            };
            self.run = Some(OpenRun { x: self.x, look: glyph.look, run });
        }
        if let Some(open) = &mut self.run {
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

    /// The hyphen at the line's end, in a run of its own, so that it can be told from the text's.
    fn hyphen(&mut self, glyph: ShapedGlyph) {
        self.close();
        let look = &self.setting.text.looks[glyph.look as usize].1;
        let shown = Glyph {
            id: glyph.id,
            advance: glyph.advance(),
            x_offset: Sp(0),
            y_offset: Sp(0),
            start: 0,
            end: '\u{AD}'.len_utf8() as u32,
        };
        let run = GlyphRun {
            face: glyph.face,
            size: look.size,
            colour: look.colour,
            glyphs: vec![shown],
            text: "\u{AD}".to_owned(),
            hyphen: true,
        };
        self.run = Some(OpenRun { x: self.x, look: glyph.look, run });
        self.x += glyph.advance();
        self.close();
    }

    fn close(&mut self) {
        let Some(open) = self.run.take() else { return };
        let look = &self.setting.text.looks[open.look as usize].1;
        let y = Sp(-look.rise.0);
        if look.struck {
            let fill = Fill { width: self.x - open.x, height: Sp(look.size.0 / 18), colour: look.colour };
            self.item(open.x, Sp(y.0 - look.size.0 / 4), ItemKind::Fill(fill));
        }
        self.item(open.x, y, ItemKind::Glyphs(open.run));
    }

    fn object(&mut self, mark: usize) {
        self.close();
        if let Mark::Object(object) = &self.setting.text.marks[mark].1 {
            self.line.picture_height = self.line.picture_height.max(object.height);
            let picture = Picture {
                asset: object.asset,
                width: object.width,
                height: object.height,
                alternative: object.alternative.clone(),
            };
            self.item(self.x, Sp(-object.height.0), ItemKind::Picture(picture));
        }
    }

    fn item(&mut self, x: Sp, y: Sp, kind: ItemKind) {
        self.line.items.push(Item { x, y, block: self.setting.block, role: self.setting.role, kind });
    }

    fn finish(mut self, line: &Break) -> SetLine {
        self.close();
        let text = self.setting.text;
        for (link, left, right) in std::mem::take(&mut self.links) {
            let Some(about) = text.links.get(link as usize) else { continue };
            let size = text
                .looks
                .iter()
                .find(|(_, look)| look.link == Some(link))
                .map_or(Sp(0), |(_, look)| look.size);
            let area = LinkArea {
                width: right - left,
                height: Sp(size.0 * 6 / 5),
                target: about.target.clone(),
                words: about.words.clone(),
            };
            self.item(left, Sp(-size.0), ItemKind::Link(area));
        }
        let range = bytes_of(text, line, self.setting.shaped);
        for (at, mark) in &text.marks {
            if !range.contains(at) {
                continue;
            }
            match mark {
                Mark::Note(note) => self.line.notes.push(*note),
                Mark::Anchor(anchor) => self.line.anchors.push(anchor.clone()),
                Mark::Object(_) => {}
            }
        }
        self.line
    }
}
