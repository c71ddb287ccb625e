//! The parser's options, and its events → elements opened and closed on the [`Builder`]'s stack.

use std::ops::Range;

use pulldown_cmark::{
    Alignment as Side, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser,
    Tag, TagEnd,
};

use super::attributes::{self, HeadingAttributes};
use super::builder::Builder;
use super::frame::{Shape, Wrap};
use super::listing;
use super::mask::Masked;
use super::reports::Reports;
use super::tables::Table;
use super::tokens;
use crate::model::{AdmonitionKind, Alignment, BlockKind, Code, Inline, ListKind, Parsed};

/// What is Markdown here. Formulas and front matter are found by us before the parse, quotes and
/// dashes are made by the next stage.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_WIKILINKS
}

/// Parses `masked` into `builder`.
pub(super) fn drive(masked: &Masked<'_>, builder: &mut Builder<'_>, reports: &mut Reports<'_>) {
    let mut driver =
        Driver { masked, builder, reports, marks: Vec::new(), html: None, code: None, skip: 0, cell_end: 0 };
    for (event, range) in Parser::new_ext(&masked.text, options()).into_offset_iter() {
        driver.event(event, range);
    }
}

struct Driver<'d, 'm, 's, 'r> {
    masked: &'d Masked<'m>,
    builder: &'d mut Builder<'s>,
    reports: &'d mut Reports<'r>,
    /// For each element of Markdown that is open, the frame that stands for it; `None` if it was
    /// made flat. Markdown's own elements are always balanced.
    marks: Vec<Option<u64>>,
    /// The HTML block that is being read.
    html: Option<tokens::Text>,
    /// The code block that is being read, and what announces it.
    code: Option<(Code<Parsed>, String)>,
    /// Up to where the text has been read as part of a formula.
    skip: usize,
    /// Where the last cell of a table ended.
    cell_end: usize,
}

