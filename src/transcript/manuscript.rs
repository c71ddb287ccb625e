//! Manuscript → what it says.

use super::{Heads, Kind, Look, Place, Transcript, Writer, cell_mark, is_shown, words};
use crate::model::{
    Admonition, Block, BlockKind, Code, Figure, Heading, Item, List, ListKind, Piece, Resolved, Row, Run,
    RunSpan, Scope, SpanId, SpanKind, Table, Target, bracketed,
};
use crate::resolve::{ContentsEntry, Manuscript};

/// Where the lines of the front and of the contents stand: in no block.
const NOWHERE: Place = Place { file: 0, at: u32::MAX };

/// What the manuscript says. The places are its blocks', by their numbers; the marks of notes have that
/// of the block before them.
pub fn of(manuscript: &Manuscript) -> Transcript {
    let mut teller = Teller { manuscript, writer: Writer::new(), within: false };
    teller.writer.at(NOWHERE);
    for line in &manuscript.front {
        teller.line(&line.text);
    }
    let (summary, blocks) = manuscript.around_lists();
    teller.blocks(summary);
    teller.writer.at(NOWHERE);
    if manuscript.shows_contents() {
        teller.list_of(manuscript.style.words.contents, &manuscript.contents);
    }
    for list in &manuscript.lists {
        teller.list_of(list.title, &list.entries);
    }
    teller.blocks(blocks);
    teller.within = true;
    for note in &manuscript.document.notes {
        teller.writer.mark(Kind::Note, &note.label);
        teller.blocks(&note.blocks);
    }
    teller.writer.finish()
}

/// Whether the caption of a figure says all that there is to say of it: its alternative text is empty, or
/// the same words, or its label.
pub fn caption_says(figure: &Figure<Resolved>, manuscript: &Manuscript) -> bool {
    let alternative = figure.image.alternative.trim();
    let caption = figure.caption.plain_text();
    let label = manuscript.style.words.before_caption(&figure.label, &figure.caption);
    is_shown(&caption)
        && (alternative.is_empty()
            || caption.trim() == alternative
            || repeats(alternative, &format!("{label}{caption}")))
}

/// Whether a caption begins with an alternative text: readers of finished editions take that for the label
/// of the figure, which stands for one that the caption repeats.
pub fn repeats(alternative: &str, caption: &str) -> bool {
    let [alternative, caption] = [alternative, caption].map(words);
    let begins = caption.len() >= alternative.len()
        && (0..alternative.len()).all(|at| alternative.get(at).text == caption.get(at).text);
    let goes_on = caption.len() > alternative.len() && {
        let next = caption.get(alternative.len());
        !next.blank && next.text.starts_with(char::is_alphanumeric)
    };
    begins && !goes_on && !alternative.is_empty()
}

struct Teller<'m> {
    manuscript: &'m Manuscript,
    writer: Writer,
    /// Whether what is told stands within a quotation, a list or a note.
    within: bool,
}

