//! Real documents: nothing fails, nothing is lost, and the same comes out each time.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use pressroom::diagnostic::{Diagnostics, Severity};
use pressroom::font::Library;
use pressroom::layout::{ItemKind, Pages, Sp};
use pressroom::model::{Block, BlockKind, Inline, Resolved, Visitor, walk_blocks};
use pressroom::resolve::Manuscript;
use pressroom::source::{self, Input, Request};
use pressroom::{backend, export, layout, parse, resolve};

#[path = "support/corpora.rs"]
mod corpora;

fn on_threads<T: Send>(count: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(count).build().expect("threads are to be had").install(work)
}

/// All editions of an input, and what was said.
fn editions(input: &Input) -> (Vec<Vec<u8>>, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(input, &Request::default(), &mut diagnostics);
    let export = export(&sources, backend::ALL, &mut diagnostics);
    let bytes = export.editions.into_iter().map(|edition| edition.bytes.expect("every edition is written"));
    let bytes: Vec<Vec<u8>> = bytes.collect();
    let said = diagnostics.iter().map(|diagnostic| format!("{diagnostic:?}")).collect();
    assert_eq!(diagnostics.count(Severity::Error), 0, "{input:?}: {said:?}");
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

fn laid_out(input: &Input) -> (Manuscript, Pages) {
    let mut diagnostics = Diagnostics::new();
    let sources = source::open(input, &Request::default(), &mut diagnostics);
    let document = parse::parse(&sources, &mut diagnostics);
    let fonts = Arc::new(Library::new(&sources.fonts, &mut diagnostics));
    let manuscript = resolve::resolve(document, &sources, fonts, &mut diagnostics);
    let pages = layout::layout(&manuscript, &mut diagnostics);
    (manuscript, pages)
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
            BlockKind::Math(math) => self.add(&math.linear, 1),
            _ => {}
        }
    }

    fn inline(&mut self, inline: &Inline<Resolved>) {
        match inline {
            Inline::Text(text) | Inline::Code(text) => self.add(text, 1),
            Inline::Math(math) => self.add(&math.linear, 1),
            _ => {}
        }
    }
}

#[test]
fn no_character_of_the_text_is_missing_on_the_pages() {
    corpora::inputs().par_iter().for_each(|input| {
        let (manuscript, pages) = laid_out(input);
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
        assert!(missing.is_empty(), "{input:?}: {missing:?}");
    });
}

#[test]
fn nothing_stands_outside_its_page() {
    corpora::inputs().par_iter().for_each(|input| {
        let (_, pages) = laid_out(input);
        for page in &pages.pages {
            for item in &page.items {
                let (width, height) = match &item.kind {
                    ItemKind::Glyphs(run) => (run.glyphs.iter().map(|glyph| glyph.advance.0).sum(), 0),
                    ItemKind::Fill(fill) => (fill.width.0, fill.height.0),
                    ItemKind::Picture(picture) => (picture.width.0, picture.height.0),
                    ItemKind::Link(link) => (link.width.0, link.height.0),
                };
                let inside = item.x >= Sp(0)
                    && item.y >= Sp(0)
                    && item.x.0 + width <= page.width.0
                    && item.y.0 + height <= page.height.0;
                assert!(inside, "{input:?}, page {}: {item:?}", page.label);
            }
        }
    });
}

/// The lines of a page's text: the baselines at which glyphs of the body stand, downwards.
fn last_line_is_heading(pages: &Pages) -> Vec<String> {
    use pressroom::style::Role;
    let mut found = Vec::new();
    for (page, next) in pages.pages.iter().zip(pages.pages.iter().skip(1)) {
        let last = page
            .items
            .iter()
            .filter(|item| item.block.is_some() && !matches!(item.role, Role::Note))
            .filter(|item| matches!(item.kind, ItemKind::Glyphs(_) | ItemKind::Picture(_)))
            .max_by_key(|item| item.y);
        let text_follows = next.items.iter().any(|item| item.block.is_some());
        if let Some(last) = last
            && matches!(last.role, Role::Heading(level) if level > 1)
            && text_follows
        {
            found.push(page.label.clone());
        }
    }
    found
}

#[test]
fn no_heading_stands_at_a_page_s_foot() {
    corpora::inputs().par_iter().for_each(|input| {
        let (_, pages) = laid_out(input);
        let found = last_line_is_heading(&pages);
        assert!(found.is_empty(), "{input:?}: pages {found:?}");
    });
}

#[test]
fn no_line_of_a_paragraph_stands_alone_on_a_page() {
    use pressroom::style::Role;
    use std::collections::BTreeSet;
    corpora::inputs().par_iter().for_each(|input| {
        let (manuscript, pages) = laid_out(input);
        let mut paragraphs = Paragraphs::default();
        walk_blocks(&manuscript.document.blocks, &mut paragraphs);
        // The baselines of each paragraph on each page; superscripts stand near one.
        let mut lines: BTreeMap<_, BTreeMap<usize, BTreeSet<Sp>>> = BTreeMap::new();
        for (number, page) in pages.pages.iter().enumerate() {
            for item in &page.items {
                if let (Some(block), ItemKind::Glyphs(run)) = (item.block, &item.kind)
                    && matches!(item.role, Role::Body | Role::Quote | Role::Admonition)
                    && paragraphs.0.contains(&block)
                {
                    let baselines = lines.entry(block).or_default().entry(number).or_default();
                    if !baselines.iter().any(|known| (known.0 - item.y.0).abs() < run.size.0) {
                        baselines.insert(item.y);
                    }
                }
            }
        }
        for (block, on_pages) in lines.iter().filter(|(_, on_pages)| on_pages.len() > 1) {
            for (page, baselines) in on_pages {
                assert!(baselines.len() > 1, "{input:?}: a line of {block:?} alone on page {}", page + 1);
            }
        }
    });
}

/// The paragraphs of a text.
#[derive(Default)]
struct Paragraphs(std::collections::BTreeSet<pressroom::model::BlockId>);

impl Visitor<Resolved> for Paragraphs {
    fn block(&mut self, block: &Block<Resolved>) {
        if matches!(block.kind, BlockKind::Paragraph(_)) {
            self.0.insert(block.id);
        }
    }
}

#[test]
fn every_note_stands_on_a_page_with_its_reference_or_behind_it() {
    corpora::inputs().par_iter().for_each(|input| {
        let (manuscript, pages) = laid_out(input);
        let page_of = |name: &str| {
            pages.destinations.iter().find(|place| place.anchor.0 == name).map(|place| place.page)
        };
        for (index, note) in manuscript.document.notes.iter().enumerate() {
            let text = page_of(&format!("note:{index}"));
            let mark = page_of(&format!("note-mark:{index}:0"));
            let (Some(text), Some(mark)) = (text, mark) else {
                panic!("{input:?}: note {} is not on the pages", note.label);
            };
            assert!(
                text == mark || text == mark + 1,
                "{input:?}: note {} on page {text}, not {mark}",
                note.label
            );
        }
    });
}
