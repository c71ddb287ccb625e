//! A manuscript as text: a line for each block, its words with short marks.

use pressroom::model::{
    AdmonitionKind, Block, BlockKind, Cell, CellContent, Image, ListKind, Piece, Resolved, Row, Run, Scope,
    SpanId, SpanKind, Spans, Target,
};
use pressroom::resolve::Manuscript;

pub fn print(manuscript: &Manuscript) -> String {
    let mut text = String::new();
    for line in &manuscript.front {
        text.push_str(&format!("{:?}: {}\n", line.role, line.text));
    }
    for entry in &manuscript.contents {
        text.push_str(&format!("contents {} {:?} #{}\n", entry.level, entry.label, entry.anchor.0));
    }
    blocks(&manuscript.document.blocks, 0, &mut text);
    for note in &manuscript.document.notes {
        text.push_str(&format!("note {}\n", note.label));
        blocks(&note.blocks, 1, &mut text);
    }
    text
}

fn blocks(all: &[Block<Resolved>], depth: usize, text: &mut String) {
    for block in all {
        let indent = "  ".repeat(depth);
        let mut line = |words: String| text.push_str(&format!("{indent}{words}\n"));
        match &block.kind {
            BlockKind::Heading(heading) => line(format!(
                "heading {} #{} {:?} {}",
                heading.level,
                heading.anchor.0,
                heading.label,
                inlines(&heading.content)
            )),
            BlockKind::Paragraph(content) => line(format!("paragraph {}", inlines(content))),
            BlockKind::List(list) => {
                let kind = match list.kind {
                    ListKind::Bullet => "bullets".to_owned(),
                    ListKind::Ordered(start) => format!("ordered from {start}"),
                };
                line(format!("list {kind}{}", if list.tight { "" } else { ", loose" }));
                for item in &list.items {
                    let task = item.task.map_or("", |done| if done { " done" } else { " open" });
                    text.push_str(&format!("{indent}  item {:?}{task}\n", item.marker));
                    blocks(&item.blocks, depth + 2, text);
                }
            }
            BlockKind::DefinitionList(definitions) => {
                line("definitions".to_owned());
                for definition in definitions {
                    text.push_str(&format!("{indent}  term {}\n", inlines(&definition.term)));
                    for each in &definition.definitions {
                        text.push_str(&format!("{indent}    means\n"));
                        blocks(each, depth + 3, text);
                    }
                }
            }
            BlockKind::Quote(inner) => {
                line("quote".to_owned());
                blocks(inner, depth + 1, text);
            }
            BlockKind::Code(code) => {
                line(format!("code {:?} {:?} {}", code.language, code.text, inlines(&code.caption)));
            }
            BlockKind::Figure(figure) => line(format!(
                "figure #{} {:?} {} {}",
                figure.anchor.0,
                figure.label,
                image(&figure.image),
                inlines(&figure.caption)
            )),
            BlockKind::Table(table) => {
                line(format!("table {:?} {}", table.alignments, inlines(&table.caption)));
                table.head.iter().for_each(|row| text.push_str(&format!("{indent}  head {}\n", cells(row))));
                table.body().for_each(|row| text.push_str(&format!("{indent}  row {}\n", cells(row))));
            }
            BlockKind::Math(math) => {
                line(format!("math {:?} {:?}", math.tex, math.content.linear_text(SpanId::WHOLE)))
            }
            BlockKind::Admonition(admonition) => {
                let kind: AdmonitionKind = admonition.kind;
                line(format!("admonition {kind:?} {:?} {}", admonition.label, inlines(&admonition.title)));
                blocks(&admonition.blocks, depth + 1, text);
            }
            BlockKind::Break => line("break".to_owned()),
        }
    }
}

fn cells(row: &Row<Resolved>) -> String {
    row.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")
}

/// A cell, behind what is not usual of it: `2×1`, `Row`.
fn cell(cell: &Cell<Resolved>) -> String {
    let mut said = String::new();
    if cell.spans != Spans::ONE {
        said = format!("{}×{} ", cell.spans.columns(), cell.spans.rows());
    }
    if let Some(scope @ (Scope::Row | Scope::ColumnGroup | Scope::RowGroup)) = cell.scope {
        said.push_str(&format!("{scope:?} "));
    }
    if let Some(alignment) = cell.alignment {
        said.push_str(&format!("{alignment:?} "));
    }
    match cell.content() {
        CellContent::Blocks(held) => {
            let mut text = String::new();
            blocks(held, 0, &mut text);
            said + &text.trim_end().replace('\n', " / ")
        }
        CellContent::Line(..) | CellContent::Nothing => said + &cell.line().map(inlines).unwrap_or_default(),
    }
}

fn image(image: &Image<Resolved>) -> String {
    let picture = image.picture.map_or("missing".to_owned(), |id| format!("asset {}", id.0));
    let width = image.size.width.map_or(String::new(), |width| format!(" {width}"));
    format!("<{picture}{width} {:?}>", image.alternative)
}

fn inlines(run: &Run) -> String {
    pieces(run, SpanId::WHOLE)
}

fn pieces(run: &Run, within: SpanId) -> String {
    let told = run.pieces(within).map(|piece| match piece {
        Piece::Words(_, words) => words.to_owned(),
        Piece::Span(id, span) => {
            let content = pieces(run, id);
            match &span.kind {
                SpanKind::Emphasis => format!("<em {content}>"),
                SpanKind::Strong => format!("<strong {content}>"),
                SpanKind::Strike => format!("<strike {content}>"),
                SpanKind::Subscript => format!("<sub {content}>"),
                SpanKind::Superscript => format!("<sup {content}>"),
                SpanKind::SmallCaps => format!("<small caps {content}>"),
                SpanKind::Ruby => format!("<ruby {content}>"),
                SpanKind::RubyBase => content,
                SpanKind::Reading(reading) => format!("<rt {reading}>"),
                SpanKind::Foreign(passage) => {
                    let name =
                        passage.language().map_or(passage.direction().name(), |language| language.tag());
                    format!("<in {name} {content}>")
                }
                SpanKind::Code => format!("<code {content}>"),
                SpanKind::Math { .. } => format!("<math {}>", run.linear_text(id)),
                SpanKind::Link { target, .. } => {
                    let target = match target {
                        Target::Anchor(anchor) => format!("#{}", anchor.0),
                        Target::Address(address) => address.clone(),
                        Target::Nowhere => "nowhere".to_owned(),
                    };
                    format!("<link {target} {content}>")
                }
                SpanKind::Note(mark, _) => format!("<note {} ({})>", mark.note + 1, mark.occurrence + 1),
                SpanKind::Image(picture) => image(picture),
                SpanKind::Anchor(anchor) => format!("<#{}>", anchor.0),
                SpanKind::Break => "<hard break>".to_owned(),
            }
        }
    });
    told.collect()
}
