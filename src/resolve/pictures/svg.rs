//! SVG → plain shapes: no text, no script, nothing from outside.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use usvg::fontdb::{self, Database};
use usvg::roxmltree::{Document, Node, ParsingOptions};

use super::super::Format;
use super::{Looked, raster};
use crate::font::{FaceId, Library};
use crate::style::Family;

/// Elements nested deeper than this are refused: drawings have a dozen levels, and drawing them
/// takes room on the stack for each.
const DEEPEST: usize = 256;

/// The largest drawing that is read, in bytes.
const LARGEST: usize = 16 << 20;

/// The most elements after references are followed, by a rough count made before.
const MOST_ELEMENTS: u64 = 200_000;

/// The room on the stack for a drawing of [`DEEPEST`] levels.
const STACK: usize = 64 << 20;

/// The names of references in older drawings.
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Longest side, in pixels. A drawing has no pixels, so a larger one is only stated smaller.
const LONGEST_SIDE: f32 = 10_000.0;

/// Draws, with the faces of the document for words.
pub(super) struct Drawing {
    library: Arc<Library>,
    /// Made when the first drawing with words comes.
    faces: OnceLock<Arc<Database>>,
}

/// Whether data may be SVG, by its beginning.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    /// Comments and an internal subset may come before the first element.
    const HEAD: usize = 4096;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    head.starts_with('<') && head.contains("<svg")
}

impl Drawing {
    /// Will draw words in the faces of `library`.
    pub fn new(library: &Arc<Library>) -> Self {
        Self { library: library.clone(), faces: OnceLock::new() }
    }

    /// The drawing rewritten, or what is wrong with it.
    pub fn look(&self, bytes: &[u8]) -> Result<Looked, String> {
        if bytes.len() > LARGEST {
            return Err(format!("it is larger than {} MiB", LARGEST >> 20));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
        check(text)?;
        std::thread::scope(|scope| {
            std::thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, || self.draw(text))
                .map_err(|error| error.to_string())?
                .join()
                .unwrap_or_else(|_| Err("it cannot be drawn".to_owned()))
        })
    }

    fn draw(&self, text: &str) -> Result<Looked, String> {
        let mut options = usvg::Options {
            resources_dir: None,
            font_family: "Libertinus Serif".to_owned(),
            image_href_resolver: usvg::ImageHrefResolver {
                resolve_data: Box::new(|_, data, _| embedded(data)),
                // Files and addresses are not for a drawing to read.
                resolve_string: Box::new(|_, _| None),
            },
            ..usvg::Options::default()
        };
        if text.contains("<text") || text.contains(":text") {
            options.fontdb = self.faces.get_or_init(|| Arc::new(faces(&self.library))).clone();
        }
        options.font_resolver.select_font = Box::new(select_face);
        let tree = usvg::Tree::from_str(text, &options).map_err(|error| cause(&error))?;
        let written = tree.to_string(&usvg::WriteOptions {
            preserve_text: false,
            coordinates_precision: decimals(&tree),
            // What they multiply may be large.
            transforms_precision: 8,
            indent: usvg::Indent::None,
            attributes_indent: usvg::Indent::None,
            ..usvg::WriteOptions::default()
        });
        let (width, height) = (tree.size().width(), tree.size().height());
        let scale = (LONGEST_SIDE / width.max(height)).min(1.0);
        let pixels = |length: f32| ((length * scale).ceil() as u32).max(1);
        Ok(Looked {
            format: Format::Svg,
            rewritten: Some(scaled(&without_names(&written), [width, height], scale).into_bytes()),
            width: pixels(width),
            height: pixels(height),
            density: None,
        })
    }
}

/// How many decimals the places of a drawing need, so that none is off by more than a part in a
/// million of its longer side: more where a small plane is drawn large.
fn decimals(tree: &usvg::Tree) -> u8 {
    fn largest(group: &usvg::Group) -> f32 {
        let t = group.abs_transform();
        let own = [t.sx, t.ky, t.kx, t.sy].into_iter().fold(0.0, |most: f32, part| most.max(part.abs()));
        group.children().iter().fold(own, |most, node| match node {
            usvg::Node::Group(group) => most.max(largest(group)),
            usvg::Node::Path(_) | usvg::Node::Image(_) | usvg::Node::Text(_) => most,
        })
    }
    let longest = tree.size().width().max(tree.size().height());
    let steps = largest(tree.root()) * 1_000_000.0 / longest;
    // A number of 32 bits has seven digits, and the writer knows powers of ten up to the eighth.
    (4..8).find(|decimals| 10_f32.powi(i32::from(*decimals)) >= steps).unwrap_or(8)
}

