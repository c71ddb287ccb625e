//! Inlines: what stands in a line.

use super::{Passage, PictureSize, Stage};
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
    /// `<ruby>漢<rt>kan</rt></ruby>`: words, and what is read for them, above them.
    Ruby(Vec<Inline<S>>, String),
    /// `<span lang="fr">`, `<span dir="rtl">`: words in another language, or that read another way.
    Foreign(Passage, Vec<Inline<S>>),
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
    /// `Resolved`: its linear form, `x² + a/b`, which all editions show: text, superscripts,
    /// subscripts and line ends alone; the TeX with its dollars where there is no such form.
    /// `Parsed`: nothing.
    pub content: Vec<Inline<S>>,
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
    /// `{width=50%}`, `<img height="40">`: how large it is wanted.
    pub size: PictureSize,
}

impl<S: Stage> Inline<S> {
    /// The inlines in it.
    pub fn content(&self) -> &[Inline<S>] {
        match self {
            Self::Emphasis(content)
            | Self::Strong(content)
            | Self::Strike(content)
            | Self::Subscript(content)
            | Self::Superscript(content)
            | Self::SmallCaps(content)
            | Self::Foreign(_, content)
            | Self::Ruby(content, _) => content,
            Self::Link(link) => &link.content,
            Self::Math(math) => &math.content,
            Self::Text(_)
            | Self::Code(_)
            | Self::Note(..)
            | Self::Image(_)
            | Self::Anchor(_)
            | Self::SoftBreak
            | Self::HardBreak => &[],
        }
    }

    /// The same, to be changed.
    pub fn content_mut(&mut self) -> Option<&mut Vec<Inline<S>>> {
        match self {
            Self::Emphasis(content)
            | Self::Strong(content)
            | Self::Strike(content)
            | Self::Subscript(content)
            | Self::Superscript(content)
            | Self::SmallCaps(content)
            | Self::Foreign(_, content)
            | Self::Ruby(content, _) => Some(content),
            Self::Link(link) => Some(&mut link.content),
            Self::Math(math) => Some(&mut math.content),
            Self::Text(_)
            | Self::Code(_)
            | Self::Note(..)
            | Self::Image(_)
            | Self::Anchor(_)
            | Self::SoftBreak
            | Self::HardBreak => None,
        }
    }
}

/// The words alone, without marks, notes and pictures' data; a picture gives its alternative text, a
/// formula its TeX.
pub fn plain_text<S: Stage>(inlines: &[Inline<S>]) -> String {
    let mut text = String::new();
    push_words(inlines, &mut text);
    text
}

fn push_words<S: Stage>(inlines: &[Inline<S>], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Math(math) => text.push_str(&math.tex),
            Inline::Image(image) => text.push_str(&image.alternative),
            Inline::SoftBreak | Inline::HardBreak => text.push(' '),
            Inline::Ruby(base, reading) => {
                push_words(base, text);
                text.push_str(&bracketed(reading));
            }
            other => push_words(other.content(), text),
        }
    }
}

/// The reading of a ruby where it stands behind its base.
pub fn bracketed(reading: &str) -> String {
    format!("({reading})")
}

/// Whether a link's words are the address that it leads to, but for what a writer leaves out when it
/// is read: the scheme and a last slash, escapes, and what does not show.
pub fn same_address(words: &str, address: &str) -> bool {
    let shown = |text: &str| {
        let unseen = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
        percent_decoded(text).replace(unseen, "")
    };
    !words.contains(char::is_whitespace) && bare(&shown(words)) == bare(&shown(address))
}

/// `text` with `%20` and its like (RFC 3986, 2.1) replaced, if that is UTF-8.
pub fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

fn bare(address: &str) -> &str {
    let address = address.trim();
    let without_scheme = ["https://", "http://", "ftp://", "mailto:", "tel:"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme));
    let rest = without_scheme.unwrap_or(address);
    rest.strip_suffix('/').unwrap_or(rest)
}
