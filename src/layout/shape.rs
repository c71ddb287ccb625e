//! [`StyledText`] → [`Shaped`]: every character finds its face and its glyph.
//!
//! Whole runs are shaped, so kerning across spaces and the clusters of complex scripts are right.
//! A run is what has one look, one face, one script and one direction. Glyphs come in the order
//! in which the text is read; lines put them into the order in which they are seen.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use harfrust::{
    Buffer, Direction, Feature, GlyphId, Language, Script, ShapeOptions, ShapePlan, ShaperFont, Tag,
};
use unicode_bidi::{BidiInfo, Level};
use unicode_script::UnicodeScript;

use super::cells;
use super::forms::Forms;
use super::look::Look;
use super::pieces::{Piece, pieces};
use super::shaped::{Drawn, Shaped, ShapedGlyph, WHOLE};
use super::text::{BoxPosition, Mark, StyledText};
use crate::font::{FaceId, Height, Library, Shown};
use crate::model::Direction as TextDirection;
use crate::style::Family;

/// What shaping needs beside the text; shared by all paragraphs.
pub(super) struct Shaper<'a> {
    library: &'a Library,
    language: Option<Language>,
    plans: Mutex<BTreeMap<PlanKey, Arc<Plan>>>,
}

/// What plans differ by: face, script, whether it runs from right to left, forms.
type PlanKey = (FaceId, u32, bool, Forms);

/// How runs of a kind are shaped.
struct Plan {
    plan: ShapePlan,
    features: Vec<Feature>,
}

/// Letters that are drawn raised or lowered for characters that are.
const SMALL: u16 = 620;

/// A stretch of text to be shaped in one go.
#[derive(Clone, Copy, Debug)]
struct ShapingRun {
    start: usize,
    end: usize,
    look: u32,
    face: FaceId,
    script: unicode_script::Script,
    level: u8,
    drawn: Drawn,
}

/// Gives the boxes of a text the room that they take. A reading that is wider than its words has them
/// spaced, with half a space at either end (JIS X 4051, 8.2).
fn make_room(text: &StyledText, glyphs: &mut [ShapedGlyph]) {
    for (at, mark) in &text.marks {
        let Mark::Object(object) = mark else { continue };
        let place = glyphs.partition_point(|glyph| glyph.cluster < *at);
        let width = object.boxed.width.0 as i32;
        let (words, own) = match object.position {
            BoxPosition::InLine => (place..place, width),
            BoxPosition::Above(from) => (glyphs.partition_point(|glyph| glyph.cluster < from)..place, 0),
        };
        if let Some(glyph) = glyphs.get_mut(place) {
            glyph.advance = own;
        }
        let words = &mut glyphs[words];
        let lacking = width - words.iter().map(|glyph| glyph.advance).sum::<i32>();
        let count = words.iter().filter(|glyph| glyph.advance > 0).count() as i32;
        if lacking > 0 && count > 0 {
            for glyph in words.iter_mut().filter(|glyph| glyph.advance > 0) {
                glyph.x_offset += lacking / (2 * count);
                glyph.advance += lacking / count;
            }
        }
    }
}

impl<'a> Shaper<'a> {
    pub fn new(library: &'a Library, language: &crate::model::Language) -> Self {
        Self { library, language: Language::new(language.tag()), plans: Mutex::default() }
    }

    /// The family that a face serves first.
    pub fn family(&self, face: FaceId) -> Option<Family> {
        self.library.face(face).family()
    }

    /// Shapes `text`. A character that no face has is shown by a sign that stands in for it; it
    /// has been reported before.
    pub fn shape(&self, text: &StyledText) -> Shaped {
        let levels = levels(text);
        let mut shaped = Shaped {
            right_to_left: levels.as_ref().is_some_and(|(base, _)| base.is_rtl()),
            ..Shaped::default()
        };
        shaped.glyphs.reserve(text.text.len());
        let mut buffer = Buffer::new();
        for run in self.runs(text, levels.as_ref().map(|(_, levels)| levels.as_slice())) {
            buffer = self.shape_run(text, run, None, buffer, &mut shaped.glyphs);
        }
        make_room(text, &mut shaped.glyphs);
        shaped
    }

