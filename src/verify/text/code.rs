//! Code that was folded, by the idea of RFC 8792: a note in front, and a mark at the end of what goes on.

use super::Reader;

impl Reader<'_> {
    /// Code that was folded: its note, and the lines up to where nothing stands in as far.
    pub(super) fn folded(&mut self) -> bool {
        let Some((opening, begin)) = self.fold_note(self.at) else { return false };
        let rules = &self.style.text;
        let first = self.line(self.at);
        let indent = first.len() - first.trim_start().len();
        let opening = opening.as_str();
        // The note is no code.
        self.unfolded.extend((self.at..begin).map(|at| (at, None)));
        self.at = begin;
        // The line as far as it has been joined, its number, and how far it stands in.
        let mut joined = String::new();
        let (mut from, mut own) = (self.at, 0);
        let stands_in = |line: &str| line.len() - line.trim_start().len();
        while self.at < self.lines.len() {
            let line = self.line(self.at);
            if !line.is_empty() && (stands_in(line) < indent || self.at > begin && self.begins_another()) {
                break;
            }
            if joined.is_empty() {
                (from, own) = (self.at, stands_in(line));
            }
            let next = self.line(self.at + 1);
            // The rest of a line stands in by more than its beginning, as far as there is room.
            let further = stands_in(next).checked_sub(own);
            let is_rest = further == Some(rules.hang)
                || further.is_none_or(|it| it < rules.hang) && stands_in(next) >= 12;
            let goes_on = is_rest && next.trim_start().starts_with(opening) && !next.is_empty();
            match line.strip_suffix(rules.fold).filter(|_| goes_on) {
                Some(piece) => joined.push_str(unindented(piece, &joined, opening)),
                None => {
                    joined.push_str(unindented(line, &joined, opening));
                    let whole = std::mem::take(&mut joined);
                    self.words(&whole, from);
                    self.unfolded.extend((from + 1..=self.at).map(|at| (at, None)));
                    self.unfolded.insert(from, Some(whole));
                }
            }
            self.at += 1;
        }
        self.writer.blank();
        true
    }

    /// Whether something else than code begins in the next line: only behind a blank line.
    fn begins_another(&self) -> bool {
        let line = self.line(self.at);
        self.line(self.at - 1).is_empty()
            && (self.is_break(line) || self.begins_table(line) || self.fold_note(self.at).is_some())
    }

    /// Whether the note that code is folded stands at a line: what opens a line that has gone on, and
    /// where the code begins.
    fn fold_note(&self, from: usize) -> Option<(String, usize)> {
        let rules = &self.style.text;
        let [before, after] = &rules.fold_note;
        if !self.line(from).trim_start().starts_with(before.split(' ').next()?) {
            return None;
        }
        let lines = self.lines[from..].iter().take_while(|line| !line.is_empty()).map(|line| line.trim());
        let note = lines.clone().collect::<Vec<_>>().join(" ");
        let mark = rules.fold.to_string();
        let mut openings = [String::new(), mark.clone()].into_iter();
        let opening =
            openings.find(|opening| self.letters.of(&format!("{before}{mark}{opening}{after}")) == note)?;
        Some((opening, from + lines.count() + 1))
    }
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
