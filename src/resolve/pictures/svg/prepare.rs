//! A drawing as its author's program wrote it → one that usvg draws the same way.
//!
//! Styles become attributes, so usvg applies no style sheet. HTML becomes text, images become data,
//! of alternatives one stays, and what is not drawn goes, with a finding for each kind.

use std::collections::{BTreeMap, BTreeSet};

use usvg::roxmltree::{Document, Node};

use super::super::finding::{Findings, Kind};
use super::foreign::{escaped, is_drawn, label};
use super::hrefs::{Embedded, Means, Place};
use super::properties::{self, Applied, Context};
use super::styles::Styles;
use super::weight::SHAPES;
use super::{DEEPEST, LARGEST, SVG, XHTML, XLINK, decode};

/// The most attributes of an element, which are compared with each other.
const MOST_ATTRIBUTES: usize = 500;

/// The most declarations of namespaces.
const MOST_NAMESPACES: usize = 5_000;

/// The namespace of `xml:space`.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The drawing's text rewritten.
///
/// # Errors
///
/// Why it cannot be drawn, as the end of a sentence.
pub(super) fn prepare(
    text: String,
    place: &Place<'_>,
    means: &Means<'_>,
    findings: &mut Findings,
) -> Result<String, String> {
    let shape = Shape::of(&text);
    if shape.deepest > DEEPEST {
        return Err(format!("its elements are nested more than {DEEPEST} deep"));
    }
    if shape.most_attributes > MOST_ATTRIBUTES || text.matches("xmlns:").count() > MOST_NAMESPACES {
        return Err("it is too complex: its elements have too many attributes".to_owned());
    }
    let text = decode::well_formed(text)?;
    let document = decode::parsed(&text).map_err(|error| error.to_string())?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" || !is_drawn(root) {
        return Err(match root.tag_name().namespace() {
            Some(namespace) if root.tag_name().name() == "svg" => {
                format!("its root element is not of SVG but of `{namespace}`")
            }
            _ => format!("its root element is `<{}>`, not `<svg>`", root.tag_name().name()),
        });
    }
    let styles = Styles::of(&document, findings);
    let ids = names(&document);
    let plane = plane(root);
    let mut writer = Writer {
        document: &document,
        place,
        means,
        findings,
        styles,
        ids,
        named: document.descendants().filter_map(|node| Some((node.attribute("id")?, node))).collect(),
        images: BTreeMap::new(),
        plane,
        out: String::new(),
    };
    writer.element(root, 0)?;
    Ok(writer.out)
}

struct Writer<'w, 'x> {
    document: &'x Document<'x>,
    place: &'w Place<'w>,
    means: &'w Means<'w>,
    findings: &'w mut Findings,
    styles: Styles,
    /// Ids as they are written.
    ids: BTreeMap<&'x str, String>,
    /// Elements by their ids.
    named: BTreeMap<&'x str, Node<'x, 'x>>,
    /// Images that were read, by what refers to them.
    images: BTreeMap<&'x str, Result<Embedded, (Kind, String)>>,
    /// Width and height of the plane that shares are shares of.
    plane: [f32; 2],
    out: String,
}

