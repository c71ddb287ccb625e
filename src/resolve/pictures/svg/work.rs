//! How much work a drawing is for whoever draws it, in units of about a nanosecond.
//!
//! The count follows the drawer: layers for opacity, masks and filters, each primitive of a filter
//! over its region, patterns drawn before they are repeated, pictures decoded each time. It is made
//! before anything is drawn, for the largest size that any edition draws pixels in.

use usvg::filter::{Filter, Kind};
use usvg::tiny_skia_path::{PathSegment, Point, Transform};
use usvg::{ClipPath, Group, Image, ImageKind, Mask, Node, NonZeroRect, Paint, Path, Stroke, Tree};

use super::super::raster;

/// The most work for one drawing: some seconds.
const MOST_WORK: u64 = 5_000_000_000;

/// The most pixels that may be in memory at once.
const MOST_PIXELS: f64 = 128_000_000.0;

/// The most dashes.
const MOST_DASHES: f64 = 1_000_000.0;

/// Pixels of a drawing that becomes pixels, at most.
const CANVAS: f64 = 4_000_000.0;

/// Across, a drawing becomes so many pixels at most.
const WIDE: f64 = 1400.0;

/// Pixels for a unit of a drawing that is shown in its own size: 300 of 96 on an inch.
const FINE: f64 = 300.0 / 96.0;

/// On screens, pixels for a unit.
const FINE_SCREEN: f64 = 2.0;

/// In how large a drawing is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve::pictures) enum Shown {
    /// In its own size, or smaller where that is too wide.
    Natural,
    /// As wide as the text says.
    Sized,
}

/// A segment of an outline, in units.
const SEGMENT: f64 = 60.0;

/// Counts the work of a drawing that becomes pixels; 0 for one whose shapes print as they are.
///
/// # Errors
///
/// That it is too much, as the end of a sentence.
pub(super) fn count(tree: &Tree, shown: Shown) -> Result<u64, String> {
    let [width, height] = [tree.size().width(), tree.size().height()].map(f64::from);
    let most = (CANVAS / (width * height)).sqrt();
    let printed = match shown {
        Shown::Natural => FINE.min(WIDE / width),
        Shown::Sized => WIDE / width,
    };
    let scale = printed.max(FINE_SCREEN).min(most);
    let canvas = Canvas { width: width * scale, height: height * scale };
    let mut count = Count { work: 0.0, live: canvas.area(), dashes: 0.0, pixels: Pixels::None };
    count.group(tree.root(), Transform::from_scale(scale as f32, scale as f32), canvas)?;
    Ok(match count.pixels {
        Pixels::None => 0,
        // They are compressed, too.
        Pixels::Needed => (count.work + canvas.area() * 40.0) as u64,
    })
}

/// Whether a drawing has something that is no shape in print.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pixels {
    None,
    Needed,
}

/// What is drawn on, in pixels.
#[derive(Clone, Copy)]
struct Canvas {
    width: f64,
    height: f64,
}

impl Canvas {
    fn area(self) -> f64 {
        self.width * self.height
    }

    /// A layer for what lies in `bounds`: the drawer makes none that is larger than five times the
    /// canvas each way.
    fn layer(self, bounds: [f64; 2]) -> Self {
        Self {
            width: (bounds[0] + 4.0).min(self.width * 5.0),
            height: (bounds[1] + 4.0).min(self.height * 5.0),
        }
    }

    /// The area of something on it.
    fn covered(self, bounds: [f64; 2]) -> f64 {
        bounds[0].min(self.width) * bounds[1].min(self.height)
    }
}

struct Count {
    work: f64,
    /// Pixels in memory.
    live: f64,
    dashes: f64,
    pixels: Pixels,
}

type Counted = Result<(), String>;

impl Count {
    fn add(&mut self, work: f64) -> Counted {
        self.work += work;
        if self.work.is_finite() && self.work <= MOST_WORK as f64 {
            Ok(())
        } else {
            Err("it is too complex: its filters, patterns, masks or layers take too much work".to_owned())
        }
    }

    /// Counts what `inside` does while `pixels` more are in memory.
    fn with_pixels(&mut self, pixels: f64, inside: impl FnOnce(&mut Self) -> Counted) -> Counted {
        self.live += pixels;
        if self.live.is_nan() || self.live > MOST_PIXELS {
            return Err("it is too complex: its layers or patterns take too much memory".to_owned());
        }
        inside(self)?;
        self.live -= pixels;
        Ok(())
    }

    fn group(&mut self, group: &Group, outside: Transform, canvas: Canvas) -> Counted {
        self.add(10.0)?;
        let plane = outside.pre_concat(group.transform());
        if !group.should_isolate() {
            return self.children(group, plane, canvas);
        }
        let layer = canvas.layer(extent(group.layer_bounding_box(), plane));
        self.add(layer.area() * 8.0)?;
        self.with_pixels(layer.area(), |count| {
            count.children(group, plane, layer)?;
            for filter in group.filters() {
                count.filter(filter, plane, layer)?;
            }
            if let Some(clip) = group.clip_path() {
                count.clip(clip, plane, layer)?;
            }
            group.mask().map_or(Ok(()), |mask| count.mask(mask, plane, layer))
        })
    }

