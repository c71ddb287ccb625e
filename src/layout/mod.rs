//! [`Manuscript`] → [`Pages`]: shape, break lines, stack blocks, paginate.
//!
//! ```text
//! inlines ─ text ─→ StyledText ─ shape ─→ Shaped ─ breakpoints, break_lines ─→ lines
//! blocks ─ stack ─→ rows ─ paginate ─→ leaves ─ furniture ─→ pages
//! ```

mod break_lines;
mod breakpoints;
mod edges;
mod figure;
mod forms;
mod front;
mod furniture;
mod give;
mod hyphenate;
mod line;
mod pages;
mod paginate;
mod paragraph;
mod print;
mod protrusion;
mod row;
mod shape;
mod stack;
mod text;
mod ties;

pub use pages::{Destination, Fill, Glyph, GlyphRun, Item, ItemKind, LinkArea, Page, Pages, Picture, Sp};

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::model::{Anchor, Division};
use crate::resolve::Manuscript;
use crate::style::{Em, Opens, Pt};
use furniture::{Numbering, Run};
use paginate::{Leaf, Sheet, paginate};
use paragraph::Compositor;
use row::{Row, Stacked, Turn, join};
use stack::Place;

/// Lays the manuscript out for paper.
///
/// A book has a front of its own, numbered i, ii, iii, so that its length does not move the text.
/// The text is laid out first, since the contents need its page numbers.
pub fn layout(manuscript: &Manuscript, diagnostics: &mut Diagnostics) -> Pages {
    let compositor = Compositor::new(manuscript);
    let style = &manuscript.style;
    let column = Place::column(Sp::from_pt(style.page.measure()));
    let sheet = sheet(manuscript, column);
    let book = style.division == Division::Book;

    let text = compositor.stack_text(&manuscript.document.blocks, column, diagnostics);
    // An article's title stands above its contents, if they are shown.
    let contents = style.contents && !manuscript.contents.is_empty();
    let mut rows =
        if book || contents { text.rows } else { join([compositor.title_block(column), text]).rows };
    if book {
        open_chapters(&mut rows);
    }
    let notes = compositor.notes(column, diagnostics);
    let blocks = &manuscript.document.blocks;
    let vary = |block, lines| compositor.restack(blocks, block, lines, column);
    let no_other = |_, _| Vec::new();
    let leaves = paginate(rows, notes, &sheet, &vary);

    let mut front = Vec::new();
    if book {
        front.extend(paginate(compositor.title_page(column), Vec::new(), &sheet, &no_other));
    }
    if contents {
        let labels = page_labels(&leaves);
        let label = |anchor: &Anchor| labels.get(anchor).map(ToString::to_string).unwrap_or_default();
        let mut rows = compositor.contents(column, |entry| label(&entry.anchor));
        if !book {
            let title = compositor.title_block(column);
            rows = join([title, Stacked { rows, ..Stacked::default() }]).rows;
        }
        front.extend(paginate(rows, Vec::new(), &sheet, &no_other));
    }
    if book && !front.len().is_multiple_of(2) {
        // The text starts on a right-hand page; the one before it is blank.
        front.push(Leaf { blank: true, ..Leaf::default() });
    }

    let destinations = destinations(manuscript, &front, &leaves);
    let before = front.len();
    let roman = Run { before: 0, numbering: Numbering::Roman, first_is_bare: book };
    let arabic = Run { before, numbering: Numbering::Arabic, first_is_bare: false };
    let mut pages = compositor.dress(front, &roman);
    pages.extend(compositor.dress(leaves, &arabic));
    Pages { pages, destinations }
}

/// Chapters and parts start pages.
fn open_chapters(rows: &mut [Row]) {
    for row in rows {
        if row.opens.as_ref().is_some_and(|opening| opening.level <= 1) {
            row.turn = Turn::Required;
        }
    }
}

fn sheet(manuscript: &Manuscript, column: Place) -> Sheet {
    let style = &manuscript.style;
    let leading = Sp::from_pt(style.page.leading);
    let lines = (Sp::from_pt(style.page.text_height()).0 + leading.0 / 2) / leading.0;
    Sheet {
        height: Sp(leading.0 * lines),
        turned_height: column.measure,
        leading,
        prices: style.pagination,
        recto_chapters: style.chapter.opens == Opens::Recto,
        note_gap: leading.times(Em(style.note.apart.0)),
        note_rule: Fill {
            width: column.measure.part(style.note.rule),
            height: Sp::from_pt(style.rule_width),
            colour: style.rule,
        },
    }
}

/// The label of the page on which each anchor stands.
fn page_labels(leaves: &[Leaf]) -> BTreeMap<&Anchor, usize> {
    let anchors = leaves
        .iter()
        .enumerate()
        .flat_map(|(index, leaf)| leaf.anchors.iter().map(move |(anchor, _)| (anchor, index + 1)));
    anchors.collect()
}

fn destinations(manuscript: &Manuscript, front: &[Leaf], leaves: &[Leaf]) -> Vec<Destination> {
    let page = &manuscript.style.page;
    let mut destinations = Vec::new();
    for (index, leaf) in front.iter().chain(leaves).enumerate() {
        for (anchor, y) in &leaf.anchors {
            destinations.push(Destination {
                anchor: anchor.clone(),
                page: index,
                x: Sp::from_pt(Pt(page.outer.0.min(page.inner.0))),
                y: Sp::from_pt(page.top) + *y,
            });
        }
    }
    destinations
}
