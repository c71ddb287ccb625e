//! The page: its size, and the margins, type and leading that a designer would choose for it.

use serde::Deserialize;

use super::Pt;
use super::sized::AsWritten;

/// A page and what stands where on it.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(try_from = "AsWritten")]
pub struct PageStyle {
    /// Width of the trimmed page.
    pub width: Pt,
    /// Height of the trimmed page.
    pub height: Pt,
    /// Margin at the top, above the text's first line.
    pub top: Pt,
    /// Margin at the foot, below the text's last line.
    pub foot: Pt,
    /// Margin at the spine: left on a right-hand page.
    pub inner: Pt,
    /// Margin away from the spine.
    pub outer: Pt,
    /// From the running head's baseline to the top of the text.
    pub head_gap: Pt,
    /// From the foot of the text to the page number's baseline.
    pub folio_gap: Pt,
    /// The body's size.
    pub size: Pt,
    /// From baseline to baseline of the body.
    pub leading: Pt,
    /// The columns of an article's text.
    pub columns: Columns,
    /// Space between two columns.
    pub column_gap: Pt,
}

/// The columns of an article's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Columns {
    /// One: the text is as wide as the measure.
    #[default]
    One,
    /// Two, side by side.
    Two,
}

/// Of a face for running text, about so much of the size is the width of a character.
const CHARACTER: f32 = 0.44;
/// A page of running text holds about so much of the characters that would fill its lines: the
/// rest is the ends of paragraphs, and space.
const FILLED: f32 = 0.85;
/// The type of two columns, in the type of one.
const SMALLER: f32 = 0.88;
/// The margins beside two columns, in those beside one.
const NARROWER: f32 = 0.58;
/// What the outer margin keeps of itself when the spine takes from it.
const KEPT_OUTSIDE: f32 = 0.6;

impl PageStyle {
    /// Width of the text.
    pub fn measure(&self) -> Pt {
        Pt(self.width.0 - self.inner.0 - self.outer.0)
    }

    /// Height of the text.
    pub fn text_height(&self) -> Pt {
        Pt(self.height.0 - self.top.0 - self.foot.0)
    }

    /// How many pages a text of so many characters fills, about.
    pub fn pages_for(&self, characters: usize) -> usize {
        let on_a_line = self.measure().0 / (self.size.0 * CHARACTER);
        let on_a_page = on_a_line * self.text_height().0 / self.leading.0 * FILLED;
        (characters as f32 / on_a_page.max(1.0)).ceil() as usize
    }

    /// The same page with type of another size: the text stays a whole number of lines high.
    pub(super) fn with_size(self, size: Pt) -> Self {
        let leading = Pt(self.leading.0 * size.0 / self.size.0);
        Self { size, leading, ..self }.with_whole_lines()
    }

    /// The same page with a text that is a whole number of lines high; the rest goes to the foot.
    pub(super) fn with_whole_lines(self) -> Self {
        let lines = (self.text_height().0 / self.leading.0).round().max(1.0);
        Self { foot: Pt(self.height.0 - self.top.0 - lines * self.leading.0), ..self }
    }

    /// The same page bound so thick that the spine swallows `gutter`. The text moves outwards and
    /// keeps its measure, so that no line is broken anew.
    pub(super) fn with_gutter(self, gutter: Pt) -> Self {
        let moved = gutter.0.min(self.outer.0 * (1.0 - KEPT_OUTSIDE)).max(0.0);
        Self { inner: Pt(self.inner.0 + moved), outer: Pt(self.outer.0 - moved), ..self }
    }

    /// The same page for two columns: smaller type on narrower margins, so that a column holds
    /// about 40 characters at least, as in the press.
    pub(super) fn in_two_columns(self) -> Self {
        let page = self.with_size(Pt(self.size.0 * SMALLER));
        let least = Pt::from_mm(12.0).0;
        let [inner, outer] = [page.inner, page.outer].map(|margin| Pt((margin.0 * NARROWER).max(least)));
        let page = Self { inner, outer, columns: Columns::Two, column_gap: Pt(page.leading.0 * 1.3), ..page };
        page.with_whole_lines()
    }

    /// The same page printed on one side: the text stands in its middle.
    pub(super) fn one_sided(self) -> Self {
        let margin = Pt((self.inner.0 + self.outer.0) / 2.0);
        Self { inner: margin, outer: margin, ..self }
    }
}

/// A page: width and height, and the four margins, in millimetres; the body's size and leading in
/// points.
#[derive(Clone, Copy)]
struct Format {
    size: [f32; 2],
    top: f32,
    foot: f32,
    inner: f32,
    outer: f32,
    body: f32,
    leading: f32,
}

/// Width and height; top, foot, inner and outer margin; body and leading.
const fn format(size: [f32; 2], [top, foot, inner, outer]: [f32; 4], [body, leading]: [f32; 2]) -> Format {
    Format { size, top, foot, inner, outer, body, leading }
}

