//! Which glyphs are used, the codes they get, and the embedded subset fonts.
//!
//! A code stands for a glyph and the text it shows, so that text can be copied. A glyph that shows
//! several texts has a code for each. In CFF fonts the file's code is the glyph: there each further
//! text belongs to a further font, a layer, which differs from the first in its map to text alone.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::clusters::{BLANK, Cluster, clusters};
use super::cmap;
use super::object::{deflate, deflated_stream};
use super::store::ObjectStore;
use super::units::units;
use crate::font::{FaceId, Library, Typeface};
use crate::layout::{ItemKind, Pages};

/// What readers see of a glyph that says nothing: a character without width.
const UNSEEN: &str = "\u{200B}";

/// The codes of all faces that a document uses.
#[derive(Default)]
pub(super) struct FontTable {
    faces: BTreeMap<FaceId, FaceCodes>,
}

/// The codes of one face.
pub(super) struct FaceCodes {
    /// The face's place among those that are used.
    index: usize,
    /// The code of a blank that says nothing, if the face has clusters of several glyphs.
    pub blank: Option<u16>,
    /// The code of a blank that parts two texts on a line, if the face sets text from right to left.
    pub gap: Option<u16>,
    /// That of a blank as it stands between words there.
    pub anchor: Option<u16>,
    /// Widths by code, in thousandths of an em.
    pub widths: Vec<i64>,
    truetype: bool,
    remapper: GlyphRemapper,
    /// By code: what it stands for.
    codes: Vec<Code>,
    /// The first code of each glyph; 0 for a glyph that has none.
    first: Vec<u16>,
    /// Further codes of a glyph, by its other texts.
    others: BTreeMap<(u16, String), u16>,
}

/// What a code stands for.
struct Code {
    /// The glyph in the subset.
    subset: u16,
    text: String,
    layer: usize,
}

/// A glyph as it is written.
#[derive(Clone, Copy)]
pub(super) struct Coded {
    /// The code by which its face knows it; 0 if it has none.
    pub code: u16,
    /// Whether a reader of the code sees the right text.
    pub exact: bool,
}

/// The text that the glyph number `index` of a cluster stands for: its part of the cluster's.
fn glyph_text(cluster: &Cluster<'_>, index: usize) -> String {
    let count = cluster.end - cluster.start;
    if cluster.text.is_empty() {
        return String::new();
    }
    if count == 1 {
        return match cluster.text {
            // To copy and search, all blanks are blanks.
            "\u{A0}" | "\u{202F}" => " ".to_owned(),
            text => text.to_owned(),
        };
    }
    match cluster.starting_with(index) {
        Some((text, one)) if index + 1 < count => text[..one].to_owned(),
        Some((text, _)) => text.to_owned(),
        // Nothing is left for it: a reader sees a character without width.
        None => UNSEEN.to_owned(),
    }
}

impl FontTable {
    /// Goes through all glyphs in order and gives out codes.
    pub fn of(pages: &Pages, library: &Library) -> Self {
        let mut table = Self::default();
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            let ItemKind::Glyphs(run) = &item.kind else { continue };
            let count = table.faces.len();
            let face =
                table.faces.entry(run.face).or_insert_with(|| FaceCodes::new(count, library.face(run.face)));
            if run.leftwards {
                if face.gap.is_none() {
                    face.add_gap(library.face(run.face));
                }
                for glyph in
                    units(run).into_iter().flat_map(|unit| unit.letters.into_iter().chain(unit.marks))
                {
                    face.add_text(run.glyphs[glyph.index].id, glyph.text);
                }
                continue;
            }
            for cluster in clusters(run) {
                if cluster.end - cluster.start > 1 && face.blank.is_none() {
                    face.add_blank(library.face(run.face));
                }
                for index in cluster.start..cluster.end {
                    face.add(run.glyphs[index].id, &cluster, index - cluster.start, run.hyphen);
                }
            }
        }
        for (id, face) in &mut table.faces {
            face.measure(library.face(*id));
        }
        table
    }

    /// The codes of a face that is used.
    pub fn face(&self, id: FaceId) -> &FaceCodes {
        &self.faces[&id]
    }

    /// Adds all fonts to the document; returns the dictionary of font resources.
    ///
    /// # Errors
    ///
    /// The name of a face that cannot be subset, and why.
    pub fn embed(&self, objects: &mut ObjectStore, library: &Library) -> Result<Dictionary, String> {
        let programs: Vec<Result<Vec<u8>, String>> =
            self.faces.par_iter().map(|(id, face)| face.subset(library.face(*id))).collect();
        let mut resources = Dictionary::new();
        for ((id, face), program) in self.faces.iter().zip(programs) {
            let typeface = library.face(*id);
            let program =
                program.map_err(|why| format!("`{}` cannot be embedded: {why}", typeface.name()))?;
            let fonts = face.write(objects, typeface, program);
            for (layer, font) in fonts.into_iter().enumerate() {
                resources.set(face.font_name(layer), Object::Reference(font));
            }
        }
        Ok(resources)
    }
}

