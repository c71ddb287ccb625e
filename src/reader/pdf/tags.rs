//! A PDF → what it says, through its tag tree: what a screen reader reads.

use std::collections::BTreeSet;

use crate::inspect::{Element, Node, PdfFile};
use crate::model::Spans;
use crate::reader::notes::{Notes, note_label};
use crate::style::StyleSheet;
use crate::transcript::{Heads, Kind, Look, Place, Transcript, Writer, cell_mark, is_shown, repeats};

/// What the file says. The places are its pages, from 0.
pub(super) fn read(file: &PdfFile, style: &StyleSheet) -> Transcript {
    let labels = file.page_labels().into_iter().collect();
    let mut reader =
        Reader { style, labels: &labels, writer: Writer::new(), notes: Notes::default(), within: false };
    if let Some(tree) = &file.tags {
        reader.blocks(tree);
    }
    reader.notes.behind(reader.writer)
}

struct Reader<'a> {
    style: &'a StyleSheet,
    labels: &'a BTreeSet<String>,
    writer: Writer,
    notes: Notes,
    /// Whether what is read stands within a quotation, a list or a note.
    within: bool,
}

impl Reader<'_> {
    /// The blocks within an element.
    fn blocks(&mut self, element: &Element) {
        for kid in &element.kids {
            match kid {
                Node::Element(kid) => self.block(kid, element),
                Node::Text(page, text, _) => self.say(*page, text),
                Node::Annotation(_) => {}
            }
        }
    }

    fn inside(&mut self, element: &Element) {
        let outside = std::mem::replace(&mut self.within, true);
        self.blocks(element);
        self.within = outside;
    }

    fn block(&mut self, element: &Element, around: &Element) {
        self.writer.blank();
        if let Some(page) = first_page(element) {
            self.writer.at(Place { file: 0, at: page as u32 });
        }
        match element.kind.as_str() {
            "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => self.heading(element, around),
            "L" => self.list(element),
            "BlockQuote" | "Aside" | "Abstract" => self.inside(element),
            "Code" => self.code(element),
            "Figure" | "Missing" => self.figure(element, None),
            // The picture of a caption by itself is missing, and would say the same.
            "Caption" => {
                self.writer.mark(Kind::FigureSaid, "");
                self.text(element);
                self.writer.mark(Kind::EndFigure, "");
            }
            "Div" => self.group(element),
            "Table" => self.table(element),
            "TOC" => self.contents(element),
            "Note" => self.note(element),
            "ThematicBreak" => self.writer.mark(Kind::Break, ""),
            "Formula" => self.inline(element),
            "P" => match element.kids.as_slice() {
                [Node::Element(missing)] if missing.kind == "Missing" && is_block(missing) => {
                    self.figure(missing, None)
                }
                _ => self.text(element),
            },
            "Title" | "Span" | "Lbl" => self.text(element),
            _ => self.blocks(element),
        }
        self.writer.blank();
    }

    fn heading(&mut self, element: &Element, around: &Element) {
        let level = match around.kind.as_str() {
            "Part" if element.kind == "H1" => "0",
            _ => &element.kind[1..],
        };
        match self.within {
            _ if !says(element) => {}
            false => self.writer.mark(Kind::Heading, level),
            true => self.writer.mark(Kind::HeadingWithin, ""),
        }
        self.writer.blank();
        self.text(element);
    }

    fn list(&mut self, list: &Element) {
        let numbering = list.attributes.iter().find(|(key, _)| key == "ListNumbering");
        let kind = match numbering.map(|(_, value)| value.as_str()) {
            Some("Disc") => "bullets",
            Some("Decimal") => "numbers",
            _ => "terms",
        };
        self.writer.mark(Kind::List, kind);
        for item in elements(list) {
            let label = elements(item).find(|kid| kid.kind == "Lbl");
            match kind {
                "terms" => {
                    self.writer.mark(Kind::Item, "");
                    label.into_iter().for_each(|term| self.text(term));
                }
                _ => {
                    let marker = label.map(Element::text).unwrap_or_default();
                    self.writer.mark(Kind::Item, &crate::reader::marker(&marker, self.style));
                }
            }
            for body in elements(item).filter(|kid| kid.kind != "Lbl") {
                self.writer.blank();
                self.inside(body);
            }
        }
        self.writer.mark(Kind::EndList, "");
    }

    fn code(&mut self, code: &Element) {
        for line in elements(code) {
            if let Some(page) = first_page(line) {
                self.writer.at(Place { file: 0, at: page as u32 });
            }
            self.writer.mark(Kind::CodeLine, line.text().trim_end());
        }
    }

    /// A figure or code with its caption.
    fn group(&mut self, group: &Element) {
        let caption = elements(group).find(|kid| kid.kind == "Caption");
        for kid in elements(group) {
            match kid.kind.as_str() {
                "Caption" if is_of_code(group) => self.text(kid),
                "Caption" => {}
                "Figure" => self.figure(kid, caption),
                "P" => match elements(kid).next() {
                    Some(missing) if missing.kind == "Missing" => self.figure(missing, caption),
                    _ => self.block(kid, group),
                },
                _ => self.block(kid, group),
            }
        }
    }

    fn figure(&mut self, figure: &Element, caption: Option<&Element>) {
        let alternative = match figure.kind.as_str() {
            "Missing" => figure.text(),
            _ => figure.alternative.clone().unwrap_or_default(),
        };
        let alternative = alternative.trim();
        let said = caption.map(Element::text).unwrap_or_default();
        // A label stands for an alternative text that the caption repeats, or that is empty.
        match alternative.is_empty() && is_shown(&said) || repeats(alternative, &said) {
            true => self.writer.mark(Kind::FigureSaid, ""),
            false => self.writer.mark(Kind::Figure, alternative),
        }
        caption.into_iter().for_each(|caption| self.text(caption));
        self.writer.mark(Kind::EndFigure, "");
    }

    fn table(&mut self, table: &Element) {
        elements(table).filter(|kid| kid.kind == "Caption").for_each(|caption| self.text(caption));
        self.writer.mark(Kind::Table, "");
        for part in elements(table) {
            match part.kind.as_str() {
                "TR" => self.row(part, Kind::HeadCell),
                "THead" => elements(part).for_each(|row| self.row(row, Kind::HeadCell)),
                "TBody" | "TFoot" => elements(part).for_each(|row| self.row(row, Kind::Cell)),
                _ => {}
            }
        }
        self.writer.mark(Kind::EndTable, "");
    }

    fn row(&mut self, row: &Element, kind: Kind) {
        self.writer.mark(Kind::Row, "");
        for cell in elements(row) {
            let attribute = |name: &str| {
                let found = cell.attributes.iter().find(|(key, _)| key == name);
                found.map(|(_, value)| value.as_str())
            };
            let count = |name: &str| attribute(name).and_then(|count| count.parse().ok()).unwrap_or(1);
            let heads = match attribute("Scope").filter(|_| cell.kind == "TH") {
                Some("Row") => Heads::Rows,
                Some("Both") => Heads::RowGroup,
                Some(_) if kind == Kind::Cell => Heads::Columns,
                Some(_) | None => Heads::Nothing,
            };
            self.writer.mark(kind, &cell_mark(heads, Spans::new(count("ColSpan"), count("RowSpan"))));
            self.writer.blank();
            match elements(cell).any(is_block) {
                true => self.inside(cell),
                false => self.text(cell),
            }
            self.writer.blank();
        }
    }

    /// The contents or a list: its entries without the numbers of pages.
    fn contents(&mut self, list: &Element) {
        for kid in elements(list) {
            self.writer.blank();
            match kid.kind.as_str() {
                "TOCI" => {
                    self.writer.mark(Kind::Entry, "");
                    self.writer.blank();
                    elements(kid).flat_map(elements).for_each(|entry| self.entry(entry));
                }
                "TOC" => self.contents(kid),
                _ => self.text(kid),
            }
        }
    }

    fn entry(&mut self, entry: &Element) {
        let is_page =
            |node: &Node| matches!(node, Node::Text(_, text, _) if self.labels.contains(text.trim()));
        let number = entry.kids.iter().rposition(|node| matches!(node, Node::Text(..)));
        let number = number.filter(|at| is_page(&entry.kids[*at]));
        for (at, kid) in entry.kids.iter().enumerate() {
            if Some(at) != number {
                self.node(kid);
            }
        }
    }

    fn note(&mut self, note: &Element) {
        let writer = std::mem::take(&mut self.writer);
        let label = elements(note).find(|kid| kid.kind == "Lbl").map(Element::text).unwrap_or_default();
        self.writer.mark(Kind::Note, label.trim());
        let outside = std::mem::replace(&mut self.within, true);
        for kid in elements(note).filter(|kid| kid.kind != "Lbl") {
            self.block(kid, note);
        }
        self.within = outside;
        let said = std::mem::replace(&mut self.writer, writer).finish();
        self.notes.add(label.trim(), said);
    }

    /// A text by itself.
    fn text(&mut self, element: &Element) {
        self.writer.blank();
        self.inlines(element);
        self.writer.blank();
    }

    fn inlines(&mut self, element: &Element) {
        element.kids.iter().for_each(|kid| self.node(kid));
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Element(element) => self.inline(element),
            Node::Text(page, text, _) => self.say(*page, text),
            Node::Annotation(_) => {}
        }
    }

    fn say(&mut self, page: usize, text: &str) {
        self.writer.at(Place { file: 0, at: page as u32 });
        self.writer.say(text);
    }

    fn inline(&mut self, element: &Element) {
        let is_struck =
            |(key, value): &(String, String)| key == "TextDecorationType" && value == "LineThrough";
        match element.kind.as_str() {
            "Em" => self.look(Look::Emphasis, element),
            "Strong" => self.look(Look::Strong, element),
            "Subscript" => self.look(Look::Subscript, element),
            "Superscript" => self.look(Look::Superscript, element),
            "Code" => self.look(Look::Code, element),
            "Span" if element.attributes.iter().any(is_struck) => self.look(Look::Strike, element),
            "Formula" => {
                self.writer.mark(Kind::Math, element.alternative.as_deref().unwrap_or_default());
                self.inlines(element);
                self.writer.mark(Kind::EndMath, "");
            }
            "RT" => {
                self.writer.say("(");
                self.inlines(element);
                self.writer.say(")");
            }
            "Reference" => {
                if let Some(page) = first_page(element) {
                    self.writer.at(Place { file: 0, at: page as u32 });
                }
                self.writer.mark(Kind::NoteMark, note_label(&element.text()));
            }
            "Figure" => self.picture(element.alternative.as_deref().unwrap_or_default()),
            "Missing" => self.picture(&element.text()),
            "Link" => {
                let target = element.kids.iter().find_map(|kid| match kid {
                    Node::Annotation(target) => Some(target.as_str()),
                    Node::Element(_) | Node::Text(..) => None,
                });
                self.writer.mark(Kind::Link, "");
                self.inlines(element);
                self.writer.mark(Kind::EndLink, target.unwrap_or_default());
            }
            _ => self.inlines(element),
        }
    }

    fn look(&mut self, look: Look, element: &Element) {
        self.writer.mark(Kind::On(look), "");
        self.inlines(element);
        self.writer.mark(Kind::Off(look), "");
    }

    fn picture(&mut self, alternative: &str) {
        if !alternative.trim().is_empty() {
            self.writer.mark(Kind::Image, alternative.trim());
        }
    }
}

