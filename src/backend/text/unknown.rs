//! The characters of a manuscript that have no form in ASCII: told, since the edition cannot show them.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::letters::is_known;
use crate::model::{Block, BlockKind, Resolved, Run, SpanId, SpanKind, Visitor, walk_blocks};
use crate::resolve::Manuscript;
use crate::span::Span;

/// Characters named in the message; the rest are counted.
const NAMED: usize = 12;

/// Reports them, all in one diagnostic at the first.
pub(super) fn report(manuscript: &Manuscript, diagnostics: &mut Diagnostics) {
    let mut search = Search::default();
    manuscript.front.iter().for_each(|line| search.words(&line.text));
    walk_blocks(&manuscript.document.blocks, &mut search);
    manuscript.document.notes.iter().for_each(|note| walk_blocks(&note.blocks, &mut search));
    let Some(first) = search.found.values().flatten().min_by_key(|span| (span.file, span.start)) else {
        return;
    };
    let mut names: Vec<String> =
        search.found.keys().take(NAMED).map(|it| format!("U+{:04X}", u32::from(*it))).collect();
    if search.found.len() > NAMED {
        names.push(format!("{} more", search.found.len() - NAMED));
    }
    let message = format!("these characters have no form in ASCII: {}", names.join(", "));
    diagnostics.add(
        Diagnostic::warning(Code::MissingGlyph, *first, message)
            .with_help("`[?]` stands in their place in the text edition; without `--ascii` it has them"),
    );
}

/// Looks for characters, each with the block in which it comes first.
#[derive(Default)]
struct Search {
    found: BTreeMap<char, Option<Span>>,
    block: Option<Span>,
}

impl Search {
    fn words(&mut self, text: &str) {
        if text.is_ascii() {
            return;
        }
        for character in text.chars().filter(|character| !character.is_control() && !is_known(*character)) {
            self.found.entry(character).or_insert(self.block);
        }
    }
}

impl Visitor<Resolved> for Search {
    fn block(&mut self, block: &Block<Resolved>) {
        self.block = Some(block.span);
        match &block.kind {
            BlockKind::Code(code) => self.words(&code.text),
            BlockKind::Math(math) => self.words(&math.content.linear_text(SpanId::WHOLE)),
            BlockKind::Figure(figure) => self.words(&figure.image.alternative),
            _ => {}
        }
    }

    fn text(&mut self, text: &Run) {
        let is_formula = |kind: &SpanKind| matches!(kind, SpanKind::Math { .. });
        text.visit_words(|kind| kind.is_words() && !is_formula(kind), |words| self.words(words));
        for (id, span) in text.spans() {
            match &span.kind {
                SpanKind::Math { .. } => self.words(&text.linear_text(id)),
                SpanKind::Image(image) => self.words(&image.alternative),
                _ => {}
            }
        }
    }
}
