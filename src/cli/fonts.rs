//! `pressroom fonts`: the faces, and what each covers.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use unicode_script::{Script, UnicodeScript};

use super::args::{Fonts, Telling};
use super::{Exit, Terminal, Wrong, meant};
use crate::diagnostic::{Diagnostics, Severity};
use crate::font::{Library, Typeface};
use crate::report;
use crate::source::{self, Sources};

/// How many of a face's scripts are named before the rest is counted.
const NAMED_SCRIPTS: usize = 6;

/// Prints a line for each face: its name, how many characters it covers, and of which scripts.
pub(super) fn run(typed: &Fonts, telling: &Telling, terminal: &mut Terminal) -> Result<Exit, Wrong> {
    let mut diagnostics = Diagnostics::new();
    let extra = source::fonts(&typed.font_path, &mut diagnostics);
    let library = Library::new(&extra, &mut diagnostics);

    let characters: Vec<(char, Script)> = ('\0'..=char::MAX)
        .map(|c| (c, c.script()))
        .filter(|(_, script)| *script != Script::Unknown)
        .collect();
    let faces: Vec<_> = library.faces().map(|(_, face)| face).collect();
    let width = faces.iter().map(|face| face.name().chars().count()).max().unwrap_or(0);
    for face in faces {
        terminal.print(&line(face, width, &characters));
    }
    let found = report::distinct(&diagnostics);
    terminal.tell(&report::report(&found, &Sources::default(), &meant::manner(telling)));
    let failed = found.iter().any(|found| found.severity == Severity::Error);
    Ok(if failed { Exit::Errors } else { Exit::Done })
}

fn line(face: &Typeface, width: usize, characters: &[(char, Script)]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (character, script) in characters {
        if face.covers(*character) {
            *counts.entry(script.full_name()).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    // Punctuation, digits and marks belong to no script of their own.
    for shared in [Script::Common, Script::Inherited] {
        counts.remove(shared.full_name());
    }
    let mut scripts: Vec<_> = counts.into_iter().collect();
    scripts.sort_by_key(|(script, count)| (Reverse(*count), *script));
    let mut named: Vec<_> = scripts
        .iter()
        .take(NAMED_SCRIPTS)
        .map(|(script, count)| format!("{} {count}", script.replace('_', " ")))
        .collect();
    if scripts.len() > NAMED_SCRIPTS {
        named.push(format!("{} more", scripts.len() - NAMED_SCRIPTS));
    }
    let mut line = String::new();
    let _ = write!(line, "{:width$}  {all:6} characters", report::printable(face.name()));
    if !named.is_empty() {
        let _ = write!(line, "  {}", named.join(", "));
    }
    line.push('\n');
    line
}
