//! A finished file, or the manuscript → all that can be compared of it.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::projection::Means;
use super::{Edition, look};
use crate::inspect::{EpubFile, EpubText, PdfFile};
use crate::letters::Letters;
use crate::model::{Block, Language, LinkPlace, Resolved, Visitor, walk_blocks};
use crate::reader::epub::spine as epub;
use crate::reader::links::Links;
use crate::reader::pdf::tags as pdf;
use crate::reader::text::grammar::{self as text, Grammar, Original, PageMarks, TextEdition};
use crate::resolve::Manuscript;
use crate::span::Span;
use crate::style::{Role, StyleSheet};
use crate::transcript::{CodeTokens, Form, Place, Transcript, of};

/// The formats of editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A PDF.
    Pdf,
    /// An EPUB.
    Epub,
    /// Plain text.
    Text,
}

impl Format {
    /// The format of a file, by its first bytes; `None` if it is none of an edition.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            _ if bytes.starts_with(b"%PDF-") => Some(Self::Pdf),
            _ if bytes.starts_with(b"PK\x03\x04") => Some(Self::Epub),
            _ => std::str::from_utf8(bytes).ok().map(|_| Self::Text),
        }
    }

    /// Its name among words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Epub => "EPUB",
            Self::Text => "text edition",
        }
    }
}

/// What was read.
#[derive(Debug)]
pub(super) struct Reading {
    /// What it is called among words: `the EPUB`.
    pub(super) title: &'static str,
    /// Its format; `None` for the manuscript.
    pub(super) format: Option<Format>,
    /// What it says, if it can say all.
    pub(super) full: Option<Transcript>,
    /// What it says, if that is only what plain text can, once it has been read beside an original.
    pub(super) plain: Option<TextEdition>,
    /// Its text, if it is plain.
    pub(super) text: Option<String>,
    /// Whether its pages are marked; both if nobody knows.
    pub(super) page_marks: &'static [PageMarks],
    /// How the plain text is written: where its links stand, in which letters.
    pub(super) form: (LinkPlace, Letters),
    /// What it has the means to say.
    pub(super) means: Means,
    /// What it says of itself.
    pub(super) facts: Facts,
    /// The sizes of roles, by their names in the style sheet, in that of running text.
    pub(super) sizes: Vec<(Role, f32)>,
    /// Characters outside its tags.
    pub(super) loose: usize,
    places: Places,
}

/// How places are named.
#[derive(Debug)]
enum Places {
    Blocks(BTreeMap<u32, Span>),
    Pages(Vec<String>),
    Files(Vec<EpubText>, Option<EpubText>),
    Lines,
}

impl Reading {
    /// What the manuscript says.
    pub(super) fn of_manuscript(manuscript: &Manuscript) -> Self {
        let mut blocks = Blocks::default();
        walk_blocks(&manuscript.document.blocks, &mut blocks);
        manuscript.document.notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut blocks));
        let wished = Form::wished(&manuscript.style, &manuscript.document.metadata.language);
        Self {
            title: "the manuscript",
            full: Some(of(manuscript)),
            form: (wished.links, wished.letters),
            ..Self::new(None, Means::ALL, Facts::of_manuscript(manuscript), Places::Blocks(blocks.0))
        }
    }

    fn new(format: Option<Format>, means: Means, facts: Facts, places: Places) -> Self {
        let title = match format {
            None => "the manuscript",
            Some(Format::Pdf) => "the PDF",
            Some(Format::Epub) => "the EPUB",
            Some(Format::Text) => "the text edition",
        };
        Self {
            title,
            format,
            full: None,
            plain: None,
            text: None,
            page_marks: &[],
            form: (LinkPlace::List, Letters::Unicode),
            means,
            facts,
            sizes: Vec::new(),
            loose: 0,
            places,
        }
    }

    /// What a text edition says, read beside what is `expected` of it, as the original, or another edition,
    /// says `all`; in each of the ways in which its pages may be marked.
    pub(super) fn plain_beside(
        &self,
        (expected, code): (&Transcript, &[CodeTokens]),
        all: &Transcript,
        style: &StyleSheet,
    ) -> Vec<TextEdition> {
        let Some(text) = &self.text else { return Vec::new() };
        let letters = self.form.1;
        let links = Links::of(all, letters);
        let read = |page_marks: &PageMarks| {
            let grammar = Grammar { style, letters, page_marks: *page_marks };
            text::read(text, grammar, Original { said: expected, code, links: &links })
        };
        self.page_marks.iter().map(read).collect()
    }

    /// Where a token stands, in words; nothing for a place of the manuscript, which has a span.
    pub(super) fn place(&self, place: Place) -> String {
        match &self.places {
            Places::Blocks(_) => String::new(),
            Places::Pages(labels) => {
                format!("page {}", labels.get(place.at as usize).map_or("?", String::as_str))
            }
            Places::Files(files, navigation) => {
                let file = match place.file {
                    epub::NAVIGATION => navigation.as_ref(),
                    file => files.get(file as usize),
                };
                match file {
                    Some(file) => format!("{}, line {}", file.name, file.line(place.at as usize)),
                    None => "?".to_owned(),
                }
            }
            Places::Lines => format!("line {}", place.at + 1),
        }
    }

    /// Where a token stands in the sources.
    pub(super) fn span(&self, place: Place) -> Option<Span> {
        match &self.places {
            Places::Blocks(blocks) => blocks.get(&place.at).copied(),
            Places::Pages(_) | Places::Files(..) | Places::Lines => None,
        }
    }
}

