//! What a screen reader reads is the manuscript, whole and in its order.

use rayon::prelude::*;

use pressroom::backend;
use pressroom::diagnostic::Diagnostics;
use pressroom::export;
use pressroom::inspect::{Element, Node, PdfFile};
use pressroom::layout::ItemKind;
use pressroom::model::{Block, BlockKind, Resolved, Run, SpanKind};
use pressroom::source::{self, Input, Request};

use laid::lay_out;

#[path = "support/corpora.rs"]
mod corpora;
#[path = "support/laid.rs"]
mod laid;

/// The PDF of an input, read again.
fn pdf(input: &Input) -> PdfFile {
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(input, &Request::default(), &mut diagnostics);
    let pdf: Vec<_> = backend::ALL.iter().copied().filter(|backend| backend.name() == "pdf").collect();
    let export = export(&sources, &pdf, &mut diagnostics);
    let bytes = export.editions[0].bytes().expect("it is written");
    PdfFile::read(bytes).expect("it can be read")
}

/// The letters and figures of a text: what lines, blanks and hyphens do to it does not matter.
fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}

/// What the manuscript says, in its order: labels, words, and each note behind the block that first
/// refers to it.
#[derive(Default)]
struct Said {
    text: String,
    notes: Vec<usize>,
    seen: Vec<usize>,
}

impl Said {
    fn of(manuscript: &pressroom::resolve::Manuscript) -> Self {
        let mut said = Self::default();
        let notes = &manuscript.document.notes;
        for block in &manuscript.document.blocks {
            said.block(block);
            while !said.notes.is_empty() {
                for note in std::mem::take(&mut said.notes) {
                    notes[note].blocks.iter().for_each(|block| said.block(block));
                }
            }
        }
        said
    }

    fn run(&mut self, run: &Run) {
        self.text.extend(run.text().chars().filter(|c| !matches!(c, '\n' | '\u{FFFC}')));
        for (_, span) in run.spans() {
            if let SpanKind::Note(mark, _) = &span.kind
                && !self.seen.contains(&mark.note)
            {
                self.seen.push(mark.note);
                self.notes.push(mark.note);
            }
        }
    }

    fn block(&mut self, block: &Block<Resolved>) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                self.text.push_str(&heading.label);
                self.run(&heading.content);
            }
            BlockKind::Paragraph(content) => self.run(content),
            BlockKind::List(list) => {
                list.items.iter().flat_map(|item| &item.blocks).for_each(|it| self.block(it))
            }
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    self.run(&definition.term);
                    definition.definitions.iter().flatten().for_each(|block| self.block(block));
                }
            }
            BlockKind::Quote(blocks) => blocks.iter().for_each(|block| self.block(block)),
            BlockKind::Code(code) => {
                self.run(&code.caption);
                self.text.push_str(&code.text);
            }
            BlockKind::Figure(figure) => {
                let told = figure.caption.plain_text() == figure.image.alternative;
                if figure.image.picture.is_none() && !told {
                    self.text.push_str(&figure.image.alternative);
                }
                self.text.push_str(&figure.label);
                self.run(&figure.caption);
            }
            BlockKind::Table(table) => {
                self.text.push_str(&table.label);
                self.run(&table.caption);
                table.cells().flat_map(|cell| &cell.blocks).for_each(|block| self.block(block));
            }
            BlockKind::Math(math) => self.run(&math.content),
            BlockKind::Admonition(admonition) => {
                self.text.push_str(&admonition.label);
                self.run(&admonition.title);
                admonition.blocks.iter().for_each(|block| self.block(block));
            }
            BlockKind::Break => {}
        }
    }
}

/// What the tags say, without the front, the contents, and the marks of lists and notes.
fn read_aloud(element: &Element, around: &str, text: &mut String) {
    let marks = element.kind == "Lbl" && (around != "LI" || !text.is_empty() && is_mark(element));
    if element.kind == "TOC" || element.kind == "Title" || marks {
        return;
    }
    for kid in &element.kids {
        match kid {
            Node::Element(kid) => read_aloud(kid, &element.kind, text),
            Node::Text(_, words, _) => text.push_str(words),
            Node::Annotation(_) => {}
        }
    }
}

/// Whether a label is a number or a bullet, and not a term.
fn is_mark(label: &Element) -> bool {
    let text = label.text();
    let text = text.trim();
    text.chars().all(|c| c.is_ascii_digit() || !c.is_alphanumeric())
}

