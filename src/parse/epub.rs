//! The table `[epub]`: what the author asks of the EPUB.

use super::table::{Reader, truth};
use crate::diagnostic::Diagnostics;
use crate::model::{EpubProfile, EpubWishes};

const PROFILES: &str = "`general`, `kindle`, `kobo` or `apple`";

/// Some of its keys.
pub(super) const KEYS: &str = "`profile`, `cover`, `embed-fonts` …";

/// Takes an entry; what `wishes` hold already stays.
pub(super) fn take(reader: &Reader<'_>, wishes: &mut EpubWishes, diagnostics: &mut Diagnostics) {
    let words = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    match reader.key().as_str() {
        "profile" => reader.take(&mut wishes.profile, diagnostics, PROFILES, EpubProfile::named),
        "page-list" => reader.take(&mut wishes.page_list, diagnostics, "true or false", truth),
        "cover" => reader.take(&mut wishes.cover, diagnostics, "true or false", truth),
        "embed-fonts" => reader.take(&mut wishes.embed_fonts, diagnostics, "true or false", truth),
        "strip-metadata" => reader.take(&mut wishes.strip_metadata, diagnostics, "true or false", truth),
        "certified-by" => reader.take(&mut wishes.certified_by, diagnostics, "a name", words),
        "conforms-to" => reader.take(&mut wishes.conforms_to, diagnostics, "a standard's name", words),
        _ => reader.unknown("[epub]", diagnostics),
    }
}
