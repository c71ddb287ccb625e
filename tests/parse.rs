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

// ---- No word is lost -------------------------------------------------------------------------

/// All that a reader can see, in one string.
fn words_of(document: &Document<Parsed>) -> String {
    let mut text = document.metadata.title.clone();
    text.push('\n');
    push_blocks(&document.blocks, &mut text);
    document.notes.iter().for_each(|note| push_blocks(&note.blocks, &mut text));
    text
}

fn push_blocks(blocks: &[Block<Parsed>], out: &mut String) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => push_line(&heading.content, out),
            BlockKind::Paragraph(content) => push_line(content, out),
            BlockKind::List(list) => list.items.iter().for_each(|item| push_blocks(&item.blocks, out)),
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    push_line(&definition.term, out);
                    definition.definitions.iter().for_each(|blocks| push_blocks(blocks, out));
                }
            }
            BlockKind::Quote(blocks) => push_blocks(blocks, out),
            BlockKind::Code(code) => {
                push_line(&code.caption, out);
                out.push_str(&code.text);
            }
            BlockKind::Figure(figure) => {
                out.push_str(&figure.image.alternative);
                if pressroom::model::plain_text(&figure.caption) != figure.image.alternative {
                    out.push('\n');
                    push_line(&figure.caption, out);
                }
            }
            BlockKind::Table(table) => {
                push_line(&table.caption, out);
                for row in table.head.iter().chain(&table.rows) {
                    row.cells.iter().for_each(|cell| push_line(cell, out));
                }
            }
            BlockKind::Math(math) => out.push_str(&math.tex),
            BlockKind::Admonition(admonition) => {
                push_line(&admonition.title, out);
                push_blocks(&admonition.blocks, out);
            }
            BlockKind::Break => {}
        }
        out.push('\n');
    }
}

fn push_line(content: &[Inline<Parsed>], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Subscript(content)
            | Inline::Superscript(content)
            | Inline::SmallCaps(content) => push_line(content, out),
            Inline::Link(link) => push_line(&link.content, out),
            Inline::Math(math) => out.push_str(&math.tex),
            Inline::Image(image) => out.push_str(&image.alternative),
            Inline::SoftBreak | Inline::HardBreak => out.push('\n'),
            Inline::Note(..) | Inline::Anchor(_) => {}
        }
    }
    out.push('\n');
}

/// What pulldown-cmark sees in the text, by itself: the words of its texts and codes. Not its own
/// reading of formulas, which is the trap.
fn words_expected(text: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Options, Parser};
    let options = Options::all()
        - Options::ENABLE_MATH
        - Options::ENABLE_SMART_PUNCTUATION
        - Options::ENABLE_OLD_FOOTNOTES
        | Options::ENABLE_FOOTNOTES;
    let mut words = Vec::new();
    let mut metadata = false;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(pulldown_cmark::Tag::MetadataBlock(_)) => metadata = words.is_empty(),
            Event::End(pulldown_cmark::TagEnd::MetadataBlock(_)) => metadata = false,
            Event::Text(text) | Event::Code(text) if !metadata => {
                let split = text.split(|c: char| !c.is_alphanumeric());
                words.extend(split.filter(|word| !word.is_empty()).map(str::to_owned));
            }
            _ => {}
        }
    }
    words
}

/// The words that are expected and that the model lacks, or has too few letters for.
fn lost(text: &str) -> Vec<String> {
    lost_of(text, text)
}

fn lost_of(text: &str, seen: &str) -> Vec<String> {
    let (document, _) = read(text);
    let found = words_of(&document);
    let mut letters = std::collections::BTreeMap::new();
    found.chars().filter(|c| c.is_alphanumeric()).for_each(|c| *letters.entry(c).or_insert(0i64) += 1);
    let expected = words_expected(seen);
    let mut missing: Vec<String> = Vec::new();
    let parts: std::collections::BTreeSet<&str> =
        found.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    for word in &expected {
        word.chars().for_each(|c| *letters.entry(c).or_insert(0) -= 1);
        if !parts.contains(word.as_str()) && !found.contains(word.as_str()) {
            missing.push(word.clone());
        }
    }
    let short: Vec<String> =
        letters.iter().filter(|(_, count)| **count < 0).map(|(c, count)| format!("{c}×{}", -count)).collect();
    if !short.is_empty() {
        missing.push(format!("letters {}", short.join(" ")));
    }
    missing
}

fn corpora() -> Option<std::path::PathBuf> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let there = folder.is_dir();
    if !there {
        println!("skipped: {} is not there", folder.display());
    }
    there.then_some(folder)
}

fn markdown_files(folder: &std::path::Path, files: &mut Vec<std::path::PathBuf>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("readable").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            markdown_files(&path, files);
        } else if path
            .extension()
            .is_some_and(|ending| ending == "md" || ending == "txt" && path.ends_with("spec.txt"))
        {
            files.push(path);
        }
    }
}

/// As `source` hands it on.
fn normalised(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c }).collect()
}