#[test]
fn a_screen_reader_reads_the_manuscript_in_its_order() {
    let Some(folder) = corpora::folder() else { return };
    let mut inputs = corpora::inputs();
    inputs.extend(source::find(&folder.join("open/11-khmer-thai-study-guide"), None).unwrap_or_default());
    assert!(inputs.len() > 100, "the corpora are whole");
    let wrong: Vec<String> = inputs
        .par_iter()
        .filter_map(|input| {
            let laid = lay_out(input);
            let said = letters(&Said::of(&laid.manuscript).text);
            let file = pdf(input);
            let mut read = String::new();
            let tree = file.tags.as_ref().expect("it is tagged");
            let front = front(&laid.manuscript);
            tree.kids.iter().skip(front).for_each(|kid| {
                if let Node::Element(kid) = kid {
                    read_aloud(kid, "Document", &mut read);
                }
            });
            let read = letters(&read.replace('\u{AD}', ""));
            let at = said.chars().zip(read.chars()).position(|(one, other)| one != other);
            let at =
                at.or((said.len() != read.len()).then(|| said.chars().count().min(read.chars().count())))?;
            let around = |text: &str| text.chars().skip(at.saturating_sub(20)).take(60).collect::<String>();
            Some(format!("{}: {} | {}", laid.name, around(&said), around(&read)))
        })
        .collect();
    assert!(wrong.is_empty(), "{} documents:\n{}", wrong.len(), wrong.join("\n"));
}

/// How many elements stand before the text: the lines of the front.
fn front(manuscript: &pressroom::resolve::Manuscript) -> usize {
    manuscript.front.len()
}

#[test]
fn nothing_is_shown_outside_the_tags() {
    let inputs = corpora::inputs();
    inputs.par_iter().for_each(|input| {
        let file = pdf(input);
        let loose: String = file.shown.iter().map(|page| page.loose.as_str()).collect();
        assert_eq!(loose, "", "{input:?}");
        let mut tagged = 0;
        file.tags.as_ref().expect("it is tagged").walk(&mut |element| {
            tagged += element.kids.iter().filter(|kid| matches!(kid, Node::Text(..))).count();
        });
        let marked: usize = file.shown.iter().map(|page| page.sequences.len()).sum();
        assert!(tagged >= marked, "{input:?}: {marked} sequences of words, {tagged} in the tree");
    });
}

#[test]
fn every_glyph_of_the_text_knows_where_it_comes_from() {
    laid::DOCUMENTS.par_iter().for_each(|document| {
        for item in document.pages.pages.iter().flat_map(|page| &page.items) {
            if let (ItemKind::Link(_), None) = (&item.kind, item.origin) {
                panic!("{}: a link from nowhere", document.name);
            }
        }
    });
}

#[test]
fn lists_tables_notes_and_figures_are_what_they_are() {
    let handbook = Input::File {
        path: concat!(env!("CARGO_MANIFEST_DIR"), "/source/handbook.md").into(),
        root: env!("CARGO_MANIFEST_DIR").into(),
    };
    let file = pdf(&handbook);
    let tree = file.tags.expect("it is tagged");
    let mut heads = 0;
    tree.walk(&mut |element| {
        let below =
            |kind: &str| element.kids.iter().any(|kid| matches!(kid, Node::Element(kid) if kid.kind == kind));
        let has = |name: &str, value: &str| {
            element.attributes.iter().any(|(key, known)| key == name && known == value)
        };
        match element.kind.as_str() {
            "L" => assert!(below("LI") && element.attributes.iter().any(|(key, _)| key == "ListNumbering")),
            "LI" => assert!(below("Lbl") && below("LBody")),
            "Table" => assert!(below("THead") && below("TBody")),
            "TH" => {
                assert!(has("Scope", "Column"));
                heads += 1;
            }
            "Figure" => assert!(
                element.alternative.is_some() && element.attributes.iter().any(|(key, _)| key == "BBox")
            ),
            "Note" => assert!(below("Lbl") && element.id.is_some()),
            "Link" => assert!(element.kids.iter().any(|kid| matches!(kid, Node::Annotation(_)))),
            "Formula" => assert!(element.alternative.is_some()),
            _ => {}
        }
    });
    assert!(heads > 0);
}
