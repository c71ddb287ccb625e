//! The checks of a proof-reader: pages → complaints.

use std::collections::{BTreeMap, BTreeSet};

use pressroom::layout::{Item, ItemKind, Page, Sp};
use pressroom::model::{Block, BlockId, BlockKind, Division, Resolved, Sides, Visitor, walk_blocks};
use pressroom::style::{Columns, Role};

use super::laid::Laid;
use super::sheet::{Area, baselines, is_furniture, text};

/// How far letters and light signs, hyphens and points, may stand out into the margin, in thousandths
/// of the type's size.
const LETTER_HANGS: i64 = 60;
const SIGN_HANGS: i64 = 250;
/// What rounding may do.
const PLAY: i64 = Sp::PER_PT * 3 / 20;
/// What two neighbours on a line may share: a kern, the lean of italics.
const KERN: i64 = Sp::PER_PT;

/// What stands outside the type area, but for what may hang in the margin.
pub fn outside_the_type_area(laid: &Laid) -> Vec<String> {
    let mut complaints = Vec::new();
    for (index, page) in laid.pages.pages.iter().enumerate() {
        let area = Area::of_text(&laid.manuscript.style.page, page, index);
        let sheet = Area { left: 0, top: 0, right: page.width.0, bottom: page.height.0 };
        for item in &page.items {
            // What can be pressed is not seen, nor are the blanks at a line's end.
            let seen = match &item.kind {
                ItemKind::Link(_) => false,
                ItemKind::Glyphs(run) => run.text != " ",
                ItemKind::Fill(_) | ItemKind::Picture(_) => true,
            };
            if !seen {
                continue;
            }
            let limit = if is_furniture(item) { sheet } else { area };
            let over = Sp(limit.lacks(&without_hang(item)));
            if over.0 > PLAY {
                complaints.push(format!("page {}, {:.1} pt: {}", page.label, over.to_pt(), shown(item)));
            }
        }
    }
    complaints
}

/// Text and pictures that stand on others.
pub fn text_on_text(laid: &Laid) -> Vec<String> {
    let mut complaints = Vec::new();
    for page in &laid.pages.pages {
        let is_text = |item: &&Item| matches!(item.kind, ItemKind::Glyphs(_) | ItemKind::Picture(_));
        let items: Vec<(Area, &Item)> =
            page.items.iter().filter(is_text).map(|item| (Area::of(item), item)).collect();
        for (at, (one, first)) in items.iter().enumerate() {
            for (other, second) in &items[at + 1..] {
                if one.shared(other) > KERN {
                    let both = format!("{} | {}", shown(first), shown(second));
                    complaints.push(format!("page {}: {both}", page.label));
                }
            }
        }
    }
    complaints
}

/// Lines of a paragraph that stand alone on a page.
pub fn lines_alone(laid: &Laid) -> Vec<String> {
    let blocks = Blocks::of(laid);
    let mut lines: BTreeMap<BlockId, Vec<(usize, usize)>> = BTreeMap::new();
    for (index, page) in laid.pages.pages.iter().enumerate() {
        let runs = |item: &Item| matches!(item.role, Role::Body | Role::Quote | Role::Admonition);
        let on_page: BTreeSet<BlockId> =
            text(page).filter(|item| runs(item)).filter_map(|item| item.block()).collect();
        for block in on_page.intersection(&blocks.paragraphs) {
            let count = baselines(page, |item| runs(item) && item.block() == Some(*block)).len();
            lines.entry(*block).or_default().push((index, count));
        }
    }
    let split = lines.into_values().filter(|pages| pages.len() > 1).flatten();
    let alone = split.filter(|(_, count)| *count == 1);
    alone.map(|(index, _)| format!("page {}", laid.pages.pages[index].label)).collect()
}

