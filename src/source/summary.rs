//! The text of mdBook's `SUMMARY.md` → its entries.
//!
//! Read line by line, since each line is a chapter, a part or nothing, and trouble in one must not
//! swallow the next.

use pulldown_cmark::{Event, Parser, Tag};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::{FileId, Span};

/// The longest line that is read, in bytes. A line is parsed as Markdown, and that of a book with ten
/// thousand brackets in a row takes longer than the book.
const LONGEST_LINE: usize = 16 << 10;

/// A line of the summary that means something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The words.
    pub title: String,
    /// The line.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `# Title`, but for the first, which is the summary's own title.
    Part,
    /// `- [Title](path)`, or without the list mark before and after the numbered chapters.
    Chapter {
        /// As written; `None` for a draft.
        path: Option<String>,
        /// How many list items it lies in.
        depth: u8,
        /// Whether it is a list item.
        numbered: bool,
    },
}

/// The entries of the summary `text`, which is `file`.
pub(super) fn parse(text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Vec<Entry> {
    let mut reader = Reader { file, entries: Vec::new(), open: Vec::new(), place: Place::Start };
    let text = without_comments(text);
    let mut start = 0;
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let underlined = lines.peek().is_some_and(|next| is_made_of(next, "="));
        reader.line(line, start, underlined, diagnostics);
        start += line.len() + 1;
    }
    reader.entries
}

/// How far the summary is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Nothing yet.
    Start,
    /// Title or prefix chapters.
    Front,
    /// Numbered chapters.
    Main,
    /// Suffix chapters.
    Back,
}

struct Reader {
    file: FileId,
    entries: Vec<Entry>,
    /// The columns where the text of the list items starts in which the next line may lie.
    open: Vec<usize>,
    place: Place,
}

impl Reader {
    fn line(&mut self, line: &str, start: usize, underlined: bool, diagnostics: &mut Diagnostics) {
        let content = line.trim();
        let offset = start + line.len() - line.trim_start().len();
        let span = Span::new(self.file, offset..offset + content.len());
        if content.is_empty() || is_rule(content) || is_made_of(content, "=") {
            return;
        }
        if content.len() > LONGEST_LINE {
            let message = format!("a line of {} bytes is left out of the book", content.len());
            let help = "write `- [Title](path.md)`; a title and a path need no more than 16 KiB";
            diagnostics.add(Diagnostic::error(Code::Summary, span, message).with_help(help));
        } else if let Some(heading) = heading(content).or(underlined.then_some(content)) {
            self.heading(heading, span);
        } else if let Some((indent, inside, item)) = list_item(line) {
            self.item(indent, inside, item, span, diagnostics);
        } else if content.starts_with('[') {
            self.affix(content, span, diagnostics);
        } else {
            report(span, "this line is not a chapter", diagnostics);
        }
    }

    fn heading(&mut self, heading: &str, span: Span) {
        self.open.clear();
        if self.place == Place::Start {
            self.place = Place::Front;
        } else {
            self.entries.push(Entry { title: plain(heading), span, kind: Kind::Part });
        }
    }

    fn item(&mut self, indent: usize, inside: usize, item: &str, span: Span, diagnostics: &mut Diagnostics) {
        if self.place == Place::Back {
            report(span, "a numbered chapter stands after the suffix chapters", diagnostics);
        }
        self.place = Place::Main;
        // CommonMark: an item lies in another if it starts under that one's text or further right;
        // four columns further right it would be code.
        while self.open.last().is_some_and(|inside| indent < *inside) {
            self.open.pop();
        }
        if indent >= self.open.last().unwrap_or(&0) + 4 {
            report(span, "this chapter is indented too far", diagnostics);
        }
        let depth = self.open.len().min(u8::MAX.into()) as u8;
        self.open.push(inside);
        self.chapter(item, span, depth, true, diagnostics);
    }

