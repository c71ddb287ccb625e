//! What a PDF holds, in words.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::read::{Boxes, PdfFile};
use super::tags::{Element, Node};
use crate::inspect::Sections;
use crate::inspect::words::{Told, beginning, count, grouped};

/// Characters of a text that the tag tree shows.
const SHOWN: usize = 60;

/// The summary, and the `sections` that are wanted.
pub(in crate::inspect) fn told(file: &PdfFile, size: usize, sections: Sections) -> String {
    let mut told = Told::default();
    told.line("File", format!("PDF {}, {} bytes", file.version, grouped(size)));
    let claims = file.claims();
    told.line("Claims", if claims.is_empty() { "no standard".to_owned() } else { claims.join(", ") });
    metadata(file, &mut told);
    let labels = file.page_labels();
    told.line("Pages", pages(file, &labels));
    told.line_if("Colours", Some(file.intents().join("\n")));
    told.line_if("Fonts", Some(fonts(file)));
    told.line_if("Pictures", Some(pictures(file)));
    told.line("Tags", tags(file));
    let links = file.links();
    let outside = links.iter().filter(|(_, target)| !target.starts_with('#')).count();
    told.line(
        "Links",
        format!("{} within, {} to the outside", grouped(links.len() - outside), grouped(outside)),
    );
    let outline = file.outline();
    told.line("Outline", count(outline.len(), "entry", "entries"));
    told.line_if("Attached", Some(file.attachments().join("\n")));
    if sections.outline {
        let mut lines = String::new();
        for (level, title, page) in &outline {
            let page = page.and_then(|page| labels.get(page)).map_or("?", String::as_str);
            let _ = writeln!(lines, "{:indent$}{title}  {page}", "", indent = level * 2);
        }
        told.section("Outline", &lines);
    }
    if sections.links {
        let mut lines = String::new();
        for (page, target) in &links {
            let _ = writeln!(lines, "p. {}  {target}", labels.get(*page).map_or("?", String::as_str));
        }
        told.section("Links", &lines);
    }
    if sections.tags {
        let mut lines = String::new();
        if let Some(tree) = &file.tags {
            push_tree(tree, 0, &mut lines);
        }
        told.section("Tags", &lines);
    }
    told.finish()
}

/// What the document information says and the packet says otherwise is told of both.
fn metadata(file: &PdfFile, told: &mut Told) {
    let joined = |name: &str, comma: &str| {
        let values = file.property(name);
        (!values.is_empty()).then(|| values.join(comma))
    };
    let title = file.property("dc:title").into_iter().next();
    for (name, key, own) in [
        ("Title", "Title", title),
        ("Authors", "Author", joined("dc:creator", "; ")),
        ("Contributors", "", joined("dc:contributor", "; ")),
        ("Producer", "Producer", joined("pdf:Producer", "; ")),
    ] {
        match (own, file.information(key)) {
            (Some(own), Some(other)) if own != other => {
                told.line(name, format!("{own}\n(document information: {other})"));
            }
            (own, other) => told.line_if(name, own.or(other)),
        }
    }
    told.line_if("Language", file.language());
    told.line_if("Date", file.property("dc:date").into_iter().next());
    told.line_if("Publisher", joined("dc:publisher", "; "));
    told.line_if("Rights", file.property("dc:rights").into_iter().next());
    told.line_if("Identifier", joined("dc:identifier", "; "));
    told.line_if("Subjects", joined("dc:subject", ", "));
}

/// The pages, those of one size together.
fn pages(file: &PdfFile, labels: &[String]) -> String {
    let mut lines = count(file.pages.len(), "page", "pages");
    let mut from = 0;
    while from < file.pages.len() {
        let boxes = file.boxes(file.pages[from]);
        let same = file.pages[from..].iter().take_while(|page| file.boxes(**page) == boxes).count();
        let until = from + same - 1;
        let range = match (&labels[from], &labels[until]) {
            (one, other) if from == until || one == other => one.clone(),
            (one, other) => format!("{one}–{other}"),
        };
        let _ = write!(lines, "\n{range}: {}", sizes(&boxes));
        from += same;
    }
    lines
}