impl Driver<'_, '_, '_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                let mark = self.start(tag, &range);
                self.marks.push(mark);
            }
            Event::End(tag) => {
                let mark = self.marks.pop().flatten();
                self.end(tag, mark, &range);
            }
            Event::Text(text) => self.text(&text, &range),
            Event::Code(code) => {
                let code = self.masked.restore(&code, &range).into_owned();
                self.builder.inline(Inline::Code(code), &range, self.reports);
            }
            Event::Html(text) => {
                let text = self.masked.restore(&text, &range);
                if let Some(html) = &mut self.html {
                    html.push(&text, range.start);
                }
            }
            Event::InlineHtml(tag) => {
                let mut text = tokens::Text::default();
                text.push(&self.masked.restore(&tag, &range), range.start);
                tokens::read(&text, tokens::Place::Line, self.builder, self.reports);
            }
            Event::FootnoteReference(name) => {
                let name = self.masked.restore(&name, &range);
                self.builder.note_reference(&name, &range, self.reports);
            }
            Event::SoftBreak if range.start >= self.skip => {
                self.builder.inline(Inline::SoftBreak, &range, self.reports);
            }
            Event::SoftBreak => {}
            Event::HardBreak => self.builder.inline(Inline::HardBreak, &range, self.reports),
            Event::Rule => {
                self.builder.boundary(range.start, self.reports);
                self.builder.block(&range, BlockKind::Break);
            }
            Event::TaskListMarker(done) => self.builder.task(done),
            // Formulas are masked before the parse, so the parser is not asked for them.
            Event::InlineMath(tex) | Event::DisplayMath(tex) => self.text(&tex, &range),
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        if let Some((code, _)) = &mut self.code {
            code.text.push_str(&self.masked.restore(text, range));
            return;
        }
        if !Masked::has_formula(text) && !Masked::has_note(text) {
            let text = self.masked.restore(text, range);
            return self.builder.text(&text, range.start, self.reports);
        }
        // The mask of a formula may run over several lines, each with a text of its own: the
        // formula is made at its first byte, and the rest of it is passed over.
        let verbatim = self.masked.text.get(range.clone()) == Some(text);
        if !verbatim {
            let text = self.masked.restore(text, range);
            return self.builder.text(&text, range.start, self.reports);
        }
        let mut at = range.start.max(self.skip.min(range.end));
        for formula in self.masked.formulas(range) {
            if formula.range.start < at {
                continue;
            }
            self.plain(at..formula.range.start);
            self.builder.math(formula, self.reports);
            self.skip = formula.range.end;
            at = formula.range.end.min(range.end);
        }
        self.plain(at..range.end);
    }

    fn plain(&mut self, range: Range<usize>) {
        let mut at = range.start;
        for note in self.masked.notes(&range) {
            self.words(at..note.start);
            let name = self.masked.note_name(note);
            self.builder.note_reference(name, note, self.reports);
            at = note.end;
        }
        self.words(at..range.end);
    }

    /// Text without formulas and notes.
    fn words(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            let text = self.masked.restore(&self.masked.text[range.clone()], &range);
            self.builder.text(&text, range.start, self.reports);
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) -> Option<u64> {
        let at = range.start;
        let wrap = match tag {
            Tag::Emphasis => Wrap::Emphasis,
            Tag::Strong => Wrap::Strong,
            Tag::Strikethrough => Wrap::Strike,
            Tag::Superscript => Wrap::Superscript { markdown: true },
            Tag::Subscript => Wrap::Subscript { markdown: true },
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, &dest_url, &title, range),
            Tag::Image { dest_url, title, .. } => {
                Wrap::Image { path: self.restored(&dest_url, range), title: self.restored(&title, range) }
            }
            block => return self.start_block(block, range),
        };
        self.builder.open_inline(wrap, at, self.reports)
    }

    fn restored(&self, text: &CowStr<'_>, range: &Range<usize>) -> String {
        self.masked.restore(text, range).into_owned()
    }

    fn link(&self, kind: LinkType, address: &CowStr<'_>, title: &CowStr<'_>, range: &Range<usize>) -> Wrap {
        let address = self.restored(address, range);
        match kind {
            LinkType::Email => Wrap::link(format!("mailto:{address}")),
            // `[[ -f file ]]` is a shell's test.
            LinkType::WikiLink { .. } if address.trim() != address || address.is_empty() => Wrap::Brackets,
            LinkType::WikiLink { .. }
            | LinkType::Inline
            | LinkType::Reference
            | LinkType::ReferenceUnknown
            | LinkType::Collapsed
            | LinkType::CollapsedUnknown
            | LinkType::Shortcut
            | LinkType::ShortcutUnknown
            | LinkType::Autolink => Wrap::Link { target: Some(address), title: self.restored(title, range) },
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, range: &Range<usize>) -> Option<u64> {
        let at = range.start;
        self.builder.boundary(at, self.reports);
        match tag {
            Tag::Paragraph => {
                self.builder.loosen();
                self.builder.open(Shape::Paragraph, range, self.reports)
            }
            Tag::Heading { level, .. } => {
                let (said, suffix) = self.braces(range);
                let shape = Shape::Heading { level: heading_level(level), said, suffix };
                self.builder.open(shape, range, self.reports)
            }
            Tag::BlockQuote(kind) => {
                let shape = match kind {
                    None => Shape::Quote,
                    Some(BlockQuoteKind::Note) => Shape::admonition(AdmonitionKind::Note),
                    Some(BlockQuoteKind::Tip) => Shape::admonition(AdmonitionKind::Tip),
                    Some(BlockQuoteKind::Important) => Shape::admonition(AdmonitionKind::Important),
                    Some(BlockQuoteKind::Warning) => Shape::admonition(AdmonitionKind::Warning),
                    Some(BlockQuoteKind::Caution) => Shape::admonition(AdmonitionKind::Caution),
                };
                self.builder.open(shape, range, self.reports)
            }
            Tag::CodeBlock(kind) => {
                self.code = Some(match kind {
                    CodeBlockKind::Indented => (Code::new("", ""), String::new()),
                    CodeBlockKind::Fenced(words) => {
                        let words = self.masked.restore(&words, range).into_owned();
                        (listing::read(&words), words)
                    }
                });
                None
            }
            Tag::HtmlBlock => {
                self.html = Some(tokens::Text::default());
                None
            }
            Tag::List(start) => {
                let kind = start.map_or(ListKind::Bullet, ListKind::Ordered);
                self.builder.open(Shape::list(kind), range, self.reports)
            }
            Tag::Item => self.builder.open(Shape::Item { task: None }, range, self.reports),
            Tag::FootnoteDefinition(name) => {
                let name = self.masked.restore(&name, range).into_owned();
                self.builder.open_note(&name, range, self.reports)
            }
            Tag::DefinitionList => self.builder.open(Shape::Definitions(Vec::new()), range, self.reports),
            Tag::DefinitionListTitle => self.builder.open(Shape::Term, range, self.reports),
            Tag::DefinitionListDefinition => self.builder.open(Shape::Definition, range, self.reports),
            Tag::Table(sides) => {
                let alignments = sides.iter().map(|side| alignment(*side)).collect();
                self.builder.open(Shape::Table(Table::markdown(alignments)), range, self.reports)
            }
            Tag::TableHead => self.builder.open(Shape::row(true), range, self.reports),
            Tag::TableRow => self.builder.open(Shape::row(false), range, self.reports),
            Tag::TableCell => self.builder.open(Shape::cell(), range, self.reports),
            // Not asked for: the front matter was taken off before, and later ones are text.
            Tag::MetadataBlock(_) => None,
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. } => unreachable!("inlines are opened by `start`"),
        }
    }

    /// Cells beyond the table's columns, which the parser passes over, go into the last one.
    fn keep_extra_cells(&mut self, row: &Range<usize>) {
        let range = self.cell_end.max(row.start)..row.end.max(self.cell_end);
        let source = self.masked.text.get(range.clone()).unwrap_or_default();
        if source.contains(char::is_alphanumeric) {
            let words = self.masked.restore(source, &range);
            let words = words.trim_matches(|c: char| c.is_whitespace() || c == '|');
            self.builder.extra_cells(words, &range, self.reports);
        }
    }

    /// What the braces at the end of a heading say; or the braces themselves, if they hold words, as in
    /// `## The set {a, b}`. The parser takes both for attributes, and passes over those of one letter.
    fn braces(&self, range: &Range<usize>) -> (HeadingAttributes, String) {
        let source = self.masked.restore(&self.masked.text[range.clone()], range);
        let source = source.trim();
        let text = match source.starts_with('#') {
            true => source.lines().next().unwrap_or_default(),
            // The last line underlines the others.
            false => source.rsplit_once('\n').map_or("", |(text, _)| text),
        };
        let found = text.trim_end().strip_suffix('}').and_then(|text| text.rsplit_once('{'));
        match found.filter(|(_, inside)| !inside.contains(['}', '<', '>', '\\', '\n'])) {
            None => Default::default(),
            Some((before, inside)) => match attributes::of_heading(inside) {
                Some(said) => (said, String::new()),
                None => {
                    let blank = if before.ends_with([' ', '\t']) { " " } else { "" };
                    (HeadingAttributes::default(), format!("{blank}{{{inside}}}"))
                }
            },
        }
    }

    fn end(&mut self, tag: TagEnd, mark: Option<u64>, range: &Range<usize>) {
        match tag {
            TagEnd::CodeBlock => {
                if let Some((mut code, words)) = self.code.take() {
                    if code.text.ends_with('\n') {
                        code.text.pop();
                    }
                    let hides = self.builder.place.hidden.hides(&words);
                    let shown = hides.map(|hides| hides.shown(&code.text));
                    // Of code that is hidden as a whole there is nothing to show.
                    if shown.as_ref().is_none_or(|shown| !shown.is_empty() || code.text.is_empty()) {
                        code.text = shown.unwrap_or(code.text);
                        self.builder.block(range, BlockKind::Code(code));
                    }
                }
            }
            TagEnd::HtmlBlock => {
                if let Some(text) = self.html.take() {
                    tokens::read(&text, tokens::Place::Block, self.builder, self.reports);
                    self.builder.boundary(range.end, self.reports);
                }
            }
            // It may have been cut by a block of HTML within it; then what came after is one more.
            TagEnd::Paragraph => self.builder.close_paragraph(range.end, self.reports),
            TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::MetadataBlock(_) => match mark {
                Some(serial) => {
                    match tag {
                        TagEnd::TableCell => self.cell_end = range.end,
                        TagEnd::TableRow => self.keep_extra_cells(range),
                        _ => {}
                    }
                    self.builder.close(serial, range.end, self.reports);
                }
                // Made flat, but what it held does not run into what follows.
                None => self.builder.close_paragraph(range.end, self.reports),
            },
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {
                if let Some(serial) = mark {
                    self.builder.close(serial, range.end, self.reports);
                }
            }
        }
    }
}

fn heading_level(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn alignment(side: Side) -> Alignment {
    match side {
        Side::None => Alignment::Natural,
        Side::Left => Alignment::Left,
        Side::Center => Alignment::Centre,
        Side::Right => Alignment::Right,
    }
}
