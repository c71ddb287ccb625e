//! What an EPUB holds, in words.

use std::collections::BTreeMap;

use usvg::roxmltree::{Document, Node};

use super::read::{EpubFile, EpubText, all};
use crate::inspect::words::{Told, count, grouped};
use crate::inspect::{Sections, Unreadable};

/// Tells of an EPUB.
pub(in crate::inspect) fn told(bytes: &[u8], sections: Sections) -> Result<String, Unreadable> {
    let file = EpubFile::read(bytes)?;
    let package = file.package.xml()?;
    let mut told = Told::default();
    let version = package.root_element().attribute("version").unwrap_or("?");
    told.line("File", format!("EPUB {version}, {} bytes", grouped(bytes.len())));
    metadata(&package, &mut told);

    let mut kinds: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
    for (kind, size) in &file.files {
        let kind = kinds.entry(kind).or_default();
        kind.0 += 1;
        kind.1 += size;
    }
    let kinds = kinds
        .iter()
        .map(|(kind, (number, size))| format!("{number} × {kind}, {} bytes", grouped(*size as usize)));
    told.line("Files", kinds.collect::<Vec<_>>().join("\n"));
    told.line("Spine", count(file.spine_length, "file", "files"));
    if let Some(nav) = &file.navigation {
        navigation(nav, sections, &mut told)?;
    }
    Ok(told.finish())
}

fn metadata(package: &Document<'_>, told: &mut Told) {
    let joined = |name: &'static str, comma: &str| {
        let values: Vec<&str> = all(package, name).filter_map(|node| node.text()).map(str::trim).collect();
        (!values.is_empty()).then(|| values.join(comma))
    };
    for (line, name, comma) in [
        ("Title", "title", ": "),
        ("Authors", "creator", "; "),
        ("Contributors", "contributor", "; "),
        ("Language", "language", ", "),
        ("Date", "date", ", "),
        ("Publisher", "publisher", "; "),
        ("Rights", "rights", "; "),
        ("Identifier", "identifier", ", "),
        ("Subjects", "subject", ", "),
    ] {
        told.line_if(line, joined(name, comma));
    }
    let mut access: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for meta in all(package, "meta") {
        let name = meta.attribute("property").and_then(|name| name.strip_prefix("schema:"));
        if let (Some(name), Some(text)) = (name, meta.text()) {
            access.entry(name).or_default().push(text.trim());
        }
    }
    let access = access.iter().map(|(name, values)| format!("{name}: {}", values.join(", ")));
    told.line_if("Access", Some(access.collect::<Vec<_>>().join("\n")));
}

fn navigation(nav: &EpubText, sections: Sections, told: &mut Told) -> Result<(), Unreadable> {
    const OPS: &str = "http://www.idpf.org/2007/ops";
    let nav = nav.xml()?;
    let of = |kind: &str| all(&nav, "nav").find(|it| it.attribute((OPS, "type")) == Some(kind));
    let links = |nav: Node<'_, '_>| nav.descendants().filter(|it| it.has_tag_name((XHTML, "a"))).count();
    told.line("Contents", count(of("toc").map_or(0, links), "entry", "entries"));
    told.line("Page list", count(of("page-list").map_or(0, links), "page", "pages"));
    if let Some(toc) = of("toc").filter(|_| sections.outline) {
        let mut lines = String::new();
        for link in toc.descendants().filter(|it| it.has_tag_name((XHTML, "a"))) {
            let depth = link.ancestors().filter(|it| it.has_tag_name((XHTML, "ol"))).count();
            let words: String = link.descendants().filter(Node::is_text).filter_map(|it| it.text()).collect();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            lines.push_str(&format!("{:indent$}{words}\n", "", indent = depth.saturating_sub(1) * 2));
        }
        told.section("Outline", &lines);
    }
    Ok(())
}

const XHTML: &str = "http://www.w3.org/1999/xhtml";
