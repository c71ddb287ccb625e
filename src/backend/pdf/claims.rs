//! Which standards the file meets, and what stands against those that it does not.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::model::{
    Block, BlockKind, Cell, PdfStandard, PdfStandards, Resolved, Run, SpanKind, Visitor, walk_blocks,
};
use crate::resolve::Manuscript;
use crate::span::Span;

/// What an author has to mend before the file can meet a standard.
struct Obstacle {
    standard: PdfStandard,
    span: Option<Span>,
    what: &'static str,
    help: &'static str,
}

/// The standards that the file may claim, which are named truthfully: what was asked for, or the
/// usual ones as far as the document allows.
///
/// # Errors
///
/// A standard was asked for that the document cannot meet; each cause has been reported.
pub(super) fn claims(
    manuscript: &Manuscript,
    diagnostics: &mut Diagnostics,
) -> Result<PdfStandards, Reported> {
    if manuscript.style.print.impose.is_some() {
        return Ok(PdfStandards::default());
    }
    report_silent(manuscript, diagnostics);
    let asked = manuscript.document.preferences.pdf_standards.as_ref();
    let standards = asked.cloned().unwrap_or_else(PdfStandards::usual);
    let obstacles = obstacles(manuscript, &standards);
    if asked.is_none() {
        let usual = standards.clone();
        return Ok(usual.iter().fold(standards, |met, standard| {
            let mut against = obstacles.iter().filter(|obstacle| obstacle.standard == standard);
            let Some(first) = against.next() else { return met };
            diagnostics.add(unclaimed(first, against.count()));
            met.without(standard)
        }));
    }
    let mut refused = None;
    for Obstacle { standard, span, what, help } in obstacles {
        let message = format!("the PDF cannot meet {}: {what}", standard.title());
        let error = Diagnostic::error(Code::PdfStandard, span, message).with_help(help);
        refused = Some(diagnostics.fail(error));
    }
    refused.map_or(Ok(standards), Err)
}

/// Tells that a standard is not claimed: the first cause, and how many `more` there are.
fn unclaimed(first: &Obstacle, more: usize) -> Diagnostic {
    let more = match more {
        0 => String::new(),
        1 => ", and there is one more place against it".to_owned(),
        more => format!(", and there are {more} more places against it"),
    };
    let message = format!("the PDF does not claim {}: {}{more}", first.standard.title(), first.what);
    let help = format!("{}; `--pdf-standard ua-1,a-2a` shows every place", first.help);
    Diagnostic::warning(Code::PdfStandard, first.span, message).with_help(help)
}

/// Tells of what says less than it might to those who do not see it, each kind once.
fn report_silent(manuscript: &Manuscript, diagnostics: &mut Diagnostics) {
    let mut search = Silent::default();
    walk_blocks(&manuscript.document.blocks, &mut search);
    manuscript.document.notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut search));
    let kinds = [
        (search.tables, "a table has no head", "name its columns in a first row"),
        (search.links, "a link has no words", "give the picture in it an alternative text"),
    ];
    for (places, what, help) in kinds {
        let Some(first) = places.first() else { continue };
        let more = match places.len() - 1 {
            0 => String::new(),
            more => format!(", and {more} more like it"),
        };
        let note = Diagnostic::note(Code::Accessibility, *first, format!("{what}{more}"));
        diagnostics.add(note.with_help(help));
    }
}

/// What says less than it might.
#[derive(Default)]
struct Silent {
    tables: Vec<Span>,
    links: Vec<Span>,
}

impl Visitor<Resolved> for Silent {
    fn block(&mut self, block: &Block<Resolved>) {
        if let BlockKind::Table(table) = &block.kind {
            // A head of rows names what stands beside it.
            let says = |cell: &Cell<Resolved>| cell.scope.is_some() && !cell.is_empty();
            if !table.cells().any(says) {
                self.tables.push(block.span);
            }
        }
    }

    fn text(&mut self, text: &Run) {
        for (id, span) in text.spans() {
            if let SpanKind::Link { span, .. } = &span.kind
                && text.plain_text_in(id).trim().is_empty()
            {
                self.links.push(*span);
            }
        }
    }
}

fn obstacles(manuscript: &Manuscript, standards: &PdfStandards) -> Vec<Obstacle> {
    let accessible = standards.has(PdfStandard::Ua1);
    // The levels at which each character has to mean something.
    let legible = [PdfStandard::A2a, PdfStandard::A3a, PdfStandard::A4];
    let legible = legible.into_iter().find(|standard| standards.has(*standard));
    let mut search = Search { accessible, legible, obstacles: Vec::new(), span: None };
    search.words(&manuscript.document.metadata.title);
    walk_blocks(&manuscript.document.blocks, &mut search);
    manuscript.document.notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut search));
    if standards.has(PdfStandard::X4) && manuscript.document.metadata.date.is_none() {
        // ISO 15930-7, 6.16: the file says when it was made, and no clock is read.
        search.obstacles.push(Obstacle {
            standard: PdfStandard::X4,
            span: None,
            what: "the document has no date",
            help: "give it one, `date: 2026-11-25`",
        });
    }
    search.obstacles
}

struct Search {
    /// Whether the file is to be PDF/UA-1.
    accessible: bool,
    /// The standard by which characters of private use need a meaning.
    legible: Option<PdfStandard>,
    obstacles: Vec<Obstacle>,
    /// The block that is searched.
    span: Option<Span>,
}

impl Search {
    fn against_access(&mut self, span: Span, what: &'static str, help: &'static str) {
        if self.accessible {
            let standard = PdfStandard::Ua1;
            self.obstacles.push(Obstacle { standard, span: Some(span), what, help });
        }
    }

    /// What a private character means, only its font and its author know (ISO 19005-2, 6.2.11.7.3;
    /// ISO 19005-4, 6.2.10.8).
    fn words(&mut self, text: &str) {
        let private = |character: char| matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}');
        let Some(standard) = self.legible.filter(|_| !text.is_ascii()) else { return };
        if text.contains(private) {
            self.obstacles.push(Obstacle {
                standard,
                span: self.span,
                what: "a character is of private use, and no reader can know what it means",
                help: "write it with a character that Unicode knows",
            });
        }
    }
}

impl Visitor<Resolved> for Search {
    fn block(&mut self, block: &Block<Resolved>) {
        self.span = Some(block.span);
        match &block.kind {
            // ISO 14289-1, 7.3.
            BlockKind::Figure(figure)
                if figure.image.picture.is_some()
                    && !figure.image.decorative
                    && figure.image.alternative.trim().is_empty() =>
            {
                self.against_access(
                    figure.image.span,
                    "a picture has no alternative text",
                    "say in the brackets, `![here](picture.png)`, what the picture shows, or put `{.decorative}` behind it",
                );
            }
            BlockKind::Code(code) => self.words(&code.text),
            BlockKind::Heading(_)
            | BlockKind::Figure(_)
            | BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::Table(_)
            | BlockKind::Math(_)
            | BlockKind::Admonition(_)
            | BlockKind::Break => {}
        }
    }

    fn text(&mut self, text: &Run) {
        let is_typed = |kind: &SpanKind| kind.is_words() && !matches!(kind, SpanKind::Math { .. });
        text.visit_words(is_typed, |words| self.words(words));
    }
}
