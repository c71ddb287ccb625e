//! The table `[text]`: what the author asks of the plain-text edition.

use super::table::{Reader, truth};
use crate::diagnostic::Diagnostics;
use crate::model::{LinkPlace, TextWishes};

/// Some of its keys.
pub(super) const KEYS: &str = "`width`, `ascii`, `links` …";

/// Takes an entry; what `wishes` hold already stays.
pub(super) fn take(reader: &Reader<'_>, wishes: &mut TextWishes, diagnostics: &mut Diagnostics) {
    let columns = |text: &str| text.parse().ok().filter(|width| (40..=120).contains(width));
    match reader.key().as_str() {
        "width" => reader.take(&mut wishes.width, diagnostics, "a number of columns, 40 to 120", columns),
        "ascii" => reader.take(&mut wishes.ascii, diagnostics, "true or false", truth),
        "links" => {
            reader.take(&mut wishes.links, diagnostics, "`list`, `inline` or `none`", LinkPlace::named);
        }
        "crlf" => reader.take(&mut wishes.crlf, diagnostics, "true or false", truth),
        "form-feed" => reader.take(&mut wishes.form_feed, diagnostics, "true or false", truth),
        "page-marks" => reader.take(&mut wishes.page_marks, diagnostics, "true or false", truth),
        _ => reader.unknown("[text]", diagnostics),
    }
}