    fn children(&mut self, group: &Group, plane: Transform, canvas: Canvas) -> Counted {
        group.children().iter().try_for_each(|node| match node {
            Node::Group(group) => self.group(group, plane, canvas),
            Node::Path(path) => self.path(path, plane, canvas),
            Node::Image(image) => self.image(image, plane, canvas),
            Node::Text(text) => self.group(text.flattened(), plane, canvas),
        })
    }

    fn path(&mut self, path: &Path, plane: Transform, canvas: Canvas) -> Counted {
        let bounds = path.stroke_bounding_box();
        let bounds = [f64::from(bounds.width()), f64::from(bounds.height())];
        let [across, down] = scales(plane);
        let covered = canvas.covered([bounds[0] * across, bounds[1] * down]);
        let segments = path.data().verbs().len() as f64;
        self.add(segments * SEGMENT)?;
        if let Some(fill) = path.fill() {
            self.add(covered / 2.0)?;
            self.paint(fill.paint(), covered, plane)?;
        }
        if let Some(stroke) = path.stroke() {
            let pieces = self.dashes(path, stroke)?;
            self.add((segments + pieces) * SEGMENT * 4.0 + covered / 4.0)?;
            self.paint(stroke.paint(), covered, plane)?;
        }
        Ok(())
    }

    /// How many dashes a stroke has.
    fn dashes(&mut self, path: &Path, stroke: &Stroke) -> Result<f64, String> {
        let Some(pattern) = stroke.dasharray() else { return Ok(0.0) };
        let period: f64 = pattern.iter().map(|part| f64::from(part.abs())).sum();
        let pieces = length(path) / period * pattern.len() as f64;
        self.dashes += pieces;
        if self.dashes.is_nan() || self.dashes > MOST_DASHES {
            return Err(format!("it is too complex: its lines have more than {MOST_DASHES} dashes"));
        }
        Ok(pieces)
    }

    fn paint(&mut self, paint: &Paint, covered: f64, plane: Transform) -> Counted {
        match paint {
            Paint::Color(_) => Ok(()),
            Paint::LinearGradient(gradient) => self.add(covered * 7.0 + gradient.stops().len() as f64),
            Paint::RadialGradient(gradient) => self.add(covered * 8.0 + gradient.stops().len() as f64),
            Paint::Pattern(pattern) => {
                let [across, down] = scales(plane.pre_concat(pattern.transform()));
                let rect = pattern.rect();
                let tile = Canvas {
                    width: f64::from(rect.width()) * across + 1.0,
                    height: f64::from(rect.height()) * down + 1.0,
                };
                self.pixels = Pixels::Needed;
                self.add(tile.area() * 4.0 + covered * 10.0)?;
                let plane = Transform::from_scale(across as f32, down as f32);
                self.with_pixels(tile.area(), |count| count.children(pattern.root(), plane, tile))
            }
        }
    }

    fn clip(&mut self, clip: &ClipPath, plane: Transform, layer: Canvas) -> Counted {
        self.add(layer.area() * 6.0)?;
        self.with_pixels(layer.area(), |count| {
            count.clip_children(clip.root(), plane.pre_concat(clip.transform()), layer)?;
            clip.clip_path().map_or(Ok(()), |clip| count.clip(clip, plane, layer))
        })
    }

    /// A shape of a clip that is clipped itself is drawn on a layer as large as the clip's.
    fn clip_children(&mut self, group: &Group, outside: Transform, layer: Canvas) -> Counted {
        group.children().iter().try_for_each(|node| match node {
            Node::Group(group) => {
                let plane = outside.pre_concat(group.transform());
                match group.clip_path() {
                    Some(clip) => {
                        self.add(layer.area() * 6.0)?;
                        self.with_pixels(layer.area(), |count| {
                            count.clip_children(group, plane, layer)?;
                            count.clip(clip, plane, layer)
                        })
                    }
                    None => self.clip_children(group, plane, layer),
                }
            }
            Node::Path(path) => self.path(path, outside, layer),
            Node::Text(text) => self.clip_children(text.flattened(), outside, layer),
            Node::Image(_) => Ok(()),
        })
    }

    fn mask(&mut self, mask: &Mask, plane: Transform, layer: Canvas) -> Counted {
        self.pixels = Pixels::Needed;
        self.add(layer.area() * 16.0)?;
        self.with_pixels(layer.area() * 1.5, |count| {
            count.children(mask.root(), plane, layer)?;
            mask.mask().map_or(Ok(()), |mask| count.mask(mask, plane, layer))
        })
    }

