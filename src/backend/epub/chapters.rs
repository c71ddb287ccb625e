//! Blocks → files: where the text is cut, and what the files are called.
//!
//! A pure function of the text, so that names are the same in every build. A part and a chapter
//! (a heading of the first level) each open a file. One that would be larger than [`LIMIT`] is
//! cut again at headings of the second level, then the third and so on, at last between blocks,
//! but never inside of one: a table or a list stays whole.

use std::ops::Range;

use super::weight::weigh;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, BlockKind, Division, Heading, Resolved};
use crate::resolve::Manuscript;

/// How many bytes of XHTML a file may hold. Some old reading systems open no file above 300 kB.
const LIMIT: usize = 200_000;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The title page, with the abstract that stands before the contents; an article's text up to its first
    /// heading stands there too if no contents are shown.
    Title,
    /// Other text before the first heading.
    Opening,
    /// A part's heading, and its text up to the first chapter.
    Part,
    /// A chapter.
    Chapter,
}

/// A file of text.
#[derive(Clone, Debug)]
pub(super) struct Chapter<'a> {
    /// The file's name without its ending, and the id of the section in it.
    pub stem: String,
    /// What it is.
    pub kind: Kind,
    /// 0 for the first file of a chapter, then counting: it goes on from the file before.
    pub continuation: usize,
    /// Its title: the words of its heading with its number. Never empty, but not unique.
    pub title: String,
    /// The text.
    pub blocks: &'a [Block<Resolved>],
}

impl<'a> Chapter<'a> {
    /// The file's name.
    pub(super) fn file(&self) -> String {
        format!("{}.xhtml", self.stem)
    }

    /// Whether it holds nothing but the title block and an abstract.
    pub(super) fn is_title_page(&self) -> bool {
        let is_abstract = |block: &Block<Resolved>| match &block.kind {
            BlockKind::Admonition(admonition) => admonition.kind.is_quoted(),
            _ => false,
        };
        self.kind == Kind::Title && self.continuation == 0 && self.blocks.iter().all(is_abstract)
    }

    /// The heading that it opens with.
    pub(super) fn heading(&self) -> Option<&'a Heading<Resolved>> {
        match self.blocks.first().map(|block| &block.kind) {
            Some(BlockKind::Heading(heading)) => Some(heading),
            _ => None,
        }
    }
}

/// Divides the manuscript into files, in reading order. The first is the title page.
pub(super) fn divide<'a>(manuscript: &'a Manuscript, diagnostics: &mut Diagnostics) -> Vec<Chapter<'a>> {
    let blocks = manuscript.document.blocks.as_slice();
    let weights = weigh(manuscript);
    for (block, weight) in blocks.iter().zip(&weights) {
        if *weight > LIMIT {
            diagnostics.add(
                Diagnostic::note(
                    Code::Overfull,
                    block.span,
                    "this stays in one file of the EPUB, which is too large for some reading systems",
                )
                .with_help("divide it, by headings or into several lists or tables"),
            );
        }
    }
    let opens = |block: &Block<Resolved>| matches!(&block.kind, BlockKind::Heading(it) if it.level <= 1);
    let first = blocks.iter().position(opens).unwrap_or(blocks.len());
    let title = manuscript.document.metadata.title.trim();
    let title = if title.is_empty() { "…" } else { title };
    let mut chapters = Vec::new();
    let mut add = |stem: &str, kind: Kind, range: Range<usize>, title: &str| {
        for (at, piece) in pieces(blocks, &weights, range).into_iter().enumerate() {
            chapters.push(Chapter {
                stem: if at == 0 { stem.to_owned() } else { format!("{stem}-{}", at + 1) },
                kind,
                continuation: at,
                title: title.to_owned(),
                blocks: &blocks[piece],
            });
        }
    };
    // An article's text runs on below its title, but for contents between them; a book's title has its page
    // to itself.
    let below_title = match manuscript.style.division {
        Division::Article if !manuscript.shows_contents() => first,
        Division::Article | Division::Book => manuscript.around_lists().0.len(),
    };
    add("title", Kind::Title, 0..below_title, title);
    if first > below_title {
        let words = opening_words(&blocks[below_title..first], title);
        add("opening", Kind::Opening, below_title..first, &words);
    }
    let [mut part, mut chapter] = [0, 0];
    let mut start = first;
    while let Some(BlockKind::Heading(heading)) = blocks.get(start).map(|block| &block.kind) {
        let next = blocks[start + 1..].iter().position(opens).map_or(blocks.len(), |at| start + 1 + at);
        let title = heading_words(heading);
        if heading.level == 0 {
            part += 1;
            add(&format!("part-{part:02}"), Kind::Part, start..next, &title);
        } else {
            chapter += 1;
            add(&format!("chapter-{chapter:02}"), Kind::Chapter, start..next, &title);
        }
        start = next;
    }
    chapters
}

/// A heading's number and words, never empty.
pub(super) fn heading_words(heading: &Heading<Resolved>) -> String {
    let words = heading.content.shown_text();
    let title = format!("{} {}", heading.label, words.trim());
    match title.trim() {
        "" => "…".to_owned(),
        title => title.to_owned(),
    }
}

/// The first words of the text before the first heading, which has no other name.
fn opening_words(blocks: &[Block<Resolved>], title: &str) -> String {
    let text = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Admonition(it) if it.kind.is_quoted() => Some(it.label.clone()),
        BlockKind::Paragraph(content) => Some(content.shown_text()).filter(|words| !words.trim().is_empty()),
        _ => None,
    });
    let Some(text) = text else { return format!("{title} …") };
    let mut out = String::new();
    for word in text.split_whitespace() {
        if !out.is_empty() && out.chars().count() + word.chars().count() > 40 {
            return out + " …";
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    if out.chars().count() > 60 { out.chars().take(40).collect::<String>() + "…" } else { out }
}

/// Cuts `range` into pieces of at most [`LIMIT`], if that can be done.
fn pieces(blocks: &[Block<Resolved>], weights: &[usize], range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    cut(blocks, weights, range, 2, &mut parts);
    let weight = |range: &Range<usize>| weights[range.clone()].iter().sum::<usize>();
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut filled = 0;
    for part in parts {
        let more = weight(&part);
        match pieces.last_mut() {
            Some(piece) if filled + more <= LIMIT => {
                piece.end = part.end;
                filled += more;
            }
            _ => {
                pieces.push(part);
                filled = more;
            }
        }
    }
    pieces
}

/// Cuts `range` at headings of `level` where it is too large, and what is still too large at the
/// next level; below level 6, between all blocks but a heading and what it heads.
fn cut(
    blocks: &[Block<Resolved>],
    weights: &[usize],
    range: Range<usize>,
    level: u8,
    parts: &mut Vec<Range<usize>>,
) {
    if weights[range.clone()].iter().sum::<usize>() <= LIMIT {
        parts.push(range);
        return;
    }
    let mut start = range.start;
    for at in range.start + 1..=range.end {
        let cuts = at == range.end
            || match &blocks[at].kind {
                BlockKind::Heading(heading) => level > 6 || heading.level == level,
                _ => level > 6 && !matches!(blocks[at - 1].kind, BlockKind::Heading(_)),
            };
        if cuts {
            if level > 6 {
                parts.push(start..at);
            } else {
                cut(blocks, weights, start..at, level + 1, parts);
            }
            start = at;
        }
    }
}
