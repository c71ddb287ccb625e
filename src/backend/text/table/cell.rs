//! A cell of a table: a line of words, or blocks one below the other.

use super::super::blocks::Writer;
use super::super::inlines::{compose, compose_after, letters, page_mark};
use super::super::prose::Prose;
use super::super::wrap::{Measure, lines, widths};
use crate::letters::columns;
use crate::model::{Block, BlockKind, Cell, CellContent, Code, List, ListKind, Part, Resolved, Run, SpanId};
use crate::style::Role;
use crate::transcript::is_shown;

/// A cell, composed.
#[derive(Clone, Debug, Default)]
pub(super) struct Composed {
    /// What stands in it, one below the other; one at most for a line of words.
    pieces: Vec<Piece>,
}

/// Words that stand by themselves in a cell.
#[derive(Clone, Debug, Default)]
struct Piece {
    /// Columns left free in front of it.
    indent: usize,
    /// The marker of an item before its first line; the others stand behind it.
    lead: String,
    /// Whether a blank line stands before it.
    apart: bool,
    prose: Prose,
}

impl Piece {
    /// The columns in front of its words.
    fn before(&self) -> usize {
        let gap = usize::from(!self.lead.is_empty());
        self.indent + columns(&self.lead) + gap
    }
}

impl Composed {
    /// Whether anything of it is seen.
    pub fn is_shown(&self) -> bool {
        self.pieces.iter().any(|piece| is_shown(&piece.prose.text) || is_shown(&piece.lead))
    }

    /// Whether a character of its text is such a sign.
    pub fn has(&self, is_sign: impl Fn(char) -> bool) -> bool {
        self.pieces.iter().any(|piece| piece.prose.text.contains(&is_sign) || piece.lead.contains(&is_sign))
    }

    /// Its words, if it is a line of them.
    pub fn line(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [piece] if piece.before() == 0 => Some(&piece.prose.text),
            _ => None,
        }
    }

    /// The columns that it takes at least, and at most.
    pub fn widths(&self, writer: &Writer<'_>) -> (usize, usize) {
        let of = |piece: &Piece| {
            let widths = widths(&piece.prose, writer.segmenter);
            (piece.before() + widths.start, piece.before() + widths.end)
        };
        let wider = |one: (usize, usize), other: (usize, usize)| (one.0.max(other.0), one.1.max(other.1));
        self.pieces.iter().map(of).fold((0, 0), wider)
    }

    /// Its lines in a column of `width`.
    pub fn lines(&self, width: usize, writer: &Writer<'_>) -> Vec<String> {
        let mut all = Vec::new();
        for (nth, piece) in self.pieces.iter().enumerate() {
            if piece.apart && nth > 0 {
                all.push(String::new());
            }
            let before = piece.before();
            let measure = Measure::even(width.saturating_sub(before).max(1));
            let mut own = lines(&piece.prose, measure, writer.segmenter);
            if own.is_empty() && !piece.lead.is_empty() {
                own.push(String::new());
            }
            all.extend(own.into_iter().enumerate().map(|(nth, line)| match nth {
                0 if before > 0 => {
                    let lead = format!("{}{}", " ".repeat(piece.indent), piece.lead);
                    format!("{lead}{}{line}", " ".repeat(before - columns(&lead))).trim_end().to_owned()
                }
                _ => format!("{}{line}", " ".repeat(before)),
            }));
        }
        all
    }

    /// All of it as one run of words.
    pub fn run(&self) -> Prose {
        let mut run = Prose::default();
        for piece in &self.pieces {
            for words in [&piece.lead, &piece.prose.text] {
                if !run.text.is_empty() && !words.is_empty() {
                    run.text.push(' ');
                }
                let start = run.text.len();
                run.text.push_str(&words.replace('\n', " "));
                if std::ptr::eq(words, &piece.prose.text) {
                    let whole = piece.prose.whole.iter();
                    run.whole.extend(whole.map(|range| range.start + start..range.end + start));
                }
            }
        }
        run
    }
}

/// Composes a cell; it stands within so many lists of `bullets`.
pub(super) fn composed(writer: &mut Writer<'_>, cell: &Cell<Resolved>, bullets: usize) -> Composed {
    let mut composer = Composer { writer, pieces: Vec::new() };
    match cell.content() {
        CellContent::Nothing => {}
        CellContent::Line(block, content) => composer.words(Part::Block(block.id), content, Inset::default()),
        CellContent::Blocks(blocks) => composer.blocks(blocks, Inset { bullets, ..Inset::default() }),
    }
    Composed { pieces: composer.pieces }
}

/// How far what is composed stands in.
#[derive(Clone, Copy, Default)]
struct Inset {
    indent: usize,
    /// How many lists of bullets it is within.
    bullets: usize,
    /// Whether it stands in a list without blank lines.
    tight: bool,
}

struct Composer<'w, 'm> {
    writer: &'w mut Writer<'m>,
    pieces: Vec<Piece>,
}

impl Composer<'_, '_> {
    fn push(&mut self, prose: Prose, inset: Inset, apart: bool) {
        self.pieces.push(Piece { indent: inset.indent, lead: String::new(), apart, prose });
    }

    fn words(&mut self, part: Part, content: &Run, inset: Inset) {
        let prose = compose(part, content, self.writer.manuscript, &mut self.writer.apparatus);
        self.push(prose, inset, !inset.tight);
    }