fn sizes(boxes: &Boxes) -> String {
    let size = |sides: &[f32; 4]| {
        let millimetres = |points: f32| points * 25.4 / 72.0;
        format!("{:.1} × {:.1} mm", millimetres(sides[2] - sides[0]), millimetres(sides[3] - sides[1]))
    };
    let media = boxes.get("MediaBox");
    let others = ["TrimBox", "BleedBox", "CropBox", "ArtBox"].into_iter();
    let others =
        others.filter_map(|name| Some((name, boxes.get(name).filter(|sides| Some(*sides) != media)?)));
    let others: Vec<String> = others
        .map(|(name, sides)| format!("{} {}", name.trim_end_matches("Box").to_lowercase(), size(sides)))
        .collect();
    let media = media.map_or("no size".to_owned(), size);
    if others.is_empty() { media } else { format!("{media}, {}", others.join(", ")) }
}

fn fonts(file: &PdfFile) -> String {
    let mut lines = String::new();
    for font in file.fonts() {
        let size = font.size.map_or("not embedded".to_owned(), |size| format!("{} bytes", grouped(size)));
        let _ = writeln!(lines, "{} ({}), {size}", font.name, font.kind);
    }
    lines
}

/// The pictures, those of one kind together.
fn pictures(file: &PdfFile) -> String {
    let mut kinds: BTreeMap<(String, String), (usize, usize, i64)> = BTreeMap::new();
    for picture in file.pictures() {
        let entry = kinds.entry((picture.kind, picture.space)).or_default();
        entry.0 += 1;
        entry.1 += picture.bytes;
        entry.2 = entry.2.max(picture.size.map_or(0, |[width, height]| width * height));
    }
    let mut lines = String::new();
    for ((kind, space), (number, bytes, most)) in kinds {
        let _ = write!(lines, "{number} × {kind}");
        if !space.is_empty() {
            let _ = write!(lines, ", {space}");
        }
        if most > 0 {
            let _ = write!(lines, ", at most {:.1} megapixels", most as f64 / 1e6);
        }
        let _ = writeln!(lines, ", {} bytes", grouped(bytes));
    }
    lines
}

fn tags(file: &PdfFile) -> String {
    let Some(tree) = &file.tags else { return "none".to_owned() };
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    tree.walk(&mut |element| *kinds.entry(element.kind.as_str()).or_default() += 1);
    let all: usize = kinds.values().sum();
    let mut kinds: Vec<(&str, usize)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(name, number)| (std::cmp::Reverse(*number), *name));
    let kinds: Vec<String> = kinds.iter().map(|(name, number)| format!("{number} {name}")).collect();
    let loose: usize = file.shown.iter().map(|page| page.loose.chars().count()).sum();
    let loose = match loose {
        0 => "no text outside the tags".to_owned(),
        number => format!("{} outside the tags", count(number, "character", "characters")),
    };
    let mut lines = format!("{}, {loose}", count(all, "element", "elements"));
    for some in kinds.chunks(8) {
        let _ = write!(lines, "\n{}", some.join(", "));
    }
    lines
}

/// An element with its attributes, and the beginning of its text.
fn push_tree(element: &Element, depth: usize, lines: &mut String) {
    let _ = write!(lines, "{:indent$}{}", "", element.kind, indent = depth * 2);
    for (name, value) in &element.attributes {
        let _ = write!(lines, " {name}={value}");
    }
    for (name, value) in [("Lang", &element.language), ("ID", &element.id), ("Alt", &element.alternative)] {
        if let Some(value) = value {
            let _ = write!(lines, " {name}=\"{}\"", beginning(value, SHOWN));
        }
    }
    lines.push('\n');
    let mut texts = String::new();
    for kid in &element.kids {
        match kid {
            Node::Text(_, text, _) => texts.push_str(text),
            Node::Element(kid) => {
                push_texts(&mut texts, depth, lines);
                push_tree(kid, depth + 1, lines);
            }
            Node::Annotation(_) => {
                push_texts(&mut texts, depth, lines);
                let _ = writeln!(lines, "{:indent$}(annotation)", "", indent = depth * 2 + 2);
            }
        }
    }
    push_texts(&mut texts, depth, lines);
}

fn push_texts(texts: &mut String, depth: usize, lines: &mut String) {
    if !texts.is_empty() {
        let _ = writeln!(lines, "{:indent$}\"{}\"", "", beginning(texts, SHOWN), indent = depth * 2 + 2);
        texts.clear();
    }
}