    fn image(&mut self, image: &Image, plane: Transform, canvas: Canvas) -> Counted {
        self.pixels = Pixels::Needed;
        let covered = canvas.covered(extent_of(image.size().width(), image.size().height(), plane));
        match image.kind() {
            ImageKind::SVG(tree) => {
                self.add(canvas.area() * 8.0)?;
                self.with_pixels(canvas.area(), |count| count.group(tree.root(), plane, canvas))
            }
            ImageKind::JPEG(data) | ImageKind::PNG(data) | ImageKind::GIF(data) | ImageKind::WEBP(data) => {
                let pixels = raster::format_of(data).and_then(|format| raster::size(data, format));
                let pixels = pixels.map_or(0.0, |(width, height)| f64::from(width) * f64::from(height));
                self.with_pixels(pixels * 2.0, |count| count.add(pixels * 20.0 + covered * 10.0))
            }
        }
    }

    fn filter(&mut self, filter: &Filter, plane: Transform, layer: Canvas) -> Counted {
        let bounds = extent(filter.rect(), plane);
        let region = Canvas {
            width: bounds[0].ceil().min(layer.width).max(1.0),
            height: bounds[1].ceil().min(layer.height).max(1.0),
        };
        let area = region.area();
        self.pixels = Pixels::Needed;
        let [across, down] = scales(plane);
        // Each primitive's picture is kept for those that follow.
        self.with_pixels(area * (filter.primitives().len() + 2) as f64, |count| {
            for primitive in filter.primitives() {
                let each = match primitive.kind() {
                    Kind::GaussianBlur(blur) => {
                        blurred(blur.std_dev_x().get(), blur.std_dev_y().get(), [across, down])
                    }
                    Kind::DropShadow(shadow) => {
                        20.0 + blurred(shadow.std_dev_x().get(), shadow.std_dev_y().get(), [across, down])
                    }
                    Kind::Morphology(shape) => {
                        let reach = |radius: f32, scale: f64, side: f64| {
                            (f64::from(radius) * scale * 2.0 + 1.0).min(side)
                        };
                        let columns = reach(shape.radius_x().get(), across, region.width);
                        columns * reach(shape.radius_y().get(), down, region.height) * 1.2
                    }
                    Kind::ConvolveMatrix(matrix) => matrix.matrix().data().len() as f64 * 6.0,
                    Kind::Turbulence(noise) => f64::from(noise.num_octaves()) * 90.0,
                    Kind::DiffuseLighting(_) | Kind::SpecularLighting(_) => 40.0,
                    Kind::Merge(merge) => merge.inputs().len() as f64 * 8.0,
                    Kind::Image(image) => {
                        count.group(image.root(), plane, layer)?;
                        25.0
                    }
                    Kind::Blend(_)
                    | Kind::ColorMatrix(_)
                    | Kind::ComponentTransfer(_)
                    | Kind::Composite(_)
                    | Kind::DisplacementMap(_)
                    | Kind::Flood(_)
                    | Kind::Offset(_)
                    | Kind::Tile(_) => 25.0,
                };
                count.add(area * (each + 8.0))?;
            }
            Ok(())
        })
    }
}

/// What a blur takes for a pixel: one of few pixels is made exactly, which is slow.
fn blurred(across: f32, down: f32, scales: [f64; 2]) -> f64 {
    let is_wide = f64::from(across) * scales[0] >= 2.0 || f64::from(down) * scales[1] >= 2.0;
    if is_wide { 150.0 } else { 300.0 }
}

/// How many times as large a plane is drawn, across and down.
fn scales(plane: Transform) -> [f64; 2] {
    let [sx, ky, kx, sy] = [plane.sx, plane.ky, plane.kx, plane.sy].map(f64::from);
    [(sx * sx + ky * ky).sqrt(), (kx * kx + sy * sy).sqrt()]
}

/// The sides of a rectangle in pixels.
fn extent(rect: NonZeroRect, plane: Transform) -> [f64; 2] {
    extent_of(rect.width(), rect.height(), plane)
}

fn extent_of(width: f32, height: f32, plane: Transform) -> [f64; 2] {
    let [sx, ky, kx, sy] = [plane.sx, plane.ky, plane.kx, plane.sy].map(|part| f64::from(part.abs()));
    let [width, height] = [width, height].map(f64::from);
    [width * sx + height * kx, width * ky + height * sy]
}

/// The length of a path at most: that of the lines between its points.
fn length(path: &Path) -> f64 {
    let mut sum = 0.0;
    let mut last = Point::zero();
    let mut start = last;
    let mut to = |from: Point, to: Point| {
        sum += f64::from(from.x - to.x).abs() + f64::from(from.y - to.y).abs();
    };
    for segment in path.data().segments() {
        let points = match segment {
            PathSegment::MoveTo(point) => {
                (last, start) = (point, point);
                continue;
            }
            PathSegment::LineTo(point) => vec![point],
            PathSegment::QuadTo(one, point) => vec![one, point],
            PathSegment::CubicTo(one, two, point) => vec![one, two, point],
            PathSegment::Close => vec![start],
        };
        for point in points {
            to(last, point);
            last = point;
        }
    }
    sum
}
