//! Words as they come in → inlines: bare addresses become links, attributes of a picture are read.
//! And blocks that must stand in one line → inlines.

use super::attributes;
use super::autolink;
use super::builder::Builder;
use super::frame::{Blocks, Inlines, Shape, Wrap};
use super::reports::Reports;
use super::scripts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BlockKind, Formula, Inline, Link, ListKind, Math, Parsed};
use crate::source::is_forbidden;

/// Words that wait, until it is known what follows them: the parser splits them at every sign
/// that might have meant something.
#[derive(Debug, Default)]
pub(super) struct Words {
    text: String,
    /// Where pieces of it stand: offset in the text, offset in the source.
    pieces: Vec<(usize, usize)>,
}

impl Words {
    /// Whether none wait.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn source(&self, offset: usize) -> usize {
        let piece = self.pieces.partition_point(|piece| piece.0 <= offset).saturating_sub(1);
        self.pieces.get(piece).map_or(0, |(text, source)| source + (offset - text))
    }
}

/// The kinds of template tags, by what they start with.
const TEMPLATES: &[&str] = &["{{<", "{{%", "{{#", "{{", "{%", "!!! ", ":::"];

impl Builder<'_> {
    /// Adds words of Markdown, which stand at `at`.
    pub fn text(&mut self, text: &str, at: usize, reports: &mut Reports<'_>) {
        if let Shape::Pre { text: code, .. } = &mut self.top().shape {
            code.push_str(text);
            return;
        }
        if !self.in_line() && text.trim_matches([' ', '\t', '\n']).is_empty() {
            return;
        }
        self.begin_line(at);
        self.words.pieces.push((self.words.text.len(), at));
        // The source holds none by now: a reference, `&#1;`, has asked for it.
        if text.contains(is_forbidden) {
            reports.forbidden(self.place.span(&(at..at + 1)));
            self.words.text.push_str(&text.replace(is_forbidden, "\u{FFFD}"));
        } else {
            self.words.text.push_str(text);
        }
        let top = self.top();
        top.end = top.end.max(at + text.len());
    }

    /// Adds words of HTML: white space is one space, or one line end.
    pub fn html_text(&mut self, text: &str, at: usize, reports: &mut Reports<'_>) {
        if matches!(self.top().shape, Shape::Pre { .. }) {
            return self.text(text, at, reports);
        }
        let mut start = 0;
        let space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        while start < text.len() {
            let rest = &text[start..];
            let blank = rest.len() - rest.trim_start_matches(space).len();
            if blank > 0 {
                if rest[..blank].contains('\n') {
                    self.inline(Inline::SoftBreak, &(at + start..at + start), reports);
                } else {
                    self.text(" ", at + start, reports);
                }
                start += blank;
                continue;
            }
            let mut end = 0;
            // Single spaces stay in the run, so that its words are searched together.
            loop {
                end += rest[end..].find(space).unwrap_or(rest.len() - end);
                let next = rest[end..].chars().nth(1);
                if !rest[end..].starts_with(' ') || next.is_none_or(space) {
                    break;
                }
                end += 1;
            }
            self.text(&rest[..end], at + start, reports);
            start += end;
        }
    }

    /// Makes inlines of the words that wait.
    pub(super) fn flush(&mut self, reports: &mut Reports<'_>) {
        if self.words.text.is_empty() {
            return;
        }
        let words = std::mem::take(&mut self.words);
        let mut from = self.read_attributes(&words.text, reports);
        self.report_words(&words, reports);
        let inside = |holds: fn(&Wrap) -> bool| {
            let spans = self.stack.iter().rev().take_while(|frame| frame.shape.is_inline());
            spans.into_iter().any(|frame| matches!(&frame.shape, Shape::Span(wrap) if holds(wrap)))
        };
        if inside(|wrap| matches!(wrap, Wrap::Image { .. } | Wrap::Code)) {
            return push_text(&mut self.top().inlines, words.text[from..].to_owned());
        }
        if !inside(|wrap| matches!(wrap, Wrap::Link { target: Some(_), .. })) {
            for address in autolink::find(&words.text) {
                if address.range.start < from {
                    continue;
                }
                self.put_words(&words, from..address.range.start);
                let shown = &words.text[address.range.clone()];
                let range = words.source(address.range.start)..words.source(address.range.end - 1) + 1;
                let link = Link {
                    span: self.place.span(&range),
                    target: format!("{}{shown}", address.scheme),
                    title: String::new(),
                    content: vec![Inline::Text(shown.to_owned())],
                };
                self.top().inlines.push(Inline::Link(link));
                from = address.range.end;
            }
        }
        self.put_words(&words, from..words.text.len());
    }

    /// Adds words without addresses, with what is raised and lowered in them.
    fn put_words(&mut self, words: &Words, range: std::ops::Range<usize>) {
        let text = &words.text[range.clone()];
        let mut from = 0;
        for part in scripts::find(text) {
            // `H\~2\~O` is meant as it stands.
            let at = words.source(range.start + part.range.start);
            if self.place.text.as_bytes().get(at.wrapping_sub(1)) == Some(&b'\\') {
                continue;
            }
            self.put_text(&text[from..part.range.start]);
            let inside = text[part.range.start + 1..part.range.end - 1].to_owned();
            let wrap = if part.sign == b'^' { Inline::Superscript } else { Inline::Subscript };
            self.top().inlines.push(wrap(vec![Inline::Text(inside)]));
            from = part.range.end;
        }
        self.put_text(&text[from..]);
    }

    fn put_text(&mut self, text: &str) {
        if !text.is_empty() {
            push_text(&mut self.top().inlines, text.to_owned());
        }
    }

    /// Reads attributes at the head of `text`, right after a picture or a link, and says how long
    /// they are.
    fn read_attributes(&mut self, text: &str, reports: &mut Reports<'_>) -> usize {
        if !text.starts_with('{') {
            return 0;
        }
        // The marks of notes in a picture's words stand between.
        let inlines = self.stack.last_mut().map(|frame| &mut frame.inlines);
        let last =
            inlines.and_then(|inlines| inlines.iter_mut().rev().find(|it| !matches!(it, Inline::Note(..))));
        let Some(last) = last else { return 0 };
        match last {
            Inline::Image(image) => {
                let Some((attributes, length)) = attributes::at_head_of(text) else { return 0 };
                image.size = attributes.asked.size;
                reports.odd_size(&attributes.asked.odd, image.span);
                if let Some(alternative) = attributes.alternative {
                    image.alternative = alternative;
                }
                image.decorative = image.alternative.is_empty() && attributes.decorative;
                self.pictures.entry(image.span.start).or_default().anchor = attributes.anchor;
                length
            }
            // kramdown's `[words](target){:target="_blank"}`
            Inline::Link(_) if text.starts_with("{:") => {
                attributes::at_head_of(text).map_or(0, |(_, length)| length)
            }
            _ => 0,
        }
    }

    fn report_words(&self, words: &Words, reports: &mut Reports<'_>) {
        let text = &words.text;
        if text.contains('{') || text.starts_with("!!!") {
            let first =
                TEMPLATES.iter().filter_map(|kind| Some((text.find(kind)?, *kind))).min_by_key(|found| {
                    // The longest of those at the first place.
                    (found.0, usize::MAX - found.1.len())
                });
            if let Some((at, kind)) = first
                && (kind != "!!! " || at == 0)
            {
                let start = words.source(at);
                reports.template(kind.trim_end(), self.place.span(&(start..start + kind.len())));
            }
        }
        let mut from = 0;
        while let Some(at) = text[from..].find("[^").map(|at| from + at) {
            let Some(length) = text[at..].bytes().take(200).position(|byte| byte == b']') else { break };
            from = at + length;
            let name = &text[at + 2..from];
            // An escaped bracket begins no reference.
            let start = words.source(at);
            let escaped = self.place.text.as_bytes().get(start.wrapping_sub(1)) == Some(&b'\\');
            if !escaped && !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '[') {
                let span = self.place.span(&(words.source(at)..words.source(from) + 1));
                let message = format!("the note `{name}` is not written, so `[^{name}]` stands as text");
                reports.diagnostics.add(
                    Diagnostic::warning(Code::UnknownNote, span, message)
                        .with_help(format!("write it: `[^{name}]: …` in a paragraph of its own")),
                );
            }
        }
    }
}