    /// Cuts the text into runs.
    fn runs(&self, text: &StyledText, levels: Option<&[Level]>) -> Vec<ShapingRun> {
        let mut runs: Vec<ShapingRun> = Vec::new();
        for (index, (start, look)) in text.looks.iter().enumerate() {
            let end = text.looks.get(index + 1).map_or(text.text.len(), |(next, _)| *next as usize);
            let start = *start as usize;
            let own = self.library.own(look.face);
            let slice = &text.text[start..end];
            if levels.is_none() && slice.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
                let script = unicode_script::Script::Latin;
                let drawn = Drawn::AsWritten;
                runs.push(ShapingRun { start, end, look: index as u32, face: own, script, level: 0, drawn });
                continue;
            }
            let mut last: Option<ShapingRun> = None;
            for Piece { offset, cluster, cut } in pieces(slice) {
                let at = start + offset;
                let next = at + cluster.len();
                let level = levels.map_or(0, |levels| levels[at].number());
                let (face, script, drawn) = self.choose(cluster, look, last);
                match &mut last {
                    Some(run)
                        if !cut
                            && run.face == face
                            && run.level == level
                            && run.drawn == drawn
                            && joins(run.script, script) =>
                    {
                        run.end = next;
                        if is_neutral(run.script) {
                            run.script = script;
                        }
                    }
                    _ => {
                        runs.extend(last);
                        last = Some(ShapingRun {
                            start: at,
                            end: next,
                            look: index as u32,
                            face,
                            script,
                            level,
                            drawn,
                        });
                    }
                }
            }
            runs.extend(last);
        }
        runs
    }

    /// The face and the script of `cluster` behind `last`.
    fn choose(
        &self,
        cluster: &str,
        look: &Look,
        last: Option<ShapingRun>,
    ) -> (FaceId, unicode_script::Script, Drawn) {
        let first = cluster.chars().next().unwrap_or(' ');
        let script = first.script();
        let follows = |run: ShapingRun| {
            let script = if is_neutral(script) { run.script } else { script };
            (run.face, script, Drawn::AsWritten)
        };
        let last = last.filter(|run| run.drawn == Drawn::AsWritten);
        // Joiners and selectors by themselves stay with what stands before them.
        let clings = matches!(first, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}');
        let is_one = cluster.len() == first.len_utf8();
        match last {
            Some(run) if clings => follows(run),
            // Points between words of another script keep that script's face, where it has them.
            Some(run)
                if is_neutral(script)
                    && is_one
                    && !first.is_ascii()
                    && run.face != self.library.own(look.face)
                    && self.library.face(run.face).covers(first) =>
            {
                follows(run)
            }
            _ => {
                let serving = self.library.serve(look.face, cluster);
                let drawn = match serving.shown {
                    Shown::AsWritten => Drawn::AsWritten,
                    Shown::As(..) | Shown::Part(_) => Drawn::Otherwise,
                    Shown::StandIn => Drawn::StandIn,
                };
                (serving.face, script, drawn)
            }
        }
    }

    fn shape_run(
        &self,
        text: &StyledText,
        run: ShapingRun,
        hyphen: Option<char>,
        mut buffer: Buffer,
        glyphs: &mut Vec<ShapedGlyph>,
    ) -> Buffer {
        let look = &text.looks[run.look as usize].1;
        let face = self.library.face(run.face);
        let font = ShaperFont::new(face.font());
        let kind = self.plan(run, look.forms);
        let plan = &kind.plan;
        buffer.reset();
        let small = self.fill(&mut buffer, &text.text, look, run);
        if let Some(hyphen) = hyphen {
            buffer.push(hyphen as u32, run.end as u32);
        }
        buffer.set_direction(plan.direction());
        buffer.set_script(plan.script());
        buffer.set_language(plan.language().cloned());
        let options = ShapeOptions::new().plan(Some(plan)).features(&kind.features);
        harfrust::shape(&font, &mut buffer, options)
            .expect("the plan has the buffer's direction, script and language");
        let size = look.size.0;
        let units = i64::from(face.units_per_em());
        let scale = |value: i32| ((i64::from(value) * size + units / 2).div_euclid(units)) as i32;
        let first = glyphs.len();
        for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            let mut id = info.glyph_id as u16;
            let mut advance = position.x_advance;
            if let Some(sign) = (id == 0).then(|| face.stand_in()).flatten() {
                id = sign;
                advance = face.font().glyph_metrics().h_advance(GlyphId::new(u32::from(sign))) as i32;
            }
            glyphs.push(ShapedGlyph {
                id,
                face: run.face,
                look: run.look,
                level: run.level,
                unsafe_before: info.unsafe_to_break(),
                cluster: info.cluster,
                advance: scale(advance),
                x_offset: scale(position.x_offset),
                y_offset: scale(position.y_offset),
                zoom: WHOLE,
                drawn: run.drawn,
            });
        }
        for glyph in &mut glyphs[first..] {
            if let Some((_, height)) = small.iter().find(|(at, _)| *at == glyph.cluster) {
                glyph.zoom(SMALL);
                glyph.y_offset += match height {
                    Height::Level => 0,
                    Height::Raised => (size * 36 / 100) as i32,
                    Height::Lowered => -(size * 14 / 100) as i32,
                };
            }
        }
        let is_in_cells = look.face.family == Family::Mono && face.family() != Some(Family::Mono);
        if is_in_cells && run.level == 0 && cells::stand_alone(run.script) {
            let own = self.library.face(self.library.own(look.face));
            let cell = own.digit_width() * size / i64::from(own.units_per_em());
            cells::fit(&text.text[..run.end], cell, &mut glyphs[first..]);
        }
        if run.level % 2 == 1 {
            // From as seen to as read, cluster by cluster.
            glyphs[first..].reverse();
            let mut start = first;
            while start < glyphs.len() {
                let cluster = glyphs[start].cluster;
                let end = start + glyphs[start..].iter().take_while(|glyph| glyph.cluster == cluster).count();
                glyphs[start..end].reverse();
                start = end;
            }
        }
        buffer
    }

    /// Fills the buffer with what is drawn for a run's text. Returns the bytes of the clusters that
    /// are drawn raised or lowered.
    fn fill(&self, buffer: &mut Buffer, text: &str, look: &Look, run: ShapingRun) -> Vec<(u32, Height)> {
        let mut small = Vec::new();
        match run.drawn {
            Drawn::AsWritten => {
                for (offset, character) in text[run.start..run.end].char_indices() {
                    // A line end is no glyph, but keeps its place.
                    let is_place = matches!(character, '\n' | '\u{FFFB}' | '\u{FFFC}' | '\t');
                    let character = if is_place { ' ' } else { character };
                    buffer.push(character as u32, (run.start + offset) as u32);
                }
            }
            Drawn::Otherwise | Drawn::StandIn => {
                for Piece { offset, cluster, .. } in pieces(&text[run.start..run.end]) {
                    let at = (run.start + offset) as u32;
                    let (other, height) = self.instead(look, cluster, run);
                    other.chars().for_each(|character| buffer.push(character as u32, at));
                    if height != Height::Level {
                        small.push((at, height));
                    }
                }
            }
        }
        small
    }

    /// What is drawn for a cluster that is not drawn as it is written.
    fn instead(&self, look: &Look, cluster: &str, run: ShapingRun) -> (String, Height) {
        match self.library.serve(look.face, cluster).shown {
            Shown::As(other, height) if run.drawn == Drawn::Otherwise => (other, height),
            Shown::Part(part) if run.drawn == Drawn::Otherwise => (part, Height::Level),
            Shown::AsWritten | Shown::As(..) | Shown::Part(_) => (cluster.to_owned(), Height::Level),
            Shown::StandIn => {
                let sign = self.library.face(run.face).stand_in_sign().unwrap_or('?');
                (sign.to_string(), Height::Level)
            }
        }
    }

    fn plan(&self, run: ShapingRun, forms: Forms) -> Arc<Plan> {
        let name = run.script.short_name().as_bytes().try_into().unwrap_or(*b"Zyyy");
        let tag = Tag::new(&name);
        let key = (run.face, u32::from_be_bytes(tag.to_be_bytes()), run.level % 2 == 1, forms);
        let mut plans = self.plans.lock().expect("no shaping panics while it holds the plans");
        plans
            .entry(key)
            .or_insert_with(|| {
                let direction = if key.2 { Direction::RightToLeft } else { Direction::LeftToRight };
                let features = forms.features();
                let plan = ShapePlan::new(
                    self.library.face(run.face).font(),
                    direction,
                    Script::from_iso15924_tag(tag),
                    self.language.as_ref(),
                    &features,
                );
                Arc::new(Plan { plan, features })
            })
            .clone()
    }
}

