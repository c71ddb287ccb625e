//! Elements that are opened and closed, in any order → blocks and inlines that are nested rightly.
//!
//! Markdown and HTML open elements on one stack. Markdown's own are always balanced, and closing
//! one closes all that HTML left open in it. An HTML end tag closes the element that it names if
//! that is open inside the same element of Markdown, else it is passed over. Words always go to
//! what is open at the moment; where that holds blocks, a paragraph is begun for them. So no order
//! of tags can lose a word or cross two elements. What closing makes is in [`close`](super::close).

use std::collections::BTreeMap;
use std::ops::Range;

use super::asked::Asked;
use super::frame::{DEEPEST_BLOCK, DEEPEST_INLINE, Frame, Inlines, Loose, Shape, Wrap};
use super::hidden_lines::HiddenLines;
use super::inlines::Words;
use super::mask::Formula;
use super::passages::Passages;
use super::reports::Reports;
use crate::model::{Block, BlockId, BlockKind, Image, Inline, Math, Note, Parsed};
use crate::source::is_forbidden;
use crate::span::{FileId, Span};

/// Where the text that is read stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'s> {
    /// The file.
    pub file: FileId,
    /// The text that is parsed, a part of the file's.
    pub text: &'s str,
    /// Where it starts in the file.
    pub base: usize,
    /// The one place to name for all that is read: for words inside an attribute.
    pub fixed: Option<Span>,
    /// Put before the names of notes, so that two files may use the same.
    pub prefix: &'s str,
    /// Which lines of its code are hidden.
    pub hidden: HiddenLines<'s>,
}

impl Place<'_> {
    /// The span of `range` in the text that is parsed.
    ///
    /// Where words were moved or decoded before they came here the range is near, not exact, so
    /// its ends are moved to where a character starts.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let whole = |at: usize| {
            let mut at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            self.base + at
        };
        let start = whole(range.start);
        self.fixed.unwrap_or_else(|| Span::new(self.file, start..whole(range.end).max(start)))
    }
}

/// What a picture was written with that the model keeps elsewhere.
#[derive(Debug, Default)]
pub(super) struct PictureWords {
    /// Its title.
    pub title: String,
    /// Its alternative text with its emphasis and the marks of notes.
    pub words: Inlines,
    /// `{#name}`
    pub anchor: Option<String>,
}

/// The stack.
pub(super) struct Builder<'s> {
    /// Where the text stands.
    pub place: Place<'s>,
    /// What is open; the first is the file.
    pub(super) stack: Vec<Frame>,
    serial: u64,
    /// Words that wait for what follows them.
    pub(super) words: Words,
    /// Anchors that wait for the next words.
    pub(super) anchors: Vec<String>,
    /// Of the pictures in the paragraph that is open, by where they start.
    pub(super) pictures: BTreeMap<u32, PictureWords>,
    /// The notes, as they were closed.
    pub notes: Vec<Note<Parsed>>,
    /// The passages of HTML in other languages that are open.
    pub passages: Passages,
}

impl<'s> Builder<'s> {
    /// A builder for a text at `place`.
    pub fn new(place: Place<'s>) -> Self {
        let mut builder = Self {
            place,
            stack: Vec::new(),
            serial: 0,
            words: Words::default(),
            anchors: Vec::new(),
            pictures: BTreeMap::new(),
            notes: Vec::new(),
            passages: Passages::default(),
        };
        builder.push(Shape::Root, &(0..place.text.len()), None);
        builder
    }

    pub(super) fn top(&mut self) -> &mut Frame {
        self.stack.last_mut().expect("the file is closed last")
    }

    pub(super) fn push(&mut self, shape: Shape, range: &Range<usize>, tag: Option<&str>) -> u64 {
        let (depth, inline_depth) = match self.stack.last() {
            Some(_) if matches!(shape, Shape::Note { .. }) => (0, 0),
            Some(frame) => {
                let deeper = u8::from(frame.shape.nests());
                (
                    frame.depth + deeper,
                    if shape.is_inline() { frame.inline_depth.saturating_add(1) } else { 0 },
                )
            }
            None => (0, 0),
        };
        self.serial += 1;
        self.stack.push(Frame {
            shape,
            serial: self.serial,
            tag: tag.map(str::to_owned),
            start: range.start,
            end: range.end,
            depth,
            inline_depth,
            blocks: Vec::new(),
            inlines: Vec::new(),
        });
        self.serial
    }

