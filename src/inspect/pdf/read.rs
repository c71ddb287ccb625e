//! A PDF's bytes → all that is told of it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::content::{Fonts, Shown, shown, text_of};
use super::lean::lean;
use super::precheck;
use super::tags::{Element, tree};
use super::target::target;
use crate::inspect::Unreadable;
use crate::inspect::limits::{Budget, ENTRIES_OF_OUTLINE, OUTLINE_DEPTH, STREAM, TEXT};

/// A PDF, read.
#[derive(Debug)]
pub struct PdfFile {
    /// The version of the format.
    pub version: String,
    /// What each page shows.
    pub shown: Vec<Shown>,
    /// The tag tree, if there is one.
    pub tags: Option<Element>,
    /// The XMP packet, if there is one.
    pub packet: Option<String>,
    pub(super) document: Document,
    pub(super) pages: Vec<ObjectId>,
}

/// A page's boxes, in points: lower left and upper right.
pub(super) type Boxes = BTreeMap<&'static str, [f32; 4]>;

/// A font that is used.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Font {
    pub name: String,
    pub kind: String,
    /// Bytes of its program; `None` if it is not embedded.
    pub size: Option<usize>,
}

/// A picture.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Picture {
    pub kind: String,
    pub size: Option<[i64; 2]>,
    pub space: String,
    pub bytes: usize,
}

