//! Which attributes and properties usvg applies, and which values it understands.

use std::collections::BTreeMap;

use usvg::roxmltree::Node;

use super::super::finding::Kind;

/// What becomes of a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Applied {
    /// It is written like this.
    As(String),
    /// It is written like this, and that is reported.
    Instead(String, Kind, String),
    /// It is not applied, and that is reported.
    Refused(Kind, String),
    /// It changes nothing that is seen.
    Ignored,
}

/// What values may refer to.
pub(super) struct Context<'c, 'x> {
    /// Each id as it is written.
    pub ids: &'c BTreeMap<&'x str, String>,
}

/// Properties that usvg applies.
const APPLIED: &[&str] = &[
    "alignment-baseline",
    "background-color",
    "baseline-shift",
    "clip-path",
    "clip-rule",
    "color",
    "color-interpolation-filters",
    "direction",
    "display",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "fill-rule",
    "filter",
    "flood-color",
    "flood-opacity",
    "font-family",
    "font-kerning",
    "font-optical-sizing",
    "font-size",
    "font-size-adjust",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-variation-settings",
    "font-weight",
    "glyph-orientation-horizontal",
    "glyph-orientation-vertical",
    "image-rendering",
    "isolation",
    "letter-spacing",
    "lighting-color",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask",
    "mask-type",
    "mix-blend-mode",
    "opacity",
    "overflow",
    "paint-order",
    "shape-rendering",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "text-decoration",
    "text-rendering",
    "transform",
    "transform-origin",
    "unicode-bidi",
    "visibility",
    "word-spacing",
    "writing-mode",
    "white-space",
];

/// Properties that usvg takes from styles alone.
const STYLED_ONLY: &[&str] = &["font", "font-kerning", "isolation", "mix-blend-mode", "image-rendering"];

/// Properties that change what is seen and are not applied, each with the values that change nothing.
const LOST: &[(&str, &[&str])] = &[
    ("backdrop-filter", &[]),
    ("clip", &["auto"]),
    ("font-feature-settings", &[]),
    ("font-variant-alternates", &[]),
    ("font-variant-caps", &[]),
    ("font-variant-numeric", &[]),
    ("font-variant-position", &[]),
    ("mask-image", &[]),
    ("offset-path", &[]),
    ("rotate", &["0deg"]),
    ("scale", &["1"]),
    ("text-orientation", &["mixed"]),
    ("text-transform", &[]),
    ("transform-box", &["view-box", "border-box"]),
    ("translate", &["0px"]),
    ("vector-effect", &[]),
    ("-webkit-mask-image", &[]),
];

/// Colours that a browser takes from its own surroundings.
const SYSTEM_COLOURS: &[&str] = &[
    "accentcolor",
    "activetext",
    "buttonborder",
    "buttonface",
    "buttontext",
    "canvas",
    "canvastext",
    "field",
    "fieldtext",
    "graytext",
    "highlight",
    "highlighttext",
    "linktext",
    "mark",
    "marktext",
    "visitedtext",
];

/// Whether a property changes what usvg draws.
pub(super) fn is_applied(name: &str) -> bool {
    APPLIED.contains(&name)
}

/// Whether usvg takes a property from styles alone.
pub(super) fn is_styled_only(name: &str) -> bool {
    STYLED_ONLY.contains(&name)
}

/// Whether `font` sets a property as well.
pub(super) fn is_of_font(name: &str) -> bool {
    name.starts_with("font-") || name == "line-height"
}

/// What becomes of an attribute.
pub(super) fn attribute(name: &str, value: &str, context: &Context<'_, '_>) -> Applied {
    match name {
        "vector-effect" => lost(name, value),
        "pathLength" => Applied::Refused(Kind::Property, name.to_owned()),
        _ if is_applied(name) => checked(name, value, context),
        _ => Applied::As(value.to_owned()),
    }
}

/// What becomes of a declaration for an element.
pub(super) fn declaration(node: Node<'_, '_>, name: &str, value: &str, context: &Context<'_, '_>) -> Applied {
    let lower = value.to_ascii_lowercase();
    match name {
        "animation" | "animation-name" => match lower.as_str() {
            "none" | "initial" | "unset" | "inherit" => Applied::Ignored,
            _ => Applied::Refused(Kind::Animation, value.to_owned()),
        },
        "background-color" if node.parent_element().is_some() => Applied::Ignored,
        "background" if node.parent_element().is_none() && !lower.contains(['(', ' ']) => Applied::Ignored,
        "transform" => transform(value),
        "x" | "y" | "cx" | "cy" | "r" | "rx" | "ry" | "width" | "height" | "d" => geometry(node, name, value),
        _ if matches!(lower.as_str(), "initial" | "unset" | "revert" | "revert-layer") => Applied::Ignored,
        _ if is_applied(name) => checked(name, value, context),
        _ => lost(name, value),
    }
}

