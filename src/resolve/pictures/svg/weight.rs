//! How many shapes a drawing is made of once every reference in it is followed, counted before any
//! of it is expanded.
//!
//! A reference counts what it shows each time: `use`, patterns and gradients of fills and strokes
//! (which are inherited), masks, clips, filters and the pictures in them, and a marker once for each
//! vertex. So chains of references multiply here as they would in memory.

use std::collections::BTreeMap;

use usvg::roxmltree::{Document, Node};

use super::{DEEPEST, XLINK};

/// The most shapes.
pub(super) const MOST: u64 = 200_000;

/// So many bytes of path data count as a shape.
const PATH_BYTES: u64 = 64;
/// So many bytes of text count as a shape.
const TEXT_BYTES: u64 = 1;

/// The most comparisons that the search for references in a ring may take.
const MOST_COMPARISONS: u64 = 200_000_000;

/// The attribute that tells of an image how many shapes it has itself.
pub(super) const SHAPES: &str = "shapes";

/// Counts the shapes of a drawing; refuses one that would take a drawer's memory or time.
///
/// # Errors
///
/// That it would, as the end of a sentence.
pub(super) fn count(document: &Document<'_>) -> Result<u64, String> {
    let too_many = || format!("it is too complex: it is made of more than {MOST} shapes");
    let named = document.descendants().filter_map(|node| Some((node.attribute("id")?, node)));
    let mut weights = Weights { named: named.collect(), known: BTreeMap::new(), visits: 0 };
    let total = weights.of(document.root_element(), Inherited::default(), 0);
    if total > MOST {
        return Err(too_many());
    }
    if weights.comparisons(document) > MOST_COMPARISONS {
        return Err("it is too complex: too many references stand within others".to_owned());
    }
    Ok(total)
}

/// What shapes have from the groups around them: ids of patterns, gradients and markers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Inherited<'x> {
    fill: Option<&'x str>,
    stroke: Option<&'x str>,
    markers: [Option<&'x str>; 3],
}

impl<'x> Inherited<'x> {
    /// With what an element says itself.
    fn within(self, node: Node<'x, 'x>) -> Self {
        let own = |name: &str, outer| node.attribute(name).map_or(outer, id_of);
        let [start, mid, end] = self.markers;
        Self {
            fill: own("fill", self.fill),
            stroke: own("stroke", self.stroke),
            markers: [own("marker-start", start), own("marker-mid", mid), own("marker-end", end)],
        }
    }

    /// What an element has from all around it.
    fn around(node: Node<'x, 'x>) -> Self {
        let mut outer: Vec<Node<'x, 'x>> = node.ancestors().skip(1).collect();
        outer.reverse();
        outer.into_iter().fold(Self::default(), Self::within)
    }
}

/// The id in `url(#id)`.
fn id_of(value: &str) -> Option<&str> {
    let inside = value.trim_start().strip_prefix("url(")?.split(')').next()?;
    inside.trim().trim_matches(['"', '\'']).strip_prefix('#')
}

/// The id that an element refers to.
fn href<'x>(node: Node<'x, 'x>) -> Option<&'x str> {
    node.attribute("href").or_else(|| node.attribute((XLINK, "href")))?.strip_prefix('#')
}

struct Weights<'x> {
    named: BTreeMap<&'x str, Node<'x, 'x>>,
    known: BTreeMap<(u32, Inherited<'x>), u64>,
    visits: u64,
}

