//! Images within a drawing → their data.

use std::cell::Cell;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use usvg::roxmltree::Document;

use super::super::finding::{Findings, Kind};
use super::super::raster;
use super::work::Shown;
use super::{LARGEST, decode, prepare, weight};
use crate::font::Library;
use crate::gather::{DEEPEST, Files, MOST_IMAGES, folder, path_in};
use crate::resolve::Format;
use crate::resolve::targets::shortened;
use crate::source::Refusal;
use crate::span::FileId;

/// The path of an image, and its bytes.
type Found = (String, Arc<[u8]>);

/// The most pixels of all of them.
const MOST_PIXELS: u64 = 200_000_000;

/// What all drawings within a drawing share.
pub(super) struct Means<'m> {
    pub library: &'m Library,
    images: Cell<usize>,
    pixels: Cell<u64>,
}

impl<'m> Means<'m> {
    /// With the faces for text.
    pub fn new(library: &'m Library) -> Self {
        Self { library, images: Cell::new(0), pixels: Cell::new(0) }
    }
}

/// An image within a drawing.
pub(super) struct Embedded {
    /// Its data, as a `data:` address.
    pub address: String,
    /// Of a drawing, its shapes.
    pub shapes: u64,
}

/// Where a drawing is, for the paths in it.
#[derive(Clone)]
pub(in crate::resolve::pictures) struct Place<'s> {
    files: &'s Files,
    /// The text that shows it.
    file: FileId,
    /// The drawing's folder as that text would write it, with a slash at its end; `None` for data
    /// that is in no folder.
    folder: Option<String>,
    /// In how many drawings it stands.
    depth: usize,
    /// The document's language.
    language: &'s str,
    /// In how large it is shown.
    shown: Shown,
}

impl<'s> Place<'s> {
    /// The place of a picture that `file` names by `path`.
    pub fn of(files: &'s Files, file: FileId, path: &str, language: &'s str) -> Self {
        Self { files, file, folder: folder(path), depth: 0, language, shown: Shown::Natural }
    }

    /// In how large the drawing is shown.
    pub fn shown(&self) -> Shown {
        self.shown
    }

    /// Adds that it is shown like this, too.
    pub fn add_shown(&mut self, shown: Shown) {
        if shown == Shown::Sized {
            self.shown = shown;
        }
    }

    /// The language in which the drawing is shown.
    pub fn language(&self) -> &str {
        self.language
    }

    /// What makes equal paths in drawings mean equal files.
    pub fn key(&self) -> (FileId, Option<String>) {
        (self.file, self.folder.clone())
    }

    /// The bytes of the image that `href` means, or what to report.
    fn read(&self, href: &str) -> Result<Found, (Kind, String)> {
        let shown = shortened(href);
        let Some(path) = path_in(self.folder.as_deref(), href) else {
            return Err((Kind::MissingImage, shown));
        };
        match self.files.get(self.file, &path) {
            Ok(bytes) => Ok((path, bytes)),
            Err(Refusal::Remote) => Err((Kind::RemoteImage, shown)),
            Err(Refusal::Missing) => Err((Kind::MissingImage, shown)),
            Err(Refusal::Outside) => Err((Kind::OutsideImage, shown)),
            Err(refusal) => Err((Kind::BadImage, format!("{shown}: {refusal}"))),
        }
    }

    /// The image that `href` means as a `data:` address, or what to report. What is lost of a
    /// drawing in it is added to `findings`.
    pub(super) fn embedded(
        &self,
        href: &str,
        means: &Means<'_>,
        findings: &mut Findings,
    ) -> Result<Embedded, (Kind, String)> {
        let bad = |why: String| (Kind::BadImage, format!("{}: {why}", shortened(href)));
        means.images.set(means.images.get() + 1);
        if means.images.get() > MOST_IMAGES {
            return Err(bad(format!("there are more than {MOST_IMAGES} in the drawing")));
        }
        let (path, bytes) = self.read(href)?;
        if let Some(format) = raster::format_of(&bytes) {
            let (width, height) = raster::size(&bytes, format).unwrap_or_default();
            means.pixels.set(means.pixels.get() + u64::from(width) * u64::from(height));
            if means.pixels.get() > MOST_PIXELS {
                return Err(bad("the images in the drawing have too many pixels".to_owned()));
            }
            let looked = raster::look(&bytes, format).map_err(bad)?;
            findings.add_all(&looked.findings, None);
            let kind = match looked.format {
                Format::Png => "png",
                Format::Jpeg => "jpeg",
                Format::Gif => "gif",
                Format::WebP => "webp",
                Format::Svg => "svg+xml",
            };
            let address = address(kind, looked.rewritten.as_deref().unwrap_or(&bytes));
            return Ok(Embedded { address, shapes: 0 });
        }
        let text =
            decode::text(&bytes).ok_or_else(|| bad("its data is not an image".to_owned()))?.map_err(bad)?;
        if self.depth >= DEEPEST {
            return Err(bad(format!("drawings stand in drawings more than {DEEPEST} deep")));
        }
        let folder = if href.trim_start().starts_with("data:") { self.folder.clone() } else { folder(&path) };
        let inside = Self { folder, depth: self.depth + 1, ..self.clone() };
        let mut lost = Findings::default();
        let prepared = prepare::prepare(text, &inside, means, &mut lost).map_err(bad)?;
        findings.add_all(&lost, None);
        let document = Document::parse(&prepared).map_err(|error| bad(error.to_string()))?;
        let shapes = weight::count(&document).map_err(bad)?;
        if prepared.len() > LARGEST / 2 {
            return Err(bad("it is too large".to_owned()));
        }
        Ok(Embedded { address: address("svg+xml", prepared.as_bytes()), shapes })
    }
}

fn address(kind: &str, bytes: &[u8]) -> String {
    format!("data:image/{kind};base64,{}", STANDARD.encode(bytes))
}
