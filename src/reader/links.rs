//! Where the links of a text lead, as plain text can tell it.

use crate::letters::Letters;
use crate::model::same_address;
use crate::transcript::{Kind, Place, Transcript};

/// What stands for anything that is no word.
const NO_WORD: char = '\u{FFFC}';

/// The addresses of links, in the order of reading.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links {
    /// Of the text.
    pub(crate) text: Vec<(String, Place)>,
    /// Of tables, where plain text repeats those of a head.
    pub(crate) tables: Vec<(String, Place)>,
    /// Of the notes.
    pub(crate) notes: Vec<(String, Place)>,
}

impl Links {
    /// Those of a transcript that are no addresses themselves, in `letters`.
    pub(crate) fn of(all: &Transcript, letters: Letters) -> Self {
        let mut links = Self::default();
        let (mut in_table, mut in_notes) = (false, false);
        let mut open: Vec<String> = Vec::new();
        for said in all.iter() {
            match said.kind {
                Kind::Table => in_table = true,
                Kind::EndTable => in_table = false,
                Kind::Note => in_notes = true,
                Kind::Link => open.push(String::new()),
                Kind::EndLink => {
                    let words = open.pop().unwrap_or_default();
                    let list = match (in_notes, in_table) {
                        (true, _) => &mut links.notes,
                        (false, true) => &mut links.tables,
                        (false, false) => &mut links.text,
                    };
                    if !words.is_empty() && !said.text.starts_with('#') && !same_address(&words, said.text) {
                        list.push((letters.of(said.text).into_owned(), said.place));
                    }
                }
                // Looks around nothing are nothing.
                Kind::On(_) | Kind::Off(_) => {
                    open.iter_mut().filter(|link| !link.is_empty()).for_each(|link| link.push(NO_WORD));
                }
                Kind::Word if !said.blank || open.last().is_some_and(String::is_empty) => {
                    open.iter_mut().for_each(|link| link.push_str(said.text));
                }
                // What is not words alone is never taken for an address.
                _ => open.iter_mut().for_each(|link| link.push(NO_WORD)),
            }
        }
        links
    }

    /// All addresses.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.text, &self.tables, &self.notes];
        lists.into_iter().flatten().map(|(address, _)| address.as_str())
    }

    /// How many there are of each kind.
    pub(crate) fn lengths(&self) -> [usize; 3] {
        [self.text.len(), self.tables.len(), self.notes.len()]
    }

    /// Forgets those behind the first so many of each kind.
    pub(crate) fn cut(&mut self, [text, tables, notes]: [usize; 3]) {
        self.text.truncate(text);
        self.tables.truncate(tables);
        self.notes.truncate(notes);
    }
}
