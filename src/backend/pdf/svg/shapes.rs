//! usvg's tree → a form: groups, paths, clips, opacity and gradients.

use usvg::tiny_skia_path::{self, PathStroker, Transform};
use usvg::{
    BlendMode, ClipPath, Color, FillRule, Group, LineCap, LineJoin, Node, Paint, PaintOrder, Path, Tree,
};

use super::form::{Form, State};
use super::gradient::{self, Opacity};
use super::outline::{decimals, push, push_path, push_transform, scale};
use crate::backend::pdf::inks::Inks;
use crate::model::InkSet;

/// The drawing as a form of the unit square, or `None` if it needs more than a PDF's vectors.
pub(in crate::backend::pdf) fn form(tree: &Tree, inks: &Inks) -> Option<Form> {
    let (width, height) = (tree.size().width(), tree.size().height());
    let mut form = Form::new([0.0, 0.0, width, height], None);
    // From the SVG's box, downwards, to the unit square, upwards.
    form.matrix = Some([1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0]);
    let longest = width.max(height);
    let mut writer = Writer { form, plane: Transform::identity(), longest, inks };
    writer.group(tree.root())?;
    let mixes = |state: &State| matches!(state, State::Opacity { blend, .. } if *blend != "Normal");
    if writer.form.states.iter().any(mixes) {
        // Its colours are mixed with each other, not with the page's.
        writer.form.group = Some(inks.device());
    }
    Some(writer.form)
}

/// How a group is clipped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clipped {
    /// By paths, or not at all.
    ByPath,
    /// By the lightness of a form. What it clips is a form as well, that may have masks of its own.
    ByMask,
}

/// Writes a form.
struct Writer<'a> {
    form: Form,
    inks: &'a Inks,
    /// From the plane that is drawn in to the drawing's box.
    plane: Transform,
    /// The longer side of that box.
    longest: f32,
}

