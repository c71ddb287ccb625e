//! TeX → its linear form in Unicode, `x² + a/b`.

mod read;
mod scripts;
mod symbols;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Math, Parsed};

/// Formulas, and whether one that cannot be read has been reported.
#[derive(Default)]
pub(super) struct Formulas {
    reported: bool,
}

impl Formulas {
    /// The formula's linear form, or the TeX with its dollars where there is none; the first of
    /// those is reported.
    pub fn linear(&mut self, math: &Math<Parsed>, diagnostics: &mut Diagnostics) -> String {
        match read::linear(&math.tex) {
            Ok(linear) => linear,
            Err(cause) => {
                if !std::mem::replace(&mut self.reported, true) {
                    diagnostics.add(
                        Diagnostic::note(
                            Code::Formula,
                            math.span,
                            format!("a formula is shown as TeX: {cause}"),
                        )
                        .with_help("formulas of common commands are shown in Unicode, `x² + a/b`"),
                    );
                }
                format!("${}$", math.tex.split_whitespace().collect::<Vec<_>>().join(" "))
            }
        }
    }
}