impl<'x> Writer<'_, 'x> {
    fn found(&mut self, kind: Kind, detail: &str, node: Node<'_, '_>) {
        let document = self.document;
        self.findings.add(kind, detail, || Some(document.text_pos_at(node.range().start).row));
    }

    fn element(&mut self, node: Node<'x, 'x>, depth: usize) -> Result<(), String> {
        if depth > DEEPEST {
            return Err(format!("its elements are nested more than {DEEPEST} deep"));
        }
        if self.out.len() > LARGEST * 2 {
            return Err("it is too large once its entities and styles are applied".to_owned());
        }
        let name = node.tag_name().name();
        if !is_drawn(node) {
            if node.tag_name().namespace() == Some(XHTML) {
                self.found(if name == "script" { Kind::Script } else { Kind::Element }, name, node);
            }
            return Ok(());
        }
        match name {
            "title" | "desc" | "metadata" | "style" | "view" | "cursor" | "mpath" | "color-profile" => {}
            "script" | "handler" => self.found(Kind::Script, name, node),
            "animate" | "animateTransform" | "animateMotion" | "animateColor" | "set" | "discard" => {
                self.found(Kind::Animation, name, node);
            }
            "foreignObject" => self.foreign(node)?,
            "switch" => self.switch(node, depth)?,
            "svg" | "g" | "a" | "defs" | "symbol" | "use" | "image" | "path" | "rect" | "circle"
            | "ellipse" | "line" | "polyline" | "polygon" | "clipPath" | "mask" | "pattern" | "marker"
            | "linearGradient" | "radialGradient" | "stop" | "filter" => self.drawn(node, depth)?,
            "text" | "tspan" | "textPath" | "tref" => self.drawn(node, depth)?,
            name if name.starts_with("fe") => self.drawn(node, depth)?,
            name => self.found(Kind::Element, name, node),
        }
        Ok(())
    }

    /// Writes an element that is drawn, and what stands in it.
    fn drawn(&mut self, node: Node<'x, 'x>, depth: usize) -> Result<(), String> {
        if depth > 0 && !passes(node, self.place.language()) {
            if node.has_attribute("requiredFeatures") || node.has_attribute("requiredExtensions") {
                self.found(Kind::Alternatives, "", node);
            }
            return Ok(());
        }
        let name = self.written_name(node);
        let Some(attributes) = self.attributes(node, name)? else { return Ok(()) };
        self.open(name, &attributes);
        let is_text = matches!(name, "text" | "tspan" | "textPath");
        for child in node.children() {
            if child.is_element() {
                self.element(child, depth + 1)?;
            } else if let Some(text) = child.text().filter(|_| is_text && child.is_text()) {
                // A line break is a blank here, and would be kept as the name of a character.
                self.out.push_str(&escaped(&text.replace(['\n', '\t', '\r'], " ")));
            }
        }
        self.close(name);
        Ok(())
    }

    /// The name under which an element is written: text on a path that is not there is straight.
    fn written_name(&mut self, node: Node<'x, 'x>) -> &'x str {
        let name = node.tag_name().name();
        let in_text = node.parent_element().is_some_and(|parent| {
            matches!(parent.tag_name().name(), "text" | "tspan" | "textPath" | "a")
                && node
                    .ancestors()
                    .any(|around| around.has_tag_name((SVG, "text")) || around.tag_name().name() == "text")
        });
        match name {
            "a" if in_text => "tspan",
            "a" => "g",
            "textPath" => {
                let path = href(node).and_then(|href| href.trim().strip_prefix('#'));
                let path = path.and_then(|id| self.named.get(id));
                let on_path = path.is_some_and(|path| {
                    matches!(
                        path.tag_name().name(),
                        "path" | "rect" | "circle" | "ellipse" | "line" | "polyline" | "polygon"
                    )
                });
                let alone = node.parent_element().is_some_and(|parent| parent.tag_name().name() == "text");
                if on_path && alone {
                    return "textPath";
                }
                self.found(Kind::TextPath, "", node);
                "tspan"
            }
            name => name,
        }
    }

    /// Attributes and styles as attributes; `None` if the element cannot be drawn.
    fn attributes(
        &mut self,
        node: Node<'x, 'x>,
        name: &str,
    ) -> Result<Option<Vec<(String, String)>>, String> {
        let mut attributes: Vec<(String, String)> = Vec::new();
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            match attribute.namespace() {
                None | Some(SVG) if name == "id" => {
                    attributes.extend(self.ids.get(value).map(|id| ("id".to_owned(), id.clone())))
                }
                None | Some(SVG) if is_kept(name) => {
                    let value = if value.contains('(') {
                        self.styles.replaced(node, value, 0)?
                    } else {
                        Some(value.to_owned())
                    };
                    self.apply(node, &mut attributes, name, value, attribute.value());
                }
                Some(XML) if matches!(name, "space" | "lang") => {
                    attributes.push((format!("xml:{name}"), value.to_owned()));
                }
                _ => {}
            }
        }
        for (name, value) in self.styles.declared(node)? {
            let shown = value.clone().unwrap_or_else(|| format!("{name}: var(…)"));
            self.style(node, &mut attributes, &name, value, &shown);
        }
        if !self.reference(node, name, &mut attributes)? {
            return Ok(None);
        }
        Ok(Some(attributes))
    }

    /// Adds an attribute, if it can be applied.
    fn apply(
        &mut self,
        node: Node<'x, 'x>,
        attributes: &mut Vec<(String, String)>,
        name: &str,
        value: Option<String>,
        shown: &str,
    ) {
        let context = Context { ids: &self.ids };
        match value.map_or(Applied::Refused(Kind::Value, shown.to_owned()), |value| {
            properties::attribute(name, &value, &context)
        }) {
            Applied::As(value) => put(attributes, name, value),
            Applied::Instead(value, kind, detail) => {
                put(attributes, name, value);
                self.found(kind, &detail, node);
            }
            Applied::Refused(kind, detail) => self.found(kind, &detail, node),
            Applied::Ignored => {}
        }
    }

    /// Adds a declaration, if it can be applied.
    fn style(
        &mut self,
        node: Node<'x, 'x>,
        attributes: &mut Vec<(String, String)>,
        name: &str,
        value: Option<String>,
        shown: &str,
    ) {
        let Some(value) = value else {
            if properties::is_applied(name) {
                self.found(Kind::Value, shown, node);
            }
            return;
        };
        match name {
            "marker" => {
                for part in ["marker-start", "marker-mid", "marker-end"] {
                    self.apply(node, attributes, part, Some(value.clone()), shown);
                }
                return;
            }
            // Whatever the parts of a font are, usvg takes them apart in order.
            _ if properties::is_styled_only(name) => {
                match attributes.iter_mut().find(|(known, _)| known == "style") {
                    Some((_, style)) => style.push_str(&format!("; {name}: {value}")),
                    None => attributes.push(("style".to_owned(), format!("{name}: {value}"))),
                }
                return;
            }
            _ => {}
        }
        let in_font = properties::is_of_font(name)
            && attributes.iter().any(|(known, style)| known == "style" && style.contains("font:"));
        let context = Context { ids: &self.ids };
        match properties::declaration(node, name, &value, &context) {
            Applied::As(value) if in_font => {
                if let Some((_, style)) = attributes.iter_mut().find(|(known, _)| known == "style") {
                    style.push_str(&format!("; {name}: {value}"));
                }
            }
            Applied::As(value) => put(attributes, name, value),
            Applied::Instead(value, kind, detail) => {
                put(attributes, name, value);
                self.found(kind, &detail, node);
            }
            Applied::Refused(kind, detail) => self.found(kind, &detail, node),
            Applied::Ignored => {}
        }
    }

    /// Adds what an element refers to, and says whether it can be drawn with that.
    fn reference(
        &mut self,
        node: Node<'x, 'x>,
        name: &str,
        attributes: &mut Vec<(String, String)>,
    ) -> Result<bool, String> {
        let Some(href) = href(node).map(str::trim) else { return Ok(true) };
        let inside = href.strip_prefix('#');
        match (name, inside) {
            ("g" | "tspan", _) => {}
            ("image", _) | ("feImage", None) => {
                let known = self.images.entry(href);
                let known = known.or_insert_with(|| self.place.embedded(href, self.means, self.findings));
                match known {
                    Ok(image) => {
                        attributes.push((SHAPES.to_owned(), image.shapes.to_string()));
                        attributes.push(("href".to_owned(), image.address.clone()));
                    }
                    Err((kind, detail)) => {
                        let (kind, detail) = (*kind, detail.clone());
                        self.found(kind, &detail, node);
                        // A filter goes on with what it has.
                        return Ok(name == "feImage");
                    }
                }
            }
            (_, Some(id)) if self.ids.contains_key(id) => {
                attributes.push(("href".to_owned(), format!("#{}", self.ids[id])));
            }
            ("use" | "tref" | "textPath" | "feImage", Some(_)) => {
                self.found(Kind::Reference, href, node);
                return Ok(name == "feImage");
            }
            ("linearGradient" | "radialGradient" | "pattern" | "filter", Some(_)) => {
                self.found(Kind::Reference, href, node)
            }
            (_, Some(_)) => {}
            (_, None) => {
                if !href.is_empty() {
                    self.found(Kind::OtherFile, href, node);
                }
                return Ok(!matches!(name, "use" | "tref"));
            }
        }
        Ok(true)
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        self.out.push('<');
        self.out.push_str(name);
        if self.out.len() == name.len() + 1 {
            self.out.push_str(&format!(r#" xmlns="{SVG}" xmlns:xlink="{XLINK}""#));
        }
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.out.push_str(&escaped(value));
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// HTML as text.
    fn foreign(&mut self, node: Node<'x, 'x>) -> Result<(), String> {
        let label = label(node, self.plane, self.means.library, &mut self.styles)?;
        for part in &label.parts {
            self.found(if part == "script" { Kind::Script } else { Kind::HtmlPart }, part, node);
        }
        if label.written.is_empty() {
            return Ok(());
        }
        self.found(Kind::Html, "", node);
        let mut attributes = self.attributes(node, "g")?.unwrap_or_default();
        attributes.retain(|(name, _)| {
            !matches!(name.as_str(), "x" | "y" | "width" | "height" | "overflow" | "class")
        });
        self.open("g", &attributes);
        self.out.push_str(&label.written);
        self.close("g");
        Ok(())
    }

    /// The first of the alternatives whose conditions hold.
    fn switch(&mut self, node: Node<'x, 'x>, depth: usize) -> Result<(), String> {
        let mut alternatives = node.children().filter(|child| child.is_element() && is_drawn(*child));
        let language = self.place.language();
        let Some(chosen) = alternatives.find(|child| passes(*child, language)) else {
            if node.has_children() {
                self.found(Kind::Alternatives, "", node);
            }
            return Ok(());
        };
        let attributes = self.attributes(node, "g")?.unwrap_or_default();
        self.open("g", &attributes);
        self.element(chosen, depth + 1)?;
        self.close("g");
        Ok(())
    }
}

/// The ids of a drawing, each as a name of XML that no one else has.
fn names<'x>(document: &'x Document<'x>) -> BTreeMap<&'x str, String> {
    let is_name = |id: &str| {
        id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && id.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
    };
    let ids: BTreeSet<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    let mut number = 0;
    let mut new = || loop {
        number += 1;
        let name = format!("id-{number}");
        if !ids.contains(name.as_str()) {
            return name;
        }
    };
    ids.iter().map(|id| (*id, if is_name(id) { (*id).to_owned() } else { new() })).collect()
}

/// Sets an attribute, in the place of one that is there.
fn put(attributes: &mut Vec<(String, String)>, name: &str, value: String) {
    match attributes.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) => *known = value,
        None => attributes.push((name.to_owned(), value)),
    }
}

