//! Code: every line as it was typed, folded where it is wider than the measure.

mod line;

use std::ops::Range;
use std::sync::Arc;

use super::{Place, Subject, join};
use crate::diagnostic::Diagnostics;
use crate::layout::Sp;
use crate::layout::draft::Draft;
use crate::layout::line_shape::UNBOUNDED;
use crate::layout::look::{Look, look};
use crate::layout::pages::{Fill, Item, ItemKind};
use crate::layout::paragraph::{Compositor, Manner};
use crate::layout::row::{Band, Row, Stacked, Turn};
use crate::layout::text::{StyledText, styled_text};
use crate::model::{Block, Code, Direction, Part, Resolved, Token};
use crate::resolve::{heading_side, text_direction};
use crate::style::{Align, Role};
use line::{Line, fold, hang};

impl Compositor<'_> {
    pub(super) fn code(
        &self,
        block: &Block<Resolved>,
        code: &Code<Resolved>,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let style = self.style(Role::Code);
        let rules = &self.manuscript.style.code;
        let base = look(style, self.body());
        let padding = base.size.times(rules.padding);
        let text = code.text.strip_suffix('\n').unwrap_or(&code.text);
        let last = code.first_line.map(|first| first + text.matches('\n').count() as u32);
        let numbers = last.map_or(Sp(0), |last| self.number_width(last));
        let inner = place.narrowed(padding + numbers, padding);
        let column = self.set_on_one_line(StyledText::plain("0", base), None, Role::Code).width;
        let columns = (inner.measure.0 / column.0.max(1)).max(8) as usize;
        let mut rows = Vec::new();
        let mut start = 0;
        for (nth, line) in (0..).zip(text.split('\n')) {
            let part = Part::Line(block.id, nth);
            let tokens = tokens_of(&code.tokens, start..start + line.len());
            let line = Line::new(line, start, tokens, rules.tab);
            start += line.length + 1;
            let hang = hang(&line.text, columns, rules.fold_indent);
            for (index, range) in fold(&line.text, columns, hang).into_iter().enumerate() {
                let indent = if index == 0 { Sp(0) } else { Sp(column.0 * hang as i64) };
                let from = range.start as u32;
                let piece = line.piece(range, base, &rules.tokens);
                let mut row = self.code_row(part, piece, inner.left + indent, index > 0);
                // The rest of a folded line goes on in its text.
                for origin in row.items.iter_mut().filter_map(|item| item.origin.as_mut()) {
                    origin.at += from;
                }
                if index > 0 {
                    // A line's pieces stay together.
                    row.turn = Turn::Forbidden;
                }
                if index == 0
                    && let Some(first) = code.first_line
                {
                    self.number(first + nth, place.left + padding + numbers, &mut row);
                }
                rows.push(row);
            }
        }
        let count = rows.len();
        let shade =
            Band { x: place.left, width: place.measure, colour: self.manuscript.style.shade, above: false };
        for (index, row) in rows.iter_mut().enumerate() {
            row.bands.push(shade);
            if index > 0 && (index == 1 || index + 1 == count) {
                row.turn = Turn::Forbidden;
            }
        }
        if let Some(first) = rows.first_mut() {
            pad(first, Sp(padding.0 / 2), Sp(0));
        }
        if let Some(last) = rows.last_mut() {
            pad(last, Sp(0), Sp(padding.0 / 2));
        }
        let listing = Stacked {
            before: self.lines(style.before),
            after: self.lines(style.after),
            rows,
            keeps_next: false,
        };
        if code.caption.is_empty() {
            return listing;
        }
        let base = look(self.style(Role::Caption), self.body());
        let caption = styled_text(&code.caption, base, place.measure, self.manuscript);
        let caption = caption.reading(text_direction(&code.caption, place.direction));
        let place = Place { direction: heading_side(&code.caption, place.direction), ..place };
        let mut caption =
            self.text(Subject::caption(block), caption, Role::Caption, place, Sp(0), diagnostics);
        caption.keeps_next = true;
        caption.before = caption.before.max(listing.before);
        join([caption, listing])
    }

    fn code_row(&self, part: Part, piece: StyledText, left: Sp, folded: bool) -> Row {
        let mut row = self.line_row(self.style(Role::Code));
        if piece.text.is_empty() {
            return row;
        }
        let manner = Manner {
            measure: UNBOUNDED,
            indent: Sp(0),
            turnover: Sp(0),
            align: Align::Left,
            side: Direction::Rightwards,
            hyphenate: false,
            part: Some(part),
            role: Role::Code,
        };
        let lines = self.set(self.prepare(piece), manner);
        let baseline = row.baseline;
        for mut item in lines.into_iter().flat_map(|line| line.items) {
            item.x += left;
            item.y += baseline;
            row.items.push(item);
        }
        if folded {
            row.items.extend(self.fold_mark(left, &row));
        }
        row
    }

    /// The room that numbers up to `last` take, with the gap behind them.
    fn number_width(&self, last: u32) -> Sp {
        let rules = &self.manuscript.style.code;
        let base = self.number_look();
        let digits = self.set_on_one_line(StyledText::plain(last.to_string(), base), None, Role::Code);
        digits.width + look(self.style(Role::Code), self.body()).size.times(rules.number_gap)
    }

    fn number_look(&self) -> Look {
        let rules = &self.manuscript.style.code;
        let base = look(self.style(Role::Code), self.body());
        Look { size: base.size.times(rules.number_size), colour: rules.number_colour, ..base }
    }

    /// Puts a line's number in front of it, flush right before `right`.
    fn number(&self, number: u32, right: Sp, row: &mut Row) {
        let rules = &self.manuscript.style.code;
        let text = StyledText::plain(number.to_string(), self.number_look());
        let line = self.set_on_one_line(text, None, Role::Code);
        let gap = look(self.style(Role::Code), self.body()).size.times(rules.number_gap);
        let left = right - gap - line.width;
        let baseline = row.baseline;
        let items =
            line.items.into_iter().map(|item| Item { x: item.x + left, y: item.y + baseline, ..item });
        row.items.splice(0..0, items.map(silent));
    }

    /// The sign in front of the rest of a folded line: a hook, drawn and not written, so that it
    /// is never copied with the code.
    fn fold_mark(&self, left: Sp, row: &Row) -> [Item<Draft>; 2] {
        let sheet = &self.manuscript.style;
        let size = look(self.style(Role::Code), self.body()).size;
        let stroke = Sp::from_pt(sheet.rule_width);
        let x = left - Sp(size.0 * 9 / 10);
        let foot = row.baseline - Sp(size.0 / 5);
        let arm = Sp(size.0 * 6 / 10);
        let rise = Sp(size.0 * 4 / 10);
        let item = |y: Sp, width: Sp, height: Sp| Item {
            x,
            y,
            origin: None,
            role: Role::Code,
            kind: ItemKind::Fill(Fill { width, height, colour: sheet.rule }).into(),
        };
        [item(foot - rise, stroke, rise), item(foot, arm, stroke)]
    }
}

/// Glyphs that show no text: a number that the page adds is not copied with the code.
fn silent(mut item: Item<Draft>) -> Item<Draft> {
    if let Draft::Set(ItemKind::Glyphs(run)) = &mut item.kind {
        let run = Arc::make_mut(run);
        run.text.clear();
        run.glyphs.iter_mut().for_each(|glyph| (glyph.start, glyph.end) = (0, 0));
    }
    item
}

/// Gives a row more room above and below.
fn pad(row: &mut Row, above: Sp, below: Sp) {
    row.height += above + below;
    row.baseline += above;
    for item in &mut row.items {
        item.y += above;
    }
}

/// The tokens that stand in `range`.
fn tokens_of(tokens: &[Token], range: Range<usize>) -> &[Token] {
    let from = tokens.partition_point(|token| token.range.start < range.start);
    let count = tokens[from..].partition_point(|token| token.range.start < range.end);
    &tokens[from..from + count]
}
