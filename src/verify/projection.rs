//! What is said in full → what a format can say of it.
//!
//! This is the one place that states what the PDF and the EPUB may leave out. What plain text may is
//! stated in [`crate::transcript::common`].

use super::Format;
use crate::style::StyleSheet;
use crate::transcript::{Kind, Said, Transcript, Writer};

/// What all of `formats` can say of a transcript:
///
/// - a picture that only decorates is nothing to who does not see it;
/// - a PDF has no tabulators: code is set in columns;
/// - an EPUB shows a formula and not its TeX.
pub(super) fn of(all: &Transcript, formats: &[Format], style: &StyleSheet) -> Transcript {
    let mut writer = Writer::new();
    let mut said = all.iter().peekable();
    while let Some(token) = said.next() {
        writer.at(token.place);
        if token.blank {
            writer.blank();
        }
        let next = said.peek().map(|next| next.kind);
        match token {
            Said { kind: Kind::Figure, text: "", .. } if next == Some(Kind::EndFigure) => {
                said.next();
            }
            Said { kind: Kind::CodeLine, text, .. } if formats.contains(&Format::Pdf) => {
                writer.mark(Kind::CodeLine, &in_columns(text, usize::from(style.code.tab)));
            }
            Said { kind: Kind::Math, .. } if formats.contains(&Format::Epub) => writer.mark(Kind::Math, ""),
            Said { kind, text, .. } => writer.mark(kind, text),
        }
    }
    writer.finish()
}

/// A line of code with its tabulators as blanks, up to every `tab`th column.
fn in_columns(line: &str, tab: usize) -> String {
    if !line.contains('\t') {
        return line.to_owned();
    }
    let mut columns = String::with_capacity(line.len());
    let mut column = 0;
    for character in line.chars() {
        let blanks = if character == '\t' { tab - column % tab } else { 0 };
        columns.extend(std::iter::repeat_n(' ', blanks));
        column += blanks;
        if character != '\t' {
            columns.push(character);
            column += crate::letters::columns(character.encode_utf8(&mut [0; 4]));
        }
    }
    columns
}