    fn blocks(&mut self, blocks: &[Block<Resolved>], inset: Inset) {
        for (nth, block) in blocks.iter().enumerate() {
            // Two paragraphs would run into one even where the list is tight.
            let inset = Inset { tight: inset.tight && nth == 0, ..inset };
            self.block(block, inset);
        }
    }

    fn block(&mut self, block: &Block<Resolved>, inset: Inset) {
        let manuscript = self.writer.manuscript;
        match &block.kind {
            BlockKind::Paragraph(content) => self.words(Part::Block(block.id), content, inset),
            BlockKind::Heading(heading) => self.words(Part::Block(block.id), &heading.content, inset),
            BlockKind::List(list) => self.list(list, inset),
            BlockKind::DefinitionList(definitions) => {
                let inner = Inset { indent: inset.indent + manuscript.style.text.hang, tight: true, ..inset };
                for (nth, definition) in (0..).zip(definitions) {
                    self.words(Part::Term(block.id, nth), &definition.term, inset);
                    definition.definitions.iter().for_each(|blocks| self.blocks(blocks, inner));
                }
            }
            BlockKind::Quote(blocks) => {
                let indent = inset.indent + usize::from(self.writer.plain(Role::Quote).indent);
                self.blocks(blocks, Inset { indent, ..inset });
            }
            BlockKind::Code(code) => self.code(block, code, inset),
            BlockKind::Math(math) => {
                let prose = Prose::of_lines(&math.content.linear_text(SpanId::WHOLE), letters(manuscript));
                let prose = self.marked(Part::Block(block.id), prose);
                self.push(prose, inset, true);
            }
            BlockKind::Admonition(admonition) => {
                let lead = manuscript.style.words.before_title(&admonition.label, &admonition.title);
                let title = compose_after(&lead, &admonition.title, manuscript, &mut self.writer.apparatus);
                let title = self.marked(Part::Title(block.id), title);
                if !title.text.is_empty() {
                    self.push(title, inset, true);
                }
                let role = if admonition.kind.is_quoted() { Role::Quote } else { Role::Admonition };
                let indent = inset.indent + usize::from(self.writer.plain(role).indent);
                self.blocks(&admonition.blocks, Inset { indent, ..inset });
            }
            // The parser leaves none of them in a cell.
            BlockKind::Figure(_) | BlockKind::Table(_) | BlockKind::Break => {}
        }
    }

    fn list(&mut self, list: &List<Resolved>, inset: Inset) {
        let letters = letters(self.writer.manuscript);
        let markers: Vec<String> = list
            .items
            .iter()
            .map(|item| letters.of(&self.writer.marker(list.kind, item, inset.bullets)).into_owned())
            .collect();
        let widest = markers.iter().map(|marker| columns(marker)).max().unwrap_or(0);
        let bullets = inset.bullets + usize::from(list.kind == ListKind::Bullet);
        let inner = Inset { indent: inset.indent + widest + 1, bullets, tight: list.tight };
        for (nth, (item, marker)) in list.items.iter().zip(markers).enumerate() {
            let apart = if nth == 0 { !inset.tight } else { !list.tight };
            let first = self.pieces.len();
            self.blocks(&item.blocks, inner);
            if self.pieces.len() == first {
                self.push(Prose::default(), inner, apart);
            }
            // The marker stands in front of the first line, on the left of what that stands in by.
            let piece = &mut self.pieces[first];
            let blanks = widest - columns(&marker);
            let gap = piece.indent.saturating_sub(inner.indent);
            let rest = if piece.lead.is_empty() { String::new() } else { format!(" {}", piece.lead) };
            piece.lead = format!("{marker}{}{rest}", " ".repeat(gap));
            piece.indent = inset.indent + blanks;
            piece.apart = apart;
        }
    }

    fn code(&mut self, block: &Block<Resolved>, code: &Code<Resolved>, inset: Inset) {
        let manuscript = self.writer.manuscript;
        if !code.caption.is_empty() {
            self.words(Part::Caption(block.id), &code.caption, inset);
        }
        let letters = letters(manuscript);
        let text = letters.of(&code.text);
        // Blank lines in it part what is said as they do elsewhere.
        let mut apart = true;
        for (nth, line) in (0..).zip(text.lines()) {
            let words = line.trim_start_matches([' ', '\t']);
            if words.is_empty() {
                apart = true;
                continue;
            }
            let tab = manuscript.style.code.tab;
            let stands_in =
                line[..line.len() - words.len()].chars().fold(0, |at, character| match character {
                    '\t' => at + tab - at % tab,
                    _ => at + 1,
                });
            let mut prose = Prose::default();
            prose.text.push_str(&words.trim_end().replace('\t', " "));
            prose.whole.push(0..prose.text.len());
            let prose = self.marked(Part::Line(block.id, nth), prose);
            let inset = Inset { indent: inset.indent + stands_in, ..inset };
            self.push(prose, inset, apart);
            apart = false;
        }
    }

    /// Words with the marks of the pages before them that begin with a text which cannot hold any.
    fn marked(&mut self, part: Part, prose: Prose) -> Prose {
        let marks = self.writer.apparatus.take_pages(part);
        let manuscript = self.writer.manuscript;
        let marks: String = marks.iter().map(|mark| page_mark(manuscript, &mark.label) + " ").collect();
        let whole = prose.whole.iter().map(|range| range.start + marks.len()..range.end + marks.len());
        Prose { whole: whole.collect(), text: marks + &prose.text }
    }
}
