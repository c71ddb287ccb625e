//! Inlines: what stands in a line.

use super::{Language, Resolved, Stage};
use crate::span::Span;

/// A piece of a line. Inlines never hold blocks.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline<S: Stage> {
    /// Words.
    Text(String),
    /// `*words*`
    Emphasis(Vec<Inline<S>>),
    /// `**words**`
    Strong(Vec<Inline<S>>),
    /// `~~words~~`
    Strike(Vec<Inline<S>>),
    /// `~2~`, `<sub>`
    Subscript(Vec<Inline<S>>),
    /// `^2^`, `<sup>`
    Superscript(Vec<Inline<S>>),
    /// `<small>` in capitals' form: the text keeps its own case.
    SmallCaps(Vec<Inline<S>>),
    /// `<span lang="fr">`: words in another language.
    Foreign(Language, Vec<Inline<S>>),
    /// `` `code` ``, `<kbd>`, `<samp>`
    Code(String),
    /// `$x^2$`
    Math(Math<S>),
    /// `[words](target)`
    Link(Link<S>),
    /// `[^name]`
    Note(S::Note, Span),
    /// `![words](path)` among other words.
    Image(Image<S>),
    /// `<a id="name">`: a place to link to, without words.
    Anchor(S::Anchor),
    /// A line end in the source. `Resolved`: none are left; each became a space, or nothing
    /// between characters that take none (Chinese, Japanese).
    SoftBreak,
    /// A line end that stays: two blanks or a backslash before it, `<br>`.
    HardBreak,
}

/// A formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Math<S: Stage> {
    /// Where it stands.
    pub span: Span,
    /// The TeX between the dollars.
    pub tex: String,
    /// `Resolved`: its linear form in Unicode, `x² + a/b`, which all editions show; the TeX with
    /// its dollars where there is no such form.
    pub linear: S::Label,
}

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Link<S: Stage> {
    /// Where it stands.
    pub span: Span,
    /// Where it leads.
    pub target: S::Target,
    /// The title given in quotes, or empty.
    pub title: String,
    /// Its words. Never empty: a link without words shows its address.
    pub content: Vec<Inline<S>>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Image<S: Stage> {
    /// Where it stands.
    pub span: Span,
    /// Its data.
    pub picture: S::Picture,
    /// What a reader who does not see it is told; empty for a picture that only decorates.
    pub alternative: String,
    /// `{.decorative}`, `alt=""`: whether the author says that it only decorates.
    pub decorative: bool,
    /// `{width=50%}`, `<img width="50%">`: the share of the measure it takes, in hundredths;
    /// `None` for its own size, at most the measure.
    pub width: Option<u16>,
}

/// The words alone, without marks, notes and pictures' data; a picture gives its alternative text.
pub fn plain_text<S: Stage>(inlines: &[Inline<S>]) -> String {
    let mut text = String::new();
    push_plain_text(inlines, &mut text);
    text
}

fn push_plain_text<S: Stage>(inlines: &[Inline<S>], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Subscript(content)
            | Inline::Superscript(content)
            | Inline::SmallCaps(content)
            | Inline::Foreign(_, content) => push_plain_text(content, text),
            Inline::Link(link) => push_plain_text(&link.content, text),
            Inline::Math(math) => text.push_str(&math.tex),
            Inline::Image(image) => text.push_str(&image.alternative),
            Inline::SoftBreak | Inline::HardBreak => text.push(' '),
            Inline::Note(..) | Inline::Anchor(_) => {}
        }
    }
}

/// Whether a link's words are the address that it leads to, but for what a writer leaves out when it
/// is read: the scheme and a last slash, and escapes.
pub fn same_address(words: &str, address: &str) -> bool {
    !words.contains(char::is_whitespace) && bare(&unescaped(words)) == bare(&unescaped(address))
}

/// An address with its escapes (RFC 3986, 2.1) read, as far as they make text: every format needs others.
pub fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, behind @ ..] = rest {
        let hex = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
        rest = match (first, behind) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push(hex(*high).unwrap_or(0) << 4 | hex(*low).unwrap_or(0));
                after
            }
            _ => {
                bytes.push(*first);
                behind
            }
        };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}

fn bare(address: &str) -> &str {
    let address = address.trim();
    let without_scheme = ["https://", "http://", "ftp://", "mailto:", "tel:"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme));
    let rest = without_scheme.unwrap_or(address);
    rest.strip_suffix('/').unwrap_or(rest)
}

/// The words alone, as an edition shows them: formulas in their linear form, notes left out.
pub fn shown_text(inlines: &[Inline<Resolved>]) -> String {
    let mut text = String::new();
    push_shown_text(inlines, &mut text);
    text
}

fn push_shown_text(inlines: &[Inline<Resolved>], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Subscript(content)
            | Inline::Superscript(content)
            | Inline::SmallCaps(content)
            | Inline::Foreign(_, content) => push_shown_text(content, text),
            Inline::Link(link) => push_shown_text(&link.content, text),
            Inline::Math(math) => text.push_str(&math.linear),
            Inline::Image(image) => text.push_str(&image.alternative),
            Inline::SoftBreak | Inline::HardBreak => text.push(' '),
            Inline::Note(..) | Inline::Anchor(_) => {}
        }
    }
}
