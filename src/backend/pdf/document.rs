//! The whole file: printpdf's document, filled and finished.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};
use rayon::prelude::*;

use super::claims::claims;
use super::content::{Content, page_content};
use super::fonts::FontTable;
use super::images::ImageTable;
use super::information;
use super::intent;
use super::marks::Sequence;
use super::navigation::{annotations, named_places, outline, page_labels, places};
use super::object::{bound_size, deflate, deflated_stream, number, text_string};
use super::save::save;
use super::tags::{self, Shown};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::layout::{ItemKind, Orientation, Page, Pages};
use crate::model::PdfStandard;
use crate::resolve::Manuscript;

/// Writes the file.
pub(super) fn write(
    manuscript: &Manuscript,
    pages: &Pages,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<u8>, Reported> {
    let standards = claims(manuscript, diagnostics)?;
    let metadata = &manuscript.document.metadata;
    let mut document = container(&metadata.title, pages);
    let ids: Vec<ObjectId> = document.get_pages().into_values().collect();
    debug_assert_eq!(ids.len(), pages.pages.len(), "printpdf writes every page");

    let fonts = FontTable::of(pages, &manuscript.fonts);
    let images = ImageTable::embed(&mut document, manuscript, pages, diagnostics);
    let font_resources = fonts
        .embed(&mut document, &manuscript.fonts)
        .map_err(|why| diagnostics.fail(Diagnostic::error(Code::BadFont, None, format!("the face {why}"))))?;
    let font_resources = document.add_object(font_resources);
    let contents: Vec<(Vec<u8>, Vec<Sequence>)> = pages
        .pages
        .par_iter()
        .map(|page| {
            let Content { bytes, sequences } = page_content(page, &fonts, &images);
            (deflate(&bytes), sequences)
        })
        .collect();
    let (contents, sequences): (Vec<_>, Vec<_>) = contents.into_iter().unzip();

    let places = places(pages);
    let links = annotations(&mut document, pages, &places);
    let mut links_of: Vec<Vec<Object>> = vec![Vec::new(); ids.len()];
    for (_, link) in &links {
        links_of[link.page].push(Object::Reference(link.id));
    }
    for (index, ((page, id), content)) in pages.pages.iter().zip(&ids).zip(contents).enumerate() {
        let content = document.add_object(deflated_stream(Dictionary::new(), content));
        let Ok(entry) = document.get_object_mut(*id).and_then(Object::as_dict_mut) else { continue };
        let parent = entry.get(b"Parent").cloned();
        *entry =
            page_dictionary(page, &images, font_resources, content, std::mem::take(&mut links_of[index]));
        entry.set("StructParents", index as i64);
        if let Ok(parent) = parent {
            entry.set("Parent", parent);
        }
    }
    let counts: Vec<usize> = sequences.iter().map(Vec::len).collect();
    let keys = (ids.len() + links.len()) as i64;
    let tree = tags::tree(manuscript, &Shown::new(&sequences, links));
    let tags = tags::write(&mut document, &tree, pages, &ids, &counts, keys);
    let outline = outline(&mut document, manuscript, pages, &ids, &places);
    let names = named_places(&mut document, pages, &ids, &places);
    if let Ok(catalog) = document.catalog_mut() {
        for key in [
            b"PageMode".as_slice(),
            b"PageLayout",
            b"Metadata",
            b"OutputIntents",
            b"Outlines",
            b"Dests",
            b"Names",
        ] {
            catalog.remove(key);
        }
        catalog.set("Lang", text_string(metadata.language.tag()));
        catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        catalog.set("StructTreeRoot", Object::Reference(tags));
        catalog.set("PageLabels", page_labels(pages));
        if let Some(outline) = outline {
            catalog.set("Outlines", Object::Reference(outline));
            catalog.set("PageMode", "UseOutlines");
        }
        if let Some(names) = names {
            catalog.set("Names", dictionary! { "Dests" => Object::Reference(names) });
        }
    }
    let packet = information::packet(&mut document, metadata, &standards);
    let intent = (!standards.is_empty()).then(|| intent::srgb(&mut document));
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("Metadata", Object::Reference(packet));
        catalog.set("OutputIntents", intent.into_iter().map(Object::Dictionary).collect::<Vec<_>>());
    }
    // PDF 2.0 leaves the document information to the packet (ISO 19005-4, 6.1.3).
    document.trailer.remove(b"Info");
    if standards.has(PdfStandard::A4) {
        document.version = "2.0".to_owned();
    } else {
        document.version = "1.7".to_owned();
        let information = document.add_object(information::information(metadata, &standards));
        document.trailer.set("Info", Object::Reference(information));
    }
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
    pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new())
}

fn page_dictionary(
    page: &Page,
    images: &ImageTable,
    fonts: ObjectId,
    content: ObjectId,
    links: Vec<Object>,
) -> Dictionary {
    let [width, height] = bound_size(page).map(number);
    let size = vec![0.into(), 0.into(), width, height];
    let mut pictures = Dictionary::new();
    for item in &page.items {
        if let ItemKind::Picture(picture) = &item.kind
            && let Some(image) = images.get(picture.asset)
        {
            pictures.set(image.name.as_str(), Object::Reference(image.id));
        }
    }
    let mut resources = dictionary! { "Font" => Object::Reference(fonts) };
    if !pictures.is_empty() {
        resources.set("XObject", Object::Dictionary(pictures));
    }
    let mut dictionary = dictionary! {
        "Type" => "Page",
        "MediaBox" => size.clone(),
        "TrimBox" => size,
        "Resources" => Object::Dictionary(resources),
        "Contents" => Object::Reference(content),
    };
    if page.orientation == Orientation::Turned {
        // A viewer shows it as it is read; a printer prints it as it is bound.
        dictionary.set("Rotate", 90);
    }
    if !links.is_empty() {
        dictionary.set("Annots", links);
        dictionary.set("Tabs", "S");
    }
    dictionary
}