/// The spans of all blocks, by their numbers.
#[derive(Default)]
struct Blocks(BTreeMap<u32, Span>);

impl Visitor<Resolved> for Blocks {
    fn block(&mut self, block: &Block<Resolved>) {
        self.0.insert(block.id.0, block.span);
    }
}

/// What is known of the form of a text edition before it is read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Known<'l> {
    /// Its settings, in the style sheet, and the document's language.
    Settings(&'l Language),
    /// The language alone.
    Language(&'l Language),
}

/// Reads a file.
pub(super) fn read(edition: &Edition<'_>, style: &StyleSheet, known: Known<'_>) -> Result<Reading, String> {
    let bytes = edition.bytes;
    match Format::of(bytes) {
        Some(Format::Pdf) => read_pdf(bytes, style),
        Some(Format::Epub) => read_epub(bytes, style),
        Some(Format::Text) => read_text(bytes, style, known),
        None => Err("it is no PDF, no EPUB and no UTF-8 text".to_owned()),
    }
}

fn read_pdf(bytes: &[u8], style: &StyleSheet) -> Result<Reading, String> {
    let file = PdfFile::read(bytes).map_err(|why| why.to_string())?;
    if file.tags.is_none() {
        return Err("it has no tags, by which its text could be read in order".to_owned());
    }
    let for_press = file.claims().iter().any(|claim| claim.starts_with("PDF/X"));
    let means = Means { tabs: false, tex: true, links: !for_press };
    let places = Places::Pages(file.page_labels());
    Ok(Reading {
        full: Some(pdf::read(&file, style)),
        sizes: look::of_pdf(&file),
        loose: file.shown.iter().map(|page| page.loose.chars().filter(|c| !c.is_whitespace()).count()).sum(),
        ..Reading::new(Some(Format::Pdf), means, Facts::of_pdf(&file), places)
    })
}

fn read_epub(bytes: &[u8], style: &StyleSheet) -> Result<Reading, String> {
    let file = EpubFile::read(bytes).map_err(|why| why.to_string())?;
    let said = epub::read(&file, style).map_err(|why| why.to_string())?;
    let contents = epub::contents(&file).map_err(|why| why.to_string())?;
    let facts = Facts::of_epub(&file, contents).map_err(|why| why.to_string())?;
    let sizes = look::of_epub(&file);
    let means = Means { tabs: true, tex: false, links: true };
    let places = Places::Files(file.spine, file.navigation);
    Ok(Reading { full: Some(said), sizes, ..Reading::new(Some(Format::Epub), means, facts, places) })
}

fn read_text(bytes: &[u8], style: &StyleSheet, known: Known<'_>) -> Result<Reading, String> {
    /// Bytes of a text edition that are read at most.
    const MOST: usize = 64 << 20;
    if bytes.len() > MOST {
        return Err("it is too large to be read as plain text".to_owned());
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| format!("it is no UTF-8: byte {} is wrong", error.valid_up_to()))?;
    let (form, page_marks): (_, &[PageMarks]) = match known {
        Known::Settings(language) => {
            let form = Form::wished(style, language);
            let marks: &[PageMarks] =
                if style.text_form.page_marks { &[PageMarks::Read] } else { &[PageMarks::Words] };
            ((form.links, form.letters), marks)
        }
        Known::Language(language) => {
            let letters = match bytes.is_ascii() {
                true => Letters::ascii(&language.primary()),
                false => Letters::Unicode,
            };
            ((LinkPlace::List, letters), &[PageMarks::Words, PageMarks::Read])
        }
    };
    Ok(Reading {
        text: Some(text.to_owned()),
        page_marks,
        form,
        ..Reading::new(Some(Format::Text), Means::ALL, Facts::default(), Places::Lines)
    })
}

/// The language that a file says it is in.
pub(super) fn language(bytes: &[u8]) -> Option<String> {
    match Format::of(bytes)? {
        Format::Pdf => PdfFile::read(bytes).ok()?.property("dc:language").into_iter().next(),
        Format::Epub => {
            let file = EpubFile::read(bytes).ok()?;
            let package = file.package.xml().ok()?;
            let language = package.descendants().find(|node| node.tag_name().name() == "language")?;
            language.text().map(|tag| tag.trim().to_owned())
        }
        Format::Text => None,
    }
}
