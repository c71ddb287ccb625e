//! Code: every line as it was typed, folded where it is wider than the measure.

use super::{Place, join};
use crate::diagnostic::Diagnostics;
use crate::layout::Sp;
use crate::layout::break_lines::UNBOUNDED;
use crate::layout::pages::{Fill, Item, ItemKind};
use crate::layout::paragraph::{Compositor, Manner};
use crate::layout::row::{Band, Row, Stacked, Turn};
use crate::layout::text::{StyledText, look, styled_text};
use crate::model::{Block, Code, Resolved};
use crate::style::{Align, Em, Role};

/// Space between the shade's edge and the code, in the code's size.
const PADDING: Em = Em(0.6);
/// Columns by which the rest of a folded line is indented.
const FOLD_INDENT: usize = 2;
/// Columns of a tabulator.
const TAB: usize = 4;

impl Compositor<'_> {
    pub(super) fn code(
        &self,
        block: &Block<Resolved>,
        code: &Code<Resolved>,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) -> Stacked {
        let style = self.style(Role::Code);
        let base = look(style, self.body());
        let padding = base.size.times(PADDING);
        let inner = place.narrowed(padding, padding);
        let column = self.set_on_one_line(StyledText::plain("0", base), None, Role::Code).width;
        let columns = (inner.measure.0 / column.0.max(1)).max(8) as usize;
        let mut rows = Vec::new();
        let text = code.text.strip_suffix('\n').unwrap_or(&code.text);
        for line in text.split('\n') {
            for (index, piece) in fold(&expand_tabs(line), columns).into_iter().enumerate() {
                let indent = if index == 0 { Sp(0) } else { Sp(column.0 * FOLD_INDENT as i64) };
                rows.push(self.code_row(block, piece, inner.left + indent, index > 0));
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
        let mut caption = self.text(block, caption, Role::Caption, place, Sp(0), diagnostics);
        caption.keeps_next = true;
        caption.before = caption.before.max(listing.before);
        join([caption, listing])
    }

    fn code_row(&self, block: &Block<Resolved>, piece: String, left: Sp, folded: bool) -> Row {
        let style = self.style(Role::Code);
        let base = look(style, self.body());
        let mut row = self.line_row(style);
        if piece.is_empty() {
            return row;
        }
        let text = StyledText::plain(piece, base);
        let manner = Manner {
            measure: UNBOUNDED,
            indent: Sp(0),
            align: Align::Left,
            hyphenate: false,
            block: Some(block.id),
            role: Role::Code,
        };
        let lines = self.set(self.prepare(text), manner);
        let baseline = row.baseline;
        for mut item in lines.into_iter().flat_map(|line| line.items) {
            item.x += left;
            item.y += baseline;
            row.items.push(item);
        }
        if folded {
            row.items.extend(self.fold_mark(block, left, &row));
        }
        row
    }

    /// The sign in front of the rest of a folded line: a hook, drawn and not written, so that it
    /// is never copied with the code.
    fn fold_mark(&self, block: &Block<Resolved>, left: Sp, row: &Row) -> [Item; 2] {
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
            block: Some(block.id),
            role: Role::Code,
            kind: ItemKind::Fill(Fill { width, height, colour: sheet.rule }),
        };
        [item(foot - rise, stroke, rise), item(foot, arm, stroke)]
    }
}

/// Gives a row more room above and below.
fn pad(row: &mut Row, above: Sp, below: Sp) {
    row.height += above + below;
    row.baseline += above;
    for item in &mut row.items {
        item.y += above;
    }
}

/// Tabulators as blanks, so that columns stand where the author saw them.
fn expand_tabs(line: &str) -> String {
    if !line.contains('\t') {
        return line.to_owned();
    }
    let mut expanded = String::with_capacity(line.len() + 16);
    let mut column = 0;
    for character in line.chars() {
        if character == '\t' {
            let blanks = TAB - column % TAB;
            expanded.extend(std::iter::repeat_n(' ', blanks));
            column += blanks;
        } else {
            expanded.push(character);
            column += 1;
        }
    }
    expanded
}

/// Cuts a line into pieces of at most `columns`, the later ones narrower by the indent of a fold:
/// behind a blank or a sign in the piece's last third, else where it is full.
fn fold(line: &str, columns: usize) -> Vec<String> {
    let width = |character: char| unicode_width::UnicodeWidthChar::width(character).unwrap_or(0);
    let mut pieces = Vec::new();
    let mut rest = line;
    let mut room = columns;
    loop {
        let mut used = 0;
        let mut full = None;
        let mut good = None;
        for (at, character) in rest.char_indices() {
            used += width(character);
            if used > room {
                full = Some(at);
                break;
            }
            if used * 3 > room * 2
                && matches!(character, ' ' | ',' | ';' | '(' | '[' | '{' | '/' | '&' | '|' | '.')
            {
                good = Some(at + character.len_utf8());
            }
        }
        let Some(full) = full else { break };
        // A character wider than the room still has to go somewhere.
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let cut = good.unwrap_or(full).max(first);
        pieces.push(rest[..cut].to_owned());
        rest = &rest[cut..];
        room = columns.saturating_sub(FOLD_INDENT).max(1);
    }
    pieces.push(rest.to_owned());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_behind_signs_and_lose_nothing() {
        let line = "let answer = compute(first, second, third);";
        let pieces = fold(line, 24);
        assert_eq!(pieces.concat(), line);
        assert_eq!(pieces, ["let answer = compute(", "first, second, third);"]);
        assert_eq!(fold("aaaaaaaa", 4), ["aaaa", "aa", "aa"]);
        assert_eq!(fold("", 4), [""]);
    }

    #[test]
    fn tabs_reach_the_next_stop() {
        assert_eq!(expand_tabs("\ta\tb"), "    a   b");
    }
}