fn elements(element: &Element) -> impl Iterator<Item = &Element> {
    element.kids.iter().filter_map(|kid| match kid {
        Node::Element(kid) => Some(kid),
        Node::Text(..) | Node::Annotation(_) => None,
    })
}

/// Whether a group is code with its caption.
fn is_of_code(group: &Element) -> bool {
    elements(group).any(|kid| kid.kind == "Code")
}

/// Whether an element has a block of its own, where one of its name may stand among words as well.
fn is_block(element: &Element) -> bool {
    matches!(element.kind.as_str(), "P" | "L" | "BlockQuote" | "Aside" | "Abstract" | "Div")
        || element.attributes.iter().any(|(key, value)| key == "Placement" && value == "Block")
}

/// Whether a heading has words, or a picture: marks of notes alone are for nobody.
fn says(element: &Element) -> bool {
    let is_mark = |at: usize| matches!(&element.kids[at], Node::Element(kid) if kid.kind == "Reference");
    // What keeps two marks apart is no word.
    let parts_marks = |at: usize| at > 0 && at + 1 < element.kids.len() && is_mark(at - 1) && is_mark(at + 1);
    element.kids.iter().enumerate().any(|(at, kid)| match kid {
        Node::Element(kid) => match kid.kind.as_str() {
            "Reference" => false,
            "Figure" => kid.alternative.as_deref().is_some_and(is_shown),
            _ => says(kid),
        },
        Node::Text(_, text, _) => is_shown(text) && !parts_marks(at),
        Node::Annotation(_) => false,
    })
}

/// The page on which an element begins.
fn first_page(element: &Element) -> Option<usize> {
    element.kids.iter().find_map(|kid| match kid {
        Node::Text(page, _, _) => Some(*page),
        Node::Element(kid) => first_page(kid),
        Node::Annotation(_) => None,
    })
}
