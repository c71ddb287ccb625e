//! The table `[print]`: what the author asks of the print.

use super::table::{Reader, truth};
use crate::diagnostic::Diagnostics;
use crate::model::{Imposition, InkSet, PictureInks, PrintWishes, TrimMark, Wish};

/// Some of its keys.
pub(super) const KEYS: &str = "`bleed`, `marks`, `colour` …";

/// Takes an entry; what `wishes` hold already stays.
pub(super) fn take(reader: &Reader<'_>, wishes: &mut PrintWishes, diagnostics: &mut Diagnostics) {
    match reader.key().as_str() {
        "bleed" => {
            reader.take(&mut wishes.bleed, diagnostics, "a length up to 20mm", |text| millimetres(text, 20.0))
        }
        "marks" => reader.take_all(&mut wishes.marks, diagnostics, "`crop`, `registration` or both", mark),
        "slug" => reader.take(&mut wishes.slug, diagnostics, "true or false", truth),
        "colour" | "color" => {
            reader.take(&mut wishes.colour, diagnostics, "`rgb`, `grey` or `cmyk`", |text| match text {
                "rgb" => Some(InkSet::Rgb),
                "grey" | "gray" => Some(InkSet::Grey),
                "cmyk" => Some(InkSet::Cmyk),
                _ => None,
            });
        }
        "profile" => {
            let span = reader.span();
            reader.take(&mut wishes.profile, diagnostics, "the path of an ICC profile", |text| {
                Some(Wish { text: text.to_owned(), span })
            });
        }
        "pictures" => {
            reader.take(&mut wishes.pictures, diagnostics, "`convert` or `keep`", |text| match text {
                "convert" => Some(PictureInks::Convert),
                "keep" => Some(PictureInks::Keep),
                _ => None,
            });
        }
        "ink-limit" => reader.take(&mut wishes.ink_limit, diagnostics, "a number from 100 to 400", |text| {
            text.trim_end_matches('%').trim().parse().ok().filter(|limit| (100..=400).contains(limit))
        }),
        "min-dpi" => reader.take(&mut wishes.min_dpi, diagnostics, "a number of dots per inch", |text| {
            text.trim_end_matches("dpi").trim().parse().ok()
        }),
        "pad" => reader.take(&mut wishes.pad, diagnostics, "true or false", truth),
        "impose" => reader.take(&mut wishes.impose, diagnostics, "`booklet` or `2up`", Imposition::named),
        "creep" => {
            reader.take(&mut wishes.creep, diagnostics, "a length up to 2mm", |text| millimetres(text, 2.0))
        }
        _ => reader.unknown("[print]", diagnostics),
    }
}

/// A length in millimetres: `3mm`, `3`, `0.125in`.
fn millimetres(text: &str, most: f32) -> Option<f32> {
    let (number, unit) = match text.strip_suffix("in") {
        Some(number) => (number, 25.4),
        None => (text.trim_end_matches("mm"), 1.0),
    };
    let length = number.trim().parse::<f32>().ok()? * unit;
    (0.0..=most).contains(&length).then_some(length)
}

fn mark(text: &str) -> Option<TrimMark> {
    match text {
        "crop" => Some(TrimMark::Crop),
        "registration" => Some(TrimMark::Registration),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_in_millimetres_and_inches() {
        assert_eq!(millimetres("3mm", 20.0), Some(3.0));
        assert_eq!(millimetres("0.125in", 20.0), Some(3.175));
        assert_eq!(millimetres("30mm", 20.0), None);
        assert_eq!(millimetres("-1mm", 20.0), None);
        assert_eq!(millimetres("NaN", 20.0), None);
    }
}
