//! Manuscript → tag tree.

use super::element::{Element, Heads, Kid, Kind, Numbering};
use super::inlines::text;
use super::shown::Shown;
use crate::model::{
    Admonition, Block, BlockId, BlockKind, Cell, CellContent, Code, Definition, Figure, List, ListKind, Part,
    Resolved, Row, Run, Scope, SpanKind, Table,
};
use crate::resolve::{ContentsEntry, FrontLine, Manuscript};
use crate::style::Role;

/// The tag tree of a manuscript of which the pages show what is `shown`.
pub(in crate::backend::pdf) fn tree(manuscript: &Manuscript, shown: &Shown) -> Element {
    let notes = vec![NoteState::Unseen; manuscript.document.notes.len()];
    let mut walker = Walker { manuscript, shown, notes, due: Vec::new(), section: 1, level: 0 };
    let mut kids = walker.front();
    let (summary, blocks) = manuscript.around_lists();
    kids.extend(walker.sections(summary));
    kids.extend(walker.lists());
    kids.extend(walker.sections(blocks));
    Element::new(Kind::Document, kids)
}

/// The part of a table in which a row stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Head,
    Body,
}

/// Whether a note has been met on the way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NoteState {
    Unseen,
    Seen,
}

struct Walker<'a> {
    manuscript: &'a Manuscript,
    shown: &'a Shown,
    notes: Vec<NoteState>,
    /// Notes that have been referred to and not yet read.
    due: Vec<usize>,
    /// The level of the section that is read, from 1.
    section: u8,
    /// The level of the last heading, as it is tagged; 0 before the first.
    level: u8,
}