impl Teller<'_> {
    /// A text by itself.
    fn line(&mut self, text: &str) {
        self.writer.blank();
        self.writer.say(text);
        self.writer.blank();
    }

    fn list_of(&mut self, title: &str, entries: &[ContentsEntry]) {
        self.line(title);
        for entry in entries {
            if entry.label.is_empty() && entry.content.plain_text().trim().is_empty() {
                continue;
            }
            self.writer.mark(Kind::Entry, "");
            self.labelled(&entry.label, &entry.content);
        }
    }

    fn labelled(&mut self, label: &str, content: &Run) {
        self.line(label);
        self.text(content);
    }

    fn blocks(&mut self, blocks: &[Block<Resolved>]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn inside(&mut self, blocks: &[Block<Resolved>]) {
        let outside = std::mem::replace(&mut self.within, true);
        self.blocks(blocks);
        self.within = outside;
    }

    fn block(&mut self, block: &Block<Resolved>) {
        self.writer.blank();
        self.writer.at(Place { file: 0, at: block.id.0 });
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Paragraph(content) => self.text(content),
            BlockKind::List(list) => self.list(list),
            BlockKind::DefinitionList(definitions) => {
                self.writer.mark(Kind::List, "terms");
                for definition in definitions {
                    self.writer.mark(Kind::Item, "");
                    self.text(&definition.term);
                    definition.definitions.iter().for_each(|blocks| self.inside(blocks));
                }
                self.writer.mark(Kind::EndList, "");
            }
            BlockKind::Quote(blocks) => self.inside(blocks),
            BlockKind::Code(code) => self.code(code),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Math(math) => {
                self.writer.mark(Kind::Math, &math.tex);
                self.text(&math.content);
                self.writer.mark(Kind::EndMath, "");
            }
            BlockKind::Admonition(admonition) => self.admonition(admonition),
            BlockKind::Break => self.writer.mark(Kind::Break, ""),
        }
        self.writer.blank();
    }

    fn heading(&mut self, heading: &Heading<Resolved>) {
        // One without words is for nobody.
        if heading.label.is_empty() && words(&heading.content.shown_text()).is_empty() {
            return self.text(&heading.content);
        }
        match self.within {
            false => self.writer.mark(Kind::Heading, &heading.level.to_string()),
            true => self.writer.mark(Kind::HeadingWithin, ""),
        }
        self.labelled(&heading.label, &heading.content);
    }

    fn list(&mut self, list: &List<Resolved>) {
        let kind = match list.kind {
            ListKind::Bullet => "bullets",
            ListKind::Ordered(_) => "numbers",
        };
        self.writer.mark(Kind::List, kind);
        for item in &list.items {
            self.writer.mark(Kind::Item, &ordinal(item));
            self.inside(&item.blocks);
        }
        self.writer.mark(Kind::EndList, "");
    }

    fn code(&mut self, code: &Code<Resolved>) {
        self.text(&code.caption);
        let text = code.text.strip_suffix('\n').unwrap_or(&code.text);
        text.split('\n').for_each(|line| self.writer.mark(Kind::CodeLine, line.trim_end()));
    }

    fn figure(&mut self, figure: &Figure<Resolved>) {
        match caption_says(figure, self.manuscript) {
            true => self.writer.mark(Kind::FigureSaid, ""),
            false => self.writer.mark(Kind::Figure, figure.image.alternative.trim()),
        }
        self.caption(&figure.label, &figure.caption);
        self.writer.mark(Kind::EndFigure, "");
    }

    /// A caption, behind its label.
    fn caption(&mut self, label: &str, caption: &Run) {
        if !caption.is_empty() {
            self.line(&self.manuscript.style.words.before_caption(label, caption));
            self.text(caption);
        }
    }

    fn table(&mut self, table: &Table<Resolved>) {
        self.caption(&table.label, &table.caption);
        self.writer.mark(Kind::Table, "");
        table.head.iter().for_each(|row| self.row(row, Kind::HeadCell));
        table.body().for_each(|row| self.row(row, Kind::Cell));
        self.writer.mark(Kind::EndTable, "");
    }

    fn row(&mut self, row: &Row<Resolved>, kind: Kind) {
        self.writer.mark(Kind::Row, "");
        for cell in &row.cells {
            let heads = match cell.scope {
                Some(Scope::Row) => Heads::Rows,
                Some(Scope::RowGroup) => Heads::RowGroup,
                Some(Scope::Column | Scope::ColumnGroup) if kind == Kind::Cell => Heads::Columns,
                Some(Scope::Column | Scope::ColumnGroup) | None => Heads::Nothing,
            };
            if let Some(block) = cell.blocks.first() {
                self.writer.at(Place { file: 0, at: block.id.0 });
            }
            self.writer.mark(kind, &cell_mark(heads, cell.spans));
            self.writer.blank();
            self.inside(&cell.blocks);
            self.writer.blank();
        }
    }

    fn admonition(&mut self, admonition: &Admonition<Resolved>) {
        self.line(&self.manuscript.style.words.before_title(&admonition.label, &admonition.title));
        self.text(&admonition.title);
        self.inside(&admonition.blocks);
    }

    /// A text by itself.
    fn text(&mut self, text: &Run) {
        self.writer.blank();
        self.pieces(text, SpanId::WHOLE);
        self.writer.blank();
    }

    fn pieces(&mut self, text: &Run, within: SpanId) {
        for piece in text.pieces(within) {
            match piece {
                Piece::Words(_, words) => self.writer.say(words),
                Piece::Span(id, span) => self.span(text, id, span),
            }
        }
    }

    fn span(&mut self, text: &Run, id: SpanId, span: &RunSpan) {
        match &span.kind {
            SpanKind::Emphasis => self.look(Look::Emphasis, text, id),
            SpanKind::Strong => self.look(Look::Strong, text, id),
            SpanKind::Strike => self.look(Look::Strike, text, id),
            SpanKind::Subscript => self.look(Look::Subscript, text, id),
            SpanKind::Superscript => self.look(Look::Superscript, text, id),
            SpanKind::Code => self.look(Look::Code, text, id),
            SpanKind::SmallCaps | SpanKind::Foreign(_) | SpanKind::Ruby | SpanKind::RubyBase => {
                self.pieces(text, id);
            }
            SpanKind::Reading(reading) => self.writer.say(&bracketed(reading)),
            SpanKind::Math { tex, .. } => {
                self.writer.mark(Kind::Math, tex);
                self.pieces(text, id);
                self.writer.mark(Kind::EndMath, "");
            }
            SpanKind::Link { target, .. } => {
                let target = match target {
                    Target::Anchor(anchor) => format!("#{}", anchor.0),
                    Target::Address(address) => address.clone(),
                    Target::Nowhere => return self.pieces(text, id),
                };
                self.writer.mark(Kind::Link, "");
                self.pieces(text, id);
                self.writer.mark(Kind::EndLink, &target);
            }
            SpanKind::Note(mark, _) => {
                self.writer.say(mark.before());
                self.writer.mark(Kind::NoteMark, &mark.label);
            }
            SpanKind::Image(image) => {
                let alternative = image.alternative.trim();
                if !alternative.is_empty() {
                    self.writer.mark(Kind::Image, alternative);
                }
            }
            SpanKind::Anchor(_) => {}
            SpanKind::Break => self.writer.blank(),
        }
    }

    fn look(&mut self, look: Look, text: &Run, id: SpanId) {
        self.writer.mark(Kind::On(look), "");
        self.pieces(text, id);
        self.writer.mark(Kind::Off(look), "");
    }
}

/// What stands in front of an item, without a bullet.
fn ordinal(item: &Item<Resolved>) -> String {
    match (item.marker.as_str(), item.task) {
        (ordinal, None) => ordinal.to_owned(),
        ("", Some(done)) => task(done).to_owned(),
        (ordinal, Some(done)) => format!("{ordinal} {}", task(done)),
    }
}

fn task(done: bool) -> &'static str {
    if done { "[x]" } else { "[ ]" }
}
