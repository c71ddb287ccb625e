//! Settled figures and tables → the lists of them.

use super::contents::words;
use super::{ContentsEntry, Listing};
use crate::model::{Anchor, Block, BlockKind, Listed, Resolved, Run, Visitor, walk_blocks};
use crate::style::Words;

/// The lists that are wanted, each once; one that would be empty is left out.
pub(super) fn lists(wanted: &[Listed], blocks: &[Block<Resolved>], of_language: &Words) -> Vec<Listing> {
    let mut lists: Vec<Listing> = Vec::new();
    for &of in wanted {
        if lists.iter().any(|list| list.of == of) {
            continue;
        }
        let title = match of {
            Listed::Figures => of_language.figures,
            Listed::Tables => of_language.tables,
        };
        let mut gathered = Gathered { of, of_language, entries: Vec::new() };
        walk_blocks(blocks, &mut gathered);
        if !gathered.entries.is_empty() {
            lists.push(Listing { of, title, entries: gathered.entries });
        }
    }
    lists
}

struct Gathered<'a> {
    of: Listed,
    of_language: &'a Words,
    entries: Vec<ContentsEntry>,
}

impl Gathered<'_> {
    fn add(&mut self, label: &str, caption: &Run, anchor: &Anchor) {
        if !label.is_empty() {
            let label = self.of_language.before_caption(label, caption).trim_end().to_owned();
            let entry = ContentsEntry { level: 1, label, content: words(caption), anchor: anchor.clone() };
            self.entries.push(entry);
        }
    }
}

impl Visitor<Resolved> for Gathered<'_> {
    fn block(&mut self, block: &Block<Resolved>) {
        match (&block.kind, self.of) {
            (BlockKind::Figure(figure), Listed::Figures) => {
                self.add(&figure.label, &figure.caption, &figure.anchor)
            }
            (BlockKind::Table(table), Listed::Tables) => {
                self.add(&table.label, &table.caption, &table.anchor)
            }
            _ => {}
        }
    }
}
