//! Blocks → about how large they are as XHTML, before anything is written.

use crate::model::{Block, BlockKind, Resolved, Run, SpanId, SpanKind, Target, Visitor, walk_blocks};
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
    fn words(&mut self, text: &str) {
        // The longest escape, `&quot;`, adds five bytes, but `"` stays as it is in text.
        let escapes = text.bytes().filter(|byte| matches!(byte, b'&' | b'<' | b'>')).count();
        self.weight += text.len() + 4 * escapes;
    }
}

impl Visitor<Resolved> for Scale<'_> {
    fn block(&mut self, block: &Block<Resolved>) {
        self.weight += TAGS;
        match &block.kind {
            BlockKind::Code(code) => self.words(&code.text),
            BlockKind::Math(math) => self.words(&math.content.linear_text(SpanId::WHOLE)),
            BlockKind::Figure(figure) => {
                self.weight += 4 * TAGS;
                self.words(&figure.image.alternative);
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

    fn text(&mut self, text: &Run) {
        let is_formula = |kind: &SpanKind| matches!(kind, SpanKind::Math { .. });
        text.visit_words(|kind| kind.is_words() && !is_formula(kind), |words| self.words(words));
        for (id, span) in text.spans() {
            match &span.kind {
                SpanKind::Math { .. } => {
                    self.weight += 2 * TAGS;
                    self.words(&text.linear_text(id));
                }
                SpanKind::Link { target, .. } => {
                    self.weight += 3 * TAGS;
                    if let Target::Address(address) = target {
                        self.words(address);
                    }
                }
                SpanKind::Note(mark, _) => {
                    self.weight += 5 * TAGS;
                    if !std::mem::replace(&mut self.seen[mark.note], true) {
                        self.notes.push(mark.note);
                    }
                }
                SpanKind::Image(image) => {
                    self.weight += 4 * TAGS;
                    self.words(&image.alternative);
                }
                _ => self.weight += TAGS,
            }
        }
    }
}
