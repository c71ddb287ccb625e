//! Pixels → data of a picture, no larger than reading systems like it.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageEncoder};

use super::{MOST_BYTES, Picture};
use crate::raster;
use crate::resolve::Format;

/// Of 100: above it nobody sees the difference, below it edges begin to ring.
const QUALITY: u8 = 90;
/// By how much a picture is scaled that is still too large.
const STEP: f64 = 0.8;
/// Below this length of its longer side a picture is not scaled any more.
const SMALLEST: u32 = 400;

/// The picture in `share` of its size each way.
pub(super) fn scaled(picture: &DynamicImage, share: f64) -> DynamicImage {
    let side = |length: u32| ((f64::from(length) * share) as u32).max(1);
    raster::scaled(picture, side(picture.width()), side(picture.height()))
}

/// Encodes a picture that was of the format `from`: as a JPEG if it was one or is too large for a
/// PNG and opaque, smaller as long as it is too large. `profile` tells what its colours mean.
pub(super) fn small(
    mut picture: DynamicImage,
    from: Format,
    profile: Option<Vec<u8>>,
) -> Result<Picture<'static>, String> {
    loop {
        let opaque = !picture.color().has_alpha();
        let mut best = if from == Format::Jpeg && opaque {
            photograph(&picture, profile.clone())?
        } else {
            png(&picture, profile.clone(), CompressionType::Fast)?
        };
        if best.bytes.len() > MOST_BYTES && opaque && best.format == Format::Png {
            best = photograph(&picture, profile.clone())?;
        }
        if best.bytes.len() <= MOST_BYTES || picture.width().max(picture.height()) <= SMALLEST {
            return Ok(best);
        }
        picture = scaled(&picture, STEP);
    }
}

/// Encodes a drawing, without loss.
pub(super) fn lossless(picture: &DynamicImage) -> Result<Picture<'static>, String> {
    png(picture, None, CompressionType::Best)
}

fn photograph(picture: &DynamicImage, profile: Option<Vec<u8>>) -> Result<Picture<'static>, String> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).map_err(|error| error.to_string())?;
    }
    // JPEG has eight bits and no transparency.
    let picture = match picture.color().has_color() {
        true => DynamicImage::ImageRgb8(picture.to_rgb8()),
        false => DynamicImage::ImageLuma8(picture.to_luma8()),
    };
    picture.write_with_encoder(encoder).map_err(|error| error.to_string())?;
    Ok(Picture { format: Format::Jpeg, bytes: bytes.into_inner().into() })
}

fn png(
    picture: &DynamicImage,
    profile: Option<Vec<u8>>,
    compression: CompressionType,
) -> Result<Picture<'static>, String> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = PngEncoder::new_with_quality(&mut bytes, compression, FilterType::Adaptive);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).map_err(|error| error.to_string())?;
    }
    picture.write_with_encoder(encoder).map_err(|error| error.to_string())?;
    Ok(Picture { format: Format::Png, bytes: bytes.into_inner().into() })
}
