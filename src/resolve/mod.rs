//! [`Gathered`] → [`Manuscript`]: everything that becomes words is decided here, once, for
//! all editions.

// What is handed on.
mod manuscript;

// What must be known of the whole before its parts are settled.
mod anchors;
mod division;
mod notes;
mod pictures;
mod press;
mod theme;

// The document settled, block by block and word by word.
mod address;
mod apart;
mod blocks;
mod code;
mod columns;
mod directions;
mod inlines;
mod math;
mod numbers;
mod punycode;
mod quotes;
mod slug;
mod targets;
mod verse;

// What is drawn from the settled document.
mod contents;
mod families;
mod front;
mod glyphs;
mod lists;

pub use columns::{Point, decimal_point};
pub use directions::{
    admonition_direction, blocks_direction, definitions_direction, heading_side, list_direction,
    table_direction, text_direction, words_direction,
};
pub use manuscript::{Asset, ContentsEntry, Format, FrontLine, Listing, Manuscript};

use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::font::Library;
use crate::gather::Gathered;
use crate::model::Document;
use crate::source::Sources;

/// Decides everything that the editions of a document share. What cannot be as the author meant it
/// is reported with its place, and its words stay. Nothing is read here.
pub fn resolve(
    gathered: Gathered,
    sources: &Sources,
    fonts: Arc<Library>,
    diagnostics: &mut Diagnostics,
) -> Manuscript {
    let Gathered { document, files } = gathered;
    let Document { mut metadata, preferences, mut cover, blocks, notes } = document;
    let division = division::divide(&preferences, &blocks, sources);
    let style = theme::choose(division, &preferences, sources, diagnostics);
    let style = style.granting(division, &metadata.language, &preferences, diagnostics);
    let style = style.bound(division::count_characters(&blocks));
    let typography = quotes::Typography::of(&metadata.language, style.words.quotes);
    if metadata.title.is_empty() {
        metadata.title = style.words.untitled.to_owned();
    }
    if let Some(cover) = cover.as_mut().filter(|cover| cover.alternative.is_empty()) {
        cover.alternative.clone_from(&metadata.title);
    }

    let order = notes::order(&blocks, &notes, diagnostics);
    let notes = order.pick(notes);
    let anchors = anchors::name(&blocks, &notes, &metadata.title, sources, diagnostics);
    let pictures = pictures::load(
        &blocks,
        &notes,
        cover.as_ref(),
        (&files, metadata.language.tag()),
        &fonts,
        diagnostics,
    );

    let mut composer =
        inlines::Composer::new(sources, &style, typography, &anchors, &order, &pictures, diagnostics);
    composer.point = Point::of(&metadata.language);
    let cover = cover.map(|cover| composer.image(cover));
    let mut blocks = composer.blocks(blocks);
    let notes = composer.notes(notes);
    let verse = std::mem::take(&mut composer.verse);
    if let Some(top) = composer.wanted_top() {
        blocks::mark_top(&mut blocks, top);
    }

    for words in [Some(&mut metadata.title), metadata.subtitle.as_mut(), metadata.description.as_mut()] {
        words.into_iter().for_each(|words| *words = typography.words(words));
    }
    let front = front::lines(&metadata, &style);
    let text = glyphs::Text { front: &front, blocks: &blocks, notes: &notes, language: &metadata.language };
    let missing_glyphs = glyphs::missing(&text, sources, &fonts);
    let contents = contents::contents(&blocks, style.contents_depth);
    let lists = lists::lists(&preferences.lists, &blocks, &style.words);
    let profile = press::profile(&preferences.print, &files, diagnostics);
    let attachments = press::attachments(preferences.pdf_standards.as_ref(), sources);
    let document = Document { metadata, preferences, cover, blocks, notes };
    Manuscript {
        document,
        front,
        contents,
        lists,
        verse,
        assets: pictures.into_assets(),
        attachments,
        profile,
        style,
        fonts,
        missing_glyphs,
    }
}
