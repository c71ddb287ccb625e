//! How large pictures are on paper.

use super::Sp;
use crate::model::{Extent, PictureSize};
use crate::resolve::{Asset, Manuscript};

/// Pixels in an inch where a picture does not say: what browsers take.
const PIXELS_PER_INCH: f64 = 96.0;

/// The room for a picture, and what its size may be measured by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// The most that it may be wide, of which widths are shares.
    pub measure: Sp,
    /// The most that it may be high.
    pub highest: Sp,
    /// The height of a page's text, of which heights are shares.
    pub page: Sp,
    /// The size of the text around.
    pub em: Sp,
}

/// A picture's size on paper: its own, or the one that is asked for, made smaller to fit the room.
pub(super) fn picture_size(asset: &Asset, size: PictureSize, room: Room) -> (Sp, Sp) {
    let density = asset.density.map_or(PIXELS_PER_INCH, f64::from).clamp(36.0, 1200.0);
    let own = f64::from(asset.width.max(1)) * 72.0 / density;
    let asked = |extent: Extent, whole: Sp| Sp(extent.scaled(whole.0, room.em.0).max(1)).to_pt();
    let width = size.width.map(|width| asked(width, room.measure));
    let height = size.height.map(|height| asked(height, room.page));
    let ratio = match (width, height) {
        (Some(width), Some(height)) => height / width,
        _ => f64::from(asset.height.max(1)) / f64::from(asset.width.max(1)),
    };
    let wanted = width.or(height.map(|height| height / ratio)).unwrap_or(own).min(room.measure.to_pt());
    let width = wanted.min(room.highest.to_pt() / ratio);
    let scaled = |points: f64| Sp((points * Sp::PER_PT as f64).round() as i64);
    (scaled(width), scaled(width * ratio))
}

/// The height that a picture may have.
pub(super) fn highest(manuscript: &Manuscript) -> Sp {
    Sp::from_pt(manuscript.style.page.text_height()).part(manuscript.style.picture.highest)
}