impl PdfFile {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// It is damaged.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let most = precheck::check(bytes)?;
        let options =
            LoadOptions { max_decompressed_size: Some(most), filter: Some(lean), ..LoadOptions::default() };
        let document = Document::load_mem_with_options(bytes, options)
            .map_err(|error| Unreadable(format!("the PDF cannot be read: {error}")))?;
        if document.is_encrypted() {
            return Err(Unreadable("the PDF is encrypted".to_owned()));
        }
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        let mut fonts = Fonts::new();
        let shown =
            pages.iter().map(|page| shown(&document, *page, &mut fonts)).collect::<Result<Vec<_>, _>>()?;
        let tags = tree(&document, &pages, &shown)?;
        let packet = document.catalog().and_then(|catalog| catalog.get_deref(b"Metadata", &document));
        let packet = packet
            .and_then(Object::as_stream)
            .and_then(|stream| stream.get_plain_content_with_limit(STREAM))
            .ok();
        let packet = packet.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Ok(Self { version: document.version.clone(), shown, tags, packet, document, pages })
    }

    /// The values of a property in the packet, in order.
    pub fn property(&self, name: &str) -> Vec<String> {
        let Some(packet) = &self.packet else { return Vec::new() };
        let Some((_, rest)) = packet.split_once(&format!("<{name}>")) else { return Vec::new() };
        let Some((inner, _)) = rest.split_once(&format!("</{name}>")) else { return Vec::new() };
        if !inner.contains("<rdf:li") {
            return vec![unescaped(inner)];
        }
        let items =
            inner.split("<rdf:li").skip(1).filter_map(|item| item.split_once('>')?.1.split_once("</rdf:li>"));
        items.map(|(item, _)| unescaped(item)).collect()
    }

    /// An entry of the document information.
    pub fn information(&self, key: &str) -> Option<String> {
        let information = self.document.trailer.get_deref(b"Info", &self.document).ok()?.as_dict().ok()?;
        text_of(information.get_deref(key.as_bytes(), &self.document).ok()?)
    }

    /// The standards that the file claims.
    pub fn claims(&self) -> Vec<String> {
        let one = |name: &str| self.property(name).into_iter().next();
        let mut claims = Vec::new();
        if let Some(part) = one("pdfuaid:part") {
            claims.push(format!("PDF/UA-{part}"));
        }
        if let Some(part) = one("pdfaid:part") {
            let level = one("pdfaid:conformance").unwrap_or_default().to_lowercase();
            claims.push(format!("PDF/A-{part}{level}"));
        }
        claims.extend(one("pdfxid:GTS_PDFXVersion"));
        claims
    }

    pub(super) fn catalog(&self) -> Option<&Dictionary> {
        self.document.catalog().ok()
    }

    /// The boxes of a page.
    pub(super) fn boxes(&self, page: ObjectId) -> Boxes {
        let mut boxes = Boxes::new();
        let Ok(page) = self.document.get_dictionary(page) else { return boxes };
        for name in ["MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"] {
            let Ok(Object::Array(sides)) = page.get_deref(name.as_bytes(), &self.document) else { continue };
            let sides: Vec<f32> = sides.iter().filter_map(|side| side.as_float().ok()).collect();
            if let Ok(sides) = sides.try_into() {
                boxes.insert(name, sides);
            }
        }
        boxes
    }

    /// The pages' numbers as printed, in order.
    pub fn page_labels(&self) -> Vec<String> {
        let mut runs: Vec<(usize, String, i64)> = Vec::new();
        let tree = self.catalog().and_then(|catalog| catalog.get_deref(b"PageLabels", &self.document).ok());
        let numbers = tree.and_then(|tree| tree.as_dict().ok()?.get_deref(b"Nums", &self.document).ok());
        for pair in numbers
            .and_then(|numbers| numbers.as_array().ok())
            .map(Vec::as_slice)
            .unwrap_or_default()
            .chunks(2)
        {
            let [Object::Integer(from), label] = pair else { continue };
            let Ok((_, Object::Dictionary(label))) = self.document.dereference(label) else { continue };
            let style = label.get(b"S").and_then(Object::as_name).unwrap_or_default();
            let first = label.get(b"St").and_then(Object::as_i64).unwrap_or(1);
            runs.push((
                usize::try_from(*from).unwrap_or(0),
                String::from_utf8_lossy(style).into_owned(),
                first,
            ));
        }
        runs.sort_by_key(|run| run.0);
        (0..self.pages.len())
            .map(|page| {
                let run = runs.partition_point(|run| run.0 <= page).checked_sub(1).map(|at| &runs[at]);
                let Some((from, style, first)) = run else { return (page + 1).to_string() };
                let number = first.saturating_add((page - from) as i64);
                match style.as_str() {
                    "r" => roman(number),
                    "R" => roman(number).to_uppercase(),
                    _ => number.to_string(),
                }
            })
            .collect()
    }

    /// The outline: level from 0, title, index of the page. One that leads back into itself, or is too
    /// long, is cut.
    pub fn outline(&self) -> Vec<(usize, String, Option<usize>)> {
        let mut outline = Outline {
            document: &self.document,
            pages: self.pages.iter().enumerate().map(|(index, id)| (*id, index)).collect(),
            budget: Budget::new(TEXT / 4),
            entries: Vec::new(),
        };
        let first = self.catalog().and_then(|catalog| {
            catalog.get_deref(b"Outlines", &self.document).ok()?.as_dict().ok()?.get(b"First").ok()
        });
        if let Some(first) = first {
            outline.below(first, 0);
        }
        outline.entries
    }

    /// The links: index of the page, and where they lead.
    pub fn links(&self) -> Vec<(usize, String)> {
        let mut links = Vec::new();
        let mut budget = Budget::new(TEXT / 4);
        for (index, page) in self.pages.iter().enumerate() {
            let Ok(page) = self.document.get_dictionary(*page) else { continue };
            let Ok(Object::Array(annotations)) = page.get_deref(b"Annots", &self.document) else { continue };
            for annotation in annotations {
                let Ok((_, Object::Dictionary(link))) = self.document.dereference(annotation) else {
                    continue;
                };
                let Some(target) = target(link, &self.document) else { continue };
                // Pages that share their links could have them without end.
                if budget.take(target.len() + 64, "the links are").is_err() {
                    return links;
                }
                links.push((index, target));
            }
        }
        links
    }

    /// The fonts, each once.
    pub(super) fn fonts(&self) -> Vec<Font> {
        let mut fonts: Vec<Font> = self.of_type("Font").filter_map(|font| self.font(font)).collect();
        fonts.sort();
        fonts
    }

    fn font(&self, font: &Dictionary) -> Option<Font> {
        let document = &self.document;
        let mut kind = String::from_utf8_lossy(font.get(b"Subtype").ok()?.as_name().ok()?).into_owned();
        // The descendant tells of it as well.
        if kind.starts_with("CIDFont") {
            return None;
        }
        let name = String::from_utf8_lossy(font.get(b"BaseFont").ok()?.as_name().ok()?).into_owned();
        let descendant = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok();
        let descendant = descendant.and_then(|all| document.dereference(all.first()?).ok()?.1.as_dict().ok());
        if let Some(of) = descendant.and_then(|font| font.get(b"Subtype").ok()?.as_name().ok()) {
            kind = format!("{kind}, {}", String::from_utf8_lossy(of));
        }
        let descriptor =
            descendant.unwrap_or(font).get_deref(b"FontDescriptor", document).and_then(Object::as_dict);
        let size = descriptor.ok().and_then(|descriptor| {
            let keys = [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"];
            let file = keys.into_iter().find_map(|key| descriptor.get_deref(key, document).ok());
            Some(file?.as_stream().ok()?.content.len())
        });
        Some(Font { name, kind, size })
    }

    /// The pictures, each once.
    pub(super) fn pictures(&self) -> Vec<Picture> {
        let streams = self.document.objects.values().filter_map(|object| object.as_stream().ok());
        let mut masks = std::collections::BTreeSet::new();
        let mut pictures = Vec::new();
        for stream in streams.clone() {
            masks.extend(stream.dict.get(b"SMask").ok().and_then(|mask| mask.as_reference().ok()));
        }
        for (id, object) in &self.document.objects {
            let Ok(stream) = object.as_stream() else { continue };
            let is = |name: &[u8]| {
                stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|it| it == name)
            };
            if masks.contains(id) || !(is(b"Image") || is(b"Form")) {
                continue;
            }
            let number = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).ok();
            let size = number(b"Width").zip(number(b"Height")).map(|(width, height)| [width, height]);
            let space = match stream.dict.get_deref(b"ColorSpace", &self.document) {
                Ok(Object::Name(name)) => String::from_utf8_lossy(name).into_owned(),
                Ok(Object::Array(space)) => {
                    let name = space.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                    String::from_utf8_lossy(name).into_owned()
                }
                _ => String::new(),
            };
            let filter = stream.dict.get(b"Filter").and_then(Object::as_name).unwrap_or_default();
            let kind = match (is(b"Form"), filter) {
                (true, _) => "drawing",
                (_, b"DCTDecode") => "JPEG",
                _ => "pixels",
            };
            pictures.push(Picture { kind: kind.to_owned(), size, space, bytes: stream.content.len() });
        }
        pictures.sort();
        pictures
    }

    fn of_type(&self, name: &'static str) -> impl Iterator<Item = &Dictionary> {
        let dictionaries = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        dictionaries.filter(move |it| {
            it.get(b"Type").and_then(Object::as_name).is_ok_and(|kind| kind == name.as_bytes())
        })
    }

    /// The files within the file.
    pub(super) fn attachments(&self) -> Vec<String> {
        let files = self.of_type("Filespec");
        files.filter_map(|file| text_of(file.get(b"UF").or(file.get(b"F")).ok()?)).collect()
    }

    /// The output intents: kind and condition.
    pub(super) fn intents(&self) -> Vec<String> {
        let intents = self
            .catalog()
            .and_then(|it| it.get_deref(b"OutputIntents", &self.document).ok()?.as_array().ok());
        let of = |intent: &Object| {
            let intent = self.document.dereference(intent).ok()?.1.as_dict().ok()?;
            let kind = String::from_utf8_lossy(intent.get(b"S").ok()?.as_name().ok()?).into_owned();
            let info = intent.get(b"Info").ok().and_then(text_of).unwrap_or_default();
            Some(format!("{info} ({kind})"))
        };
        intents.into_iter().flatten().filter_map(of).collect()
    }

    pub(super) fn language(&self) -> Option<String> {
        text_of(self.catalog()?.get_deref(b"Lang", &self.document).ok()?)
    }
}

