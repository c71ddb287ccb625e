//! A file's text → the front matter at its head, and the text after it.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source;
use crate::source::value::{self, Entry, Node, Value};
use crate::span::{FileId, Span};

/// Keys and values, and where they are written.
#[derive(Debug, Default)]
pub(super) struct Layer {
    /// In order.
    pub entries: Vec<Entry>,
    /// The file, and where in it the ranges start; `None` for the command line.
    pub place: Option<(FileId, usize)>,
}

impl Layer {
    /// The span of `range` in what the keys were read from.
    pub fn span(&self, range: &Range<usize>) -> Option<Span> {
        self.place.map(|(file, base)| Span::new(file, base + range.start..base + range.end))
    }
}

/// Takes the front matter off `text`: what it says, and where the rest starts.
pub(super) fn split(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> (Layer, usize) {
    let nothing = (Layer::default(), 0);
    let Some(first) = text.lines().next() else { return nothing };
    let fence = first.trim_end();
    if fence != "---" && fence != "+++" {
        return nothing;
    }
    let start = (first.len() + 1).min(text.len());
    let Some((end, rest)) = source::closing(text, start, fence) else {
        if looks_like_keys(&text[start..], fence) {
            let span = Span::new(file, 0..first.len());
            diagnostics.add(
                Diagnostic::warning(Code::FrontMatter, span, "front matter is opened and not closed")
                    .with_help(format!("end it with a line `{fence}`; until then it is text")),
            );
        }
        return nothing;
    };
    let inside = &text[start..end];
    let layer = Layer { entries: Vec::new(), place: Some((file, start)) };
    if inside.trim().is_empty() {
        // Two rules with nothing between them are as good as empty front matter.
        return (layer, rest);
    }
    if fence == "---" && !looks_like_keys(inside, fence) {
        return nothing;
    }
    let read = if fence == "---" { value::yaml(inside) } else { value::toml(inside) };
    (keep(read, layer, diagnostics), rest)
}

/// Reads a settings file in TOML.
pub(super) fn settings(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Layer {
    keep(value::toml(text), Layer { entries: Vec::new(), place: Some((file, 0)) }, diagnostics)
}

fn keep(read: Result<Node, value::Fault>, mut layer: Layer, diagnostics: &mut Diagnostics) -> Layer {
    match read {
        Ok(Node { value: Value::Map(entries), .. }) => layer.entries = entries,
        Ok(Node { value: Value::Null, .. }) => {}
        Ok(node) => diagnostics.add(Diagnostic::error(
            Code::FrontMatter,
            layer.span(&node.range),
            "front matter holds no keys, `title: …`",
        )),
        Err(fault) => diagnostics.add(Diagnostic::error(
            Code::FrontMatter,
            layer.span(&(fault.at..fault.at)),
            format!("front matter or settings cannot be read: {}", fault.message),
        )),
    }
    layer
}

/// Whether the first line that says something starts with a key, and not with prose after a rule.
fn looks_like_keys(text: &str, fence: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let Some(line) = lines.next() else { return false };
    let mark = if fence == "---" { ':' } else { '=' };
    let key = line.split(mark).next().unwrap_or_default().trim_matches(['"', '\'', ' ']);
    let named = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "-_. ".contains(c));
    let table = fence == "+++" && line.starts_with('[') || fence == "---" && line.starts_with('{');
    (line.contains(mark) && named && key.split(' ').count() <= 3) || table
}