impl Writer<'_> {
    fn decimals(&self) -> usize {
        decimals(scale(self.plane), self.longest)
    }

    fn put(&mut self, operators: &[u8]) {
        self.form.content.extend_from_slice(operators);
    }

    fn numbers(&mut self, values: &[f32]) {
        let decimals = self.decimals();
        values.iter().for_each(|value| push(&mut self.form.content, *value, decimals));
    }

    fn outline(&mut self, path: &tiny_skia_path::Path) {
        let decimals = self.decimals();
        push_path(&mut self.form.content, path, decimals);
    }

    fn group(&mut self, group: &Group) -> Option<()> {
        if group.mask().is_some() || !group.filters().is_empty() {
            return None;
        }
        let outside = self.plane;
        self.put(b"q\n");
        if !group.transform().is_identity() {
            push_transform(&mut self.form.content, group.transform());
            self.plane = self.plane.pre_concat(group.transform());
        }
        let clipped = match group.clip_path() {
            Some(clip) => self.clip(clip)?,
            None => Clipped::ByPath,
        };
        let opacity = group.opacity().to_u8();
        if opacity < 255 || group.blend_mode() != BlendMode::Normal || clipped == Clipped::ByMask {
            // Its shapes are put together first, and then seen through as one.
            let bounds = group.layer_bounding_box().to_rect();
            let sides = Form::around(bounds, 0.01 * bounds.width().max(bounds.height()));
            let form = Form::new(sides, Some(self.inks.device()));
            let mut inner = Writer { form, plane: self.plane, longest: self.longest, inks: self.inks };
            inner.children(group)?;
            self.state(opacity, opacity, blend(group.blend_mode())?);
            self.form.forms.push(inner.form);
            let name = format!("/Fm{} Do\n", self.form.forms.len() - 1);
            self.put(name.as_bytes());
        } else {
            self.children(group)?;
        }
        self.put(b"Q\n");
        self.plane = outside;
        Some(())
    }

    fn children(&mut self, group: &Group) -> Option<()> {
        group.children().iter().try_for_each(|node| match node {
            Node::Group(group) => self.group(group),
            Node::Path(path) => self.path(path),
            Node::Image(_) | Node::Text(_) => None,
        })
    }

    /// Clips what follows. A PDF's clips can only shrink; so a clip of several shapes, which is
    /// where any of them is, is a mask. There can be but one.
    fn clip(&mut self, clip: &ClipPath) -> Option<Clipped> {
        let outer = match clip.clip_path() {
            Some(outer) => self.clip(outer)?,
            None => Clipped::ByPath,
        };
        let mut shapes = Vec::new();
        shapes_of(clip.root(), clip.transform(), &mut shapes)?;
        match shapes.as_slice() {
            // Where there is no shape, there is nothing.
            [] => self.put(b"0 0 0 0 re W n\n"),
            [(path, rule)] => {
                self.outline(path);
                self.put(match rule {
                    FillRule::NonZero => b"W n\n",
                    FillRule::EvenOdd => b"W* n\n",
                });
            }
            [(first, _), others @ ..] if outer == Clipped::ByPath => {
                let bounds =
                    others.iter().try_fold(first.bounds(), |all, (path, _)| all.join(&path.bounds()));
                let form = Form::new(Form::around(bounds?, 0.0), Some("DeviceGray"));
                let mut mask = Writer { form, plane: self.plane, longest: self.longest, inks: self.inks };
                mask.put(b"1 g\n");
                for (path, rule) in &shapes {
                    mask.outline(path);
                    mask.put(match rule {
                        FillRule::NonZero => b"f\n",
                        FillRule::EvenOdd => b"f*\n",
                    });
                }
                self.mask(mask.form);
                return Some(Clipped::ByMask);
            }
            _ => return None,
        }
        Some(outer)
    }

    /// What follows is as opaque as `form` is light.
    fn mask(&mut self, form: Form) {
        self.form.states.push(State::Mask(form));
        let name = format!("/Gs{} gs\n", self.form.states.len() - 1);
        self.put(name.as_bytes());
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
        let Paint::Color(colour) = fill.paint() else {
            return self.shade(path.data(), fill.rule(), fill.paint(), fill.opacity().get());
        };
        self.state(255, fill.opacity().to_u8(), "Normal");
        self.colour(*colour, ["g\n", "rg\n", "k\n"]);
        self.outline(path.data());
        self.put(match fill.rule() {
            FillRule::NonZero => b"f\n",
            FillRule::EvenOdd => b"f*\n",
        });
        Some(())
    }

    fn stroke(&mut self, path: &Path) -> Option<()> {
        let Some(stroke) = path.stroke() else { return Some(()) };
        let Paint::Color(colour) = stroke.paint() else {
            // What a stroke covers is a shape as well.
            let fine = PathStroker::compute_resolution_scale(&self.plane) * 1000.0 / self.longest;
            let pen = stroke.to_tiny_skia();
            let dashed = pen.dash.as_ref().and_then(|dash| path.data().dash(dash, fine));
            let covered = dashed.as_ref().unwrap_or(path.data()).stroke(&pen, fine);
            let Some(covered) = covered else { return Some(()) };
            return self.shade(&covered, FillRule::NonZero, stroke.paint(), stroke.opacity().get());
        };
        self.state(stroke.opacity().to_u8(), 255, "Normal");
        self.colour(*colour, ["G\n", "RG\n", "K\n"]);
        self.numbers(&[stroke.width().get()]);
        self.put(match stroke.linecap() {
            LineCap::Butt => b"w 0 J ",
            LineCap::Round => b"w 1 J ",
            LineCap::Square => b"w 2 J ",
        });
        self.put(match stroke.linejoin() {
            LineJoin::Miter | LineJoin::MiterClip => b"0 j ",
            LineJoin::Round => b"1 j ",
            LineJoin::Bevel => b"2 j ",
        });
        self.numbers(&[stroke.miterlimit().get().max(1.0)]);
        self.put(b"M [");
        self.numbers(stroke.dasharray().unwrap_or_default());
        self.put(b"] ");
        self.numbers(&[stroke.dashoffset()]);
        self.put(b"d\n");
        self.outline(path.data());
        self.put(b"S\n");
        Some(())
    }

    /// Fills a shape with a gradient: the shape clips, and the gradient runs over all of it.
    fn shade(
        &mut self,
        shape: &tiny_skia_path::Path,
        rule: FillRule,
        paint: &Paint,
        opacity: f32,
    ) -> Option<()> {
        let (shading, plane) = match paint {
            Paint::LinearGradient(gradient) => (gradient::linear(gradient, self.inks)?, gradient.transform()),
            Paint::RadialGradient(gradient) => (gradient::radial(gradient, self.inks)?, gradient.transform()),
            Paint::Color(_) | Paint::Pattern(_) => return None,
        };
        self.put(b"q\n");
        self.outline(shape);
        self.put(match rule {
            FillRule::NonZero => b"W n\n",
            FillRule::EvenOdd => b"W* n\n",
        });
        let whole = |part: f32| (part * opacity * 255.0).round() as u8;
        match shading.opacity {
            Opacity::Even(part) => self.state(whole(part), whole(part), "Normal"),
            Opacity::Running(grey) => {
                self.state(whole(1.0), whole(1.0), "Normal");
                let mut mask = Form::new(Form::around(shape.bounds(), 0.0), Some("DeviceGray"));
                mask.shadings.push(grey);
                push_transform(&mut mask.content, plane);
                mask.content.extend_from_slice(b"/Sh0 sh\n");
                self.mask(mask);
            }
        }
        push_transform(&mut self.form.content, plane);
        self.form.shadings.push(shading.colours);
        let name = format!("/Sh{} sh\nQ\n", self.form.shadings.len() - 1);
        self.put(name.as_bytes());
        Some(())
    }

    fn state(&mut self, stroke: u8, fill: u8, blend: &'static str) {
        if self.form.states.is_empty() && stroke == 255 && fill == 255 && blend == "Normal" {
            return;
        }
        let known = self.form.states.iter().position(|state| match state {
            State::Opacity { stroke: s, fill: f, blend: b } => (*s, *f, *b) == (stroke, fill, blend),
            State::Mask(_) => false,
        });
        let index = known.unwrap_or_else(|| {
            self.form.states.push(State::Opacity { stroke, fill, blend });
            self.form.states.len() - 1
        });
        self.put(format!("/Gs{index} gs\n").as_bytes());
    }

    /// Sets a colour by the operator of one ink, of three, or of four.
    fn colour(&mut self, colour: Color, [grey, rgb, cmyk]: [&str; 3]) {
        for part in self.inks.parts([colour.red, colour.green, colour.blue]) {
            push(&mut self.form.content, f32::from(part) / 255.0, 3);
        }
        let operator = match self.inks.set {
            InkSet::Grey => grey,
            InkSet::Rgb => rgb,
            InkSet::Cmyk => cmyk,
        };
        self.put(operator.as_bytes());
    }
}

