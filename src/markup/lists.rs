//! Lists of items and of definitions → XHTML.

use super::{Piece, Writer};
use crate::model::{Block, BlockId, BlockKind, Definition, Item, List, ListKind, Part, Resolved};

impl Writer<'_> {
    pub(super) fn list(&mut self, list: &List<Resolved>) {
        for block in list.items.iter().flat_map(|item| &item.blocks) {
            if let BlockKind::List(nested) = &block.kind {
                self.uses(match nested.kind {
                    ListKind::Bullet => Piece::NestedBullets,
                    ListKind::Ordered(_) => Piece::NestedSteps,
                });
            }
        }
        let name = match list.kind {
            ListKind::Bullet => {
                self.uses(Piece::BulletList);
                self.raw("<ul>\n");
                "ul"
            }
            ListKind::Ordered(start) => {
                self.uses(Piece::OrderedList);
                self.raw("<ol");
                if start != 1 {
                    self.attribute("start", &start.to_string());
                }
                self.raw(">\n");
                "ol"
            }
        };
        for item in &list.items {
            self.item(item, list.tight);
        }
        self.raw("</");
        self.raw(name);
        self.raw(">\n");
    }

    fn item(&mut self, item: &Item<Resolved>, tight: bool) {
        if item.task.is_some() {
            self.uses(Piece::Task);
            self.raw("<li class=\"task\">");
        } else {
            self.raw("<li>");
        }
        let mark = item.task.map(|done| self.manuscript.style.list.tasks[usize::from(done)].print.as_str());
        let mut blocks = item.blocks.as_slice();
        match blocks.split_first() {
            Some((Block { kind: BlockKind::Paragraph(content), id, .. }, rest)) => {
                if tight {
                    self.task_mark(mark);
                    self.text_of(*id, content);
                } else {
                    self.uses(Piece::Paragraph);
                    self.raw("<p>");
                    self.task_mark(mark);
                    self.text_of(*id, content);
                    self.raw("</p>");
                }
                if !rest.is_empty() {
                    self.raw("\n");
                }
                blocks = rest;
            }
            _ => self.task_mark(mark),
        }
        self.item_blocks(blocks, tight);
        self.raw("</li>\n");
    }

    fn task_mark(&mut self, mark: Option<&str>) {
        if let Some(mark) = mark {
            self.raw("<span class=\"box\">");
            self.text(mark);
            self.raw("</span> ");
        }
    }

    pub(super) fn definition_list(&mut self, block: BlockId, definitions: &[Definition<Resolved>]) {
        self.uses(Piece::DefinitionList);
        self.raw("<dl>\n");
        for (nth, definition) in (0..).zip(definitions) {
            self.raw("<dt>");
            let term = &definition.term;
            self.part(Part::Term(block, nth), "", term, |writer| writer.inlines(term));
            self.raw("</dt>\n");
            for blocks in &definition.definitions {
                self.raw("<dd>");
                match blocks.as_slice() {
                    [Block { kind: BlockKind::Paragraph(content), id, .. }] => self.text_of(*id, content),
                    blocks => self.blocks(blocks),
                }
                self.raw("</dd>\n");
            }
        }
        self.raw("</dl>\n");
    }
}
