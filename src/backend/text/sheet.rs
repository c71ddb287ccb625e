//! Lines → the edition: indents, blank lines, and what holds for every line.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::letters::Letters;
use crate::letters::columns;

/// The most blank lines between two lines.
const MOST_BLANKS: usize = 4;

/// The edition as far as it is written.
#[derive(Debug)]
pub(super) struct Sheet {
    text: String,
    /// Columns of a line.
    width: usize,
    /// Blank lines to write before the next line.
    blanks: usize,
    /// Whether the next line follows at once, whatever space its block asks for.
    glued: bool,
    /// What stands in front of the next line, from the left margin: markers of lists and notes.
    lead: String,
    letters: Letters,
}

impl Sheet {
    /// Nothing written yet, on lines of `width` columns.
    pub(super) fn new(width: usize, letters: Letters) -> Self {
        Self { text: String::new(), width, blanks: 0, glued: false, lead: String::new(), letters }
    }

    /// Asks for at least `lines` blank lines before the next line.
    pub(super) fn gap(&mut self, lines: u8) {
        if !self.glued {
            self.blanks = self.blanks.max(usize::from(lines));
        }
    }

    /// Adds a blank line to those asked for.
    pub(super) fn blank(&mut self) {
        self.blanks += 1;
    }

    /// Lets the next line follow the last at once.
    pub(super) fn glue(&mut self) {
        self.glued = true;
        self.blanks = 0;
    }

    /// Ends what [`Sheet::glue`] began, unless a marker still waits for its line.
    pub(super) fn release(&mut self) {
        self.glued = !self.lead.is_empty();
    }

    /// Lets the next line stand on a page of its own, on a printer of lines.
    pub(super) fn form_feed(&mut self) {
        self.flush_lead();
        if !self.text.is_empty() {
            self.text.push_str("\u{C}\n");
            self.blanks = 0;
            self.glued = true;
        }
    }

    /// Puts `marker` in front of the next line, at `column`.
    pub(super) fn lead(&mut self, column: usize, marker: &str) {
        self.glued = true;
        pad(&mut self.lead, column);
        self.lead.push_str(&self.letters.of(marker));
    }

    /// Writes the markers that have found no line, that of an empty item for one.
    pub(super) fn flush_lead(&mut self) {
        if !self.lead.is_empty() {
            let lead = std::mem::take(&mut self.lead);
            self.write(&lead);
        }
        self.release();
    }

    /// Writes a line that starts at column `indent`.
    pub(super) fn line(&mut self, indent: usize, words: &str) {
        let words = &*self.letters.of(words.trim_end());
        if words.is_empty() && self.lead.is_empty() {
            self.blank();
            return;
        }
        let mut line = std::mem::take(&mut self.lead);
        // Where nesting has used up the measure, a marker may be wider than its place; and an
        // address that is wider than the measure stands alone.
        let marker_fits = columns(&line) < indent && indent + columns(words) <= self.width;
        if !line.is_empty() && !marker_fits {
            self.write(&line);
            line.clear();
        }
        pad(&mut line, indent);
        line.push_str(words);
        self.write(&line);
    }

    fn write(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', self.blanks.min(MOST_BLANKS)));
        }
        self.blanks = 0;
        self.glued = false;
        let line = line.trim_end();
        match is_nfc(line) {
            true => self.text.push_str(line),
            false => self.text.extend(line.nfc()),
        }
        self.text.push('\n');
    }

    /// The whole edition, with a line feed at its end.
    pub(super) fn finish(mut self) -> String {
        self.flush_lead();
        if self.text.is_empty() {
            self.text.push('\n');
        }
        self.text
    }
}

/// Whether `line` holds composed characters alone. Below U+0300 nothing composes with what stands
/// before it, and most lines end there.
fn is_nfc(line: &str) -> bool {
    line.chars().all(|character| character < '\u{300}') || is_nfc_quick(line.chars()) == IsNormalized::Yes
}

/// Adds blanks up to column `column`.
fn pad(line: &mut String, column: usize) {
    let missing = column.saturating_sub(columns(line));
    line.extend(std::iter::repeat_n(' ', missing));
}
