//! Cells that hold blocks: the widths that they ask for, and their lines.

use crate::diagnostic::Diagnostics;
use crate::layout::Sp;
use crate::layout::break_lines::Length;
use crate::layout::look::look;
use crate::layout::pages::{Fill, Item, ItemKind};
use crate::layout::paragraph::Compositor;
use crate::layout::row::{Row, sink};
use crate::layout::stack::Place;
use crate::layout::text::{StyledText, styled_text};
use crate::model::{Block, BlockKind, Direction, Resolved, Run};
use crate::style::{Role, Style};

/// The columns of code that a cell is at least wide enough for, if it has as many; what is longer is
/// folded.
const LEAST_CODE: usize = 24;

impl Compositor<'_> {
    /// The width at which no line of `blocks` is broken, and the least that they need; pictures are at
    /// most as wide as `measure`.
    pub(super) fn block_widths(
        &self,
        blocks: &[Block<Resolved>],
        style: &Style,
        direction: Direction,
        measure: Sp,
    ) -> (Sp, Sp) {
        let inner = |blocks: &[Block<Resolved>], by: Sp| {
            let (wanted, needed) = self.block_widths(blocks, style, direction, measure);
            (wanted + by, needed + by)
        };
        let words = |content: &Run, style: &Style| {
            let text = styled_text(content, look(style, self.body()), measure, self.manuscript);
            let (all, word) = self.prepare(text).widths();
            (all, word.min(all))
        };
        let of = |block: &Block<Resolved>| match &block.kind {
            BlockKind::Paragraph(content) => words(content, style),
            BlockKind::List(list) => {
                let indent =
                    self.list_indent(list, Place { role: Role::TableCell, ..cell_place(measure, direction) });
                let items = list.items.iter().map(|item| inner(&item.blocks, indent));
                items.fold((indent, indent), wider)
            }
            BlockKind::DefinitionList(definitions) => {
                let indent = self.body().times(self.manuscript.style.list.indent);
                let widths = definitions.iter().flat_map(|it| {
                    let term = words(&it.term, self.style(Role::Term));
                    std::iter::once(term).chain(it.definitions.iter().map(|blocks| inner(blocks, indent)))
                });
                widths.fold((Sp(0), Sp(0)), wider)
            }
            BlockKind::Quote(blocks) => {
                let quote = self.style(Role::Quote);
                inner(blocks, self.body().times(quote.left) + self.body().times(quote.right))
            }
            BlockKind::Admonition(admonition) => {
                let title = words(&admonition.title, self.style(Role::AdmonitionTitle));
                let left = self.body().times(self.style(Role::Admonition).left);
                wider(title, inner(&admonition.blocks, left))
            }
            BlockKind::Math(math) => words(&math.content, self.style(Role::Math)),
            BlockKind::Code(code) => {
                let base = look(self.style(Role::Code), self.body());
                let column = self.set_on_one_line(StyledText::plain("0", base), None, Role::Code).width;
                let longest = code.text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
                let padding = Sp(base.size.times(self.manuscript.style.code.padding).0 * 2);
                let width = |columns: usize| Sp(column.0 * columns as i64) + padding;
                // One more, since a column is no whole number.
                wider((width(longest + 1), width((longest + 1).min(LEAST_CODE))), words(&code.caption, style))
            }
            BlockKind::Heading(heading) => words(&heading.content, style),
            BlockKind::Figure(_) | BlockKind::Table(_) | BlockKind::Break => (measure, Sp(0)),
        };
        blocks.iter().map(of).fold((Sp(0), Sp(0)), wider)
    }

    /// Sets the blocks of a cell, `left` and `width` wide, as lines.
    pub(super) fn set_blocks(
        &self,
        blocks: &[Block<Resolved>],
        role: Role,
        (left, width): (Sp, Sp),
        direction: Direction,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Row> {
        let place = Place { role, ..cell_place(width, direction) };
        let stacks = (0..blocks.len()).map(|index| {
            let mut stacked = self.stack_block(blocks, index, place, diagnostics);
            // Paragraphs stand apart here, since none is indented.
            if matches!(blocks[index].kind, BlockKind::Paragraph(_)) {
                let half = Sp(stacked.rows.first().map_or(0, |row| row.height.0) / 2);
                (stacked.before, stacked.after) = (half, half);
            }
            stacked
        });
        let stacks: Vec<_> = stacks.collect();
        let mut rows = crate::layout::row::join(stacks).rows;
        for (index, row) in rows.iter_mut().enumerate() {
            let above = if index == 0 { Sp(0) } else { row.above };
            sink(row, above);
            row.above = Sp(0);
            row.on_grid = false;
            row.flex = None;
            fill_bands(row, above);
            row.items.iter_mut().for_each(|item| item.x += left);
        }
        rows
    }
}

fn wider(one: (Sp, Sp), other: (Sp, Sp)) -> (Sp, Sp) {
    (one.0.max(other.0), one.1.max(other.1))
}

/// A cell as a place by itself.
fn cell_place(measure: Sp, direction: Direction) -> Place {
    Place { role: Role::TableCell, length: Length::Best, ..Place::column(measure, direction) }
}

/// Draws what runs beside or behind a row, `above` of which was the space above it, on the row itself:
/// cells side by side share one.
fn fill_bands(row: &mut Row, above: Sp) {
    let height = row.height;
    let bands = std::mem::take(&mut row.bands).into_iter().map(|band| {
        let top = if band.above { Sp(0) } else { above };
        let fill = Fill { width: band.width, height: height - top, colour: band.colour };
        Item { x: band.x, y: top, origin: None, role: Role::TableCell, kind: ItemKind::Fill(fill).into() }
    });
    row.items.splice(0..0, bands.collect::<Vec<_>>());
}