/// Headings without two lines behind them on their page, or in their column, or all that their section
/// says.
pub fn headings_at_the_foot(laid: &Laid) -> Vec<String> {
    let mut complaints = Vec::new();
    let columns = columns(laid);
    let book = laid.manuscript.style.division == Division::Book;
    for ((page, items), (_, next)) in columns.iter().zip(&columns[1..]) {
        let is_heading = |item: &&&Item| matches!(item.role, Role::Heading(_));
        let Some(heading) = items.iter().filter(is_heading).max_by_key(|item| item.y) else { continue };
        let opens = |item: &Item| matches!(item.role, Role::Part | Role::Heading(0 | 1));
        // A chapter may be nothing but its heading, on a page of its own.
        if book && opens(heading) && next.first().is_none_or(|item| opens(item)) {
            continue;
        }
        let follows = |item: &Item| item.y > heading.y && item.role != Role::Note;
        let behind: Vec<&Item> = items.iter().copied().filter(|item| follows(item)).collect();
        let picture = behind.iter().any(|item| matches!(item.kind, ItemKind::Picture(_)));
        let here = |item: &Item| items.iter().any(|own| std::ptr::eq(*own, item));
        let below = |item: &Item| here(item) && follows(item) && !matches!(item.role, Role::Heading(_));
        let lines = baselines(page, below).len();
        // One line is enough where it is all that the section says before the next page's.
        let goes_on = next.iter().find_map(|item| item.block());
        let ends = behind.iter().any(|item| item.block().is_some() && item.block() != goes_on);
        let enough = picture || lines >= 2 || (lines == 1 && ends);
        // A heading of many lines goes on itself, as an HTML heading without its end does.
        if !enough && goes_on.is_some() && goes_on != heading.block() {
            complaints.push(format!("page {}: {}", page.label, shown(heading)));
        }
    }
    complaints
}

/// The text of each page, or of each of its columns, in the order of reading.
fn columns(laid: &Laid) -> Vec<(&Page, Vec<&Item>)> {
    let style = &laid.manuscript.style;
    let two = style.division == Division::Article && style.page.columns == Columns::Two;
    let mut columns = Vec::new();
    for page in &laid.pages.pages {
        let middle = Sp(page.width.0 / 2);
        let (left, right): (Vec<&Item>, Vec<&Item>) = text(page).partition(|item| !two || item.x < middle);
        columns.extend([(page, left), (page, right)]);
    }
    columns.retain(|(_, items)| !items.is_empty());
    columns
}

/// Pages with nothing on them that are not meant to be blank.
pub fn empty_pages(laid: &Laid) -> Vec<String> {
    let pages = &laid.pages.pages;
    let book = laid.manuscript.style.division == Division::Book;
    let mut complaints = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        if text(page).next().is_some() {
            continue;
        }
        // A verso before what opens on a recto is blank, without head and number.
        let next = pages.get(index + 1).and_then(|next| text(next).next());
        let meant = book && index % 2 == 1 && page.items.is_empty() && next.is_some();
        if !meant {
            complaints.push(format!(
                "page {} of {}: {:?}",
                index + 1,
                pages.len(),
                page.items.iter().map(shown).collect::<Vec<_>>()
            ));
        }
    }
    complaints
}

/// Notes that begin neither on the page of their mark nor on the next.
pub fn notes_away_from_their_marks(laid: &Laid) -> Vec<String> {
    let page_of = |name: String| {
        laid.pages.destinations.iter().find(|place| place.anchor.0 == name).map(|place| place.page)
    };
    let notes = laid.manuscript.document.notes.iter().enumerate();
    notes
        .filter_map(|(index, note)| {
            let at = page_of(format!("note:{index}"));
            let mark = page_of(format!("note-mark:{index}:0"));
            match (at, mark) {
                (Some(at), Some(mark)) if at == mark || at == mark + 1 => None,
                _ => Some(format!("note {}: on page {at:?}, its mark on {mark:?}", note.label)),
            }
        })
        .collect()
}

