//! The output intent: which colours the numbers of the file mean.

use lopdf::{Object, ObjectId, dictionary};

use super::inks::Inks;
use super::object::{deflate, deflated_stream, text_string};
use super::store::ObjectStore;
use crate::model::{InkSet, PdfStandard, PdfStandards};

/// The output intents of a file that claims `standards` in `inks`: sRGB for screens and archives
/// (ISO 19005-2, 6.2.3), the press's inks for the press (ISO 15930-7, 6.2). All share one profile.
pub(super) fn intents(objects: &mut ObjectStore, standards: &PdfStandards, inks: &Inks) -> Vec<Object> {
    let archive = standards.iter().any(PdfStandard::is_archival).then_some("GTS_PDFA1");
    let press = (standards.has(PdfStandard::X4) || inks.profile.is_some()).then_some("GTS_PDFX");
    let kinds: Vec<&str> = press.into_iter().chain(archive).collect();
    if kinds.is_empty() {
        return Vec::new();
    }
    let srgb = srgb_profile();
    let profile = embedded(objects, inks.profile.as_deref().unwrap_or(&srgb), inks.count());
    let (name, condition) = match inks.set {
        InkSet::Rgb => ("sRGB", "sRGB IEC61966-2.1"),
        InkSet::Grey => ("Custom", "Black ink"),
        InkSet::Cmyk => ("Custom", "Cyan, magenta, yellow and black, as the profile tells"),
    };
    let intent = |kind: &str| {
        Object::Dictionary(dictionary! {
            "Type" => "OutputIntent",
            "S" => kind,
            "OutputConditionIdentifier" => text_string(name),
            "OutputCondition" => text_string(condition),
            "Info" => text_string(condition),
            "RegistryName" => text_string("http://www.color.org"),
            "DestOutputProfile" => Object::Reference(profile),
        })
    };
    kinds.into_iter().map(intent).collect()
}

/// The stream of a profile with so many colours.
fn embedded(objects: &mut ObjectStore, profile: &[u8], count: usize) -> ObjectId {
    objects.add(deflated_stream(dictionary! { "N" => count as i64 }, deflate(profile)))
}

/// An ICC profile for black ink on paper whose dots grow as on most presses: where half of the
/// paper should be covered, 70 per cent are (a dot gain of 20 per cent, as ISO 12647-2 has it for
/// uncoated papers, near enough).
pub(super) fn grey_profile() -> Vec<u8> {
    const GAIN: f64 = 0.2;
    let tone = curve(|value| {
        let ink = 1.0 - value;
        1.0 - (ink + 4.0 * GAIN * ink * (1.0 - ink))
    });
    let tags = [
        (*b"desc", description("Grey, dot gain 20 %")),
        (*b"cprt", text("No copyright, use freely")),
        (*b"wtpt", xyz([0.9642, 1.0, 0.8249])),
        (*b"kTRC", tone),
    ];
    profile(*b"prtr", *b"GRAY", &tags)
}

/// An ICC profile of version 2.1 for sRGB (IEC 61966-2-1), by its primaries and a sampled curve
/// (ICC.1:2001-04).
pub(super) fn srgb_profile() -> Vec<u8> {
    // The primaries and the white of sRGB, adapted to the D50 of ICC profiles by Bradford's matrix,
    // as the profile that the ICC publishes has them.
    const WHITE: [f64; 3] = [0.9505, 1.0, 1.0891];
    const RED: [f64; 3] = [0.436_074_7, 0.222_504_5, 0.013_932_2];
    const GREEN: [f64; 3] = [0.385_064_9, 0.716_878_6, 0.097_104_5];
    const BLUE: [f64; 3] = [0.143_080_4, 0.060_616_9, 0.714_173_3];
    let curve =
        curve(|value| if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) });
    let tags = [
        (*b"desc", description("sRGB")),
        (*b"cprt", text("No copyright, use freely")),
        (*b"wtpt", xyz(WHITE)),
        (*b"rXYZ", xyz(RED)),
        (*b"gXYZ", xyz(GREEN)),
        (*b"bXYZ", xyz(BLUE)),
        (*b"rTRC", curve.clone()),
        (*b"gTRC", curve.clone()),
        (*b"bTRC", curve),
    ];
    profile(*b"mntr", *b"RGB ", &tags)
}

