//! How large a picture of pixels may be.

use image::metadata::Orientation;

/// The most pixels that a picture may have. A page of A4 printed at 600 dots per inch has 35
/// million; beyond, a picture is a mistake or an attack.
const MOST_PIXELS: u64 = 40_000_000;

/// The most memory that decoding may take: that many pixels of 16 bits in four channels.
pub(super) const MOST_MEMORY: u64 = MOST_PIXELS * 8;

/// # Errors
///
/// Why a picture of this size is not taken.
pub(super) fn check_size(width: u32, height: u32) -> Result<(), String> {
    match u64::from(width) * u64::from(height) {
        0 => Err("it has no pixels".to_owned()),
        1..=MOST_PIXELS => Ok(()),
        _ => Err(format!("{width} × {height} pixels are more than {} million", MOST_PIXELS / 1_000_000)),
    }
}

/// Whether width and height change places.
pub(super) fn turns(orientation: Orientation) -> bool {
    match orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => true,
        Orientation::NoTransforms
        | Orientation::Rotate180
        | Orientation::FlipHorizontal
        | Orientation::FlipVertical => false,
    }
}
