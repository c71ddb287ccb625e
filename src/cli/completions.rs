//! `pressroom completions`.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Arguments, Exit, Terminal, Wrong};

/// Prints the completions for `shell`.
pub(super) fn run(shell: Shell, terminal: &mut Terminal) -> Result<Exit, Wrong> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "pressroom", &mut text);
    terminal.print(&String::from_utf8_lossy(&text));
    Ok(Exit::Done)
}
