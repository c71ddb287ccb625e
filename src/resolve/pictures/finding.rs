//! What is lost of a picture, or drawn otherwise than its file says.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::span::Span;

/// A kind of loss. A file reports each kind once, with the first place and how many follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// HTML whose words are drawn as lines of text.
    Html,
    /// Part of that HTML which is not text.
    HtmlPart,
    /// A style rule that is conditional, or brings something from outside.
    AtRule,
    /// A selector that is not understood.
    Selector,
    /// A property that is not applied.
    Property,
    /// A value that is not understood.
    Value,
    /// An element that is not drawn.
    Element,
    /// A script.
    Script,
    /// A change in time.
    Animation,
    /// A reference to something that is not in the file.
    Reference,
    /// A reference into another file.
    OtherFile,
    /// Alternatives of which none suits.
    Alternatives,
    /// Text on a path that is not there.
    TextPath,
    /// A character that no face has.
    Glyph,
    /// A picture on the network.
    RemoteImage,
    /// A picture that is not there.
    MissingImage,
    /// A picture outside the source's folder.
    OutsideImage,
    /// A picture that cannot be used.
    BadImage,
    /// Pixels that are missing or wrong.
    Pixels,
    /// Data after or instead of the end, which costs no pixels.
    Ending,
}

/// The kinds found in one file.
#[derive(Clone, Debug, Default)]
pub(super) struct Findings(BTreeMap<Kind, Finding>);

#[derive(Clone, Debug)]
struct Finding {
    /// Which one: an element's name, an address, a rule.
    detail: String,
    /// The line of the picture's file, from 1; `None` for one that has no lines.
    line: Option<u32>,
    /// How many more there are.
    more: u32,
}

impl Findings {
    /// Adds one; of each kind the first is shown.
    pub fn add(&mut self, kind: Kind, detail: &str, line: impl FnOnce() -> Option<u32>) {
        match self.0.get_mut(&kind) {
            Some(finding) => finding.more += 1,
            None => {
                let detail = clipped(detail);
                self.0.insert(kind, Finding { detail, line: line(), more: 0 });
            }
        }
    }

    /// Adds what was found in a picture within the picture; its lines are those of another file.
    pub fn add_all(&mut self, inner: &Self, line: Option<u32>) {
        for (kind, finding) in &inner.0 {
            self.add(*kind, &finding.detail, || line);
        }
    }

    /// The first of them, as a clause after "it".
    pub fn first(&self) -> Option<String> {
        let (kind, finding) = self.0.iter().next()?;
        Some(kind.clause(&finding.detail) + &finding.place())
    }

    /// What to report for the picture at `path` that is shown at `span`.
    pub fn diagnostics(&self, path: &str, span: Span) -> Vec<Diagnostic> {
        self.0.iter().map(|(kind, finding)| finding.diagnostic(*kind, path, span)).collect()
    }
}

impl Finding {
    fn place(&self) -> String {
        self.line.map_or(String::new(), |line| format!(" (line {line} of the file)"))
    }

    fn diagnostic(&self, kind: Kind, path: &str, span: Span) -> Diagnostic {
        let line = self.place();
        let more = match self.more {
            0 => String::new(),
            1 => ", and one more of its kind".to_owned(),
            more => format!(", and {more} more of its kind"),
        };
        let message = format!("the image `{path}` {}{line}{more}", kind.clause(&self.detail));
        let diagnostic = match kind {
            Kind::Html => Diagnostic::note(kind.code(), span, message),
            _ => Diagnostic::warning(kind.code(), span, message),
        };
        match kind.help() {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        }
    }
}

impl Kind {
    fn code(self) -> Code {
        match self {
            Self::RemoteImage => Code::RemoteImage,
            Self::MissingImage => Code::MissingImage,
            Self::OutsideImage => Code::OutsideSource,
            Self::Html
            | Self::HtmlPart
            | Self::AtRule
            | Self::Selector
            | Self::Property
            | Self::Value
            | Self::Element
            | Self::Script
            | Self::Animation
            | Self::Reference
            | Self::OtherFile
            | Self::Alternatives
            | Self::TextPath
            | Self::Glyph
            | Self::BadImage
            | Self::Pixels
            | Self::Ending => Code::BadImage,
        }
    }

