//! Pictures that are decoded: their colours, and their transparency apart.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader};

use super::super::object::{deflate, deflated_stream};
use super::profile::{Colours, Profile};
use super::{Most, Raster, image_dictionary, png};
use crate::backend::pdf::inks::Inks;
use crate::model::InkSet;
use crate::raster;
use crate::resolve::{Asset, Format};

/// A picture decoded; of one that moves, the first that is seen.
pub(super) fn decoded(asset: &Asset, most: Option<Most>) -> Result<Raster, String> {
    let small = sampled(picture(&asset.bytes)?, most);
    let profile = profile(asset)?;
    Ok(Raster { profile: Profile::of(profile, colours(&small)), ..pixels(&small, &Inks::rgb(), None) })
}

/// A picture decoded and brought into the press's inks.
pub(super) fn separated(asset: &Asset, most: Option<Most>, inks: &Inks) -> Result<Raster, String> {
    let small = sampled(picture(&asset.bytes)?, most);
    let profile = profile(asset)?;
    Ok(pixels(&small, inks, profile.as_deref()))
}

/// The profile beside its data.
fn profile(asset: &Asset) -> Result<Option<Vec<u8>>, String> {
    Ok(match asset.format {
        Format::Png => png::profile(&asset.bytes),
        Format::WebP | Format::Jpeg => decoder(&asset.bytes)?.icc_profile().unwrap_or_default(),
        Format::Gif | Format::Svg => None,
    })
}

/// The picture as it is shown.
pub(super) fn picture(bytes: &[u8]) -> Result<DynamicImage, String> {
    let mut decoder = decoder(bytes)?;
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| error.to_string())?;
    picture.apply_orientation(turned);
    Ok(picture)
}

fn decoder(bytes: &[u8]) -> Result<impl ImageDecoder, String> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let reader = reader.map_err(|error| error.to_string())?;
    reader.into_decoder().map_err(|error| error.to_string())
}

/// The picture with no more pixels than print can show.
pub(super) fn sampled(picture: DynamicImage, most: Option<Most>) -> DynamicImage {
    match most {
        Some([width, height]) => raster::scaled(&picture, width, height),
        None => picture,
    }
}

fn colours(picture: &DynamicImage) -> Colours {
    if picture.color().has_color() { Colours::Rgb } else { Colours::Grey }
}

/// The objects for a decoded picture in these inks; `profile` is that of its own colours.
pub(in crate::backend::pdf) fn pixels(picture: &DynamicImage, inks: &Inks, profile: Option<&[u8]>) -> Raster {
    let (width, height) = (picture.width(), picture.height());
    let channel = |samples: &[u8], colours: Colours| {
        let mut dictionary = image_dictionary(width, height);
        dictionary.set("ColorSpace", colours.device());
        dictionary.set("BitsPerComponent", 8);
        deflated_stream(dictionary, deflate(samples))
    };
    let mask = picture.color().has_alpha().then(|| {
        let alpha: Vec<u8> = picture.to_rgba8().pixels().map(|pixel| pixel.0[3]).collect();
        alpha
    });
    let mask = mask.filter(|alpha| alpha.iter().any(|value| *value != 255));
    let mask = mask.map(|alpha| channel(&alpha, Colours::Grey));
    let mut ink = None;
    let stream = match colours(picture) {
        Colours::Grey => channel(&picture.to_luma8(), Colours::Grey),
        Colours::Rgb | Colours::Cmyk => match inks.set {
            InkSet::Rgb => channel(&picture.to_rgb8(), Colours::Rgb),
            InkSet::Grey => channel(&inks.converted(&picture.to_rgb8(), profile), Colours::Grey),
            InkSet::Cmyk => {
                let separated = inks.converted(&picture.to_rgb8(), profile);
                ink = most_ink(&separated);
                channel(&separated, Colours::Cmyk)
            }
        },
    };
    Raster { stream, mask, turn: None, profile: Profile::None, ink }
}

/// The most ink at a place, in per cent of one ink.
fn most_ink(separated: &[u8]) -> Option<u32> {
    let sums = separated.chunks_exact(4).map(|inks| inks.iter().map(|part| u32::from(*part)).sum::<u32>());
    sums.max().map(|most| most * 100 / 255)
}
