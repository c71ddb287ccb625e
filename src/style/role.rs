//! Roles: the parts that pieces of text play, each with its style.

use serde::Deserialize;

use super::Style;
use crate::model::Scope;

/// The part a piece of text plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The document's title.
    Title,
    /// The title on a page by itself, before the title page.
    HalfTitle,
    /// Its subtitle.
    Subtitle,
    /// Who wrote it.
    Author,
    /// Who translated it, illustrated it and so on.
    Contributor,
    /// Where they work.
    Affiliation,
    /// The date, the publisher.
    Imprint,
    /// The rights, the series, the identifier.
    Colophon,
    /// A book's part.
    Part,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Running text.
    Body,
    /// Quoted text.
    Quote,
    /// Code in a block of its own.
    Code,
    /// Words under a figure or above a table.
    Caption,
    /// A note's text.
    Note,
    /// A cell of a table's head.
    TableHead,
    /// A cell of a table's body.
    TableCell,
    /// A term that is defined.
    Term,
    /// The title of an admonition.
    AdmonitionTitle,
    /// The text of an admonition.
    Admonition,
    /// A formula in a block of its own.
    Math,
    /// A line of the contents.
    Contents,
    /// The running head.
    RunningHead,
    /// The page number.
    Folio,
}

impl Role {
    /// The role of a cell in the body of a table: what heads columns, or a group of rows, looks as the
    /// head does; what heads its row, as the row does.
    pub fn of_cell(scope: Option<Scope>) -> Self {
        match scope {
            Some(Scope::Column | Scope::ColumnGroup | Scope::RowGroup) => Self::TableHead,
            Some(Scope::Row) | None => Self::TableCell,
        }
    }
}

/// The style of each role. A role without a style does not compile.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)] // each field is the role of its name, described there
pub struct Roles {
    pub title: Style,
    pub half_title: Style,
    pub subtitle: Style,
    pub author: Style,
    pub contributor: Style,
    pub affiliation: Style,
    pub imprint: Style,
    pub colophon: Style,
    pub part: Style,
    pub heading_1: Style,
    pub heading_2: Style,
    pub heading_3: Style,
    pub heading_4: Style,
    pub heading_5: Style,
    pub heading_6: Style,
    pub body: Style,
    pub quote: Style,
    pub code: Style,
    pub caption: Style,
    pub note: Style,
    pub table_head: Style,
    pub table_cell: Style,
    pub term: Style,
    pub admonition_title: Style,
    pub admonition: Style,
    pub math: Style,
    pub contents: Style,
    pub running_head: Style,
    pub folio: Style,
}

impl Roles {
    /// The style of `role`. A heading's level is taken as the nearest of 1 to 6.
    pub fn of(&self, role: Role) -> &Style {
        match role {
            Role::Title => &self.title,
            Role::HalfTitle => &self.half_title,
            Role::Subtitle => &self.subtitle,
            Role::Author => &self.author,
            Role::Contributor => &self.contributor,
            Role::Affiliation => &self.affiliation,
            Role::Imprint => &self.imprint,
            Role::Colophon => &self.colophon,
            Role::Part => &self.part,
            Role::Heading(0 | 1) => &self.heading_1,
            Role::Heading(2) => &self.heading_2,
            Role::Heading(3) => &self.heading_3,
            Role::Heading(4) => &self.heading_4,
            Role::Heading(5) => &self.heading_5,
            Role::Heading(_) => &self.heading_6,
            Role::Body => &self.body,
            Role::Quote => &self.quote,
            Role::Code => &self.code,
            Role::Caption => &self.caption,
            Role::Note => &self.note,
            Role::TableHead => &self.table_head,
            Role::TableCell => &self.table_cell,
            Role::Term => &self.term,
            Role::AdmonitionTitle => &self.admonition_title,
            Role::Admonition => &self.admonition,
            Role::Math => &self.math,
            Role::Contents => &self.contents,
            Role::RunningHead => &self.running_head,
            Role::Folio => &self.folio,
        }
    }

    /// Every style, to be changed.
    pub(super) fn all_mut(&mut self) -> impl Iterator<Item = &mut Style> {
        let Self {
            title,
            half_title,
            subtitle,
            author,
            contributor,
            affiliation,
            imprint,
            colophon,
            part,
            heading_1,
            heading_2,
            heading_3,
            heading_4,
            heading_5,
            heading_6,
            body,
            quote,
            code,
            caption,
            note,
            table_head,
            table_cell,
            term,
            admonition_title,
            admonition,
            math,
            contents,
            running_head,
            folio,
        } = self;
        [
            title,
            half_title,
            subtitle,
            author,
            contributor,
            affiliation,
            imprint,
            colophon,
            part,
            heading_1,
            heading_2,
            heading_3,
            heading_4,
            heading_5,
            heading_6,
            body,
            quote,
            code,
            caption,
            note,
            table_head,
            table_cell,
            term,
            admonition_title,
            admonition,
            math,
            contents,
            running_head,
            folio,
        ]
        .into_iter()
    }
}
