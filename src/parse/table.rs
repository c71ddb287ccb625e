//! Tables of settings, `[print]` and its like: their entries, read one by one.

use super::front_matter::Layer;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::value::{Entry, Value};
use crate::span::Span;

/// The entries of the table `entry`; none, and a report, if it is no table. `like` are some of its keys.
pub(super) fn entries<'l>(
    layer: &'l Layer,
    entry: &'l Entry,
    like: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Reader<'l>> {
    let Value::Map(entries) = &entry.node.value else {
        let message = format!("`{}` should be a table: {like}", entry.key);
        diagnostics.add(Diagnostic::warning(Code::BadValue, layer.span(&entry.node.range), message));
        return Vec::new();
    };
    entries.iter().map(|entry| Reader { layer, entry }).collect()
}

/// An entry of a table.
pub(super) struct Reader<'l> {
    pub layer: &'l Layer,
    pub entry: &'l Entry,
}

impl Reader<'_> {
    /// Its key, whichever way it is written.
    pub fn key(&self) -> String {
        self.entry.key.trim().to_ascii_lowercase().replace('_', "-")
    }

    /// Where its value stands.
    pub fn span(&self) -> Option<Span> {
        self.layer.span(&self.entry.node.range)
    }

    /// Reports a key that means nothing in the table.
    pub fn unknown(&self, table: &str, diagnostics: &mut Diagnostics) {
        let message = format!("the key `{}` has no meaning in `{table}`", self.entry.key);
        let span = self.layer.span(&self.entry.range);
        diagnostics.add(Diagnostic::warning(Code::UnknownKey, span, message));
    }

    /// Takes the value as a wish, unless there is one already, or reports that it should be `wanted`.
    pub fn take<T>(
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
    pub fn take_all<T>(
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
                diagnostics.add(Diagnostic::warning(Code::BadValue, self.span(), message));
            }
        }
    }
}

/// `true` or `false`, in the words of YAML and of people.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}
