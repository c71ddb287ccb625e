//! Characters that no face has: told before anything is laid out, with their place.

use std::collections::{BTreeMap, BTreeSet};

use super::FrontLine;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::font::Library;
use crate::model::{Block, BlockKind, Inline, Resolved, Visitor, walk_blocks};
use crate::source::Sources;
use crate::span::Span;
use crate::style::{Face, Family};

/// Characters named in the message; the rest are counted.
const NAMED: usize = 12;

/// Reports the characters of the text and of the title page that no face has a glyph for, all in
/// one diagnostic at the first of them.
pub(super) fn report_missing(
    front: &[FrontLine],
    blocks: &[Block<Resolved>],
    notes: &[crate::model::Note<Resolved>],
    sources: &Sources,
    fonts: &Library,
    diagnostics: &mut Diagnostics,
) {
    let mut search = Search { fonts, seen: BTreeSet::new(), missing: BTreeMap::new(), block: None };
    front.iter().for_each(|line| search.text(&line.text));
    walk_blocks(blocks, &mut search);
    notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut search));
    // The title page stands first, and has no place in the text.
    let Some((&first, &block)) = search.missing.iter().min_by_key(|(_, block)| **block) else { return };
    let count = search.missing.len();
    let mut names: Vec<String> =
        search.missing.keys().take(NAMED).map(|character| format!("U+{:04X}", *character as u32)).collect();
    if count > NAMED {
        names.push(format!("{} more", count - NAMED));
    }
    let what = if count == 1 { "a character" } else { "characters" };
    diagnostics.add(
        Diagnostic::warning(
            Code::MissingGlyph,
            block.map(|block| place(first, block, sources)),
            format!("no face has {what} of this text: {}", names.join(", ")),
        )
        .with_help(format!(
            "all {} built-in faces were tried; name a font that has {} with `--font-path`; the EPUB and the \
             text edition hold the text as it is",
            fonts.faces().count(),
            if count == 1 { "it" } else { "them" },
        )),
    );
}

/// Where `character` stands within a block.
fn place(character: char, block: Span, sources: &Sources) -> Span {
    let found = sources.slice(block).find(character).map(|at| block.start + at as u32);
    found.map_or(block, |start| Span { start, end: start + character.len_utf8() as u32, ..block })
}

struct Search<'a> {
    fonts: &'a Library,
    seen: BTreeSet<char>,
    /// Each character, and the first block that holds it.
    missing: BTreeMap<char, Option<Span>>,
    block: Option<Span>,
}

impl Search<'_> {
    fn text(&mut self, text: &str) {
        if text.is_ascii() {
            return;
        }
        let face = Face { family: Family::Serif, bold: false, italic: false };
        for character in text.chars().filter(|character| !character.is_ascii()) {
            if self.seen.insert(character)
                && !is_invisible(character)
                && self.fonts.serving(face, character).is_none()
            {
                self.missing.insert(character, self.block);
            }
        }
    }
}

impl Visitor<Resolved> for Search<'_> {
    fn block(&mut self, block: &Block<Resolved>) {
        self.block = Some(block.span);
        if let BlockKind::Code(code) = &block.kind {
            self.text(&code.text);
        }
        if let BlockKind::Math(math) = &block.kind {
            self.text(&math.linear());
        }
    }

    fn inline(&mut self, inline: &Inline<Resolved>) {
        match inline {
            Inline::Text(text) | Inline::Code(text) => self.text(text),
            Inline::Math(math) => self.text(&math.linear()),
            Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::Strike(_)
            | Inline::Subscript(_)
            | Inline::Superscript(_)
            | Inline::SmallCaps(_)
            | Inline::Foreign(..)
            | Inline::Link(_)
            | Inline::Note(..)
            | Inline::Image(_)
            | Inline::Anchor(_)
            | Inline::SoftBreak
            | Inline::HardBreak => {}
        }
    }
}

/// Characters that show nothing, so that no one misses them: controls, joiners, selectors.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFFC}' | '\u{E0000}'..='\u{E0FFF}')
}
