//! Files that are parsed each by itself → one document with a title and a sound outline.

use super::builder::{Builder, Place};
use super::frame::Blocks;
use super::front_matter::{self, Layer};
use super::hidden_lines::HiddenLines;
use super::inlines::flatten;
use super::outline::{headings, mend_levels, number, shift};
use super::reports::Reports;
use super::{events, fenced, mask, settings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Admonition, AdmonitionKind, Block, BlockId, BlockKind, Document, Heading, Inline, Metadata, Note, Parsed,
    Wish, plain_text,
};
use crate::source::{Piece, Sources};
use crate::span::{FileId, Span};

/// Parses the pieces and puts them together.
pub(super) fn assemble(sources: &Sources, diagnostics: &mut Diagnostics) -> Document<Parsed> {
    let book = sources.book.is_some() || sources.pieces.len() > 1;
    let mut reports = Reports::new(diagnostics);
    let mut pieces = Vec::new();
    let mut notes = Vec::new();
    let mut first = None;
    for (index, piece) in sources.pieces.iter().enumerate() {
        pieces.push(match piece {
            Piece::Part { title, span } => Parts::Title { level: 0, title, span: *span },
            Piece::Draft { title, depth, span } => Parts::Title { level: level(*depth), title, span: *span },
            Piece::Chapter { file, depth, title, numbered } => {
                let prefix = if book { format!("{index}:") } else { String::new() };
                let mut text = parse_file(sources, *file, &prefix, &mut reports);
                notes.append(&mut text.notes);
                let front = std::mem::take(&mut text.front);
                let own = settings::title(&front);
                if first.is_none() {
                    first = Some(front);
                } else if front.entries.iter().any(|entry| !entry.key.eq_ignore_ascii_case("title")) {
                    let span = front.span(&front.entries[0].range);
                    reports.note("later front matter", || {
                        Diagnostic::note(
                            Code::FrontMatter,
                            span,
                            "of a book's front matter only the first file's counts, and titles of the others",
                        )
                    });
                }
                Parts::File(Chapter {
                    file: *file,
                    blocks: text.blocks,
                    level: level(*depth),
                    numbered: *numbered || !book,
                    title: own.or_else(|| title.clone().map(|title| (title, None))),
                })
            }
        });
    }
    let diagnostics = reports.diagnostics;
    let mut layers = vec![settings::overrides(&sources.overrides), first.unwrap_or_default()];
    let file = |file: FileId, diagnostics: &mut Diagnostics| {
        front_matter::settings(file, sources.text(file), diagnostics)
    };
    layers.extend(sources.settings.map(|settings| file(settings, diagnostics)));
    layers.extend(sources.book.map(|book| settings::of_book(file(book, diagnostics))));
    let mut said = settings::read(&layers, diagnostics);
    let first = sources.pieces.iter().find_map(|piece| match piece {
        Piece::Chapter { file, .. } => Some(*file),
        Piece::Part { .. } | Piece::Draft { .. } => None,
    });
    said.report_assumed(first, diagnostics);

    let summary = said.summary.take().map(|words| summary(&words, first, diagnostics));
    let mut blocks = match pieces.as_mut_slice() {
        [Parts::File(chapter)] if !book => plain(chapter, &mut said.metadata, sources, diagnostics),
        _ => bound(pieces, &mut said.metadata, sources, diagnostics),
    };
    if let Some((block, mut own)) = summary {
        said.metadata.description = said.metadata.description.or_else(|| described(&block));
        notes.append(&mut own);
        blocks.insert(0, block);
    }
    let mut document =
        Document { metadata: said.metadata, preferences: said.preferences, cover: said.cover, blocks, notes };
    let mut next = 0;
    number(&mut document.blocks, &mut next);
    document.notes.iter_mut().for_each(|note| number(&mut note.blocks, &mut next));
    document
}

/// A piece that is parsed.
enum Parts<'s> {
    Title { level: u8, title: &'s str, span: Span },
    File(Chapter),
}

/// A file that is parsed.
struct Chapter {
    file: FileId,
    blocks: Blocks,
    /// The level of its first heading in a book.
    level: u8,
    numbered: bool,
    /// Its title, for where it has no heading.
    title: Option<(String, Option<Span>)>,
}

/// What one file holds.
struct FileText {
    front: Layer,
    blocks: Blocks,
    notes: Vec<Note<Parsed>>,
}