    /// A chapter before or after the numbered ones.
    fn affix(&mut self, content: &str, span: Span, diagnostics: &mut Diagnostics) {
        self.open.clear();
        self.place = match self.place {
            Place::Start | Place::Front => Place::Front,
            Place::Main | Place::Back => Place::Back,
        };
        self.chapter(content, span, 0, false, diagnostics);
    }

    fn chapter(
        &mut self,
        content: &str,
        span: Span,
        depth: u8,
        numbered: bool,
        diagnostics: &mut Diagnostics,
    ) {
        let (title, path) = match link(content) {
            Some((title, path)) => (title, Some(path).filter(|path| !path.is_empty())),
            None => {
                report(span, "this line is not a chapter", diagnostics);
                (plain(content), None)
            }
        };
        if title.is_empty() && path.is_none() {
            report(span, "this chapter has neither a title nor a file", diagnostics);
            return;
        }
        self.entries.push(Entry { title, span, kind: Kind::Chapter { path, depth, numbered } });
    }
}

fn report(span: Span, message: &str, diagnostics: &mut Diagnostics) {
    let help = "write `- [Title](path.md)`, two spaces further right for a chapter inside another";
    diagnostics.add(Diagnostic::warning(Code::Summary, span, message).with_help(help));
}

/// The text with comments blanked out, so that places stay as they are.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("<!--") {
        let end = rest[at..].find("-->").map_or(rest.len(), |end| at + end + 3);
        out.push_str(&rest[..at]);
        out.extend(rest[at..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

fn heading(content: &str) -> Option<&str> {
    let text = content.trim_start_matches('#');
    let level = content.len() - text.len();
    let is_heading = (1..=6).contains(&level) && (text.is_empty() || text.starts_with([' ', '\t']));
    is_heading.then(|| text.trim().trim_end_matches('#').trim())
}

/// `---`, `* * *`: three or more of one mark.
fn is_rule(content: &str) -> bool {
    let marks: String = content.split_whitespace().collect();
    marks.len() >= 3 && ["-", "*", "_"].iter().any(|mark| is_made_of(&marks, mark))
}

fn is_made_of(text: &str, mark: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.trim_matches(|character| mark.contains(character)).is_empty()
}

/// The column of a list mark, the column of the text after it, and that text.
fn list_item(line: &str) -> Option<(usize, usize, &str)> {
    let content = line.trim_start();
    let indent = line[..line.len() - content.len()].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match content.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    let text = &content[mark..];
    let item = text.trim();
    let spaces = text.len() - text.trim_start().len();
    (spaces > 0 && !item.is_empty()).then_some((indent, indent + mark + spaces.min(4), item))
}

/// The words and the address of the link that `content` is.
fn link(content: &str) -> Option<(String, String)> {
    let mut events = Parser::new(content);
    let address = events.find_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
        _ => None,
    });
    match address {
        Some(address) => Some((plain(content), address)),
        // `[Title](with space.md)` is no link in Markdown, but it is clear what is meant.
        None => {
            let (title, address) = content.strip_prefix('[')?.strip_suffix(')')?.split_once("](")?;
            Some((plain(title), address.trim().to_string()))
        }
    }
}

/// The words of a line of Markdown.
fn plain(markdown: &str) -> String {
    let mut words = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words.trim().to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_summary_can_be_read(text in "([-+*#=1.\\[\\]()<>! a\\t`é]|\n|<!--|-->|\\[A\\]\\(a\\.md\\)){0,60}") {
            let mut diagnostics = Diagnostics::new();
            for entry in parse(&text, FileId(0), &mut diagnostics) {
                prop_assert!(text.get(entry.span.range()).is_some_and(|words| !words.trim().is_empty()));
            }
            for diagnostic in diagnostics.iter() {
                let span = diagnostic.span.expect("each has its line");
                prop_assert!(text.get(span.range()).is_some());
            }
        }
    }
}