    /// What the picture has, without its name before it.
    fn clause(self, detail: &str) -> String {
        match self {
            Self::Html => "has HTML in `<foreignObject>`, which is drawn as plain lines of text".to_owned(),
            Self::HtmlPart => {
                format!("has `{detail}` in its HTML, which is not drawn")
            }
            Self::AtRule => format!("has the style rule `{detail}`, which is not applied"),
            Self::Selector => {
                format!("has the style selector `{detail}`, which is not understood and not applied")
            }
            Self::Property => format!("sets the property `{detail}`, which is not applied"),
            Self::Value => format!("has the value `{detail}`, which is not understood"),
            Self::Element => format!("has an element `<{detail}>`, which is not drawn"),
            Self::Script => "has a script, which is not run".to_owned(),
            Self::Animation => "is animated, and only its first state is drawn".to_owned(),
            Self::Reference => format!("refers to `{detail}`, which is not in the file"),
            Self::OtherFile => format!("refers to `{detail}` in another file, which is not drawn"),
            Self::Alternatives => "has alternatives in `<switch>` of which none can be drawn".to_owned(),
            Self::TextPath => "has text on a path that is not there, and it is set straight".to_owned(),
            Self::Glyph => format!("has the character `{detail}`, which no font has"),
            Self::RemoteImage => {
                format!("shows the image `{detail}`, which is on the network and is not fetched")
            }
            Self::MissingImage => format!("shows the image `{detail}`, which is not there"),
            Self::OutsideImage => {
                format!("shows the image `{detail}`, which is outside the source's folder and is not read")
            }
            Self::BadImage => format!("shows an image that cannot be used: {detail}"),
            Self::Pixels => format!("is shown only as far as its data can be decoded: {detail}"),
            Self::Ending => format!("is shown whole, though {detail}"),
        }
    }

    fn help(self) -> Option<&'static str> {
        match self {
            Self::Html => {
                Some("to keep its formatting, export the drawing with text as SVG text or as paths")
            }
            Self::HtmlPart => Some("draw it with SVG elements, or show it as an image beside the drawing"),
            Self::AtRule => Some("put the rules that it brings into the file, unconditionally"),
            Self::Selector | Self::Property | Self::Value => Some(
                "let the drawing program export presentation attributes, or convert the drawing to paths",
            ),
            Self::Element => Some("convert it to paths in a drawing program"),
            Self::Animation => Some("draw the state that readers should see"),
            Self::OtherFile => Some("put it into the drawing's own file"),
            Self::Alternatives => Some("add one without conditions"),
            Self::Glyph => Some("convert the text to paths, or add a font that has the character"),
            Self::RemoteImage => Some("save it beside the drawing"),
            Self::MissingImage => Some("paths in a drawing start at the folder of its file"),
            Self::OutsideImage => Some("put it into the folder of the text"),
            Self::Pixels | Self::Ending => Some("export the image again from its original"),
            Self::Script | Self::Reference | Self::TextPath | Self::BadImage => None,
        }
    }
}

/// The first characters on one line, without controls.
fn clipped(text: &str) -> String {
    const LONGEST: usize = 80;
    let plain = text.chars().map(|c| if c.is_control() || c == '`' { ' ' } else { c });
    let mut words: Vec<char> = Vec::new();
    for character in plain.take(4 * LONGEST) {
        if character != ' ' || words.last().is_some_and(|last| *last != ' ') {
            words.push(character);
        }
    }
    let long = words.len() > LONGEST;
    words.truncate(if long { LONGEST - 1 } else { LONGEST });
    let text: String = words.into_iter().collect();
    if long { format!("{}…", text.trim_end()) } else { text.trim_end().to_owned() }
}
