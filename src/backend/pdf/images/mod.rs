//! Pictures → XObjects, each once.
//!
//! JPEG data goes in untouched, and so does PNG data that a PDF can hold as it is; all else is
//! decoded and deflated, and so is what has more pixels than print can show. SVG becomes a form of
//! vectors.

mod drawing;
mod jpeg;
mod pixels;
mod png;
mod profile;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use rayon::prelude::*;

use super::icc::srgb_profile;
use super::inks::Inks;
use super::store::ObjectStore;
use super::svg;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::layout::{ItemKind, Pages, Sp};
use crate::model::{AssetId, InkSet, PictureInks};
use crate::resolve::{Asset, Format, Manuscript};
use crate::style::Dpi;
use profile::{Colours, Profile, Profiles};

/// The pictures of a document, by asset.
#[derive(Default)]
pub(super) struct ImageTable {
    images: BTreeMap<AssetId, Image>,
}

/// A picture as pages use it.
pub(super) struct Image {
    /// Its name in resources, `Im3`.
    pub name: String,
    /// The XObject.
    pub id: ObjectId,
    /// How it is turned within its place, if its data lies otherwise than it is shown.
    pub turn: Option<[i8; 6]>,
}

/// A picture's objects before they have numbers.
enum Encoded {
    Pixels(Raster),
    Drawing(svg::Form),
}

/// A picture made of pixels.
struct Raster {
    /// Its colour space is one of the devices', until it is known where its profile is.
    stream: Stream,
    /// The transparency, for the stream's `/SMask`.
    mask: Option<Stream>,
    turn: Option<[i8; 6]>,
    profile: Profile,
    /// The most ink at a place, in per cent of one ink, of a picture that was separated.
    ink: Option<u32>,
}

/// The most pixels that a picture needs, as it is shown: across and down.
type Most = [u32; 2];

impl ImageTable {
    /// Adds all pictures that stand on pages to the document. One that cannot be encoded is
    /// reported, and its place stays empty.
    pub fn embed(
        objects: &mut ObjectStore,
        manuscript: &Manuscript,
        pages: &Pages,
        inks: &Inks,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let limit = manuscript.style.picture.max_dpi;
        let kept = manuscript.style.print.pictures;
        let encoded: Vec<(AssetId, Result<Encoded, String>)> = largest(pages)
            .into_par_iter()
            .map(|(id, width)| {
                let asset = manuscript.asset(id);
                let encoded = match asset.format {
                    Format::Svg => drawing::encode(asset, width, inks),
                    Format::Png | Format::Jpeg | Format::Gif | Format::WebP => {
                        encode(asset, most(asset, width, limit), inks, kept)
                    }
                };
                (id, encoded)
            })
            .collect();
        let mut table = Self::default();
        let mut profiles = Profiles::default();
        for (id, encoded) in encoded {
            let asset = &manuscript.asset(id).name;
            let (object, turn) = match encoded {
                Ok(Encoded::Drawing(form)) => (form.add_to(objects), None),
                Ok(Encoded::Pixels(raster)) => {
                    if let Profile::Broken = raster.profile {
                        let message =
                            format!("the colour profile of `{asset}` does not suit it and is left out");
                        diagnostics.add(Diagnostic::note(Code::BadImage, None, message));
                    }
                    let limit = u32::from(manuscript.style.print.ink_limit.0);
                    if let Some(most) = raster.ink.filter(|most| *most > limit) {
                        let message = format!(
                            "`{asset}` has {most} % of ink at a place, and {limit} % at most should lie there"
                        );
                        diagnostics.add(Diagnostic::warning(Code::Press, None, message).with_help(
                            "ask the press for its limit, `ink-limit`, or choose a profile with less ink",
                        ));
                    }
                    let turn = raster.turn;
                    (raster.add_to(objects, &mut profiles), turn)
                }
                Err(why) => {
                    let message = format!("`{asset}` cannot be put into the PDF: {why}");
                    diagnostics.add(Diagnostic::warning(Code::BadImage, None, message));
                    continue;
                }
            };
            table.images.insert(id, Image { name: format!("Im{}", id.0), id: object, turn });
        }
        table
    }

