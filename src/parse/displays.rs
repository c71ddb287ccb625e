//! A paragraph → the words and the displayed formulas in it.

use super::frame::Inlines;
use super::inlines::trim;
use crate::model::{Inline, Math, Parsed};

/// A part of a paragraph.
pub(super) enum Part {
    Words(Inlines),
    Formula(Math<Parsed>),
}

/// A paragraph cut at the displayed formulas that stand on lines of their own in it.
pub(super) fn split_at_formulas(inlines: Inlines, text: &str, base: usize) -> Vec<Part> {
    let displayed = |inline: &Inline<Parsed>| match inline {
        Inline::Math(math) => {
            let start = (math.span.start as usize).wrapping_sub(base);
            text.get(start..).is_some_and(|source| source.starts_with("$$"))
        }
        _ => false,
    };
    if !inlines.iter().any(displayed) {
        return vec![Part::Words(inlines)];
    }
    let mut parts = Vec::new();
    let mut words: Inlines = Vec::new();
    let mut inlines = inlines.into_iter().peekable();
    while let Some(inline) = inlines.next() {
        let alone = words.iter().rev().find(|inline| !is_space(inline));
        let starts = matches!(alone, None | Some(Inline::SoftBreak | Inline::HardBreak));
        let ends = matches!(inlines.peek(), None | Some(Inline::SoftBreak | Inline::HardBreak));
        match inline {
            Inline::Math(math) if starts && ends && displayed(&Inline::Math(math.clone())) => {
                trim(&mut words);
                if !words.is_empty() {
                    parts.push(Part::Words(std::mem::take(&mut words)));
                }
                parts.push(Part::Formula(math));
                inlines.next();
            }
            other => words.push(other),
        }
    }
    trim(&mut words);
    if !words.is_empty() {
        parts.push(Part::Words(words));
    }
    parts
}

fn is_space(inline: &Inline<Parsed>) -> bool {
    matches!(inline, Inline::Text(text) if text.trim_matches([' ', '\t']).is_empty())
}