/// The pages with a name. The measures hold 60 to 72 characters of the default face, on the
/// pocket sizes 55 to 60.
const FORMATS: &[(&str, Format)] = &[
    ("a4", format([210.0, 297.0], [30.0, 40.0, 40.0, 45.0], [11.5, 15.5])),
    ("a5", format([148.0, 210.0], [20.0, 24.0, 20.0, 23.0], [10.5, 13.5])),
    ("a6", format([105.0, 148.0], [13.0, 16.0, 12.0, 13.0], [9.0, 11.5])),
    ("b5", format([176.0, 250.0], [24.0, 30.0, 29.0, 33.0], [11.0, 14.5])),
    ("letter", format([215.9, 279.4], [28.0, 36.0, 43.0, 47.0], [11.5, 15.5])),
    ("half-letter", format([139.7, 215.9], [20.0, 25.0, 18.0, 20.0], [10.5, 13.5])),
    ("6x9in", format([152.4, 228.6], [21.0, 27.0, 21.0, 24.0], [10.5, 14.0])),
    ("pocket", format([110.0, 178.0], [15.0, 19.0, 14.0, 15.0], [9.5, 12.0])),
];

/// The shortest and the longest side of a page that is asked for by its size, in millimetres.
const SIDES: std::ops::RangeInclusive<f32> = 70.0..=900.0;

impl PageStyle {
    /// The names that [`page_style`] knows; it takes sizes as well.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().map(|(name, _)| *name)
    }
}

/// The page called `name` (in any case) or of that size, `148x210mm`, `5.5x8.5in`; `None` if there
/// is no such page.
pub fn page_style(name: &str) -> Option<PageStyle> {
    let name = name.trim().to_ascii_lowercase().replace(' ', "").replace('×', "x");
    let named = FORMATS.iter().find(|(known, _)| *known == name).map(|(_, format)| *format);
    named.or_else(|| of_size(size(&name)?)).map(page)
}

/// `148x210mm` in millimetres.
fn size(text: &str) -> Option<[f32; 2]> {
    let (text, unit) = match text.strip_suffix("mm") {
        Some(text) => (text, 1.0),
        None => (text.strip_suffix("in")?, 25.4),
    };
    let (width, height) = text.split_once('x')?;
    let side =
        |text: &str| text.parse().ok().map(|side: f32| side * unit).filter(|side| SIDES.contains(side));
    Some([side(width)?, side(height)?])
}

/// The format of a size: a named one if it has that size, else one in the proportions that the
/// named ones have.
fn of_size(size: [f32; 2]) -> Option<Format> {
    let near = |format: &Format| (0..2).all(|side| (format.size[side] - size[side]).abs() < 0.5);
    if let Some((_, format)) = FORMATS.iter().find(|(_, format)| near(format)) {
        return Some(*format);
    }
    let [width, height] = size;
    let half_points = |points: f32| (points * 2.0).round() / 2.0;
    // 9 points on A6, 10.5 on A5.
    let body = half_points((5.3 + 0.035 * width).clamp(8.0, 11.5));
    let leading = half_points(body * 1.3);
    let longest = 68.0 * CHARACTER * body * 25.4 / 72.0;
    let beside = width - longest.min(width * 0.74);
    Some(format(size, [height * 0.095, height * 0.12, beside * 0.47, beside * 0.53], [body, leading]))
}

fn page(format: Format) -> PageStyle {
    let leading = Pt(format.leading);
    let [width, height] = format.size.map(Pt::from_mm);
    let [top, foot, inner, outer] = [format.top, format.foot, format.inner, format.outer].map(Pt::from_mm);
    let head_gap = Pt(leading.0 * 1.4);
    let folio_gap = Pt(leading.0 * 2.0);
    let size = Pt(format.body);
    let column_gap = Pt(leading.0 * 1.5);
    let columns = Columns::One;
    let page = PageStyle {
        width,
        height,
        top,
        foot,
        inner,
        outer,
        head_gap,
        folio_gap,
        size,
        leading,
        columns,
        column_gap,
    };
    page.with_whole_lines()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_is_one_that_is_read_with_ease() {
        for name in PageStyle::names().chain(["120x190mm", "170x240mm", "8.5x14in", "297x210mm"]) {
            let page = page_style(name).expect(name);
            let characters = page.measure().0 / (page.size.0 * CHARACTER);
            assert!((54.0..=75.0).contains(&characters), "{name}: {characters} characters");
            let lines = page.text_height().0 / page.leading.0;
            assert!((lines - lines.round()).abs() < 0.01, "{name}: {lines} lines");
            assert!(page.inner.0 > 28.0 && page.foot.0 > page.folio_gap.0, "{name}: no room in the margins");
        }
    }

    #[test]
    fn a_size_is_as_good_as_a_name() {
        assert_eq!(page_style("148x210mm"), page_style("a5"));
        assert_eq!(page_style("5.5 × 8.5 in"), page_style("Half-Letter"));
        assert_eq!(page_style("6x9in"), page_style("152.4x228.6mm"));
        for wrong in ["", "a7", "148x210", "1x1mm", "0x210mm", "infx5in", "99999x5mm"] {
            assert_eq!(page_style(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_thick_book_leaves_room_at_the_spine_and_keeps_its_measure() {
        let thin = page_style("a5").expect("in the table");
        let thick = thin.with_gutter(Pt::from_mm(4.0));
        assert!((thick.measure().0 - thin.measure().0).abs() < 0.001);
        assert!(thick.inner.0 > thin.inner.0);
    }
}
