//! Manuscripts built by hand.

use std::sync::Arc;

use pressroom::backend;
use pressroom::diagnostic::Diagnostics;
use pressroom::font::Library;
use pressroom::model::*;
use pressroom::resolve::{ContentsEntry, FrontLine, Manuscript};
use pressroom::span::{FileId, Span};
use pressroom::style::{Role, StyleSheet};

pub type Inlines = Vec<Inline<Resolved>>;
pub type Blocks = Vec<Block<Resolved>>;

pub fn span() -> Span {
    Span { file: FileId(0), start: 0, end: 0 }
}

pub fn block(kind: BlockKind<Resolved>) -> Block<Resolved> {
    Block { span: span(), id: BlockId(0), kind }
}

pub fn text(words: &str) -> Inline<Resolved> {
    Inline::Text(words.to_owned())
}

pub fn emphasis(words: &str) -> Inline<Resolved> {
    Inline::Emphasis(vec![text(words)])
}

pub fn strong(words: &str) -> Inline<Resolved> {
    Inline::Strong(vec![text(words)])
}

pub fn code(words: &str) -> Inline<Resolved> {
    Inline::Code(words.to_owned())
}

pub fn note_mark(note: usize) -> Inline<Resolved> {
    Inline::Note(NoteMark { note, occurrence: 0, apart: Apart::Nothing }, span())
}

pub fn link(words: &str, address: &str) -> Inline<Resolved> {
    Inline::Link(Link {
        span: span(),
        target: Target::Address(address.to_owned()),
        title: String::new(),
        content: vec![text(words)],
    })
}

pub fn paragraph(words: &str) -> Block<Resolved> {
    block(BlockKind::Paragraph(vec![text(words)]))
}

pub fn inlines(content: Inlines) -> Block<Resolved> {
    block(BlockKind::Paragraph(content))
}

pub fn heading(level: u8, label: &str, words: &str) -> Block<Resolved> {
    block(BlockKind::Heading(Heading {
        level,
        anchor: Anchor(words.to_owned()),
        label: label.to_owned(),
        numbered: true,
        listed: true,
        content: vec![text(words)],
    }))
}

pub fn list(kind: ListKind, tight: bool, items: Vec<(&str, Option<bool>, Blocks)>) -> Block<Resolved> {
    let items = items
        .into_iter()
        .map(|(marker, task, blocks)| Item { span: span(), marker: marker.to_owned(), task, blocks })
        .collect();
    block(BlockKind::List(List { kind, tight, items }))
}

pub fn bullets(items: Vec<Blocks>) -> Block<Resolved> {
    list(ListKind::Bullet, true, items.into_iter().map(|blocks| ("", None, blocks)).collect())
}

pub fn code_block(code: &str) -> Block<Resolved> {
    block(BlockKind::Code(Code::new("rust", code)))
}

/// A table of words; the first row is the head.
pub fn table(alignments: Vec<Alignment>, rows: Vec<Vec<&str>>) -> Block<Resolved> {
    let cell = |words: &str| Cell {
        blocks: vec![block(BlockKind::Paragraph(vec![text(words)]))],
        ..Cell::empty(span())
    };
    let mut rows =
        rows.into_iter().map(|row| Row { span: span(), cells: row.into_iter().map(cell).collect() });
    let head = rows.next().into_iter().collect();
    block(BlockKind::Table(Table {
        anchor: Anchor("grid-1".to_owned()),
        label: String::new(),
        caption: Vec::new(),
        alignments,
        head,
        bodies: vec![rows.collect()],
    }))
}

pub fn figure(alternative: &str, label: &str, caption: &str) -> Block<Resolved> {
    let caption = if caption.is_empty() { Vec::new() } else { vec![text(caption)] };
    block(BlockKind::Figure(Figure {
        image: Image {
            span: span(),
            picture: None,
            alternative: alternative.into(),
            decorative: false,
            size: PictureSize::default(),
        },
        anchor: Anchor("figure".into()),
        label: label.into(),
        caption,
    }))
}

pub fn note(label: &str, blocks: Blocks) -> Note<Resolved> {
    Note { span: span(), name: label.to_owned(), label: label.to_owned(), blocks }
}

/// A manuscript without a title block; its contents are its headings.
pub fn manuscript(blocks: Blocks, notes: Vec<Note<Resolved>>) -> Manuscript {
    of_division(Division::Article, blocks, notes)
}

pub fn book(blocks: Blocks, notes: Vec<Note<Resolved>>) -> Manuscript {
    of_division(Division::Book, blocks, notes)
}

fn of_division(division: Division, blocks: Blocks, notes: Vec<Note<Resolved>>) -> Manuscript {
    let mut diagnostics = Diagnostics::new();
    let style = StyleSheet::new(division, &Language::default(), &Preferences::default(), &mut diagnostics);
    let contents = blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Heading(heading) => Some(ContentsEntry {
                level: heading.level,
                label: heading.label.clone(),
                content: heading.content.clone(),
                anchor: heading.anchor.clone(),
            }),
            _ => None,
        })
        .collect();
    Manuscript {
        verse: std::collections::BTreeSet::new(),
        missing_glyphs: None,
        fingerprint: std::sync::OnceLock::new(),
        document: Document {
            metadata: Metadata::default(),
            preferences: Preferences::default(),
            cover: None,
            blocks,
            notes,
        },
        front: Vec::new(),
        contents,
        lists: Vec::new(),
        attachments: Vec::new(),
        profile: None,
        assets: Vec::new(),
        style,
        fonts: Arc::new(Library::new(&[], &mut diagnostics)),
    }
}

pub fn front(lines: &[(Role, &str)]) -> Vec<FrontLine> {
    lines.iter().map(|(role, text)| FrontLine { role: *role, text: (*text).to_owned() }).collect()
}

/// The text edition.
pub fn edition(manuscript: &Manuscript) -> String {
    let text = backend::ALL.iter().find(|backend| backend.name() == "text").expect("the table has it");
    let bytes = text.write(manuscript, None, &mut Diagnostics::new()).expect("it never fails");
    String::from_utf8(bytes).expect("an edition is UTF-8")
}

/// The text edition of `blocks` alone.
pub fn set(blocks: Blocks) -> String {
    edition(&manuscript(blocks, Vec::new()))
}
