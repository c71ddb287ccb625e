//! Code that was folded, by the idea of RFC 8792: a note in front, and a mark at the end of what goes on.

use super::Reader;

/// Lines that the note takes in the narrowest measure, and more.
const MOST_LINES: usize = 8;

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
        // The code may begin with such a note of its own, below a blank line.
        let is_again =
            self.line(begin).is_empty() && self.may_be_fold_note(self.line(begin + 1).trim_start());
        if !is_again && self.wants_words(&note) {
            return false;
        }
        self.fold = Some(Fold { indent: stands_in(&self.line(self.at)), opening, block: None });
        self.unfolded.extend((self.at..begin).map(|at| (at, None)));
        self.at = begin;
        true
    }

    /// A line of folded code, put together.
    pub(super) fn folded_line(&mut self) -> bool {
        let Some(Fold { indent, opening, block }) = self.fold.clone() else { return false };
        if self.guide.is_in_step() {
            let expected = self.code_block(block);
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
            // The rest of a line stands in by more than its beginning, as far as there is room.
            let further = stands_in(&next).checked_sub(own);
            let is_rest = further == Some(rules.hang)
                || further.is_none_or(|it| it < rules.hang) && stands_in(&next) >= 12;
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
    fn code_block(&self, fold: Option<usize>) -> Option<usize> {
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
