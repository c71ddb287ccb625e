//! What is said in full → what a format can say of it.
//!
//! This is the one place that states what the PDF and the EPUB may leave out. What plain text may is
//! stated in [`crate::transcript::common`].

use crate::style::StyleSheet;
use crate::transcript::{Kind, Said, Transcript, Writer};

/// What a file has the means to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Means {
    /// Tabulators: a PDF has none, code is set in columns there.
    pub(super) tabs: bool,
    /// The TeX of formulas: an EPUB shows what it means.
    pub(super) tex: bool,
    /// Links: none may stand on pages for the press.
    pub(super) links: bool,
}

impl Means {
    /// All there are: a manuscript's.
    pub(super) const ALL: Self = Self { tabs: true, tex: true, links: true };

    /// What both have.
    pub(super) fn and(self, other: Self) -> Self {
        Self { tabs: self.tabs && other.tabs, tex: self.tex && other.tex, links: self.links && other.links }
    }
}

/// What can be said of a transcript with the given `means`. A picture that only decorates is nothing
/// to who does not see it, whatever the means, and so is a link around nothing else.
pub(super) fn of(all: &Transcript, means: Means, style: &StyleSheet) -> Transcript {
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
            Said { kind: Kind::Link, .. } if next == Some(Kind::EndLink) => {
                said.next();
            }
            Said { kind: Kind::CodeLine, text, .. } if !means.tabs => {
                writer.mark(Kind::CodeLine, &in_columns(text, style.code.tab, |_| 1));
            }
            Said { kind: Kind::Math, .. } if !means.tex => writer.mark(Kind::Math, ""),
            Said { kind: Kind::Link | Kind::EndLink, .. } if !means.links => {}
            Said { kind, text, .. } => writer.mark(kind, text),
        }
    }
    writer.finish()
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