fn level(depth: u8) -> u8 {
    depth.saturating_add(1).min(6)
}

fn parse_file(sources: &Sources, file: FileId, prefix: &str, reports: &mut Reports<'_>) -> FileText {
    let text = sources.text(file);
    let (front, base) = front_matter::split(file, text, reports.diagnostics);
    let (body, blanked) = fenced::blank(&text[base..]);
    let place =
        Place { file, text: &text[base..], base, fixed: None, prefix, hidden: HiddenLines::of(sources) };
    for (kind, range) in [(":::", blanked.fence), ("{: }", blanked.attributes)] {
        if let Some(range) = range {
            reports.blanked(kind, place.span(&range));
        }
    }
    let mut builder = Builder::new(place);
    events::drive(&mask::mask(&body), &mut builder, reports);
    let (blocks, mut notes) = builder.finish(reports);
    distinguish(&mut notes, prefix, reports.diagnostics);
    FileText { front, blocks, notes }
}

/// An abstract, as a block before the text, with the notes that it holds itself. `first` is the
/// document's first file.
fn summary(
    words: &Wish,
    first: Option<FileId>,
    diagnostics: &mut Diagnostics,
) -> (Block<Parsed>, Vec<Note<Parsed>>) {
    let span = words.span.unwrap_or(Span::new(first.unwrap_or(FileId(0)), 0..0));
    let (body, _) = fenced::blank(&words.text);
    let place = Place {
        file: span.file,
        text: &words.text,
        base: 0,
        fixed: Some(span),
        prefix: "abstract:",
        hidden: HiddenLines::default(),
    };
    let mut builder = Builder::new(place);
    let mut reports = Reports::new(diagnostics);
    events::drive(&mask::mask(&body), &mut builder, &mut reports);
    let (blocks, mut notes) = builder.finish(&mut reports);
    distinguish(&mut notes, place.prefix, reports.diagnostics);
    let summary = Admonition { kind: AdmonitionKind::Abstract, label: (), title: Vec::new(), blocks };
    (Block { span, id: BlockId(0), kind: BlockKind::Admonition(summary) }, notes)
}

/// The words of an abstract in one line, as catalogues show it.
fn described(summary: &Block<Parsed>) -> Option<String> {
    let words = words_of(&flatten(vec![summary.clone()]));
    (!words.is_empty()).then_some(words)
}

/// Gives notes of one name different ones; references mean the first.
fn distinguish(notes: &mut [Note<Parsed>], prefix: &str, diagnostics: &mut Diagnostics) {
    notes.sort_by_key(|note| note.span.start);
    let mut seen = std::collections::BTreeMap::new();
    for note in notes {
        let Some(&first) = seen.get(&note.name) else {
            seen.insert(note.name.clone(), note.span);
            continue;
        };
        let name = note.name.strip_prefix(prefix).unwrap_or(&note.name);
        diagnostics.add(
            Diagnostic::warning(Code::DuplicateNote, note.span, format!("two notes are called `{name}`"))
                .with_label(first, "the first, to which all references lead")
                .with_help("give this one another name"),
        );
        let new = (2..).map(|number| format!("{}-{number}", note.name)).find(|name| !seen.contains_key(name));
        note.name = new.expect("there is always one more number");
        seen.insert(note.name.clone(), note.span);
    }
}

