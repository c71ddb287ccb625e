//! Code of a text edition, to the letter: its blanks, and the signs that have a meaning of their own in
//! plain text and so are no part of what is common.
//!
//! What is common has been compared by now, so each line of code is known to stand where its first word
//! was read: it must be all of that line, but for the blanks it stands in by, or the marker of an item
//! before the first. Code without any word is looked for: its lines, one after another, standing in alike.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

use super::projection::in_columns;
use crate::letters::{Letters, columns};
use crate::reader::TextEdition;
use crate::transcript::{CodeTokens, Kind, Place, Transcript, seen};

/// A block of code that a text edition does not have as it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lost {
    /// Where it stands in the original.
    pub(super) place: Place,
    /// The line that is not there, or not like this.
    pub(super) line: String,
}

/// The first block of code in `all` that the text edition does not have to the letter, its tabulators set
/// out to every `tab`th column. What is common is the same in both; `code` has the tokens of each line.
pub(super) fn lost(
    all: &Transcript,
    (text, code): (&TextEdition, &[CodeTokens]),
    letters: Letters,
    tab: usize,
) -> Option<Lost> {
    let lines = text.lines.iter().map(|(at, line)| (*at, seen(line))).filter(|(_, line)| !line.is_empty());
    let (numbers, lines): (Vec<usize>, Vec<String>) = lines.unzip();
    let mut taken = BTreeSet::new();
    for (place, block) in blocks(all, letters, tab) {
        // How many of its lines stand from `start` on, all standing in as the first.
        let length = |start: usize| {
            let stands_in =
                |(nth, line): (usize, &CodeLine)| stands_in(lines.get(start + nth)?, &line.text, nth);
            let margin = block.first().and_then(|first| stands_in((0, first)));
            let mut all = block.iter().enumerate();
            all.position(|line| margin.is_none() || stands_in(line) != margin).unwrap_or(block.len())
        };
        // A line with a word, and where that was read.
        let known = block.iter().enumerate().find_map(|(nth, line)| {
            let token =
                code.get(line.nth).map(|line| &line.tokens).filter(|tokens| !tokens.is_empty())?.start;
            let number = (token < text.said.len()).then(|| text.said.get(token))?.place.at as usize;
            numbers.binary_search(&number).ok()?.checked_sub(nth)
        });
        let starts = match known {
            Some(start) => start..start + 1,
            None => 0..lines.len(),
        };
        let free = || starts.clone().filter(|start| known.is_some() || !taken.contains(start));
        match free().find(|start| length(*start) == block.len()) {
            Some(whole) => drop(taken.insert(whole)),
            None => {
                let there = free().map(length).max().unwrap_or(0);
                let line = block.get(there).or(block.last())?;
                return Some(Lost { place, line: line.text.clone() });
            }
        }
    }
    None
}

/// A line of code that has something to show.
struct CodeLine {
    /// Its number among all lines of code.
    nth: usize,
    text: String,
}

/// By how many columns the `nth` line of a block stands in from where it stood in the code; `None` if it is
/// another line. Before the first the marker of an item may stand.
fn stands_in(there: &str, line: &str, nth: usize) -> Option<usize> {
    let before = there.strip_suffix(line)?;
    let is_blank = before.bytes().all(|byte| byte == b' ');
    (is_blank || nth == 0 && before.ends_with(' ')).then(|| columns(before))
}

/// The blocks of code, without blank lines, as a text edition writes them.
fn blocks(all: &Transcript, letters: Letters, tab: usize) -> Vec<(Place, Vec<CodeLine>)> {
    let width = |character| UnicodeWidthChar::width(character).unwrap_or(0);
    let mut blocks: Vec<(Place, Vec<CodeLine>)> = Vec::new();
    let mut nth = 0;
    let mut follows = false;
    // In a cell of a table code is words among others.
    let mut in_table = false;
    for said in all.iter() {
        match said.kind {
            Kind::Table => in_table = true,
            Kind::EndTable => in_table = false,
            _ => {}
        }
        let is_code = said.kind == Kind::CodeLine && !in_table;
        if is_code {
            // A blank parts blocks, and no lines within one.
            if said.blank || !follows {
                blocks.push((said.place, Vec::new()));
            }
            let line: String = in_columns(&letters.of(said.text), tab, width).nfc().collect();
            if let Some((_, lines)) = blocks.last_mut().filter(|_| !line.trim().is_empty()) {
                lines.push(CodeLine { nth, text: line.trim_end().to_owned() });
            }
            nth += 1;
        }
        follows = is_code;
    }
    blocks
}
