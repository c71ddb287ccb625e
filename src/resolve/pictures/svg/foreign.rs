//! `<foreignObject>` → `<text>`: its words in lines within its box.
//!
//! Programs put labels there as HTML: flow charts with a box as large as its text was in their
//! face, others with a box as large as the drawing in which margins and flexible boxes say where
//! the text is. Both say with a handful of properties where it stands; those are followed. A face
//! of ours may be wider than theirs, so text is made smaller until it fits.

use std::fmt::Write as _;

use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use usvg::roxmltree::Node;

use super::html::{Align, Look, Run, Slant, Space, Weight, length, read};
use super::styles::Styles;
use super::{SVG, faces};
use crate::font::Library;
use crate::style::{Face, Family};

/// How far text is made smaller, in parts of its size.
const SMALLEST: f32 = 0.6;
const STEP: f32 = 0.05;

/// The baseline lies so far below the middle of a line, in parts of the size.
const BASELINE: f32 = 0.34;

/// What a box shows.
pub(super) struct Label {
    /// Elements of SVG, in the plane of the `foreignObject`.
    pub written: String,
    /// What its HTML has that is not text.
    pub parts: Vec<String>,
}

/// A box in user units.
#[derive(Clone, Copy, Debug)]
struct Area {
    x: f32,
    y: f32,
    width: f32,
    /// Zero if it is as high as what stands in it.
    height: f32,
}

/// How a box places what stands in it.
#[derive(Clone, Copy, Debug)]
struct Placing {
    across: Option<Align>,
    down: Align,
}

/// The words of a `foreignObject` as text, in a drawing whose plane is so wide and high.
///
/// # Errors
///
/// That its style rules are too many.
pub(super) fn label(
    node: Node<'_, '_>,
    plane: [f32; 2],
    library: &Library,
    styles: &mut Styles,
) -> Result<Label, String> {
    let mut look = Look::initial();
    let mut around: Vec<Node<'_, '_>> = node.ancestors().filter(Node::is_element).collect();
    around.reverse();
    for node in around {
        look = look.within_drawing(node, styles)?;
    }
    let (area, placing, ground) = place(node, plane, &look, styles)?;
    let content = read(node, &look, styles)?;
    let has_words = content.lines.iter().flatten().any(|run| !run.text.trim().is_empty());
    let mut written = String::new();
    if has_words {
        if let Some(colour) = ground.filter(|_| area.height > 1.0 && area.width < plane[0]) {
            let Area { x, y, width, height } = area;
            let _ = write!(
                written,
                r#"<rect x="{x:.3}" y="{y:.3}" width="{width:.3}" height="{height:.3}" stroke="none" fill="{}"/>"#,
                escaped(&colour)
            );
        }
        let fitted = fit(&content.lines, area, library);
        write_lines(&mut written, &fitted, area, placing);
    }
    Ok(Label { written, parts: content.parts })
}