    /// Opens a block of Markdown; `None` if it was made flat.
    pub fn open(&mut self, shape: Shape, range: &Range<usize>, reports: &mut Reports<'_>) -> Option<u64> {
        self.open_block(shape, range, None, reports)
    }

    /// Opens a block, as `tag` if HTML wrote it.
    pub fn open_block(
        &mut self,
        shape: Shape,
        range: &Range<usize>,
        tag: Option<&str>,
        reports: &mut Reports<'_>,
    ) -> Option<u64> {
        self.boundary(range.start, reports);
        let fits = match (&shape, &self.top().shape) {
            // The parts of what was made flat are made flat too.
            (Shape::Item { .. }, Shape::List { .. })
            | (Shape::Term | Shape::Definition, Shape::Definitions(_))
            | (Shape::Row { .. }, Shape::Table(_))
            | (Shape::Cell { .. }, Shape::Row { .. }) => true,
            (
                Shape::Item { .. } | Shape::Term | Shape::Definition | Shape::Row { .. } | Shape::Cell { .. },
                _,
            ) => false,
            _ => true,
        };
        let frame = self.top();
        let depth = frame.depth + u8::from(frame.shape.nests());
        // A table of Markdown holds nothing deeper.
        let leaf = matches!(&shape, Shape::Table(table) if table.markdown);
        let deep = shape.nests() && depth >= DEEPEST_BLOCK && !leaf;
        if deep {
            reports.deep(self.place.span(&(range.start..range.start + 1)), DEEPEST_BLOCK);
        }
        if deep || !fits {
            return None;
        }
        let paragraph = matches!(shape, Shape::Paragraph);
        let serial = self.push(shape, range, tag);
        if paragraph {
            self.settle_anchors();
        }
        Some(serial)
    }

    /// Opens a note's definition, which stands at no depth: it is kept apart from the text.
    pub fn open_note(&mut self, name: &str, range: &Range<usize>, reports: &mut Reports<'_>) -> Option<u64> {
        let name = format!("{}{name}", self.place.prefix);
        self.boundary(range.start, reports);
        Some(self.push(Shape::Note { name }, range, None))
    }

    /// Opens a span of a line; `None` if it was made flat.
    pub fn open_inline(&mut self, wrap: Wrap, at: usize, reports: &mut Reports<'_>) -> Option<u64> {
        self.open_span(wrap, &(at..at), None, reports)
    }

    /// Opens a span of a line, as `tag` if HTML wrote it.
    pub fn open_span(
        &mut self,
        wrap: Wrap,
        range: &Range<usize>,
        tag: Option<&str>,
        reports: &mut Reports<'_>,
    ) -> Option<u64> {
        if matches!(self.top().shape, Shape::Pre { .. }) {
            return None;
        }
        self.begin_line(range.start);
        self.flush(reports);
        // A picture at the limit is still a picture: it holds nothing deeper than words.
        if self.top().inline_depth >= DEEPEST_INLINE && !matches!(wrap, Wrap::Image { .. }) {
            reports.deep(self.place.span(&(range.start..range.start + 1)), DEEPEST_INLINE);
            return None;
        }
        Some(self.push(Shape::Span(wrap), range, tag))
    }

    /// Begins a paragraph, unless words can be put where we are.
    pub(super) fn begin_line(&mut self, at: usize) {
        let shape = &self.top().shape;
        if matches!(shape, Shape::Paragraph | Shape::Span(_) | Shape::Pre { .. }) {
            return;
        }
        if matches!(shape, Shape::List { .. }) {
            self.push(Shape::Item { task: None }, &(at..at), Some("li"));
        }
        self.push(Shape::Paragraph, &(at..at), Some("p"));
        self.settle_anchors();
    }

