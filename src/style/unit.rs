//! Units, so that no number goes without one. A theme writes them as text, `"1.25em"`.

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

/// The longest length that a theme may ask for, in any unit: what is longer is a slip.
const LONGEST: f32 = 1000.0;

/// The number in front of `unit`, within sane bounds.
pub(super) fn measured(text: &str, unit: &str) -> Option<f32> {
    let number: f32 = text.trim().strip_suffix(unit)?.trim_end().parse().ok()?;
    (number.abs() <= LONGEST).then_some(number)
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
        from_text(deserializer, "a length in em, \"1.25em\"", |text| measured(text, "em").map(Self))
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a part of a whole, \"1.5%\"", |text| {
            measured(text, "%").filter(|share| (0.0..=100.0).contains(share)).map(|share| Self(share / 100.0))
        })
    }
}

impl<'de> Deserialize<'de> for Lines {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a height in lines, \"0.5 lines\"", |text| {
            measured(text, "lines").or_else(|| measured(text, "line")).map(Self)
        })
    }
}

impl<'de> Deserialize<'de> for Pt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a length in points or millimetres, \"0.5pt\" or \"3mm\"", |text| {
            measured(text, "pt").map(Self).or_else(|| measured(text, "mm").map(Self::from_mm))
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