/// The box of the innermost element that holds all the text, how it places it, and its ground.
fn place(
    node: Node<'_, '_>,
    plane: [f32; 2],
    look: &Look,
    styles: &mut Styles,
) -> Result<(Area, Placing, Option<String>), String> {
    let declared = styles.declared(node)?;
    let side = |name: &str, whole: f32| {
        let styled = declared.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.as_deref());
        styled.or_else(|| node.attribute(name)).and_then(|value| length(value, whole)).unwrap_or(0.0)
    };
    let mut area = Area {
        x: side("x", plane[0]),
        y: side("y", plane[1]),
        width: side("width", plane[0]).max(0.0),
        height: side("height", plane[1]).max(0.0),
    };
    let is_label = node.descendants().any(|inner| {
        let classes = inner.attribute("class").unwrap_or_default();
        classes.split_whitespace().any(|class| matches!(class, "nodeLabel" | "edgeLabel" | "labelBkg"))
    });
    let middle = is_label.then_some(Align::Middle);
    let mut placing = Placing { across: None, down: middle.unwrap_or(Align::Start) };
    let mut ground = None;
    let mut at = node;
    while let Some(inner) = only_element(at) {
        let mut flexible = false;
        let mut column = false;
        let mut main = None;
        let mut cross = None;
        for (name, value) in styles.declared(inner)? {
            let Some(value) = value else { continue };
            let value = value.trim_start_matches("unsafe ").trim_start_matches("safe ").trim();
            let own = |whole: f32| length(value, whole).unwrap_or(0.0);
            match name.as_str() {
                "margin-left" | "padding-left" | "left" => area.x += own(area.width),
                "margin-top" | "padding-top" | "top" => {
                    area.y += own(area.width);
                    area.height = (area.height - own(area.width)).max(0.0);
                }
                "padding" => {
                    let sides: Vec<f32> =
                        value.split_whitespace().filter_map(|side| length(side, area.width)).collect();
                    let [top, left] = [sides.first(), sides.get(1).or(sides.first())]
                        .map(|side| side.copied().unwrap_or(0.0));
                    area.x += left;
                    area.y += top;
                    area.width = (area.width - left * 2.0).max(0.0);
                    area.height = (area.height - top * 2.0).max(0.0);
                }
                "width" => area.width = length(value, area.width).unwrap_or(area.width),
                "height" => area.height = length(value, area.height).unwrap_or(area.height),
                "display" => {
                    flexible |= value.contains("flex") || value.contains("grid");
                    if value == "table-cell" && placing.down == Align::Start {
                        placing.down = middle.unwrap_or(Align::Start);
                    }
                }
                "flex-direction" => column = value.starts_with("column"),
                "justify-content" | "justify-items" => main = aligned(value),
                "align-items" => cross = aligned(value),
                "place-items" | "place-content" => (main, cross) = (aligned(value), aligned(value)),
                "vertical-align" if value == "middle" => placing.down = Align::Middle,
                "background-color" | "background"
                    if !value.contains("url(") && !value.contains("gradient") =>
                {
                    let none = matches!(value, "none" | "transparent" | "inherit" | "initial" | "unset");
                    ground = if none { ground } else { Some(value.to_owned()) };
                }
                _ => {}
            }
        }
        if flexible {
            let (across, down) = if column { (cross, main) } else { (main, cross) };
            placing.across = across.or(placing.across);
            placing.down = down.unwrap_or(placing.down);
        }
        at = inner;
    }
    placing.across = placing.across.or(middle.filter(|_| look.align.is_none()));
    Ok((area, placing, ground))
}

/// The only element in another, if no text stands beside it.
fn only_element<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let mut inside = node.children().filter(|child| {
        child.is_element() || child.text().is_some_and(|text| child.is_text() && !text.trim().is_empty())
    });
    let first = inside.next().filter(Node::is_element)?;
    inside.next().is_none().then_some(first)
}

fn aligned(value: &str) -> Option<Align> {
    let value = value.split_whitespace().last()?;
    match value {
        "center" | "space-around" | "space-evenly" => Some(Align::Middle),
        "flex-end" | "end" | "right" => Some(Align::End),
        "flex-start" | "start" | "left" | "normal" | "stretch" => Some(Align::Start),
        _ => None,
    }
}

/// Lines that fit, and how many times as large they are set.
struct Fitted {
    lines: Vec<Vec<Run>>,
    scale: f32,
}

fn fit(lines: &[Vec<Run>], area: Area, library: &Library) -> Fitted {
    let mut scale = 1.0;
    loop {
        let [width, height] = [area.width / scale, area.height / scale];
        let broken: Vec<Vec<Run>> = lines.iter().flat_map(|line| wrap(line, width, library)).collect();
        let widest = broken.iter().map(|line| line_width(line, library)).fold(0.0, f32::max);
        let high: f32 = broken.iter().map(|line| line_height(line)).sum();
        let fits_across = area.width <= 0.0 || widest <= width * 1.01;
        // A box of a line's thickness only says where the middle is.
        let fits_down = area.height <= 2.0 || high <= height * 1.1;
        if fits_across && fits_down || scale - STEP < SMALLEST {
            return Fitted { lines: broken, scale };
        }
        scale -= STEP;
    }
}

