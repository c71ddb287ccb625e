//! Code of a text edition, to the letter: its blanks, and the signs that have a meaning of their own in
//! plain text and so are no part of what is common.
//!
//! Where code stands in a text edition cannot be seen from its lines alone. So each block of the original
//! is looked for: its lines, one after another, standing in alike.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

use super::projection::in_columns;
use super::text::TextEdition;
use crate::letters::Letters;
use crate::transcript::{Kind, Place, Transcript, seen};

/// A block of code that a text edition does not have as it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lost {
    /// Where it stands in the original.
    pub(super) place: Place,
    /// The line that is not there, or not like this.
    pub(super) line: String,
}

/// The first block of code in `all` that the text edition does not have to the letter, its tabulators set
/// out to every `tab`th column.
pub(super) fn lost(all: &Transcript, text: &TextEdition, letters: Letters, tab: usize) -> Option<Lost> {
    let lines: Vec<String> = text.lines.iter().map(|line| seen(line)).filter(|it| !it.is_empty()).collect();
    let mut by_words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        by_words.entry(line.trim_start()).or_default().push(at);
    }
    let mut taken = BTreeSet::new();
    for (place, block) in blocks(all, letters, tab) {
        let Some(first) = block.first() else { continue };
        let starts = by_words.get(first.trim_start()).map(Vec::as_slice).unwrap_or_default();
        // How many lines follow each other from there on, all standing in as the first.
        let length = |start: usize| {
            let Some(margin) = stands_in(&lines[start], first) else { return 0 };
            let pairs = block.iter().zip(&lines[start..]);
            pairs.take_while(|(line, there)| stands_in(there, line) == Some(margin)).count()
        };
        let free = || starts.iter().copied().filter(|start| !taken.contains(start));
        let Some(whole) = free().find(|start| length(*start) == block.len()) else {
            let there = free().map(length).max().unwrap_or(0);
            return Some(Lost { place, line: block[there.min(block.len() - 1)].clone() });
        };
        taken.insert(whole);
    }
    None
}

/// By how many blanks a line stands in from where it stood in the code; `None` if it is another line.
fn stands_in(there: &str, line: &str) -> Option<usize> {
    let before = there.strip_suffix(line)?;
    before.bytes().all(|byte| byte == b' ').then_some(before.len())
}

/// The blocks of code, without blank lines, as a text edition writes them.
fn blocks(all: &Transcript, letters: Letters, tab: usize) -> Vec<(Place, Vec<String>)> {
    let width = |character| UnicodeWidthChar::width(character).unwrap_or(0);
    let mut blocks: Vec<(Place, Vec<String>)> = Vec::new();
    let mut follows = false;
    for said in all.iter() {
        let is_code = said.kind == Kind::CodeLine;
        if is_code {
            // A blank parts blocks, and no lines within one.
            if said.blank || !follows {
                blocks.push((said.place, Vec::new()));
            }
            let line: String = in_columns(&letters.of(said.text), tab, width).nfc().collect();
            if let Some((_, lines)) = blocks.last_mut().filter(|_| !line.trim().is_empty()) {
                lines.push(line.trim_end().to_owned());
            }
        }
        follows = is_code;
    }
    blocks
}
