//! Chapters → where everything stands: the table that links are looked up in, made once the text
//! is cut.

use std::collections::{BTreeMap, BTreeSet};

use super::chapters::Chapter;
use super::names::TYPESET;
use super::pictures::Picture;
use crate::markup::{PageBreak, Places};
use crate::model::{
    Anchor, AssetId, Block, BlockKind, NoteMark, PageMark, Part, Resolved, Run, SpanKind, Visitor,
    walk_blocks,
};
use crate::resolve::{Asset, Format, Manuscript};

/// Where everything in the book stands.
///
/// The text of a note stands at the end of the file that refers to it first; other files link
/// to it there, so that no id and no anchor is written twice.
#[derive(Debug)]
pub(super) struct Book {
    /// Each file's name.
    files: Vec<String>,
    /// The file of each anchor.
    anchors: BTreeMap<Anchor, usize>,
    /// The file of each note's text.
    homes: Vec<usize>,
    /// The file of each reference to each note.
    references: Vec<Vec<usize>>,
    /// The notes of each file, in order of their first reference.
    pub notes: Vec<Vec<usize>>,
    /// The address of each picture.
    pub pictures: Vec<String>,
    /// The format of each picture, as it is in the book.
    pub formats: Vec<Format>,
    /// The pages of the print edition made in the same run, by the texts in which they begin.
    breaks: BTreeMap<Part, Vec<PageBreak>>,
}

impl Book {
    /// Looks where everything stands.
    pub(super) fn new(
        manuscript: &Manuscript,
        chapters: &[Chapter],
        pictures: &[Picture],
        marks: Vec<PageMark>,
    ) -> Self {
        let document = &manuscript.document;
        let mut book = Self {
            files: chapters.iter().map(Chapter::file).collect(),
            anchors: BTreeMap::new(),
            homes: vec![0; document.notes.len()],
            references: vec![Vec::new(); document.notes.len()],
            notes: vec![Vec::new(); chapters.len()],
            pictures: picture_names(&manuscript.assets, pictures),
            formats: pictures.iter().map(|picture| picture.format).collect(),
            breaks: BTreeMap::new(),
        };
        for (file, chapter) in chapters.iter().enumerate() {
            walk_blocks(chapter.blocks, &mut Survey { book: &mut book, file });
            // Notes may refer to notes, which are added to the list on the way.
            let mut at = 0;
            while let Some(note) = book.notes[file].get(at).copied() {
                walk_blocks(&document.notes[note].blocks, &mut Survey { book: &mut book, file });
                at += 1;
            }
        }
        for (number, mark) in marks.into_iter().enumerate() {
            let id = book.free(format!("page-{}", mark.label));
            let PageMark { label, part, at } = mark;
            book.breaks.entry(part).or_default().push(PageBreak { number, at, label, id });
        }
        book
    }

    /// The pages of the print edition that have a mark, in reading order.
    pub(super) fn pages(&self) -> Vec<&PageBreak> {
        let mut pages: Vec<&PageBreak> = self.breaks.values().flatten().collect();
        pages.sort_by_key(|page| page.number);
        pages
    }

    /// `id`, changed if the author has given that name to a place.
    pub(super) fn free(&self, id: String) -> String {
        let mut id = Anchor(id);
        while self.anchors.contains_key(&id) {
            id.0.push('_');
        }
        id.0
    }

    /// The same places, as seen from a file: `None` for one that is none of the chapters.
    pub(super) fn seen_from(&self, file: Option<usize>) -> Here<'_> {
        Here { book: self, file }
    }
}

/// Looks at the blocks of one file.
struct Survey<'a> {
    book: &'a mut Book,
    file: usize,
}

impl Survey<'_> {
    fn anchor(&mut self, anchor: &Anchor) {
        self.book.anchors.insert(anchor.clone(), self.file);
    }

    fn reference(&mut self, mark: &NoteMark) {
        let references = &mut self.book.references[mark.note];
        if references.is_empty() {
            self.book.homes[mark.note] = self.file;
            self.book.notes[self.file].push(mark.note);
        }
        if references.len() <= mark.occurrence {
            references.resize(mark.occurrence + 1, self.file);
        }
        references[mark.occurrence] = self.file;
    }
}

impl Visitor<Resolved> for Survey<'_> {
    fn block(&mut self, block: &Block<Resolved>) {
        match &block.kind {
            BlockKind::Heading(heading) => self.anchor(&heading.anchor),
            BlockKind::Figure(figure) => self.anchor(&figure.anchor),
            BlockKind::Table(table) if !table.label.is_empty() => self.anchor(&table.anchor),
            BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::Code(_)
            | BlockKind::Table(_)
            | BlockKind::Math(_)
            | BlockKind::Admonition(_)
            | BlockKind::Break => {}
        }
    }

    fn text(&mut self, text: &Run) {
        for (_, span) in text.spans() {
            match &span.kind {
                SpanKind::Anchor(anchor) => self.anchor(anchor),
                SpanKind::Note(mark, _) => self.reference(mark),
                _ => {}
            }
        }
    }
}

/// Where everything stands, as seen from one file.
pub(super) struct Here<'a> {
    book: &'a Book,
    file: Option<usize>,
}

impl Here<'_> {
    fn address(&self, file: usize, id: &str) -> String {
        if self.file == Some(file) { format!("#{id}") } else { format!("{}#{id}", self.book.files[file]) }
    }
}

impl Places for Here<'_> {
    fn anchor(&self, anchor: &Anchor) -> Option<String> {
        self.book.anchors.get(anchor).map(|file| self.address(*file, &anchor.0))
    }

    fn note(&self, note: usize) -> String {
        self.address(self.book.homes[note], &self.note_id(note))
    }

    fn reference(&self, note: usize, occurrence: usize) -> String {
        self.address(self.book.references[note][occurrence], &self.reference_id(note, occurrence))
    }

    fn note_id(&self, note: usize) -> String {
        self.book.free(format!("note-{}", note + 1))
    }

    fn reference_id(&self, note: usize, occurrence: usize) -> String {
        self.book.free(match occurrence {
            0 => format!("noteref-{}", note + 1),
            more => format!("noteref-{}-{}", note + 1, more + 1),
        })
    }

    fn references(&self, note: usize) -> usize {
        self.book.references[note].len()
    }

    fn picture(&self, picture: AssetId) -> &str {
        &self.book.pictures[picture.0]
    }

    fn page_breaks(&self, part: Part) -> &[PageBreak] {
        self.book.breaks.get(&part).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The name of each picture's file: the asset's own where it is made of what every archive and
/// reading system takes and is no other one's name in capitals, else a counted one.
fn picture_names(assets: &[Asset], pictures: &[Picture]) -> Vec<String> {
    let safe = |name: &str| {
        name.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric())
            && !name.contains("..")
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b))
    };
    let mut taken = BTreeSet::from([TYPESET.trim_start_matches("images/").to_owned()]);
    let mut names = Vec::new();
    for (at, (asset, picture)) in assets.iter().zip(pictures).enumerate() {
        // Its format may be another one in the book.
        let extension = picture.format.extension();
        let mut name = asset.name.to_ascii_lowercase();
        if picture.format != asset.format {
            let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
            name = format!("{stem}.{extension}");
        }
        let mut more = at + 1;
        while !safe(&name) || !taken.insert(name.clone()) {
            name = format!("picture-{more:03}.{extension}");
            more += 1;
        }
        names.push(format!("images/{name}"));
    }
    names
}
