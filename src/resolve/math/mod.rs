//! TeX → its linear form, `x² + a/b`, with what is raised and lowered as such.
//!
//! ```text
//! TeX ─ read, commands, environments, words ─→ tree ─ write ─→ inlines
//! ```

mod alphabets;
mod commands;
mod environments;
mod read;
mod symbols;
mod tree;
mod words;
mod write;

#[cfg(test)]
mod tests;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Inline, Resolved};
use crate::span::Span;

pub(super) use write::Setting;

/// The inlines that show a formula: text, superscripts, subscripts and line ends. The TeX with its
/// dollars where it cannot be read, which is reported.
pub(super) fn content(
    span: Span,
    tex: &str,
    setting: Setting,
    diagnostics: &mut Diagnostics,
) -> Vec<Inline<Resolved>> {
    match linear(tex, setting) {
        Ok(content) => content,
        Err(cause) => {
            diagnostics.add(
                Diagnostic::note(Code::Formula, span, format!("a formula is shown as TeX: {cause}"))
                    .with_help("formulas of common commands are shown in a line, `x² + a/b`"),
            );
            vec![Inline::Text(format!("${}$", tex.split_whitespace().collect::<Vec<_>>().join(" ")))]
        }
    }
}

/// `tex` in a line, or why it has no such form.
fn linear(tex: &str, setting: Setting) -> Result<Vec<Inline<Resolved>>, String> {
    let content = write::write(&read::read(tex)?, setting);
    if content.is_empty() { Err("it shows nothing".to_owned()) } else { Ok(content) }
}
