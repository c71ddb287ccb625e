//! Blocks as typed → blocks as printed.

use super::columns;
use super::inlines::{Composer, language_of};
use super::verse::is_verse;
use crate::model::{
    Admonition, Anchor, Block, BlockKind, Cell, Code, Definition, Figure, Heading, Inline, Item, List,
    ListKind, ListingHead, Parsed, Resolved, Row, Run, RunBuilder, SpanKind, Table, plain_text,
};
use crate::span::FileId;

/// Where a block stands: in the text's own outline, in what a quote or a list holds, or in a cell of a
/// table, where line ends make no verse.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Outline,
    Inside,
    Cell,
}

impl Composer<'_> {
    /// The text.
    pub fn blocks(&mut self, blocks: Vec<Block<Parsed>>) -> Vec<Block<Resolved>> {
        self.settle(blocks, Place::Outline)
    }

    fn inside(&mut self, blocks: Vec<Block<Parsed>>) -> Vec<Block<Resolved>> {
        self.settle(blocks, Place::Inside)
    }

    fn settle(&mut self, blocks: Vec<Block<Parsed>>, place: Place) -> Vec<Block<Resolved>> {
        blocks.into_iter().map(|block| self.block(block, place)).collect()
    }

    fn block(&mut self, block: Block<Parsed>, place: Place) -> Block<Resolved> {
        let Block { span, id, kind } = block;
        let file = span.file;
        let anchor = self.anchors.of(id).cloned();
        let named = "every heading, figure and table got an anchor";
        let kind = match kind {
            BlockKind::Heading(heading) => {
                let label = match place {
                    Place::Outline if self.style.numbered => {
                        self.numbers.heading(heading.level, heading.numbered)
                    }
                    Place::Outline | Place::Inside | Place::Cell => String::new(),
                };
                BlockKind::Heading(Heading {
                    level: heading.level,
                    anchor: anchor.expect(named),
                    label,
                    numbered: heading.numbered,
                    listed: heading.listed,
                    content: self.line(file, heading.content),
                })
            }
            BlockKind::Paragraph(content) => {
                if place != Place::Cell && is_verse(&content) {
                    self.verse.insert(id);
                }
                BlockKind::Paragraph(self.line(file, content))
            }
            BlockKind::List(list) => BlockKind::List(self.list(list)),
            BlockKind::DefinitionList(definitions) => {
                BlockKind::DefinitionList(self.definitions(file, definitions))
            }
            BlockKind::Quote(blocks) => BlockKind::Quote(self.inside(blocks)),
            BlockKind::Code(code) => BlockKind::Code(Code {
                first_line: code.first_line.or(self.style.code.numbers.then_some(1)),
                tokens: super::code::tokens(&code.language, &code.text),
                language: code.language,
                text: code.text,
                head: None,
                caption: self.listing_caption(file, code.head, code.caption),
            }),
            BlockKind::Figure(figure) => BlockKind::Figure(self.figure(file, figure, anchor.expect(named))),
            BlockKind::Table(table) => BlockKind::Table(self.table(file, table, anchor.expect(named))),
            BlockKind::Math(formula) => BlockKind::Math(self.formula(formula)),
            BlockKind::Admonition(admonition) => BlockKind::Admonition(Admonition {
                kind: admonition.kind,
                label: self.style.words.admonition(admonition.kind).to_owned(),
                title: self.line(file, admonition.title),
                blocks: self.inside(admonition.blocks),
            }),
            BlockKind::Break => BlockKind::Break,
        };
        Block { span, id, kind }
    }

    /// `src/main.rs — Listing 1-2: words`
    fn listing_caption(
        &mut self,
        file: FileId,
        head: Option<ListingHead>,
        words: Vec<Inline<Parsed>>,
    ) -> Run {
        let caption = self.line(file, words);
        let Some(ListingHead { file, number }) = head else { return caption };
        let label = match number.is_empty() {
            true => String::new(),
            false => format!("{} {number}", self.style.words.listing),
        };
        let mut lead = self.style.words.before_title(&label, &caption);
        let mut whole = RunBuilder::default();
        if !file.is_empty() {
            if !lead.is_empty() || !caption.is_empty() {
                lead.insert_str(0, " — ");
            }
            whole.span(SpanKind::Code, &file);
        }
        whole.words(&lead);
        whole.append(caption);
        whole.finish()
    }

    fn list(&mut self, list: List<Parsed>) -> List<Resolved> {
        let items = list.items.into_iter().enumerate();
        let items = items
            .map(|(index, item)| Item {
                span: item.span,
                marker: match list.kind {
                    ListKind::Bullet => String::new(),
                    ListKind::Ordered(start) => format!("{}.", start.saturating_add(index as u64)),
                },
                task: item.task,
                blocks: self.inside(item.blocks),
            })
            .collect();
        List { kind: list.kind, tight: list.tight, items }
    }

    fn definitions(
        &mut self,
        file: FileId,
        definitions: Vec<Definition<Parsed>>,
    ) -> Vec<Definition<Resolved>> {
        definitions
            .into_iter()
            .map(|definition| Definition {
                term: self.line(file, definition.term),
                definitions: definition.definitions.into_iter().map(|blocks| self.inside(blocks)).collect(),
            })
            .collect()
    }

    fn figure(&mut self, file: FileId, figure: Figure<Parsed>, anchor: Anchor) -> Figure<Resolved> {
        let word = self.style.words.figure;
        let label = match takes_label(&figure.caption, word) {
            true => format!("{word} {}", self.numbers.figure()),
            false => String::new(),
        };
        let image = self.within(language_of(&figure.caption), |composer| composer.image(figure.image));
        Figure { image, anchor, label, caption: self.line(file, figure.caption) }
    }

    fn table(&mut self, file: FileId, table: Table<Parsed>, anchor: Anchor) -> Table<Resolved> {
        let word = self.style.words.table;
        let label = match takes_label(&table.caption, word) {
            true => format!("{word} {}", self.numbers.table()),
            false => String::new(),
        };
        let caption = self.line(file, table.caption);
        let head = table.head.into_iter().map(|row| self.row(row)).collect();
        let body = |rows: Vec<Row<Parsed>>| rows.into_iter().map(|row| self.row(row)).collect();
        let bodies = table.bodies.into_iter().map(body).collect();
        let mut table = Table { anchor, label, caption, alignments: table.alignments, head, bodies };
        columns::align(&mut table, self.point);
        table
    }

    fn row(&mut self, row: Row<Parsed>) -> Row<Resolved> {
        let cell = |cell: Cell<Parsed>| Cell {
            span: cell.span,
            spans: cell.spans,
            scope: cell.scope,
            alignment: cell.alignment,
            blocks: self.settle(cell.blocks, Place::Cell),
        };
        Row { span: row.span, cells: row.cells.into_iter().map(cell).collect() }
    }
}