/// The drawing without the names of its shapes. Drawing programs give the same name to many, which
/// is no valid XML; and only a filter's picture refers to a shape by its name.
fn without_names(written: &str) -> String {
    if written.contains("<feImage") {
        return written.to_owned();
    }
    let mut out = String::with_capacity(written.len());
    for (at, element) in written.split('<').enumerate() {
        if at > 0 {
            out.push('<');
        }
        // The writer puts the name first.
        let named = ["g id=\"", "path id=\"", "image id=\""].iter().find_map(|start| {
            let (_, rest) = element.strip_prefix(start)?.split_once('"')?;
            Some((&start[..start.len() - " id=\"".len()], rest))
        });
        match named {
            Some((name, rest)) => out.extend([name, rest]),
            None => out.push_str(element),
        }
    }
    out
}

/// The drawing with a view box, without which a reader that scales it only cuts it off.
fn scaled(written: &str, [width, height]: [f32; 2], scale: f32) -> String {
    let Some((root, rest)) = written.split_once('>') else { return written.to_owned() };
    let attributes: Vec<&str> = root
        .split_whitespace()
        .filter(|attribute| !attribute.starts_with("width=") && !attribute.starts_with("height="))
        .collect();
    let (shown_width, shown_height) = (width * scale, height * scale);
    format!(
        r#"{} width="{shown_width}" height="{shown_height}" viewBox="0 0 {width} {height}">{rest}"#,
        attributes.join(" ")
    )
}

/// A picture inside the drawing, if it is one that we would show by itself.
fn embedded(data: Arc<Vec<u8>>) -> Option<usvg::ImageKind> {
    let format = raster::format_of(&data)?;
    raster::look(&data, format).ok()?;
    match format {
        Format::Png => Some(usvg::ImageKind::PNG(data)),
        Format::Jpeg => Some(usvg::ImageKind::JPEG(data)),
        Format::Gif => Some(usvg::ImageKind::GIF(data)),
        Format::WebP => Some(usvg::ImageKind::WEBP(data)),
        Format::Svg => None,
    }
}

/// Refuses what would take a drawer's stack or time: deep nesting, and references to references
/// that multiply.
fn check(text: &str) -> Result<(), String> {
    if nesting(text) > DEEPEST {
        return Err(format!("its elements are nested more than {DEEPEST} deep"));
    }
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| error.to_string())?;
    let named = document.descendants().filter_map(|node| Some((node.attribute("id")?, node)));
    let mut weights = Weights { named: named.collect(), known: BTreeMap::new() };
    let total = weights.of(document.root_element(), 0);
    if total > MOST_ELEMENTS {
        return Err(format!("it is made of more than {MOST_ELEMENTS} shapes"));
    }
    Ok(())
}

/// How many elements each part of a drawing is once every `<use>` in it is followed.
struct Weights<'x> {
    named: BTreeMap<&'x str, Node<'x, 'x>>,
    known: BTreeMap<&'x str, u64>,
}

impl<'x> Weights<'x> {
    fn of(&mut self, node: Node<'x, 'x>, depth: usize) -> u64 {
        if depth > DEEPEST {
            return MOST_ELEMENTS + 1;
        }
        let mut sum = 1_u64;
        if node.tag_name().name() == "use" {
            let target = node.attribute((XLINK, "href")).or_else(|| node.attribute("href"));
            if let Some(id) = target.and_then(|target| target.strip_prefix('#')) {
                sum = sum.saturating_add(self.of_named(id, depth));
            }
        }
        for child in node.children().filter(Node::is_element) {
            sum = sum.saturating_add(self.of(child, depth + 1));
        }
        sum
    }

    fn of_named(&mut self, id: &'x str, depth: usize) -> u64 {
        if let Some(known) = self.known.get(id) {
            return *known;
        }
        // A ring counts as nothing, and that is how it is drawn.
        self.known.insert(id, 0);
        let weight = self.named.get(id).copied().map_or(0, |node| self.of(node, depth + 1));
        self.known.insert(id, weight);
        weight
    }
}

/// The deepest nesting of elements, by their brackets alone.
fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
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
            (Some(b'!' | b'?'), _) | (_, b'/') => {}
            _ => depth += 1,
        }
        deepest = deepest.max(depth);
        at = end + 1;
    }
    deepest
}

