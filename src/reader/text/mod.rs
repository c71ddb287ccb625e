//! Reads plain text, by the grammar that people read it by.

mod grammar;

pub(crate) use grammar::TextEdition;

use super::links::Links;
use super::{Content, Context, Facts, Means, Places, Reader, Readout, Settings, Unread, ending, file};
use crate::edition::Edition;
use crate::inspect::{self, Sections, Unreadable};
use crate::letters::Letters;
use crate::model::LinkPlace;
use crate::style::StyleSheet;
use crate::transcript::{CodeTokens, Form, Transcript};
use grammar::{Grammar, Original, PageMarks};

/// Bytes of a text edition that are read at most.
const MOST: usize = 64 << 20;

/// Reads plain text.
pub struct Text;

impl Reader for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn title(&self) -> &'static str {
        "the text edition"
    }

    /// A file that is called so, or one without an ending that is UTF-8; but no markup, which is text too.
    fn recognises(&self, name: &str, edition: &Edition) -> bool {
        let Some(bytes) = edition.file() else { return false };
        let is_binary = bytes.contains(&0) || bytes.starts_with(b"%PDF-") || bytes.starts_with(b"PK\x03\x04");
        match (ending(name).as_str(), std::str::from_utf8(bytes)) {
            ("" | "txt" | "text", Ok(text)) => !is_binary && !is_markup(text),
            ("txt" | "text", Err(_)) => !is_binary,
            _ => false,
        }
    }

    fn read(&self, edition: &Edition, context: &Context<'_>) -> Result<Readout, Unread> {
        let bytes = file(edition)?;
        if bytes.len() > MOST {
            return Err(Unreadable("it is too large to be read as plain text".to_owned()).into());
        }
        let text = std::str::from_utf8(bytes)
            .map_err(|error| Unreadable(format!("it is no UTF-8: byte {} is wrong", error.valid_up_to())))?;
        Ok(Readout {
            content: Content::Plain(PlainText::new(text, context)),
            places: Places::Lines,
            means: Means::ALL,
            facts: Facts::default(),
            sizes: Vec::new(),
            loose: 0,
        })
    }

    fn inspect(&self, edition: &Edition, sections: Sections) -> Result<String, Unreadable> {
        inspect::of_text(file(edition)?, sections)
    }
}

/// A plain text, which can be understood only beside what it should say: many of its lines can be read in
/// several ways.
#[derive(Clone, Debug)]
pub struct PlainText {
    text: String,
    /// Whether its pages are marked; both if nobody knows.
    page_marks: &'static [PageMarks],
    /// Where its links stand, and in which letters it is written.
    pub(crate) form: (LinkPlace, Letters),
}

impl PlainText {
    fn new(text: &str, context: &Context<'_>) -> Self {
        let Context { style, language, settings } = *context;
        let (form, page_marks): (_, &[PageMarks]) = match settings {
            Settings::Known => {
                let form = Form::wished(style, language);
                let marks: &[PageMarks] =
                    if style.text_form.page_marks { &[PageMarks::Read] } else { &[PageMarks::Words] };
                ((form.links, form.letters), marks)
            }
            Settings::Unknown => {
                let letters = match text.is_ascii() {
                    true => Letters::ascii(&language.primary()),
                    false => Letters::Unicode,
                };
                ((LinkPlace::List, letters), &[PageMarks::Words, PageMarks::Read])
            }
        };
        Self { text: text.to_owned(), page_marks, form }
    }

    /// What it says, read beside what is `expected` of it, as the original, or another edition, says `all`;
    /// in each of the ways in which its pages may be marked.
    pub(crate) fn beside(
        &self,
        (expected, code): (&Transcript, &[CodeTokens]),
        all: &Transcript,
        style: &StyleSheet,
    ) -> Vec<TextEdition> {
        let letters = self.form.1;
        let links = Links::of(all, letters);
        let read = |page_marks: &PageMarks| {
            let grammar = Grammar { style, letters, page_marks: *page_marks };
            grammar::read(&self.text, grammar, Original { said: expected, code, links: &links })
        };
        self.page_marks.iter().map(read).collect()
    }
}

/// Whether a text is HTML or XML: it begins with a declaration or an element and, but for what says so
/// itself, ends with a tag. The title of a text edition may look like one; it is ruled.
fn is_markup(text: &str) -> bool {
    let text = text.trim_start_matches('\u{FEFF}').trim();
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let is_ruled = lines.next().map(str::trim).is_some_and(|rule| {
        rule.starts_with(['=', '-', '~', '#', '*']) && rule.chars().all(|sign| rule.starts_with(sign))
    });
    let lower: String = first.chars().take(16).flat_map(char::to_lowercase).collect();
    let says_so = ["<!doctype ", "<?xml ", "<html>", "<html "].iter().any(|start| lower.starts_with(start));
    let is_tag = lower.strip_prefix('<').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?' | '/'))
    });
    !is_ruled && (says_so || is_tag && text.ends_with('>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_told_from_markup() {
        let reads = |name: &str, text: &str| Text.recognises(name, &Edition::File(text.into()));
        for text in ["Title\n=====\n\nWords.\n", "", "<html> in brief\n===============\n\n<p>\n", "a < b\n"] {
            assert!(reads("a.txt", text) && reads("/dev/fd/63", text) && reads("A.TXT", text), "{text}");
            assert!(!reads("a.html", text) && !reads("a.md", text) && !reads("a.pdf", text), "{text}");
        }
        for text in [
            "<!DOCTYPE html><p>Words",
            "\u{FEFF}\n <html lang=\"en\">\n<body>",
            "<?xml version=\"1.0\"?>\n<svg/>",
            "<p>Words</p>\n",
            "<!-- a --><div>Words</div>",
        ] {
            assert!(!reads("a.txt", text) && !reads("a", text), "{text}");
        }
        assert!(!Text.recognises("a", &Edition::File(b"\xFF\xFE\x00".to_vec())));
        assert!(Text.recognises("a.txt", &Edition::File(b"Caf\xE9".to_vec())), "read, and refused");
        assert!(!Text.recognises("a.txt", &Edition::File(b"%PDF-1.7".to_vec())));
    }
}
