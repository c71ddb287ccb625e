//! Arguments in, exit code out.

use std::io;
use std::process::ExitCode;
use std::thread;

use anstream::{AutoStream, ColorChoice};
use clap::Parser;
use pressroom::batch;
use pressroom::cli::{self, Arguments, Terminal};

/// The stack of the thread that does all: the main thread's is as small as the system was told.
const STACK: usize = 32 << 20;

fn main() -> ExitCode {
    batch::silence_panics();
    // Where there is no thread to be had, the main thread has to do.
    match thread::Builder::new().stack_size(STACK).spawn(run) {
        Ok(thread) => thread.join().unwrap_or(ExitCode::FAILURE),
        Err(_) => run(),
    }
}

fn run() -> ExitCode {
    match Arguments::try_parse() {
        Ok(arguments) => {
            let colours = arguments.colours();
            let mut terminal =
                Terminal::new(AutoStream::new(io::stdout(), colours), AutoStream::new(io::stderr(), colours));
            match cli::run(arguments, &mut terminal) {
                Ok(exit) => ExitCode::from(exit.code()),
                Err(wrong) => refuse(&wrong.into(), colours),
            }
        }
        Err(error) => refuse(&error, ColorChoice::Auto),
    }
}

/// Shows help, the version or what is wrong; 2 for the last.
fn refuse(error: &clap::Error, colours: ColorChoice) -> ExitCode {
    let text = error.render().ansi().to_string();
    let mut terminal =
        Terminal::new(AutoStream::new(io::stdout(), colours), AutoStream::new(io::stderr(), colours));
    if error.use_stderr() {
        terminal.tell(&text);
        return ExitCode::from(2);
    }
    ExitCode::from(cli::show(&text, &mut terminal).code())
}
