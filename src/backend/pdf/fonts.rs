//! Which glyphs are used, the codes they get, and the embedded subset fonts.
//!
//! A code stands for a glyph and the text it shows, so that text can be copied. TrueType fonts may
//! have several codes for one glyph; in CFF fonts the code is the glyph, so a glyph that shows
//! another text than at first needs an `/ActualText` around it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::object::{deflate, deflated_stream};
use crate::font::{FaceId, Library, Typeface};
use crate::layout::{GlyphRun, ItemKind, Pages};

/// The codes of all faces that a document uses.
#[derive(Default)]
pub(super) struct FontTable {
    faces: BTreeMap<FaceId, FaceCodes>,
}

/// The codes of one face.
pub(super) struct FaceCodes {
    /// The font's name in resources, `F3`.
    pub name: String,
    /// The code of a blank that says nothing, if the face has clusters of several glyphs.
    pub blank: Option<u16>,
    /// Widths by code, in thousandths of an em.
    pub widths: Vec<i64>,
    truetype: bool,
    remapper: GlyphRemapper,
    /// By code: the glyph in the subset, and its text.
    codes: Vec<(u16, String)>,
    /// The first code of each glyph; 0 for a glyph that has none.
    first: Vec<u16>,
    /// Further codes of a glyph, by its other texts.
    others: BTreeMap<(u16, String), u16>,
}

/// A glyph as it is written.
pub(super) struct Coded {
    pub code: u16,
    /// Whether a reader of the code sees the right text.
    pub exact: bool,
}

/// A cluster of a run: some glyphs that show some text together.
pub(super) struct Cluster<'a> {
    /// The first glyph's index in the run.
    pub start: usize,
    /// One past the last glyph's index.
    pub end: usize,
    /// What they show.
    pub text: &'a str,
}

/// The clusters of a run.
pub(super) fn clusters(run: &GlyphRun) -> impl Iterator<Item = Cluster<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let glyph = run.glyphs.get(at)?;
        let start = at;
        at += 1;
        while run.glyphs.get(at).is_some_and(|next| next.start == next.end) {
            at += 1;
        }
        Some(Cluster { start, end: at, text: &run.text[glyph.start as usize..glyph.end as usize] })
    })
}

/// The text that the glyph number `index` of a cluster stands for: its part of the cluster's.
pub(super) fn glyph_text(cluster: &Cluster<'_>, index: usize) -> String {
    let count = cluster.end - cluster.start;
    if cluster.text.is_empty() {
        return String::new();
    }
    if count == 1 {
        return match cluster.text {
            // To copy and search, all blanks are blanks.
            "\u{A0}" | "\u{202F}" => " ".to_owned(),
            // Readers turn right-to-left text around character by character, ligatures too.
            text if is_right_to_left(text) => text.chars().rev().collect(),
            text => text.to_owned(),
        };
    }
    // Glyphs come as seen: from right to left, the last character's first.
    let mut characters: Vec<char> = cluster.text.chars().collect();
    if is_right_to_left(cluster.text) {
        characters.reverse();
    }
    match characters.get(index..) {
        Some([one, ..]) if index + 1 < count => one.to_string(),
        Some(rest) if !rest.is_empty() => rest.iter().collect(),
        // Nothing is left for it: a reader sees a character without width.
        _ => "\u{200B}".to_owned(),
    }
}

/// Whether the text runs from right to left.
pub(super) fn is_right_to_left(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'))
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
    pub fn embed(&self, document: &mut Document, library: &Library) -> Result<Dictionary, String> {
        let programs: Vec<Result<Vec<u8>, String>> =
            self.faces.par_iter().map(|(id, face)| face.subset(library.face(*id))).collect();
        let mut resources = Dictionary::new();
        for ((id, face), program) in self.faces.iter().zip(programs) {
            let typeface = library.face(*id);
            let program =
                program.map_err(|why| format!("`{}` cannot be embedded: {why}", typeface.name()))?;
            let id = face.write(document, typeface, program);
            resources.set(face.name.as_str(), Object::Reference(id));
        }
        Ok(resources)
    }
}

impl FaceCodes {
    fn new(index: usize, typeface: &Typeface) -> Self {
        Self {
            // F1 to F14 are taken for standard fonts in printpdf.
            name: format!("Fo{index}"),
            blank: None,
            widths: Vec::new(),
            truetype: !typeface.bytes().starts_with(b"OTTO"),
            remapper: GlyphRemapper::new(),
            codes: vec![(0, String::new())],
            first: Vec::new(),
            others: BTreeMap::new(),
        }
    }

