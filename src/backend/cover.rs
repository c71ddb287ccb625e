//! The cover set in type, as shops ask for it: a picture beside the editions.

use image::codecs::jpeg::JpegEncoder;

use super::Backend;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::edition::Edition;
use crate::layout::{self, Pages};
use crate::raster;
use crate::reader::Reader;
use crate::resolve::Manuscript;

/// Pixels across; with 2560 down it is what Kindle's shop thinks ideal.
const WIDTH: u32 = 1600;
/// Of 100: type has edges, which show what a JPEG leaves out.
const QUALITY: u8 = 92;

/// Writes the cover as a JPEG of 1600 by 2560 pixels.
pub struct Cover;

impl Backend for Cover {
    fn name(&self) -> &'static str {
        "cover"
    }

    fn extension(&self) -> &'static str {
        "jpg"
    }

    fn reader(&self) -> Option<&'static dyn Reader> {
        None
    }

    fn needs_pages(&self, _manuscript: &Manuscript) -> bool {
        false
    }

    fn write(
        &self,
        manuscript: &Manuscript,
        _pages: Option<&Pages>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Edition, Reported> {
        if let Some(own) = manuscript.document.cover.as_ref().filter(|cover| cover.picture.is_some()) {
            let message = "the document has a picture for its cover, and none is set in type";
            let error = Diagnostic::error(Code::BadValue, own.span, message);
            return Err(diagnostics.fail(error.with_help("give that picture to the shop")));
        }
        let drawn = layout::cover(manuscript)
            .and_then(|it| raster::page(&it.page, it.ground, WIDTH, &manuscript.fonts));
        let Some(drawn) = drawn else {
            let message = "no cover can be set: no face has all characters of the title and the names";
            let error = Diagnostic::error(Code::MissingGlyph, None, message);
            return Err(diagnostics.fail(error.with_help("name a font that has them with `--font-path`")));
        };
        let mut bytes = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
        drawn
            .rgb()
            .write_with_encoder(encoder)
            .map_err(|fault| diagnostics.fail(Diagnostic::error(Code::Internal, None, fault.to_string())))?;
        Ok(Edition::File(bytes))
    }
}
