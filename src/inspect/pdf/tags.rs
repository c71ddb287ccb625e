//! The tag tree, read.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::content::{Shown, text_of};
use super::target::target;
use crate::inspect::Unreadable;
use crate::inspect::limits::{Budget, NODES, TAG_DEPTH, TEXT};

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

    /// The bytes of what it says itself.
    fn size(&self) -> usize {
        let own = [&self.alternative, &self.language, &self.id].into_iter().flatten().map(String::len);
        let attributes = self.attributes.iter().map(|(key, value)| key.len() + value.len());
        self.kind.len() + own.sum::<usize>() + attributes.sum::<usize>()
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

/// Reads the tree of a document whose pages show what is `shown`; `None` if it has none. What is deeper
/// than the limit is left out.
///
/// # Errors
///
/// It is too large.
pub(super) fn tree(
    document: &Document,
    pages: &[ObjectId],
    shown: &[Shown],
) -> Result<Option<Element>, Unreadable> {
    let root = document.catalog().and_then(|catalog| catalog.get_deref(b"StructTreeRoot", document));
    let Ok(root) = root.and_then(Object::as_dict) else { return Ok(None) };
    let pages = pages.iter().enumerate().map(|(index, id)| (*id, index)).collect();
    let [nodes, text] = [NODES, TEXT].map(Budget::new);
    let mut reader = Reader { document, pages, shown, path: Vec::new(), nodes, text };
    let mut tree = Element::default();
    if let Ok(kids) = root.get(b"K") {
        reader.kids(kids, None, 0, &mut tree.kids)?;
    }
    Ok(Some(match tree.kids.as_mut_slice() {
        [Node::Element(element)] => std::mem::take(element),
        _ => Element { kind: "StructTreeRoot".to_owned(), ..tree },
    }))
}

struct Reader<'d> {
    document: &'d Document,
    pages: BTreeMap<ObjectId, usize>,
    shown: &'d [Shown],
    /// The objects that stand around what is read.
    path: Vec<ObjectId>,
    nodes: Budget,
    /// The bytes of texts, which many elements may name, and of attributes, which they may share.
    text: Budget,
}

/// What is too large when a budget is used up.
const TREE: &str = "the tag tree of the PDF is";

impl Reader<'_> {
    fn kids(
        &mut self,
        kids: &Object,
        page: Option<usize>,
        depth: usize,
        nodes: &mut Vec<Node>,
    ) -> Result<(), Unreadable> {
        if depth > TAG_DEPTH {
            return Ok(());
        }
        self.nodes.take(1, TREE)?;
        let document = self.document;
        // What leads back to itself ends there.
        let own = kids.as_reference().ok();
        if own.is_some_and(|id| self.path.contains(&id)) {
            return Ok(());
        }
        self.path.extend(own);
        let kids = document.dereference(kids).map(|(_, object)| object).unwrap_or(&Object::Null);
        match kids {
            Object::Array(all) => all.iter().try_for_each(|kid| self.kids(kid, page, depth + 1, nodes))?,
            Object::Integer(number) => nodes.extend(self.text(page, *number)?),
            Object::Dictionary(kid) => self.kid(kid, page, depth, nodes)?,
            _ => {}
        }
        if own.is_some() {
            self.path.pop();
        }
        Ok(())
    }

    fn kid(
        &mut self,
        kid: &Dictionary,
        page: Option<usize>,
        depth: usize,
        nodes: &mut Vec<Node>,
    ) -> Result<(), Unreadable> {
        let own = kid.get(b"Pg").and_then(Object::as_reference).ok();
        let page = own.and_then(|id| self.pages.get(&id).copied()).or(page);
        match kid.get(b"Type").and_then(Object::as_name).unwrap_or(b"StructElem") {
            b"MCR" => {
                if let Ok(number) = kid.get(b"MCID").and_then(Object::as_i64) {
                    nodes.extend(self.text(page, number)?);
                }
            }
            b"OBJR" => {
                let link = kid.get_deref(b"Obj", self.document).and_then(Object::as_dict);
                let target = link.ok().and_then(|link| target(link, self.document)).unwrap_or_default();
                self.text.take(target.len(), TREE)?;
                nodes.push(Node::Annotation(target));
            }
            _ => {
                let mut element = element(kid, self.document);
                self.text.take(element.size(), TREE)?;
                if let Ok(kids) = kid.get(b"K") {
                    self.kids(kids, page, depth + 1, &mut element.kids)?;
                }
                nodes.push(Node::Element(element));
            }
        }
        Ok(())
    }

    fn text(&mut self, page: Option<usize>, number: i64) -> Result<Option<Node>, Unreadable> {
        let Some((page, shown)) = page.and_then(|page| Some((page, self.shown.get(page)?))) else {
            return Ok(None);
        };
        let text = shown.sequences.get(&number).map(String::as_str).unwrap_or_default();
        self.text.take(text.len(), TREE)?;
        let size = shown.sizes.get(&number).copied().unwrap_or_default();
        Ok(Some(Node::Text(page, text.to_owned(), size)))
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
