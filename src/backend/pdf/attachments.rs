//! The sources, as files within the file (ISO 19005-3, 6.8).

use lopdf::{Object, dictionary};

use super::object::{deflate, deflated_stream, text_string};
use super::store::ObjectStore;
use crate::model::Metadata;

/// Adds the files, path and text. Returns the tree of their names and the list of all of them.
pub(super) fn attach(
    objects: &mut ObjectStore,
    files: &[(String, String)],
    metadata: &Metadata,
) -> Option<(Object, Object)> {
    let mut entries: Vec<(&String, Object)> = Vec::new();
    for (path, text) in files {
        let mut parameters = dictionary! { "Size" => text.len() as i64 };
        if let Some(date) = metadata.date {
            parameters.set("ModDate", text_string(&super::information::day(date)));
        }
        let dictionary = dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => media_type(path),
            "Params" => Object::Dictionary(parameters),
        };
        let stream = objects.add(deflated_stream(dictionary, deflate(text.as_bytes())));
        let file = objects.add(dictionary! {
            "Type" => "Filespec",
            "F" => text_string(path),
            "UF" => text_string(path),
            "AFRelationship" => "Source",
            "Desc" => text_string("A source of this document"),
            "EF" => dictionary! { "F" => Object::Reference(stream), "UF" => Object::Reference(stream) },
        });
        entries.push((path, Object::Reference(file)));
    }
    let all = Object::Array(entries.iter().map(|(_, file)| file.clone()).collect());
    entries.sort_by_key(|(path, _)| *path);
    entries.dedup_by_key(|(path, _)| *path);
    let names: Vec<Object> = entries.into_iter().flat_map(|(path, file)| [text_string(path), file]).collect();
    let names = (!names.is_empty()).then(|| objects.add(dictionary! { "Names" => names }));
    Some((Object::Reference(names?), all))
}

fn media_type(path: &str) -> &'static str {
    if path.ends_with(".toml") { "application/toml" } else { "text/markdown" }
}
