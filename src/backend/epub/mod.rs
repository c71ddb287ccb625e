//! The EPUB edition: EPUB 3.3, one file for each chapter.
//!
//! The manuscript is divided into [`chapters`], a pure function of the text; then it is known
//! where everything stands ([`Places`](places::Book)), and each chapter becomes XHTML. The
//! [`package`] document, the [`navigation`] document and the old NCX are ours;
//! [`container`] puts all into one archive, by epub-builder and a pass that sets right what it
//! leaves open.

mod accessibility;
mod chapters;
mod container;
mod content;
mod cover;
mod entries;
mod faces;
mod identifier;
mod names;
mod navigation;
mod ncx;
mod package;
mod pictures;
mod places;
mod shops;
mod weight;

use super::Backend;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::edition::Edition;
use crate::layout::{self, Pages};
use crate::markup::{self, FaceRule};
use crate::reader::{self, Reader};
use crate::resolve::Manuscript;

/// Writes the EPUB edition.
pub struct Epub;

impl Backend for Epub {
    fn name(&self) -> &'static str {
        "epub"
    }

    fn extension(&self) -> &'static str {
        "epub"
    }

    fn reader(&self) -> Option<&'static dyn Reader> {
        Some(&reader::Epub)
    }

    fn needs_pages(&self, manuscript: &Manuscript) -> bool {
        manuscript.document.preferences.epub.page_list == Some(true)
    }

    fn write(
        &self,
        manuscript: &Manuscript,
        pages: Option<&Pages>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Edition, Reported> {
        let chapters = chapters::divide(manuscript, diagnostics);
        let pages = pages.filter(|_| manuscript.document.preferences.epub.page_list != Some(false));
        let marks = pages.map(|pages| layout::page_marks(manuscript, pages)).unwrap_or_default();
        let pictures = pictures::prepare(manuscript, diagnostics);
        let book = places::Book::new(manuscript, &chapters, &pictures, marks);
        let cover = cover::cover(manuscript);
        shops::report(manuscript, cover.as_ref(), diagnostics);
        let files = content::write(manuscript, &chapters, &book);
        let nav = navigation::navigation(manuscript, &chapters, &book, cover.is_some(), &files.pages);
        let mut used = files.used;
        used.merge(&nav.used);
        let mut text: Vec<(String, String)> =
            chapters.iter().map(|chapter| chapter.file()).zip(files.xhtml).collect();
        if let Some(cover) = &cover {
            let (xhtml, uses) = cover::write(manuscript, cover, &book);
            used.merge(&uses);
            text.insert(0, (cover::COVER.to_owned(), xhtml));
        }
        let mut images: Vec<(&str, &'static str, &[u8])> = pictures
            .iter()
            .zip(&book.pictures)
            .map(|(picture, address)| (address.as_str(), picture.format.media_type(), &*picture.bytes))
            .collect();
        if let Some(cover::Cover::Typeset(png)) = &cover {
            images.push((names::TYPESET, "image/png", png));
        }
        let faces = faces::faces(manuscript, diagnostics);
        let rules: Vec<FaceRule> = faces.iter().map(|face| face.rule.clone()).collect();
        let fonts =
            faces.iter().map(|face| (face.rule.address.as_str(), face.media_type, face.bytes.as_slice()));
        let parts = container::Parts {
            package: package::package(manuscript, &chapters, &book, cover.as_ref(), &faces, pages),
            navigation: nav.xhtml,
            ncx: nav.ncx,
            stylesheet: markup::stylesheet(manuscript, &used, &rules),
            text,
            fonts: fonts.collect(),
            pictures: images,
        };
        container::assemble(manuscript, &parts)
            .map(Edition::File)
            .map_err(|fault| diagnostics.fail(Diagnostic::error(Code::Internal, None, fault.to_string())))
    }
}