/// The bytes of a face, shared with the library.
struct FaceBytes(Arc<Library>, FaceId);

impl AsRef<[u8]> for FaceBytes {
    fn as_ref(&self) -> &[u8] {
        self.0.face(self.1).bytes()
    }
}

fn faces(library: &Arc<Library>) -> Database {
    let mut faces = Database::new();
    for (id, _) in library.faces() {
        let bytes = FaceBytes(library.clone(), id);
        faces.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
    }
    let name = |family: Family| {
        let face = crate::style::Face { family, bold: false, italic: false };
        let own = library.face(library.own(face)).bytes().to_vec();
        let mut alone = Database::new();
        alone.load_font_data(own);
        let name = alone.faces().next().and_then(|face| face.families.first()).map(|(name, _)| name.clone());
        name.unwrap_or_default()
    };
    faces.set_serif_family(name(Family::Serif));
    faces.set_sans_serif_family(name(Family::Sans));
    faces.set_monospace_family(name(Family::Mono));
    faces.set_cursive_family(name(Family::Serif));
    faces.set_fantasy_family(name(Family::Sans));
    faces
}

/// The face for a drawing's words: the one it names if we have it, else one of the same kind.
fn select_face(font: &usvg::Font, faces: &mut Arc<Database>) -> Option<fontdb::ID> {
    let families = font.families();
    let mut wanted: Vec<fontdb::Family<'_>> = Vec::new();
    for family in families {
        match family {
            usvg::FontFamily::Serif => wanted.push(fontdb::Family::Serif),
            usvg::FontFamily::SansSerif => wanted.push(fontdb::Family::SansSerif),
            usvg::FontFamily::Cursive => wanted.push(fontdb::Family::Cursive),
            usvg::FontFamily::Fantasy => wanted.push(fontdb::Family::Fantasy),
            usvg::FontFamily::Monospace => wanted.push(fontdb::Family::Monospace),
            usvg::FontFamily::Named(name) => wanted.push(fontdb::Family::Name(name)),
        }
    }
    // A name that we do not have tells at least which kind of face was in mind.
    if let Some(usvg::FontFamily::Named(name)) = families.first() {
        let name = name.to_ascii_lowercase();
        let any = |words: &[&str]| words.iter().any(|word| name.contains(word));
        wanted.push(if any(&["mono", "courier", "consol", "code", "menlo"]) {
            fontdb::Family::Monospace
        } else if any(&["times", "georgia", "garamond", "palatino"]) || (any(&["serif"]) && !any(&["sans"])) {
            fontdb::Family::Serif
        } else {
            fontdb::Family::SansSerif
        });
    }
    wanted.push(fontdb::Family::Serif);
    let style = match font.style() {
        usvg::FontStyle::Normal => fontdb::Style::Normal,
        usvg::FontStyle::Italic => fontdb::Style::Italic,
        usvg::FontStyle::Oblique => fontdb::Style::Oblique,
    };
    faces.query(&fontdb::Query {
        families: &wanted,
        weight: fontdb::Weight(font.weight()),
        stretch: fontdb::Stretch::Normal,
        style,
    })
}

/// What is wrong, as the end of a sentence.
fn cause(error: &usvg::Error) -> String {
    match error {
        usvg::Error::ParsingFailed(error) => error.to_string(),
        usvg::Error::InvalidSize => "it has no size".to_owned(),
        usvg::Error::ElementsLimitReached => "it is made of too many shapes".to_owned(),
        usvg::Error::NotAnUtf8Str => "it is not UTF-8 text".to_owned(),
        usvg::Error::SvgzFeatureNotEnabled | usvg::Error::MalformedGZip => "it is compressed".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_names;

    #[test]
    fn shapes_lose_their_names_and_what_is_referred_to_keeps_its_own() {
        let written = "<svg><clipPath id=\"c\"><path id=\"p\" d=\"M0\"/></clipPath>\
            <g id=\"a\" clip-path=\"url(#c)\"><path id=\"p\" d=\"M1\"/><image id=\"\"/></g></svg>";
        let expected = "<svg><clipPath id=\"c\"><path d=\"M0\"/></clipPath>\
            <g clip-path=\"url(#c)\"><path d=\"M1\"/><image/></g></svg>";
        assert_eq!(without_names(written), expected);
    }
}
