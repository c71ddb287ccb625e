//! What an author may ask of the print: the table `[print]`.

use super::Wish;

/// Wishes; `None` leaves the decision to the style sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PrintWishes {
    /// `bleed: 3mm`: how far the sheet reaches over the trimmed page, in millimetres, 0 to 20.
    pub bleed: Option<f32>,
    /// `marks: [crop, registration]`: the marks outside the page.
    pub marks: Option<Vec<TrimMark>>,
    /// `slug: true`: whether title and page number stand outside the page.
    pub slug: Option<bool>,
    /// `colour: grey`: the inks.
    pub colour: Option<InkSet>,
    /// `profile: press.icc`: the press's colour profile.
    pub profile: Option<Wish>,
    /// `pictures: keep`: whether pictures are brought into the press's inks.
    pub pictures: Option<PictureInks>,
    /// `ink-limit: 300`: the most ink that may lie on one place, in per cent of one ink.
    pub ink_limit: Option<u16>,
    /// `min-dpi: 300`: the pixels per inch below which a picture is warned of.
    pub min_dpi: Option<u32>,
    /// `pad: true`: whether blank pages fill the last sheet of four.
    pub pad: Option<bool>,
    /// `impose: booklet`: how pages stand together on sheets.
    pub impose: Option<Imposition>,
    /// `creep: 0.1mm`: how far each sheet of a booklet pushes the one within it outwards, in
    /// millimetres, 0 to 2.
    pub creep: Option<f32>,
}

/// A mark outside the trimmed page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrimMark {
    /// Lines at the corners, where the page is cut.
    Crop,
    /// Crosses on which the plates are aligned.
    Registration,
}

/// The inks of the print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InkSet {
    /// Red, green and blue: left to whoever prints.
    Rgb,
    /// Black alone.
    Grey,
    /// Cyan, magenta, yellow and black, as a profile tells.
    Cmyk,
}

/// What becomes of pictures in other colours than the press's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureInks {
    /// They are brought into the press's inks.
    Convert,
    /// They keep their colours, with a profile that tells what these are.
    Keep,
}

/// How pages stand together on sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imposition {
    /// Two on each side of sheets that are folded and stapled at the fold.
    Booklet,
    /// Two side by side, in order.
    TwoUp,
}

impl Imposition {
    /// The name in settings and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Booklet => "booklet",
            Self::TwoUp => "2up",
        }
    }

    /// The one called `name`.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Booklet, Self::TwoUp].into_iter().find(|known| known.name() == name)
    }
}
