//! Elements of HTML that no browser shows, and so no edition: `hidden`, `style="display: none"`,
//! `<template>`.

use super::builder::{Builder, Level};
use super::frame::{Shape, Wrap};
use super::html::{Attributes, is_block};
use super::reports::Reports;
use super::tags::{Meaning, meaning};
use std::ops::Range;

/// An element that is left out with what it holds: what of HTML is open within it.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    within: Vec<String>,
}

/// Why an element with this start tag is not shown, as a report names it; `None` if it is shown.
pub(super) fn why(name: &str, attributes: &Attributes) -> Option<&'static str> {
    let style = attributes.get("style").map(String::as_str).unwrap_or_default();
    let display = declared(style, "display");
    match name {
        // The table of the HTML Standard, 15.3.1, but for scripts and ruby. An edition asks for no script
        // to be run, so it needs no words for the lack of one.
        "template" | "noscript" | "datalist" | "noembed" | "noframes" | "head" | "title" => return Some(""),
        "dialog" if !attributes.contains_key("open") => return Some("without `open`"),
        _ => {}
    }
    match (display.as_deref(), declared(style, "visibility").as_deref()) {
        (Some("none"), _) => Some("with `display: none`"),
        (_, Some("hidden" | "collapse")) => Some("with `visibility: hidden`"),
        // A style of its own is stronger than the attribute.
        (None, _) if attributes.contains_key("hidden") => Some("with `hidden`"),
        _ => None,
    }
}

/// The value that the declarations of a `style` give to a property: the last one, or the last important
/// one (CSS Cascade, 6.1).
fn declared(style: &str, property: &str) -> Option<String> {
    let mut found: Option<(bool, String)> = None;
    for declaration in without_comments(style).split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        if !name.trim().eq_ignore_ascii_case(property) {
            continue;
        }
        let value = value.trim().to_ascii_lowercase();
        let (value, important) = match value.split_once('!') {
            Some((value, word)) => (value.trim().to_owned(), word.trim() == "important"),
            None => (value, false),
        };
        if found.as_ref().is_none_or(|(strong, _)| important || !strong) {
            found = Some((important, value));
        }
    }
    found.map(|(_, value)| value)
}

fn without_comments(style: &str) -> String {
    let mut kept = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

impl Builder<'_> {
    /// Opens the element of a start tag that is not shown. It ends with its end tag, or with what it
    /// stands in.
    pub fn open_hidden(&mut self, name: &str, range: &Range<usize>, reports: &mut Reports<'_>) {
        if is_void(name) {
            return;
        }
        if self.in_line() && !is_block(meaning(name)) {
            self.flush(reports);
            self.push(Shape::Span(Wrap::Hidden(Hidden::default())), range, Some(name));
            return;
        }
        if matches!(self.top().shape, Shape::Pre { .. }) {
            self.flush(reports);
        } else {
            self.boundary(range.start, reports);
        }
        let anchors = std::mem::take(&mut self.anchors);
        self.push(Shape::Hidden { hidden: Hidden::default(), anchors }, range, Some(name));
    }

    /// Whether a start tag is passed over, since it stands in an element that is not shown.
    pub fn passes_start(&mut self, name: &str, at: usize, reports: &mut Reports<'_>) -> bool {
        let Some((serial, tag, hidden)) = self.hidden() else { return false };
        while hidden.within.last().is_some_and(|open| ends(open, name)) {
            hidden.within.pop();
        }
        if hidden.within.is_empty() && ends(&tag, name) {
            self.close(serial, at, reports);
            return false;
        }
        if !is_void(name) {
            hidden.within.push(name.to_owned());
        }
        true
    }

    /// Whether an end tag is passed over, since it stands in an element that is not shown, or ends it.
    pub fn passes_end(&mut self, name: &str, at: usize, reports: &mut Reports<'_>) -> bool {
        let Some((serial, tag, hidden)) = self.hidden() else { return false };
        if let Some(open) = hidden.within.iter().rposition(|open| open == name) {
            hidden.within.truncate(open);
            return true;
        }
        if tag == name {
            self.close(serial, at, reports);
            return true;
        }
        // The end of what it stands in is its end, too. A `<p>` may be one of ours.
        if name != "p" && self.find_open(|tag| tag == name, Level::Block).is_some() {
            self.close(serial, at, reports);
            return false;
        }
        true
    }

    /// The innermost element that is not shown: its serial number and its tag.
    fn hidden(&mut self) -> Option<(u64, String, &mut Hidden)> {
        self.stack.iter_mut().rev().find_map(|frame| match &mut frame.shape {
            Shape::Hidden { hidden, .. } | Shape::Span(Wrap::Hidden(hidden)) => {
                Some((frame.serial, frame.tag.clone().unwrap_or_default(), hidden))
            }
            _ => None,
        })
    }
}

/// Whether the start of `next` ends an element that is `open` (HTML Standard, 13.1.2.4).
fn ends(open: &str, next: &str) -> bool {
    match open {
        "p" => is_block(meaning(next)),
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot"),
        "tr" => matches!(next, "tr" | "tbody" | "thead" | "tfoot"),
        "thead" | "tbody" | "tfoot" => matches!(next, "tbody" | "thead" | "tfoot"),
        _ => false,
    }
}

/// Whether an element holds nothing, and has no end tag.
fn is_void(name: &str) -> bool {
    matches!(
        meaning(name),
        Meaning::Break | Meaning::Nothing | Meaning::Image | Meaning::Input | Meaning::Rule
    ) || matches!(name, "area" | "base" | "col" | "embed" | "link" | "meta" | "param" | "source" | "track")
}

#[cfg(test)]
mod tests {
    use super::{Attributes, why};

    #[test]
    fn what_hides_an_element() {
        let attributes = |pairs: &[(&str, &str)]| -> Attributes {
            pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
        };
        for (pairs, is_hidden) in [
            (&[("hidden", "")][..], true),
            (&[("hidden", "until-found")], true),
            (&[("hidden", ""), ("style", "display: block")], false),
            (&[("style", "display:none")], true),
            (&[("style", "color: red; DISPLAY : None !important ;")], true),
            (&[("style", "display: none; display: block")], false),
            (&[("style", "display: none !important; display: block")], true),
            (&[("style", "display:/* not now */none")], true),
            (&[("style", "visibility: hidden")], true),
            (&[("style", "background: url(display:none)")], false),
            (&[("aria-hidden", "true")], false),
            (&[("class", "hidden")], false),
        ] {
            assert_eq!(why("div", &attributes(pairs)).is_some(), is_hidden, "{pairs:?}");
        }
        assert!(why("template", &attributes(&[])).is_some());
        assert!(why("dialog", &attributes(&[])).is_some());
        assert!(why("dialog", &attributes(&[("open", "")])).is_none());
    }
}
