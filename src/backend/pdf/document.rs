//! The whole file: printpdf's document, filled and finished.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};
use rayon::prelude::*;

use super::attachments::attach;
use super::claims::claims;
use super::content::{Content, Ink, page_content};
use super::fonts::FontTable;
use super::images::ImageTable;
use super::impose::imposed;
use super::information;
use super::inks::Inks;
use super::intent;
use super::marks::Sequence;
use super::navigation::{annotations, named_places, outline, page_labels, places};
use super::object::{bound_size, deflate, deflated_stream, text_string};
use super::save::save;
use super::sheet;
use super::tags::{self, Shown};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::layout::{ItemKind, Orientation, Page, Pages};
use crate::model::{PdfStandard, PdfStandards};
use crate::resolve::Manuscript;
use crate::style::PrintRules;
use crate::transcript;

/// Writes the file.
pub(super) fn write(
    manuscript: &Manuscript,
    pages: &Pages,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<u8>, Reported> {
    let standards = claims(manuscript, diagnostics)?;
    let print = &manuscript.style.print;
    let inks = Inks::of(print, manuscript.profile.as_deref()).map_err(|why| {
        let span = manuscript.document.preferences.print.profile.as_ref().and_then(|wish| wish.span);
        diagnostics.fail(
            Diagnostic::error(Code::Press, span, format!("the PDF cannot be made for this press: {why}"))
                .with_help("name an ICC profile of the press in `[print]`, `profile = \"press.icc\"`"),
        )
    })?;
    let mut document = container(&manuscript.document.metadata.title, pages);
    let ids: Vec<ObjectId> = document.get_pages().into_values().collect();
    debug_assert_eq!(ids.len(), pages.pages.len(), "printpdf writes every page");

    let fonts = FontTable::of(pages, &manuscript.fonts);
    let images = ImageTable::embed(&mut document, manuscript, pages, &inks, diagnostics);
    let font_resources = fonts
        .embed(&mut document, &manuscript.fonts)
        .map_err(|why| diagnostics.fail(Diagnostic::error(Code::BadFont, None, format!("the face {why}"))))?;
    let shared = Shared {
        fonts: document.add_object(font_resources),
        images: &images,
        press: standards.has(PdfStandard::X4),
        manuscript,
    };
    let ink = Ink { inks: &inks, overprint: shared.press };
    let contents: Vec<(Vec<u8>, Vec<Sequence>)> = pages
        .pages
        .par_iter()
        .map(|page| {
            let Content { bytes, sequences } = page_content(page, &fonts, &images, ink);
            (deflate(&bytes), sequences)
        })
        .collect();
    let (contents, sequences): (Vec<_>, Vec<_>) = contents.into_iter().unzip();

    if let Some(way) = print.impose {
        imposed(&mut document, pages, &shared, contents, way);
        describe(&mut document, manuscript, &PdfStandards::default(), &inks);
        return Ok(save(&document));
    }
    for ((page, id), content) in pages.pages.iter().zip(&ids).zip(contents) {
        let content = document.add_object(deflated_stream(Dictionary::new(), content));
        let dictionary = shared.page(&mut document, page, content);
        let Ok(entry) = document.get_object_mut(*id).and_then(Object::as_dict_mut) else { continue };
        let parent = entry.get(b"Parent").cloned();
        *entry = dictionary;
        if let Ok(parent) = parent {
            entry.set("Parent", parent);
        }
    }
    navigate(&mut document, manuscript, pages, &ids, &sequences, shared.press);
    describe(&mut document, manuscript, &standards, &inks);
    Ok(save(&document))
}

/// printpdf's document: its page tree, with pages that are still empty.
fn container(title: &str, pages: &Pages) -> Document {
    let mm = |points: f64| Mm((points * 25.4 / 72.0) as f32);
    let mut pdf = PdfDocument::new(title);
    pdf.pages = pages
        .pages
        .iter()
        .map(|page| {
            let [width, height] = bound_size(page);
            PdfPage::new(mm(width.to_pt()), mm(height.to_pt()), Vec::new())
        })
        .collect();
    let mut document = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    if let Ok(catalog) = document.catalog_mut() {
        // All but the page tree is written anew.
        let kept = ["Type", "Pages"].into_iter();
        *catalog = kept.filter_map(|key| Some((key, catalog.get(key.as_bytes()).ok()?.clone()))).collect();
    }
    document
}

/// What all pages share.
pub(super) struct Shared<'a> {
    fonts: ObjectId,
    images: &'a ImageTable,
    /// Whether the file is for the press.
    press: bool,
    manuscript: &'a Manuscript,
}

