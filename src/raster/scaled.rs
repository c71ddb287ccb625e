//! A picture → the same in fewer pixels.

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::DynamicImage;

/// The picture in other pixels, by Catmull and Rom's filter: sharp, and without halos. Transparent
/// pixels lend no colour to their neighbours.
///
/// The same on every machine: the numbers are whole ones, whichever instructions a processor has.
pub fn scaled(picture: &DynamicImage, width: u32, height: u32) -> DynamicImage {
    let mut out = DynamicImage::new(width.max(1), height.max(1), picture.color());
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    match Resizer::new().resize(picture, &mut out, &options) {
        Ok(()) => out,
        // A kind of pixels that it does not know.
        Err(_) => picture.resize_exact(width.max(1), height.max(1), image::imageops::FilterType::CatmullRom),
    }
}
