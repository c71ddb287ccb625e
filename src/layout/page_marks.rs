//! [`Pages`] → the places in the manuscript at which they begin.

use super::{Item, ItemKind, Pages};
use crate::model::{Block, BlockId, BlockKind, PageMark, Part, Resolved, Visitor, walk_blocks};
use crate::resolve::Manuscript;

/// Where each page begins, in reading order, for editions that have no pages of their own.
///
/// A page begins with the first thing on it that goes on from the page before: not with a figure
/// that floated there, nor with a head or a mark that is there for what follows it. A page that
/// holds nothing else begins where the next one does. A blank page has no beginning.
pub fn page_marks(manuscript: &Manuscript, pages: &Pages) -> Vec<PageMark> {
    let notes = manuscript.document.notes.iter().filter_map(|note| note.blocks.first());
    let first_note = notes.map(|block: &Block<_>| block.id).min();
    let mut marks = Vec::new();
    // Pages whose beginning is yet to be met.
    let mut waiting: Vec<&str> = Vec::new();
    let mut furthest = None;
    let mut last: Option<Part> = None;
    let tables = Tables::of_manuscript(manuscript);
    for page in &pages.pages {
        let body = || page.items.iter().filter(|item| is_body(item, first_note));
        if body().next().is_some() {
            waiting.push(&page.label);
        }
        // A cell that goes down beside others may be read before what an earlier page begins with.
        let is_behind = |item: &&Item| {
            let [block, last] = [item.block(), last.and_then(Part::block)];
            block.zip(last).is_none_or(|(block, last)| block >= last || tables.of(block) != tables.of(last))
        };
        let first = body().filter(is_behind).find(|item| goes_on(item, furthest, &tables));
        if let Some(part) = first.and_then(part) {
            // A line from right to left is read from its last item on.
            let of_part = body().filter_map(|item| item.origin).filter(|origin| origin.part == part);
            let at = of_part.map(|origin| origin.at).min().unwrap_or(0);
            let mark = |label: &str| PageMark { label: label.to_owned(), part, at };
            marks.extend(waiting.drain(..).map(mark));
            last = Some(part);
        }
        furthest = body().filter_map(Item::block).map(|block| tables.of(block)).max().max(furthest);
    }
    marks
}

fn part(item: &Item) -> Option<Part> {
    item.origin.map(|origin| origin.part)
}

/// Whether the item is of the text, not of its notes, nor a mark in front of it.
fn is_body(item: &Item, first_note: Option<BlockId>) -> bool {
    let shown = matches!(item.kind, ItemKind::Glyphs(_) | ItemKind::Picture(_));
    let is_mark =
        matches!(part(item), None | Some(Part::Marker(..) | Part::NoteMark(_) | Part::ListPage(..)));
    let is_note = item.block().is_some_and(|block| first_note.is_some_and(|note| block >= note));
    shown && !is_mark && !is_note
}

/// Whether the item comes after all blocks up to the `furthest` that has been seen, or is of the
/// same: a figure that floated is of an earlier one.
fn goes_on(item: &Item, furthest: Option<BlockId>, tables: &Tables) -> bool {
    match part(item) {
        // A list of definitions holds the blocks that have been seen.
        Some(Part::Term(..)) => true,
        _ => item.block().is_none_or(|block| furthest.is_none_or(|furthest| tables.of(block) >= furthest)),
    }
}

/// The tables of a document, by the first and the last block in each. Cells stand side by side, so that all
/// that a table holds counts as one block.
struct Tables(Vec<(BlockId, BlockId)>);

impl Tables {
    fn of_manuscript(manuscript: &Manuscript) -> Self {
        struct Search(Vec<(BlockId, BlockId)>);
        impl Visitor<Resolved> for Search {
            fn block(&mut self, block: &Block<Resolved>) {
                if let BlockKind::Table(_) = block.kind {
                    self.0.push((block.id, last_within(block)));
                }
            }
        }
        let mut search = Search(Vec::new());
        walk_blocks(&manuscript.document.blocks, &mut search);
        Self(search.0)
    }

    /// The table around a block, or the block itself.
    fn of(&self, block: BlockId) -> BlockId {
        let before = self.0.partition_point(|(first, _)| *first <= block);
        let table = before.checked_sub(1).map(|at| self.0[at]);
        table.filter(|(_, last)| block <= *last).map_or(block, |(first, _)| first)
    }
}

/// The last block within a block: blocks are numbered as they are read.
fn last_within(block: &Block<Resolved>) -> BlockId {
    let last = block.kind.children().into_iter().rev().find_map(|blocks| blocks.last());
    last.map_or(block.id, last_within)
}
