//! SVG → a form of vectors; what vectors cannot say (gradients, masks, filters) becomes pixels.

use image::{DynamicImage, RgbaImage};
use lopdf::{Dictionary, Object, Stream, dictionary};
use resvg::tiny_skia::{Pixmap, Transform};
use usvg::tiny_skia_path::PathSegment;
use usvg::{BlendMode, FillRule, Group, LineCap, LineJoin, Node, Paint, PaintOrder, Path, Tree};

use super::images::{Encoded, pixels};
use super::object::{deflate, deflated_stream, push_number, push_thousandths};
use crate::resolve::Asset;

/// Width in pixels of a drawing that becomes pixels: 300 dpi on a page of books' usual width.
const PIXELS_WIDE: f32 = 1400.0;

/// Pixels of such a drawing at most.
const MOST_PIXELS: f32 = 4_000_000.0;

/// The form, or pixels.
pub(super) fn encode(asset: &Asset) -> Result<Encoded, String> {
    let tree = Tree::from_data(&asset.bytes, &usvg::Options::default()).map_err(|error| error.to_string())?;
    match form(&tree) {
        Some(stream) => Ok(Encoded { stream, mask: None, turn: None }),
        None => drawn(&tree),
    }
}

/// The drawing as pixels.
fn drawn(tree: &Tree) -> Result<Encoded, String> {
    let size = tree.size();
    let most = (MOST_PIXELS / (size.width() * size.height())).sqrt();
    let scale = (PIXELS_WIDE / size.width()).clamp(0.05, 8.0).min(most);
    let (width, height) = ((size.width() * scale).ceil(), (size.height() * scale).ceil());
    let mut pixmap =
        Pixmap::new(width as u32, height as u32).ok_or_else(|| "its size is out of range".to_owned())?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let (width, height) = (pixmap.width(), pixmap.height());
    let bytes: Vec<u8> = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let pixel = pixel.demultiply();
            [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
        })
        .collect();
    let picture =
        RgbaImage::from_raw(width, height, bytes).ok_or_else(|| "its size is out of range".to_owned())?;
    Ok(pixels(&DynamicImage::ImageRgba8(picture)))
}

/// The drawing as a form of the unit square, or `None` if it needs more than paths and flat
/// colours.
fn form(tree: &Tree) -> Option<Stream> {
    let size = tree.size();
    let mut writer = Writer { out: Vec::new(), states: Vec::new() };
    // From the SVG's box, downwards, to the unit square, upwards.
    writer.clip_to(size.width(), size.height());
    writer.group(tree.root())?;
    let mut states = Dictionary::new();
    for (index, (stroke, fill)) in writer.states.iter().enumerate() {
        states.set(
            format!("Gs{index}"),
            dictionary! {
                "Type" => "ExtGState",
                "CA" => Object::Real(f32::from(*stroke) / 255.0),
                "ca" => Object::Real(f32::from(*fill) / 255.0),
            },
        );
    }
    let mut form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), Object::Real(size.width()), Object::Real(size.height())],
        "Matrix" => vec![
            Object::Real(1.0 / size.width()),
            0.into(),
            0.into(),
            Object::Real(-1.0 / size.height()),
            0.into(),
            1.into(),
        ],
    };
    let mut resources = Dictionary::new();
    if !states.is_empty() {
        resources.set("ExtGState", Object::Dictionary(states));
    }
    form.set("Resources", Object::Dictionary(resources));
    Some(deflated_stream(form, deflate(&writer.out)))
}

struct Writer {
    out: Vec<u8>,
    /// Opacities in use, of strokes and of fills, from 0 to 255.
    states: Vec<(u8, u8)>,
}

impl Writer {
    fn clip_to(&mut self, width: f32, height: f32) {
        self.numbers(&[0.0, 0.0, width, height]);
        self.out.extend_from_slice(b"re W n\n");
    }

    fn numbers(&mut self, values: &[f32]) {
        values.iter().for_each(|value| push_number(&mut self.out, *value));
    }

    fn group(&mut self, group: &Group) -> Option<()> {
        let plain = group.opacity().get() >= 1.0
            && group.blend_mode() == BlendMode::Normal
            && group.mask().is_none()
            && group.clip_path().is_none()
            && group.filters().is_empty();
        if !plain {
            return None;
        }
        self.out.extend_from_slice(b"q\n");
        let t = group.transform();
        if !t.is_identity() {
            // Matrices need more digits than places do.
            for value in [t.sx, t.ky, t.kx, t.sy, t.tx, t.ty] {
                let text = format!("{value:.6} ");
                self.out.extend_from_slice(text.as_bytes());
            }
            self.out.extend_from_slice(b"cm\n");
        }
        for node in group.children() {
            match node {
                Node::Group(group) => self.group(group)?,
                Node::Path(path) => self.path(path)?,
                Node::Image(_) | Node::Text(_) => return None,
            }
        }
        self.out.extend_from_slice(b"Q\n");
        Some(())
    }

