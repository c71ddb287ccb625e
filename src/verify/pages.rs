//! Finished editions → where each page of the print edition begins in the others, and in the sources.
//!
//! All editions say the same tokens in the same order, so the first token of a page is found in the
//! others by its number.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::reading::Reading;
use super::{Finished, own_context};
use crate::resolve::Manuscript;
use crate::source::Sources;
use crate::span::Span;
use crate::transcript::{Form, Kind, Transcript, Writer, common, common_with_code};

/// Where the pages of a print edition begin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageMap {
    /// The document's title.
    pub title: String,
    /// The pages on which text begins or goes on, in order.
    pub pages: Vec<PagePlace>,
}

/// Where a page begins; `None` where an edition is not there, or does not tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PagePlace {
    /// The page's number as printed: `iv`, `42`.
    pub page: String,
    /// The file of the sources.
    pub source: Option<String>,
    /// Its first line on the page, from 1.
    pub source_line: Option<u32>,
    /// The file of the EPUB, and the name of the place in it: `chapter-03.xhtml#page-42`.
    pub epub: Option<String>,
    /// The line of the text edition, from 1.
    pub text_line: Option<u32>,
    /// The first words of the page.
    pub words: String,
}

/// Words of a page that are told, and looked for in the sources.
const WORDS: usize = 8;
const LOOKED_FOR: usize = 3;

/// Where the pages of the edition among `editions` that has pages begin; `None` if there is none that can
/// be read.
pub fn page_map(sources: &Sources, manuscript: &Manuscript, editions: &[Finished<'_>]) -> Option<PageMap> {
    let style = &manuscript.style;
    let context = own_context(manuscript);
    let readings: Vec<Reading> = editions.iter().filter_map(|edition| edition.read(&context).ok()).collect();
    let pdf = readings.iter().find(|reading| reading.has_pages())?;
    let labels = pdf.facts.pages.clone()?;
    let original = Reading::of_manuscript(manuscript);
    let usual = Form::usual(style);
    let wished = Form { style, links: original.form.0, letters: original.form.1 };
    let of_pdf = common(pdf.full.as_ref()?, &usual);
    let of_manuscript = common(original.full.as_ref()?, &usual);
    // In ASCII there may be more tokens, or fewer: then all are counted as they are written there.
    let (as_written, code) = common_with_code(pdf.full.as_ref()?, &wished);
    let is_whole = |said: &Transcript| said.len() == as_written.len();
    let in_text = readings.iter().find(|reading| reading.text.is_some()).and_then(|text| {
        let ways = text.plain_beside((&as_written, &code), pdf.full.as_ref()?, style);
        ways.into_iter().map(|it| it.said).find(is_whole)
    });
    let firsts_as_written: BTreeMap<usize, usize> =
        firsts(&as_written).into_iter().map(|(first, page)| (page, first)).collect();
    let listed = readings.iter().find(|reading| !reading.facts.page_list.is_empty());
    let listed: BTreeMap<String, String> =
        listed.into_iter().flat_map(|reading| reading.facts.page_list.clone()).collect();

    let mut pages = Vec::new();
    for (first, page) in firsts(&of_pdf) {
        let label = labels.get(page)?.clone();
        // A title page has no line; below a title block the first line of the text counts.
        let on_page = (first..of_pdf.len()).take_while(|at| of_pdf.get(*at).place.at as usize == page);
        let on_page = on_page.take_while(|_| of_manuscript.len() == of_pdf.len());
        let mut blocks = on_page.filter_map(|at| Some((at, original.span(of_manuscript.get(at).place)?)));
        let location = blocks.next().map(|(at, block)| sources.locate(line_of(sources, block, &of_pdf, at)));
        pages.push(PagePlace {
            source: location.as_ref().map(|location| location.path.clone()),
            source_line: location.map(|location| location.line),
            epub: listed.get(&label).cloned(),
            text_line: in_text
                .as_ref()
                .zip(firsts_as_written.get(&page))
                .map(|(said, at)| said.get(*at).place.at + 1),
            words: first_words(&of_pdf, first),
            page: label,
        });
    }
    Some(PageMap { title: manuscript.document.metadata.title.clone(), pages })
}

/// The first token of the text on each page, and the page's index. Notes stand at the feet of pages and
/// begin none.
fn firsts(said: &Transcript) -> Vec<(usize, usize)> {
    let mut firsts: Vec<(usize, usize)> = Vec::new();
    for (at, token) in said.iter().enumerate() {
        if token.kind == Kind::Note {
            break;
        }
        let page = token.place.at as usize;
        if token.kind == Kind::Word && firsts.last().is_none_or(|(_, last)| *last < page) {
            firsts.push((at, page));
        }
    }
    firsts
}

fn first_words(said: &Transcript, from: usize) -> String {
    let mut words = String::new();
    for token in
        (from..said.len().min(from + WORDS)).map(|at| said.get(at)).filter(|it| it.kind == Kind::Word)
    {
        if token.blank && !words.is_empty() {
            words.push(' ');
        }
        words.push_str(token.text);
    }
    words
}

/// The place of a token within its block: where its word and those behind it stand in the source, or the
/// block's beginning.
fn line_of(sources: &Sources, block: Span, said: &Transcript, at: usize) -> Span {
    let is_word = |text: &str| text.contains(char::is_alphanumeric);
    let wanted: Vec<&str> =
        (at..said.len()).map(|at| said.get(at).text).filter(|text| is_word(text)).take(LOOKED_FOR).collect();
    let mut writer = Writer::new();
    let mut start = block.start;
    for line in sources.slice(block).split_inclusive('\n') {
        writer.at(crate::transcript::Place { file: 0, at: start });
        writer.say(line);
        start += line.len() as u32;
    }
    let written = writer.finish();
    let words: Vec<_> = written.iter().filter(|token| is_word(token.text)).collect();
    let found = words
        .windows(wanted.len().max(1))
        .find(|window| window.iter().zip(&wanted).all(|(token, wanted)| token.text == *wanted));
    match found {
        Some([first, ..]) if !wanted.is_empty() => Span { start: first.place.at, ..block },
        _ => block,
    }
}

impl PageMap {
    /// The map as JSON, in lines.
    pub fn json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).expect("texts and numbers are JSON");
        json.push('\n');
        json
    }

    /// The page with this number.
    pub fn page(&self, label: &str) -> Option<&PagePlace> {
        self.pages.iter().find(|page| page.page == label)
    }

    /// The page on which a line of the text edition stands.
    pub fn page_of_text_line(&self, line: u32) -> Option<&PagePlace> {
        self.pages.iter().rev().find(|page| page.text_line.is_some_and(|from| from <= line))
    }

    /// The page on which a line of a source stands; the file may be named by the end of its path.
    pub fn page_of_source(&self, file: &str, line: u32) -> Option<&PagePlace> {
        let is_file = |source: &str| source == file || source.ends_with(&format!("/{file}"));
        let mut of_file = self.pages.iter().filter(|page| page.source.as_deref().is_some_and(is_file));
        of_file.rfind(|page| page.source_line.is_some_and(|from| from <= line))
    }
}