impl FaceCodes {
    fn new(index: usize, typeface: &Typeface) -> Self {
        Self {
            index,
            blank: None,
            gap: None,
            anchor: None,
            widths: Vec::new(),
            truetype: !typeface.bytes().starts_with(b"OTTO"),
            remapper: GlyphRemapper::new(),
            codes: vec![Code { subset: 0, text: String::new(), layer: 0 }],
            first: Vec::new(),
            others: BTreeMap::new(),
        }
    }

    fn add(&mut self, glyph: u16, cluster: &Cluster<'_>, index: usize, hyphen: bool) {
        let first = self.first_of(glyph);
        if first != 0 && self.shows(first, cluster, index) {
            return;
        }
        self.add_text(glyph, if hyphen { "-".to_owned() } else { glyph_text(cluster, index) });
    }

    /// Gives a glyph a code for a text, if it has none yet.
    fn add_text(&mut self, glyph: u16, text: String) {
        if glyph == 0 {
            return;
        }
        let first = self.first_of(glyph);
        if first == 0 {
            let code = self.push(glyph, text, 0);
            if self.first.len() <= usize::from(glyph) {
                self.first.resize(usize::from(glyph) + 1, 0);
            }
            self.first[usize::from(glyph)] = code;
            return;
        }
        let known = &mut self.codes[usize::from(first)].text;
        if known.is_empty() {
            // So far it stood for nothing, in a line's number.
            *known = text;
        } else if *known != text
            && self.codes.len() < usize::from(u16::MAX)
            && !self.others.contains_key(&(glyph, text.clone()))
        {
            let others = self.others.range((glyph, String::new())..).take_while(|((of, _), _)| *of == glyph);
            let layer = if self.truetype { 0 } else { others.count() + 1 };
            let code = self.push(glyph, text.clone(), layer);
            self.others.insert((glyph, text), code);
        }
    }

