//! A laid-out page of type and rules → pixels of few colours.

use image::RgbImage;
use resvg::tiny_skia::{FillRule, Mask, PathBuilder, Rect, Transform};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::font::Library;
use crate::layout::{Fill, GlyphRun, ItemKind, Page, Sp};
use crate::style::Colour;

/// Steps between the ground and a colour at the edges of letters: more cannot be told apart.
const STEPS: u16 = 15;

/// Pixels by the number of their colour.
#[derive(Clone, Debug)]
pub struct Raster {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The colours, at most 256.
    pub palette: Vec<Colour>,
    /// Each pixel's colour, row by row from the top.
    pub pixels: Vec<u8>,
}

/// Draws `page` in `width` pixels across, on `ground`. Pictures are left out; of more colours than 17
/// the first are drawn.
pub fn page(page: &Page, ground: Colour, width: u32, library: &Library) -> Option<Raster> {
    let scale = f64::from(width) / page.width.to_pt();
    let height = (page.height.to_pt() * scale).round() as u32;
    let mut layers: Vec<Layer> = Vec::new();
    for item in &page.items {
        let colour = match &item.kind {
            ItemKind::Fill(fill) => fill.colour,
            ItemKind::Glyphs(run) => run.colour,
            ItemKind::Picture(_) | ItemKind::Link(_) => continue,
        };
        let at = match layers.iter().position(|layer| layer.colour == colour) {
            Some(at) => at,
            None if layers.len() == usize::from(255 / STEPS) => continue,
            None => {
                layers.push(Layer { colour, mask: Mask::new(width, height)?, scale: scale as f32 });
                layers.len() - 1
            }
        };
        match &item.kind {
            ItemKind::Fill(fill) => layers[at].fill(item.x, item.y, fill),
            ItemKind::Glyphs(run) => layers[at].glyphs(item.x, item.y, run, library),
            ItemKind::Picture(_) | ItemKind::Link(_) => {}
        }
    }
    let mut palette = vec![ground];
    let mut pixels = vec![0; width as usize * height as usize];
    for (number, layer) in (0..).zip(&layers) {
        palette.extend((1..=STEPS).map(|step| mixed(ground, layer.colour, step)));
        for (pixel, covered) in pixels.iter_mut().zip(layer.mask.data()) {
            let step = (u16::from(*covered) * STEPS + 127) / 255;
            if step > 0 {
                *pixel = (number * STEPS + step) as u8;
            }
        }
    }
    Some(Raster { width, height, palette, pixels })
}

/// A colour `step` steps from the ground to another.
fn mixed(Colour(r, g, b): Colour, Colour(to_r, to_g, to_b): Colour, step: u16) -> Colour {
    let part = |from: u8, to: u8| {
        ((u16::from(from) * (STEPS - step) + u16::from(to) * step + STEPS / 2) / STEPS) as u8
    };
    Colour(part(r, to_r), part(g, to_g), part(b, to_b))
}

/// What is drawn in one colour.
struct Layer {
    colour: Colour,
    mask: Mask,
    scale: f32,
}

impl Layer {
    fn pixels(&self, length: Sp) -> f32 {
        length.to_pt() as f32 * self.scale
    }

    /// A box, on whole pixels: an edge between two would be a grey line.
    fn fill(&mut self, x: Sp, y: Sp, fill: &Fill) {
        let [left, top] = [x, y].map(|at| self.pixels(at).round());
        let [width, height] = [fill.width, fill.height].map(|side| self.pixels(side).round().max(1.0));
        if let Some(area) = Rect::from_xywh(left, top, width, height) {
            let path = PathBuilder::from_rect(area);
            self.mask.fill_path(&path, FillRule::Winding, false, Transform::identity());
        }
    }

    fn glyphs(&mut self, x: Sp, y: Sp, run: &GlyphRun, library: &Library) {
        let Ok(font) = FontRef::new(library.face(run.face).bytes()) else { return };
        let outlines = font.outline_glyphs();
        let size = Size::new(self.pixels(run.size));
        let mut pen = Pen { path: PathBuilder::new(), x: 0.0, y: 0.0 };
        let mut at = x;
        for glyph in &run.glyphs {
            [pen.x, pen.y] = [self.pixels(at + glyph.x_offset), self.pixels(y - glyph.y_offset)];
            if let Some(outline) = outlines.get(GlyphId::from(glyph.id)) {
                // What a font cannot draw stays blank, as on paper.
                let _ = outline.draw(DrawSettings::unhinted(size, LocationRef::default()), &mut pen);
            }
            at += glyph.advance;
        }
        if let Some(path) = pen.path.finish() {
            self.mask.fill_path(&path, FillRule::Winding, true, Transform::identity());
        }
    }
}

/// Takes outlines, whose y axis points upwards, to their place on the page.
struct Pen {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + x1, self.y - y1, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let [x1, x2, x] = [x1, x2, x].map(|at| self.x + at);
        let [y1, y2, y] = [y1, y2, y].map(|at| self.y - at);
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

impl Raster {
    /// As a PNG with a palette: small, and without loss.
    pub fn png(&self) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(self.palette.iter().flat_map(|it| [it.0, it.1, it.2]).collect::<Vec<u8>>());
        // Numbers of colours are no heights of a curve: no filter foretells them.
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header().map_err(|error| error.to_string())?;
        writer.write_image_data(&self.pixels).map_err(|error| error.to_string())?;
        writer.finish().map_err(|error| error.to_string())?;
        Ok(bytes)
    }

    /// As a picture of three parts.
    pub fn rgb(&self) -> RgbImage {
        RgbImage::from_fn(self.width, self.height, |x, y| {
            let Colour(r, g, b) = self.palette[usize::from(self.pixels[(y * self.width + x) as usize])];
            image::Rgb([r, g, b])
        })
    }
}