    fn path(&mut self, path: &Path) -> Option<()> {
        if !path.is_visible() {
            return Some(());
        }
        match path.paint_order() {
            PaintOrder::FillAndStroke => {
                self.fill(path)?;
                self.stroke(path)
            }
            PaintOrder::StrokeAndFill => {
                self.stroke(path)?;
                self.fill(path)
            }
        }
    }

    fn fill(&mut self, path: &Path) -> Option<()> {
        let Some(fill) = path.fill() else { return Some(()) };
        let Paint::Color(colour) = fill.paint() else { return None };
        self.state(255, fill.opacity().to_u8());
        self.colour(*colour, b"rg\n");
        self.segments(path);
        self.out.extend_from_slice(match fill.rule() {
            FillRule::NonZero => b"f\n",
            FillRule::EvenOdd => b"f*\n",
        });
        Some(())
    }

    fn stroke(&mut self, path: &Path) -> Option<()> {
        let Some(stroke) = path.stroke() else { return Some(()) };
        let Paint::Color(colour) = stroke.paint() else { return None };
        self.state(stroke.opacity().to_u8(), 255);
        self.colour(*colour, b"RG\n");
        self.numbers(&[stroke.width().get()]);
        self.out.extend_from_slice(b"w ");
        self.out.extend_from_slice(match stroke.linecap() {
            LineCap::Butt => b"0 J ",
            LineCap::Round => b"1 J ",
            LineCap::Square => b"2 J ",
        });
        self.out.extend_from_slice(match stroke.linejoin() {
            LineJoin::Miter | LineJoin::MiterClip => b"0 j ",
            LineJoin::Round => b"1 j ",
            LineJoin::Bevel => b"2 j ",
        });
        self.numbers(&[stroke.miterlimit().get().max(1.0)]);
        self.out.extend_from_slice(b"M [");
        self.numbers(stroke.dasharray().unwrap_or_default());
        self.out.extend_from_slice(b"] ");
        self.numbers(&[stroke.dashoffset()]);
        self.out.extend_from_slice(b"d\n");
        self.segments(path);
        self.out.extend_from_slice(b"S\n");
        Some(())
    }

    fn state(&mut self, stroke: u8, fill: u8) {
        if self.states.is_empty() && stroke == 255 && fill == 255 {
            return;
        }
        let index = self.states.iter().position(|state| *state == (stroke, fill)).unwrap_or_else(|| {
            self.states.push((stroke, fill));
            self.states.len() - 1
        });
        self.out.extend_from_slice(format!("/Gs{index} gs\n").as_bytes());
    }

    fn colour(&mut self, colour: usvg::Color, operator: &[u8]) {
        for part in [colour.red, colour.green, colour.blue] {
            push_thousandths(&mut self.out, i64::from(part) * 1000 / 255);
        }
        self.out.extend_from_slice(operator);
    }

    fn segments(&mut self, path: &Path) {
        let mut last = (0.0, 0.0);
        for segment in path.data().segments() {
            match segment {
                PathSegment::MoveTo(to) => {
                    self.numbers(&[to.x, to.y]);
                    self.out.extend_from_slice(b"m\n");
                    last = (to.x, to.y);
                }
                PathSegment::LineTo(to) => {
                    self.numbers(&[to.x, to.y]);
                    self.out.extend_from_slice(b"l\n");
                    last = (to.x, to.y);
                }
                PathSegment::QuadTo(by, to) => {
                    // A quadratic curve raised to a cubic one.
                    let towards = |end: f32, by: f32| end + (by - end) * 2.0 / 3.0;
                    self.numbers(&[
                        towards(last.0, by.x),
                        towards(last.1, by.y),
                        towards(to.x, by.x),
                        towards(to.y, by.y),
                        to.x,
                        to.y,
                    ]);
                    self.out.extend_from_slice(b"c\n");
                    last = (to.x, to.y);
                }
                PathSegment::CubicTo(one, two, to) => {
                    self.numbers(&[one.x, one.y, two.x, two.y, to.x, to.y]);
                    self.out.extend_from_slice(b"c\n");
                    last = (to.x, to.y);
                }
                PathSegment::Close => self.out.extend_from_slice(b"h\n"),
            }
        }
    }
}
