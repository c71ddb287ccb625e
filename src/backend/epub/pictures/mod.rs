//! The manuscript's pictures → pictures as reading systems take them.
//!
//! One that suits them goes in untouched. One that is too large for small machines, lies on its
//! side, has the colours of a press or is of a format that they do not know is made anew.

mod encode;
mod strip;

use std::borrow::Cow;
use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};
use rayon::prelude::*;
use usvg::Tree;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::EpubProfile;
use crate::raster;
use crate::resolve::{Asset, Format, Manuscript};

/// The most pixels that a picture may have, for Apple's shop and for readers with little memory.
const MOST_PIXELS: u32 = 4_000_000;
/// The most bytes, by the rules of Standard Ebooks: larger ones make the turning of pages slow.
pub(super) const MOST_BYTES: usize = 1_500_000;
/// A drawing becomes pixels with twice as many each way as it is shown with, for fine screens.
const FINE: f32 = 2.0;

/// A picture as it goes into the book.
pub(super) struct Picture<'a> {
    pub format: Format,
    pub bytes: Cow<'a, [u8]>,
}

/// The pictures of the book, by asset.
pub(super) fn prepare<'a>(manuscript: &'a Manuscript, diagnostics: &mut Diagnostics) -> Vec<Picture<'a>> {
    let wishes = &manuscript.document.preferences.epub;
    let profile = wishes.profile.unwrap_or_default();
    let strips = wishes.strip_metadata.unwrap_or(false);
    let made: Vec<_> = manuscript.assets.par_iter().map(|asset| suited(asset, profile, strips)).collect();
    let mut pictures = Vec::with_capacity(made.len());
    for (asset, made) in manuscript.assets.iter().zip(made) {
        pictures.push(made.unwrap_or_else(|why| {
            let message = format!("`{}` goes into the EPUB as it is: {why}", asset.name);
            diagnostics.add(Diagnostic::warning(Code::BadImage, None, message));
            Picture { format: asset.format, bytes: Cow::Borrowed(&asset.bytes) }
        }));
    }
    pictures
}

fn suited(asset: &Asset, profile: EpubProfile, strips: bool) -> Result<Picture<'_>, String> {
    let as_it_is = || Ok(Picture { format: asset.format, bytes: Cow::Borrowed(&*asset.bytes) });
    let too_large = too_many(asset.width, asset.height) || asset.bytes.len() > MOST_BYTES;
    match asset.format {
        // Drawings are text, which Kindle's conversion does not take for a picture.
        Format::Svg if profile == EpubProfile::Kindle => {
            let most = (MOST_PIXELS as f32 / (asset.width as f32 * asset.height as f32)).sqrt();
            encode::lossless(&drawn(asset, FINE.min(most))?)
        }
        Format::Svg => as_it_is(),
        // To make an animation anew would stop it.
        Format::Gif | Format::WebP | Format::Png if moves(asset) => as_it_is(),
        // EPUB knows WebP since version 3.3 only; what was sold before does not.
        Format::WebP if profile != EpubProfile::Apple || too_large => made_anew(asset),
        Format::Gif if too_large => made_anew(asset),
        Format::Gif | Format::WebP => as_it_is(),
        Format::Jpeg | Format::Png if too_large || !lies_as_shown(asset) => made_anew(asset),
        Format::Jpeg if strips => stripped(asset, strip::jpeg),
        Format::Png if strips => stripped(asset, strip::png),
        Format::Jpeg | Format::Png => as_it_is(),
    }
}

fn drawn(asset: &Asset, scale: f32) -> Result<DynamicImage, String> {
    let tree = Tree::from_data(&asset.bytes, &usvg::Options::default()).map_err(|error| error.to_string())?;
    let pixels = raster::drawing(&tree, scale).ok_or("its size is out of range")?;
    Ok(DynamicImage::ImageRgba8(pixels))
}

fn stripped(asset: &Asset, strip: impl Fn(&[u8]) -> Option<Vec<u8>>) -> Result<Picture<'_>, String> {
    let bytes = strip(&asset.bytes).ok_or("its data is not laid out as its format says")?;
    Ok(Picture { format: asset.format, bytes: bytes.into() })
}

fn too_many(width: u32, height: u32) -> bool {
    u64::from(width) * u64::from(height) > u64::from(MOST_PIXELS)
}

fn format(asset: &Asset) -> ImageFormat {
    match asset.format {
        Format::Png | Format::Svg => ImageFormat::Png,
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Gif => ImageFormat::Gif,
        Format::WebP => ImageFormat::WebP,
    }
}

fn decoder(asset: &Asset) -> Result<impl ImageDecoder + '_, String> {
    let reader = ImageReader::with_format(Cursor::new(&*asset.bytes), format(asset));
    reader.into_decoder().map_err(|error| error.to_string())
}

/// Whether its data is upright and in the colours of screens, by its headers.
fn lies_as_shown(asset: &Asset) -> bool {
    let orientation = decoder(asset).map(|mut decoder| decoder.orientation());
    !is_separated(asset) && matches!(orientation, Ok(Ok(Orientation::NoTransforms) | Err(_)))
}

/// Whether it has the four inks of a press.
fn is_separated(asset: &Asset) -> bool {
    asset.format == Format::Jpeg && strip::inks(&asset.bytes) == Some(4)
}

/// The picture decoded, turned upright, sampled down if it has too many pixels, and encoded.
fn made_anew(asset: &Asset) -> Result<Picture<'static>, String> {
    let mut decoder = decoder(asset)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    // A press's profile says nothing of the screen's colours that the decoder makes.
    let profile = decoder.icc_profile().ok().flatten().filter(|_| !is_separated(asset));
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| error.to_string())?;
    picture.apply_orientation(orientation);
    if too_many(picture.width(), picture.height()) {
        let share =
            (f64::from(MOST_PIXELS) / (f64::from(picture.width()) * f64::from(picture.height()))).sqrt();
        picture = encode::scaled(&picture, share);
    }
    encode::small(picture, asset.format, profile)
}

/// Whether a picture is an animation.
pub(super) fn moves(asset: &Asset) -> bool {
    let holds = |bytes: &[u8], mark: &[u8]| bytes.windows(mark.len()).any(|window| window == mark);
    let head = &asset.bytes[..asset.bytes.len().min(4096)];
    match asset.format {
        // The extension that makes a GIF go round, and a PNG's and a WebP's chunk of that kind.
        Format::Gif => holds(&asset.bytes, b"NETSCAPE2.0"),
        Format::Png => holds(head, b"acTL"),
        Format::WebP => holds(head, b"ANIM"),
        Format::Jpeg | Format::Svg => false,
    }
}