    fn settle_anchors(&mut self) {
        let anchors = std::mem::take(&mut self.anchors);
        self.top().inlines.extend(anchors.into_iter().map(|name| Inline::Anchor(Some(name))));
    }

    /// Ends the paragraph that is open, if one is: a block starts or ends here.
    pub fn boundary(&mut self, at: usize, reports: &mut Reports<'_>) {
        self.close_paragraph(at, reports);
        let top = self.top();
        // A `<p hidden>` ends where any block begins.
        let hidden = matches!(top.shape, Shape::Hidden { .. }) && top.tag.as_deref() == Some("p");
        if hidden || matches!(top.shape, Shape::Pre { .. }) {
            self.close_top(at, reports);
        }
    }

    /// Ends the paragraph that is open, with all that is open in it.
    pub fn close_paragraph(&mut self, at: usize, reports: &mut Reports<'_>) {
        while matches!(self.top().shape, Shape::Paragraph | Shape::Span(_)) {
            self.close_top(at, reports);
        }
    }

    /// Closes the frame called `serial` and all that is open in it, if it is still open.
    pub fn close(&mut self, serial: u64, at: usize, reports: &mut Reports<'_>) {
        if self.stack.binary_search_by_key(&serial, |frame| frame.serial).is_ok() {
            while self.top().serial >= serial {
                self.close_top(at, reports);
            }
        }
    }

    /// The frame that an HTML end tag named as `matches` says would close: the nearest such, if no
    /// element of Markdown stands between. A paragraph stands in the way of a span only.
    pub fn find_open(&self, matches: impl Fn(&str) -> bool, level: Level) -> Option<u64> {
        for frame in self.stack.iter().rev() {
            match &frame.tag {
                Some(tag) if matches(tag) => return Some(frame.serial),
                Some(tag) if level == Level::Line && tag == "p" => return None,
                Some(_) => {}
                None if level == Level::Block && matches!(frame.shape, Shape::Paragraph | Shape::Span(_)) => {
                }
                None => return None,
            }
        }
        None
    }

    /// Adds a whole block.
    pub fn block(&mut self, range: &Range<usize>, kind: BlockKind<Parsed>) {
        let block = Block { span: self.place.span(range), id: BlockId(0), kind };
        self.add_block(block);
    }

    /// Adds a whole inline.
    pub fn inline(&mut self, inline: Inline<Parsed>, range: &Range<usize>, reports: &mut Reports<'_>) {
        if let Shape::Pre { text, .. } = &mut self.top().shape {
            return match inline {
                Inline::SoftBreak | Inline::HardBreak => text.push('\n'),
                other => text.push_str(&crate::model::plain_text(&[other])),
            };
        }
        if matches!(inline, Inline::SoftBreak | Inline::HardBreak) && !self.in_line() {
            return;
        }
        self.begin_line(range.start);
        self.flush(reports);
        let top = self.top();
        top.end = top.end.max(range.end);
        top.inlines.push(inline);
    }

    /// Whether a paragraph is open.
    pub fn in_line(&self) -> bool {
        self.stack.last().is_some_and(|frame| matches!(frame.shape, Shape::Paragraph | Shape::Span(_)))
    }

    /// Adds a formula.
    pub fn math(&mut self, formula: &Formula, reports: &mut Reports<'_>) {
        let span = self.place.span(&formula.range);
        let math = Math { span, tex: formula.tex.clone(), content: Vec::new() };
        self.inline(Inline::Math(math), &formula.range, reports);
    }

    /// Adds a note's reference.
    pub fn note_reference(&mut self, name: &str, range: &Range<usize>, reports: &mut Reports<'_>) {
        let note = Inline::Note(format!("{}{name}", self.place.prefix), self.place.span(range));
        self.inline(note, range, reports);
    }

    /// Adds a name to link to.
    pub fn anchor(&mut self, name: String, at: usize, reports: &mut Reports<'_>) {
        if self.in_line() {
            self.inline(Inline::Anchor(Some(name)), &(at..at), reports);
        } else {
            self.anchors.push(name);
        }
    }