/// The body of a document of one file.
fn plain(
    chapter: &mut Chapter,
    metadata: &mut Metadata,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Blocks {
    let mut blocks = std::mem::take(&mut chapter.blocks);
    let path = sources.path(chapter.file);
    if blocks.is_empty() {
        let span = Span::new(chapter.file, 0..0);
        diagnostics.add(Diagnostic::warning(Code::EmptyDocument, span, format!("`{path}` holds no text")));
    }
    let first = blocks.iter().position(|block| matches!(block.kind, BlockKind::Heading(_)));
    let tops = headings(&blocks).filter(|heading| heading.level == 1).count();
    let mut taken = None;
    if let Some(at) = first
        && let BlockKind::Heading(heading) = &blocks[at].kind
    {
        let words = words_of(&heading.content);
        let only = heading.level == 1 && tops == 1 && is_plain(&heading.content);
        if metadata.title.is_empty() {
            taken = only.then_some(at);
            metadata.title = words;
        } else if only && at == 0 && same_words(&words, &metadata.title) {
            taken = Some(at);
        }
    }
    if metadata.title.is_empty() {
        let title = chapter.title.take().map(|title| title.0).or_else(|| stem(path));
        report_untitled(chapter.file, title.as_deref(), diagnostics);
        metadata.title = title.unwrap_or_default();
    }
    if let Some(at) = taken {
        let block = blocks.remove(at);
        if let BlockKind::Heading(Heading { anchor: Some(anchor), .. }) = block.kind {
            // Links to the title lead to what follows it.
            hand_on(&mut blocks[at..], anchor);
        }
    }
    let top = headings(&blocks).map(|heading| heading.level).min().unwrap_or(1);
    shift(&mut blocks, i16::from(top) - 1, 1);
    mend_levels(&mut blocks, 1, diagnostics);
    blocks
}

/// The body of a book.
fn bound(
    pieces: Vec<Parts<'_>>,
    metadata: &mut Metadata,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Blocks {
    let mut blocks = Vec::new();
    for piece in pieces {
        match piece {
            Parts::Title { level, title, span } => blocks.push(heading(level, title, span, level > 0)),
            Parts::File(mut chapter) => {
                blocks.append(&mut chapter_blocks(&mut chapter, sources, diagnostics))
            }
        }
    }
    if metadata.title.is_empty() {
        let folder = sources.root.file_name().map(|name| name.to_string_lossy().into_owned());
        let heading = headings(&blocks).next().map(|heading| words_of(&heading.content));
        metadata.title = folder.or(heading).filter(|title| !title.trim().is_empty()).unwrap_or_default();
    }
    blocks
}

fn chapter_blocks(chapter: &mut Chapter, sources: &Sources, diagnostics: &mut Diagnostics) -> Blocks {
    let mut blocks = std::mem::take(&mut chapter.blocks);
    let own = headings(&blocks).next().map(|heading| heading.level);
    match own {
        Some(own) => shift(&mut blocks, i16::from(own) - i16::from(chapter.level), chapter.level),
        None => {
            let nameless = || (stem(sources.path(chapter.file)).unwrap_or_else(|| "…".to_owned()), None);
            let (title, span) = chapter.title.take().unwrap_or_else(nameless);
            let span = span.unwrap_or(Span::new(chapter.file, 0..0));
            blocks.insert(0, heading(chapter.level, &title, span, chapter.numbered));
        }
    }
    mend_levels(&mut blocks, chapter.level, diagnostics);
    if !chapter.numbered {
        for block in &mut blocks {
            if let BlockKind::Heading(heading) = &mut block.kind {
                heading.numbered = false;
            }
        }
    }
    blocks
}

fn heading(level: u8, title: &str, span: Span, numbered: bool) -> Block<Parsed> {
    let content = vec![Inline::Text(title.to_owned())];
    let kind =
        BlockKind::Heading(Heading { level, anchor: None, label: (), numbered, listed: true, content });
    Block { span, id: BlockId(0), kind }
}

/// Gives an anchor to the first words among `blocks`.
fn hand_on(blocks: &mut [Block<Parsed>], anchor: String) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(content) => return content.insert(0, Inline::Anchor(Some(anchor))),
            BlockKind::Heading(heading) => return heading.content.insert(0, Inline::Anchor(Some(anchor))),
            _ => {}
        }
    }
}

fn words_of(content: &[Inline<Parsed>]) -> String {
    plain_text(content).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    words(one) == words(other)
}

/// Tells that a document has the title of its file, or none.
fn report_untitled(file: FileId, title: Option<&str>, diagnostics: &mut Diagnostics) {
    let message = match title {
        Some(title) => format!("the document has no title, and is called `{title}` after its file"),
        None => "the document has no title, and its file has no name to call it after".to_owned(),
    };
    diagnostics.add(
        Diagnostic::note(Code::Assumed, Span { file, start: 0, end: 0 }, message)
            .with_help("say it in front matter, `title: …`, or begin with a heading"),
    );
}

/// Whether a title can hold all that a heading holds.
fn is_plain(content: &[Inline<Parsed>]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Math(_) | Inline::Link(_) | Inline::Note(..) | Inline::Image(_) | Inline::Anchor(_) => false,
        Inline::Ruby(..) => false,
        other => is_plain(other.content()),
    })
}

/// A file's name without folder and ending; `None` for standard input.
fn stem(path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    (!stem.is_empty() && !stem.starts_with('<')).then(|| stem.to_owned())
}
