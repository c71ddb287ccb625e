//! The author's wish → the theme's style sheet.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Division, Preferences, Wish};
use crate::source::{Refusal, Sources};
use crate::span::Span;
use crate::style::{self, StyleSheet, THEMES, Theme};

/// The style sheet of the theme that is wished for, or of the one that fits the document: what
/// cannot be had is reported, and the document gets what fits it.
pub(super) fn choose(
    division: Division,
    wishes: &Preferences,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> StyleSheet {
    let wished = wishes.theme.as_ref().and_then(|wish| grant(wish, sources, diagnostics));
    wished.unwrap_or_else(|| fitting(division, sources).sheet())
}

/// What has a `book.toml` explains something; other books are read for themselves.
fn fitting(division: Division, sources: &Sources) -> &'static Theme {
    let name = match division {
        Division::Article => "article",
        Division::Book if sources.book.is_some() => "manual",
        Division::Book => "book",
    };
    Theme::find(name).expect("the built-in themes have these names")
}

fn grant(wish: &Wish, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<StyleSheet> {
    let Wish { text: name, span } = wish;
    if !name.ends_with(".toml") {
        let found = Theme::find(&name.to_ascii_lowercase());
        if found.is_none() {
            let names: Vec<_> = THEMES.iter().map(|theme| theme.name).collect();
            diagnostics.add(
                Diagnostic::warning(Code::BadValue, *span, format!("there is no theme `{name}`")).with_help(
                    format!("the themes are {}, and your own in a `.toml` file", names.join(", ")),
                ),
            );
        }
        return found.map(Theme::sheet);
    }
    let found = sources.theme(span.map(|span| span.file), name);
    let file = match found.unwrap_or(Err(Refusal::Missing)) {
        Ok(file) => file,
        Err(refusal) => {
            let message = format!("the theme `{name}` is not used: {refusal}");
            diagnostics.add(Diagnostic::error(Code::Theme, *span, message));
            return None;
        }
    };
    match style::read(sources.text(file)) {
        Ok(sheet) => Some(sheet),
        Err(fault) => {
            let span = Span::new(file, fault.range);
            diagnostics.add(
                Diagnostic::error(Code::Theme, span, fault.message)
                    .with_help("`pressroom themes book` prints a theme that says everything"),
            );
            None
        }
    }
}