/// Whether `caption` gets a label of ours: there are words, and they do not start with the author's
/// own, `Table 3. …`.
fn takes_label(caption: &[Inline<Parsed>], word: &str) -> bool {
    let words = plain_text(caption);
    let own = words.trim_start().strip_prefix(word).map(str::trim_start);
    !caption.is_empty() && !own.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Puts `top` before the first words of the text.
pub(super) fn mark_top(blocks: &mut [Block<Resolved>], top: Anchor) {
    if let Some(line) = blocks.iter_mut().find_map(first_line) {
        line.anchor_start(top);
    }
}

/// The first line that `block` holds.
fn first_line(block: &mut Block<Resolved>) -> Option<&mut Run> {
    match &mut block.kind {
        BlockKind::Heading(heading) => Some(&mut heading.content),
        BlockKind::Paragraph(content) => Some(content),
        BlockKind::List(list) => list.items.iter_mut().flat_map(|item| &mut item.blocks).find_map(first_line),
        BlockKind::DefinitionList(definitions) => {
            definitions.first_mut().map(|definition| &mut definition.term)
        }
        BlockKind::Quote(blocks) => blocks.iter_mut().find_map(first_line),
        BlockKind::Admonition(admonition) => admonition.blocks.iter_mut().find_map(first_line),
        BlockKind::Table(table) => table.cells_mut().flat_map(|cell| &mut cell.blocks).find_map(first_line),
        BlockKind::Figure(figure) if !figure.caption.is_empty() => Some(&mut figure.caption),
        BlockKind::Figure(_) | BlockKind::Code(_) | BlockKind::Math(_) | BlockKind::Break => None,
    }
}
