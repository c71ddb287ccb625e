//! Lists of items and of definitions → XHTML.

use super::{Piece, Writer};
use crate::model::{Block, BlockId, BlockKind, Definition, Item, List, ListKind, Part, Resolved};
use crate::resolve::{definitions_direction, list_direction};

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
                self.raw("<ul");
                "ul"
            }
            ListKind::Ordered(start) => {
                self.uses(Piece::OrderedList);
                self.raw("<ol");
                if start != 1 {
                    self.attribute("start", &start.to_string());
                }
                "ol"
            }
        };
        let around = self.turn(list_direction(list, self.direction));
        self.class_if_turned(match list.kind {
            ListKind::Bullet => Piece::TurnedBullets,
            ListKind::Ordered(_) => Piece::TurnedSteps,
        });
        self.raw(">\n");
        for item in &list.items {
            self.item(item, list.tight);
        }
        self.raw("</");
        self.raw(name);
        self.raw(">\n");
        self.turn_back(around);
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
        self.raw("<dl");
        let around = self.turn(definitions_direction(definitions, self.direction));
        self.raw(">\n");
        for (nth, definition) in (0..).zip(definitions) {
            self.raw("<dt>");
            let term = &definition.term;
            self.part(Part::Term(block, nth), "", term, |writer| writer.words(term));
            self.raw("</dt>\n");
            for blocks in &definition.definitions {
                self.raw("<dd");
                self.class_if_turned(Piece::TurnedDefinition);
                self.raw(">");
                match blocks.as_slice() {
                    [Block { kind: BlockKind::Paragraph(content), id, .. }] => self.text_of(*id, content),
                    // What stands behind a term stays beside it.
                    blocks => self.item_blocks(blocks, false),
                }
                self.raw("</dd>\n");
            }
        }
        self.raw("</dl>\n");
        self.turn_back(around);
    }
}
