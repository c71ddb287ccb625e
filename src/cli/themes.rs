//! `pressroom themes`: the built-in themes, one of them to start from, or a check of one's own.

use std::path::Path;

use super::args::{Telling, Themes};
use super::{Exit, Terminal, Wrong, meant};
use crate::diagnostic::{Code, Diagnostic};
use crate::report;
use crate::source::{self, Sources};
use crate::span::Span;
use crate::style::{self, THEMES, Theme};

/// Lists the themes, prints one, or checks a file.
pub(super) fn run(typed: &Themes, telling: &Telling, terminal: &mut Terminal) -> Result<Exit, Wrong> {
    let Some(name) = &typed.theme else {
        for theme in THEMES {
            terminal.print(&format!("{:8} {}\n", theme.name, theme.about()));
        }
        return Ok(Exit::Done);
    };
    if let Some(theme) = Theme::find(name) {
        terminal.print(theme.text);
        return Ok(Exit::Done);
    }
    if !name.ends_with(".toml") {
        let names: Vec<_> = THEMES.iter().map(|theme| theme.name).collect();
        let message = format!("there is no theme `{name}`; the themes are {}", names.join(", "));
        return Err(Wrong::new("themes", message));
    }
    check(name, telling, terminal)
}

fn check(name: &str, telling: &Telling, terminal: &mut Terminal) -> Result<Exit, Wrong> {
    let path = Path::new(name);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut sources = Sources::default();
    sources.root = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let file = source::theme(&mut sources, None, &file)
        .map_err(|refusal| Wrong::new("themes", format!("`{name}` cannot be checked: {refusal}")))?;
    let Err(fault) = style::read(sources.text(file)) else { return Ok(Exit::Done) };
    let error = Diagnostic::error(Code::Theme, Span::new(file, fault.range), fault.message);
    terminal.tell(&report::report(&[&error], &sources, &meant::manner(telling)));
    Ok(Exit::Errors)
}
