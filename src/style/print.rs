//! The print: what stands around the page, in which inks, and on which sheets.

use super::{Dpi, Percent, Pt};
use crate::model::{Imposition, InkSet, PdfStandard, PdfStandards, PictureInks, PrintWishes, TrimMark};

/// How the document is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintRules {
    /// How far the sheet reaches over the trimmed page on all sides.
    pub bleed: Pt,
    /// The marks outside the page.
    pub marks: Vec<TrimMark>,
    /// Whether title and page number stand outside the page.
    pub slug: bool,
    /// The inks.
    pub inks: InkSet,
    /// What becomes of pictures in other colours.
    pub pictures: PictureInks,
    /// The most ink that may lie on one place, where one ink in full is 100.
    pub ink_limit: Percent,
    /// The pixels per inch below which a picture is warned of; `None` for what the theme says.
    pub min_dpi: Option<Dpi>,
    /// Whether blank pages fill the last sheet of four.
    pub pad: bool,
    /// How pages stand together on sheets; `None` for each by itself.
    pub impose: Option<Imposition>,
    /// How far each sheet of a booklet pushes the one within it outwards.
    pub creep: Pt,
    /// The thinnest line that a press can be trusted with; 0 where it is left to the theme.
    pub thinnest: Pt,
}

/// What printers ask for where they say nothing else.
const BLEED: f32 = 3.0;
const INK_LIMIT: u16 = 300;
const MIN_DPI: Dpi = Dpi(300);
const THINNEST: Pt = Pt(0.25);
/// The thickness of a sheet of usual paper, 80 grams to the square metre, in millimetres.
const PAPER: f32 = 0.1;
/// From the bleed to the sheet's edge, where there are marks.
const AROUND_MARKS: f32 = 10.0;

impl PrintRules {
    /// What the author wishes, and what the standards ask for: a file for the press has bleed, inks
    /// and lines as presses want them.
    pub fn granting(wishes: &PrintWishes, standards: Option<&PdfStandards>) -> Self {
        let press = standards.is_some_and(|standards| standards.has(PdfStandard::X4));
        let usual = if press { BLEED } else { 0.0 };
        Self {
            bleed: Pt::from_mm(wishes.bleed.unwrap_or(usual)),
            marks: wishes.marks.clone().unwrap_or_default(),
            slug: wishes.slug.unwrap_or(false),
            inks: wishes.colour.unwrap_or(if press { InkSet::Grey } else { InkSet::Rgb }),
            pictures: wishes.pictures.unwrap_or(PictureInks::Convert),
            ink_limit: Percent(wishes.ink_limit.unwrap_or(INK_LIMIT)),
            min_dpi: wishes.min_dpi.map(Dpi).or(press.then_some(MIN_DPI)),
            pad: wishes.pad.unwrap_or(false),
            impose: wishes.impose,
            creep: Pt::from_mm(wishes.creep.unwrap_or(PAPER)),
            thinnest: if press { THINNEST } else { Pt(0.0) },
        }
    }

    /// How far the sheet reaches over the trimmed page: the bleed, and room for what stands outside
    /// it.
    pub fn around(&self) -> Pt {
        if self.marks.is_empty() && !self.slug {
            return self.bleed;
        }
        Pt(self.bleed.0 + Pt::from_mm(AROUND_MARKS).0)
    }
}

impl Default for PrintRules {
    fn default() -> Self {
        Self::granting(&PrintWishes::default(), None)
    }
}