#[test]
fn the_specification_passes_through() {
    let Some(corpora) = corpora() else { return };
    let spec = std::fs::read_to_string(corpora.join("open/13-stress/spec.txt")).expect("readable");
    let fence = "`".repeat(32);
    let mut count = 0;
    let mut bad = Vec::new();
    for part in spec.split(&format!("{fence} example\n")).skip(1) {
        let example =
            part.split("\n.\n").next().unwrap_or_default().trim_start_matches(".\n").replace('→', "\t");
        count += 1;
        let lost = lost(&example);
        if !lost.is_empty() {
            bad.push(format!("example {count}: lost {lost:?} of {example:?}\n{}", shown(&example)));
        }
    }
    assert!(count > 600, "{count} examples");
    assert!(bad.is_empty(), "{} of {count}\n{}", bad.len(), bad.join("\n"));
}

#[test]
fn the_corpora_pass_through() {
    let Some(corpora) = corpora() else { return };
    let mut files = Vec::new();
    markdown_files(&corpora, &mut files);
    let mut bad = Vec::new();
    for file in &files {
        let text = normalised(&String::from_utf8_lossy(&std::fs::read(file).expect("readable")));
        // What is written for a site generator and taken out, with a report.
        let seen: String = text
            .split_inclusive('\n')
            .filter(|line| !line.starts_with(":::") && *line != "{:auto\\_ids}\n")
            .collect();
        let lost = lost_of(&text, &seen.replace("){alt=", "){"));
        if !lost.is_empty() {
            bad.push(format!("{}: {} {:?}", file.display(), lost.len(), &lost[..lost.len().min(8)]));
        }
    }
    println!("{} files", files.len());
    assert!(bad.is_empty(), "{} of {}\n{}", bad.len(), files.len(), bad.join("\n"));
}

/// The text of HTML blocks and lines is not among the parser's texts: seen by a scan of its own.
#[test]
fn the_text_in_html_passes_through() {
    let Some(corpora) = corpora() else { return };
    let mut files = Vec::new();
    markdown_files(&corpora.join("open"), &mut files);
    let mut bad = Vec::new();
    for file in files.iter().filter(|file| !file.ends_with("spec.txt")) {
        use pulldown_cmark::{Event, Options, Parser};
        let text = normalised(&String::from_utf8_lossy(&std::fs::read(file).expect("readable")));
        let options = Options::all() - Options::ENABLE_MATH;
        let mut html = String::new();
        for event in Parser::new_ext(&text, options) {
            match event {
                Event::Html(part) => html.push_str(&part),
                Event::End(pulldown_cmark::TagEnd::HtmlBlock) => html.push('\u{0}'),
                _ => {}
            }
        }
        let (document, _) = read(&text);
        let found = words_of(&document);
        for block in html.split('\u{0}') {
            if block.contains("<script") || block.contains("<style") {
                continue;
            }
            let mut rest = block;
            let mut words = String::new();
            while let Some((before, after)) = rest.split_once('<') {
                words.push_str(before);
                words.push(' ');
                let end = if after.starts_with("!--") { "-->" } else { ">" };
                rest = after.split_once(end).map_or("", |(_, after)| after);
            }
            words.push_str(rest);
            for word in words.split(|c: char| c.is_whitespace()).filter(|word| !word.contains('&')) {
                if !found.contains(word) {
                    bad.push(format!("{}: {word}", file.display()));
                }
            }
        }
    }
    assert!(bad.is_empty(), "{}\n{}", bad.len(), bad[..bad.len().min(40)].join("\n"));
}

#[test]
fn hostile_files_are_quick() {
    let Some(corpora) = corpora() else { return };
    let folder = std::env::temp_dir().join(format!("pressroom-hostile-{}", std::process::id()));
    let generator = corpora.join("../hostile/generate.py");
    let made = std::process::Command::new("python3").arg(generator).arg(&folder).output();
    if !made.is_ok_and(|made| made.status.success()) {
        return println!("skipped: the generator does not run here");
    }
    let mut files = Vec::new();
    markdown_files(&folder, &mut files);
    let mut bad = Vec::new();
    for file in &files {
        let text = normalised(&String::from_utf8_lossy(&std::fs::read(file).expect("readable")));
        let start = std::time::Instant::now();
        let (document, diagnostics) = read(&text);
        let took = start.elapsed();
        let name = file.strip_prefix(&folder).expect("walked from there").display();
        println!("{name}: {took:.2?}, {} blocks", document.blocks.len());
        for diagnostic in diagnostics.iter().take(4) {
            println!("    {:?} {:?} {}", diagnostic.severity, diagnostic.code, diagnostic.message);
        }
        if took.as_secs() >= 5 {
            bad.push(format!("{name}: {took:.1?}"));
        }
        let lost = lost(&text);
        if !lost.is_empty() {
            bad.push(format!("{name}: lost {:?}", &lost[..lost.len().min(8)]));
        }
    }
    std::fs::remove_dir_all(&folder).expect("made here");
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}
