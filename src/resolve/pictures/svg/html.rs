//! HTML within a drawing → lines of text with their looks.

use usvg::roxmltree::Node;

use super::styles::Styles;

/// Elements nested deeper than this hold no text that anybody reads.
const DEEPEST: usize = 200;

/// How a run of text looks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Look {
    /// In user units.
    pub size: f32,
    pub weight: Weight,
    pub slant: Slant,
    /// As CSS lists them.
    pub families: String,
    pub colour: String,
    /// Where lines stand in their box; `None` where nothing says it.
    pub align: Option<Align>,
    pub space: Space,
    /// Times the size.
    pub leading: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Normal,
    Bold,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slant {
    Upright,
    Italic,
}

/// Where something stands in its box, along one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Start,
    Middle,
    End,
}

/// What `white-space` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// Blanks are one, and lines break.
    Wrapped,
    /// Blanks are one, and lines do not break.
    Unbroken,
    /// Blanks and line breaks are as written.
    Kept,
}

/// Text of one look.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub text: String,
    pub look: Look,
}

/// What a piece of HTML says.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Lines as the author broke them.
    pub lines: Vec<Vec<Run>>,
    /// The first element that is not text.
    pub parts: Vec<String>,
}

impl Look {
    /// The look of a drawing's text where nothing says otherwise.
    pub fn initial() -> Self {
        Self {
            size: 16.0,
            weight: Weight::Normal,
            slant: Slant::Upright,
            families: String::new(),
            colour: "black".to_owned(),
            align: None,
            space: Space::Wrapped,
            leading: 1.2,
        }
    }

    /// The look within an element of the drawing, which has attributes as well as styles.
    pub fn within_drawing(mut self, node: Node<'_, '_>, styles: &mut Styles) -> Result<Self, String> {
        for name in ["font-size", "font-weight", "font-style", "font-family", "color"] {
            if let Some(value) = node.attribute(name) {
                self.set(name, value);
            }
        }
        self.styled(node, styles)
    }

    /// The look within an element of HTML.
    fn within(mut self, node: Node<'_, '_>, styles: &mut Styles) -> Result<Self, String> {
        let size = self.size;
        match node.tag_name().name() {
            "b" | "strong" => self.weight = Weight::Bold,
            "th" => {
                self.weight = Weight::Bold;
                self.align = Some(Align::Middle);
            }
            "i" | "em" | "cite" | "var" | "dfn" => self.slant = Slant::Italic,
            "code" | "kbd" | "samp" | "tt" => self.families = "monospace".to_owned(),
            "pre" => {
                self.families = "monospace".to_owned();
                self.space = Space::Kept;
            }
            "center" => self.align = Some(Align::Middle),
            "small" | "sub" | "sup" => self.size = size * 0.8,
            "h1" => (self.size, self.weight) = (size * 2.0, Weight::Bold),
            "h2" => (self.size, self.weight) = (size * 1.5, Weight::Bold),
            "h3" => (self.size, self.weight) = (size * 1.17, Weight::Bold),
            "h4" | "h5" | "h6" => self.weight = Weight::Bold,
            _ => {}
        }
        if let Some(colour) = node.attribute("color") {
            self.set("color", colour);
        }
        if let Some(align) = node.attribute("align") {
            self.set("text-align", align);
        }
        self.styled(node, styles)
    }

    fn styled(mut self, node: Node<'_, '_>, styles: &mut Styles) -> Result<Self, String> {
        for (name, value) in styles.declared(node)? {
            if let Some(value) = value {
                self.set(&name, &value);
            }
        }
        Ok(self)
    }

    fn set(&mut self, name: &str, value: &str) {
        let lower = value.to_ascii_lowercase();
        match name {
            "font-size" => self.size = size(&lower, self.size).unwrap_or(self.size),
            "font-weight" => match lower.as_str() {
                "bold" | "bolder" | "600" | "700" | "800" | "900" => self.weight = Weight::Bold,
                "normal" | "lighter" | "100" | "200" | "300" | "400" | "500" => self.weight = Weight::Normal,
                _ => {}
            },
            "font-style" => match lower.as_str() {
                "italic" | "oblique" => self.slant = Slant::Italic,
                "normal" => self.slant = Slant::Upright,
                _ => {}
            },
            "font-family" if lower != "inherit" => self.families = value.to_owned(),
            "color" if !matches!(lower.as_str(), "inherit" | "currentcolor" | "initial" | "unset") => {
                self.colour = value.to_owned();
            }
            "text-align" => match lower.as_str() {
                "center" | "-webkit-center" => self.align = Some(Align::Middle),
                "right" | "end" => self.align = Some(Align::End),
                "left" | "start" | "justify" => self.align = Some(Align::Start),
                _ => {}
            },
            "white-space" | "text-wrap" => match lower.as_str() {
                "nowrap" => self.space = Space::Unbroken,
                "pre" | "pre-wrap" | "pre-line" => self.space = Space::Kept,
                "normal" | "break-spaces" | "wrap" => self.space = Space::Wrapped,
                _ => {}
            },
            "line-height" => {
                let leading =
                    lower.parse::<f32>().ok().or_else(|| Some(size(&lower, self.size)? / self.size));
                self.leading =
                    leading.filter(|leading| (0.5..=4.0).contains(leading)).unwrap_or(self.leading);
            }
            _ => {}
        }
    }
}

/// A size in user units; `None` if it is not understood or nobody could see it.
fn size(value: &str, outer: f32) -> Option<f32> {
    let keyword = match value {
        "xx-small" => 9.0,
        "x-small" => 10.0,
        "small" => 13.0,
        "medium" => 16.0,
        "large" => 18.0,
        "x-large" => 24.0,
        "xx-large" => 32.0,
        "smaller" => outer / 1.2,
        "larger" => outer * 1.2,
        _ => length(value, outer)?,
    };
    // Programs set a size of zero around what has its own.
    (keyword.is_finite() && (0.1..=10_000.0).contains(&keyword)).then_some(keyword)
}

