//! What an author asks for a picture's size → what all editions show.

use crate::model::{Extent, PictureSize, Unit};
use crate::resolve::Asset;

/// Settles a picture's size by what is known of its data: a limit that it goes beyond becomes its width or
/// height. A height alone becomes the width that it asks for, unless it is a share of the page's, and one
/// that follows from the width, within a hundredth, is left out: so readers keep the ratio.
pub(in crate::resolve) fn settled(size: PictureSize, asset: &Asset) -> PictureSize {
    let PictureSize { mut width, mut height, widest, highest } = size;
    let own = [asset.width, asset.height].map(|pixels| i64::from(pixels.max(1)));
    if width.is_none() && height.is_none() {
        // The limit that makes it smaller is the one that counts: compared across, by the ratio.
        let limit = |most: Option<Extent>, side: usize| {
            let length = most.and_then(Extent::fixed)?;
            (length < natural(asset, own[side])).then_some(length.saturating_mul(own[1 - side]))
        };
        match (limit(widest, 0), limit(highest, 1)) {
            (Some(by_width), Some(by_height)) if by_height < by_width => height = highest,
            (Some(_), _) => width = widest,
            (None, Some(_)) => height = highest,
            (None, None) => {}
        }
    } else {
        width = least(width, widest);
        height = least(height, highest);
    }
    if let (Some(across), Some(down)) = (width.and_then(Extent::fixed), height.and_then(Extent::fixed)) {
        let [wide, high] = [across.saturating_mul(own[1]), down.saturating_mul(own[0])];
        if (wide - high).abs() <= wide / 100 {
            height = None;
        }
    }
    if let (None, Some(tall)) = (width, height)
        && let Some(across) = tall.times(asset.width, asset.height)
    {
        (width, height) = (Some(across), None);
    }
    PictureSize { width, height, widest: None, highest: None }
}

/// The length of so many pixels of a picture in 1/65536 pt.
fn natural(asset: &Asset, pixels: i64) -> i64 {
    let own = Extent::new(1000, Unit::Pixel).and_then(Extent::fixed).unwrap_or_default();
    match asset.density {
        None => pixels.saturating_mul(own),
        Some(density) => pixels.saturating_mul(72 * 65_536) / (density.clamp(36.0, 1200.0) as i64),
    }
}

/// The shorter of two lengths that can be compared, else the first.
fn least(asked: Option<Extent>, most: Option<Extent>) -> Option<Extent> {
    match (asked.and_then(Extent::fixed), most.and_then(Extent::fixed)) {
        (Some(length), Some(limit)) if limit < length => most,
        _ => asked,
    }
}