/// What an element refers to: `href`, or its older name.
fn href<'x>(node: Node<'x, 'x>) -> Option<&'x str> {
    node.attributes()
        .find(|one| one.name() == "href" && one.namespace().is_none())
        .or_else(|| node.attributes().find(|one| one.name() == "href" && one.namespace() == Some(XLINK)))
        .map(|one| one.value())
}

/// Whether an attribute goes on: not those that are followed here, and no handlers of events.
fn is_kept(name: &str) -> bool {
    !matches!(
        name,
        "style"
            | "class"
            | "href"
            | "requiredFeatures"
            | "requiredExtensions"
            | "systemLanguage"
            | "requiredFonts"
            | "requiredFormats"
            | "version"
            | SHAPES
            | "baseProfile"
    ) && !name.starts_with("on")
        && !name.starts_with("data-")
        && !name.starts_with("aria-")
}

/// Whether an element's conditions hold (SVG 1.1, 5.8): HTML within a drawing is a feature that is
/// there.
fn passes(node: Node<'_, '_>, language: &str) -> bool {
    let lacks = |feature: &str| {
        [
            "Animation",
            "Script",
            "Font",
            "Extra",
            "DocumentEvents",
            "GraphicalEvents",
            "AnimationEvents",
            "Audio",
            "Video",
        ]
        .iter()
        .any(|lacking| feature.ends_with(lacking))
    };
    let features = node.attribute("requiredFeatures").unwrap_or_default();
    let extensions = node.attribute("requiredExtensions").unwrap_or_default();
    let same = |tag: &str| {
        let primary =
            |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().trim().to_ascii_lowercase();
        primary(tag) == primary(language)
    };
    let speaks = node.attribute("systemLanguage").is_none_or(|tags| tags.split(',').any(same));
    speaks && !features.split_whitespace().any(lacks) && extensions.split_whitespace().all(|one| one == XHTML)
}