impl<'x> Weights<'x> {
    fn of(&mut self, node: Node<'x, 'x>, outer: Inherited<'x>, depth: usize) -> u64 {
        self.visits += 1;
        if depth > DEEPEST || self.visits > MOST {
            return MOST + 1;
        }
        let inherited = outer.within(node);
        let mut sum = 1 + self.data(node);
        match node.tag_name().name() {
            "use" | "pattern" | "linearGradient" | "radialGradient" | "feImage" | "textPath" => {
                if let Some(target) = href(node) {
                    sum = sum.saturating_add(self.named(target, Some(inherited), depth));
                }
            }
            "image" => {
                let shapes = node.attribute(SHAPES).and_then(|shapes| shapes.parse().ok()).unwrap_or(0);
                sum = sum.saturating_add(shapes);
            }
            "path" | "line" | "polyline" | "polygon" => {
                let [start, mid, end] =
                    inherited.markers.map(|id| id.map_or(0, |id| self.named(id, None, depth)));
                sum = sum.saturating_add(start).saturating_add(end);
                sum = sum.saturating_add(mid.saturating_mul(vertices(node)));
            }
            _ => {}
        }
        if is_painted(node) {
            for id in [inherited.fill, inherited.stroke].into_iter().flatten() {
                sum = sum.saturating_add(self.named(id, None, depth));
            }
        }
        for name in ["mask", "clip-path", "filter"] {
            let urls = node.attribute(name).into_iter().flat_map(|value| value.split("url(").skip(1));
            for url in urls {
                let id = url.split(')').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
                if let Some(id) = id.strip_prefix('#') {
                    sum = sum.saturating_add(self.named(id, None, depth));
                }
            }
        }
        for child in node.children().filter(Node::is_element) {
            sum = sum.saturating_add(self.of(child, inherited, depth + 1));
            if sum > MOST {
                break;
            }
        }
        sum
    }

    /// What a reference shows, with what it hands down; `None` for parts that have it from where
    /// they stand.
    fn named(&mut self, id: &'x str, handed: Option<Inherited<'x>>, depth: usize) -> u64 {
        let Some(node) = self.named.get(id).copied() else { return 0 };
        let inherited = handed.unwrap_or_else(|| Inherited::around(node));
        let key = (node.id().get(), inherited);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        // A ring counts as nothing, and that is how it is drawn.
        self.known.insert(key, 0);
        let weight = self.of(node, inherited, depth + 1);
        self.known.insert(key, weight);
        weight
    }

    /// What an element's own data counts.
    fn data(&self, node: Node<'x, 'x>) -> u64 {
        let length = |name: &str| node.attribute(name).map_or(0, |value| value.len() as u64);
        let text: usize = node.children().filter_map(|child| child.text()).map(str::len).sum();
        let numbers =
            ["values", "tableValues", "kernelMatrix", "x", "y", "dx", "dy", "rotate", "stroke-dasharray"];
        let numbers: u64 = numbers.iter().map(|name| length(name)).sum();
        (length("d") + length("points") + numbers) / PATH_BYTES + text as u64 / TEXT_BYTES
    }

    /// How many elements are looked at to find masks, clips, patterns and filters that stand in
    /// themselves: for each element in one the elements that it refers to, and all anew for each ring.
    fn comparisons(&mut self, document: &'x Document<'x>) -> u64 {
        let mut sum = 0_u64;
        let mut references = 1_u64;
        let holders = document
            .descendants()
            .filter(|node| matches!(node.tag_name().name(), "pattern" | "mask" | "clipPath" | "filter"));
        for holder in holders {
            for node in holder.descendants().filter(Node::is_element) {
                sum = sum.saturating_add(1);
                for name in ["fill", "stroke", "mask", "clip-path", "filter"] {
                    let Some(id) = node.attribute(name).and_then(id_of) else { continue };
                    references += 1;
                    sum = sum.saturating_add(self.named(id, None, 0)).saturating_add(1);
                }
                if sum > MOST_COMPARISONS {
                    return sum;
                }
            }
        }
        sum.saturating_mul(references)
    }
}

/// Whether an element is filled and stroked itself.
fn is_painted(node: Node<'_, '_>) -> bool {
    matches!(
        node.tag_name().name(),
        "path"
            | "rect"
            | "circle"
            | "ellipse"
            | "line"
            | "polyline"
            | "polygon"
            | "text"
            | "tspan"
            | "textPath"
    )
}

/// The vertices of a shape at most: two numbers each, or one after some letters.
fn vertices(node: Node<'_, '_>) -> u64 {
    let data = node.attribute("d").or_else(|| node.attribute("points")).unwrap_or_default();
    let mut count = 2;
    let mut inside = false;
    for byte in data.bytes() {
        let part = byte.is_ascii_digit() || byte == b'.';
        count += u64::from(part && !inside || byte.is_ascii_alphabetic() && byte != b'e');
        inside = part;
    }
    count
}
