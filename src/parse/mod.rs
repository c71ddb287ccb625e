//! [`Sources`] → `Document<Parsed>`: Markdown is parsed here, once.
//!
//! Each file goes the same way. Its front matter is taken off (`front_matter`); what only looks
//! like Markdown is masked and formulas are set aside (`mask`); pulldown-cmark's events
//! (`events`) and the tags of raw HTML (`tokens`, `html`) open and close elements on one stack
//! (`builder`), whose closing makes blocks and inlines (`close`). Then the files become one
//! document (`chapters`) under one set of metadata (`settings`).

mod front_matter;

mod mask;

mod cjk;
mod dollars;
mod fenced;
mod marks;
mod ticks;

mod events;

mod builder;
mod cells;
mod close;
mod displays;
mod figures;
mod frame;
mod grid;
mod inlines;
mod nested;
mod passages;
mod rows;
mod tables;

mod asked;
mod attributes;
mod autolink;
mod hidden_lines;
mod listing;
mod scripts;

mod hidden;
mod html;
mod tags;
mod tokens;

mod reports;

mod chapters;
mod entry;
mod epub;
mod outline;
mod people;
mod print;
mod settings;
mod table;
mod text;

use crate::diagnostic::Diagnostics;
use crate::model::{Document, Parsed};
use crate::source::Sources;

/// Parses all pieces of `sources` into one document.
///
/// Never fails and never loses a word in silence: what cannot be kept is reported.
pub fn parse(sources: &Sources, diagnostics: &mut Diagnostics) -> Document<Parsed> {
    chapters::assemble(sources, diagnostics)
}
