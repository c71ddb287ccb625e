//! Ways through the document: outline, links, named places, page labels.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lopdf::{Dictionary, Object, ObjectId, StringFormat, dictionary};

use super::object::{bound_place, number, text_string};
use super::store::ObjectStore;
use super::syntax::LongArray;
use super::tags::Annotation;
use crate::layout::{Destination, Item, ItemKind, LinkArea, Page, Pages};
use crate::model::{Anchor, Origin, Target};
use crate::resolve::{ContentsEntry, Manuscript};

/// Where each anchor stands.
pub(super) fn places(pages: &Pages) -> BTreeMap<&Anchor, &Destination> {
    let mut places = BTreeMap::new();
    for destination in &pages.destinations {
        places.entry(&destination.anchor).or_insert(destination);
    }
    places
}

/// A view of the page with the place at the window's top left.
fn view(destination: &Destination, pages: &Pages, ids: &[ObjectId]) -> Object {
    let [x, y] = bound_place(&pages.pages[destination.page], destination.x, destination.y);
    Object::Array(vec![
        Object::Reference(ids[destination.page]),
        "XYZ".into(),
        number(x),
        number(y),
        Object::Null,
    ])
}

/// The tree of named places; only those that a link leads to.
pub(super) fn named_places(
    objects: &mut ObjectStore,
    pages: &Pages,
    ids: &[ObjectId],
    places: &BTreeMap<&Anchor, &Destination>,
) -> Option<ObjectId> {
    let wanted: BTreeSet<&Anchor> = links(pages)
        .filter_map(|link| match &*link.target {
            Target::Anchor(anchor) => Some(anchor),
            Target::Address(_) | Target::Nowhere => None,
        })
        .collect();
    let mut names = LongArray::default();
    for anchor in wanted {
        let Some(destination) = places.get(anchor) else { continue };
        names.push(&name(anchor));
        names.push(&view(destination, pages, ids));
    }
    (!names.is_empty()).then(|| objects.add_tree("Names", names))
}

fn links(pages: &Pages) -> impl Iterator<Item = &LinkArea> {
    pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match &item.kind {
        ItemKind::Link(link) => Some(link),
        _ => None,
    })
}

fn name(anchor: &Anchor) -> Object {
    Object::String(anchor.0.as_bytes().to_vec(), StringFormat::Literal)
}

/// All links, as annotations, in the order of the pages. A link whose place is nowhere has none.
pub(super) fn annotations(
    objects: &mut ObjectStore,
    pages: &Pages,
    places: &BTreeMap<&Anchor, &Destination>,
) -> Vec<(Origin, Annotation)> {
    let mut annotations = Vec::new();
    let mut lead: Option<Lead<'_>> = None;
    for (index, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let (ItemKind::Link(link), Some(origin)) = (&item.kind, item.origin) else { continue };
            // The areas of a link stand one after the other.
            let shared = lead.take().filter(|lead| Arc::ptr_eq(lead.target, &link.target));
            lead = shared.or_else(|| Lead::of(link, places, objects));
            let Some(lead) = &lead else { continue };
            let mut dictionary = annotation(page, item, link, lead);
            // Behind the keys of the pages.
            let key = (pages.pages.len() + annotations.len()) as i64;
            dictionary.set("StructParent", key);
            let id = objects.add(dictionary);
            annotations.push((origin, Annotation { page: index, id, key }));
        }
    }
    annotations
}

/// A link that says and leads by more bytes than this does so once for all its areas.
const LONGEST_REPEATED: usize = 512;

/// What the areas of one link share.
struct Lead<'a> {
    target: &'a Arc<Target>,
    /// What it says.
    contents: Object,
    /// Where it leads, and under which key.
    leads: (&'static str, Object),
}

impl<'a> Lead<'a> {
    /// `None` if the link's place is nowhere.
    fn of(
        link: &'a LinkArea,
        places: &BTreeMap<&Anchor, &Destination>,
        objects: &mut ObjectStore,
    ) -> Option<Self> {
        let contents = text_string(words(link));
        match &*link.target {
            Target::Anchor(anchor) if places.contains_key(anchor) => {
                Some(Self { target: &link.target, contents, leads: ("Dest", name(anchor)) })
            }
            Target::Address(address) => {
                let action = Object::Dictionary(dictionary! {
                    "Type" => "Action",
                    "S" => "URI",
                    "URI" => Object::String(ascii(address).into_bytes(), StringFormat::Literal),
                });
                let short = address.len() + words(link).len() <= LONGEST_REPEATED;
                let mut shared = |object: Object| match short {
                    true => object,
                    false => Object::Reference(objects.add(object)),
                };
                let (contents, action) = (shared(contents), shared(action));
                Some(Self { target: &link.target, contents, leads: ("A", action) })
            }
            Target::Anchor(_) | Target::Nowhere => None,
        }
    }
}

