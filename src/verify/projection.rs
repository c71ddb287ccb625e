//! What is said in full → what a format can say of it.
//!
//! This is the one place that states what the PDF and the EPUB may leave out. What plain text may is
//! stated in [`crate::transcript::common`].

use crate::reader::Means;
use crate::style::StyleSheet;
use crate::transcript::{Kind, Said, Transcript, Writer};

/// What can be said of a transcript with the given `means`. A picture that only decorates is nothing
/// to who does not see it, whatever the means, and so is a link or a look around nothing else.
pub(super) fn of(all: &Transcript, means: Means, style: &StyleSheet) -> Transcript {
    let mut writer = Writer::new();
    for token in without_empty(all) {
        writer.at(token.place);
        if token.blank {
            writer.blank();
        }
        match token {
            Said { kind: Kind::CodeLine, text, .. } if !means.tabs => {
                writer.mark(Kind::CodeLine, &in_columns(text, style.code.tab, |_| 1));
            }
            Said { kind: Kind::Math, .. } if !means.tex => writer.mark(Kind::Math, ""),
            Said { kind: Kind::Link | Kind::EndLink, .. } if !means.links => {}
            // What a mark parted that is left out is one word.
            Said { kind: Kind::Word, text, .. } => writer.say(text),
            Said { kind, text, .. } => writer.mark(kind, text),
        }
    }
    writer.finish()
}

/// The tokens without marks around nothing.
fn without_empty(all: &Transcript) -> Vec<Said<'_>> {
    let mut kept: Vec<Said<'_>> = Vec::with_capacity(all.len());
    // A blank before marks that are left out stands before what follows.
    let mut blank = false;
    for mut token in all.iter() {
        token.blank |= std::mem::take(&mut blank);
        let is_empty = kept.last().is_some_and(|last| match (last.kind, token.kind) {
            (Kind::On(begin), Kind::Off(end)) => begin == end,
            (Kind::Link, Kind::EndLink) => true,
            (Kind::Figure, Kind::EndFigure) => last.text.is_empty(),
            _ => false,
        });
        match is_empty {
            true => blank = token.blank | kept.pop().is_some_and(|last| last.blank),
            false => kept.push(token),
        }
    }
    kept
}

/// A line of code with its tabulators as blanks, up to every `tab`th column, where characters take as
/// many as `width` tells.
pub(super) fn in_columns(line: &str, tab: usize, width: impl Fn(char) -> usize) -> String {
    if !line.contains('\t') {
        return line.to_owned();
    }
    let mut columns = String::with_capacity(line.len());
    let mut column = 0;
    for character in line.chars() {
        if character == '\t' {
            let blanks = tab - column % tab;
            columns.extend(std::iter::repeat_n(' ', blanks));
            column += blanks;
        } else {
            columns.push(character);
            column += width(character);
        }
    }
    columns
}
