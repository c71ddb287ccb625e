//! The objects of a file that is being made.
//!
//! An object of lopdf takes about a kilobyte of memory, its bytes in the file a tenth of that, and a long
//! document has a million of them: elements of the tag tree, annotations, pages. So each becomes bytes as
//! soon as it is made. What several parts of the file add to, the catalog and the list of the pages,
//! stays open until the file is saved.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::syntax::{LongArray, push_dictionary, push_object};

/// All objects of a file.
pub(super) struct ObjectStore {
    /// The version of PDF, `1.7`.
    pub version: String,
    /// The catalog.
    pub catalog: Dictionary,
    /// The pages, in order.
    pub pages: Vec<ObjectId>,
    /// The document information.
    pub information: Option<ObjectId>,
    /// The root of the page tree, without its pages.
    page_tree: Dictionary,
    /// The catalog's number.
    root: ObjectId,
    /// By number; `None` for a number that is only reserved. There is no object 0.
    stored: Vec<Option<Stored>>,
}

/// The number of the root of the page tree.
const PAGE_TREE: ObjectId = (1, 0);

/// An object, as bytes with references that are still to be numbered ([`super::syntax`]).
#[derive(Clone, Debug)]
pub(super) enum Stored {
    Plain(Box<[u8]>),
    Stream(Box<StoredStream>),
}

/// A stream.
#[derive(Clone, Debug)]
pub(super) struct StoredStream {
    pub dictionary: Vec<u8>,
    pub content: Vec<u8>,
}

impl From<Object> for Stored {
    fn from(object: Object) -> Self {
        let mut bytes = Vec::new();
        match object {
            Object::Stream(mut stream) => {
                stream.dict.set("Length", stream.content.len() as i64);
                push_dictionary(&mut bytes, &stream.dict);
                Self::Stream(Box::new(StoredStream { dictionary: bytes, content: stream.content }))
            }
            object => {
                push_object(&mut bytes, &object);
                Self::Plain(bytes.into())
            }
        }
    }
}

impl Stored {
    /// The bytes that may hold references.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Plain(bytes) => bytes,
            Self::Stream(stream) => &stream.dictionary,
        }
    }
}

impl ObjectStore {
    /// The catalog and the page tree of a document, for so many pages that are still to be made.
    pub fn of(document: &Document, pages: usize) -> Self {
        let mut store = Self {
            version: document.version.clone(),
            catalog: Dictionary::new(),
            pages: Vec::new(),
            information: None,
            page_tree: Dictionary::new(),
            root: PAGE_TREE,
            stored: vec![None, None],
        };
        store.pages = (0..pages).map(|_| store.reserve()).collect();
        store.root = store.reserve();
        if let Ok(catalog) = document.catalog() {
            store.page_tree =
                catalog.get_deref(b"Pages", document).and_then(Object::as_dict).cloned().unwrap_or_default();
            // All but the way to the pages is written anew.
            let kept = catalog.iter().filter(|(key, _)| matches!(&key[..], b"Type" | b"Pages"));
            store.catalog = kept.map(|(key, value)| (key.clone(), value.clone())).collect();
        }
        store.catalog.set("Pages", Object::Reference(PAGE_TREE));
        store
    }

    /// A number for an object that is still to be made.
    pub fn reserve(&mut self) -> ObjectId {
        self.stored.push(None);
        (self.stored.len() as u32 - 1, 0)
    }

    /// Stores an object under a number of its own.
    pub fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.reserve();
        self.put(id, object);
        id
    }

    /// Stores an object under a number that is reserved, or in the place of another.
    pub fn put(&mut self, (number, _): ObjectId, object: impl Into<Object>) {
        self.stored[number as usize] = Some(Stored::from(object.into()));
    }

    /// Stores a dictionary of one entry, as the trees of names and numbers are.
    pub fn add_tree(&mut self, key: &str, entries: LongArray) -> ObjectId {
        let id = self.reserve();
        let bytes = [b"<</", key.as_bytes(), &entries.bytes(), b">>"].concat();
        self.stored[id.0 as usize] = Some(Stored::Plain(bytes.into()));
        id
    }

    /// The number of the root of the page tree, which is each page's parent.
    pub fn page_tree(&self) -> ObjectId {
        PAGE_TREE
    }

    /// The catalog's number, and all objects by their numbers.
    pub fn close(mut self) -> (ObjectId, Vec<Option<Stored>>) {
        let mut page_tree = std::mem::take(&mut self.page_tree);
        let kids = std::mem::take(&mut self.pages);
        page_tree.set("Count", kids.len() as i64);
        page_tree.set("Kids", kids.into_iter().map(Object::Reference).collect::<Vec<_>>());
        self.put(PAGE_TREE, page_tree);
        let catalog = std::mem::take(&mut self.catalog);
        self.put(self.root, catalog);
        (self.root, self.stored)
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn an_object_takes_little_more_than_its_bytes() {
        assert!(size_of::<Option<Stored>>() <= 24);
        let element = dictionary! { "Type" => "StructElem", "S" => "P", "P" => Object::Reference((1, 0)) };
        let stored = Stored::from(Object::Dictionary(element));
        assert_eq!(stored.bytes(), b"<</Type/StructElem/S/P/P \xFF\x01\0\0\0>>");
    }
}
