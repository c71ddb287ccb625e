//! The command: arguments as typed → work as meant → an exit code.
//!
//! [`Arguments`] is what clap reads; [`run`] does it. Nothing here ends the program or knows the
//! process's own streams: the caller hands in a [`Terminal`] and gets an [`Exit`] back.

mod args;
mod completions;
mod export;
mod fonts;
mod init;
mod inspect;
mod locate;
mod man;
mod meant;
mod terminal;
mod themes;
mod verify;
mod wrong;

pub use args::Arguments;
pub use terminal::Terminal;
pub use wrong::Wrong;

use args::Command;

use crate::backend;

/// How a run ended, by its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: all editions are there.
    Done,
    /// 1: there were errors in the sources, or an edition could not be written.
    Errors,
    /// 2: a file is of no kind that can be read, or finished editions were read, but there was nothing to
    /// compare them with.
    NotRead,
    /// 3: there were diagnostics that `--fail-on` names.
    Stopped,
}

impl Exit {
    /// The worse of two.
    fn and(self, other: Self) -> Self {
        let weight = |exit| match exit {
            Self::Done => 0,
            Self::Stopped => 1,
            Self::NotRead => 2,
            Self::Errors => 3,
        };
        if weight(other) > weight(self) { other } else { self }
    }

    /// The exit code. 2 is for [`Wrong`] use, too.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Errors => 1,
            Exit::NotRead => 2,
            Exit::Stopped => 3,
        }
    }
}

/// Does what `arguments` ask.
///
/// # Errors
///
/// When they cannot be meant; nothing has been done then.
pub fn run(arguments: Arguments, terminal: &mut Terminal) -> Result<Exit, Wrong> {
    let exit = run_command(arguments, terminal)?;
    Ok(all_printed(terminal).and(exit))
}

/// Prints help or the version, which was asked for and is data.
pub fn show(text: &str, terminal: &mut Terminal) -> Exit {
    terminal.print(text);
    all_printed(terminal)
}

/// Whether all data was printed; if not, why not is told.
fn all_printed(terminal: &mut Terminal) -> Exit {
    let Some(error) = terminal.lost() else { return Exit::Done };
    let message = format!("error: standard output cannot be written: {error}\n");
    terminal.tell(&message);
    Exit::Errors
}

/// The endings of editions' names.
fn endings() -> Vec<&'static str> {
    backend::ALL.iter().map(|backend| backend.extension()).collect()
}

/// What is wrong with a file that is no edition.
fn unknown_kind(name: &str) -> String {
    let kinds: Vec<&str> = backend::readers().map(|reader| reader.name()).collect();
    format!("`{name}` is none of the editions that can be read: {}", kinds.join(", "))
}

fn run_command(arguments: Arguments, terminal: &mut Terminal) -> Result<Exit, Wrong> {
    let telling = &arguments.telling;
    match arguments.command {
        Command::Export(typed) => export::run(meant::export(typed, telling)?, terminal),
        Command::Check(typed) => export::run(meant::check(typed, telling)?, terminal),
        Command::Init(typed) => init::run(&typed, telling, terminal),
        Command::Fonts(typed) => fonts::run(&typed, telling, terminal),
        Command::Verify(typed) => verify::run(typed, telling, terminal),
        Command::Locate(typed) => locate::run(&typed, terminal),
        Command::Inspect(typed) => inspect::run(&typed, terminal),
        Command::Themes(typed) => themes::run(&typed, telling, terminal),
        Command::Completions(typed) => completions::run(typed.shell, terminal),
        Command::Man => man::run(terminal),
    }
}