    /// The first code of a glyph, 0 if it has none.
    fn first_of(&self, glyph: u16) -> u16 {
        self.first.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// Adds a code for a blank that says nothing: readers that look at glyphs alone see a character
    /// without width.
    fn add_blank(&mut self, typeface: &Typeface) {
        if let Some(glyph) = typeface.blank().filter(|glyph| *glyph != 0) {
            self.add_text(glyph, UNSEEN.to_owned());
            self.blank = Some(self.code_of(glyph, UNSEEN).code);
        }
    }

    fn add_gap(&mut self, typeface: &Typeface) {
        if let Some(glyph) = typeface.blank().filter(|glyph| *glyph != 0) {
            self.add_text(glyph, " ".to_owned());
            self.gap = Some(self.code_of(glyph, " ").code);
            self.add_text(glyph, BLANK.to_owned());
            self.anchor = Some(self.code_of(glyph, BLANK).code);
        }
    }

    fn push(&mut self, glyph: u16, text: String, layer: usize) -> u16 {
        let subset = self.remapper.remap(glyph);
        self.codes.push(Code { subset, text, layer });
        (self.codes.len() - 1) as u16
    }

    /// Whether `code` stands for just that text; the common case, so without allocating.
    fn shows(&self, code: u16, cluster: &Cluster<'_>, index: usize) -> bool {
        let text = &self.codes[usize::from(code)].text;
        if cluster.end - cluster.start == 1 {
            return text == cluster.text
                || (text == " "
                    && matches!(
                        cluster.text,
                        "\u{A0}" | "\u{202F}" | "\u{AD}" | "\u{200B}" | "\u{2060}" | "\u{FEFF}"
                    ));
        }
        *text == glyph_text(cluster, index)
    }

    /// The code of the glyph number `index` of a cluster.
    pub fn code(&self, glyph: u16, cluster: &Cluster<'_>, index: usize) -> Coded {
        let first = self.first_of(glyph);
        if first == 0 || self.shows(first, cluster, index) {
            return Coded { code: first, exact: first != 0 };
        }
        self.code_of(glyph, &glyph_text(cluster, index))
    }

    /// The code of a glyph that shows `text`.
    pub fn code_of(&self, glyph: u16, text: &str) -> Coded {
        let first = self.first_of(glyph);
        if first == 0 || self.codes[usize::from(first)].text == text {
            return Coded { code: first, exact: first != 0 };
        }
        match self.others.get(&(glyph, text.to_owned())) {
            Some(code) => Coded { code: *code, exact: true },
            None => Coded { code: first, exact: false },
        }
    }

    /// The layer of a code, and how it is written there.
    pub fn written(&self, code: u16) -> (usize, u16) {
        let Code { subset, layer, .. } = &self.codes[usize::from(code)];
        (*layer, if self.truetype { code } else { *subset })
    }

    /// The name in resources of the font of a layer, `Fo3`, `Fo3.1`.
    pub fn font_name(&self, layer: usize) -> String {
        // F1 to F14 are taken for standard fonts in printpdf.
        match layer {
            0 => format!("Fo{}", self.index),
            layer => format!("Fo{}.{layer}", self.index),
        }
    }

    /// Looks up the widths of all codes.
    fn measure(&mut self, typeface: &Typeface) {
        let units = f64::from(typeface.units_per_em());
        let metrics = typeface.font().glyph_metrics();
        let glyphs: Vec<u16> = self.remapper.remapped_gids().collect();
        self.widths = self
            .codes
            .iter()
            .map(|code| {
                let glyph = glyphs.get(usize::from(code.subset)).copied().unwrap_or(0);
                let advance = f64::from(metrics.h_advance(harfrust::GlyphId::new(u32::from(glyph))));
                (advance * 1000.0 / units).round() as i64
            })
            .collect();
    }

    /// The font program with the used glyphs alone.
    fn subset(&self, typeface: &Typeface) -> Result<Vec<u8>, String> {
        let font =
            subsetter::subset(typeface.bytes(), 0, &self.remapper).map_err(|error| error.to_string())?;
        if self.truetype {
            return Ok(font);
        }
        // A bare CFF table is what /CIDFontType0C wants.
        table(&font, b"CFF ").map(<[u8]>::to_vec).ok_or_else(|| "it has no outlines".to_owned())
    }

    /// Writes the font's objects; returns the fonts of its layers.
    fn write(&self, objects: &mut ObjectStore, typeface: &Typeface, program: Vec<u8>) -> Vec<ObjectId> {
        let name = format!("{}+{}", self.tag(&program), postscript_name(typeface));
        let length = program.len() as i64;
        let (file_key, file) = if self.truetype {
            ("FontFile2", dictionary! { "Length1" => length })
        } else {
            ("FontFile3", dictionary! { "Subtype" => "CIDFontType0C" })
        };
        let file = objects.add(deflated_stream(file, deflate(&program)));
        let metrics = typeface.font().metrics();
        let units = f64::from(typeface.units_per_em());
        let scale = |value: f64| Object::Integer((value * 1000.0 / units).round() as i64);
        let line = metrics.hhea_line.or(metrics.typo_line).unwrap_or_default();
        let bounds = metrics.bounds;
        let slant = typeface.font().style_metrics().italic_angle.map_or(0.0, |angle| angle.to_f64());
        let mut descriptor = dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => name.as_str(),
            // Symbolic: the codes are the font's own.
            "Flags" => 4 | if typeface.is_italic() { 64 } else { 0 },
            "FontBBox" => vec![
                scale(bounds.x_min.to_f64()),
                scale(bounds.y_min.to_f64()),
                scale(bounds.x_max.to_f64()),
                scale(bounds.y_max.to_f64()),
            ],
            "ItalicAngle" => slant.round() as i64,
            "Ascent" => scale(line.ascender.to_f64()),
            "Descent" => scale(line.descender.to_f64()),
            "CapHeight" => scale(metrics.cap_height.map_or(0.0, |height| height.to_f64())),
            "StemV" => if typeface.is_bold() { 140 } else { 80 },
        };
        descriptor.set(file_key, Object::Reference(file));
        let descriptor = objects.add(descriptor);
        let mut descendant = dictionary! {
            "Type" => "Font",
            "Subtype" => if self.truetype { "CIDFontType2" } else { "CIDFontType0" },
            "BaseFont" => name.as_str(),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::String(b"Adobe".to_vec(), StringFormat::Literal),
                "Ordering" => Object::String(b"Identity".to_vec(), StringFormat::Literal),
                "Supplement" => 0,
            },
            "FontDescriptor" => Object::Reference(descriptor),
            "DW" => 0,
            "W" => vec![Object::Integer(0), Object::Array(self.written_widths())],
        };
        if self.truetype {
            let map: Vec<u8> = self.codes.iter().flat_map(|code| code.subset.to_be_bytes()).collect();
            let map = objects.add(deflated_stream(Dictionary::new(), deflate(&map)));
            descendant.set("CIDToGIDMap", Object::Reference(map));
        }
        let descendant = objects.add(descendant);
        let layers = self.codes.iter().map(|code| code.layer).max().unwrap_or(0);
        let fonts = (0..=layers).map(|layer| {
            let codes = (0..).zip(&self.codes).filter(|(_, code)| code.layer == layer);
            let texts = codes.map(|(at, code)| (self.written(at).1, code.text.as_str()));
            let to_unicode = deflate(cmap::to_unicode(texts).as_bytes());
            let to_unicode = objects.add(deflated_stream(Dictionary::new(), to_unicode));
            objects.add(dictionary! {
                "Type" => "Font",
                "Subtype" => "Type0",
                "BaseFont" => name.as_str(),
                "Encoding" => "Identity-H",
                "DescendantFonts" => vec![Object::Reference(descendant)],
                "ToUnicode" => Object::Reference(to_unicode),
            })
        });
        fonts.collect()
    }

    /// Six capitals that tell this subset from others (ISO 32000-1, 9.6.4).
    fn tag(&self, program: &[u8]) -> String {
        let digest = Sha256::digest(program);
        digest.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
    }

    /// The widths by how codes are written.
    fn written_widths(&self) -> Vec<Object> {
        let mut widths = Vec::with_capacity(self.widths.len());
        for (code, width) in (0..).zip(&self.widths) {
            let (layer, written) = self.written(code);
            if layer == 0 {
                debug_assert_eq!(usize::from(written), widths.len(), "what is written follows each other");
                widths.push(Object::Integer(*width));
            }
        }
        widths
    }
}

/// The face's name as PostScript may have it.
fn postscript_name(typeface: &Typeface) -> String {
    typeface.name().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

/// A table of an OpenType font.
fn table<'a>(font: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let count = u16::from_be_bytes(font.get(4..6)?.try_into().ok()?);
    (0..usize::from(count)).find_map(|index| {
        let record = font.get(12 + index * 16..28 + index * 16)?;
        if &record[..4] != tag {
            return None;
        }
        let number = |at: usize| Some(u32::from_be_bytes(record.get(at..at + 4)?.try_into().ok()?) as usize);
        font.get(number(8)?..number(8)?.checked_add(number(12)?)?)
    })
}
