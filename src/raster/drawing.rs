//! An SVG → pixels.

use image::RgbaImage;
use resvg::tiny_skia::{Pixmap, Transform};
use usvg::Tree;

/// The drawing in `scale` times its own size; `None` if that is out of all bounds.
///
/// It fills its pixels to the edge: a row half covered would show as a grey line.
pub fn drawing(tree: &Tree, scale: f32) -> Option<RgbaImage> {
    let size = tree.size();
    let [width, height] = [size.width(), size.height()].map(|side| (side * scale).round().max(1.0));
    let fill = Transform::from_scale(width / size.width(), height / size.height());
    let mut pixmap = Pixmap::new(width as u32, height as u32)?;
    resvg::render(tree, fill, &mut pixmap.as_mut());
    let pixels = pixmap.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    RgbaImage::from_raw(pixmap.width(), pixmap.height(), pixels.collect())
}
