//! The whole file: printpdf's document, filled and finished.

use lopdf::{Dictionary, Object, ObjectId, dictionary};
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
use super::object::{Deflater, bound_size, deflate, deflated_stream, text_string};
use super::save::save;
use super::shared::Shared;
use super::sheet;
use super::store::ObjectStore;
use super::tags::{self, Shown};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::layout::{Orientation, Page, Pages};
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
    let mut objects = container(&manuscript.document.metadata.title, pages);
    let ids = objects.pages.clone();

    let fonts = FontTable::of(pages, &manuscript.fonts);
    let images = ImageTable::embed(&mut objects, manuscript, pages, &inks, diagnostics);
    let font_resources = fonts
        .embed(&mut objects, &manuscript.fonts)
        .map_err(|why| diagnostics.fail(Diagnostic::error(Code::BadFont, None, format!("the face {why}"))))?;
    let shared = Shared {
        fonts: objects.add(font_resources),
        images: &images,
        press: standards.has(PdfStandard::X4),
        manuscript,
    };
    let ink = Ink { inks: &inks, overprint: shared.press };
    let contents: Vec<(Vec<u8>, Vec<Sequence>)> = pages
        .pages
        .par_iter()
        .map_init(Deflater::new, |deflater, page| {
            let Content { bytes, sequences } = page_content(page, &fonts, &images, ink);
            (deflater.deflate(&bytes), sequences)
        })
        .collect();
    let (contents, sequences): (Vec<_>, Vec<_>) = contents.into_iter().unzip();

    if let Some(way) = print.impose {
        imposed(&mut objects, pages, &shared, contents, way);
        describe(&mut objects, manuscript, &PdfStandards::default(), &inks);
        return Ok(save(objects));
    }
    let drawn: Vec<Drawn> = pages
        .pages
        .iter()
        .zip(contents)
        .map(|(page, content)| Drawn::add(&mut objects, page, content, print))
        .collect();
    navigate(&mut objects, &shared, pages, &ids, &drawn, sequences);
    describe(&mut objects, manuscript, &standards, &inks);
    Ok(save(objects))
}

/// The container that printpdf makes, for as many pages as the text has. printpdf itself is given only
/// the first: it would take kilobytes for each, of which nothing but their number would be kept.
fn container(title: &str, pages: &Pages) -> ObjectStore {
    let mm = |points: f64| Mm((points * 25.4 / 72.0) as f32);
    let mut pdf = PdfDocument::new(title);
    let first = pages.pages.first().map(|page| {
        let [width, height] = bound_size(page);
        PdfPage::new(mm(width.to_pt()), mm(height.to_pt()), Vec::new())
    });
    pdf.pages.extend(first);
    let document = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    ObjectStore::of(&document, pages.pages.len())
}

/// The content streams of a page.
struct Drawn {
    /// The marks around it, if there are any.
    marks: Option<ObjectId>,
    /// What stands on it.
    content: ObjectId,
}

impl Drawn {
    fn add(objects: &mut ObjectStore, page: &Page, content: Vec<u8>, print: &PrintRules) -> Self {
        let content = objects.add(deflated_stream(Dictionary::new(), content));
        let marks = sheet::marks(page, print);
        let marks =
            (!marks.is_empty()).then(|| objects.add(deflated_stream(Dictionary::new(), deflate(&marks))));
        Self { marks, content }
    }

    /// A page's dictionary, for its place in the page tree and with the links that stand on it.
    fn page(
        &self,
        shared: &Shared<'_>,
        page: &Page,
        parent: ObjectId,
        index: usize,
        links: Vec<Object>,
    ) -> Dictionary {
        let print = shared.print();
        let mut resources = shared.resources(page);
        let content = Object::Reference(self.content);
        let contents = match self.marks {
            Some(marks) => {
                resources.set("ColorSpace", dictionary! { "Marks" => sheet::registration() });
                Object::Array(vec![Object::Reference(marks), content])
            }
            None => content,
        };
        let mut dictionary = sheet::boxes(page, print);
        dictionary.set("Type", "Page");
        dictionary.set("Resources", Object::Dictionary(resources));
        dictionary.set("Contents", contents);
        if page.orientation == Orientation::Turned {
            // A viewer shows it as it is read; a printer prints it as it is bound.
            dictionary.set("Rotate", 90);
        }
        dictionary.set("Parent", Object::Reference(parent));
        dictionary.set("StructParents", index as i64);
        if !links.is_empty() {
            dictionary.set("Annots", links);
            dictionary.set("Tabs", "S");
        }
        dictionary
    }
}

/// Adds the pages and the ways through them: tags, links, outline, page labels.
fn navigate(
    objects: &mut ObjectStore,
    shared: &Shared<'_>,
    pages: &Pages,
    ids: &[ObjectId],
    drawn: &[Drawn],
    sequences: Vec<Vec<Sequence>>,
) {
    let manuscript = shared.manuscript;
    let places = places(pages);
    // No link may stand on what is printed (ISO 15930-7, 6.17).
    let links = if shared.press { Vec::new() } else { annotations(objects, pages, &places) };
    let mut left = links.as_slice();
    for (index, ((page, id), drawn)) in pages.pages.iter().zip(ids).zip(drawn).enumerate() {
        // Links come in the order of the pages.
        let (here, later) = left.split_at(left.partition_point(|(_, link)| link.page <= index));
        left = later;
        let here = here.iter().map(|(_, link)| Object::Reference(link.id)).collect();
        objects.put(*id, drawn.page(shared, page, objects.page_tree(), index, here));
    }
    let counts: Vec<usize> = sequences.iter().map(Vec::len).collect();
    let keys = (ids.len() + links.len()) as i64;
    let tree = tags::tree(manuscript, &Shown::new(sequences, links));
    let tags = tags::write(objects, tree, pages, ids, &counts, keys);
    let outline = outline(objects, manuscript, pages, ids, &places);
    let mut names = Dictionary::new();
    if let Some(places) = named_places(objects, pages, ids, &places) {
        names.set("Dests", Object::Reference(places));
    }
    let attached = attach(objects, &manuscript.attachments, &manuscript.document.metadata);
    let catalog = &mut objects.catalog;
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
fn describe(objects: &mut ObjectStore, manuscript: &Manuscript, standards: &PdfStandards, inks: &Inks) {
    let metadata = &manuscript.document.metadata;
    let packet = information::packet(objects, metadata, standards, &transcript::digest(manuscript));
    let intents = intent::intents(objects, standards, inks);
    let catalog = &mut objects.catalog;
    catalog.set("Metadata", Object::Reference(packet));
    catalog.set("Lang", text_string(metadata.language.tag()));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    if !intents.is_empty() {
        catalog.set("OutputIntents", intents);
    }
    if standards.has(PdfStandard::A4) {
        // PDF 2.0 leaves the document information to the packet (ISO 19005-4, 6.1.3).
        objects.version = "2.0".to_owned();
    } else {
        objects.version = "1.7".to_owned();
        objects.information = Some(objects.add(information::information(metadata, standards)));
    }
}
