//! Blocks → lines.

use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::apparatus::Apparatus;
use super::frame::{Frame, Spacing};
use super::inlines::{bracketed, compose, compose_after, compose_strong, letters, page_mark};
use super::prose::Prose;
use super::sheet::Sheet;
use super::wrap::{Measure, lines, sections};
use super::{code, table};
use crate::letters::columns;
use crate::model::{
    Admonition, Block, BlockId, BlockKind, Code, Definition, Figure, Heading, Part, Resolved, Run, SpanId,
};
use crate::resolve::Manuscript;
use crate::style::{Plain, Role};
use crate::transcript::{caption_says, is_shown, words};

/// A line of verse may fill this many lines; what is longer is prose with a line end in it, and
/// does not hang.
const LONGEST_VERSE: usize = 2;

/// The edition while it is written.
pub(super) struct Writer<'m> {
    /// What is written.
    pub(super) manuscript: &'m Manuscript,
    /// The lines so far.
    pub(super) sheet: Sheet,
    /// Notes and links that wait for the chapter's end.
    pub(super) apparatus: Apparatus,
    /// Where lines may end.
    pub(super) segmenter: LineSegmenterBorrowed<'static>,
}

impl<'m> Writer<'m> {
    /// Nothing written yet.
    pub(super) fn new(manuscript: &'m Manuscript) -> Self {
        Self {
            manuscript,
            sheet: Sheet::new(manuscript.style.text.width, letters(manuscript)),
            apparatus: Apparatus::new(manuscript.document.notes.len()),
            segmenter: LineSegmenter::new_dictionary(Default::default()),
        }
    }

    /// What plain text does with `role`.
    pub(super) fn plain(&self, role: Role) -> Plain {
        self.manuscript.style.roles.of(role).plain
    }

    /// Writes `blocks` one after another.
    pub(super) fn blocks(&mut self, blocks: &[Block<Resolved>], frame: Frame) {
        let mut after_paragraph = false;
        for block in blocks {
            let is_paragraph = matches!(block.kind, BlockKind::Paragraph(_));
            // Two paragraphs would run into one even where the list is tight.
            if after_paragraph && is_paragraph {
                self.sheet.gap(self.plain(Role::Body).before);
            }
            self.block(block, frame);
            after_paragraph = is_paragraph;
        }
    }

