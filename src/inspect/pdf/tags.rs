//! The tag tree, read.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::content::{Shown, text_of};
use super::read::target;

/// An element of the tag tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// What it is, as the file names it.
    pub kind: String,
    /// What it says in place of what it shows.
    pub alternative: Option<String>,
    /// The language of its text.
    pub language: Option<String>,
    /// Its name.
    pub id: Option<String>,
    /// Its attributes: `Scope=Column`.
    pub attributes: Vec<(String, String)>,
    /// What belongs to it, in order.
    pub kids: Vec<Node>,
}

/// What belongs to an element.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Another element.
    Element(Element),
    /// A text on a page, by the page's index, and the size of its type in points.
    Text(usize, String, f32),
    /// An annotation: where the link leads, `#name` for a place in the file.
    Annotation(String),
}

/// Elements within elements deeper than this are left out.
const DEEPEST: usize = 200;
/// A tree of more elements than this is not read to its end.
const MOST: usize = 2_000_000;

impl Element {
    /// All its text, in order.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        for kid in &self.kids {
            match kid {
                Node::Element(element) => element.push_text(text),
                Node::Text(_, words, _) => text.push_str(words),
                Node::Annotation(_) => {}
            }
        }
    }

    /// Calls `visit` with this element and all below it, in order.
    pub fn walk<'e>(&'e self, visit: &mut impl FnMut(&'e Element)) {
        visit(self);
        for kid in &self.kids {
            if let Node::Element(element) = kid {
                element.walk(visit);
            }
        }
    }
}

/// Reads the tree of a document whose pages show what is `shown`; `None` if it has none.
pub(super) fn tree(document: &Document, pages: &[ObjectId], shown: &[Shown]) -> Option<Element> {
    let root = document.catalog().ok()?.get_deref(b"StructTreeRoot", document).ok()?.as_dict().ok()?;
    let pages = pages.iter().enumerate().map(|(index, id)| (*id, index)).collect();
    let mut reader = Reader { document, pages, shown, left: MOST };
    let mut tree = Element::default();
    if let Ok(kids) = root.get(b"K") {
        reader.kids(kids, None, 0, &mut tree.kids);
    }
    match tree.kids.as_mut_slice() {
        [Node::Element(element)] => Some(std::mem::take(element)),
        _ => Some(Element { kind: "StructTreeRoot".to_owned(), ..tree }),
    }
}

struct Reader<'d> {
    document: &'d Document,
    pages: BTreeMap<ObjectId, usize>,
    shown: &'d [Shown],
    left: usize,
}

impl Reader<'_> {
    fn kids(&mut self, kids: &Object, page: Option<usize>, depth: usize, nodes: &mut Vec<Node>) {
        if depth > DEEPEST || self.left == 0 {
            return;
        }
        self.left -= 1;
        let document = self.document;
        let kids = match kids {
            Object::Reference(_) => {
                document.dereference(kids).map(|(_, object)| object).unwrap_or(&Object::Null)
            }
            direct => direct,
        };
        match kids {
            Object::Array(all) => all.iter().for_each(|kid| self.kids(kid, page, depth + 1, nodes)),
            Object::Integer(number) => nodes.extend(self.text(page, *number)),
            Object::Dictionary(kid) => self.kid(kid, page, depth, nodes),
            _ => {}
        }
    }

    fn kid(&mut self, kid: &Dictionary, page: Option<usize>, depth: usize, nodes: &mut Vec<Node>) {
        let own = kid.get(b"Pg").and_then(Object::as_reference).ok();
        let page = own.and_then(|id| self.pages.get(&id).copied()).or(page);
        match kid.get(b"Type").and_then(Object::as_name).unwrap_or(b"StructElem") {
            b"MCR" => {
                let number = kid.get(b"MCID").and_then(Object::as_i64);
                nodes.extend(number.ok().and_then(|number| self.text(page, number)));
            }
            b"OBJR" => {
                let link = kid.get_deref(b"Obj", self.document).and_then(Object::as_dict);
                let target = link.ok().and_then(|link| target(link, self.document));
                nodes.push(Node::Annotation(target.unwrap_or_default()));
            }
            _ => {
                let mut element = element(kid, self.document);
                if let Ok(kids) = kid.get(b"K") {
                    self.kids(kids, page, depth + 1, &mut element.kids);
                }
                nodes.push(Node::Element(element));
            }
        }
    }

    fn text(&self, page: Option<usize>, number: i64) -> Option<Node> {
        let page = page?;
        let shown = self.shown.get(page)?;
        let text = shown.sequences.get(&number).cloned().unwrap_or_default();
        Some(Node::Text(page, text, shown.sizes.get(&number).copied().unwrap_or_default()))
    }
}

fn element(kid: &Dictionary, document: &Document) -> Element {
    let text = |key: &[u8]| kid.get_deref(key, document).ok().and_then(text_of);
    let kind = kid.get(b"S").and_then(Object::as_name).unwrap_or(b"?");
    let mut attributes = Vec::new();
    let sets = match kid.get_deref(b"A", document) {
        Ok(Object::Array(sets)) => sets.as_slice(),
        Ok(set) => std::slice::from_ref(set),
        Err(_) => &[],
    };
    for set in sets.iter().filter_map(|set| document.dereference(set).ok()?.1.as_dict().ok()) {
        for (key, value) in set.iter().filter(|(key, _)| *key != b"O") {
            attributes.push((String::from_utf8_lossy(key).into_owned(), shown_value(value)));
        }
    }
    Element {
        kind: String::from_utf8_lossy(kind).into_owned(),
        alternative: text(b"Alt"),
        language: text(b"Lang"),
        id: text(b"ID"),
        attributes,
        kids: Vec::new(),
    }
}

fn shown_value(value: &Object) -> String {
    match value {
        Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
        Object::Integer(number) => number.to_string(),
        Object::Real(number) => format!("{number:.1}"),
        Object::Array(values) => {
            format!("[{}]", values.iter().map(shown_value).collect::<Vec<_>>().join(" "))
        }
        Object::String(..) => text_of(value).unwrap_or_default(),
        _ => "…".to_owned(),
    }
}
