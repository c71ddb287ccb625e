//! The title → a cover set in type, for books without a picture of their own.
//!
//! It is in the manner of the theme: a centred title page within a frame where titles are set in a
//! serif face, a poster with the title at its head where they are not.

use super::draft::Draft;
use super::line::SetLine;
use super::look::{Look, look};
use super::pages::{Fill, Item, ItemKind, Orientation, Page, Sp};
use super::paragraph::{Compositor, Manner};
use super::text::StyledText;
use crate::model::Direction;
use crate::resolve::Manuscript;
use crate::style::{Align, Capitals, Colour, Face, Family, Pt, Role};

/// A cover, laid out.
#[derive(Clone, Debug)]
pub struct Cover {
    /// Its type and its rules.
    pub page: Page,
    /// The colour behind them.
    pub ground: Colour,
}

/// The cover's size: 5 to 8, as shops and readers show it.
const WIDTH: f32 = 400.0;
const HEIGHT: f32 = 640.0;
/// Sizes of the title: the largest that fits is taken.
const TITLE_SIZES: [f32; 12] = [76.0, 68.0, 60.0, 54.0, 48.0, 43.0, 38.0, 33.0, 28.0, 24.0, 20.0, 16.0];
/// The lines that a title may take, a long one, and the height.
const TITLE_LINES: usize = 4;
const LONG_TITLE_LINES: usize = 6;
/// Characters from which on a title is long.
const LONG: usize = 48;
const TITLE_HEIGHT: f32 = 250.0;
/// Characters of a title or a name; what is longer is cut off, and whole in the book.
const LONGEST: usize = 160;
/// Authors who are named.
const MOST_AUTHORS: usize = 3;

/// Ground, ink and accent: the ink has a contrast of 7 to 1 or more.
const PALETTES: [[Colour; 3]; 8] = [
    [Colour(0x1f, 0x2d, 0x3d), Colour(0xf4, 0xef, 0xe4), Colour(0xc9, 0xa4, 0x5c)],
    [Colour(0x5a, 0x1a, 0x1e), Colour(0xf6, 0xef, 0xe2), Colour(0xd9, 0xb2, 0x7c)],
    [Colour(0x1e, 0x3b, 0x2f), Colour(0xf3, 0xef, 0xe3), Colour(0xc8, 0xb2, 0x73)],
    [Colour(0xf2, 0xea, 0xda), Colour(0x2a, 0x23, 0x20), Colour(0x8c, 0x2f, 0x2b)],
    [Colour(0x2b, 0x2f, 0x36), Colour(0xf1, 0xf0, 0xec), Colour(0xd9, 0x8c, 0x4a)],
    [Colour(0x40, 0x23, 0x3f), Colour(0xf5, 0xee, 0xe6), Colour(0xd2, 0xa8, 0xa0)],
    [Colour(0x12, 0x3f, 0x46), Colour(0xf1, 0xef, 0xe6), Colour(0xe0, 0xb0, 0x60)],
    [Colour(0xe6, 0xdc, 0xc6), Colour(0x1f, 0x2a, 0x30), Colour(0x2f, 0x5d, 0x62)],
];

/// Sets the cover; `None` if a character of it is in no face: a cover shows no stand-in.
pub fn cover(manuscript: &Manuscript) -> Option<Cover> {
    let metadata = &manuscript.document.metadata;
    let title = shortened(&metadata.title);
    let subtitle = metadata.subtitle.as_deref().map(shortened).unwrap_or_default();
    let authors = metadata.authors.iter().filter(|person| person.is_author()).map(|it| shortened(&it.name));
    let mut authors: Vec<String> = authors.take(MOST_AUTHORS + 1).collect();
    if authors.len() > MOST_AUTHORS {
        authors[MOST_AUTHORS] = "…".to_owned();
    }
    let foot = metadata.publisher.as_deref().map(shortened).unwrap_or_default();
    let upright = manuscript.style.roles.title.face;
    let is_faced = |text: &String| manuscript.fonts.shows(upright, text);
    let are_faced = [&title, &subtitle, &foot].into_iter().chain(&authors).all(is_faced);
    if title.is_empty() || !are_faced {
        return None;
    }
    let [ground, ink, accent] = PALETTES[(hash(&metadata.title) % PALETTES.len() as u64) as usize];
    let mut designer = Designer { compositor: Compositor::new(manuscript), ink, accent, items: Vec::new() };
    let words = Words { title, subtitle, authors, foot };
    match upright.family {
        Family::Serif => designer.framed(&words),
        Family::Sans | Family::Mono => designer.poster(&words),
    }
    let page = Page {
        width: Sp::from_pt(Pt(WIDTH)),
        height: Sp::from_pt(Pt(HEIGHT)),
        label: String::new(),
        orientation: Orientation::Upright,
        items: designer.items,
    };
    Some(Cover { page, ground })
}

/// The words of a cover.
struct Words {
    title: String,
    subtitle: String,
    authors: Vec<String>,
    foot: String,
}

