//! Colours → the inks that they are printed in.

use std::fmt;
use std::sync::Arc;

use moxcms::{
    ColorProfile, DataColorSpace, Layout, ProfileClass, RenderingIntent, TransformExecutor, TransformOptions,
};

use super::icc::grey_profile;
use crate::model::InkSet;
use crate::style::{Colour, PrintRules};

type Transform = Arc<dyn TransformExecutor<u8> + Send + Sync>;

/// The inks of a print.
pub(super) struct Inks {
    pub set: InkSet,
    /// The profile that says what the inks look like; `None` for red, green and blue.
    pub profile: Option<Vec<u8>>,
    press: Option<ColorProfile>,
    /// From sRGB.
    transform: Option<Transform>,
}

/// Why a profile cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// There is none, and the inks are told by one alone.
    Missing,
    /// It is damaged, or of a kind that is not known.
    Unreadable,
    /// It is not one of a press with these inks.
    Other,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "cyan, magenta, yellow and black need the press's colour profile",
            Self::Unreadable => "the press's colour profile cannot be read",
            Self::Other => "the colour profile is not that of a press with these inks",
        })
    }
}

impl Inks {
    /// The inks that `rules` ask for, as `profile`, the press's, tells of them. Black alone has a
    /// profile of its own, if there is none.
    pub fn of(rules: &PrintRules, profile: Option<&[u8]>) -> Result<Self, Unfit> {
        let (space, layout) = match rules.inks {
            InkSet::Rgb => return Ok(Self::rgb()),
            InkSet::Grey => (DataColorSpace::Gray, Layout::Gray),
            InkSet::Cmyk => (DataColorSpace::Cmyk, Layout::Rgba),
        };
        let bytes = match (profile, rules.inks) {
            (Some(profile), _) => profile.to_vec(),
            (None, InkSet::Grey) => grey_profile(),
            (None, InkSet::Rgb | InkSet::Cmyk) => return Err(Unfit::Missing),
        };
        let press = ColorProfile::new_from_slice(&bytes).map_err(|_| Unfit::Unreadable)?;
        if press.color_space != space || press.profile_class != ProfileClass::OutputDevice {
            return Err(Unfit::Other);
        }
        let transform =
            ColorProfile::new_srgb().create_transform_8bit(Layout::Rgb, &press, layout, options());
        let transform = transform.map_err(|_| Unfit::Unreadable)?;
        Ok(Self { set: rules.inks, profile: Some(bytes), press: Some(press), transform: Some(transform) })
    }

    /// Red, green and blue.
    pub fn rgb() -> Self {
        Self { set: InkSet::Rgb, profile: None, press: None, transform: None }
    }

    /// The colour space of a device with these inks.
    pub fn device(&self) -> &'static str {
        match self.set {
            InkSet::Rgb => "DeviceRGB",
            InkSet::Grey => "DeviceGray",
            InkSet::Cmyk => "DeviceCMYK",
        }
    }

    /// A colour as parts of each ink, from 0 to 255, and the operator that fills with it. Black and
    /// greys are printed in black alone, so that no plate can stand beside another in a letter.
    pub fn fill(&self, Colour(red, green, blue): Colour) -> (Vec<u8>, &'static str) {
        let neutral = red == green && green == blue;
        match self.set {
            InkSet::Rgb if !neutral => (vec![red, green, blue], "rg"),
            InkSet::Rgb => (vec![red], "g"),
            InkSet::Grey => (self.parts([red, green, blue]), "g"),
            InkSet::Cmyk => (self.parts([red, green, blue]), "k"),
        }
    }

    /// A colour as parts of each ink of [`device`](Self::device), from 0 to 255.
    pub fn parts(&self, [red, green, blue]: [u8; 3]) -> Vec<u8> {
        let neutral = red == green && green == blue;
        match self.set {
            InkSet::Rgb => vec![red, green, blue],
            InkSet::Grey if neutral => vec![red],
            InkSet::Cmyk if neutral => vec![0, 0, 0, 255 - red],
            InkSet::Grey | InkSet::Cmyk => self.converted(&[red, green, blue], None),
        }
    }

    /// How many parts a colour has.
    pub fn count(&self) -> usize {
        match self.set {
            InkSet::Rgb => 3,
            InkSet::Grey => 1,
            InkSet::Cmyk => 4,
        }
    }

    /// Pixels of red, green and blue as pixels of these inks; `from` is their own profile, if they
    /// have one.
    pub fn converted(&self, pixels: &[u8], from: Option<&[u8]>) -> Vec<u8> {
        let Some(press) = &self.press else { return pixels.to_vec() };
        let layout = if self.set == InkSet::Grey { Layout::Gray } else { Layout::Rgba };
        let own = from.and_then(|bytes| ColorProfile::new_from_slice(bytes).ok());
        let own = own.filter(|profile| profile.color_space == DataColorSpace::Rgb);
        let own = own.and_then(|own| own.create_transform_8bit(Layout::Rgb, press, layout, options()).ok());
        let mut inks = vec![0; pixels.len() / 3 * self.count()];
        if let Some(transform) = own.as_ref().or(self.transform.as_ref()) {
            // The buffers are as long as each other by their parts, which is all that can go wrong.
            let _ = transform.transform(pixels, &mut inks);
        }
        inks
    }
}

fn options() -> TransformOptions {
    TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        ..TransformOptions::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PrintWishes;

    #[test]
    fn greys_are_black_ink_and_colours_are_as_dark_as_they_look() {
        let wishes = PrintWishes { colour: Some(InkSet::Grey), ..PrintWishes::default() };
        let inks = Inks::of(&PrintRules::granting(&wishes, None), None).expect("a profile of our own");
        assert_eq!(inks.fill(Colour::BLACK), (vec![0], "g"));
        assert_eq!(inks.fill(Colour(255, 255, 255)), (vec![255], "g"));
        let [yellow, blue] = [[255, 255, 0], [0, 0, 255]].map(|colour| inks.parts(colour)[0]);
        assert!(yellow > 200 && blue < 140, "{yellow} {blue}");
    }

    #[test]
    fn four_inks_need_a_profile_of_a_press() {
        let wishes = PrintWishes { colour: Some(InkSet::Cmyk), ..PrintWishes::default() };
        let rules = PrintRules::granting(&wishes, None);
        assert_eq!(Inks::of(&rules, None).err(), Some(Unfit::Missing));
        assert_eq!(Inks::of(&rules, Some(b"ICC")).err(), Some(Unfit::Unreadable));
        assert_eq!(Inks::of(&rules, Some(&grey_profile())).err(), Some(Unfit::Other));
    }
}
