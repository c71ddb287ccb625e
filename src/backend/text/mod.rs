//! The text edition: a manuscript as UTF-8 in lines of a fixed width, to be read as it is.
//!
//! ```text
//! Inline → Prose → lines ─┐
//! Block ──────────────────┴→ Sheet → the edition
//! ```
//!
//! Nothing of a look survives here, so marks stand in for it; which ones, and all widths, are in
//! the style sheet ([`TextRules`](crate::style::TextRules), [`Plain`](crate::style::Plain)). Every
//! word is written as the other editions write it. Lines keep the text's logical order.

mod chapters;
mod front;

mod blocks;
mod code;
mod list;
mod table;

mod apparatus;
mod frame;
mod sheet;
mod unknown;

mod inlines;
mod prose;
mod wrap;

use super::Backend;
use crate::diagnostic::{Diagnostics, Reported};
use crate::edition::Edition;
use crate::layout::{self, Pages};
use crate::letters;
use crate::reader::{self, Reader};
use crate::resolve::Manuscript;

/// Writes the text edition.
pub struct Text;

impl Backend for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extension(&self) -> &'static str {
        "txt"
    }

    fn reader(&self) -> Option<&'static dyn Reader> {
        Some(&reader::Text)
    }

    fn needs_pages(&self, manuscript: &Manuscript) -> bool {
        manuscript.style.text_form.page_marks
    }

    fn write(
        &self,
        manuscript: &Manuscript,
        pages: Option<&Pages>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Edition, Reported> {
        let form = manuscript.style.text_form;
        let mut writer = blocks::Writer::new(manuscript);
        if let Some(pages) = pages.filter(|_| form.page_marks) {
            writer.apparatus.mark_pages(layout::page_marks(manuscript, pages));
        }
        front::write_title(&mut writer);
        chapters::write_abstract(&mut writer);
        front::write_lists(&mut writer);
        chapters::write(&mut writer);
        let mut text = writer.sheet.finish();
        if form.ascii {
            unknown::report(manuscript, diagnostics);
            text = letters::written(&text);
        }
        if form.crlf {
            text = text.replace('\n', "\r\n");
        }
        Ok(Edition::File(text.into_bytes()))
    }
}
