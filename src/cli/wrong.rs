//! Wrong use that clap cannot see, told in clap's own way.

use clap::CommandFactory;
use clap::error::ErrorKind;

use super::Arguments;

/// The command line cannot be meant; the exit code is 2.
#[derive(Debug)]
pub struct Wrong {
    command: &'static str,
    message: String,
}

impl Wrong {
    /// Wrong use of `command`, `export`, for the reason in `message`.
    pub(super) fn new(command: &'static str, message: impl Into<String>) -> Self {
        Self { command, message: message.into() }
    }
}

impl From<Wrong> for clap::Error {
    /// The error that shows the reason, the command's usage and the way to its help.
    fn from(wrong: Wrong) -> Self {
        let mut all = Arguments::command();
        all.build();
        let message = crate::report::printable(&wrong.message);
        match all.find_subcommand_mut(wrong.command) {
            Some(command) => command.error(ErrorKind::ValueValidation, message),
            None => all.error(ErrorKind::ValueValidation, message),
        }
    }
}
