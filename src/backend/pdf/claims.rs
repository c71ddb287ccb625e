//! Which standards the file meets, and what stands against those that it does not.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::model::{
    Block, BlockKind, Inline, PdfStandard, PdfStandards, Resolved, Row, Visitor, plain_text, walk_blocks,
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
    let Some(first) = obstacles.first() else { return Ok(standards) };
    if asked.is_none() {
        let more = match obstacles.len() - 1 {
            0 => String::new(),
            1 => ", and there is one more such place".to_owned(),
            more => format!(", and there are {more} more such places"),
        };
        let message = format!("the PDF does not claim {}: {}{more}", first.standard.title(), first.what);
        let help = format!("{}; `--pdf-standard ua-1,a-2a` shows every place", first.help);
        diagnostics.add(Diagnostic::warning(Code::PdfStandard, first.span, message).with_help(help));
        let met = |standards: PdfStandards, obstacle: &Obstacle| standards.without(obstacle.standard);
        return Ok(obstacles.iter().fold(standards, met));
    }
    let mut refused = None;
    for Obstacle { standard, span, what, help } in obstacles {
        let message = format!("the PDF cannot meet {}: {what}", standard.title());
        let error = Diagnostic::error(Code::PdfStandard, span, message).with_help(help);
        refused = Some(diagnostics.fail(error));
    }
    refused.map_or(Ok(standards), Err)
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
            let empty = |row: &Row<Resolved>| row.cells.iter().all(Vec::is_empty);
            if table.head.as_ref().is_none_or(empty) {
                self.tables.push(block.span);
            }
        }
    }

    fn inline(&mut self, inline: &Inline<Resolved>) {
        if let Inline::Link(link) = inline
            && plain_text(&link.content).trim().is_empty()
        {
            self.links.push(link.span);
        }
    }
}

fn obstacles(manuscript: &Manuscript, standards: &PdfStandards) -> Vec<Obstacle> {
    let mut search = Search { obstacles: Vec::new(), level: 0 };
    if standards.has(PdfStandard::Ua1) {
        walk_blocks(&manuscript.document.blocks, &mut search);
        manuscript.document.notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut search));
    }
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
    obstacles: Vec<Obstacle>,
    /// The level of the last heading, as it is tagged.
    level: u8,
}

impl Visitor<Resolved> for Search {
    fn block(&mut self, block: &Block<Resolved>) {
        match &block.kind {
            // ISO 14289-1, 7.4.2.
            BlockKind::Heading(heading) if !plain_text(&heading.content).is_empty() => {
                let level = heading.level.max(1);
                if level > self.level + 1 {
                    self.obstacles.push(Obstacle {
                        standard: PdfStandard::Ua1,
                        span: Some(block.span),
                        what: "a heading skips a level",
                        help: "give the heading the level below the one before it",
                    });
                }
                self.level = level;
            }
            // ISO 14289-1, 7.3.
            BlockKind::Figure(figure)
                if figure.image.picture.is_some() && figure.image.alternative.trim().is_empty() =>
            {
                self.obstacles.push(Obstacle {
                    standard: PdfStandard::Ua1,
                    span: Some(figure.image.span),
                    what: "a picture has no alternative text",
                    help: "say in the brackets, `![here](picture.png)`, what the picture shows",
                });
            }
            BlockKind::Heading(_)
            | BlockKind::Figure(_)
            | BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::Code(_)
            | BlockKind::Table(_)
            | BlockKind::Math(_)
            | BlockKind::Admonition(_)
            | BlockKind::Break => {}
        }
    }
}
