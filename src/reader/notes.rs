//! Notes, wherever an edition has them → behind the text, in the order of their marks.

use crate::transcript::{Transcript, Writer};

/// The label of the note to which a reference leads that is shown so: some stand in brackets.
pub(super) fn note_label(shown: &str) -> &str {
    let shown = shown.trim();
    shown.strip_prefix('[').and_then(|shown| shown.strip_suffix(']')).unwrap_or(shown)
}

/// The notes that have been read.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<(String, Transcript)>);

impl Notes {
    /// Adds a note: its mark, and what it says.
    pub(super) fn add(&mut self, label: &str, said: Transcript) {
        self.0.push((label.to_owned(), said));
    }

    /// What `writer` was told, with the notes behind it.
    pub(super) fn behind(mut self, mut writer: Writer) -> Transcript {
        // By their numbers; marks that are none stay where they were read.
        self.0.sort_by_key(|(label, _)| label.parse::<u32>().unwrap_or(u32::MAX));
        for (_, note) in &self.0 {
            writer.blank();
            writer.append(note);
        }
        writer.finish()
    }
}