/// A profile of a class and a colour space, with its tags; equal ones are stored once.
fn profile(class: [u8; 4], space: [u8; 4], tags: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    const HEADER: usize = 128;
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let start = HEADER + 4 + 12 * tags.len();
    let mut places: Vec<(&Vec<u8>, usize)> = Vec::new();
    for (name, tag) in tags {
        let place = match places.iter().find(|(known, _)| *known == tag) {
            Some((_, place)) => *place,
            None => {
                let place = start + data.len();
                data.extend_from_slice(tag);
                data.resize(data.len().next_multiple_of(4), 0);
                places.push((tag, place));
                place
            }
        };
        table.extend_from_slice(name);
        table.extend_from_slice(&(place as u32).to_be_bytes());
        table.extend_from_slice(&(tag.len() as u32).to_be_bytes());
    }
    let mut out = vec![0; HEADER];
    out[0..4].copy_from_slice(&((start + data.len()) as u32).to_be_bytes());
    // Version 2.1.
    out[8..12].copy_from_slice(&[2, 0x10, 0, 0]);
    out[12..16].copy_from_slice(&class);
    out[16..20].copy_from_slice(&space);
    out[20..24].copy_from_slice(b"XYZ ");
    // A date has to stand there, and no clock may be read: the first day of the version's year.
    out[24..36].copy_from_slice(&[0x07, 0xD1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    out[36..40].copy_from_slice(b"acsp");
    // The illuminant, D50.
    for (at, value) in [(68, 0.9642), (72, 1.0), (76, 0.8249)] {
        out[at..at + 4].copy_from_slice(&fixed(value));
    }
    out.extend_from_slice(&table);
    out.extend_from_slice(&data);
    out
}

/// A number with sixteen binary places.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65_536.0).round() as i32).to_be_bytes()
}

fn xyz(values: [f64; 3]) -> Vec<u8> {
    let mut tag = b"XYZ \0\0\0\0".to_vec();
    values.iter().for_each(|value| tag.extend_from_slice(&fixed(*value)));
    tag
}

/// A curve by its values at 1024 places.
fn curve(of: impl Fn(f64) -> f64) -> Vec<u8> {
    const PLACES: u32 = 1024;
    let mut tag = b"curv\0\0\0\0".to_vec();
    tag.extend_from_slice(&PLACES.to_be_bytes());
    for place in 0..PLACES {
        let value = of(f64::from(place) / f64::from(PLACES - 1));
        tag.extend_from_slice(&((value.clamp(0.0, 1.0) * 65_535.0).round() as u16).to_be_bytes());
    }
    tag
}

fn text(words: &str) -> Vec<u8> {
    let mut tag = b"text\0\0\0\0".to_vec();
    tag.extend_from_slice(words.as_bytes());
    tag.push(0);
    tag
}

/// A description in ASCII; the fields for other scripts stay empty.
fn description(words: &str) -> Vec<u8> {
    let mut tag = b"desc\0\0\0\0".to_vec();
    tag.extend_from_slice(&(words.len() as u32 + 1).to_be_bytes());
    tag.extend_from_slice(words.as_bytes());
    tag.push(0);
    // Unicode: language code and count; Macintosh: code, count and 67 bytes.
    tag.resize(tag.len() + 8 + 3 + 67, 0);
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_srgb_to_a_colour_engine() {
        let profile = moxcms::ColorProfile::new_from_slice(&srgb_profile()).expect("a profile");
        let (own, known) = (profile, moxcms::ColorProfile::new_srgb());
        let options = moxcms::TransformOptions::default();
        let transform = own
            .create_transform_8bit(moxcms::Layout::Rgb, &known, moxcms::Layout::Rgb, options)
            .expect("a transform");
        let colours: Vec<u8> = (0..=255).flat_map(|value| [value, 255 - value, value / 2]).collect();
        let mut shown = vec![0; colours.len()];
        transform.transform(&colours, &mut shown).expect("colours");
        let off = colours.iter().zip(&shown).map(|(one, other)| one.abs_diff(*other)).max();
        assert!(off <= Some(1), "{off:?}");
    }
}
