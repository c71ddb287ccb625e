//! Lines that only a site generator reads (`::: note`, `{: .class}`) → blank lines.
//!
//! Such a line is blanked before the parse, so that the text around it keeps its shape: a list
//! inside a fenced div is a list, not the rest of the paragraph that the fence would begin.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::events;

/// What was blanked, the first of each kind.
#[derive(Default)]
pub(super) struct Blanked {
    /// `::: note`
    pub fence: Option<Range<usize>>,
    /// `{: .class}`
    pub attributes: Option<Range<usize>>,
}

/// `text` with such lines blanked, as long as before, except in code.
pub(super) fn blank(text: &str) -> (Cow<'_, str>, Blanked) {
    let mut blanked = Blanked::default();
    if !text.contains(":::") && !text.contains("{:") {
        return (Cow::Borrowed(text), blanked);
    }
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches([' ', '\t', '>']);
        let at = start + line.len() - content.len()..start + line.trim_end().len();
        start += line.len();
        if content.starts_with(":::") || is_attributes(content.trim_end()) {
            lines.push(at);
        }
    }
    if lines.is_empty() {
        return (Cow::Borrowed(text), blanked);
    }
    let code = code_ranges(text);
    let mut bytes = text.as_bytes().to_vec();
    for line in lines {
        let after = code.partition_point(|range| range.start <= line.start);
        if after > 0 && code[after - 1].end > line.start {
            continue;
        }
        let content = &text[line.clone()];
        let kept = if content.starts_with(':') {
            blanked.fence.get_or_insert(line.clone());
            title(content)
        } else {
            blanked.attributes.get_or_insert(line.clone());
            ""
        };
        bytes[line.clone()].fill(b' ');
        // An empty instruction of HTML, which holds apart the lists before and after a fence.
        let left = if kept.is_empty() && content.starts_with(':') { "<?>" } else { kept };
        bytes[line.start..line.start + left.len()].copy_from_slice(left.as_bytes());
    }
    (Cow::Owned(String::from_utf8(bytes).expect("lines are replaced whole")), blanked)
}

/// Whether a line is nothing but kramdown's attributes for a block: `{: .class #id}`, `{:toc}`.
fn is_attributes(line: &str) -> bool {
    line.starts_with("{:") && line.ends_with('}') && line.matches('}').count() == 1
}

/// The words of a fence that are for readers: `::: note Mind the gap`, `:::tip[Mind the gap]`.
fn title(fence: &str) -> &str {
    let rest = fence.trim_matches([':', ' ', '\t']);
    let named = rest.find(|c: char| !c.is_alphanumeric() && !"-_".contains(c)).unwrap_or(rest.len());
    let rest = rest[named..].trim();
    if let Some(inner) = rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return inner;
    }
    if rest.starts_with('{') {
        let title = rest.split_once("title=\"").and_then(|(_, value)| value.split_once('"'));
        return title.map_or("", |(title, _)| title);
    }
    rest
}

fn code_ranges(text: &str) -> Vec<Range<usize>> {
    Parser::new_ext(text, events::options())
        .into_offset_iter()
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => Some(range),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn a_fence_keeps_its_title() {
        assert_eq!(title("::: note"), "");
        assert_eq!(title("::::::::: callout"), "");
        assert_eq!(title("::: warning ::::"), "");
        assert_eq!(title(":::note Mind the gap"), "Mind the gap");
        assert_eq!(title(":::tip[Mind the gap]"), "Mind the gap");
        assert_eq!(title("::: {.callout title=\"Mind\"}"), "Mind");
    }
}