    /// Writes one block, with the blank lines around it.
    pub(super) fn block(&mut self, block: &Block<Resolved>, frame: Frame) {
        if !matches!(block.kind, BlockKind::Paragraph(_)) {
            self.pages_before(block, frame);
        }
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading, frame),
            BlockKind::Paragraph(content) => self.paragraph(block.id, content, frame),
            BlockKind::List(list) => self.list(list, frame),
            BlockKind::DefinitionList(definitions) => self.definitions(block.id, definitions, frame),
            BlockKind::Quote(blocks) => {
                let plain = self.plain(Role::Quote);
                let indent = usize::from(plain.indent);
                self.spaced(plain, |writer| writer.blocks(blocks, frame.inset(indent, indent).loose()));
            }
            BlockKind::Code(code) => self.code(code, frame),
            BlockKind::Figure(figure) => self.figure(figure, frame),
            BlockKind::Table(table) => {
                self.caption(&table.label, &table.caption, frame);
                let plain = self.plain(Role::TableCell);
                self.spaced(plain, |writer| table::write(writer, table, frame));
            }
            BlockKind::Math(math) => {
                let plain = self.plain(Role::Math);
                let prose =
                    Prose::of_lines(&math.content.linear_text(SpanId::WHOLE), letters(self.manuscript));
                let frame = frame.inset(usize::from(plain.indent), 0);
                self.spaced(plain, |writer| writer.verse(&prose, frame));
            }
            BlockKind::Admonition(admonition) => self.admonition(admonition, frame),
            BlockKind::Break => {
                let mark = self.manuscript.style.scene_break.as_str();
                let indent = frame.left + frame.measure().saturating_sub(columns(mark)) / 2;
                self.spaced(self.plain(Role::Body), |writer| writer.sheet.line(indent, mark));
            }
        }
    }

    /// Marks the pages that begin with a block that is no running text, on a line of its own before it:
    /// a heading, a caption, a line of code or the head of a table, which records repeat, stays what it is.
    fn pages_before(&mut self, block: &Block<Resolved>, frame: Frame) {
        let id = block.id;
        let mut parts = vec![Part::Block(id), Part::Caption(id), Part::Title(id)];
        if let BlockKind::Code(code) = &block.kind {
            parts.extend((0..).zip(code.text.lines()).map(|(nth, _)| Part::Line(id, nth)));
        }
        if let BlockKind::Table(table) = &block.kind {
            let heads = table.head.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks);
            heads.for_each(|block| parts_within(block, &mut parts));
        }
        let body = self.plain(Role::Body);
        for mark in parts.into_iter().flat_map(|part| self.apparatus.take_pages(part)).collect::<Vec<_>>() {
            self.sheet.gap(body.before);
            self.sheet.line(frame.left, &page_mark(self.manuscript, &mark.label));
            self.sheet.gap(body.after);
        }
    }

    /// Runs `write` with the blank lines of `plain` around it.
    pub(super) fn spaced(&mut self, plain: Plain, write: impl FnOnce(&mut Self)) {
        self.sheet.gap(plain.before);
        write(self);
        self.sheet.release();
        if plain.after == 0 {
            self.sheet.glue();
        } else {
            self.sheet.gap(plain.after);
        }
    }

    fn heading(&mut self, heading: &Heading<Resolved>, frame: Frame) {
        let role = if heading.level == 0 { Role::Part } else { Role::Heading(heading.level) };
        let plain = self.plain(role);
        let label = labelled(&heading.label, " ");
        // Only headings of the text are underlined: in a quotation or a list such a line could be one of
        // code.
        if frame.within {
            let strong = compose_strong(&label, &heading.content, self.manuscript, &mut self.apparatus);
            return self.spaced(plain, |writer| writer.verse(&strong, frame));
        }
        let prose = compose_after(&label, &heading.content, self.manuscript, &mut self.apparatus);
        // One without words is for nobody, and has no rule.
        if label.is_empty() && words(&heading.content.shown_text()).is_empty() {
            return self.spaced(plain, |writer| writer.verse(&prose, frame));
        }
        let mut lines = lines(&prose, Measure::even(frame.measure()), self.segmenter);
        // A blank line would end it before its rule.
        lines.retain(|line| is_shown(line));
        let width = lines.iter().map(|line| columns(line)).max().unwrap_or(0);
        self.spaced(plain, |writer| {
            let rule = |mark: Option<char>| mark.map(|mark| mark.to_string().repeat(width));
            for line in rule(plain.overline).iter().chain(&lines).chain(&rule(plain.underline)) {
                writer.sheet.line(frame.left, line);
            }
        });
    }

    fn paragraph(&mut self, block: BlockId, content: &Run, frame: Frame) {
        let prose = compose(Part::Block(block), content, self.manuscript, &mut self.apparatus);
        let plain = match frame.spacing {
            Spacing::Loose => self.plain(Role::Body),
            Spacing::Tight => Plain { before: 0, ..self.plain(Role::Body) },
        };
        self.sheet.gap(plain.before);
        self.verse(&prose, frame);
        if frame.spacing == Spacing::Loose {
            self.sheet.gap(plain.after);
        }
    }

    /// Writes prose; where it holds line ends and its lines are short, the rest of a line that is
    /// too long stands in.
    fn verse(&mut self, prose: &Prose, frame: Frame) {
        let measure = frame.measure();
        let hang = self.manuscript.style.text.hang;
        let parts = sections(prose);
        let is_verse =
            parts.len() > 1 && parts.iter().all(|part| columns(&part.text) <= LONGEST_VERSE * measure);
        for part in &parts {
            let rest = if is_verse { measure.saturating_sub(hang).max(1) } else { measure };
            for (index, line) in
                lines(part, Measure { first: measure, rest }, self.segmenter).iter().enumerate()
            {
                let indent = if is_verse && index > 0 { hang } else { 0 };
                self.sheet.line(frame.left + indent, line);
            }
        }
    }

    fn definitions(&mut self, block: BlockId, definitions: &[Definition<Resolved>], frame: Frame) {
        let inner = frame.inset(self.manuscript.style.text.hang, 0).loose();
        for (nth, definition) in (0..).zip(definitions) {
            let term =
                compose(Part::Term(block, nth), &definition.term, self.manuscript, &mut self.apparatus);
            let plain = self.plain(Role::Term);
            self.spaced(plain, |writer| writer.verse(&term, frame));
            for blocks in &definition.definitions {
                self.blocks(blocks, inner);
            }
            self.sheet.release();
        }
        self.sheet.gap(self.plain(Role::Body).after);
    }

    fn code(&mut self, code: &Code<Resolved>, frame: Frame) {
        self.caption("", &code.caption, frame);
        let plain = self.plain(Role::Code);
        // A caption that stands in as far as the code would be read as its first line.
        if !code.caption.is_empty() {
            self.sheet.release();
        }
        let frame = frame.inset(usize::from(plain.indent), 0);
        let lines = code::lines(
            &letters(self.manuscript).of(&code.text),
            frame.measure(),
            self.manuscript.style.code.tab,
            &self.manuscript.style.text,
        );
        self.spaced(plain, |writer| lines.iter().for_each(|line| writer.sheet.line(frame.left, line)));
    }

    /// Writes a caption that stands above what it belongs to.
    fn caption(&mut self, label: &str, caption: &Run, frame: Frame) {
        if !caption.is_empty() {
            let plain = self.plain(Role::Caption);
            let lead = self.manuscript.style.words.before_caption(label, caption);
            let prose = compose_after(&lead, caption, self.manuscript, &mut self.apparatus);
            let frame = frame.inset(usize::from(plain.indent), 0);
            self.spaced(plain, |writer| writer.verse(&prose, frame));
        }
    }

    fn figure(&mut self, figure: &Figure<Resolved>, frame: Frame) {
        let plain = self.plain(Role::Caption);
        let frame = frame.inset(usize::from(plain.indent), 0);
        let caption = compose_after(
            &self.manuscript.style.words.before_caption(&figure.label, &figure.caption),
            &figure.caption,
            self.manuscript,
            &mut self.apparatus,
        );
        let alternative = figure.image.alternative.trim();
        let said_by_caption = caption_says(figure, self.manuscript);
        self.sheet.gap(plain.before);
        // A picture that only decorates is nothing to a reader who does not see it.
        if !alternative.is_empty() && !said_by_caption {
            self.verse(&Prose::of(&bracketed(self.manuscript, alternative), letters(self.manuscript)), frame);
        } else if !caption.text.is_empty() {
            self.sheet.line(frame.left, &format!("[{}]", self.manuscript.style.words.image));
        }
        if !caption.text.is_empty() {
            self.verse(&caption, frame);
        }
        self.sheet.gap(self.plain(Role::Body).after);
    }

    fn admonition(&mut self, admonition: &Admonition<Resolved>, frame: Frame) {
        let lead = self.manuscript.style.words.before_title(&admonition.label, &admonition.title);
        let title = compose_after(&lead, &admonition.title, self.manuscript, &mut self.apparatus);
        let role = if admonition.kind.is_quoted() { Role::Quote } else { Role::Admonition };
        self.sheet.gap(self.plain(role).before);
        if !title.text.is_empty() {
            let plain = self.plain(Role::AdmonitionTitle);
            self.spaced(plain, |writer| writer.verse(&title, frame));
        }
        let plain = self.plain(role);
        self.blocks(&admonition.blocks, frame.inset(usize::from(plain.indent), 0).loose());
        self.sheet.release();
        self.sheet.gap(plain.after);
    }
}

/// All texts of a block and of the blocks in it.
fn parts_within(block: &Block<Resolved>, parts: &mut Vec<Part>) {
    parts.extend([Part::Block(block.id), Part::Caption(block.id), Part::Title(block.id)]);
    match &block.kind {
        BlockKind::Code(code) => {
            parts.extend((0..).zip(code.text.lines()).map(|(nth, _)| Part::Line(block.id, nth)))
        }
        BlockKind::DefinitionList(terms) => {
            parts.extend((0..).zip(terms).map(|(nth, _)| Part::Term(block.id, nth)))
        }
        _ => {}
    }
    block.kind.children().into_iter().flatten().for_each(|block| parts_within(block, parts));
}

/// `label` followed by `end`, or nothing where there is no label.
pub(super) fn labelled(label: &str, end: &str) -> String {
    if label.is_empty() { String::new() } else { format!("{label}{end}") }
}
