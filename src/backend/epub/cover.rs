//! The picture that stands for the book on a shelf: the author's, or one set in type.

use super::identifier::line;
use super::names::{STYLESHEET, TYPESET};
use super::places::Book;
use crate::layout;
use crate::markup::{Page, Piece, Places, Used, Writer};
use crate::model::{AssetId, Division};
use crate::raster;
use crate::resolve::Manuscript;

/// The name of its file.
pub(super) const COVER: &str = "cover.xhtml";
/// Pixels across of one that is set in type: with 2496 down, as many as Apple's shop takes within a
/// book.
const WIDTH: u32 = 1560;

/// The cover.
pub(super) enum Cover {
    /// A picture of the author's.
    Given(AssetId),
    /// One set in type, as PNG.
    Typeset(Vec<u8>),
}

/// The cover of the book. A book without a picture gets one set in type, an article only if it is
/// asked for.
pub(super) fn cover(manuscript: &Manuscript) -> Option<Cover> {
    if let Some(given) = manuscript.document.cover.as_ref().and_then(|cover| cover.picture) {
        return Some(Cover::Given(given));
    }
    let wanted = manuscript.document.preferences.epub.cover;
    if !wanted.unwrap_or(manuscript.style.division == Division::Book) {
        return None;
    }
    let layout::Cover { page, ground } = layout::cover(manuscript)?;
    let raster = raster::page(&page, ground, WIDTH, &manuscript.fonts)?;
    raster.png().ok().map(Cover::Typeset)
}

/// The file that shows the cover: its markup, and what it uses of the style sheet.
pub(super) fn write(manuscript: &Manuscript, cover: &Cover, book: &Book) -> (String, Used) {
    let here = book.seen_from(None);
    let mut writer = Writer::new(manuscript, &here);
    let metadata = &manuscript.document.metadata;
    let given = manuscript.document.cover.as_ref().map(|cover| cover.alternative.trim()).unwrap_or_default();
    let alternative = if given.is_empty() { words(manuscript) } else { given.to_owned() };
    writer.uses(Piece::Cover);
    writer.raw("<section class=\"cover\" epub:type=\"cover\"");
    writer.attribute("id", &book.free("cover".to_owned()));
    writer.attribute("aria-label", &line(&metadata.title));
    writer.raw(">\n<img role=\"doc-cover\"");
    writer.attribute(
        "src",
        match cover {
            Cover::Given(picture) => here.picture(*picture),
            Cover::Typeset(_) => TYPESET,
        },
    );
    writer.attribute("alt", &alternative);
    writer.raw("/>\n</section>\n");
    let written = writer.finish();
    let page = Page {
        language: &metadata.language,
        title: &alternative,
        stylesheet: STYLESHEET,
        body: " epub:type=\"frontmatter\"",
        content: &written.xhtml,
    };
    (page.write(), written.used)
}

/// What a cover says: title, subtitle, authors.
fn words(manuscript: &Manuscript) -> String {
    let metadata = &manuscript.document.metadata;
    let authors = metadata.authors.iter().filter(|person| person.is_author());
    let all = [Some(&metadata.title), metadata.subtitle.as_ref()].into_iter().flatten();
    let all = all.chain(authors.map(|person| &person.name)).map(|text| line(text));
    all.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". ")
}
