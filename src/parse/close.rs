//! What an element becomes when it is closed.

use super::builder::{Builder, PictureWords};
use super::cells;
use super::displays::{Part, split_at_formulas};
use super::figures::{Piece, SMALL, follows_picture, split_at_pictures, take_notes};
use super::frame::{Blocks, Frame, Inlines, Loose, Shape, Wrap};
use super::inlines::{append, as_code, flatten, is_blank, join, push_text, trim};
use super::listing;
use super::nested;
use super::reports::Reports;
use super::tables::{Table, Written};
use crate::model::{
    Admonition, Block, BlockId, BlockKind, Code, Definition, Formula, Heading, Image, Inline, Item, Link,
    List, ListingHead, Math, Note, Parsed, PictureSize, bracketed, plain_text,
};
use crate::span::Span;

impl Builder<'_> {
    /// Closes all and gives the file's blocks.
    pub fn finish(mut self, reports: &mut Reports<'_>) -> (Blocks, Vec<Note<Parsed>>) {
        let end = self.place.text.len();
        while self.stack.len() > 1 {
            self.close_top(end, reports);
        }
        let anchors = std::mem::take(&mut self.anchors);
        let mut blocks = std::mem::take(&mut self.top().blocks);
        // Anchors after the last word lead to the last words.
        if let Some(Block { kind: BlockKind::Paragraph(content), .. }) = blocks.last_mut() {
            content.extend(anchors.into_iter().map(|name| Inline::Anchor(Some(name))));
        }
        (blocks, self.notes)
    }

    /// Closes the innermost element.
    pub(super) fn close_top(&mut self, at: usize, reports: &mut Reports<'_>) {
        self.flush(reports);
        let mut frame = self.stack.pop().expect("the file itself is never closed");
        if frame.tag.is_some() && frame.tag.as_deref() != Some("p") {
            frame.end = frame.end.max(at);
        }
        let span = self.place.span(&(frame.start..frame.end.max(frame.start)));
        match frame.shape {
            Shape::Root => {
                frame.shape = Shape::Root;
                self.stack.push(frame);
            }
            Shape::Paragraph => self.close_words(frame, span),
            Shape::Span(wrap) => self.close_span(wrap, frame.inlines, span),
            Shape::Quote => self.put(span, !frame.blocks.is_empty(), BlockKind::Quote(frame.blocks)),
            Shape::Admonition { kind, title } => {
                let full = !frame.blocks.is_empty() || !title.is_empty();
                let admonition = Admonition { kind, label: (), title, blocks: frame.blocks };
                self.put(span, full, BlockKind::Admonition(admonition));
            }
            Shape::List { kind, mut items, loose } => {
                if let Some(last) = items.last_mut() {
                    last.blocks.extend(frame.blocks);
                }
                let list = List { kind, tight: loose == Loose::No, items };
                self.put(span, !list.items.is_empty(), BlockKind::List(list));
            }
            Shape::Item { task } => {
                let item = Item { span, marker: (), task, blocks: frame.blocks };
                match self.stack.last_mut().map(|frame| &mut frame.shape) {
                    Some(Shape::List { items, .. }) => items.push(item),
                    _ => item.blocks.into_iter().for_each(|block| self.add_block(block)),
                }
            }
            Shape::Definitions(definitions) => {
                self.put(span, !definitions.is_empty(), BlockKind::DefinitionList(definitions));
            }
            Shape::Term => self.close_term(flatten(frame.blocks)),
            Shape::Definition => self.close_definition(frame.blocks),
            Shape::Note { name } => self.notes.push(Note { span, name, label: (), blocks: frame.blocks }),
            Shape::Heading { level, said, suffix } => {
                let mut content = flatten(frame.blocks);
                if !suffix.is_empty() {
                    push_text(&mut content, suffix);
                }
                let listed = !(said.unnumbered && said.unlisted);
                let numbered = !said.unnumbered;
                let anchor = said.anchor;
                self.close_heading(span, Heading { level, anchor, label: (), numbered, listed, content });
            }
            Shape::Table(table) => self.close_table(span, table, frame.blocks, reports),
            Shape::Row { cells, head, .. } => self.close_row(span, cells, head, frame.blocks),
            Shape::Cell { columns, rows, head, scope, alignment } => {
                let blocks = cells::settled(frame.blocks, reports);
                let cell = Written { span, at: 0, columns, rows, head, scope, alignment, blocks };
                self.close_cell(cell);
            }
            Shape::Figure { anchor, caption } => self.close_figure(span, anchor, caption, frame.blocks),
            Shape::Caption => self.close_caption(flatten(frame.blocks), span),
            Shape::Listing { head, caption } => self.close_listing(span, head, caption, frame.blocks),
            Shape::Pre { language, text } => {
                let text = text.strip_prefix('\n').unwrap_or(&text).trim_end_matches('\n').to_owned();
                let text =
                    self.place.hidden.hides(&language).map_or(text.clone(), |hides| hides.shown(&text));
                let code = Code::new(language, text);
                self.put(span, !code.text.is_empty(), BlockKind::Code(code));
            }
            // Its end was not found, so what it holds is kept.
            Shape::Dropped => {
                append_blocks(self, frame.blocks);
            }
            Shape::Hidden { anchors, .. } => self.anchors = anchors,
        }
    }

    pub(super) fn put(&mut self, span: Span, full: bool, kind: BlockKind<Parsed>) {
        if full {
            self.add_block(Block { span, id: BlockId(0), kind });
        }
    }

    /// Adds a block to what is open, which holds blocks or is made to.
    pub(super) fn add_block(&mut self, block: Block<Parsed>) {
        let frame = self.top();
        match &mut frame.shape {
            // Blocks between the items of a list belong to the item before.
            Shape::List { items, .. } => match items.last_mut() {
                Some(item) => item.blocks.push(block),
                None => {
                    let item = Item { span: block.span, marker: (), task: None, blocks: vec![block] };
                    items.push(item);
                }
            },
            Shape::Definitions(definitions) => match definitions.last_mut() {
                Some(definition) => match definition.definitions.last_mut() {
                    Some(blocks) => blocks.push(block),
                    None => definition.definitions.push(vec![block]),
                },
                None => definitions.push(Definition { term: Vec::new(), definitions: vec![vec![block]] }),
            },
            Shape::Pre { text, .. } => text.push_str(&plain_text(&flatten(vec![block]))),
            Shape::Paragraph | Shape::Span(_) => {
                let line = flatten(vec![block]);
                append(&mut frame.inlines, line);
            }
            Shape::Root
            | Shape::Quote
            | Shape::Admonition { .. }
            | Shape::Item { .. }
            | Shape::Term
            | Shape::Definition
            | Shape::Note { .. }
            | Shape::Heading { .. }
            | Shape::Table(_)
            | Shape::Row { .. }
            | Shape::Cell { .. }
            | Shape::Figure { .. }
            | Shape::Caption
            | Shape::Listing { .. }
            | Shape::Dropped
            | Shape::Hidden { .. } => frame.blocks.push(block),
        }
    }

    fn close_words(&mut self, frame: Frame, span: Span) {
        let mut inlines = frame.inlines;
        trim(&mut inlines);
        if inlines.iter().all(|inline| matches!(inline, Inline::Anchor(_)) || is_blank(inline)) {
            // Anchors alone are no paragraph: they lead to what follows.
            self.anchors.extend(inlines.into_iter().filter_map(|inline| match inline {
                Inline::Anchor(name) => name,
                _ => None,
            }));
            return;
        }
        let line = self.stack.last().is_some_and(|frame| frame.shape.holds_a_line());
        let pictures = std::mem::take(&mut self.pictures);
        let parts = if line { vec![Piece::Words(inlines)] } else { split_at_pictures(inlines, pictures) };
        for part in parts {
            match part {
                Piece::Figure(mut figure) => {
                    figure.caption = self.passages.words(figure.caption);
                    self.put(span, true, BlockKind::Figure(figure));
                }
                Piece::Words(words) => self.put_paragraph(words, span),
            }
        }
    }

    fn put_paragraph(&mut self, words: Inlines, span: Span) {
        for part in split_at_formulas(words, self.place.text, self.place.base) {
            let block = match part {
                Part::Words(words) => BlockKind::Paragraph(self.passages.words(words)),
                Part::Formula(Math { span, tex, .. }) => {
                    BlockKind::Math(Formula { span, tex, content: Vec::new() })
                }
            };
            self.put(span, true, block);
        }
    }

    fn close_span(&mut self, wrap: Wrap, content: Inlines, span: Span) {
        let parent =
            self.stack.last_mut().map(|frame| &mut frame.inlines).expect("a span stands in a paragraph");
        match wrap {
            Wrap::Emphasis => put_wrapped(parent, Inline::Emphasis, content),
            Wrap::Strong => put_wrapped(parent, Inline::Strong, content),
            Wrap::Strike => put_wrapped(parent, Inline::Strike, content),
            Wrap::SmallCaps => put_wrapped(parent, Inline::SmallCaps, content),
            Wrap::Subscript { markdown: false } => put_wrapped(parent, Inline::Subscript, content),
            Wrap::Superscript { markdown: false } => put_wrapped(parent, Inline::Superscript, content),
            // `2^10 and 2^20` and `~/bin:~/lib` are words; `~gone away~` is struck out on GitHub.
            Wrap::Subscript { markdown: true } => match script(&content) {
                Script::Token => put_wrapped(parent, Inline::Subscript, content),
                Script::Words => put_wrapped(parent, Inline::Strike, content),
                Script::None => put_between(parent, "~", content, "~"),
            },
            Wrap::Superscript { markdown: true } => match script(&content) {
                Script::Token => put_wrapped(parent, Inline::Superscript, content),
                Script::Words | Script::None => put_between(parent, "^", content, "^"),
            },
            Wrap::Code => {
                let code = as_code(content);
                parent.extend(code);
            }
            Wrap::Brackets => put_between(parent, "[[", content, "]]"),
            // Of what is dropped the end was not found, so it is kept.
            Wrap::Link { target: None, .. } | Wrap::Dropped | Wrap::Plain | Wrap::Ruby => {
                append(parent, content);
            }
            Wrap::Reading => put_reading(parent, content),
            Wrap::ReadingBracket => {
                if plain_text(&content).contains(char::is_alphanumeric) {
                    append(parent, content);
                }
            }
            Wrap::Hidden(_) => {}
            Wrap::Small if follows_picture(parent) => {
                parent.push(SMALL);
                append(parent, content);
                parent.push(SMALL);
            }
            Wrap::Small => append(parent, content),
            Wrap::Link { target: Some(target), title, .. } => {
                let mut content = content;
                // A mark is a link of its own, and stands behind.
                let notes = take_notes(&mut content);
                if content.iter().all(|inline| is_blank(inline) || matches!(inline, Inline::Anchor(_))) {
                    push_text(&mut content, target.strip_prefix("mailto:").unwrap_or(&target).to_owned());
                }
                parent.append(&mut nested::linked(Link { span, target, title, content }));
                parent.extend(notes);
            }
            Wrap::Foreign { passage, wrap } => {
                // Set aside, so that its words do not run into those before it.
                let before = std::mem::take(parent);
                self.close_span(*wrap, content, span);
                let parent = &mut self.stack.last_mut().expect("it stood there before").inlines;
                let foreign = std::mem::replace(parent, before);
                put_wrapped(parent, |content| Inline::Foreign(passage, content), foreign);
            }
            Wrap::Image { path, title } => {
                let alternative = plain_text(&content).trim().to_owned();
                let alternative = if alternative.is_empty() { title.clone() } else { alternative };
                parent.push(Inline::Image(Image {
                    span,
                    picture: path,
                    alternative,
                    decorative: false,
                    size: PictureSize::default(),
                }));
                parent.extend(take_notes(&mut content.clone()));
                let picture = PictureWords { title, words: content, anchor: None };
                // Pictures within its words are words now; kept, each would hold those of all within it.
                drop(self.pictures.split_off(&span.start));
                self.pictures.insert(span.start, picture);
            }
        }
    }

    fn close_heading(&mut self, span: Span, mut heading: Heading<Parsed>) {
        trim(&mut heading.content);
        // An anchor before the words names the heading.
        if heading.anchor.is_none()
            && let Some(Inline::Anchor(name)) = heading.content.first_mut()
        {
            heading.anchor = name.take();
            heading.content.remove(0);
        }
        if heading.content.is_empty() {
            // A name without words leads to what follows.
            return self.anchors.extend(heading.anchor);
        }
        self.put(span, true, BlockKind::Heading(heading));
    }

    fn close_term(&mut self, mut term: Inlines) {
        trim(&mut term);
        match self.stack.last_mut().map(|frame| &mut frame.shape) {
            Some(Shape::Definitions(definitions)) => match definitions.last_mut() {
                // Two terms with one definition.
                Some(last) if last.definitions.is_empty() => join(&mut last.term, term, Inline::HardBreak),
                _ => definitions.push(Definition { term, definitions: Vec::new() }),
            },
            _ => self.add_line(term),
        }
    }

    fn add_line(&mut self, content: Inlines) {
        let span = self.place.span(&(0..0));
        self.put(span, !content.is_empty(), BlockKind::Paragraph(content));
    }

    fn close_definition(&mut self, blocks: Blocks) {
        match self.stack.last_mut().map(|frame| &mut frame.shape) {
            Some(Shape::Definitions(definitions)) => match definitions.last_mut() {
                Some(last) => last.definitions.push(blocks),
                None => definitions.push(Definition { term: Vec::new(), definitions: vec![blocks] }),
            },
            _ => append_blocks(self, blocks),
        }
    }

    fn close_caption(&mut self, mut content: Inlines, span: Span) {
        trim(&mut content);
        for frame in self.stack.iter_mut().rev() {
            let place = match &mut frame.shape {
                Shape::Figure { caption, .. } | Shape::Table(Table { caption, .. }) => caption,
                Shape::Admonition { title, .. } => title,
                _ if frame.tag.is_none() => break,
                _ => continue,
            };
            return join(place, content, Inline::HardBreak);
        }
        self.put(span, !content.is_empty(), BlockKind::Paragraph(content));
    }

    fn close_figure(&mut self, span: Span, anchor: Option<String>, mut words: Inlines, mut blocks: Blocks) {
        if let [block] = blocks.as_mut_slice() {
            let given = match &mut block.kind {
                BlockKind::Figure(figure) => {
                    figure.anchor = figure.anchor.take().or(anchor.clone());
                    // A line below the picture is more than its alternative text.
                    if !words.is_empty() && plain_text(&figure.caption) != figure.image.alternative {
                        let below = std::mem::take(&mut figure.caption);
                        join(&mut words, below, Inline::HardBreak);
                    }
                    Some(&mut figure.caption)
                }
                BlockKind::Code(code) => Some(&mut code.caption),
                BlockKind::Table(table) => Some(&mut table.caption),
                _ => None,
            };
            if let Some(caption) = given {
                // The caption stands beside the alternative text, not after it.
                if !words.is_empty() {
                    *caption = words;
                }
                return append_blocks(self, blocks);
            }
        }
        append_blocks(self, blocks);
        self.put(span, !words.is_empty(), BlockKind::Paragraph(words));
    }

    fn close_listing(&mut self, span: Span, head: Option<ListingHead>, words: Inlines, mut blocks: Blocks) {
        let code = blocks.iter_mut().find_map(|block| match &mut block.kind {
            BlockKind::Code(code) => Some(code),
            _ => None,
        });
        match code {
            Some(code) => {
                code.head = head;
                code.caption = words;
                append_blocks(self, blocks);
            }
            None => {
                append_blocks(self, blocks);
                let words = listing::headed(head, words);
                self.put(span, !words.is_empty(), BlockKind::Paragraph(words));
            }
        }
    }
}