/// The shapes of a clip, in the plane that it clips; `None` if some are clipped themselves.
fn shapes_of(
    group: &Group,
    plane: Transform,
    shapes: &mut Vec<(tiny_skia_path::Path, FillRule)>,
) -> Option<()> {
    if group.clip_path().is_some() {
        return None;
    }
    let plane = plane.pre_concat(group.transform());
    group.children().iter().try_for_each(|node| match node {
        Node::Group(group) => shapes_of(group, plane, shapes),
        Node::Path(path) => {
            if let Some(fill) = path.fill().filter(|_| path.is_visible()) {
                shapes.push((path.data().clone().transform(plane)?, fill.rule()));
            }
            Some(())
        }
        Node::Image(_) | Node::Text(_) => None,
    })
}

/// A PDF's name for a way of mixing colours, if it has it.
fn blend(mode: BlendMode) -> Option<&'static str> {
    Some(match mode {
        BlendMode::Normal => "Normal",
        BlendMode::Multiply => "Multiply",
        BlendMode::Screen => "Screen",
        BlendMode::Overlay => "Overlay",
        BlendMode::Darken => "Darken",
        BlendMode::Lighten => "Lighten",
        BlendMode::ColorDodge => "ColorDodge",
        BlendMode::ColorBurn => "ColorBurn",
        BlendMode::HardLight => "HardLight",
        BlendMode::SoftLight => "SoftLight",
        BlendMode::Difference => "Difference",
        BlendMode::Exclusion => "Exclusion",
        BlendMode::Hue => "Hue",
        BlendMode::Saturation => "Saturation",
        BlendMode::Color => "Color",
        BlendMode::Luminosity => "Luminosity",
        BlendMode::PlusLighter => return None,
    })
}