/// An outline while it is read.
struct Outline<'d> {
    document: &'d Document,
    pages: BTreeMap<ObjectId, usize>,
    budget: Budget,
    entries: Vec<(usize, String, Option<usize>)>,
}

impl Outline<'_> {
    fn below(&mut self, first: &Object, level: usize) {
        let mut next = Some(first);
        while let Some(Ok((_, Object::Dictionary(entry)))) =
            next.map(|entry| self.document.dereference(entry))
        {
            let title = entry.get(b"Title").ok().and_then(text_of).unwrap_or_default();
            let fits = self.budget.take(title.len(), "the outline is").is_ok();
            if level > OUTLINE_DEPTH || self.entries.len() > ENTRIES_OF_OUTLINE || !fits {
                return;
            }
            let place = entry.get_deref(b"Dest", self.document).ok();
            let page = place.and_then(|place| place.as_array().ok()?.first()?.as_reference().ok());
            let page = page.and_then(|page| self.pages.get(&page).copied());
            self.entries.push((level, title, page));
            if let Ok(first) = entry.get(b"First") {
                self.below(first, level + 1);
            }
            next = entry.get(b"Next").ok();
        }
    }
}

/// A number in small Roman numerals; beyond 10,000 as it is.
fn roman(mut number: i64) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..10_000).contains(&number) {
        return number.to_string();
    }
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}
