//! Gradients → shadings (ISO 32000-1, 8.7.4.5), of their colours and of their opacity.

use lopdf::{Dictionary, Object, dictionary};
use usvg::{BaseGradient, LinearGradient, RadialGradient, SpreadMethod, Stop};

use crate::backend::pdf::inks::Inks;

/// A gradient's shadings, in a plane that its transform leads to.
pub(super) struct Shading {
    /// The colours.
    pub colours: Dictionary,
    /// The opacity.
    pub opacity: Opacity,
}

/// How much a gradient covers.
pub(super) enum Opacity {
    /// The same everywhere, from 0 to 1.
    Even(f32),
    /// A shading in grey, white for opaque.
    Running(Dictionary),
}

pub(super) fn linear(gradient: &LinearGradient, inks: &Inks) -> Option<Shading> {
    shading(gradient, 2, &[gradient.x1(), gradient.y1(), gradient.x2(), gradient.y2()], inks)
}

pub(super) fn radial(gradient: &RadialGradient, inks: &Inks) -> Option<Shading> {
    let [start, end] = [gradient.fr().get(), gradient.r().get()];
    shading(gradient, 3, &[gradient.fx(), gradient.fy(), start, gradient.cx(), gradient.cy(), end], inks)
}

/// A shading of a kind between its places; `None` for one that is repeated, which a PDF cannot say.
fn shading(gradient: &BaseGradient, kind: i64, places: &[f32], inks: &Inks) -> Option<Shading> {
    if gradient.spread_method() != SpreadMethod::Pad {
        return None;
    }
    let of = |space: &str, components: &dyn Fn(&Stop) -> Vec<f32>| {
        dictionary! {
            "ShadingType" => kind,
            "ColorSpace" => space,
            "Coords" => reals(places),
            "Function" => Object::Dictionary(function(gradient.stops(), components)),
            "Extend" => vec![true.into(), true.into()],
        }
    };
    let colours = of(inks.device(), &|stop| {
        let colour = stop.color();
        let parts = inks.parts([colour.red, colour.green, colour.blue]);
        parts.into_iter().map(|part| f32::from(part) / 255.0).collect()
    });
    let first = gradient.stops().first()?.opacity();
    let opacity = if gradient.stops().iter().all(|stop| stop.opacity() == first) {
        Opacity::Even(first.get())
    } else {
        Opacity::Running(of("DeviceGray", &|stop| vec![stop.opacity().get()]))
    };
    Some(Shading { colours, opacity })
}

/// From 0 to 1, through the stops.
fn function(stops: &[Stop], components: &dyn Fn(&Stop) -> Vec<f32>) -> Dictionary {
    let mut bounds = Vec::new();
    let mut pieces = Vec::new();
    let mut at = 0.0;
    let mut from = components(&stops[0]);
    for stop in stops {
        let (offset, to) = (stop.offset().get(), components(stop));
        // Two stops at one place are a step.
        if offset > at {
            pieces.push(piece(&from, &to));
            bounds.push(offset);
            at = offset;
        }
        from = to;
    }
    if at < 1.0 {
        pieces.push(piece(&from, &from));
    } else {
        bounds.pop();
    }
    let encode = std::iter::repeat_n([0.into(), 1.into()], pieces.len()).flatten().collect::<Vec<Object>>();
    dictionary! {
        "FunctionType" => 3,
        "Domain" => vec![0.into(), 1.into()],
        "Functions" => pieces,
        "Bounds" => reals(&bounds),
        "Encode" => encode,
    }
}

fn piece(from: &[f32], to: &[f32]) -> Object {
    Object::Dictionary(dictionary! {
        "FunctionType" => 2,
        "Domain" => vec![0.into(), 1.into()],
        "N" => 1,
        "C0" => reals(from),
        "C1" => reals(to),
    })
}

fn reals(values: &[f32]) -> Vec<Object> {
    values.iter().copied().map(Object::Real).collect()
}