/// Adds text to inlines, to the text that is there if they end in one.
pub(super) fn push_text(inlines: &mut Inlines, text: String) {
    match inlines.last_mut() {
        Some(Inline::Text(last)) => last.push_str(&text),
        _ => inlines.push(Inline::Text(text)),
    }
}

/// Adds `more` to `inlines`.
pub(super) fn append(inlines: &mut Inlines, more: Inlines) {
    for inline in more {
        match inline {
            Inline::Text(text) => push_text(inlines, text),
            other => inlines.push(other),
        }
    }
}

/// Takes white space off both ends, also beyond the anchors there.
pub(super) fn trim(inlines: &mut Inlines) {
    let space = |inline: &Inline<Parsed>| is_blank(inline) || matches!(inline, Inline::Anchor(_));
    let last = inlines.iter().rposition(|inline| !space(inline)).map_or(0, |last| last + 1);
    let tail = inlines.split_off(last);
    inlines.extend(tail.into_iter().filter(|inline| !is_blank(inline)));
    let first = inlines.iter().position(|inline| !space(inline)).unwrap_or(inlines.len());
    if inlines[..first].iter().any(is_blank) {
        let words = inlines.split_off(first);
        inlines.retain(|inline| !is_blank(inline));
        inlines.extend(words);
    }
    let words = |inline: &&mut Inline<Parsed>| !matches!(inline, Inline::Anchor(_));
    if let Some(Inline::Text(text)) = inlines.iter_mut().find(words) {
        let trimmed = text.trim_start_matches([' ', '\t', '\n']);
        if trimmed.len() < text.len() {
            *text = trimmed.to_owned();
        }
    }
    if let Some(Inline::Text(text)) = inlines.iter_mut().rev().find(words) {
        text.truncate(text.trim_end_matches([' ', '\t', '\n']).len());
    }
}