/// A length in user units; shares are those of `whole`.
pub(super) fn length(value: &str, whole: f32) -> Option<f32> {
    let value = value.trim();
    let end = value.find(|c: char| !(c.is_ascii_digit() || "+-.".contains(c))).unwrap_or(value.len());
    let number: f32 = value[..end].parse().ok()?;
    let factor = match value[end..].trim() {
        "" | "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "pc" | "rem" => 16.0,
        "em" => whole,
        "ex" | "ch" => whole / 2.0,
        "%" => whole / 100.0,
        "in" => 96.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        _ => return None,
    };
    Some(number * factor).filter(|length| length.is_finite())
}

/// The text in `node`, whose own look is `look`.
///
/// # Errors
///
/// That its style rules are too many.
pub(super) fn read(node: Node<'_, '_>, look: &Look, styles: &mut Styles) -> Result<Read, String> {
    let mut reader = Reader { read: Read::default(), line: Vec::new(), styles, lists: Vec::new() };
    reader.children(node, look, 0)?;
    reader.end_line();
    Ok(reader.read)
}

struct Reader<'s> {
    read: Read,
    line: Vec<Run>,
    styles: &'s mut Styles,
    /// For each list around: the number of its next item, or 0 for one without numbers.
    lists: Vec<u32>,
}

impl Reader<'_> {
    fn children(&mut self, node: Node<'_, '_>, look: &Look, depth: usize) -> Result<(), String> {
        for child in node.children() {
            if let Some(text) = child.text().filter(|_| child.is_text()) {
                self.text(text, look);
            } else if child.is_element() && depth < DEEPEST {
                self.element(child, look, depth)?;
            }
        }
        Ok(())
    }

    fn element(&mut self, node: Node<'_, '_>, look: &Look, depth: usize) -> Result<(), String> {
        let name = node.tag_name().name();
        let hidden = self.styles.declared(node)?.into_iter().any(|(name, value)| {
            matches!(
                (name.as_str(), value.as_deref()),
                ("display", Some("none")) | ("visibility", Some("hidden" | "collapse"))
            )
        });
        if hidden || node.attribute("hidden").is_some() {
            return Ok(());
        }
        let inner = look.clone().within(node, self.styles)?;
        match name {
            "br" => self.break_line(&inner),
            "style" | "template" | "head" | "title" | "noscript" | "annotation" | "annotation-xml" => {}
            "script" | "img" | "svg" | "video" | "audio" | "canvas" | "iframe" | "object" | "embed"
            | "input" | "select" | "picture" | "hr" | "progress" | "meter" => {
                self.read.parts.push(name.to_owned())
            }
            "td" | "th" => {
                if !self.line.is_empty() {
                    self.text(" \u{2003}", &Look { space: Space::Kept, ..inner.clone() });
                }
                self.children(node, &inner, depth + 1)?;
            }
            "ul" | "ol" => {
                self.end_line();
                self.lists.push(u32::from(name == "ol"));
                self.children(node, &inner, depth + 1)?;
                self.lists.pop();
                self.end_line();
            }
            "li" => {
                self.end_line();
                let mark = match self.lists.last_mut() {
                    Some(number) if *number > 0 => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "• ".to_owned(),
                };
                self.text(&mark, &inner);
                self.children(node, &inner, depth + 1)?;
                self.end_line();
            }
            "a" | "abbr" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "data" | "del" | "dfn" | "em"
            | "font" | "i" | "ins" | "kbd" | "label" | "mark" | "q" | "s" | "samp" | "small" | "span"
            | "strike" | "strong" | "sub" | "sup" | "time" | "tt" | "u" | "var" | "wbr" | "button"
            | "textarea" | "tbody" | "thead" | "tfoot" | "math" | "mrow" | "mi" | "mn" | "mo" | "mtext"
            | "msup" | "msub" | "mfrac" | "semantics" | "msqrt" | "mstyle" | "mspace" => {
                self.children(node, &inner, depth + 1)?
            }
            _ => {
                self.end_line();
                self.children(node, &inner, depth + 1)?;
                self.end_line();
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str, look: &Look) {
        if look.space == Space::Kept {
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    self.break_line(look);
                }
                self.push(line.replace('\t', "    "), look);
            }
            return;
        }
        let mut words = String::new();
        let is_blank = |c: char| matches!(c, ' ' | '\n' | '\t' | '\r');
        let mut after_blank = self.line.last().is_none_or(|run| run.text.ends_with(' '));
        for character in text.chars() {
            if !is_blank(character) {
                words.push(character);
                after_blank = false;
            } else if !after_blank {
                words.push(' ');
                after_blank = true;
            }
        }
        self.push(words, look);
    }

    fn push(&mut self, text: String, look: &Look) {
        if text.is_empty() {
            return;
        }
        match self.line.last_mut().filter(|run| run.look == *look) {
            Some(run) => run.text.push_str(&text),
            None => self.line.push(Run { text, look: look.clone() }),
        }
    }

    /// Ends a line even if nothing stands on it.
    fn break_line(&mut self, look: &Look) {
        if self.line.is_empty() {
            self.line.push(Run { text: String::new(), look: look.clone() });
        }
        self.end_line();
    }

    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if let Some(last) = line.last_mut() {
            last.text.truncate(last.text.trim_end_matches(' ').len());
        }
        if !line.is_empty() && (line.len() > 1 || !line[0].text.is_empty() || !self.read.lines.is_empty()) {
            self.read.lines.push(line);
        }
    }
}
