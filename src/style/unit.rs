//! Units, so that no number goes without one. A theme writes them as text, `"1.25em"`.

use std::ops::RangeInclusive;

use serde::de::{Deserialize, Deserializer, Error};

/// A length in the size of the type it belongs to, `"1.25em"`.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Em(pub f32);

/// A height in lines of body text, `"0.5 lines"`.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Lines(pub f32);

/// A length in points, 1/72 inch, `"0.5pt"`; a theme may write millimetres, `"3mm"`, as well.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Pt(pub f32);

/// A part of a whole in hundredths, `"33%"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub u16);

/// A part of a whole, `"1.5%"`, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Share(pub f32);

impl Pt {
    /// A length given in millimetres.
    pub const fn from_mm(mm: f32) -> Self {
        Self(mm * 72.0 / 25.4)
    }
}

/// The longest length in em and in lines that a theme may ask for: what is longer is a slip.
const LONGEST: f32 = 100.0;

/// The same in points and millimetres.
const LONGEST_ABSOLUTE: f32 = 1000.0;

/// The smallest and the largest type that a theme may ask for, in the size of running text.
const SIZES: RangeInclusive<f32> = 0.2..=10.0;

/// The thickest rule that a theme may ask for, in points.
const THICKEST: f32 = 72.0;

/// The number in front of `unit`, if it is one of `bounds`.
pub(super) fn measured(text: &str, unit: &str, bounds: RangeInclusive<f32>) -> Option<f32> {
    let number: f32 = text.trim().strip_suffix(unit)?.trim_end().parse().ok()?;
    bounds.contains(&number).then_some(number)
}

/// A height in lines within `bounds`.
pub(super) fn lines(text: &str, bounds: RangeInclusive<f32>) -> Option<Lines> {
    measured(text, "lines", bounds.clone()).or_else(|| measured(text, "line", bounds)).map(Lines)
}

/// Reads a value from a string by `read`; `wanted` says what it should have been.
pub(super) fn from_text<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    wanted: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    read(&text).ok_or_else(|| D::Error::custom(format!("`{text}` should be {wanted}")))
}

impl<'de> Deserialize<'de> for Em {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a length in em from 0 to 100, \"1.25em\"", |text| {
            measured(text, "em", 0.0..=LONGEST).map(Self)
        })
    }
}

/// A size of type, which is neither too small to be seen nor larger than a page.
pub(super) fn size<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Em, D::Error> {
    from_text(deserializer, "a size in em from 0.2 to 10, \"1.25em\"", |text| {
        measured(text, "em", SIZES).map(Em)
    })
}

/// An indent of a first line, which may hang.
pub(super) fn indent<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Em, D::Error> {
    from_text(deserializer, "an indent in em from -20 to 20, \"1.25em\"", |text| {
        measured(text, "em", -20.0..=20.0).map(Em)
    })
}

/// A thickness of rules.
pub(super) fn thickness<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Pt, D::Error> {
    let Pt(points) = Pt::deserialize(deserializer)?;
    match points <= THICKEST {
        true => Ok(Pt(points)),
        false => Err(D::Error::custom(format!("{points}pt should be a thickness of at most {THICKEST}pt"))),
    }
}

/// A whole number from `LEAST` to `MOST`.
pub(super) fn whole<'de, const LEAST: u16, const MOST: u16, N, D>(deserializer: D) -> Result<N, D::Error>
where
    N: TryFrom<u16>,
    D: Deserializer<'de>,
{
    let number = i64::deserialize(deserializer)?;
    let inside = u16::try_from(number).ok().filter(|number| (LEAST..=MOST).contains(number));
    let wanted = || D::Error::custom(format!("{number} should be a number from {LEAST} to {MOST}"));
    inside.and_then(|number| N::try_from(number).ok()).ok_or_else(wanted)
}

/// Whole hundredths from `LEAST` to `MOST`.
pub(super) fn percent<'de, const LEAST: u16, const MOST: u16, D>(deserializer: D) -> Result<Percent, D::Error>
where
    D: Deserializer<'de>,
{
    let Percent(number) = Percent::deserialize(deserializer)?;
    match (LEAST..=MOST).contains(&number) {
        true => Ok(Percent(number)),
        false => Err(D::Error::custom(format!("{number}% should be from {LEAST}% to {MOST}%"))),
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a part of a whole, \"1.5%\"", |text| {
            measured(text, "%", 0.0..=100.0).map(|share| Self(share / 100.0))
        })
    }
}

impl<'de> Deserialize<'de> for Lines {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a height in lines from 0 to 100, \"0.5 lines\"", |text| {
            lines(text, 0.0..=LONGEST)
        })
    }
}

impl<'de> Deserialize<'de> for Pt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a length in points or millimetres, \"0.5pt\" or \"3mm\"", |text| {
            let bounds = 0.0..=LONGEST_ABSOLUTE;
            let millimetres = || measured(text, "mm", bounds.clone()).map(Self::from_mm);
            measured(text, "pt", bounds.clone()).map(Self).or_else(millimetres)
        })
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "whole hundredths, \"33%\"", |text| {
            let number = text.trim().strip_suffix('%')?.trim_end().parse().ok()?;
            (number <= 400).then_some(Self(number))
        })
    }
}