impl Shared<'_> {
    /// What a page's content names.
    pub fn resources(&self, page: &Page) -> Dictionary {
        let mut pictures = Dictionary::new();
        for item in &page.items {
            if let ItemKind::Picture(picture) = &item.kind
                && let Some(image) = self.images.get(picture.asset)
            {
                pictures.set(image.name.as_str(), Object::Reference(image.id));
            }
        }
        let mut resources = dictionary! { "Font" => Object::Reference(self.fonts) };
        if !pictures.is_empty() {
            resources.set("XObject", Object::Dictionary(pictures));
        }
        if self.press {
            let over = |over: bool| dictionary! { "OP" => over, "op" => over, "OPM" => 1 };
            resources.set("ExtGState", dictionary! { "Over" => over(true), "Knock" => over(false) });
        }
        resources
    }

    /// How the document is printed.
    pub fn print(&self) -> &PrintRules {
        &self.manuscript.style.print
    }

    fn page(&self, document: &mut Document, page: &Page, content: ObjectId) -> Dictionary {
        let print = self.print();
        let mut resources = self.resources(page);
        let mut contents = vec![Object::Reference(content)];
        let marks = sheet::marks(page, print);
        if !marks.is_empty() {
            resources.set("ColorSpace", dictionary! { "Marks" => sheet::registration() });
            let marks = document.add_object(deflated_stream(Dictionary::new(), deflate(&marks)));
            contents.insert(0, Object::Reference(marks));
        }
        let mut dictionary = sheet::boxes(page, print);
        dictionary.set("Type", "Page");
        dictionary.set("Resources", Object::Dictionary(resources));
        match contents.len() {
            1 => dictionary.set("Contents", Object::Reference(content)),
            _ => dictionary.set("Contents", contents),
        }
        if page.orientation == Orientation::Turned {
            // A viewer shows it as it is read; a printer prints it as it is bound.
            dictionary.set("Rotate", 90);
        }
        dictionary
    }
}

/// Adds the ways through the document: tags, links, outline, page labels.
fn navigate(
    document: &mut Document,
    manuscript: &Manuscript,
    pages: &Pages,
    ids: &[ObjectId],
    sequences: &[Vec<Sequence>],
    press: bool,
) {
    let places = places(pages);
    // No link may stand on what is printed (ISO 15930-7, 6.17).
    let links = if press { Vec::new() } else { annotations(document, pages, &places) };
    let mut on_pages: Vec<Vec<Object>> = vec![Vec::new(); ids.len()];
    for (_, link) in &links {
        on_pages[link.page].push(Object::Reference(link.id));
    }
    for (index, (id, links)) in ids.iter().zip(on_pages).enumerate() {
        let Ok(page) = document.get_object_mut(*id).and_then(Object::as_dict_mut) else { continue };
        page.set("StructParents", index as i64);
        if !links.is_empty() {
            page.set("Annots", links);
            page.set("Tabs", "S");
        }
    }
    let counts: Vec<usize> = sequences.iter().map(Vec::len).collect();
    let keys = (ids.len() + links.len()) as i64;
    let tree = tags::tree(manuscript, &Shown::new(sequences, links));
    let tags = tags::write(document, &tree, pages, ids, &counts, keys);
    let outline = outline(document, manuscript, pages, ids, &places);
    let mut names = Dictionary::new();
    if let Some(places) = named_places(document, pages, ids, &places) {
        names.set("Dests", Object::Reference(places));
    }
    let attached = attach(document, &manuscript.attachments, &manuscript.document.metadata);
    let Ok(catalog) = document.catalog_mut() else { return };
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", Object::Reference(tags));
    catalog.set("PageLabels", page_labels(pages));
    if let Some(outline) = outline {
        catalog.set("Outlines", Object::Reference(outline));
        catalog.set("PageMode", "UseOutlines");
    }
    if let Some((files, all)) = attached {
        names.set("EmbeddedFiles", files);
        catalog.set("AF", all);
    }
    if !names.is_empty() {
        catalog.set("Names", Object::Dictionary(names));
    }
}

/// Adds what the document says of itself, the standards that the file claims, and its inks.
fn describe(document: &mut Document, manuscript: &Manuscript, standards: &PdfStandards, inks: &Inks) {
    let metadata = &manuscript.document.metadata;
    let packet = information::packet(document, metadata, standards, &transcript::digest(manuscript));
    let intents = intent::intents(document, standards, inks);
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("Metadata", Object::Reference(packet));
        catalog.set("Lang", text_string(metadata.language.tag()));
        catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
        if !intents.is_empty() {
            catalog.set("OutputIntents", intents);
        }
    }
    // PDF 2.0 leaves the document information to the packet (ISO 19005-4, 6.1.3).
    document.trailer.remove(b"Info");
    if standards.has(PdfStandard::A4) {
        document.version = "2.0".to_owned();
    } else {
        document.version = "1.7".to_owned();
        let information = document.add_object(information::information(metadata, standards));
        document.trailer.set("Info", Object::Reference(information));
    }
}