fn lost(name: &str, value: &str) -> Applied {
    const NEUTRAL: &[&str] = &["none", "normal", "auto", "initial", "inherit", "unset", "0", ""];
    let lower = value.to_ascii_lowercase();
    match LOST.iter().find(|(known, _)| *known == name) {
        Some((_, own)) if !NEUTRAL.contains(&lower.as_str()) && !own.contains(&lower.as_str()) => {
            Applied::Refused(Kind::Property, format!("{name}: {value}"))
        }
        _ => Applied::Ignored,
    }
}

/// A value of a property that is applied, if it is understood.
fn checked(name: &str, value: &str, context: &Context<'_, '_>) -> Applied {
    let lower = value.trim().to_ascii_lowercase();
    let refused = || Applied::Refused(Kind::Value, format!("{name}: {value}"));
    if ["calc(", "min(", "max(", "clamp(", "env(", "attr("].iter().any(|function| lower.contains(function)) {
        return refused();
    }
    match name {
        "fill" | "stroke" => match reference(value, context) {
            Some(Ok(value)) => Applied::As(value),
            // A shape filled with nothing, not with what is around it.
            Some(Err(Applied::Refused(kind, detail))) => Applied::Instead("none".to_owned(), kind, detail),
            Some(Err(refused)) => refused,
            None if understood(&lower) => Applied::As(value.to_owned()),
            None => refused(),
        },
        "stop-color" | "flood-color" | "lighting-color" | "color" | "background-color"
            if !understood(&lower) =>
        {
            refused()
        }
        "clip-path" | "mask" | "marker-start" | "marker-mid" | "marker-end" => {
            match reference(value, context) {
                Some(Ok(value)) => Applied::As(value),
                Some(Err(refused)) => refused,
                None if matches!(lower.as_str(), "none" | "inherit" | "") => Applied::As(value.to_owned()),
                None => refused(),
            }
        }
        "filter" => match reference(value, context) {
            Some(Err(refused)) => refused,
            // Of several, each is as it is written.
            Some(Ok(_)) if value.matches("url(").count() > 1 => Applied::As(value.to_owned()),
            Some(Ok(value)) => Applied::As(value),
            None => Applied::As(value.to_owned()),
        },
        "font-size" | "stroke-width" | "letter-spacing" | "word-spacing" => match lower.strip_suffix("rem") {
            Some(number) => match number.trim().parse::<f32>() {
                Ok(number) => Applied::As(format!("{}px", number * 16.0)),
                Err(_) => refused(),
            },
            None => Applied::As(value.to_owned()),
        },
        _ => Applied::As(value.to_owned()),
    }
}

/// A reference, if a value has one: as usvg reads it, or what to report.
fn reference(value: &str, context: &Context<'_, '_>) -> Option<Result<String, Applied>> {
    let start = value.find("url(")?;
    let inside = value[start + 4..].trim_start();
    // What stands in quotes may hold brackets.
    let (inside, after) = match inside.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
        Some(quote) => {
            let (inside, after) = inside[1..].split_once(quote)?;
            (inside, after.split_once(')')?.1)
        }
        None => inside.split_once(')')?,
    };
    let target = inside.trim().trim_matches(['"', '\'']).trim();
    Some(match target.strip_prefix('#') {
        Some(id) if context.ids.contains_key(id) => {
            Ok(format!("{}url(#{}){after}", &value[..start], context.ids[id]))
        }
        _ if !after.trim().is_empty() && start == 0 && !after.contains('(') => Ok(after.trim().to_owned()),
        Some(_) => Err(Applied::Refused(Kind::Reference, target.to_owned())),
        None => Err(Applied::Refused(Kind::OtherFile, target.to_owned())),
    })
}

/// Whether a colour is one that usvg reads.
fn understood(lower: &str) -> bool {
    match lower.split_once('(') {
        Some((function, _)) => matches!(function.trim(), "rgb" | "rgba" | "hsl" | "hsla"),
        None => !SYSTEM_COLOURS.contains(&lower),
    }
}

