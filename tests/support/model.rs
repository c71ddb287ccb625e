//! A manuscript as text: a line for each block, its words with short marks.

use pressroom::model::{AdmonitionKind, Block, BlockKind, Image, Inline, ListKind, Resolved, Row, Target};
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
                table.rows.iter().for_each(|row| text.push_str(&format!("{indent}  row {}\n", cells(row))));
            }
            BlockKind::Math(math) => line(format!("math {:?} {:?}", math.tex, math.linear())),
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
    row.cells.iter().map(|cell| inlines(cell)).collect::<Vec<_>>().join(" | ")
}

fn image(image: &Image<Resolved>) -> String {
    let picture = image.picture.map_or("missing".to_owned(), |id| format!("asset {}", id.0));
    let width = image.size.width.map_or(String::new(), |width| format!(" {width}"));
    format!("<{picture}{width} {:?}>", image.alternative)
}

fn inlines(all: &[Inline<Resolved>]) -> String {
    all.iter()
        .map(|inline| match inline {
            Inline::Text(words) => words.clone(),
            Inline::Emphasis(content) => format!("<em {}>", inlines(content)),
            Inline::Strong(content) => format!("<strong {}>", inlines(content)),
            Inline::Strike(content) => format!("<strike {}>", inlines(content)),
            Inline::Subscript(content) => format!("<sub {}>", inlines(content)),
            Inline::Superscript(content) => format!("<sup {}>", inlines(content)),
            Inline::SmallCaps(content) => format!("<small caps {}>", inlines(content)),
            Inline::Foreign(passage, content) => {
                let name = passage.language().map_or(passage.direction().name(), |language| language.tag());
                format!("<in {name} {}>", inlines(content))
            }
            Inline::Code(code) => format!("<code {code}>"),
            Inline::Math(math) => format!("<math {}>", math.linear()),
            Inline::Link(link) => {
                let target = match &link.target {
                    Target::Anchor(anchor) => format!("#{}", anchor.0),
                    Target::Address(address) => address.clone(),
                    Target::Nowhere => "nowhere".to_owned(),
                };
                format!("<link {target} {}>", inlines(&link.content))
            }
            Inline::Note(mark, _) => format!("<note {} ({})>", mark.note + 1, mark.occurrence + 1),
            Inline::Image(picture) => image(picture),
            Inline::Anchor(anchor) => format!("<#{}>", anchor.0),
            Inline::SoftBreak => "<soft break>".to_owned(),
            Inline::HardBreak => "<hard break>".to_owned(),
        })
        .collect()
}
