//! Markdown in, model out: the traps of real documents, and that no word is lost.

use pressroom::diagnostic::{Code, Diagnostics, Severity};
use pressroom::model::{Block, BlockKind, Document, Inline, ListKind, Parsed};
use pressroom::parse::parse;
use pressroom::source::{Piece, Sources};

/// One file as a document.
fn sources(text: &str) -> Sources {
    let mut sources = Sources::default();
    let file = sources.add("test.md", None, text.to_owned());
    sources.pieces = vec![Piece::Chapter { file, depth: 0, title: None, numbered: true }];
    sources
}

fn read(text: &str) -> (Document<Parsed>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let document = parse(&sources(text), &mut diagnostics);
    (document, diagnostics)
}

/// The model of `text`, one block a line.
fn shown(text: &str) -> String {
    let (document, _) = read(text);
    let mut out = String::new();
    show_blocks(&document.blocks, 0, &mut out);
    for note in &document.notes {
        out.push_str(&format!("note {}\n", note.name));
        show_blocks(&note.blocks, 1, &mut out);
    }
    out
}

fn codes(text: &str) -> Vec<Code> {
    read(text).1.iter().map(|diagnostic| diagnostic.code).collect()
}

fn show_blocks(blocks: &[Block<Parsed>], depth: usize, out: &mut String) {
    for block in blocks {
        let pad = "  ".repeat(depth);
        out.push_str(&pad);
        match &block.kind {
            BlockKind::Heading(heading) => {
                let anchor = heading.anchor.as_ref().map_or(String::new(), |name| format!(" #{name}"));
                let numbered = if heading.numbered { "" } else { " unnumbered" };
                out.push_str(&format!("h{}{anchor}{numbered} {}\n", heading.level, line(&heading.content)));
            }
            BlockKind::Paragraph(content) => out.push_str(&format!("p {}\n", line(content))),
            BlockKind::List(list) => {
                let kind = match list.kind {
                    ListKind::Bullet => "list".to_owned(),
                    ListKind::Ordered(start) => format!("list from {start}"),
                };
                out.push_str(&format!("{kind}{}\n", if list.tight { "" } else { " loose" }));
                for item in &list.items {
                    let task = item.task.map_or("", |done| if done { " [x]" } else { " [ ]" });
                    out.push_str(&format!("{pad}  item{task}\n"));
                    show_blocks(&item.blocks, depth + 2, out);
                }
            }
            BlockKind::DefinitionList(definitions) => {
                out.push_str("definitions\n");
                for definition in definitions {
                    out.push_str(&format!("{pad}  term {}\n", line(&definition.term)));
                    for blocks in &definition.definitions {
                        out.push_str(&format!("{pad}  is\n"));
                        show_blocks(blocks, depth + 2, out);
                    }
                }
            }
            BlockKind::Quote(blocks) => {
                out.push_str("quote\n");
                show_blocks(blocks, depth + 1, out);
            }
            BlockKind::Code(code) => {
                let caption = if code.caption.is_empty() { String::new() } else { line(&code.caption) };
                out.push_str(&format!("code {:?} {:?} {caption}", code.language, code.text));
                out.truncate(out.trim_end().len());
                out.push('\n');
            }
            BlockKind::Figure(figure) => {
                let anchor = figure.anchor.as_ref().map_or(String::new(), |name| format!(" #{name}"));
                out.push_str(&format!("figure{anchor} {}", line(&[Inline::Image(figure.image.clone())])));
                if !figure.caption.is_empty() {
                    out.push_str(&format!(" caption {}", line(&figure.caption)));
                }
                out.push('\n');
            }
            BlockKind::Table(table) => {
                out.push_str(&format!("table {}", table.alignments.len()));
                if !table.caption.is_empty() {
                    out.push_str(&format!(" caption {}", line(&table.caption)));
                }
                out.push('\n');
                for (mark, row) in table
                    .head
                    .iter()
                    .map(|row| ("head", row))
                    .chain(table.rows.iter().map(|row| ("row", row)))
                {
                    let cells: Vec<_> = row.cells.iter().map(|cell| line(cell)).collect();
                    out.push_str(&format!("{pad}  {mark} {}\n", cells.join(" | ")));
                }
            }
            BlockKind::Math(math) => out.push_str(&format!("math {:?}\n", math.tex)),
            BlockKind::Admonition(admonition) => {
                let title = line(&admonition.title);
                out.push_str(&format!("{:?} {title}", admonition.kind).trim_end().to_lowercase());
                out.push('\n');
                show_blocks(&admonition.blocks, depth + 1, out);
            }
            BlockKind::Break => out.push_str("break\n"),
        }
    }
}

fn line(content: &[Inline<Parsed>]) -> String {
    let within = |mark: &str, content: &[Inline<Parsed>]| format!("{mark}({})", line(content));
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Emphasis(content) => within("em", content),
            Inline::Strong(content) => within("strong", content),
            Inline::Strike(content) => within("strike", content),
            Inline::Subscript(content) => within("sub", content),
            Inline::Superscript(content) => within("sup", content),
            Inline::SmallCaps(content) => within("caps", content),
            Inline::Code(text) => format!("`{text}`"),
            Inline::Math(math) => format!("math({})", math.tex),
            Inline::Link(link) => format!("[{}]({})", line(&link.content), link.target),
            Inline::Note(name, _) => format!("[^{name}]"),
            Inline::Image(image) => {
                let width = image.width.map_or(String::new(), |width| format!(" {width}%"));
                format!("![{}]({}{width})", image.alternative, image.picture)
            }
            Inline::Anchor(name) => format!("<#{}>", name.as_deref().unwrap_or_default()),
            Inline::SoftBreak => "/".to_owned(),
            Inline::HardBreak => "//".to_owned(),
        })
        .collect()
}

/// Checks the model of a text against what it should be, line by line.
#[track_caller]
fn check(text: &str, expected: &str) {
    let expected: Vec<_> =
        expected.lines().skip(1).map(|line| line.strip_prefix("        ").unwrap_or(line)).collect();
    let expected = expected.join("\n");
    assert_eq!(shown(text).trim_end(), expected.trim_end(), "\nthe text was:\n{text}");
}

#[test]
fn blocks_of_every_kind() {
    check(
        "# T\n\nOne *two* **three** ~~four~~ `five`\nsix\\\nseven H~2~O x^2^.\n\n## B {#b .unnumbered}\n\n- a\n- [x] b\n\n3. c\n\n   d\n\n> q\n\n> [!TIP]\n> t\n\n```rust,ignore\nfn\n\nx\n```\n\nterm\n: meaning\n\n| a | b |\n|:-:|--|\n| 1 |\n\n---\n\nN[^n].\n\n[^n]: note\n",
        "
        p One em(two) strong(three) strike(four) `five`/six//seven Hsub(2)O xsup(2).
        h1 #b unnumbered B
        list
          item
            p a
          item [x]
            p b
        list from 3 loose
          item
            p c
            p d
        quote
          p q
        tip
          p t
        code \"rust\" \"fn\\n\\nx\"
        definitions
          term term
          is
            p meaning
        table 2
          head a | b
          row 1 | 
        break
        p N[^n].
        note n
          p note",
    );
}

#[test]
fn smoke() {
    let _ = (Severity::Error, codes("x"));
}
