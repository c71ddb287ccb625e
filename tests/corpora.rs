//! Real documents: nothing fails, nothing is lost, and the same comes out each time.

use std::collections::BTreeMap;

use rayon::prelude::*;

use pressroom::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use pressroom::layout::ItemKind;
use pressroom::model::{Block, BlockKind, Resolved, Run, SpanKind, Visitor, walk_blocks};
use pressroom::source::{self, Input, Request};
use pressroom::{backend, export};

use laid::Laid;

#[path = "support/corpora.rs"]
mod corpora;
#[path = "support/laid.rs"]
mod laid;

fn on_threads<T: Send>(count: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(count).build().expect("threads are to be had").install(work)
}

/// All editions of an input, and what was said.
fn editions(input: &Input) -> (Vec<Vec<u8>>, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(input, &Request::default(), &mut diagnostics);
    let export = export(&sources, backend::ALL, &mut diagnostics);
    let bytes =
        export.editions.into_iter().map(|edition| edition.into_bytes().expect("every edition is written"));
    let bytes: Vec<Vec<u8>> = bytes.collect();
    let said = diagnostics.iter().map(|diagnostic| format!("{diagnostic:?}")).collect();
    // Some are in scripts that no built-in face has.
    let is_fault = |it: &&Diagnostic| it.severity == Severity::Error && it.code != Code::MissingGlyph;
    assert_eq!(diagnostics.iter().filter(is_fault).count(), 0, "{input:?}: {said:?}");
    (bytes, said)
}

#[test]
fn the_same_comes_out_each_time_and_on_any_number_of_threads() {
    corpora::inputs().par_iter().for_each(|input| {
        let once = on_threads(1, || editions(input));
        let twice = on_threads(2, || editions(input));
        assert!(once.0 == twice.0, "the editions of {input:?} differ");
        assert!(once.1 == twice.1, "what is said of {input:?} differs");
    });
}

/// Characters that show, counted: what lines and hyphens do to words does not matter.
#[derive(Default)]
struct Characters(BTreeMap<char, i64>);

impl Characters {
    fn add(&mut self, text: &str, by: i64) {
        for character in text.chars().filter(|c| c.is_alphanumeric()) {
            *self.0.entry(character).or_insert(0) += by;
        }
    }
}

impl Visitor<Resolved> for Characters {
    fn block(&mut self, block: &Block<Resolved>) {
        match &block.kind {
            BlockKind::Code(code) => self.add(&code.text, 1),
            BlockKind::Math(math) => self.add(math.content.text(), 1),
            _ => {}
        }
    }

    fn text(&mut self, text: &Run) {
        text.visit_words(SpanKind::is_words, |words| self.add(words, 1));
    }
}

#[test]
fn no_character_of_the_text_is_missing_on_the_pages() {
    laid::DOCUMENTS.par_iter().for_each(|Laid { name, manuscript, pages }| {
        let mut characters = Characters::default();
        walk_blocks(&manuscript.document.blocks, &mut characters);
        manuscript.document.notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut characters));
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            if let ItemKind::Glyphs(run) = &item.kind {
                characters.add(&run.text, -1);
            }
        }
        // The pages add page numbers, heads and contents; they leave nothing out.
        let missing: Vec<_> = characters.0.iter().filter(|(_, count)| **count > 0).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
    });
}