pub(super) fn append_blocks(builder: &mut Builder<'_>, blocks: Blocks) {
    blocks.into_iter().for_each(|block| builder.add_block(block));
}

fn put_wrapped(parent: &mut Inlines, wrap: impl FnOnce(Inlines) -> Inline<Parsed>, content: Inlines) {
    if !content.is_empty() {
        parent.push(wrap(content));
    }
}

/// Whether an inline is more than words in some look: what leads somewhere, is led to, or is no text.
fn holds_more_than_words(inline: &Inline<Parsed>) -> bool {
    matches!(
        inline,
        Inline::Link(_) | Inline::Image(_) | Inline::Anchor(_) | Inline::Math(_) | Inline::Ruby(..)
    ) || inline.content().iter().any(holds_more_than_words)
}

/// Puts a ruby's reading to the words before it, since the last that have one. One that is more than words
/// stands behind them, in brackets, as in plain text.
fn put_reading(parent: &mut Inlines, mut content: Inlines) {
    let notes = take_notes(&mut content);
    if content.iter().any(holds_more_than_words) {
        put_between(parent, "(", content, ")");
        return parent.extend(notes);
    }
    let reading = plain_text(&content).split_whitespace().collect::<Vec<_>>().join(" ");
    let start =
        parent.iter().rposition(|inline| matches!(inline, Inline::Ruby(..))).map_or(0, |last| last + 1);
    let base = parent.split_off(start);
    match (reading.is_empty(), base.iter().all(is_blank)) {
        (true, _) => parent.extend(base),
        (false, true) => push_text(parent, bracketed(&reading)),
        (false, false) => parent.push(Inline::Ruby(base, reading)),
    }
    parent.extend(notes);
}

fn put_between(parent: &mut Inlines, before: &str, content: Inlines, after: &str) {
    push_text(parent, before.to_owned());
    append(parent, content);
    push_text(parent, after.to_owned());
}

/// What stands between two carets or tildes.
enum Script {
    /// One word, which is raised or lowered.
    Token,
    /// Several words.
    Words,
    /// What only looks like it.
    None,
}

fn script(content: &Inlines) -> Script {
    let text = plain_text(content);
    let starts = text.starts_with(|c: char| c.is_alphanumeric() || "+-−–(*†‡".contains(c));
    match (starts, text.contains(char::is_whitespace)) {
        (false, _) if !content.is_empty() && text.is_empty() => Script::Token,
        (false, _) => Script::None,
        (true, true) => Script::Words,
        (true, false) => Script::Token,
    }
}
