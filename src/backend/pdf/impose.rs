//! Pages → sheets with two pages on each side.

use lopdf::{Dictionary, Object, dictionary};

use super::object::{bound_size, deflate, deflated_stream, number, push_length};
use super::shared::Shared;
use super::store::ObjectStore;
use crate::layout::{Pages, Sp};
use crate::model::Imposition;
use crate::style::PrintRules;

/// A side of a sheet: the pages on it by their index, left and right; `None` for a blank half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Side {
    pages: [Option<usize>; 2],
    /// How far both pages are moved towards the fold.
    creep: Sp,
}

/// Puts the pages, with their contents, deflated, on the sides of sheets: two beside each other, as
/// large as they are. The document's pages become these sides.
pub(super) fn imposed(
    objects: &mut ObjectStore,
    pages: &Pages,
    shared: &Shared<'_>,
    contents: Vec<Vec<u8>>,
    way: Imposition,
) {
    let forms: Vec<Object> = pages
        .pages
        .iter()
        .zip(contents)
        .map(|(page, content)| {
            let [width, height] = bound_size(page).map(number);
            let dictionary = dictionary! {
                "Type" => "XObject",
                "Subtype" => "Form",
                "BBox" => vec![0.into(), 0.into(), width, height],
                "Resources" => Object::Dictionary(shared.resources(page)),
            };
            Object::Reference(objects.add(deflated_stream(dictionary, content)))
        })
        .collect();
    let [width, height] = pages.pages.first().map_or([Sp(0); 2], bound_size);
    let tree = objects.page_tree();
    let mut sides_of_sheets = Vec::new();
    for side in sides(pages.pages.len(), way, shared.print()) {
        let mut content = Vec::new();
        let mut shown = Dictionary::new();
        let places = [side.creep, width - side.creep];
        for (page, left) in side.pages.into_iter().zip(places) {
            let Some(page) = page else { continue };
            let name = format!("P{page}");
            content.extend_from_slice(b"q 1 0 0 1 ");
            push_length(&mut content, left);
            content.extend_from_slice(format!("0 cm /{name} Do Q\n").as_bytes());
            shown.set(name, forms[page].clone());
        }
        let content = objects.add(deflated_stream(Dictionary::new(), deflate(&content)));
        sides_of_sheets.push(objects.add(dictionary! {
            "Type" => "Page",
            "Parent" => Object::Reference(tree),
            "MediaBox" => vec![0.into(), 0.into(), number(width + width), number(height)],
            "Resources" => dictionary! { "XObject" => Object::Dictionary(shown) },
            "Contents" => Object::Reference(content),
        }));
    }
    objects.pages = sides_of_sheets;
}

/// The sides that `count` pages take, front and back of each sheet in turn.
fn sides(count: usize, way: Imposition, rules: &PrintRules) -> Vec<Side> {
    match way {
        Imposition::TwoUp => (0..count)
            .step_by(2)
            .map(|first| Side {
                pages: [Some(first), Some(first + 1).filter(|next| *next < count)],
                creep: Sp(0),
            })
            .collect(),
        Imposition::Booklet => booklet(count, Sp::from_pt(rules.creep)),
    }
}

/// Sheets that are folded together: the first holds the first two pages and the last two. An inner
/// sheet stands out by the thickness of those around it, so its pages move towards the fold.
fn booklet(count: usize, creep: Sp) -> Vec<Side> {
    let all = count.next_multiple_of(4);
    let page = |index: usize| Some(index).filter(|index| *index < count);
    (0..all / 4)
        .flat_map(|sheet| {
            let creep = Sp(creep.0 * sheet as i64);
            let (first, last) = (2 * sheet, all - 1 - 2 * sheet);
            [[page(last), page(first)], [page(first + 1), page(last - 1)]].map(|pages| Side { pages, creep })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pages in the order in which a folded booklet shows them, by turning its leaves.
    fn leafed(sides: &[Side]) -> Vec<Option<usize>> {
        let sheets: Vec<[[Option<usize>; 2]; 2]> =
            sides.chunks(2).map(|both| [both[0].pages, both[1].pages]).collect();
        // From the outermost sheet in: right half of the front, left half of the back.
        let first = sheets.iter().flat_map(|[front, back]| [front[1], back[0]]);
        // And out again: right half of the back, left half of the front.
        let second = sheets.iter().rev().flat_map(|[front, back]| [back[1], front[0]]);
        first.chain(second).collect()
    }

    #[test]
    fn a_folded_booklet_reads_in_order() {
        for count in 1..=41 {
            let sides = sides(count, Imposition::Booklet, &PrintRules::default());
            let wanted = (0..count).map(Some).chain(std::iter::repeat(None));
            let all = count.next_multiple_of(4);
            assert_eq!(leafed(&sides), wanted.take(all).collect::<Vec<_>>(), "{count} pages");
            assert!(sides.is_sorted_by_key(|side| side.creep));
        }
    }

    #[test]
    fn two_pages_stand_side_by_side() {
        let sides = sides(3, Imposition::TwoUp, &PrintRules::default());
        assert_eq!(
            sides.iter().map(|side| side.pages).collect::<Vec<_>>(),
            [[Some(0), Some(1)], [Some(2), None]]
        );
    }
}