/// The paragraph's own level and the level of each byte, or `None` where all runs from left to
/// right, as most text does: the algorithm costs more than the shaping.
fn levels(styled: &StyledText) -> Option<(Level, Vec<Level>)> {
    let text = styled.text.as_str();
    let may_turn = |character: char| {
        matches!(character, '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{202B}' | '\u{202E}' | '\u{2067}'
            | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    };
    let turns = !text.is_ascii() && text.chars().any(may_turn);
    let base = match styled.direction {
        Some(TextDirection::Leftwards) => Level::rtl(),
        _ if !turns => return None,
        Some(TextDirection::Rightwards) => Level::ltr(),
        // A forced line end does not change the paragraph's direction.
        None => BidiInfo::new(text, None).paragraphs.first()?.level,
    };
    if styled.isolates.is_empty() {
        return Some((base, BidiInfo::new(text, Some(base)).levels));
    }
    let (isolated, own) = isolated(styled);
    let all = BidiInfo::new(&isolated, Some(base)).levels;
    Some((base, own.into_iter().flat_map(|range| all[range].iter().copied()).collect()))
}

/// The text with the characters that isolate its stretches, and the bytes in it that are the text's
/// own.
fn isolated(styled: &StyledText) -> (String, Vec<Range<usize>>) {
    let stretches = || styled.isolates.iter().filter(|(range, _)| !range.is_empty());
    let mut edges: Vec<u32> = stretches().flat_map(|(range, _)| [range.start, range.end]).collect();
    edges.push(styled.text.len() as u32);
    edges.sort_unstable();
    edges.dedup();
    let mut text = String::with_capacity(styled.text.len() + stretches().count() * 6);
    let mut own = Vec::with_capacity(edges.len());
    let mut from = 0;
    for edge in edges {
        let start = text.len();
        text.push_str(&styled.text[from as usize..edge as usize]);
        own.push(start..text.len());
        text.extend(stretches().filter(|(range, _)| range.end == edge).map(|_| '\u{2069}'));
        // The outer ones start first; of those that end at one place, they come later in the list.
        text.extend(stretches().rev().filter(|(range, _)| range.start == edge).map(|(_, direction)| {
            match direction {
                TextDirection::Rightwards => '\u{2066}',
                TextDirection::Leftwards => '\u{2067}',
            }
        }));
        from = edge;
    }
    (text, own)
}

fn is_neutral(script: unicode_script::Script) -> bool {
    matches!(script, unicode_script::Script::Common | unicode_script::Script::Inherited)
}

fn joins(one: unicode_script::Script, other: unicode_script::Script) -> bool {
    one == other || is_neutral(one) || is_neutral(other)
}

impl Shaper<'_> {
    /// Shapes the bytes `start..end` of `text` anew, as a line's beginning or end, in the look, the
    /// face and the direction of `like`; with a hyphen behind them, if `hyphen` is `Some`, whose
    /// cluster is `end`.
    pub fn reshape(
        &self,
        text: &StyledText,
        like: &ShapedGlyph,
        start: usize,
        end: usize,
        hyphen: Option<char>,
    ) -> Vec<ShapedGlyph> {
        let mut script = text.text[start..end].chars().map(|character| character.script());
        let script = script.rfind(|script| !is_neutral(*script));
        let run = ShapingRun {
            start,
            end,
            look: like.look,
            face: like.face,
            script: script.unwrap_or(unicode_script::Script::Latin),
            level: like.level,
            drawn: like.drawn,
        };
        let mut glyphs = Vec::with_capacity(end - start + 1);
        self.shape_run(text, run, hyphen, Buffer::new(), &mut glyphs);
        glyphs
    }
}
