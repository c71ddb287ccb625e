//! Raw HTML → its tags and words, by html5gum, with their places.

use std::ops::Range;

use html5gum::emitters::default::{DefaultEmitter, Token};
use html5gum::{State, Tokenizer};

use super::builder::Builder;
use super::html::Reader;
use super::reports::Reports;

/// HTML and where its pieces stand, as lines may have lost the marks of a quote or an indent.
#[derive(Debug, Default)]
pub(super) struct Text {
    text: String,
    /// Offset in the text, offset in the source.
    pieces: Vec<(usize, usize)>,
}

impl Text {
    /// Adds `text`, which stands at `at`.
    pub fn push(&mut self, text: &str, at: usize) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(text);
    }

    fn source(&self, offset: usize) -> usize {
        let piece = self.pieces.partition_point(|piece| piece.0 <= offset).saturating_sub(1);
        self.pieces.get(piece).map_or(0, |(text, source)| source + (offset - text))
    }

    fn range(&self, span: html5gum::Span<usize>) -> Range<usize> {
        let start = self.source(span.start);
        start..self.source(span.end.saturating_sub(1)).max(start) + 1
    }
}

/// Where HTML stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a block of its own.
    Block,
    /// In a line of Markdown: one tag.
    Line,
}

/// Reads HTML into `builder`.
pub(super) fn read(html: &Text, place: Place, builder: &mut Builder<'_>, reports: &mut Reports<'_>) {
    let mut tokens =
        Tokenizer::new_with_emitter(html.text.as_str(), DefaultEmitter::<usize>::new_with_span());
    // The name of the element whose raw text is being passed over.
    let mut raw: Option<String> = None;
    let mut ends = Ends::default();
    while let Some(token) = tokens.next() {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let range = html.range(tag.span);
                let name = text_of(&tag.name);
                // Without its end nothing says where text begins again, so then it is all text.
                if place == Place::Block
                    && matches!(&*name, "script" | "style")
                    && ends.has(&html.text, tag.span.end, &name)
                {
                    reports.dropped(&name, builder.place.span(&range));
                    tokens.set_state(if name == "script" { State::ScriptData } else { State::RawText });
                    raw = Some(name);
                    continue;
                }
                let attributes = tag
                    .attributes
                    .iter()
                    .map(|(name, value)| (text_of(name), text_of(&value.value)))
                    .collect();
                Reader { builder, reports, passage: None }.start(&name, &attributes, &range);
            }
            Token::EndTag(tag) => {
                let name = text_of(&tag.name);
                if raw.take().is_none_or(|raw| raw != name) {
                    Reader { builder, reports, passage: None }.end(&name, &html.range(tag.span));
                }
            }
            Token::String(text) => {
                if raw.is_none() {
                    let words = text_of(&text.value);
                    builder.html_text(&words, html.source(text.span.start), reports);
                }
            }
            Token::Comment(comment) => {
                let range = html.range(comment.span);
                let source = builder.place.text.get(range.clone()).unwrap_or_default();
                if source.starts_with("<?") || source.starts_with("<![") {
                    reports.instruction(builder.place.span(&range));
                }
            }
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
}

/// The last end tags in a text, searched once.
#[derive(Default)]
struct Ends {
    script: Option<usize>,
    style: Option<usize>,
}

impl Ends {
    /// Whether an end tag called `name` stands after `at`.
    fn has(&mut self, text: &str, at: usize, name: &str) -> bool {
        let known = if name == "script" { &mut self.script } else { &mut self.style };
        let last = *known.get_or_insert_with(|| {
            let end = format!("</{name}");
            let bytes = text.as_bytes().windows(end.len());
            bytes
                .rev()
                .position(|window| window.eq_ignore_ascii_case(end.as_bytes()))
                .map_or(0, |back| text.len() - end.len() - back)
        });
        last >= at
    }
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
