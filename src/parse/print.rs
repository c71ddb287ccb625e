//! The table `[print]`: what the author asks of the print.

use super::front_matter::Layer;
use super::value::{Entry, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Imposition, InkSet, PictureInks, PrintWishes, TrimMark, Wish};

/// Takes what `entry`, the table, says; what `wishes` hold already stays.
pub(super) fn read(layer: &Layer, entry: &Entry, wishes: &mut PrintWishes, diagnostics: &mut Diagnostics) {
    let Value::Map(entries) = &entry.node.value else {
        let message = format!("`{}` should be a table: `bleed`, `marks`, `colour` …", entry.key);
        diagnostics.add(Diagnostic::warning(Code::BadValue, layer.span(&entry.node.range), message));
        return;
    };
    for entry in entries {
        let reader = Reader { layer, entry };
        let key = entry.key.trim().to_ascii_lowercase().replace('_', "-");
        match key.as_str() {
            "bleed" => reader
                .take(&mut wishes.bleed, diagnostics, "a length up to 20mm", |text| millimetres(text, 20.0)),
            "marks" => {
                reader.take_all(&mut wishes.marks, diagnostics, "`crop`, `registration` or both", mark)
            }
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
                let span = layer.span(&entry.node.range);
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
            "ink-limit" => {
                reader.take(&mut wishes.ink_limit, diagnostics, "a number from 100 to 400", |text| {
                    text.trim_end_matches('%').trim().parse().ok().filter(|limit| (100..=400).contains(limit))
                })
            }
            "min-dpi" => reader.take(&mut wishes.min_dpi, diagnostics, "a number of dots per inch", |text| {
                text.trim_end_matches("dpi").trim().parse().ok()
            }),
            "pad" => reader.take(&mut wishes.pad, diagnostics, "true or false", truth),
            "impose" => reader.take(&mut wishes.impose, diagnostics, "`booklet` or `2up`", Imposition::named),
            "creep" => reader
                .take(&mut wishes.creep, diagnostics, "a length up to 2mm", |text| millimetres(text, 2.0)),
            _ => {
                let message = format!("the key `{}` has no meaning in `[print]`", entry.key);
                let span = layer.span(&entry.range);
                diagnostics.add(Diagnostic::warning(Code::UnknownKey, span, message));
            }
        }
    }
}

/// How the imposition is wished for on the command line.
pub(super) fn imposition(
    layer: &Layer,
    entry: &Entry,
    wishes: &mut PrintWishes,
    diagnostics: &mut Diagnostics,
) {
    let reader = Reader { layer, entry };
    reader.take(&mut wishes.impose, diagnostics, "`booklet` or `2up`", Imposition::named);
}

struct Reader<'l> {
    layer: &'l Layer,
    entry: &'l Entry,
}

impl Reader<'_> {
    fn take<T>(
        &self,
        wish: &mut Option<T>,
        diagnostics: &mut Diagnostics,
        wanted: &str,
        read: impl Fn(&str) -> Option<T>,
    ) {
        let value = match &self.entry.node.value {
            Value::Scalar(text) => read(text.trim()),
            Value::Null => return,
            Value::List(_) | Value::Map(_) => None,
        };
        self.grant(wish, value, wanted, diagnostics);
    }

    /// A list, or words with commas between them; `none` for an empty one.
    fn take_all<T>(
        &self,
        wish: &mut Option<Vec<T>>,
        diagnostics: &mut Diagnostics,
        wanted: &str,
        read: impl Fn(&str) -> Option<T>,
    ) {
        let words: Vec<&str> = match &self.entry.node.value {
            Value::Scalar(text) if text.trim() == "none" => Vec::new(),
            Value::Scalar(text) => text.split(',').map(str::trim).collect(),
            Value::List(nodes) => nodes
                .iter()
                .map(|node| match &node.value {
                    Value::Scalar(text) => text.trim(),
                    Value::Null | Value::List(_) | Value::Map(_) => "",
                })
                .collect(),
            Value::Null => return,
            Value::Map(_) => vec![""],
        };
        let values = words.into_iter().map(read).collect::<Option<Vec<T>>>();
        self.grant(wish, values, wanted, diagnostics);
    }

    fn grant<T>(&self, wish: &mut Option<T>, value: Option<T>, wanted: &str, diagnostics: &mut Diagnostics) {
        match value {
            Some(value) => {
                wish.get_or_insert(value);
            }
            None => {
                let message = format!("`{}` should be {wanted}", self.entry.key);
                let span = self.layer.span(&self.entry.node.range);
                diagnostics.add(Diagnostic::warning(Code::BadValue, span, message));
            }
        }
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

fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
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