fn annotation(page: &Page, item: &Item, link: &LinkArea, lead: &Lead<'_>) -> Dictionary {
    let corners = [(item.x, item.y), (item.x + link.width, item.y + link.height)];
    let [[x1, y1], [x2, y2]] = corners.map(|(x, y)| bound_place(page, x, y));
    let mut annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => [x1.min(x2), y1.min(y2), x1.max(x2), y1.max(y2)].map(number).to_vec(),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // Printed as it is shown.
        "F" => 4,
        "Contents" => lead.contents.clone(),
    };
    let (key, leads) = &lead.leads;
    annotation.set(*key, leads.clone());
    annotation
}

/// What a link says to those who do not see it: its words or, where it has none, where it leads.
fn words(link: &LinkArea) -> &str {
    match &*link.target {
        _ if !link.words.trim().is_empty() => &link.words,
        Target::Address(address) => address,
        Target::Anchor(anchor) => &anchor.0,
        Target::Nowhere => "",
    }
}

/// An address in ASCII, as a PDF wants it (ISO 32000-1, 12.6.4.7).
fn ascii(address: &str) -> String {
    let byte = |byte: u8| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    address.bytes().map(byte).collect()
}

/// An entry of the outline with what stands below it.
struct Branch<'a> {
    entry: &'a ContentsEntry,
    below: Vec<Branch<'a>>,
}

/// Sorts entries into a tree by level.
fn branches<'a>(
    entries: &mut std::iter::Peekable<std::slice::Iter<'a, ContentsEntry>>,
    above: i16,
) -> Vec<Branch<'a>> {
    let mut all = Vec::new();
    while let Some(entry) = entries.peek().filter(|entry| i16::from(entry.level) > above).copied() {
        entries.next();
        let below = branches(entries, i16::from(entry.level));
        all.push(Branch { entry, below });
    }
    all
}

/// The outline: the contents as a tree, parts and chapters open.
pub(super) fn outline(
    objects: &mut ObjectStore,
    manuscript: &Manuscript,
    pages: &Pages,
    ids: &[ObjectId],
    places: &BTreeMap<&Anchor, &Destination>,
) -> Option<ObjectId> {
    let tree = branches(&mut manuscript.contents.iter().peekable(), -1);
    if tree.is_empty() {
        return None;
    }
    let root = objects.reserve();
    let mut writer = OutlineWriter { objects, pages, ids, places };
    let (first, last, count) = writer.level(&tree, root);
    let outline = dictionary! {
        "Type" => "Outlines",
        "First" => Object::Reference(first),
        "Last" => Object::Reference(last),
        "Count" => count,
    };
    objects.put(root, outline);
    Some(root)
}

struct OutlineWriter<'a> {
    objects: &'a mut ObjectStore,
    pages: &'a Pages,
    ids: &'a [ObjectId],
    places: &'a BTreeMap<&'a Anchor, &'a Destination>,
}

impl OutlineWriter<'_> {
    /// Writes branches below `parent`; returns the first, the last and how many lines show.
    fn level(&mut self, branches: &[Branch<'_>], parent: ObjectId) -> (ObjectId, ObjectId, i64) {
        let items: Vec<ObjectId> = branches.iter().map(|_| self.objects.reserve()).collect();
        let mut shown = branches.len() as i64;
        for (index, branch) in branches.iter().enumerate() {
            let words = branch.entry.content.shown_text();
            let label = &branch.entry.label;
            let words = if label.is_empty() { words } else { format!("{label} {words}") };
            let mut item = dictionary! {
                "Title" => text_string(&words),
                "Parent" => Object::Reference(parent),
            };
            if let Some(destination) = self.places.get(&branch.entry.anchor) {
                item.set("Dest", view(destination, self.pages, self.ids));
            }
            if index > 0 {
                item.set("Prev", Object::Reference(items[index - 1]));
            }
            if let Some(next) = items.get(index + 1) {
                item.set("Next", Object::Reference(*next));
            }
            if !branch.below.is_empty() {
                let (first, last, count) = self.level(&branch.below, items[index]);
                item.set("First", Object::Reference(first));
                item.set("Last", Object::Reference(last));
                // A part shows its chapters; a chapter is closed.
                let open = branch.entry.level == 0;
                item.set("Count", if open { count } else { -count });
                shown += if open { count } else { 0 };
            }
            self.objects.put(items[index], item);
        }
        (items[0], items[items.len() - 1], shown)
    }
}

/// The labels of pages as printed: runs of `i, ii, iii` and of `1, 2, 3`.
pub(super) fn page_labels(pages: &Pages) -> Object {
    let style = |label: &str| if label.starts_with(|c: char| c.is_ascii_digit()) { "D" } else { "r" };
    let mut runs: Vec<Object> = Vec::new();
    let mut last = None;
    for (index, page) in pages.pages.iter().enumerate() {
        let this = style(&page.label);
        if last != Some(this) {
            runs.push((index as i64).into());
            runs.push(Object::Dictionary(dictionary! { "S" => this }));
            last = Some(this);
        }
    }
    Object::Dictionary(dictionary! { "Nums" => runs })
}
