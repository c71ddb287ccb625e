//! Blocks → rows: every block is set to its measure and stacked.

mod code;
mod figure;
mod list;
mod note;
mod table;
mod text;

pub(super) use text::Subject;

use rayon::prelude::*;

use super::Sp;
use super::break_lines::Length;
use super::look::look;
use super::paragraph::Compositor;
use super::row::{Band, Row, Stacked, join};
use crate::diagnostic::Diagnostics;
use crate::model::{Block, BlockKind, Direction, Resolved};
use crate::resolve::{admonition_direction, blocks_direction};
use crate::style::{Em, Leading, Lines, Role, Style};

/// Bytes that are kept of a text's paragraphs, at most, so that those that pages want longer or shorter
/// are not shaped again.
const MOST_KEPT: usize = 64 << 20;
/// Bytes that are kept for a byte of a paragraph's text: a glyph, and parts of the lines in two lengths.
const KEPT_FOR_A_BYTE: usize = 48;

/// Where blocks are set: the column's part that is theirs, and the role of their running text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// From the column's left edge.
    pub left: Sp,
    /// Width of the lines.
    pub measure: Sp,
    /// The role of running text here.
    pub role: Role,
    /// Whether paragraphs stand close, as in tight lists.
    pub tight: bool,
    /// How deep lists are nested here.
    pub lists: usize,
    /// Whether what is set here is all that its section says, so that it stays with its heading.
    pub alone: bool,
    /// Whether paragraphs may be set longer or shorter than is best: only those of the running
    /// text itself.
    pub length: Length,
    /// Which way what stands here reads, unless it says otherwise.
    pub direction: Direction,
    /// Width of the column.
    pub column: Sp,
}

impl Place {
    /// The whole column, for running text that reads in `direction`.
    pub fn column(measure: Sp, direction: Direction) -> Self {
        Self {
            left: Sp(0),
            measure,
            role: Role::Body,
            tight: false,
            lists: 0,
            alone: false,
            length: Length::Best,
            direction,
            column: measure,
        }
    }

    /// This place, narrower by `left` and `right`, but never narrower than two fifths of the column.
    fn narrowed(self, left: Sp, right: Sp) -> Self {
        let before = match self.direction {
            Direction::Rightwards => self.left,
            Direction::Leftwards => self.column - self.left - self.measure,
        };
        let least = Sp((before.0 + self.measure.0) * 2 / 5);
        let room = Sp((self.measure.0 - least.0).max(0));
        let left = left.min(room);
        let right = right.min(room - left);
        let measure = self.measure - left - right;
        Self { left: self.left + left, measure, length: Length::Best, ..self }
    }

    /// This place, narrower where lines start and where they end.
    fn indented(self, start: Sp, end: Sp) -> Self {
        match self.direction {
            Direction::Rightwards => self.narrowed(start, end),
            Direction::Leftwards => self.narrowed(end, start),
        }
    }

    /// The role of running text in a block that gives it `role`: in a cell of a table all text is its own.
    fn role_within(self, role: Role) -> Role {
        match self.role {
            Role::TableHead | Role::TableCell => self.role,
            _ => role,
        }
    }

    /// Where something `width` wide stands at the side from which lines start.
    pub fn start(&self, width: Sp) -> Sp {
        match self.direction {
            Direction::Rightwards => self.left,
            Direction::Leftwards => self.left + self.measure - width,
        }
    }

    /// Where something `width` wide stands in front of lines, at a distance.
    fn before(&self, distance: Sp, width: Sp) -> Sp {
        match self.direction {
            Direction::Rightwards => self.left - distance - width,
            Direction::Leftwards => self.left + self.measure + distance,
        }
    }
}