    fn add(&mut self, glyph: u16, cluster: &Cluster<'_>, index: usize, hyphen: bool) {
        if glyph == 0 {
            return;
        }
        let first = self.first.get(usize::from(glyph)).copied().unwrap_or(0);
        if first != 0 && (!self.truetype || self.shows(first, cluster, index)) {
            return;
        }
        let text = if hyphen { "-".to_owned() } else { glyph_text(cluster, index) };
        if first != 0 {
            let known = &mut self.codes[usize::from(first)].1;
            if known.is_empty() {
                // So far it stood for nothing, in a line's number.
                *known = text;
                return;
            }
            if self.codes.len() < usize::from(u16::MAX) && !self.others.contains_key(&(glyph, text.clone())) {
                let code = self.push(glyph, text.clone());
                self.others.insert((glyph, text), code);
            }
            return;
        }
        let code = self.push(glyph, text);
        if self.first.len() <= usize::from(glyph) {
            self.first.resize(usize::from(glyph) + 1, 0);
        }
        self.first[usize::from(glyph)] = code;
    }

    /// Adds a code for a blank that says nothing: readers that look at glyphs alone see a character
    /// without width. In CFF fonts, where a glyph has one code, a blank that is set is a blank.
    fn add_blank(&mut self, typeface: &Typeface) {
        if let Some(glyph) = typeface.blank().filter(|glyph| *glyph != 0 && self.truetype) {
            self.blank = Some(self.push(glyph, "\u{200B}".to_owned()));
        }
    }

    fn push(&mut self, glyph: u16, text: String) -> u16 {
        let subset = self.remapper.remap(glyph);
        self.codes.push((subset, text));
        let code = (self.codes.len() - 1) as u16;
        debug_assert!(self.truetype || code == subset, "in CFF fonts the code is the glyph");
        code
    }

    /// Whether `code` stands for just that text; the common case, so without allocating.
    fn shows(&self, code: u16, cluster: &Cluster<'_>, index: usize) -> bool {
        let text = &self.codes[usize::from(code)].1;
        if cluster.end - cluster.start == 1 && !is_right_to_left(cluster.text) {
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
        let first = self.first.get(usize::from(glyph)).copied().unwrap_or(0);
        if first == 0 || self.shows(first, cluster, index) {
            return Coded { code: first, exact: first != 0 };
        }
        match self.others.get(&(glyph, glyph_text(cluster, index))) {
            Some(code) => Coded { code: *code, exact: true },
            None => Coded { code: first, exact: false },
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
            .map(|(subset, _)| {
                let glyph = glyphs.get(usize::from(*subset)).copied().unwrap_or(0);
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

    /// Writes the font's objects; returns the font.
    fn write(&self, document: &mut Document, typeface: &Typeface, program: Vec<u8>) -> ObjectId {
        let name = format!("{}+{}", self.tag(&program), postscript_name(typeface));
        let length = program.len() as i64;
        let (file_key, file) = if self.truetype {
            ("FontFile2", dictionary! { "Length1" => length })
        } else {
            ("FontFile3", dictionary! { "Subtype" => "CIDFontType0C" })
        };
        let file = document.add_object(deflated_stream(file, deflate(&program)));
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
        let descriptor = document.add_object(descriptor);
        let widths: Vec<Object> = self.widths.iter().map(|width| Object::Integer(*width)).collect();
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
            "W" => vec![Object::Integer(0), Object::Array(widths)],
        };
        if self.truetype {
            let map: Vec<u8> = self.codes.iter().flat_map(|(subset, _)| subset.to_be_bytes()).collect();
            let map = document.add_object(deflated_stream(Dictionary::new(), deflate(&map)));
            descendant.set("CIDToGIDMap", Object::Reference(map));
        }
        let descendant = document.add_object(descendant);
        let to_unicode = deflate(self.to_unicode().as_bytes());
        let to_unicode = document.add_object(deflated_stream(Dictionary::new(), to_unicode));
        document.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => name.as_str(),
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![Object::Reference(descendant)],
            "ToUnicode" => Object::Reference(to_unicode),
        })
    }

    /// Six capitals that tell this subset from others (ISO 32000-1, 9.6.4).
    fn tag(&self, program: &[u8]) -> String {
        let digest = Sha256::digest(program);
        digest.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
    }

    /// The map from codes to text.
    fn to_unicode(&self) -> String {
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
             /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
             /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
             1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        let mapped: Vec<(usize, &str)> = self
            .codes
            .iter()
            .enumerate()
            .filter(|(_, (_, text))| !text.is_empty())
            .map(|(code, (_, text))| (code, text.as_str()))
            .collect();
        for block in mapped.chunks(100) {
            map.push_str(&format!("{} beginbfchar\n", block.len()));
            for (code, text) in block {
                map.push_str(&format!("<{code:04X}> <"));
                for character in text.chars().map(mappable) {
                    let mut units = [0; 2];
                    for unit in character.encode_utf16(&mut units) {
                        map.push_str(&format!("{unit:04X}"));
                    }
                }
                map.push_str(">\n");
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        map
    }
}

/// A character as a map from codes to text may hold it: no standard for archives lets it tell of
/// U+0000, nor of either byte order mark (ISO 19005-2, 6.2.11.7.2).
fn mappable(character: char) -> char {
    match character {
        '\u{FEFF}' => '\u{2060}',
        '\0' | '\u{FFFE}' => char::REPLACEMENT_CHARACTER,
        character => character,
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
