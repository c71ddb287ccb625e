//! Figures: a picture at its size, its caption below.

use super::Place;
use super::text::Subject;
use crate::diagnostic::Diagnostics;
use crate::layout::Sp;
use crate::layout::break_lines::Length;
use crate::layout::line_shape::UNBOUNDED;
use crate::layout::look::look;
use crate::layout::pages::{Item, ItemKind, Picture};
use crate::layout::paragraph::Compositor;
use crate::layout::picture_size::{Room, highest, picture_size};
use crate::layout::row::{Row, Stacked, Stand, Turn, join};
use crate::layout::text::{StyledText, styled_text};
use crate::model::{Block, BlockKind, Figure, Origin, Part, Resolved, SpanId};
use crate::resolve::{heading_side, text_direction, words_direction};
use crate::style::{Columns, Lines, Role};

/// The space around a figure.
const SPACE: Lines = Lines(0.75);

/// Stacks a figure.
///
/// `before` are the blocks before it: where a heading is the last of them, the picture leaves room for
/// that on its page.
pub(super) fn stack(
    compositor: &Compositor<'_>,
    before: &[Block<Resolved>],
    block: &Block<Resolved>,
    figure: &Figure<Resolved>,
    place: Place,
    diagnostics: &mut Diagnostics,
) -> Stacked {
    let style = compositor.style(Role::Caption);
    let base = look(style, compositor.body());
    let manuscript = compositor.manuscript;
    let lead = manuscript.style.words.before_caption(&figure.label, &figure.caption);
    let text = if lead.is_empty() { StyledText::default() } else { StyledText::plain(lead, base) };
    let text = text.followed_by(styled_text(&figure.caption, base, place.measure, manuscript));
    let text = text.reading(text_direction(&figure.caption, place.direction));
    let side = Place { direction: heading_side(&figure.caption, place.direction), ..place };
    let caption = if text.text.is_empty() {
        Stacked::default()
    } else {
        compositor.text(Subject::caption(block), text, Role::Caption, side, Sp(0), diagnostics)
    };
    let mut picture = match figure.image.picture {
        Some(id) => {
            // A note's picture leaves the page to the text.
            let part = if place.role == Role::Note { 3 } else { 1 };
            let room = Room {
                measure: place.measure,
                highest: Sp(highest(manuscript).0 / part).min(room(compositor, before, &caption, place)),
                page: Sp::from_pt(manuscript.style.page.text_height()),
                em: compositor.body(),
            };
            let (width, height) = picture_size(manuscript.asset(id), figure.image.size, room);
            let alternative = figure.image.alternative.clone();
            let mut row = Row::blank(height);
            row.items.push(Item {
                x: place.left + Sp((place.measure.0 - width.0) / 2),
                y: Sp(0),
                origin: (!figure.image.decorative).then_some(Origin {
                    part: Part::Block(block.id),
                    at: 0,
                    span: SpanId::WHOLE,
                }),
                role: Role::Body,
                kind: ItemKind::Picture(Picture { asset: id, width, height, alternative }).into(),
            });
            Stacked { rows: vec![row], ..Stacked::default() }
        }
        // A picture that is missing is told of by its words; where they are the caption, once.
        None if figure.caption.plain_text().trim() == figure.image.alternative.trim() => Stacked::default(),
        None => {
            let direction = words_direction(&figure.image.alternative, place.direction);
            let text = StyledText::plain(figure.image.alternative.clone(), base).reading(direction);
            compositor.text(Subject::of(block), text, Role::Caption, place, Sp(0), diagnostics)
        }
    };
    picture.keeps_next = true;
    let mut stacked = join([picture, caption]);
    if let Some(first) = stacked.rows.first_mut() {
        first.anchors.push(figure.anchor.clone());
    }
    for row in stacked.rows.iter_mut().skip(1) {
        row.turn = Turn::Forbidden;
    }
    // One without a caption is spoken of by its place.
    if place.length != Length::Best && !figure.caption.is_empty() {
        stacked.rows.iter_mut().for_each(|row| row.stand = Stand::Floating(block.id.0));
    }
    let space = compositor.lines(SPACE);
    Stacked { before: space, after: space, keeps_next: false, ..stacked }
}

/// The room for a picture on a page that starts with the headings before it, and has its caption; a
/// quarter of the page at least.
fn room(compositor: &Compositor<'_>, before: &[Block<Resolved>], caption: &Stacked, place: Place) -> Sp {
    let headings =
        before.iter().rev().take_while(|block| matches!(block.kind, BlockKind::Heading(_))).count();
    if headings == 0 || place.length == Length::Best {
        return UNBOUNDED;
    }
    let page = Sp::from_pt(compositor.manuscript.style.page.text_height());
    let above = compositor.headings(&before[before.len() - headings..], place);
    let below_title = headings == before.len() || compositor.columns() == Columns::Two;
    let title = if below_title { compositor.title_above_text() } else { Stacked::default() };
    // The first columns begin below it, on a line of the grid.
    let grid = if title.rows.is_empty() { Sp(0) } else { compositor.lines(Lines(1.0)) };
    let title = height_at_head(&title.rows) + title.after.max(above.before) + grid;
    let taken = title + height_at_head(&above.rows);
    let taken = taken + above.after.max(compositor.lines(SPACE));
    let caption = caption.before + height_at_head(&caption.rows);
    Sp((page.0 - taken.0 - caption.0).max(page.0 / 4))
}

/// Height of rows at the head of a page.
fn height_at_head(rows: &[Row]) -> Sp {
    let all: i64 = rows.iter().map(|row| row.above.0 + row.height.0).sum();
    Sp(all - rows.first().map_or(0, |row| row.above.0))
}
