//! The output intent: which colours the numbers of the file mean.

use lopdf::{Object, ObjectId, dictionary};

use super::icc::srgb_profile;
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