impl Compositor<'_> {
    /// The body's size.
    pub(super) fn body(&self) -> Sp {
        Sp::from_pt(self.manuscript.style.page.size)
    }

    /// A height given in lines of body text.
    pub(super) fn lines(&self, lines: Lines) -> Sp {
        Sp::from_pt(self.manuscript.style.page.leading).times(Em(lines.0))
    }

    /// The style of a role.
    pub(super) fn style(&self, role: Role) -> &Style {
        self.manuscript.style.roles.of(role)
    }

    /// Stacks the text's own blocks, in parallel; what is to be said comes in the text's order.
    pub(super) fn stack_text(
        &self,
        blocks: &[Block<Resolved>],
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let kept = kept(blocks);
        let stacks: Vec<(Stacked, Diagnostics)> = (0..blocks.len())
            .into_par_iter()
            .map(|index| {
                let mut diagnostics = Diagnostics::new();
                let place = Place { length: Length::BestOfAll, ..place };
                let mut stacked = self.stack_block(blocks, index, place, &mut diagnostics);
                if let Some(flex) = stacked.rows.first_mut().and_then(|row| row.flex.as_mut()) {
                    flex.block = index as u32;
                    flex.other.take_if(|_| index >= kept);
                }
                (stacked, diagnostics)
            })
            .collect();
        join(stacks.into_iter().map(|(stacked, said)| {
            diagnostics.append(said);
            stacked
        }))
    }

    /// Headings below each other, to be measured; what there is to say of them is said elsewhere.
    pub(super) fn headings(&self, blocks: &[Block<Resolved>], place: Place) -> Stacked {
        let mut stacked = self.stack_blocks(blocks, place, &mut Diagnostics::new());
        let opens = |row: &Row| row.opens.as_ref().is_some_and(|opening| opening.level <= 1);
        if stacked.rows.iter().any(opens)
            && let Some(first) = stacked.rows.first_mut()
        {
            first.height += self.chapter_sink();
        }
        stacked
    }

    /// Stacks blocks within another, or apart from the text.
    pub(super) fn stack_blocks(
        &self,
        blocks: &[Block<Resolved>],
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let stacks: Vec<Stacked> =
            (0..blocks.len()).map(|index| self.stack_block(blocks, index, place, diagnostics)).collect();
        join(stacks)
    }

    pub(super) fn stack_block(
        &self,
        blocks: &[Block<Resolved>],
        index: usize,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let block = &blocks[index];
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(block, heading, place, diagnostics),
            BlockKind::Paragraph(content) => {
                // A figure between two paragraphs may be carried away.
                let before = blocks[..index].iter().rev();
                let before =
                    before.map(|block| &block.kind).find(|kind| !matches!(kind, BlockKind::Figure(_)));
                let follows = matches!(before, Some(BlockKind::Paragraph(_)));
                self.paragraph(block, content, place, follows, diagnostics)
            }
            BlockKind::List(list) => self.list(block, list, place, diagnostics),
            BlockKind::DefinitionList(definitions) => {
                self.definitions(block, definitions, place, diagnostics)
            }
            BlockKind::Quote(blocks) => {
                let style = self.style(Role::Quote);
                let body = self.body();
                let place = Place { direction: blocks_direction(blocks, place.direction), ..place };
                let inner = place.indented(body.times(style.left), body.times(style.right));
                let stacked = self.stack_blocks(
                    blocks,
                    Place { role: place.role_within(Role::Quote), tight: false, ..inner },
                    diagnostics,
                );
                self.spaced(stacked, style)
            }
            BlockKind::Code(code) => self.code(block, code, place, diagnostics),
            BlockKind::Figure(figure) => {
                figure::stack(self, &blocks[..index], block, figure, place, diagnostics)
            }
            BlockKind::Table(table) => {
                let place = Place { alone: is_all_of_its_section(blocks, index), ..place };
                self.table(block, table, place, diagnostics)
            }
            BlockKind::Math(math) => self.display_math(block, math, place, diagnostics),
            BlockKind::Admonition(admonition) if admonition.kind.is_quoted() => {
                let style = self.style(Role::Quote);
                let body = self.body();
                let place = Place { direction: admonition_direction(admonition, place.direction), ..place };
                let inner = place.indented(body.times(style.left), body.times(style.right));
                let title = self.admonition_title(block, admonition, inner, diagnostics);
                let inner = Place { role: place.role_within(Role::Quote), tight: false, ..inner };
                let text = self.stack_blocks(&admonition.blocks, inner, diagnostics);
                self.spaced(join([title, text]), style)
            }
            BlockKind::Admonition(admonition) => {
                let style = self.style(Role::Admonition);
                let place = Place { direction: admonition_direction(admonition, place.direction), ..place };
                let inner = place.indented(self.body().times(style.left), Sp(0));
                let title = self.admonition_title(block, admonition, inner, diagnostics);
                let inner = Place { role: place.role_within(Role::Admonition), tight: false, ..inner };
                let text = self.stack_blocks(&admonition.blocks, inner, diagnostics);
                let mut stacked = join([title, text]);
                let sheet = &self.manuscript.style;
                let width = Sp::from_pt(sheet.bar_width);
                let bar = Band { x: place.start(width), width, colour: sheet.rule, above: false };
                for (index, row) in stacked.rows.iter_mut().enumerate() {
                    row.bands.push(Band { above: index > 0, ..bar });
                }
                self.spaced(stacked, style)
            }
            BlockKind::Break => self.scene_break(block, place),
        }
    }

    /// The stack with a style's space around it, at least.
    fn spaced(&self, stacked: Stacked, style: &Style) -> Stacked {
        Stacked {
            before: stacked.before.max(self.lines(style.before)),
            after: stacked.after.max(self.lines(style.after)),
            ..stacked
        }
    }

    /// A row for a line of type in `style`: the leading high, the baseline where the type stands
    /// in the middle of it.
    pub(super) fn line_row(&self, style: &Style) -> Row {
        let size = look(style, self.body()).size;
        let leading = match style.leading {
            Leading::Own(leading) => size.times(leading),
            Leading::Body(lines) => self.lines(lines),
        };
        // Of a text face's em, about three quarters stand above the baseline.
        let baseline = Sp((leading.0 - size.0) / 2 + size.0 * 78 / 100);
        Row { baseline, ..Row::blank(leading) }
    }
}

/// Of how many blocks, from the first on, it is kept what their other lengths are set from.
fn kept(blocks: &[Block<Resolved>]) -> usize {
    let mut left = MOST_KEPT / KEPT_FOR_A_BYTE;
    let fits = |block: &&Block<Resolved>| {
        let size = match &block.kind {
            BlockKind::Paragraph(content) => content.text().len(),
            _ => 0,
        };
        let fits = size <= left;
        left = left.saturating_sub(size);
        fits
    };
    blocks.iter().take_while(fits).count()
}

/// Whether the section of the table at `index` has nothing but figures and tables, which may all go to
/// other pages.
fn is_all_of_its_section(blocks: &[Block<Resolved>], index: usize) -> bool {
    let moves = |block: &&Block<Resolved>| matches!(block.kind, BlockKind::Figure(_) | BlockKind::Table(_));
    let is_heading = |block: &Block<Resolved>| matches!(block.kind, BlockKind::Heading(_));
    let before = blocks[..index].iter().rev().find(|block| !moves(block));
    let after = blocks[index + 1..].iter().find(|block| !moves(block));
    before.is_some_and(is_heading) && after.is_none_or(is_heading)
}