    /// Adds a picture of HTML.
    pub fn html_image(
        &mut self,
        path: String,
        words: Option<String>,
        title: String,
        asked: &Asked,
        range: &Range<usize>,
        reports: &mut Reports<'_>,
    ) {
        let span = self.place.span(range);
        if [words.as_deref(), Some(&title)].iter().flatten().any(|text| text.contains(is_forbidden)) {
            reports.forbidden(span);
        }
        let words = words.map(|words| words.replace(is_forbidden, "\u{FFFD}"));
        let title = title.replace(is_forbidden, "\u{FFFD}");
        let decorative = title.is_empty() && words.as_ref().is_some_and(String::is_empty);
        let alternative = words.filter(|words| !words.is_empty()).unwrap_or_else(|| title.clone());
        reports.odd_size(&asked.odd, span);
        let image = Image { span, picture: path, alternative, decorative, size: asked.size };
        self.inline(Inline::Image(image), range, reports);
        // In HTML a caption is written as one: the alternative text stands for the picture only.
        self.pictures.insert(span.start, PictureWords { title, ..PictureWords::default() });
    }

    /// Closes the frame called `serial` and leaves out what it holds.
    pub fn discard(&mut self, serial: u64, at: usize, reports: &mut Reports<'_>) {
        if self.stack.binary_search_by_key(&serial, |frame| frame.serial).is_ok() {
            while self.top().serial > serial {
                self.close_top(at, reports);
            }
            self.flush(reports);
            self.top().blocks.clear();
            self.top().inlines.clear();
            self.close_top(at, reports);
        }
    }

    /// Whether the frame called `serial` was opened by one of the tags `names`.
    pub fn is_called(&self, serial: u64, names: &[&str]) -> bool {
        let frame = self.stack.binary_search_by_key(&serial, |frame| frame.serial).map(|at| &self.stack[at]);
        frame.is_ok_and(|frame| frame.tag.as_deref().is_some_and(|tag| names.contains(&tag)))
    }

    /// Whether a link of HTML is open in this paragraph.
    pub fn in_open_link(&self) -> bool {
        let spans = self.stack.iter().rev().take_while(|frame| frame.shape.is_inline());
        spans.into_iter().any(|frame| frame.tag.as_deref() == Some("a"))
    }

    /// Ends the line, if there is one.
    pub fn line_end(&mut self, at: usize, reports: &mut Reports<'_>) {
        self.flush(reports);
        if self.top().inlines.last().is_some_and(|last| !matches!(last, Inline::HardBreak)) {
            self.inline(Inline::HardBreak, &(at..at), reports);
        }
    }

    /// Whether nothing stands yet in the item that is open.
    pub fn at_head_of_item(&self) -> bool {
        let mut frames = self.stack.iter().rev().skip_while(|frame| {
            matches!(frame.shape, Shape::Paragraph | Shape::Span(_)) && frame.inlines.is_empty()
        });
        let item = frames.next();
        self.words.is_empty()
            && item.is_some_and(|frame| matches!(frame.shape, Shape::Item { .. }) && frame.blocks.is_empty())
    }

    /// Adds words to the last cell of the row that is open: more cells than the table has columns.
    pub fn extra_cells(&mut self, words: &str, range: &Range<usize>, reports: &mut Reports<'_>) {
        let span = self.place.span(range);
        if let Shape::Row { cells, .. } = &mut self.top().shape {
            let Some(last) = cells.last_mut() else { return };
            super::cells::append_words(&mut last.blocks, format!(" {words}"), span);
            reports.extra_cells(span);
        }
    }

    /// Says that the item that is open is a task.
    pub fn task(&mut self, done: bool) {
        let item = self.stack.iter_mut().rev().find_map(|frame| match &mut frame.shape {
            Shape::Item { task } => Some(task),
            _ => None,
        });
        if let Some(task) = item {
            *task = Some(done);
        }
    }

    /// Says that a paragraph of its own stands where we are.
    pub fn loosen(&mut self) {
        if let [.., list, item] = self.stack.as_mut_slice()
            && matches!(item.shape, Shape::Item { .. })
            && let Shape::List { loose, .. } = &mut list.shape
        {
            *loose = Loose::Yes;
        }
    }
}

/// Whether a block or a span is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Block,
    Line,
}
