//! The pages of real documents, checked by machine: what a proof-reader would mark.

use std::collections::BTreeSet;
use std::path::Path;

use pressroom::layout::{Item, ItemKind, Page, Sp};
use pressroom::model::BlockId;
use pressroom::source::Input;
use pressroom::style::Role;
use rayon::prelude::*;

#[path = "support/corpora.rs"]
mod corpora;
#[path = "support/laid.rs"]
mod laid;
#[path = "support/proof.rs"]
mod proof;
#[path = "support/sheet.rs"]
mod sheet;

use laid::Laid;
use sheet::text;

/// A check, what is known to be wrong, and a fault that it must see.
struct Check {
    name: &'static str,
    complaints: fn(&Laid) -> Vec<String>,
    /// How often it complains of the corpora: may become less and never more.
    known: usize,
    /// Spoils pages.
    fault: fn(&mut Laid),
}

const CHECKS: &[Check] = &[
    Check {
        name: "outside the type area",
        complaints: proof::outside_the_type_area,
        known: 0,
        fault: |laid| glyphs(&mut laid.pages.pages[PAGE]).x = Sp(Sp::PER_PT * 400),
    },
    Check {
        name: "text on text",
        complaints: proof::text_on_text,
        known: 0,
        fault: |laid| {
            let copy = glyphs(&mut laid.pages.pages[PAGE]).clone();
            laid.pages.pages[PAGE].items.push(copy);
        },
    },
    Check {
        name: "lines alone",
        complaints: proof::lines_alone,
        known: 0,
        // Each page's last line of text, moved to the next page.
        fault: |laid| {
            for index in (0..laid.pages.pages.len() - 1).rev() {
                let is_body = |item: &Item| item.role == Role::Body;
                let lines = text(&laid.pages.pages[index]).filter(|item| is_body(item));
                let Some(last) = lines.map(|item| item.y).max() else { continue };
                let moved = |item: &mut Item| is_body(item) && item.y == last;
                let line: Vec<Item> = laid.pages.pages[index].items.extract_if(.., moved).collect();
                laid.pages.pages[index + 1].items.extend(line);
            }
        },
    },
    Check {
        name: "headings at the foot",
        complaints: proof::headings_at_the_foot,
        known: 0,
        fault: |laid| {
            for page in &mut laid.pages.pages {
                let heading = |item: &&Item| matches!(item.role, Role::Heading(_));
                let Some(at) = text(page).filter(heading).map(|item| item.y).max() else { continue };
                page.items.retain(|item| sheet::is_furniture(item) || item.y <= at);
            }
        },
    },
    Check {
        name: "headings before a figure on the next page",
        complaints: proof::headings_at_the_foot,
        known: 0,
        // A heading below all else on the page before a picture.
        fault: |laid| {
            let pages = &mut laid.pages.pages;
            let headings = pages.iter().flat_map(text).filter(|item| matches!(item.role, Role::Heading(_)));
            let heading = headings.last().expect("there are headings").clone();
            let pictured = |page: &Page| page.items.iter().any(is_picture);
            let next = pages.iter().rposition(pictured).expect("there are pictures");
            let foot = text(&pages[next - 1]).map(|item| item.y).max().expect("there is text");
            pages[next - 1].items.push(Item { y: foot + Sp(Sp::PER_PT * 14), ..heading });
            pages[next].items.retain(|item| sheet::is_furniture(item) || is_picture(item));
        },
    },
    Check {
        name: "empty pages",
        complaints: proof::empty_pages,
        known: 0,
        fault: |laid| laid.pages.pages[PAGE].items.retain(sheet::is_furniture),
    },
    Check {
        name: "notes away from their marks",
        complaints: proof::notes_away_from_their_marks,
        known: 0,
        fault: |laid| {
            laid.pages.destinations.iter_mut().for_each(|place| {
                if place.anchor.0.starts_with("note:") {
                    place.page += 2;
                }
            })
        },
    },
    Check {
        name: "pictures away from their place",
        complaints: proof::pictures_away_from_their_place,
        known: 0,
        // Each picture goes to a new last page, far behind.
        fault: |laid| {
            let pages = &mut laid.pages.pages;
            let pictures: BTreeSet<BlockId> = pages
                .iter()
                .flat_map(text)
                .filter(|item| is_picture(item))
                .filter_map(|item| item.block())
                .collect();
            let of_figure = |item: &mut Item| item.block().is_some_and(|block| pictures.contains(&block));
            let moved: Vec<Item> = pages
                .iter_mut()
                .flat_map(|page| page.items.extract_if(.., of_figure).collect::<Vec<_>>())
                .collect();
            let last = pages.last().expect("there are pages").clone();
            pages.extend([last.clone(), last.clone(), last]);
            pages.last_mut().expect("there are pages").items = moved;
        },
    },
    Check {
        name: "facing pages of two depths",
        complaints: proof::facing_pages_of_two_depths,
        // Code and pictures that are not split: most are a little more than a line apart.
        known: 12,
        fault: |laid| {
            for page in laid.pages.pages.iter_mut().step_by(2) {
                page.items.retain(|item| sheet::is_furniture(item) || item.y < Sp(Sp::PER_PT * 200));
            }
        },
    },
];

/// The page that faults are put on.
const PAGE: usize = 6;

fn glyphs(page: &mut Page) -> &mut Item {
    let found = page.items.iter_mut().find(|item| matches!(item.kind, ItemKind::Glyphs(_)));
    found.expect("there is text on the page")
}

fn is_picture(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Picture(_))
}

#[test]
fn a_proof_reader_finds_no_more_than_is_known() {
    let mut wrong = Vec::new();
    for Check { name, complaints, known, .. } in CHECKS {
        let found: Vec<String> = laid::DOCUMENTS
            .par_iter()
            .flat_map_iter(|laid| {
                let complaints = complaints(laid).into_iter();
                complaints.map(|complaint| format!("{}, {complaint}", laid.name))
            })
            .collect();
        let shown = found.iter().take(40).map(String::as_str).collect::<Vec<_>>().join("\n    ");
        println!("{name}: {} complaints, {known} known\n    {shown}", found.len());
        if found.len() > *known {
            wrong.push(format!("{name}: {} complaints, {known} known\n    {shown}", found.len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_check_sees_its_fault() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/proof");
    let input = Input::File { path: folder.join("proof.md"), root: folder };
    for Check { name, complaints, fault, .. } in CHECKS {
        let mut laid = laid::lay_out(&input);
        let before = complaints(&laid).len();
        fault(&mut laid);
        let after = complaints(&laid).len();
        assert!(after > before, "{name}: {before} complaints before, {after} after the fault");
    }
}
