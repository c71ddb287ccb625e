//! What an EPUB holds, in words.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use usvg::roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;

use super::words::{Told, count, grouped};
use super::{Sections, Unreadable};

/// Bytes of a file in it that are read at most: one that is larger is no text.
const LARGEST: u64 = 32 << 20;

/// The files of an EPUB.
struct Archive<'b>(ZipArchive<Cursor<&'b [u8]>>);

impl Archive<'_> {
    fn text(&mut self, name: &str) -> Result<String, Unreadable> {
        let file = self.0.by_name(name).map_err(|_| Unreadable(format!("the EPUB has no file `{name}`")))?;
        let mut text = String::new();
        let read = file.take(LARGEST).read_to_string(&mut text);
        read.map_err(|error| Unreadable(format!("`{name}` in the EPUB cannot be read: {error}")))?;
        Ok(text)
    }
}

/// Tells of an EPUB.
pub(super) fn told(bytes: &[u8], sections: Sections) -> Result<String, Unreadable> {
    let archive = ZipArchive::new(Cursor::new(bytes));
    let mut archive =
        Archive(archive.map_err(|error| Unreadable(format!("the EPUB cannot be opened: {error}")))?);
    let container = archive.text("META-INF/container.xml")?;
    let container = xml(&container, "META-INF/container.xml")?;
    let root = all(&container, "rootfile").find_map(|root| root.attribute("full-path"));
    let root =
        root.ok_or_else(|| Unreadable("the EPUB does not say where its package is".to_owned()))?.to_owned();
    let package = archive.text(&root)?;
    let package = xml(&package, &root)?;
    let mut told = Told::default();
    let version = package.root_element().attribute("version").unwrap_or("?");
    told.line("File", format!("EPUB {version}, {} bytes", grouped(bytes.len())));
    metadata(&package, &mut told);

    let items: Vec<Node<'_, '_>> = all(&package, "item").collect();
    let mut kinds: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
    let folder = root.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    for item in &items {
        let kind = kinds.entry(item.attribute("media-type").unwrap_or("?")).or_default();
        kind.0 += 1;
        let name = format!("{folder}{}", item.attribute("href").unwrap_or_default());
        kind.1 += archive.0.by_name(&name).map(|file| file.size()).unwrap_or(0);
    }
    let kinds = kinds
        .iter()
        .map(|(kind, (number, size))| format!("{number} × {kind}, {} bytes", grouped(*size as usize)));
    told.line("Files", kinds.collect::<Vec<_>>().join("\n"));
    told.line("Spine", count(all(&package, "itemref").count(), "file", "files"));
    let nav = items
        .iter()
        .find(|item| item.attribute("properties").is_some_and(|it| it.split(' ').any(|it| it == "nav")));
    if let Some(href) = nav.and_then(|item| item.attribute("href")) {
        navigation(&archive.text(&format!("{folder}{href}"))?, href, sections, &mut told)?;
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

fn navigation(text: &str, name: &str, sections: Sections, told: &mut Told) -> Result<(), Unreadable> {
    const OPS: &str = "http://www.idpf.org/2007/ops";
    let nav = xml(text, name)?;
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

fn xml<'t>(text: &'t str, name: &str) -> Result<Document<'t>, Unreadable> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(text, options)
        .map_err(|error| Unreadable(format!("`{name}` in the EPUB is not well formed: {error}")))
}

fn all<'d>(document: &'d Document<'_>, name: &'static str) -> impl Iterator<Item = Node<'d, 'd>> {
    document.descendants().filter(move |node| node.tag_name().name() == name)
}
