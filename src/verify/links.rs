//! Where the links of a text lead, as plain text can tell it.

use super::compare::differences;
use crate::letters::Letters;
use crate::model::same_address;
use crate::transcript::{Kind, Place, Transcript, Writer};

/// What stands for anything that is no word.
const NO_WORD: char = '\u{FFFC}';

/// The addresses of links, in the order of reading.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    /// Of the text.
    pub(super) text: Vec<(String, Place)>,
    /// Of tables, where plain text repeats those of a head.
    pub(super) tables: Vec<(String, Place)>,
    /// Of the notes.
    pub(super) notes: Vec<(String, Place)>,
}

impl Links {
    /// Those of a transcript that are no addresses themselves, in `letters`.
    pub(super) fn of(all: &Transcript, letters: Letters) -> Self {
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
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.text, &self.tables, &self.notes];
        lists.into_iter().flatten().map(|(address, _)| address.as_str())
    }

    /// How many there are of each kind.
    pub(super) fn lengths(&self) -> [usize; 3] {
        [self.text.len(), self.tables.len(), self.notes.len()]
    }

    /// Forgets those behind the first so many of each kind.
    pub(super) fn cut(&mut self, [text, tables, notes]: [usize; 3]) {
        self.text.truncate(text);
        self.tables.truncate(tables);
        self.notes.truncate(notes);
    }

    /// Where these differ from what is `expected`: the link that is found or, if one is lacking, the
    /// one before it, and both addresses.
    pub(super) fn difference(&self, expected: &Self) -> Option<(Place, Option<String>, Option<String>)> {
        let in_order = |links: &[(String, Place)]| {
            let mut writer = Writer::new();
            for (address, place) in links {
                writer.at(*place);
                // Escapes have been read by now.
                writer.mark(Kind::Image, address);
            }
            writer.finish()
        };
        let sorted = |links: &[(String, Place)]| {
            let mut sorted = links.to_vec();
            sorted.sort();
            sorted
        };
        let once = |links: &[(String, Place)]| {
            let mut sorted = sorted(links);
            sorted.dedup_by(|next, last| next.0 == last.0);
            sorted
        };
        let pairs = [
            (in_order(&expected.text), in_order(&self.text)),
            (in_order(&once(&expected.tables)), in_order(&once(&self.tables))),
            (in_order(&sorted(&expected.notes)), in_order(&sorted(&self.notes))),
        ];
        pairs.iter().find_map(|(expected, found)| {
            let first = differences(expected, found).into_iter().next()?;
            let text =
                |links: &Transcript, at: usize, len: usize| (len > 0).then(|| links.get(at).text.to_owned());
            let near = first.found.start.min(found.len().saturating_sub(1));
            let place = if found.is_empty() { Place::default() } else { found.get(near).place };
            Some((
                place,
                text(expected, first.expected.start, first.expected.len()),
                text(found, first.found.start, first.found.len()),
            ))
        })
    }
}
