//! Code that was folded, by the idea of RFC 8792: a note in front, and a mark at the end of what goes on.

use super::{Margin, Reader, is_blank};
use crate::letters::columns;

/// Lines that the note takes in the narrowest measure, and more.
const MOST_LINES: usize = 8;
/// The least columns of code.
const LEAST_MEASURE: usize = 24;
/// Lines that are looked at to tell a note from a line of code that says the same.
const MOST_AHEAD: usize = 60;

/// Code that was folded.
#[derive(Clone, Debug)]
pub(super) struct Fold {
    /// Blanks that all its lines begin with.
    indent: usize,
    /// What opens a line that has gone on.
    opening: String,
    /// The number of the block, once a line of it has been read.
    block: Option<usize>,
}

impl Fold {
    /// Whether a line does not stand in as far.
    pub(super) fn ends_before(&self, line: &str) -> bool {
        stands_in(line) < self.indent
    }
}

impl Reader<'_> {
    /// The note that code is folded: it is no part of the code.
    pub(super) fn fold_note(&mut self) -> bool {
        let Some((opening, begin, note)) = self.note_of_fold() else { return false };
        let fold = Fold { indent: stands_in(&self.line(self.at)), opening, block: None };
        // Code may have such a note of its own: as its first line, below the one that is none of it.
        if self.wants_words(&note) && (self.is_ahead || !self.opens_code(fold.clone(), begin)) {
            return false;
        }
        self.fold = Some(fold);
        self.unfolded.extend((self.at..begin).map(|at| (at, None)));
        self.at = begin;
        true
    }

    /// Whether what stands from line `begin` on is what is expected, if it is read as `fold`: looks ahead,
    /// to the first line that was folded.
    fn opens_code(&mut self, fold: Fold, begin: usize) -> bool {
        let before = self.milestone();
        let indent = fold.indent;
        self.fold = Some(fold);
        self.at = begin;
        self.is_ahead = true;
        let last = self.lines.len().min(begin + MOST_AHEAD);
        let mut opens = None;
        while opens.is_none() && self.at < last {
            opens = self.is_folded_here(indent);
        }
        self.is_ahead = false;
        self.go_back(before);
        opens.unwrap_or(last < self.lines.len())
    }

    /// Reads the next line as one of the code that is folded: whether it was folded; nothing if it may be one
    /// that was not.
    fn is_folded_here(&mut self, indent: usize) -> Option<bool> {
        let (from, line) = (self.at, self.line(self.at));
        if !is_blank(&line) {
            let block = self.fold.as_ref().and_then(|fold| fold.block);
            let is_other = block.is_some() && self.expected_block(block) != block;
            let note = self.note_of_fold().map(|(_, _, note)| note);
            if stands_in(&line) < indent || is_other || note.is_some_and(|note| !self.wants_words(&note)) {
                return Some(false);
            }
        }
        self.block(Margin::Within);
        if !self.guide.is_in_step() {
            return Some(false);
        }
        let is_folded = self.at > from + 1 && self.unfolded.last().is_some_and(|(at, _)| *at == from);
        is_folded.then_some(true)
    }

    /// A line of folded code, put together.
    pub(super) fn folded_line(&mut self) -> bool {
        let Some(Fold { indent, opening, block }) = self.fold.clone() else { return false };
        if self.guide.is_in_step() {
            let expected = self.expected_block(block);
            if expected.is_none() || block.is_some() && block != expected {
                return false;
            }
            self.fold = Some(Fold { indent, opening: opening.clone(), block: expected });
        }
        let rules = &self.style.text;
        let (from, own) = (self.at, stands_in(&self.line(self.at)));
        let mut joined = String::new();
        loop {
            let line = self.line(self.at);
            let next = self.line(self.at + 1);
            // The rest of a line stands in by more than its beginning, up to the middle of the measure.
            let further = stands_in(&next).checked_sub(own);
            let middle = stands_in(&next).saturating_sub(indent);
            let fits = columns(&next).saturating_sub(indent) <= 2 * middle + 1;
            let is_rest = further == Some(rules.hang)
                || further.is_none_or(|it| it < rules.hang) && middle >= LEAST_MEASURE / 2 && fits;
            let goes_on = is_rest && next.trim_start().starts_with(&opening) && !next.is_empty();
            self.at += 1;
            match line.strip_suffix(rules.fold).filter(|_| goes_on) {
                Some(piece) => joined.push_str(unindented(piece, &joined, &opening)),
                None => {
                    joined.push_str(unindented(&line, &joined, &opening));
                    break;
                }
            }
        }
        self.words(&joined, from);
        self.unfolded.extend((from + 1..self.at).map(|at| (at, None)));
        self.unfolded.push((from, Some(joined)));
        true
    }

    /// The block of which a line of code is expected: that of `fold` rather than the next.
    fn expected_block(&self, fold: Option<usize>) -> Option<usize> {
        let position = self.guide.position(self.writer.said());
        let first = self.code.partition_point(|line| line.tokens.start < position);
        // Lines without a word stand where the next one does.
        let lines = self.code[first..].iter().take_while(|line| line.tokens.start == position);
        let blocks = lines.map(|line| line.block);
        blocks.clone().find(|block| Some(*block) == fold).or_else(|| blocks.last())
    }

    /// Whether a text begins as the note does.
    pub(super) fn may_be_fold_note(&self, text: &str) -> bool {
        let first = self.style.text.fold_note[0].split(' ').next().unwrap_or_default();
        !first.is_empty() && text.starts_with(&*self.letters.of(first))
    }

    /// The note in the next lines: what opens a line that has gone on, where the code begins, and its
    /// words.
    fn note_of_fold(&self) -> Option<(String, usize, String)> {
        let rules = &self.style.text;
        let [before, after] = &rules.fold_note;
        if !self.may_be_fold_note(self.line(self.at).trim_start()) {
            return None;
        }
        let lines = (self.at..).map(|at| self.line(at)).take_while(|line| !line.is_empty()).take(MOST_LINES);
        let lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
        let mark = rules.fold.to_string();
        let notes = [String::new(), mark.clone()].map(|opening| {
            let note = self.letters.of(&format!("{before}{mark}{opening}{after}")).into_owned();
            (opening, note)
        });
        let first = lines.first()?;
        if !notes.iter().any(|(_, note)| note.starts_with(first)) {
            return None;
        }
        // The code may begin at once where a marker or a narrow measure has taken the blank line.
        (1..=lines.len()).find_map(|count| {
            let note = lines[..count].join(" ");
            let (opening, _) = notes.iter().find(|(_, wanted)| *wanted == note)?;
            Some((opening.clone(), self.at + count, note))
        })
    }
}

fn stands_in(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// A piece of a folded line: what goes on from a line before is without its indent and mark.
fn unindented<'l>(line: &'l str, before: &str, opening: &str) -> &'l str {
    match before.is_empty() {
        true => line,
        false => {
            let line = line.trim_start();
            line.strip_prefix(opening).unwrap_or(line)
        }
    }
}