/// The plane that shares are shares of.
fn plane(root: Node<'_, '_>) -> [f32; 2] {
    let numbers: Vec<f32> = root
        .attribute("viewBox")
        .unwrap_or_default()
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter_map(|number| number.parse().ok())
        .collect();
    if let [_, _, width, height] = numbers.as_slice() {
        return [*width, *height];
    }
    ["width", "height"]
        .map(|name| root.attribute(name).and_then(|value| super::html::length(value, 100.0)).unwrap_or(100.0))
}

/// What a drawing's text is made of, by its brackets alone: before it is parsed, since that takes
/// time with the square of an element's attributes.
#[derive(Default)]
struct Shape {
    /// The deepest nesting of elements.
    deepest: usize,
    /// The most attributes of an element.
    most_attributes: usize,
}

impl Shape {
    fn of(text: &str) -> Self {
        let mut shape = Self::default();
        let mut depth = 0_usize;
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(found) = text[at..].find('<') {
            let open = at + found;
            let end = match &bytes[open..] {
                [b'<', b'!', b'-', b'-', ..] => text[open..].find("-->").map(|end| end + 2),
                [b'<', b'!', b'[', ..] => text[open..].find("]]>").map(|end| end + 2),
                _ => text[open..].find('>'),
            };
            let Some(end) = end.map(|end| open + end) else { break };
            match (bytes.get(open + 1), bytes[end - 1]) {
                (Some(b'/'), _) => depth = depth.saturating_sub(1),
                (Some(b'!' | b'?'), _) => {}
                (_, last) => {
                    let attributes = bytes[open..end].iter().filter(|byte| **byte == b'=').count();
                    shape.most_attributes = shape.most_attributes.max(attributes);
                    depth += usize::from(last != b'/');
                }
            }
            shape.deepest = shape.deepest.max(depth);
            at = end + 1;
        }
        shape
    }
}
