//! What the HTML of a text hides, for the guard of the manuscript: by the tags alone, and without a line of
//! the parser.

use pulldown_cmark::{Event, TagEnd};

/// What HTML hides from readers, `<div hidden>` and its like, by its tags alone. What it takes for hidden
/// may be more than what a browser hides, but never less.
#[derive(Default)]
pub(super) struct Curtain {
    /// The elements of Markdown that are open.
    around: Vec<TagEnd>,
    /// The block of HTML that is being read.
    block: String,
    /// What is hidden: the name of its tag, how many more of this name are open in it, and how many
    /// elements of Markdown it stands in.
    hidden: Option<(String, usize, usize)>,
}

impl Curtain {
    /// Whether an event, the next one, is hidden.
    pub(super) fn hides(&mut self, event: &Event<'_>) -> bool {
        let was_hidden = self.hidden.is_some();
        match event {
            Event::Start(tag) => self.around.push(tag.to_end()),
            Event::End(tag) => {
                self.around.pop();
                if *tag == TagEnd::HtmlBlock {
                    let html = std::mem::take(&mut self.block);
                    self.read(&html);
                }
                if self.hidden.as_ref().is_some_and(|(_, _, around)| self.around.len() < *around) {
                    self.hidden = None;
                }
            }
            Event::Html(html) => self.block.push_str(html),
            Event::InlineHtml(tag) => self.read(tag),
            _ => {}
        }
        // The ends of what was begun before are told, so that all stays balanced.
        let is_end = matches!(event, Event::End(_));
        was_hidden && self.hidden.is_some() && !is_end && !matches!(event, Event::Start(_))
    }

    fn read(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            rest = &rest[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let tag = &rest[..end_of_tag(rest)];
            rest = &rest[tag.len().max(1)..];
            self.tag(&tag.to_ascii_lowercase());
        }
    }

    /// A tag, in small letters.
    fn tag(&mut self, tag: &str) {
        let inner = tag.trim_start_matches(['<', '/']);
        let end = inner.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(inner.len());
        let name = &inner[..end];
        const VOID: &str = " area base br col embed hr img input link meta param source track wbr ";
        if VOID.contains(&format!(" {name} ")) {
            return;
        }
        match (&mut self.hidden, tag.starts_with("</")) {
            (None, false) if hides_itself(name, inner) => {
                // A block ends the paragraph that it stands in.
                let around = self.around.iter().rposition(|tag| !is_of_line(*tag)).map_or(0, |at| at + 1);
                self.hidden = Some((name.to_owned(), 0, around));
            }
            (Some((open, within, _)), false) if open == name => *within += 1,
            (Some((open, within, _)), true) if open == name => match within.checked_sub(1) {
                Some(fewer) => *within = fewer,
                None => self.hidden = None,
            },
            _ => {}
        }
    }
}

/// Where a tag ends that a text begins with: behind the `>` that no quotation marks hold.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// Whether an element is hidden by its name or by what its start tag says, which is in small letters.
fn hides_itself(name: &str, tag: &str) -> bool {
    const NAMES: &str = " template noscript datalist dialog noembed noframes head title ";
    let squeezed: String = tag.chars().filter(|c| !c.is_whitespace()).collect();
    let mut words = tag.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '"' | '\''));
    NAMES.contains(&format!(" {name} "))
        || squeezed.contains("style=")
            && (squeezed.contains("display") && squeezed.contains("none") || squeezed.contains("visibility"))
        || words.any(|word| word == "hidden" || word.starts_with("hidden="))
}

/// Whether an element is a paragraph, or stands in one.
fn is_of_line(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::Curtain;
    use pulldown_cmark::{Event, Parser};

    #[test]
    fn words_behind_the_curtain_are_not_seen() {
        let seen = |text: &str| {
            let mut curtain = Curtain::default();
            let events = Parser::new(text).filter(|event| !curtain.hides(event));
            let words = events.filter_map(|event| match event {
                Event::Text(words) => Some(words.into_string()),
                _ => None,
            });
            words.collect::<Vec<_>>().concat()
        };
        assert_eq!(seen("a <span hidden>b *c*</span> d"), "a  d");
        assert_eq!(
            seen("a\n\n<div style='display : none'>\n\nb\n\n<div>\n\nc\n\n</div>\n\nd\n\n</div>\n\ne"),
            "ae"
        );
        assert_eq!(seen("> <div hidden>\n>\n> a\n\nb"), "b");
        assert_eq!(seen("<!-- <div hidden> -->\n\na\n\n<p aria-hidden=true>\n\nb"), "ab");
    }
}
