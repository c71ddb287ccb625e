//! The page: its size, and the margins that a designer would choose for it.

use super::Pt;

/// A page and what stands where on it.
#[derive(Clone, Copy, Debug, PartialEq)]
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
}

impl PageStyle {
    /// Width of the text.
    pub fn measure(&self) -> Pt {
        Pt(self.width.0 - self.inner.0 - self.outer.0)
    }

    /// The same page with type of another size: the text stays a whole number of lines high.
    pub(super) fn with_size(self, size: Pt) -> Self {
        let leading = Pt(self.leading.0 * size.0 / self.size.0);
        let lines = (self.text_height().0 / leading.0).round().max(1.0);
        Self { size, leading, foot: Pt(self.height.0 - self.top.0 - lines * leading.0), ..self }
    }

    /// Height of the text.
    pub fn text_height(&self) -> Pt {
        Pt(self.height.0 - self.top.0 - self.foot.0)
    }
}

/// A named page: width and height, and the four margins, in millimetres; the body's size and
/// leading in points. The measures hold 60 to 72 characters of the default face.
struct Format {
    name: &'static str,
    size: [f32; 2],
    top: f32,
    foot: f32,
    inner: f32,
    outer: f32,
    body: f32,
    leading: f32,
}

const FORMATS: &[Format] = &[
    Format {
        name: "a4",
        size: [210.0, 297.0],
        top: 30.0,
        foot: 40.0,
        inner: 40.0,
        outer: 45.0,
        body: 11.5,
        leading: 15.5,
    },
    Format {
        name: "a5",
        size: [148.0, 210.0],
        top: 20.0,
        foot: 24.0,
        inner: 20.0,
        outer: 23.0,
        body: 10.5,
        leading: 13.5,
    },
    Format {
        name: "a6",
        size: [105.0, 148.0],
        top: 13.0,
        foot: 16.0,
        inner: 12.0,
        outer: 13.0,
        body: 9.0,
        leading: 11.5,
    },
    Format {
        name: "b5",
        size: [176.0, 250.0],
        top: 24.0,
        foot: 30.0,
        inner: 29.0,
        outer: 33.0,
        body: 11.0,
        leading: 14.5,
    },
    Format {
        name: "letter",
        size: [215.9, 279.4],
        top: 28.0,
        foot: 36.0,
        inner: 43.0,
        outer: 47.0,
        body: 11.5,
        leading: 15.5,
    },
    Format {
        name: "half-letter",
        size: [139.7, 215.9],
        top: 20.0,
        foot: 25.0,
        inner: 18.0,
        outer: 20.0,
        body: 10.5,
        leading: 13.5,
    },
    Format {
        name: "6x9in",
        size: [152.4, 228.6],
        top: 21.0,
        foot: 27.0,
        inner: 21.0,
        outer: 24.0,
        body: 10.5,
        leading: 14.0,
    },
];

/// The format of a document that asks for none.
pub(super) const DEFAULT_FORMAT: &str = "a5";

impl PageStyle {
    /// The names that [`page_style`] knows.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().map(|format| format.name)
    }
}

/// The page called `name` (in any case), or `None` if there is no such page.
pub fn page_style(name: &str) -> Option<PageStyle> {
    let format = FORMATS.iter().find(|format| format.name.eq_ignore_ascii_case(name.trim()))?;
    let leading = Pt(format.leading);
    let [width, height] = format.size.map(Pt::from_mm);
    let top = Pt::from_mm(format.top);
    // The text is a whole number of lines high; the rest goes to the foot.
    let height_wanted = height.0 - top.0 - Pt::from_mm(format.foot).0;
    let lines = (height_wanted / leading.0).round();
    Some(PageStyle {
        width,
        height,
        top,
        foot: Pt(height.0 - top.0 - lines * leading.0),
        inner: Pt::from_mm(format.inner),
        outer: Pt::from_mm(format.outer),
        head_gap: Pt(leading.0 * 1.4),
        folio_gap: Pt(leading.0 * 2.0),
        size: Pt(format.body),
        leading,
    })
}
