//! `pressroom man`: one page for the command and all its subcommands.

use std::io;

use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::{Arguments, Exit, Terminal, Wrong};

/// Prints the manual page as roff.
pub(super) fn run(terminal: &mut Terminal) -> Result<Exit, Wrong> {
    let page = page().map_err(|error| Wrong::new("man", error.to_string()))?;
    terminal.print(&String::from_utf8_lossy(&page));
    Ok(Exit::Done)
}

fn page() -> io::Result<Vec<u8>> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    let man = Man::new(command.clone()).date("");
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    for part in command.get_subcommands().filter(|part| part.get_name() != "help") {
        let mut title = Roff::new();
        title.control("SH", [part.get_name().to_uppercase().as_str()]);
        title.text([roman(part.get_about().map(ToString::to_string).unwrap_or_default())]);
        title.to_writer(&mut page)?;
        let man = Man::new(part.clone());
        let mut section = Vec::new();
        man.render_synopsis_section(&mut section)?;
        man.render_options_section(&mut section)?;
        man.render_extra_section(&mut section)?;
        page.extend(as_subsections(&String::from_utf8_lossy(&section)).bytes());
    }
    man.render_extra_section(&mut page)?;
    Ok(page)
}

/// Sections of a command's own page become subsections of this one.
fn as_subsections(roff: &str) -> String {
    roff.lines()
        .map(|line| match line.strip_prefix(".SH ") {
            Some(title) => format!(".SS {title}\n"),
            None => format!("{line}\n"),
        })
        .collect()
}