/// Pictures out of their order, or more than two pages behind their place.
pub fn pictures_away_from_their_place(laid: &Laid) -> Vec<String> {
    let blocks = Blocks::of(laid);
    let mut pages: BTreeMap<BlockId, (usize, usize)> = BTreeMap::new();
    for (index, page) in laid.pages.pages.iter().enumerate() {
        for block in text(page).filter_map(|item| item.block()) {
            let place = pages.entry(block).or_insert((index, index));
            place.1 = index;
        }
    }
    let mut complaints = Vec::new();
    let (mut before, mut last) = (None, 0);
    for (block, kind) in &blocks.order {
        let Some(&(first, end)) = pages.get(block) else { continue };
        match kind {
            Kind::Figure => {
                let near = before.is_none_or(|before| (before..=before + 2).contains(&first));
                if first < last || !near {
                    let place = before.map_or(0, |before| before + 1);
                    complaints.push(format!("page {}: its place is on page {place}", first + 1));
                }
                last = first;
            }
            Kind::Other => before = Some(end),
        }
    }
    complaints
}

/// Pages side by side whose depths differ by more than a line.
pub fn facing_pages_of_two_depths(laid: &Laid) -> Vec<String> {
    if laid.manuscript.style.binding.sides == Sides::One {
        return Vec::new();
    }
    let leading = Sp::from_pt(laid.manuscript.style.page.leading).0;
    let pages = &laid.pages.pages;
    // Where a chapter ends, so does its page.
    let ends = |index: usize| {
        let opens = |item: &Item| matches!(item.role, Role::Part | Role::Heading(0 | 1) | Role::Contents);
        pages.get(index + 1).and_then(|next| text(next).next()).is_none_or(opens)
    };
    let depth = |index: usize| baselines(&pages[index], |_| true).last().copied();
    let mut complaints = Vec::new();
    for verso in (1..pages.len().saturating_sub(1)).step_by(2).filter(|at| !ends(*at) && !ends(at + 1)) {
        let (Some(left), Some(right)) = (depth(verso), depth(verso + 1)) else { continue };
        let apart = (left.0 - right.0).abs();
        if apart > leading + PLAY {
            let lines = apart as f64 / leading as f64;
            complaints.push(format!("pages {}, {lines:.1} lines", pages[verso].label));
        }
    }
    complaints
}

/// What an item covers, but for what its first and last sign may stand out.
fn without_hang(item: &Item) -> Area {
    let area = Area::of(item);
    let ItemKind::Glyphs(run) = &item.kind else { return area };
    let hang = |character: Option<char>| {
        let letter = character.is_some_and(char::is_alphanumeric);
        run.size.0 * if letter { LETTER_HANGS } else { SIGN_HANGS } / 1000
    };
    let left = area.left + hang(run.text.chars().next());
    let right = area.right - hang(run.text.chars().next_back());
    Area { left: left.min(area.right), right: right.max(area.left), ..area }
}

/// An item in a complaint.
fn shown(item: &Item) -> String {
    let what = match &item.kind {
        ItemKind::Glyphs(run) => format!("{:?}", run.text.chars().take(40).collect::<String>()),
        ItemKind::Fill(fill) => format!("a fill {:.1} × {:.1}", fill.width.to_pt(), fill.height.to_pt()),
        ItemKind::Picture(picture) => {
            format!("a picture {:.1} × {:.1}", picture.width.to_pt(), picture.height.to_pt())
        }
        ItemKind::Link(_) => "a link".to_owned(),
    };
    format!("{:.1},{:.1} {:?} {what}", item.x.to_pt(), item.y.to_pt(), item.role)
}

/// What a block is, as far as a check asks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Figure,
    Other,
}

/// The blocks of a document.
#[derive(Default)]
struct Blocks {
    /// In reading order.
    order: Vec<(BlockId, Kind)>,
    paragraphs: BTreeSet<BlockId>,
}

impl Blocks {
    fn of(laid: &Laid) -> Self {
        let mut blocks = Self::default();
        walk_blocks(&laid.manuscript.document.blocks, &mut blocks);
        blocks
    }
}

impl Visitor<Resolved> for Blocks {
    fn block(&mut self, block: &Block<Resolved>) {
        let kind = match block.kind {
            BlockKind::Figure(_) => Kind::Figure,
            _ => Kind::Other,
        };
        if matches!(block.kind, BlockKind::Paragraph(_)) {
            self.paragraphs.insert(block.id);
        }
        self.order.push((block.id, kind));
    }
}
