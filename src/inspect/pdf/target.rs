//! Where links lead.

use lopdf::{Dictionary, Document, Object};

use super::content::text_of;

/// Where an annotation leads.
pub(super) fn target(link: &Dictionary, document: &Document) -> Option<String> {
    let action = link.get_deref(b"A", document).ok();
    let address = action.and_then(|action| text_of(action.as_dict().ok()?.get(b"URI").ok()?));
    // A name is bytes, no text; ours and most others' are UTF-8.
    let name = |place: &Object| place.as_str().map(|name| String::from_utf8_lossy(name).into_owned());
    let inside = link.get(b"Dest").ok().map(|place| format!("#{}", name(place).unwrap_or_default()));
    address.or(inside)
}