/// A transformation as attributes have it, without units.
fn transform(value: &str) -> Applied {
    let lower = value.trim().to_ascii_lowercase();
    if matches!(lower.as_str(), "none" | "initial" | "inherit" | "unset") {
        return Applied::Ignored;
    }
    let mut out = String::new();
    for call in lower.split_inclusive(')') {
        let Some((name, arguments)) = call.trim().trim_end_matches(')').split_once('(') else { continue };
        let numbers: Option<Vec<String>> = arguments
            .split(|c: char| c == ',' || c.is_whitespace())
            .filter(|part| !part.is_empty())
            .map(|part| {
                let bare = part.strip_suffix("px").or_else(|| part.strip_suffix("deg")).unwrap_or(part);
                bare.parse::<f32>().ok().map(|_| bare.to_owned())
            })
            .collect();
        let Some(numbers) = numbers else {
            return Applied::Refused(Kind::Value, format!("transform: {value}"));
        };
        let numbers = numbers.join(" ");
        match name.trim() {
            name @ ("matrix" | "translate" | "scale" | "rotate") => {
                out.push_str(&format!("{name}({numbers}) "))
            }
            "translatex" => out.push_str(&format!("translate({numbers} 0) ")),
            "translatey" => out.push_str(&format!("translate(0 {numbers}) ")),
            "scalex" => out.push_str(&format!("scale({numbers} 1) ")),
            "scaley" => out.push_str(&format!("scale(1 {numbers}) ")),
            "rotatez" => out.push_str(&format!("rotate({numbers}) ")),
            "skewx" => out.push_str(&format!("skewX({numbers}) ")),
            "skewy" => out.push_str(&format!("skewY({numbers}) ")),
            _ => return Applied::Refused(Kind::Value, format!("transform: {value}")),
        }
    }
    if out.is_empty() { Applied::Ignored } else { Applied::As(out.trim_end().to_owned()) }
}

/// A size or place that SVG 2 lets styles set.
fn geometry(node: Node<'_, '_>, name: &str, value: &str) -> Applied {
    let has = match node.tag_name().name() {
        "rect" => matches!(name, "x" | "y" | "width" | "height" | "rx" | "ry"),
        "image" | "use" => matches!(name, "x" | "y" | "width" | "height"),
        "circle" => matches!(name, "cx" | "cy" | "r"),
        "ellipse" => matches!(name, "cx" | "cy" | "rx" | "ry"),
        "path" => name == "d",
        "svg" => matches!(name, "width" | "height") && !value.contains('%'),
        _ => false,
    };
    let trimmed = value.trim();
    if !has
        || matches!(
            trimmed,
            "auto" | "none" | "inherit" | "initial" | "unset" | "max-content" | "fit-content"
        )
    {
        return Applied::Ignored;
    }
    if name == "d" {
        let path = trimmed.strip_prefix("path(").and_then(|rest| rest.strip_suffix(')'));
        return match path {
            Some(path) => Applied::As(path.trim().trim_matches(['"', '\'']).to_owned()),
            None => Applied::Refused(Kind::Value, format!("d: {value}")),
        };
    }
    match super::html::length(trimmed, 100.0) {
        Some(_) => Applied::As(trimmed.to_owned()),
        None => Applied::Refused(Kind::Value, format!("{name}: {value}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_are_not_understood_are_refused() {
        let ids = BTreeMap::from([("a", "a".to_owned()), ("b (c", "id-1".to_owned())]);
        let context = Context { ids: &ids };
        let of = |name: &str, value: &str| attribute(name, value, &context);
        assert_eq!(of("fill", "url('#a')"), Applied::As("url(#a)".to_owned()));
        assert_eq!(of("fill", "url( '#b (c' )"), Applied::As("url(#id-1)".to_owned()));
        assert_eq!(of("fill", "url(#b) red"), Applied::As("red".to_owned()));
        assert_eq!(
            of("fill", "url(#b)"),
            Applied::Instead("none".to_owned(), Kind::Reference, "#b".to_owned())
        );
        assert_eq!(of("mask", "url(x.svg#b)"), Applied::Refused(Kind::OtherFile, "x.svg#b".to_owned()));
        assert!(matches!(of("fill", "oklch(0.5 0.2 30)"), Applied::Refused(Kind::Value, _)));
        assert!(matches!(of("clip-path", "circle(50%)"), Applied::Refused(Kind::Value, _)));
        assert_eq!(of("font-size", "2rem"), Applied::As("32px".to_owned()));
        assert!(matches!(of("stroke-width", "calc(1px + 2px)"), Applied::Refused(Kind::Value, _)));
        assert_eq!(
            transform("translateX(10px) rotate(45deg)"),
            Applied::As("translate(10 0) rotate(45)".to_owned())
        );
        assert!(matches!(transform("rotate3d(1, 1, 1, 45deg)"), Applied::Refused(Kind::Value, _)));
    }
}