/// Whether an inline is nothing but white space.
pub(super) fn is_blank(inline: &Inline<Parsed>) -> bool {
    match inline {
        Inline::Text(text) => text.trim_matches([' ', '\t', '\n']).is_empty(),
        Inline::SoftBreak | Inline::HardBreak => true,
        _ => false,
    }
}

/// Code of inlines: their words are code, links and notes among them stay.
pub(super) fn as_code(inlines: Inlines) -> Inlines {
    let mut code: Inlines = Vec::new();
    for inline in inlines {
        let words = match inline {
            Inline::Text(text) | Inline::Code(text) => text,
            Inline::SoftBreak => " ".to_owned(),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::SmallCaps(content)
            | Inline::Foreign(_, content) => {
                append_code(&mut code, as_code(content));
                continue;
            }
            Inline::Subscript(content) => {
                code.push(Inline::Subscript(as_code(content)));
                continue;
            }
            Inline::Superscript(content) => {
                code.push(Inline::Superscript(as_code(content)));
                continue;
            }
            Inline::Link(mut link) => {
                link.content = as_code(link.content);
                code.push(Inline::Link(link));
                continue;
            }
            other @ (Inline::Math(_)
            | Inline::Ruby(..)
            | Inline::Note(..)
            | Inline::Image(_)
            | Inline::Anchor(_)
            | Inline::HardBreak) => {
                code.push(other);
                continue;
            }
        };
        append_code(&mut code, vec![Inline::Code(words)]);
    }
    code
}

fn append_code(code: &mut Inlines, more: Inlines) {
    for inline in more {
        match (code.last_mut(), inline) {
            (Some(Inline::Code(last)), Inline::Code(words)) => last.push_str(&words),
            (_, other) => code.push(other),
        }
    }
}

/// Blocks in one line, as in a heading, a table's cell or a caption, with line ends between them.
pub(super) fn flatten(blocks: Blocks) -> Inlines {
    let mut line: Inlines = Vec::new();
    for block in blocks {
        let part = match block.kind {
            BlockKind::Paragraph(content) => content,
            BlockKind::Heading(heading) => heading.content,
            BlockKind::List(list) => {
                let mut part = Vec::new();
                for (index, item) in list.items.into_iter().enumerate() {
                    let mark = match (list.kind, item.task) {
                        (_, Some(true)) => "☑ ".to_owned(),
                        (_, Some(false)) => "☐ ".to_owned(),
                        (ListKind::Bullet, None) => "• ".to_owned(),
                        (ListKind::Ordered(start), None) => {
                            format!("{}. ", start.saturating_add(index as u64))
                        }
                    };
                    let mut words = vec![Inline::Text(mark)];
                    append(&mut words, flatten(item.blocks));
                    join(&mut part, words, Inline::HardBreak);
                }
                part
            }
            BlockKind::DefinitionList(definitions) => {
                let mut part = Vec::new();
                for definition in definitions {
                    join(&mut part, definition.term, Inline::HardBreak);
                    for blocks in definition.definitions {
                        join(&mut part, flatten(blocks), Inline::HardBreak);
                    }
                }
                part
            }
            BlockKind::Quote(blocks) => flatten(blocks),
            BlockKind::Code(code) => {
                let mut part = super::listing::headed(code.head, code.caption);
                for text in code.text.lines() {
                    join(&mut part, vec![Inline::Code(text.to_owned())], Inline::HardBreak);
                }
                part
            }
            BlockKind::Figure(figure) => {
                let same = crate::model::plain_text(&figure.caption) == figure.image.alternative;
                let mut part: Inlines =
                    figure.anchor.into_iter().map(|name| Inline::Anchor(Some(name))).collect();
                part.push(Inline::Image(figure.image));
                if !same {
                    join(&mut part, figure.caption, Inline::HardBreak);
                }
                part
            }
            BlockKind::Table(table) => {
                let mut part = table.caption;
                for row in table.head.into_iter().chain(table.bodies.into_iter().flatten()) {
                    let mut words = Vec::new();
                    for cell in row.cells {
                        join(&mut words, flatten(cell.blocks), Inline::Text(" ".to_owned()));
                    }
                    join(&mut part, words, Inline::HardBreak);
                }
                part
            }
            BlockKind::Math(Formula { span, tex, content }) => {
                vec![Inline::Math(Math { span, tex, content })]
            }
            BlockKind::Admonition(admonition) => {
                let mut part = admonition.title;
                join(&mut part, flatten(admonition.blocks), Inline::HardBreak);
                part
            }
            BlockKind::Break => Vec::new(),
        };
        join(&mut line, part, Inline::HardBreak);
    }
    line
}

/// Adds `more` to `line`, with `between` if both hold something.
pub(super) fn join(line: &mut Inlines, more: Inlines, between: Inline<Parsed>) {
    if more.is_empty() {
        return;
    }
    if !line.is_empty() {
        append(line, vec![between]);
    }
    append(line, more);
}