impl Walker<'_> {
    fn front(&self) -> Vec<Kid> {
        let lines = (0..).zip(&self.manuscript.front);
        let line = |(nth, FrontLine { role, .. }): (u32, &FrontLine)| {
            let kind = if *role == Role::Title { Kind::Title } else { Kind::Paragraph };
            Element::new(kind, self.pieces(Part::Front(nth))).unless_empty()
        };
        lines.filter_map(line).collect()
    }

    /// The contents and the lists behind them.
    fn lists(&self) -> Vec<Kid> {
        let manuscript = self.manuscript;
        let contents = manuscript.shows_contents().then_some(manuscript.contents.as_slice());
        let lists = contents.into_iter().chain(manuscript.lists.iter().map(|list| list.entries.as_slice()));
        (0..).zip(lists).filter_map(|(list, entries)| self.list_of_contents(list, entries)).collect()
    }

    fn list_of_contents(&self, list: u32, entries: &[ContentsEntry]) -> Option<Kid> {
        let title = Element::new(Kind::Caption, self.pieces(Part::ListTitle(list))).unless_empty();
        let mut entries = (0..).zip(entries).peekable();
        let mut kids: Vec<Kid> = title.into_iter().collect();
        kids.extend(self.contents_below(list, &mut entries, -1));
        Element::new(Kind::Contents, kids).unless_empty()
    }

    /// The entries below a level, those of deeper ones in lists of their own.
    fn contents_below<'e>(
        &self,
        list: u32,
        entries: &mut std::iter::Peekable<impl Iterator<Item = (u32, &'e ContentsEntry)>>,
        above: i16,
    ) -> Vec<Kid> {
        let mut kids = Vec::new();
        while let Some((nth, entry)) = entries.next_if(|(_, entry)| i16::from(entry.level) > above) {
            let words = Part::ListEntry(list, nth);
            let mut link = text(self.shown, words, &entry.content);
            link.extend(self.pieces(Part::ListPage(list, nth)));
            let links = self.shown.links(words);
            let kind = if links.is_empty() { Kind::Span } else { Kind::Link };
            link.extend(links.iter().map(|(_, annotation)| Kid::Annotation(*annotation)));
            let reference = Element::new(Kind::Reference, vec![Element::new(kind, link).into()]);
            kids.push(Element::new(Kind::ContentsItem, vec![reference.into()]).into());
            let below = self.contents_below(list, entries, i16::from(entry.level));
            kids.extend(Element::new(Kind::Contents, below).unless_empty());
        }
        kids
    }

    /// The text's own blocks, in sections below their headings; notes behind the block that first
    /// refers to them.
    fn sections(&mut self, blocks: &[Block<Resolved>]) -> Vec<Kid> {
        let mut root = Vec::new();
        let mut open: Vec<(u8, Element)> = Vec::new();
        for block in blocks {
            if let BlockKind::Heading(heading) = &block.kind {
                close(&mut open, &mut root, heading.level);
                let kind = if heading.level == 0 { Kind::Part } else { Kind::Section };
                open.push((heading.level, Element::new(kind, Vec::new())));
                self.section = heading.level.max(1);
            }
            let mut kids: Vec<Kid> = self.block(block).into_iter().collect();
            kids.extend(self.notes());
            open.last_mut().map_or(&mut root, |(_, section)| &mut section.kids).extend(kids);
        }
        close(&mut open, &mut root, 0);
        root
    }

    /// The notes that are due, and those that they refer to themselves.
    fn notes(&mut self) -> Vec<Kid> {
        let mut kids = Vec::new();
        while !self.due.is_empty() {
            for note in std::mem::take(&mut self.due) {
                kids.push(self.note(note));
            }
        }
        kids
    }

    fn note(&mut self, index: usize) -> Kid {
        let part = Part::NoteMark(index as u32);
        let mut mark = self.pieces(part);
        let links = self.shown.links(part);
        if !links.is_empty() {
            mark.extend(links.iter().map(|(_, annotation)| Kid::Annotation(*annotation)));
            mark = vec![Element::new(Kind::Link, mark).into()];
        }
        let manuscript = self.manuscript;
        let mut kids: Vec<Kid> = Element::new(Kind::Label, mark).unless_empty().into_iter().collect();
        kids.extend(self.blocks(&manuscript.document.notes[index].blocks));
        Element { id: Some(format!("note-{}", index + 1)), ..Element::new(Kind::Note, kids) }.into()
    }

    fn blocks(&mut self, blocks: &[Block<Resolved>]) -> Vec<Kid> {
        blocks.iter().filter_map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block<Resolved>) -> Option<Kid> {
        let own = Part::Block(block.id);
        match &block.kind {
            BlockKind::Heading(heading) => {
                let kids = self.text(own, &heading.content);
                let level = self.heading_level(heading.level);
                let heading = Element::new(Kind::Heading(level), kids).unless_empty()?;
                self.level = level;
                Some(heading)
            }
            BlockKind::Paragraph(content) => {
                Element::new(Kind::Paragraph, self.text(own, content)).unless_empty()
            }
            BlockKind::List(list) => self.list(block.id, list),
            BlockKind::DefinitionList(definitions) => self.definitions(block.id, definitions),
            BlockKind::Quote(blocks) => Element::new(Kind::Quote, self.blocks(blocks)).unless_empty(),
            BlockKind::Code(code) => self.code(block.id, code),
            BlockKind::Figure(figure) => self.figure(block.id, figure),
            BlockKind::Table(table) => self.table(block.id, table),
            BlockKind::Math(math) => {
                let kids = self.text(own, &math.content);
                let alternative = Some(math.tex.clone());
                Element { alternative, ..Element::new(Kind::FormulaBlock, kids) }.unless_empty()
            }
            BlockKind::Admonition(admonition) => self.admonition(block.id, admonition),
            BlockKind::Break => Element::new(Kind::ThematicBreak, self.pieces(own)).unless_empty(),
        }
    }

    /// The level of a heading among others (ISO 14289-1, 7.4.2). The levels of the text's own headings
    /// were mended, unless one above was empty; one in a quotation, a list or a note was written for
    /// its looks. None is above its section, nor more than one level below the heading before it.
    fn heading_level(&self, written: u8) -> u8 {
        written.max(self.section).min(self.level + 1)
    }

    /// The kids of a text; the notes that it refers to are due.
    fn text(&mut self, part: Part, run: &Run) -> Vec<Kid> {
        self.meet_notes(run);
        text(self.shown, part, run)
    }

    /// All that is shown of a text, whatever its inlines.
    fn pieces(&self, part: Part) -> Vec<Kid> {
        self.shown.of(part).iter().map(|piece| Kid::Sequence(piece.place)).collect()
    }

    fn meet_notes(&mut self, run: &Run) {
        for (_, span) in run.spans() {
            if let SpanKind::Note(mark, _) = &span.kind
                && std::mem::replace(&mut self.notes[mark.note], NoteState::Seen) == NoteState::Unseen
            {
                self.due.push(mark.note);
            }
        }
    }

    fn list(&mut self, block: BlockId, list: &List<Resolved>) -> Option<Kid> {
        let numbering = match list.kind {
            ListKind::Bullet => Numbering::Disc,
            ListKind::Ordered(_) => Numbering::Decimal,
        };
        let mut items = Vec::new();
        for (nth, item) in (0..).zip(&list.items) {
            let label = Element::new(Kind::Label, self.pieces(Part::Marker(block, nth))).unless_empty();
            let mut kids: Vec<Kid> = label.into_iter().collect();
            kids.push(Element::new(Kind::ItemBody, self.blocks(&item.blocks)).into());
            items.push(Element::new(Kind::Item, kids).into());
        }
        Element::new(Kind::List(numbering), items).unless_empty()
    }

    fn definitions(&mut self, block: BlockId, definitions: &[Definition<Resolved>]) -> Option<Kid> {
        let mut items = Vec::new();
        for (nth, definition) in (0..).zip(definitions) {
            let term = self.text(Part::Term(block, nth), &definition.term);
            let mut kids: Vec<Kid> = Element::new(Kind::Label, term).unless_empty().into_iter().collect();
            let body = definition.definitions.iter().flat_map(|blocks| self.blocks(blocks)).collect();
            kids.push(Element::new(Kind::ItemBody, body).into());
            items.push(Element::new(Kind::Item, kids).into());
        }
        Element::new(Kind::List(Numbering::None), items).unless_empty()
    }

    fn code(&mut self, block: BlockId, code: &Code<Resolved>) -> Option<Kid> {
        let text = code.text.strip_suffix('\n').unwrap_or(&code.text);
        let lines = (0..)
            .zip(text.split('\n'))
            .map(|(nth, _)| Element::new(Kind::CodeLine, self.pieces(Part::Line(block, nth))).into());
        let listing = Element::new(Kind::CodeBlock, lines.collect());
        let caption = self.caption(block, &code.caption);
        Some(match caption {
            Some(caption) => Element::new(Kind::Group, vec![caption, listing.into()]).into(),
            None => listing.into(),
        })
    }

    fn figure(&mut self, block: BlockId, figure: &Figure<Resolved>) -> Option<Kid> {
        let pieces = self.shown.of(Part::Block(block));
        let kids = self.pieces(Part::Block(block));
        // A picture that is missing is told of by its words.
        let picture = match pieces.first().and_then(|piece| Some((piece.place.page, piece.area?))) {
            Some(area) => {
                // A caption that says the same would be heard twice: its label is enough.
                let alternative = figure.image.alternative.trim();
                let said = !figure.label.is_empty() && figure.caption.plain_text().trim() == alternative;
                let alternative = if said { figure.label.as_str() } else { alternative };
                let alternative = Some(alternative.to_owned()).filter(|words| !words.is_empty());
                Element { alternative, area: Some(area), ..Element::new(Kind::Figure, kids) }
            }
            None => {
                let words = Element::new(Kind::MissingFigure, kids).unless_empty();
                Element::new(Kind::Paragraph, words.into_iter().collect())
            }
        };
        // A caption within the figure would be lost behind the figure's alternative text.
        match (picture.unless_empty(), self.caption(block, &figure.caption)) {
            (Some(picture), Some(caption)) => Some(Element::new(Kind::Group, vec![picture, caption]).into()),
            (picture, caption) => picture.or(caption),
        }
    }

    fn caption(&mut self, block: BlockId, caption: &Run) -> Option<Kid> {
        Element::new(Kind::Caption, self.text(Part::Caption(block), caption)).unless_empty()
    }

    fn table(&mut self, block: BlockId, table: &Table<Resolved>) -> Option<Kid> {
        let mut kids: Vec<Kid> = self.caption(block, &table.caption).into_iter().collect();
        let head: Vec<Kid> = table.head.iter().map(|row| self.row(row, Section::Head)).collect();
        // A head is one of a body (ISO 14289-1, 7.5): without rows, its own stand alone.
        match table.bodies.is_empty() {
            true => kids.extend(head),
            false => kids.extend(Element::new(Kind::TableHead, head).unless_empty()),
        }
        for rows in &table.bodies {
            let rows = rows.iter().map(|row| self.row(row, Section::Body)).collect();
            kids.extend(Element::new(Kind::TableBody, rows).unless_empty());
        }
        Element::new(Kind::Table, kids).unless_empty()
    }

    fn row(&mut self, row: &Row<Resolved>, section: Section) -> Kid {
        let cells = row.cells.iter().map(|cell| self.cell(cell, section).into()).collect();
        Element::new(Kind::Row, cells).into()
    }

    fn cell(&mut self, cell: &Cell<Resolved>, section: Section) -> Element {
        let heads = match (section, cell.scope) {
            (_, Some(Scope::Row)) => Some(Heads::Rows),
            (_, Some(Scope::RowGroup)) => Some(Heads::Both),
            (_, Some(Scope::Column | Scope::ColumnGroup)) | (Section::Head, None) => Some(Heads::Columns),
            (Section::Body, None) => None,
        };
        let kind = match heads {
            Some(heads) => Kind::HeadCell(heads, cell.spans),
            None => Kind::Cell(cell.spans),
        };
        let kids = match cell.content() {
            CellContent::Nothing => Vec::new(),
            CellContent::Line(block, content) => self.text(Part::Block(block.id), content),
            CellContent::Blocks(blocks) => self.blocks(blocks),
        };
        Element::new(kind, kids)
    }

    fn admonition(&mut self, block: BlockId, admonition: &Admonition<Resolved>) -> Option<Kid> {
        let title = self.text(Part::Title(block), &admonition.title);
        let mut kids: Vec<Kid> = Element::new(Kind::Paragraph, title).unless_empty().into_iter().collect();
        kids.extend(self.blocks(&admonition.blocks));
        let kind = if admonition.kind.is_quoted() { Kind::Abstract } else { Kind::Aside };
        Element::new(kind, kids).unless_empty()
    }
}

/// Closes the sections that a heading of `level` ends.
fn close(open: &mut Vec<(u8, Element)>, root: &mut Vec<Kid>, level: u8) {
    while open.last().is_some_and(|(last, _)| *last >= level) {
        let Some((_, section)) = open.pop() else { return };
        open.last_mut().map_or(&mut *root, |(_, around)| &mut around.kids).extend(section.unless_empty());
    }
}
