//! Colour profiles (ICC.1) → colour spaces, each profile once.

use std::collections::BTreeMap;

use lopdf::{Object, ObjectId, dictionary};

use super::super::object::{deflate, deflated_stream};
use super::super::store::ObjectStore;

/// The largest profile that is read, in bytes: those of presses have two million.
pub(super) const LARGEST_PROFILE: u64 = 8 << 20;

/// A profile's header, and the number of its tags.
const HEADER: usize = 132;

/// What pixels are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colours {
    Grey,
    Rgb,
    Cmyk,
}

impl Colours {
    /// By how many there are.
    pub fn of(components: u8) -> Option<Self> {
        match components {
            1 => Some(Self::Grey),
            3 => Some(Self::Rgb),
            4 => Some(Self::Cmyk),
            _ => None,
        }
    }

    /// The colour space of a device that has them.
    pub fn device(self) -> &'static str {
        match self {
            Self::Grey => "DeviceGray",
            Self::Rgb => "DeviceRGB",
            Self::Cmyk => "DeviceCMYK",
        }
    }

    fn count(self) -> i64 {
        match self {
            Self::Grey => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
        }
    }

    /// As a profile's header names them.
    fn signature(self) -> &'static [u8; 4] {
        match self {
            Self::Grey => b"GRAY",
            Self::Rgb => b"RGB ",
            Self::Cmyk => b"CMYK",
        }
    }
}

/// What a picture says of its colours.
pub(super) enum Profile {
    /// Nothing.
    None,
    /// A profile that a reader can use.
    Sound(SoundProfile),
    /// One that is damaged, or is for other colours.
    Broken,
}

/// The profile of these colours: whole, and for them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SoundProfile {
    bytes: Vec<u8>,
    device: &'static str,
    count: i64,
}

impl Profile {
    /// Checks what was found beside pixels of these colours.
    pub fn of(found: Option<Vec<u8>>, colours: Colours) -> Self {
        let Some(mut bytes) = found else { return Self::None };
        match checked_length(&bytes, colours) {
            Some(length) => {
                bytes.truncate(length);
                Self::Sound(SoundProfile { bytes, device: colours.device(), count: colours.count() })
            }
            None => Self::Broken,
        }
    }
}

/// The length of a profile for these colours, if all of it is there.
fn checked_length(bytes: &[u8], colours: Colours) -> Option<usize> {
    let number = |at: usize| {
        let bytes = bytes.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(bytes)).ok()
    };
    let length = number(0).filter(|length| (HEADER..=bytes.len()).contains(length))?;
    let tags = number(128)?;
    // A PDF knows versions 2 and 4; a profile of a device, and not from one device to another.
    let known = matches!(bytes[8], 2..=4)
        && matches!(&bytes[12..16], b"scnr" | b"mntr" | b"prtr" | b"spac")
        && &bytes[16..20] == colours.signature()
        && &bytes[36..40] == b"acsp"
        && (1..=1000).contains(&tags);
    let whole = |tag: usize| {
        let at = HEADER + tag * 12;
        let end = number(at + 4)?.checked_add(number(at + 8)?)?;
        (end <= length).then_some(())
    };
    (known && (0..tags).all(|tag| whole(tag).is_some())).then_some(length)
}

/// The profiles of a document.
#[derive(Default)]
pub(super) struct Profiles {
    known: BTreeMap<SoundProfile, ObjectId>,
}

impl Profiles {
    /// The colour space of a profile.
    pub fn space(&mut self, profile: SoundProfile, objects: &mut ObjectStore) -> Object {
        let id = match self.known.get(&profile) {
            Some(id) => *id,
            None => {
                let dictionary = dictionary! { "N" => profile.count, "Alternate" => profile.device };
                let id = objects.add(deflated_stream(dictionary, deflate(&profile.bytes)));
                self.known.insert(profile, id);
                id
            }
        };
        Object::Array(vec!["ICCBased".into(), Object::Reference(id)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The least that passes for a profile.
    fn profile() -> Vec<u8> {
        let mut bytes = vec![0; 160];
        bytes[3] = 160;
        bytes[8] = 4;
        bytes[12..20].copy_from_slice(b"mntrRGB ");
        bytes[36..40].copy_from_slice(b"acsp");
        bytes[131] = 1;
        bytes[132..144].copy_from_slice(b"desc\0\0\0\x90\0\0\0\x10");
        bytes
    }

    #[test]
    fn a_profile_is_whole_and_for_the_colours() {
        let whole = profile();
        assert!(matches!(Profile::of(Some(whole.clone()), Colours::Rgb), Profile::Sound(_)));
        assert!(matches!(Profile::of(Some(whole.clone()), Colours::Cmyk), Profile::Broken));
        assert!(matches!(Profile::of(None, Colours::Rgb), Profile::None));
        for length in 0..whole.len() {
            let cut = whole[..length].to_vec();
            assert!(matches!(Profile::of(Some(cut), Colours::Rgb), Profile::Broken), "cut at {length}");
        }
        let mut beyond = whole;
        beyond[143] = 0x11;
        assert!(matches!(Profile::of(Some(beyond), Colours::Rgb), Profile::Broken));
    }
}
