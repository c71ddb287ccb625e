//! SVG → a form of vectors, or pixels of what vectors cannot say.

use image::DynamicImage;
use usvg::Tree;

use super::{Encoded, Raster, pixels};
use crate::backend::pdf::inks::Inks;
use crate::backend::pdf::svg;
use crate::layout::Sp;
use crate::raster;
use crate::resolve::Asset;

/// Width in pixels of a drawing that becomes pixels, at most: 300 dpi on a page of books' usual width.
const PIXELS_WIDE: f32 = 1400.0;

/// Pixels for a point of a drawing that is shown smaller: 300 dpi.
const PIXELS_PER_POINT: f32 = 300.0 / 72.0;

/// Pixels of such a drawing at most.
const MOST_PIXELS: f32 = 4_000_000.0;

/// The form, or pixels, of a drawing that is shown so wide at most.
pub(super) fn encode(asset: &Asset, shown: Sp, inks: &Inks) -> Result<Encoded, String> {
    let tree = Tree::from_data(&asset.bytes, &usvg::Options::default()).map_err(|error| error.to_string())?;
    match svg::form(&tree, inks) {
        Some(form) => Ok(Encoded::Drawing(form)),
        None => drawn(&tree, shown, inks).map(Encoded::Pixels),
    }
}

/// The drawing as pixels.
fn drawn(tree: &Tree, shown: Sp, inks: &Inks) -> Result<Raster, String> {
    let size = tree.size();
    let most = (MOST_PIXELS / (size.width() * size.height())).sqrt();
    // A drawing of a single unit needs a large scale; one of pixels is not made larger than it helps.
    let wide = (shown.to_pt() as f32 * PIXELS_PER_POINT).min(PIXELS_WIDE);
    let scale = (wide / size.width()).max(0.05).min(most);
    let picture = raster::drawing(tree, scale).ok_or_else(|| "its size is out of range".to_owned())?;
    Ok(pixels::pixels(&DynamicImage::ImageRgba8(picture), inks, None))
}
