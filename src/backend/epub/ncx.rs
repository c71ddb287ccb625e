//! The contents → the NCX, by which reading systems of EPUB 2 lead through a book.

use super::entries::Entry;
use super::identifier;
use crate::markup::escape;
use crate::resolve::Manuscript;

/// The NCX of `entries` and `pages`: address and label.
pub(super) fn ncx(manuscript: &Manuscript, entries: &[Entry], pages: &[(String, &str)]) -> String {
    let metadata = &manuscript.document.metadata;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\" xml:lang=\"");
    escape::push_attribute(&mut out, metadata.language.tag());
    out.push_str("\">\n<head>\n<meta name=\"dtb:uid\" content=\"");
    escape::push_attribute(&mut out, &identifier::identifier(metadata));
    out.push_str(&format!("\"/>\n<meta name=\"dtb:depth\" content=\"{}\"/>\n", depth(entries)));
    let highest = pages.iter().filter_map(|(_, label)| label.parse::<usize>().ok()).max().unwrap_or(0);
    out.push_str(&format!("<meta name=\"dtb:totalPageCount\" content=\"{}\"/>\n", pages.len()));
    out.push_str(&format!("<meta name=\"dtb:maxPageNumber\" content=\"{highest}\"/>\n"));
    out.push_str("</head>\n<docTitle><text>");
    escape::push_text(&mut out, &identifier::line(&metadata.title));
    out.push_str("</text></docTitle>\n<navMap>\n");
    let mut order = 0;
    points(&mut out, entries, &mut order);
    out.push_str("</navMap>\n");
    page_targets(&mut out, pages, order);
    out.push_str("</ncx>\n");
    out
}

/// The page list of the NCX, in the order of play after its points: `order` of them.
fn page_targets(out: &mut String, pages: &[(String, &str)], order: usize) {
    if pages.is_empty() {
        return;
    }
    out.push_str("<pageList>\n");
    for (nth, (address, label)) in (1..).zip(pages) {
        let (kind, value) = match label.parse::<usize>() {
            Ok(number) => ("normal", format!(" value=\"{number}\"")),
            Err(_) => ("front", String::new()),
        };
        let order = order + nth;
        out.push_str(&format!(
            "<pageTarget id=\"page-{nth}\" type=\"{kind}\"{value} playOrder=\"{order}\"><navLabel><text>"
        ));
        escape::push_text(out, label);
        out.push_str("</text></navLabel><content src=\"");
        escape::push_attribute(out, address);
        out.push_str("\"/></pageTarget>\n");
    }
    out.push_str("</pageList>\n");
}

fn depth(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.children)).max().unwrap_or(0)
}

fn points(out: &mut String, entries: &[Entry], order: &mut usize) {
    for entry in entries {
        *order += 1;
        out.push_str(&format!("<navPoint id=\"point-{order}\" playOrder=\"{order}\"><navLabel><text>"));
        escape::push_text(out, &entry.words());
        out.push_str("</text></navLabel><content src=\"");
        escape::push_attribute(out, &entry.address);
        out.push_str("\"/>\n");
        points(out, &entry.children, order);
        out.push_str("</navPoint>\n");
    }
}
