//! Blocks → about how large they are as XHTML, before anything is written.

use crate::model::{Block, BlockKind, Inline, Resolved, Target, Visitor, walk_blocks};
use crate::resolve::Manuscript;

/// About as many bytes as one element's tags take.
const TAGS: usize = 24;

/// About how many bytes of XHTML each block takes, with the notes that it is the first to refer to.
pub(super) fn weigh(manuscript: &Manuscript) -> Vec<usize> {
    let document = &manuscript.document;
    let mut seen = vec![false; document.notes.len()];
    let weigh = |block: &Block<Resolved>| {
        let mut scale = Scale { weight: 0, seen: &mut seen, notes: Vec::new() };
        walk_blocks(std::slice::from_ref(block), &mut scale);
        while let Some(note) = scale.notes.pop() {
            scale.weight += 8 * TAGS;
            walk_blocks(&document.notes[note].blocks, &mut scale);
        }
        scale.weight
    };
    document.blocks.iter().map(weigh).collect()
}

struct Scale<'a> {
    weight: usize,
    seen: &'a mut [bool],
    /// Notes met for the first time, still to be weighed.
    notes: Vec<usize>,
}

impl Scale<'_> {
    fn text(&mut self, text: &str) {
        // The longest escape, `&quot;`, adds five bytes, but `"` stays as it is in text.
        let escapes = text.bytes().filter(|byte| matches!(byte, b'&' | b'<' | b'>')).count();
        self.weight += text.len() + 4 * escapes;
    }
}

impl Visitor<Resolved> for Scale<'_> {
    fn block(&mut self, block: &Block<Resolved>) {
        self.weight += TAGS;
        match &block.kind {
            BlockKind::Code(code) => self.text(&code.text),
            BlockKind::Math(math) => self.text(&math.linear()),
            BlockKind::Figure(figure) => {
                self.weight += 4 * TAGS;
                self.text(&figure.image.alternative);
            }
            BlockKind::Table(table) => {
                // The tags of a cell's blocks are those of the cell, unless there are several.
                let alone = table.cells().filter(|cell| cell.blocks.len() != 1).count();
                self.weight += (table.rows().count() + alone) * TAGS;
            }
            BlockKind::List(list) => self.weight += list.items.len() * TAGS,
            BlockKind::DefinitionList(definitions) => self.weight += 2 * definitions.len() * TAGS,
            BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Quote(_)
            | BlockKind::Admonition(_)
            | BlockKind::Break => {}
        }
    }

    fn inline(&mut self, inline: &Inline<Resolved>) {
        match inline {
            Inline::Text(words) => self.text(words),
            Inline::Code(code) => {
                self.weight += TAGS;
                self.text(code);
            }
            Inline::Math(math) => {
                self.weight += 2 * TAGS;
                self.text(&math.linear());
            }
            Inline::Link(link) => {
                self.weight += 3 * TAGS;
                if let Target::Address(address) = &link.target {
                    self.text(address);
                }
            }
            Inline::Note(mark, _) => {
                self.weight += 5 * TAGS;
                if !std::mem::replace(&mut self.seen[mark.note], true) {
                    self.notes.push(mark.note);
                }
            }
            Inline::Image(image) => {
                self.weight += 4 * TAGS;
                self.text(&image.alternative);
            }
            Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::Strike(_)
            | Inline::Subscript(_)
            | Inline::Superscript(_)
            | Inline::SmallCaps(_)
            | Inline::Foreign(..)
            | Inline::Anchor(_)
            | Inline::SoftBreak
            | Inline::HardBreak => self.weight += TAGS,
        }
    }
}
