//! How large an author wants a picture.

use std::fmt;

/// What an author asks for a picture's size.
///
/// Where only one of width and height is given, the other follows from the picture's ratio.
/// `Resolved`: the limits are settled, and a height that follows from the width is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PictureSize {
    /// `{width=50%}`, `<img width="40">`; `None` for the picture's own, at most the measure.
    pub width: Option<Extent>,
    /// `{height=2cm}`; a share is one of the height of a page's text.
    pub height: Option<Extent>,
    /// `style="max-width: 300px"`. `Resolved`: always `None`.
    pub widest: Option<Extent>,
    /// `style="max-height: 300px"`. `Resolved`: always `None`.
    pub highest: Option<Extent>,
}

impl PictureSize {
    /// Whether neither a width nor a height is asked for.
    pub fn is_own(&self) -> bool {
        self.width.is_none() && self.height.is_none()
    }
}

/// The unit of an [`Extent`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// `50%`: hundredths of the measure, or of the height of a page's text.
    Percent,
    /// `40px`, `40`: 1/96 inch (CSS Values 3, 5.2).
    Pixel,
    /// `30pt`: 1/72 inch.
    Point,
    /// `2pc`: 12 points.
    Pica,
    /// `20mm`
    Millimetre,
    /// `2cm`
    Centimetre,
    /// `0.5in`
    Inch,
    /// `3em`: the size of the text around.
    Em,
}

impl Unit {
    const ALL: [Self; 8] = [
        Self::Percent,
        Self::Pixel,
        Self::Point,
        Self::Pica,
        Self::Millimetre,
        Self::Centimetre,
        Self::Inch,
        Self::Em,
    ];

    /// As CSS writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Percent => "%",
            Self::Pixel => "px",
            Self::Point => "pt",
            Self::Pica => "pc",
            Self::Millimetre => "mm",
            Self::Centimetre => "cm",
            Self::Inch => "in",
            Self::Em => "em",
        }
    }

    /// How many points it has, as a fraction; `None` where that hangs on what is around.
    fn points(self) -> Option<(u64, u64)> {
        match self {
            Self::Percent | Self::Em => None,
            Self::Pixel => Some((3, 4)),
            Self::Point => Some((1, 1)),
            Self::Pica => Some((12, 1)),
            Self::Millimetre => Some((360, 127)),
            Self::Centimetre => Some((3600, 127)),
            Self::Inch => Some((72, 1)),
        }
    }
}

/// A width or a height with its unit: more than nothing, at most 10,000 units, a share at most the whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Extent {
    thousandths: u32,
    unit: Unit,
}

impl Extent {
    /// More than any page holds, in thousandths of a unit: longer ones are cut to it.
    const LONGEST: u32 = 10_000_000;
    /// The whole, in thousandths of a hundredth.
    const WHOLE: u32 = 100_000;

    /// A number of thousandths of `unit`; `None` for 0.
    pub fn new(thousandths: u32, unit: Unit) -> Option<Self> {
        let most = if unit == Unit::Percent { Self::WHOLE } else { Self::LONGEST };
        (thousandths > 0).then(|| Self { thousandths: thousandths.min(most), unit })
    }

    /// Reads `2cm`, `33.3 %`, `40`: a number without a unit is one of pixels.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let number = text.strip_prefix('+').unwrap_or(text);
        let end = number.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(number.len());
        let name = number[end..].trim_start();
        let unit = match name {
            "" => Unit::Pixel,
            name => Unit::ALL.into_iter().find(|unit| unit.name().eq_ignore_ascii_case(name))?,
        };
        Self::new(thousandths(&number[..end])?, unit)
    }

    /// Thousandths of its unit.
    pub fn thousandths(self) -> u32 {
        self.thousandths
    }

    /// Its unit.
    pub fn unit(self) -> Unit {
        self.unit
    }

    /// Its length in 1/65536 pt, rounded, where `whole` is what a share is taken of and `em` the size of
    /// the text, both in the same.
    pub fn scaled(self, whole: i64, em: i64) -> i64 {
        let number = i64::from(self.thousandths);
        match self.unit {
            Unit::Percent => whole * number / i64::from(Self::WHOLE),
            Unit::Em => em * number / 1000,
            _ => self.fixed().unwrap_or_default(),
        }
    }

    /// Its length in 1/65536 pt, rounded; `None` if that hangs on what is around.
    pub fn fixed(self) -> Option<i64> {
        let (over, under) = self.unit.points()?;
        let scaled = u64::from(self.thousandths) * 65_536 * over;
        i64::try_from((scaled + under * 500) / (under * 1000)).ok()
    }

    /// The other side of a picture whose sides are as `other` to `own`; `None` for a share, as those of
    /// widths and heights are of different wholes.
    pub fn times(self, other: u32, own: u32) -> Option<Self> {
        let own = u64::from(own.max(1));
        let thousandths = (u64::from(self.thousandths) * u64::from(other) + own / 2) / own;
        let thousandths = u32::try_from(thousandths.max(1)).unwrap_or(u32::MAX);
        if self.unit == Unit::Percent { None } else { Self::new(thousandths, self.unit) }
    }

    /// Its number as people write it, `33.3`.
    pub fn number(self) -> String {
        let (whole, rest) = (self.thousandths / 1000, self.thousandths % 1000);
        let text = format!("{whole}.{rest:03}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number(), self.unit.name())
    }
}

impl fmt::Debug for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A decimal number in thousandths, what is smaller cut off.
fn thousandths(number: &str) -> Option<u32> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || whole.is_empty() && part.is_empty() {
        return None;
    }
    // More digits than any length has are one that is too long.
    let whole = if whole.is_empty() { 0 } else { whole.parse().unwrap_or(u32::MAX) };
    let part: u32 = format!("{part:0<3}")[..3].parse().ok()?;
    Some(whole.saturating_mul(1000).saturating_add(part))
}

#[cfg(test)]
mod tests {
    use super::{Extent, Unit};

    #[test]
    fn numbers_are_read_with_their_units() {
        let cases = [
            ("40", "40px", Some(30 * 65_536)),
            ("40px", "40px", Some(30 * 65_536)),
            (" 0.5 IN ", "0.5in", Some(36 * 65_536)),
            ("2pc", "2pc", Some(24 * 65_536)),
            ("12.5pt", "12.5pt", Some(819_200)),
            ("25.4mm", "25.4mm", Some(72 * 65_536)),
            ("2.54cm", "2.54cm", Some(72 * 65_536)),
            (".5em", "0.5em", None),
            ("33.3%", "33.3%", None),
            ("150%", "100%", None),
            ("+7.px", "7px", Some(344_064)),
            ("99999999999px", "10000px", Some(491_520_000)),
        ];
        for (text, shown, fixed) in cases {
            let extent = Extent::parse(text).unwrap_or_else(|| panic!("`{text}` is read"));
            assert_eq!((extent.to_string().as_str(), extent.fixed()), (shown, fixed), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_is_not_read() {
        for text in ["", "auto", "0", "0.0001px", "-3px", "1.2.3", "3 4", "5vw", "px", "calc(1px + 2px)", "."]
        {
            assert_eq!(Extent::parse(text), None, "{text}");
        }
    }

    #[test]
    fn shares_are_taken_of_what_is_around() {
        let half = Extent::new(50_000, Unit::Percent).expect("more than nothing");
        assert_eq!(half.scaled(1000, 10), 500);
        assert_eq!(Extent::parse("3em").map(|extent| extent.scaled(1000, 10)), Some(30));
    }
}
