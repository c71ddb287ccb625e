//! The sizes of roles in a file.

use std::collections::BTreeMap;

use crate::inspect::{Element, EpubFile, Node, PdfFile};
use crate::style::Role;

/// The roles whose sizes are looked at, with the tag and the selector that stand for each.
const ROLES: [(Role, &str, &str); 11] = [
    (Role::Heading(1), "H1", "h1"),
    (Role::Heading(2), "H2", "h2"),
    (Role::Heading(3), "H3", "h3"),
    (Role::Heading(4), "H4", "h4"),
    (Role::Heading(5), "H5", "h5"),
    (Role::Heading(6), "H6", "h6"),
    (Role::Title, "Title", "h1.title"),
    (Role::Note, "Note", "aside.note"),
    (Role::Quote, "BlockQuote", "blockquote"),
    (Role::Code, "Code", "pre"),
    (Role::Caption, "Caption", "figcaption"),
];

/// The sizes of roles in a PDF, by its type.
pub(super) fn of_pdf(file: &PdfFile) -> Vec<(Role, f32)> {
    let mut sizes = Sizes::default();
    if let Some(tree) = &file.tags {
        sizes.gather(tree, "");
    }
    // Without sections the text cannot be told from the title block.
    let Some(body) = sizes.usual("P") else { return Vec::new() };
    ROLES.into_iter().filter_map(|(role, tag, _)| Some((role, sizes.usual(tag)? / body))).collect()
}

/// How many letters stand in each size, by tag.
#[derive(Default)]
struct Sizes(BTreeMap<(&'static str, u32), usize>);

impl Sizes {
    /// Only text that is an element's own counts, and only where nothing around it sets the size.
    fn gather(&mut self, element: &Element, around: &'static str) {
        let tag = match (element.kind.as_str(), around) {
            ("Document", _) => "",
            ("Part", _) => "Part",
            ("Sect", _) => "Sect",
            ("H1", "Part") => return,
            ("Note", _) | ("P", "Note") => "Note",
            ("BlockQuote", "Sect" | "Part") | ("P", "BlockQuote") => "BlockQuote",
            ("Code", "Sect" | "Part" | "Div") | ("Sub", "Code") => "Code",
            ("Div", "Sect" | "Part") => "Div",
            ("Caption", "Div") => "Caption",
            ("P", "Sect" | "Part") => "P",
            (kind, "" | "Sect" | "Part") => match ROLES.iter().find(|(_, tag, _)| *tag == kind) {
                Some((_, tag, _)) => tag,
                None => return,
            },
            _ => return,
        };
        for kid in &element.kids {
            match kid {
                Node::Element(kid) => self.gather(kid, tag),
                Node::Text(_, text, size) if *size > 0.0 => {
                    let letters = text.chars().filter(|character| character.is_alphanumeric()).count();
                    if letters > 0 {
                        *self.0.entry((tag, (size * 1000.0).round() as u32)).or_default() += letters;
                    }
                }
                Node::Text(..) | Node::Annotation(_) => {}
            }
        }
    }

    /// The size of most letters of a tag, in points.
    fn usual(&self, tag: &str) -> Option<f32> {
        let sizes = self.0.iter().filter(|((of, _), _)| *of == tag);
        sizes.max_by_key(|(_, letters)| **letters).map(|((_, size), _)| *size as f32 / 1000.0)
    }
}

/// The sizes of roles in an EPUB, by its style sheet.
pub(super) fn of_epub(file: &EpubFile) -> Vec<(Role, f32)> {
    let css: String = file.styles.iter().map(|sheet| sheet.text.as_str()).collect();
    ROLES.into_iter().filter_map(|(role, _, selector)| Some((role, size_of(&css, selector)?))).collect()
}

/// The size that a rule of exactly this selector sets, in ems.
fn size_of(css: &str, selector: &str) -> Option<f32> {
    let rules = css.split('}').filter_map(|rule| rule.split_once('{'));
    let mut own = rules.filter(|(selectors, _)| selectors.split(',').any(|it| it.trim() == selector));
    own.find_map(|(_, declarations)| {
        let mut declarations = declarations.split(';').filter_map(|it| it.split_once(':'));
        let (_, size) = declarations.find(|(name, _)| name.trim() == "font-size")?;
        size.trim().strip_suffix("em")?.parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::size_of;

    #[test]
    fn sizes_are_read_from_rules_of_a_selector() {
        let css = "h1 {\n font-size: 1.5em;\n}\nh1.title, h2 { font-weight: bold; font-size: 2em }";
        assert_eq!(size_of(css, "h1"), Some(1.5));
        assert_eq!(size_of(css, "h2"), Some(2.0));
        assert_eq!(size_of(css, "h3"), None);
    }
}