/// At most [`LONGEST`] characters, whole words if there are any.
fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return text };
    let end = text[..end].rfind(' ').unwrap_or(end);
    text[..end].to_owned() + " …"
}

/// FNV-1a, so that a title has the same colours in every build of every version.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

struct Designer<'a> {
    compositor: Compositor<'a>,
    ink: Colour,
    accent: Colour,
    items: Vec<Item>,
}

/// Where lines stand: the left edge, the measure, and how they lie in it.
#[derive(Clone, Copy)]
struct Stand {
    left: f32,
    measure: f32,
    align: Align,
}

impl Designer<'_> {
    /// A classical title page: all on the middle axis, within a double frame.
    fn framed(&mut self, words: &Words) {
        let (ink, accent) = (self.ink, self.accent);
        self.frame(18.0, 2.0, accent);
        self.frame(24.0, 0.6, accent);
        let stand = Stand { left: 48.0, measure: WIDTH - 96.0, align: Align::Centre };
        let (title, size) = self.title(&words.title, stand);
        // The optical middle of a page is above its geometric one.
        let top = (210.0 - size * 1.12 * title.len() as f32 / 2.0).max(64.0);
        let mut y = self.place(&title, stand, top, size * 1.12);
        y += 20.0;
        self.lozenge(y, accent);
        y += 18.0;
        if !words.subtitle.is_empty() {
            let look = self.look(Role::Subtitle, 19.0, ink);
            let italic = Look { face: Face { italic: true, bold: false, ..look.face }, ..look };
            let lines =
                self.balanced(&words.subtitle, italic, Stand { left: 72.0, measure: WIDTH - 144.0, ..stand });
            self.place(&lines, Stand { left: 72.0, measure: WIDTH - 144.0, ..stand }, y, 25.0);
        }
        let author = self.small_capitals(Role::Author, 22.0, ink);
        let lines: Vec<SetLine> =
            words.authors.iter().flat_map(|name| self.balanced(name, author, stand)).collect();
        let top = 532.0 - 30.0 * lines.len().saturating_sub(1) as f32;
        self.place(&lines, stand, top, 30.0);
        let foot = self.look(Role::Imprint, 11.0, accent);
        let foot = self.balanced(&words.foot, foot, stand);
        self.place(&foot, stand, 582.0, 15.0);
    }

    /// A poster: the title large at the head, flush with a bar, the author at the foot.
    fn poster(&mut self, words: &Words) {
        let (ink, accent) = (self.ink, self.accent);
        let stand = Stand { left: 36.0, measure: WIDTH - 72.0, align: Align::Left };
        self.fill(0.0, 0.0, WIDTH, 14.0, accent);
        self.fill(stand.left, 78.0, 56.0, 5.0, accent);
        let (title, size) = self.title(&words.title, stand);
        let mut y = self.place(&title, stand, 104.0, size * 1.08);
        y += 16.0;
        if !words.subtitle.is_empty() {
            let look = self.look(Role::Subtitle, 20.0, ink);
            let plain = Look { face: Face { bold: false, italic: false, ..look.face }, ..look };
            let lines = self.balanced(&words.subtitle, plain, stand);
            self.place(&lines, stand, y, 26.0);
        }
        let author = self.look(Role::Author, 20.0, ink);
        let lines: Vec<SetLine> =
            words.authors.iter().flat_map(|name| self.balanced(name, author, stand)).collect();
        let top = 560.0 - 27.0 * lines.len().saturating_sub(1) as f32;
        self.fill(stand.left, top - 18.0, stand.measure, 0.8, accent);
        self.place(&lines, stand, top, 27.0);
        let foot = self.look(Role::Imprint, 11.0, accent);
        let foot = self.balanced(&words.foot, foot, stand);
        self.place(&foot, stand, 594.0, 15.0);
    }

    /// The title in the largest size in which it keeps its words whole and fits.
    fn title(&self, title: &str, stand: Stand) -> (Vec<SetLine>, f32) {
        let most = if title.chars().count() > LONG { LONG_TITLE_LINES } else { TITLE_LINES };
        let mut last = (Vec::new(), 0.0);
        for size in TITLE_SIZES {
            let look = self.look(Role::Title, size, self.ink);
            let lines = self.balanced(title, look, stand);
            let whole = lines.iter().all(|line| line.overfull == Sp(0) && !line.hyphenated);
            let fits = lines.len() <= most && lines.len() as f32 * size * 1.12 <= TITLE_HEIGHT;
            last = (lines, size);
            if whole && fits && self.widest_word(title, look) <= stand.measure {
                break;
            }
        }
        last
    }

    fn widest_word(&self, text: &str, look: Look) -> f32 {
        let width = |word: &str| {
            let prepared = self.compositor.prepare(StyledText::plain(word, look));
            prepared.widths().0.to_pt() as f32
        };
        text.split_whitespace().map(width).fold(0.0, f32::max)
    }

    /// Lines as nearly equal as their number allows: no measure that gives as many is narrower.
    fn balanced(&self, text: &str, look: Look, stand: Stand) -> Vec<SetLine> {
        if text.is_empty() {
            return Vec::new();
        }
        let set = |measure: f32| {
            let manner = Manner {
                measure: Sp::from_pt(Pt(measure)),
                indent: Sp(0),
                turnover: Sp(0),
                align: Align::Left,
                side: Direction::Rightwards,
                hyphenate: false,
                part: None,
                role: Role::Title,
            };
            self.compositor.set(self.compositor.prepare(StyledText::plain(text, look)), manner)
        };
        let full = set(stand.measure);
        let good =
            |lines: &[SetLine]| lines.len() == full.len() && lines.iter().all(|line| line.overfull == Sp(0));
        let (mut narrow, mut wide, mut best) = (self.widest_word(text, look), stand.measure, full.clone());
        while full.len() > 1 && wide - narrow > 2.0 {
            let middle = (narrow + wide) / 2.0;
            let lines = set(middle);
            if good(&lines) {
                (wide, best) = (middle, lines);
            } else {
                narrow = middle;
            }
        }
        best
    }

    fn look(&self, role: Role, size: f32, colour: Colour) -> Look {
        let style = self.compositor.manuscript.style.roles.of(role);
        Look { colour, ..look(style, Sp(0)) }.sized(size)
    }

    /// Names as a title page has them, where the face has small capitals drawn.
    fn small_capitals(&self, role: Role, size: f32, colour: Colour) -> Look {
        let look = self.look(role, size, colour);
        let mut forms = look.forms;
        forms.capitals = Capitals::Small;
        Look { forms, face: Face { italic: false, ..look.face }, ..look }
    }

    /// Puts lines below `top`; says where they end.
    fn place(&mut self, lines: &[SetLine], stand: Stand, top: f32, leading: f32) -> f32 {
        let mut baseline = top + leading * 0.78;
        for line in lines {
            let free = (stand.measure - line.width.to_pt() as f32).max(0.0);
            let shift = if stand.align == Align::Centre { free / 2.0 } else { 0.0 };
            let (x, y) = (Sp::from_pt(Pt(stand.left + shift)), Sp::from_pt(Pt(baseline)));
            self.items.extend(line.items.iter().filter_map(|item| match &item.kind {
                Draft::Set(kind @ ItemKind::Glyphs(_)) => {
                    let (origin, role, kind) = (item.origin, item.role, kind.clone());
                    Some(Item { x: item.x + x, y: item.y + y, origin, role, kind })
                }
                // Titles and names hold no numbers of pages.
                Draft::Set(ItemKind::Fill(_) | ItemKind::Picture(_) | ItemKind::Link(_))
                | Draft::PageOf(_) => None,
            }));
            baseline += leading;
        }
        top + leading * lines.len() as f32
    }

    fn fill(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        let [x, y, width, height] = [x, y, width, height].map(|length| Sp::from_pt(Pt(length)));
        let kind = ItemKind::Fill(Fill { width, height, colour });
        self.items.push(Item { x, y, origin: None, role: Role::Title, kind });
    }

    fn frame(&mut self, inset: f32, thick: f32, colour: Colour) {
        let (width, height) = (WIDTH - 2.0 * inset, HEIGHT - 2.0 * inset);
        for y in [inset, HEIGHT - inset - thick] {
            self.fill(inset, y, width, thick, colour);
        }
        for x in [inset, WIDTH - inset - thick] {
            self.fill(x, inset, thick, height, colour);
        }
    }

    /// A rule with a square in its middle.
    fn lozenge(&mut self, y: f32, colour: Colour) {
        let middle = WIDTH / 2.0;
        self.fill(middle - 52.0, y + 2.0, 42.0, 0.8, colour);
        self.fill(middle + 10.0, y + 2.0, 42.0, 0.8, colour);
        self.fill(middle - 2.5, y, 5.0, 5.0, colour);
    }
}

impl Look {
    fn sized(self, points: f32) -> Self {
        Self { size: Sp::from_pt(Pt(points)), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, PALETTES, hash, shortened};
    use crate::style::Colour;

    /// The contrast of two colours (WCAG 2.2, 1.4.3).
    fn contrast(a: Colour, b: Colour) -> f64 {
        let luminance = |Colour(r, g, b): Colour| {
            let part = |part: u8| {
                let part = f64::from(part) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn covers_can_be_read() {
        for [ground, ink, accent] in PALETTES {
            assert!(contrast(ground, ink) >= 7.0, "{ground:?} {ink:?}");
            assert!(contrast(ground, accent) >= 4.5, "{ground:?} {accent:?}");
        }
    }

    #[test]
    fn titles_are_cut_between_words_and_keep_their_colours() {
        let long = "word ".repeat(100);
        assert!(shortened(&long).chars().count() <= LONGEST + 2);
        assert!(shortened(&long).ends_with("word …"));
        assert_eq!(shortened(" a\n b "), "a b");
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
