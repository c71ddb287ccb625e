//! Where the addresses of two texts' links differ.

use super::compare::differences;
use crate::reader::links::Links;
use crate::transcript::{Kind, Place, Transcript, Writer};

/// Where the links `found` differ from what is `expected`: the link that is found or, if one is lacking, the
/// one before it, and both addresses.
pub(super) fn difference(found: &Links, expected: &Links) -> Option<(Place, Option<String>, Option<String>)> {
    let in_order = |links: &[(String, Place)]| {
        let mut writer = Writer::new();
        for (address, place) in links {
            writer.at(*place);
            // Escapes have been read by now.
            writer.mark(Kind::Image, address);
        }
        writer.finish()
    };
    let sorted = |links: &[(String, Place)]| {
        let mut sorted = links.to_vec();
        sorted.sort();
        sorted
    };
    let once = |links: &[(String, Place)]| {
        let mut sorted = sorted(links);
        sorted.dedup_by(|next, last| next.0 == last.0);
        sorted
    };
    let pairs = [
        (in_order(&expected.text), in_order(&found.text)),
        (in_order(&once(&expected.tables)), in_order(&once(&found.tables))),
        (in_order(&sorted(&expected.notes)), in_order(&sorted(&found.notes))),
    ];
    pairs.iter().find_map(|(expected, found)| {
        let first = differences(expected, found).into_iter().next()?;
        let text =
            |links: &Transcript, at: usize, len: usize| (len > 0).then(|| links.get(at).text.to_owned());
        let near = first.found.start.min(found.len().saturating_sub(1));
        let place = if found.is_empty() { Place::default() } else { found.get(near).place };
        Some((
            place,
            text(expected, first.expected.start, first.expected.len()),
            text(found, first.found.start, first.found.len()),
        ))
    })
}
