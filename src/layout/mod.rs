//! [`Manuscript`] → [`Pages`]: shape, break lines, stack blocks, paginate.
//!
//! ```text
//! inlines ─ text ─→ StyledText ─ shape ─→ Shaped ─ breakpoints, break_lines ─→ lines
//! blocks ─ stack ─→ rows ─ paginate ─→ leaves ─ matter ─→ furniture, late ─→ pages
//! ```

mod break_lines;
mod breakpoint;
mod breakpoints;
mod cells;
mod chapter;
mod columns;
mod contents;
mod cover;
mod draft;
mod edges;
mod forms;
mod front;
mod furniture;
mod give;
mod hyphenate;
mod justify;
mod late;
mod line;
mod line_box;
mod line_shape;
mod look;
mod matter;
mod page_marks;
mod pages;
mod paginate;
mod paragraph;
mod picture_size;
mod pieces;
mod print;
mod resolution;
mod row;
mod setting;
mod shape;
mod shaped;
mod stack;
mod text;
mod text_pages;
mod ties;

pub use cover::{Cover, cover};
pub use page_marks::page_marks;
pub use pages::{
    Destination, Fill, Glyph, GlyphRun, Item, ItemKind, LinkArea, Orientation, Page, Pages, Picture, Sp,
};

use crate::diagnostic::Diagnostics;
use crate::model::Sides;
use crate::resolve::Manuscript;
use crate::style::{Columns, Em, PaginationRules, Pt};
use matter::{Folios, Matter, Numbering};
use paginate::{Leaf, Sheet};
use paragraph::Compositor;
use row::join;
use stack::Place;

/// Lays the manuscript out for paper.
///
/// A book has a front of its own, numbered i, ii, iii, so that its length does not move the text.
/// The text is laid out first: a short one has a short front. The contents hold placeholders for the numbers
/// of pages, which are filled in last.
pub fn layout(manuscript: &Manuscript, diagnostics: &mut Diagnostics) -> Pages {
    let compositor = Compositor::new(manuscript);
    let style = &manuscript.style;
    let full = Place::column(Sp::from_pt(style.page.measure()), compositor.direction);
    let column = compositor.text_place();
    let sheet = sheet(&compositor, full);

    let (summary, blocks) = manuscript.around_lists();
    let summary = compositor.stack_blocks(summary, full, diagnostics);
    let text = compositor.stack_text(blocks, column, diagnostics);
    let title = compositor.title_above_text();
    let mut notes = compositor.notes(column, diagnostics);
    let summary = compositor.with_notes(summary, full, &mut notes);
    let set = |rows, sheet: &Sheet| compositor.text_pages(rows, notes, sheet, blocks, column);
    let leaves = match compositor.columns() {
        Columns::One => {
            let mut rows = join([title, text]).rows;
            compositor.open_chapters(&mut rows);
            set(rows, &sheet)
        }
        Columns::Two => compositor.in_two_columns(title, &sheet, |sheet| set(text.rows, sheet)),
    };
    let text = Matter { leaves, numbering: Numbering::Arabic };
    let front = compositor.front(full, summary, &text, &sheet);
    // As they are bound: matter that comes after the text has its place behind it.
    let mut matters = vec![front, text];
    if style.print.pad {
        pad(&mut matters);
    }
    let destinations = destinations(manuscript, &matters);
    let folios = Folios::of(&matters);
    let pages = compositor.dress(matters, &folios);
    let pages = Pages { pages, destinations };
    resolution::report_coarse(&compositor, &pages, diagnostics);
    pages
}

fn sheet(compositor: &Compositor<'_>, full: Place) -> Sheet {
    let style = &compositor.manuscript.style;
    let leading = Sp::from_pt(style.page.leading);
    let note_rule = full.measure.part(style.note.rule);
    let lines = (Sp::from_pt(style.page.text_height()).0 + leading.0 / 2) / leading.0;
    Sheet {
        height: Sp(leading.0 * lines),
        turned_height: full.measure,
        leading,
        prices: match style.binding.sides {
            Sides::Two => style.pagination,
            // No page faces another.
            Sides::One => PaginationRules { facing: 0, ..style.pagination },
        },
        recto_chapters: compositor.opens_on_rectos(),
        columns: Columns::One,
        sink: Sp(0),
        note_gap: leading.times(Em(style.note.apart.0)),
        note_rule: Fill { width: note_rule, height: Sp::from_pt(style.rule_width), colour: style.rule },
        note_rule_left: compositor.text_place().start(note_rule),
    }
}

/// Adds blank pages at the end: a printer's sheet, folded once, has four pages.
fn pad(matters: &mut [Matter]) {
    let pages: usize = matters.iter().map(|matter| matter.leaves.len()).sum();
    let blank = pages.next_multiple_of(4) - pages;
    if let Some(last) = matters.last_mut() {
        last.leaves.extend(std::iter::repeat_with(|| Leaf { bare: true, ..Leaf::default() }).take(blank));
    }
}

fn destinations(manuscript: &Manuscript, matters: &[Matter]) -> Vec<Destination> {
    let page = &manuscript.style.page;
    let mut destinations = Vec::new();
    for (index, leaf) in matters.iter().flat_map(|matter| &matter.leaves).enumerate() {
        for (anchor, y) in &leaf.anchors {
            let side = Sp::from_pt(Pt(page.outer.0.min(page.inner.0)));
            let (x, top) = match leaf.orientation {
                Orientation::Upright => (side, Sp::from_pt(page.top)),
                Orientation::Turned => (Sp::from_pt(page.foot), side),
            };
            destinations.push(Destination { anchor: anchor.clone(), page: index, x, y: top + *y });
        }
    }
    destinations
}