/// A line broken where it is wider than `width`.
fn wrap(line: &[Run], width: f32, library: &Library) -> Vec<Vec<Run>> {
    let unbroken = line.iter().any(|run| run.look.space != Space::Wrapped);
    if unbroken || width <= 0.0 || line_width(line, library) <= width {
        return vec![line.to_vec()];
    }
    let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
    let mut used = 0.0;
    for run in line {
        for word in run.text.split_inclusive(' ') {
            let wide = text_width(word.trim_end(), &run.look, library);
            if used > 0.0 && used + wide > width {
                lines.push(Vec::new());
                used = 0.0;
            }
            used += text_width(word, &run.look, library);
            let current = lines.last_mut().expect("there is one from the start");
            match current.last_mut().filter(|last| last.look == run.look) {
                Some(last) => last.text.push_str(word),
                None => current.push(Run { text: word.to_owned(), look: run.look.clone() }),
            }
        }
    }
    for line in &mut lines {
        if let Some(last) = line.last_mut() {
            last.text.truncate(last.text.trim_end_matches(' ').len());
        }
    }
    lines
}

fn line_width(line: &[Run], library: &Library) -> f32 {
    line.iter().map(|run| text_width(&run.text, &run.look, library)).sum()
}

fn line_height(line: &[Run]) -> f32 {
    line.iter().map(|run| run.look.size * run.look.leading).fold(0.0, f32::max)
}

/// The width of text in the face that will serve it, without kerning.
fn text_width(text: &str, look: &Look, library: &Library) -> f32 {
    let family = look.families.split(',').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    let family = if family.is_empty() { Family::Serif } else { faces::kind(family) };
    let face = Face { family, bold: look.weight == Weight::Bold, italic: look.slant == Slant::Italic };
    let own = library.face(library.own(face));
    let Ok(font) = skrifa::FontRef::new(own.bytes()) else { return 0.0 };
    let metrics = font.glyph_metrics(Size::new(look.size), LocationRef::default());
    let charmap = font.charmap();
    let advance = |character: char| charmap.map(character).and_then(|glyph| metrics.advance_width(glyph));
    // What the face does not have comes from another, about as wide as its size.
    text.chars().map(|character| advance(character).unwrap_or(look.size)).sum()
}

fn write_lines(out: &mut String, fitted: &Fitted, area: Area, placing: Placing) {
    let Fitted { lines, scale } = fitted;
    let high: f32 = lines.iter().map(|line| line_height(line)).sum::<f32>() * scale;
    let mut top = match placing.down {
        Align::Start => area.y,
        Align::Middle => area.y + (area.height - high) / 2.0,
        Align::End => area.y + area.height - high,
    };
    for line in lines {
        let height = line_height(line) * scale;
        let Some(first) = line.first() else { continue };
        let align = placing.across.or(first.look.align).unwrap_or(Align::Start);
        let (x, anchor) = match align {
            Align::Start => (area.x, "start"),
            Align::Middle => (area.x + area.width / 2.0, "middle"),
            Align::End => (area.x + area.width, "end"),
        };
        let largest = line.iter().map(|run| run.look.size).fold(0.0, f32::max) * scale;
        let baseline = top + height / 2.0 + largest * BASELINE;
        let _ = write!(
            out,
            r#"<text x="{x:.3}" y="{baseline:.3}" text-anchor="{anchor}" stroke="none" letter-spacing="0" xml:space="preserve">"#
        );
        for run in line {
            write_run(out, run, *scale);
        }
        out.push_str("</text>");
        top += height;
    }
}

fn write_run(out: &mut String, run: &Run, scale: f32) {
    let look = &run.look;
    let _ = write!(out, r#"<tspan font-size="{:.3}" fill="{}""#, look.size * scale, escaped(&look.colour));
    if !look.families.is_empty() {
        let _ = write!(out, r#" font-family="{}""#, escaped(&look.families));
    }
    out.push_str(match look.weight {
        Weight::Normal => r#" font-weight="normal""#,
        Weight::Bold => r#" font-weight="bold""#,
    });
    out.push_str(match look.slant {
        Slant::Upright => r#" font-style="normal">"#,
        Slant::Italic => r#" font-style="italic">"#,
    });
    out.push_str(&escaped(&run.text));
    out.push_str("</tspan>");
}

/// Text as XML has it, within an element or an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            other => out.push(other),
        }
    }
    out
}

/// Whether an element belongs to the drawing, and not to something within it.
pub(super) fn is_drawn(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().namespace(), None | Some(SVG))
}
