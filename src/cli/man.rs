//! `pressroom man`: one page for the command and all its subcommands.

use std::io;

use clap::{Command, CommandFactory};
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
    // The date is left empty: the same program prints the same page every day.
    let mut page =
        format!(".TH pressroom 1 \"\" \"pressroom {}\" Pressroom\n", env!("CARGO_PKG_VERSION")).into_bytes();
    let man = Man::new(command.clone());
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    for part in command.get_subcommands().filter(|part| part.get_name() != "help") {
        let mut title = Roff::new();
        title.control("SH", [part.get_name().to_uppercase().as_str()]);
        title.text([roman(part.get_about().map(ToString::to_string).unwrap_or_default())]);
        title.to_writer(&mut page)?;
        // What all commands take is told once, below.
        let own = part.clone().mut_args(|arg| if arg.is_global_set() { arg.hide(true) } else { arg });
        let man = Man::new(own);
        let mut section = Vec::new();
        man.render_synopsis_section(&mut section)?;
        man.render_options_section(&mut section)?;
        page.extend(as_subsections(&String::from_utf8_lossy(&section)).bytes());
        examples("SS", part, &mut page)?;
    }
    man.render_options_section(&mut page)?;
    examples("SH", &command, &mut page)?;
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

/// A command's examples, line for line.
fn examples(level: &str, command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let Some(text) = command.get_after_help().map(ToString::to_string) else { return Ok(()) };
    let mut roff = Roff::new();
    roff.control(level, ["EXAMPLES"]).control("nf", []);
    for line in text.lines().skip(1) {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    roff.to_writer(page)
}
