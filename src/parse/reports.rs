//! Diagnostics that are given once for a document, however often their cause occurs.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::Span;

/// What has been reported of one document.
pub(super) struct Reports<'d> {
    /// Where everything goes.
    pub diagnostics: &'d mut Diagnostics,
    said: BTreeSet<String>,
}

impl<'d> Reports<'d> {
    /// Nothing yet.
    pub fn new(diagnostics: &'d mut Diagnostics) -> Self {
        Self { diagnostics, said: BTreeSet::new() }
    }

    /// Adds `diagnostic`, unless something was said about `subject` before.
    fn once(&mut self, subject: &str, diagnostic: impl FnOnce() -> Diagnostic) {
        if !self.said.contains(subject) {
            self.said.insert(subject.to_owned());
            self.diagnostics.add(diagnostic());
        }
    }

    /// An HTML tag that means nothing here.
    pub fn tag(&mut self, name: &str, span: Span) {
        // Names are the author's: a long one is no message.
        let name: String = name.chars().take(40).collect();
        self.once(&format!("<{name}"), || {
            Diagnostic::warning(
                Code::RawHtml,
                span,
                format!("the HTML tag `<{name}>` means nothing here and was left out, its text kept"),
            )
            .with_help(format!("write `\\<{name}>` or put it in backticks if it is meant as words"))
        });
    }

    /// HTML whose content no edition shows.
    pub fn dropped(&mut self, name: &str, span: Span) {
        self.once(&format!("{}</{name}", span.file.0), || {
            Diagnostic::warning(Code::RawHtml, span, format!("`<{name}>` was left out with what it holds"))
        });
    }

    /// An element that no browser shows, and why, `with `hidden``: once for each reason and file.
    pub fn hidden(&mut self, name: &str, why: &str, span: Span) {
        if why.is_empty() {
            return self.dropped(name, span);
        }
        let name: String = name.chars().take(40).collect();
        self.once(&format!("{}<{why}", span.file.0), || {
            let message =
                format!("`<{name}>` {why} was left out with what it holds, as browsers do not show it");
            Diagnostic::warning(Code::RawHtml, span, message).with_help(
                "remove what hides it if it is to be printed; others like it in this file are not reported",
            )
        });
    }

    /// An instruction, `<?php … ?>`, or `<![CDATA[…]]>`.
    pub fn instruction(&mut self, span: Span) {
        self.once("<?", || {
            Diagnostic::warning(Code::RawHtml, span, "an instruction in HTML (`<?…>`, `<!…>`) was left out")
        });
    }

    /// A character that not every edition can hold, by a reference.
    pub fn forbidden(&mut self, span: Span) {
        self.once("&#", || {
            let message = "a character that no edition can hold was replaced by U+FFFD";
            Diagnostic::warning(Code::ForbiddenCharacter, span, message)
                .with_help("remove the reference, `&#…;`, that asks for it")
        });
    }

    /// Nesting beyond the limit.
    pub fn deep(&mut self, span: Span, limit: u8) {
        self.once("deep", || {
            Diagnostic::warning(
                Code::TooDeep,
                span,
                format!("nesting deeper than {limit} levels was made flat, its text kept"),
            )
        });
    }

    /// A picture's size that is not understood.
    pub fn odd_size(&mut self, asked: &[String], span: Span) {
        for asked in asked {
            self.diagnostics.add(
                Diagnostic::warning(
                    Code::BadValue,
                    span,
                    format!("the picture's size `{asked}` is not heeded"),
                )
                .with_help(
                    "write a number and `px`, `pt`, `pc`, `mm`, `cm`, `in`, `em` or `%`, \
                         and a height in `%` only without a width",
                ),
            );
        }
    }

    /// A cell of a table that spans columns into which one from above reaches.
    pub fn overlap(&mut self, span: Span) {
        self.diagnostics.add(
            Diagnostic::warning(Code::RawHtml, span, "a cell of a table would overlap one from a row above")
                .with_help("it ends before that one; count its `colspan` and the `rowspan` above it again"),
        );
    }

    /// A table within a cell of another.
    pub fn nested_table(&mut self, span: Span) {
        self.diagnostics.add(
            Diagnostic::warning(Code::RawHtml, span, "a table in a cell of another is set as lines of words")
                .with_help("let its rows be rows of the outer table, or put it below that"),
        );
    }

    /// What a tag says of the columns of a table beyond their number.
    pub fn columns(&mut self, name: &str, attribute: &str, span: Span) {
        self.once(&format!("<{name} {attribute}"), || {
            let message = format!("`{attribute}` of the HTML tag `<{name}>` is not heeded");
            Diagnostic::warning(Code::RawHtml, span, message)
                .with_help("columns are as wide as they need; align their cells with `align` or `text-align`")
        });
    }

    /// A table that has more cells in its rows and columns than can be filled.
    pub fn wide_table(&mut self, columns: usize, span: Span) {
        let message =
            format!("the table is too large: what is beyond column {columns} stands in that column");
        self.diagnostics.add(
            Diagnostic::warning(Code::Overfull, span, message)
                .with_help("divide it into several tables, or leave out spans over so many columns"),
        );
    }

    /// A row of a table that is longer than its head.
    pub fn extra_cells(&mut self, span: Span) {
        self.diagnostics.add(
            Diagnostic::warning(Code::Overfull, span, "a row has more cells than its table has columns")
                .with_help("what is too much stands in the last cell; give the head as many cells"),
        );
    }

    /// A template tag in the text.
    pub fn template(&mut self, kind: &str, span: Span) {
        self.once(kind, || {
            Diagnostic::warning(
                Code::TemplateTag,
                span,
                format!("a site generator's tag, `{kind}`, stands as text"),
            )
            .with_help("remove it, or put it in backticks if it is meant to be seen")
        });
    }

    /// A fence of a div, or attributes of a block, that were taken out.
    pub fn blanked(&mut self, kind: &str, span: Span) {
        self.once(kind, || {
            Diagnostic::note(
                Code::TemplateTag,
                span,
                format!("lines for a site generator, `{kind}`, were left out, the text between them kept"),
            )
        });
    }

    /// Anything else that is said once.
    pub fn note(&mut self, subject: &str, diagnostic: impl FnOnce() -> Diagnostic) {
        self.once(subject, diagnostic);
    }
}
