//! References to notes in reading order → the notes that are used, in order.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, Inline, Note, Parsed, Visitor, walk_blocks, walk_inlines};
use crate::span::Span;

/// Which notes are used, and in which order.
///
/// A note that is referred to within a note comes right after it, as a reader meets it who reads
/// each note at its mark.
pub(super) struct Order {
    /// The notes used, by their index among those written, in order.
    used: Vec<usize>,
    /// The place in that order of the note of each name, and of each name in lower case.
    places: BTreeMap<String, usize>,
}

impl Order {
    /// The place of the note called `name`, which is looked for without regard to case as
    /// Markdown does.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).or_else(|| self.places.get(&name.to_lowercase())).copied()
    }

    /// How many notes are used.
    pub fn len(&self) -> usize {
        self.used.len()
    }

    /// The notes that are used, in order.
    pub fn pick(&self, notes: Vec<Note<Parsed>>) -> Vec<Note<Parsed>> {
        let mut notes: Vec<_> = notes.into_iter().map(Some).collect();
        self.used
            .iter()
            .map(|index| notes[*index].take().expect("each note is used once in the order"))
            .collect()
    }
}

/// The order of `notes` by the first reference to each. Notes without one, and references without
/// a note, are reported.
pub(super) fn order(
    blocks: &[Block<Parsed>],
    notes: &[Note<Parsed>],
    diagnostics: &mut Diagnostics,
) -> Order {
    let mut written = BTreeMap::new();
    for (index, note) in notes.iter().enumerate() {
        written.entry(note.name.clone()).or_insert(index);
    }
    for (index, note) in notes.iter().enumerate() {
        written.entry(note.name.to_lowercase()).or_insert(index);
    }
    let find = |name: &str| written.get(name).or_else(|| written.get(&name.to_lowercase())).copied();

    let mut used = Vec::new();
    let mut place = vec![None; notes.len()];
    // References still to be followed, the next one last; notes may refer to each other in a ring.
    let mut waiting = references(blocks);
    waiting.reverse();
    while let Some((name, span)) = waiting.pop() {
        let Some(index) = find(&name) else {
            let name = shown(&name);
            diagnostics.add(
                Diagnostic::warning(Code::UnknownNote, span, format!("there is no note called `{name}`"))
                    .with_help(format!("write it as `[^{name}]: …`, or `\\[^{name}]` if it is no note")),
            );
            continue;
        };
        if place[index].is_none() {
            place[index] = Some(used.len());
            used.push(index);
            let mut inside = references(&notes[index].blocks);
            inside.reverse();
            waiting.append(&mut inside);
        }
    }
    for (note, _) in notes.iter().zip(&place).filter(|(_, place)| place.is_none()) {
        let name = shown(&note.name);
        diagnostics.add(
            Diagnostic::warning(
                Code::UnusedNote,
                note.span,
                format!("the note `{name}` is never referred to and is left out"),
            )
            .with_help(format!("refer to it with `[^{name}]`")),
        );
    }
    let places =
        written.into_iter().filter_map(|(name, index)| place[index].map(|place| (name, place))).collect();
    Order { used, places }
}

/// A note's name as the author wrote it: a book's notes have their file's number in front.
pub(super) fn shown(name: &str) -> &str {
    match name.split_once(':') {
        Some((file, name)) if !file.is_empty() && file.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => name,
    }
}

/// The label of the note at `index` in the order of first references.
pub(super) fn label(index: usize) -> String {
    (index + 1).to_string()
}

fn references(blocks: &[Block<Parsed>]) -> Vec<(String, Span)> {
    struct References(Vec<(String, Span)>);
    impl Visitor<Parsed> for References {
        fn text(&mut self, text: &Vec<Inline<Parsed>>) {
            walk_inlines(text, &mut |inline| {
                if let Inline::Note(name, span) = inline {
                    self.0.push((name.clone(), *span));
                }
            });
        }
    }
    let mut references = References(Vec::new());
    walk_blocks(blocks, &mut references);
    references.0
}
