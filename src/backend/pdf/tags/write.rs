//! Tag tree → objects of the file.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};

use super::element::{Annotation, Element, Heads, Kid, Kind, Numbering, Place, ROLES};
use crate::backend::pdf::marks::Area;
use crate::backend::pdf::object::{bound_place, number, text_string};
use crate::backend::pdf::store::ObjectStore;
use crate::backend::pdf::syntax::LongArray;
use crate::layout::Pages;
use crate::model::Spans;

/// Writes the tag tree and returns its root. The page number `n` finds its elements below the key
/// `n`; `ids` are the pages' objects, `counts` the number of sequences on each, and `keys` the first
/// key that is still free.
pub(in crate::backend::pdf) fn write(
    objects: &mut ObjectStore,
    tree: Element,
    pages: &Pages,
    ids: &[ObjectId],
    counts: &[usize],
    keys: i64,
) -> ObjectId {
    let root = objects.reserve();
    let parents = counts.iter().map(|count| vec![None; *count]).collect();
    let mut writer =
        Writer { objects, pages, ids, parents, annotations: BTreeMap::new(), names: BTreeMap::new() };
    let top = writer.element(tree, root);
    let Writer { objects, parents, annotations, names, .. } = writer;
    let mut numbers = LongArray::default();
    for (page, parents) in (0..).zip(parents) {
        let parents = parents.into_iter().map(|parent| parent.map_or(Object::Null, Object::Reference));
        let parents = objects.add(Object::Array(parents.collect()));
        numbers.push(&Object::Integer(page));
        numbers.push(&Object::Reference(parents));
    }
    for (key, element) in annotations {
        numbers.push(&Object::Integer(key));
        numbers.push(&Object::Reference(element));
    }
    let parent_tree = objects.add_tree("Nums", numbers);
    let mut dictionary = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => Object::Reference(top),
        "ParentTree" => Object::Reference(parent_tree),
        "ParentTreeNextKey" => keys,
        "RoleMap" => ROLES.iter().map(|(own, standard)| (*own, Object::from(*standard))).collect::<Dictionary>(),
    };
    if !names.is_empty() {
        let names = names.into_iter().flat_map(|(name, element)| [id(&name), Object::Reference(element)]);
        dictionary.set("IDTree", dictionary! { "Names" => names.collect::<Vec<_>>() });
    }
    objects.put(root, dictionary);
    root
}

fn id(name: &str) -> Object {
    Object::String(name.as_bytes().to_vec(), StringFormat::Literal)
}

struct Writer<'a> {
    objects: &'a mut ObjectStore,
    pages: &'a Pages,
    ids: &'a [ObjectId],
    /// For each page the elements of its sequences.
    parents: Vec<Vec<Option<ObjectId>>>,
    /// For each annotation's key its element.
    annotations: BTreeMap<i64, ObjectId>,
    /// The elements that have a name.
    names: BTreeMap<String, ObjectId>,
}

impl Writer<'_> {
    /// Writes an element and all below it, and lets go of them.
    fn element(&mut self, element: Element, parent: ObjectId) -> ObjectId {
        let id = self.objects.reserve();
        let page = element.kids.iter().find_map(|kid| match kid {
            Kid::Sequence(place) => Some(place.page),
            Kid::Annotation(_) | Kid::Element(_) => None,
        });
        let attributes = self.attributes(&element);
        let mut kids: Vec<Object> = element.kids.into_iter().map(|kid| self.kid(kid, id, page)).collect();
        let mut dictionary = dictionary! {
            "Type" => "StructElem",
            "S" => element.kind.name(),
            "P" => Object::Reference(parent),
        };
        if let Some(page) = page {
            dictionary.set("Pg", Object::Reference(self.ids[page]));
        }
        match kids.len() {
            0 => {}
            1 => dictionary.set("K", kids.swap_remove(0)),
            _ => dictionary.set("K", kids),
        }
        if let Some(words) = &element.alternative {
            dictionary.set("Alt", text_string(words));
        }
        if let Some(tag) = &element.language {
            dictionary.set("Lang", text_string(tag));
        }
        if let Some(name) = element.id {
            dictionary.set("ID", self::id(&name));
            self.names.insert(name, id);
        }
        if let Some(attributes) = attributes {
            dictionary.set("A", attributes);
        }
        self.objects.put(id, dictionary);
        id
    }

    fn kid(&mut self, kid: Kid, element: ObjectId, page: Option<usize>) -> Object {
        match kid {
            Kid::Element(kid) => Object::Reference(self.element(*kid, element)),
            Kid::Sequence(place) => {
                self.parents[place.page][place.sequence] = Some(element);
                self.sequence(place, page)
            }
            Kid::Annotation(Annotation { page, id, key }) => {
                self.annotations.insert(key, element);
                Object::Dictionary(dictionary! {
                    "Type" => "OBJR",
                    "Obj" => Object::Reference(id),
                    "Pg" => Object::Reference(self.ids[page]),
                })
            }
        }
    }

    /// A sequence by its number, if it stands on the element's own page.
    fn sequence(&self, place: Place, page: Option<usize>) -> Object {
        if page == Some(place.page) {
            return Object::Integer(place.sequence as i64);
        }
        Object::Dictionary(dictionary! {
            "Type" => "MCR",
            "Pg" => Object::Reference(self.ids[place.page]),
            "MCID" => place.sequence as i64,
        })
    }

    fn attributes(&self, element: &Element) -> Option<Object> {
        let layout = |key: &str, value: &str| dictionary! { "O" => "Layout", key => value };
        let mut attributes = match element.kind {
            Kind::List(numbering) => {
                let numbering = match numbering {
                    Numbering::None => "None",
                    Numbering::Disc => "Disc",
                    Numbering::Decimal => "Decimal",
                };
                dictionary! { "O" => "List", "ListNumbering" => numbering }
            }
            Kind::HeadCell(heads, spans) => {
                let scope = match heads {
                    Heads::Columns => "Column",
                    Heads::Rows => "Row",
                    Heads::Both => "Both",
                };
                spanning(dictionary! { "O" => "Table", "Scope" => scope }, spans)
            }
            Kind::Cell(spans) if spans != Spans::ONE => spanning(dictionary! { "O" => "Table" }, spans),
            Kind::CodeBlock | Kind::Figure | Kind::MissingFigure | Kind::FormulaBlock => {
                layout("Placement", "Block")
            }
            Kind::InlineFigure => layout("Placement", "Inline"),
            Kind::Strike => layout("TextDecorationType", "LineThrough"),
            _ => return None,
        };
        if let Some((page, area)) = element.area {
            attributes.set("BBox", self.bounding_box(page, area));
        }
        Some(Object::Dictionary(attributes))
    }

    fn bounding_box(&self, page: usize, area: Area) -> Vec<Object> {
        let page = &self.pages.pages[page];
        let [x1, y1] = bound_place(page, area.left, area.top);
        let [x2, y2] = bound_place(page, area.left + area.width, area.top + area.height);
        [x1.min(x2), y1.min(y2), x1.max(x2), y1.max(y2)].map(number).to_vec()
    }
}

/// The attributes of a cell, with how many columns and rows it spans if there are several.
fn spanning(mut attributes: Dictionary, spans: Spans) -> Dictionary {
    for (key, count) in [("ColSpan", spans.columns()), ("RowSpan", spans.rows())] {
        if count > 1 {
            attributes.set(key, count as i64);
        }
    }
    attributes
}