    /// The picture of an asset, if it could be encoded.
    pub fn get(&self, id: AssetId) -> Option<&Image> {
        self.images.get(&id)
    }
}

impl Raster {
    /// Gives colours of a screen that have no profile the one that is meant.
    fn name_srgb(&mut self) {
        let of_screen = |space: &Object| match space {
            Object::Array(indexed) => {
                indexed.get(1).is_some_and(|base| base.as_name().is_ok_and(|name| name == b"DeviceRGB"))
            }
            space => space.as_name().is_ok_and(|name| name == b"DeviceRGB"),
        };
        let bare = matches!(self.profile, Profile::None | Profile::Broken);
        if bare && self.stream.dict.get(b"ColorSpace").is_ok_and(of_screen) {
            self.profile = Profile::of(Some(srgb_profile()), Colours::Rgb);
        }
    }

    fn add_to(self, objects: &mut ObjectStore, profiles: &mut Profiles) -> ObjectId {
        let Self { mut stream, mask, profile, .. } = self;
        if let Some(mask) = mask {
            let mask = objects.add(mask);
            stream.dict.set("SMask", Object::Reference(mask));
        }
        if let Profile::Sound(profile) = profile {
            let space = profiles.space(profile, objects);
            match stream.dict.get_mut(b"ColorSpace") {
                // A palette's colours are of a space themselves.
                Ok(Object::Array(indexed)) => indexed[1] = space,
                Ok(device) => *device = space,
                Err(_) => {}
            }
        }
        objects.add(stream)
    }
}

/// The pictures on the pages, each with the largest width that it has there.
fn largest(pages: &Pages) -> Vec<(AssetId, Sp)> {
    let mut widths: BTreeMap<AssetId, Sp> = BTreeMap::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let ItemKind::Picture(picture) = &item.kind {
            let width = widths.entry(picture.asset).or_default();
            *width = picture.width.max(*width);
        }
    }
    widths.into_iter().collect()
}

/// How many pixels a picture so wide may have, if it has more by half or over: less would save few
/// bytes and cost some sharpness.
fn most(asset: &Asset, width: Sp, limit: Dpi) -> Option<Most> {
    let across = u32::try_from(width.0 * i64::from(limit.0) / (72 * Sp::PER_PT)).ok()?.max(1);
    if limit.0 == 0 || u64::from(asset.width) * 2 < u64::from(across) * 3 {
        return None;
    }
    let down = u64::from(asset.height) * u64::from(across) / u64::from(asset.width);
    Some([across, u32::try_from(down).ok()?.max(1)])
}

fn encode(asset: &Asset, most: Option<Most>, inks: &Inks, kept: PictureInks) -> Result<Encoded, String> {
    if inks.set != InkSet::Rgb && kept == PictureInks::Convert && !is_separated(asset, inks) {
        return pixels::separated(asset, most, inks).map(Encoded::Pixels);
    }
    let mut raster = match asset.format {
        // Inks without a profile mean nothing but on the press that they were made for.
        Format::Jpeg if inks.set != InkSet::Cmyk && jpeg::is_bare_cmyk(&asset.bytes) => {
            pixels::decoded(asset, most)?
        }
        Format::Jpeg => jpeg::encode(&asset.bytes, most)?,
        Format::Png => match png::as_it_is(&asset.bytes).filter(|_| most.is_none()) {
            Some(raster) => raster,
            None => pixels::decoded(asset, most)?,
        },
        Format::Gif | Format::WebP | Format::Svg => pixels::decoded(asset, most)?,
    };
    if inks.set != InkSet::Rgb {
        // Red, green and blue are told from the press's inks by a profile.
        raster.name_srgb();
    }
    Ok(Encoded::Pixels(raster))
}

/// Whether a picture comes in the press's own inks.
fn is_separated(asset: &Asset, inks: &Inks) -> bool {
    inks.set == InkSet::Cmyk && asset.format == Format::Jpeg && jpeg::is_bare_cmyk(&asset.bytes)
}

fn image_dictionary(width: u32, height: u32) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
    }
}
