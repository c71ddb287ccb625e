//! Objects of the library, made lean as soon as they are parsed.
//!
//! A dictionary of the library has room for more entries than it has, and each entry takes over a hundred
//! bytes. Of the objects that a long document has most of, elements of its tag tree and links, half of the
//! entries are ways back and looks, which nothing here asks for.

use lopdf::{Dictionary, Object, ObjectId};

/// The filter for the loading of a document: it keeps every object, without what nothing here reads.
pub(super) fn lean(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(_) = object {
        // The library keeps what it hands in, where that is no part of an object stream.
        return Some((id, Object::Null));
    }
    slim(object);
    let mut kept = object.clone();
    shrink(&mut kept);
    Some((id, kept))
}

/// Drops the entries that nothing here reads.
fn slim(object: &mut Object) {
    let Object::Dictionary(dictionary) = object else { return };
    let unread: &[&[u8]] = match kind(dictionary) {
        Kind::Element => &[b"Type", b"P"],
        Kind::Link => {
            &[b"Rect", b"Border", b"BS", b"C", b"H", b"P", b"QuadPoints", b"Contents", b"StructParent"]
        }
        Kind::Other => return,
    };
    dictionary.as_hashmap_mut().retain(|key, _| !unread.contains(&key.as_slice()));
}

/// The kinds of dictionaries of which there may be masses.
enum Kind {
    /// An element of the tag tree (ISO 32000-1, 14.7.2).
    Element,
    /// A link's annotation (12.5.6.5).
    Link,
    Other,
}

fn kind(dictionary: &Dictionary) -> Kind {
    let is =
        |key: &[u8], value: &[u8]| dictionary.get(key).and_then(Object::as_name).is_ok_and(|it| it == value);
    if is(b"Type", b"StructElem") {
        Kind::Element
    } else if is(b"Subtype", b"Link") {
        Kind::Link
    } else {
        Kind::Other
    }
}

/// Gives back the room that an object does not fill.
fn shrink(object: &mut Object) {
    match object {
        Object::Array(objects) => {
            objects.iter_mut().for_each(shrink);
            objects.shrink_to_fit();
        }
        Object::Dictionary(dictionary) => {
            let entries = dictionary.as_hashmap_mut();
            entries.values_mut().for_each(shrink);
            entries.shrink_to_fit();
        }
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..)
        | Object::Stream(_)
        | Object::Reference(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    fn kept(dictionary: Dictionary) -> Vec<String> {
        let mut object = Object::Dictionary(dictionary);
        let (_, kept) = lean((1, 0), &mut object).expect("every object is kept");
        assert_eq!(kept, object, "the library may keep either");
        let kept = kept.as_dict().expect("it is what it was");
        kept.iter().map(|(key, _)| String::from_utf8_lossy(key).into_owned()).collect()
    }

    #[test]
    fn elements_and_links_keep_what_is_read() {
        let element = dictionary! { "Type" => "StructElem", "S" => "P", "P" => 1, "Pg" => 2, "K" => 3 };
        assert_eq!(kept(element), ["S", "Pg", "K"]);
        let link = dictionary! { "Type" => "Annot", "Subtype" => "Link", "Rect" => vec![], "Dest" => "d" };
        assert_eq!(kept(link), ["Type", "Subtype", "Dest"]);
    }

    #[test]
    fn other_dictionaries_keep_all() {
        let page = dictionary! { "Type" => "Page", "P" => 1, "Contents" => 2, "Parent" => 3 };
        assert_eq!(kept(page), ["Type", "P", "Contents", "Parent"]);
        let part = dictionary! { "S" => "P", "P" => 1 };
        assert_eq!(kept(part), ["S", "P"]);
    }
}
