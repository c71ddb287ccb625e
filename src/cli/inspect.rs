//! `pressroom inspect`: what finished editions hold.

use super::args::Inspect;
use super::{Exit, Terminal, Wrong};
use crate::inspect::{Sections, Unreadable};
use crate::{backend, batch, source};

/// Tells of each file in turn; one that cannot be read does not stop the others.
pub(super) fn run(typed: &Inspect, terminal: &mut Terminal) -> Result<Exit, Wrong> {
    let sections = Sections {
        outline: typed.outline || typed.all,
        tags: typed.tags || typed.all,
        links: typed.links || typed.all,
    };
    let mut exit = Exit::Done;
    for (index, path) in typed.files.iter().enumerate() {
        let name = path.display();
        if typed.files.len() > 1 {
            terminal.print(&format!("{}{name}\n", if index > 0 { "\n" } else { "" }));
        }
        let edition = match source::edition(path, &super::endings()) {
            Ok(edition) => edition,
            Err(why) => {
                terminal.tell(&format!("error: `{name}`: {why}\n"));
                exit = exit.and(Exit::Errors);
                continue;
            }
        };
        let Some(reader) = backend::reader_of(&name.to_string(), &edition) else {
            terminal.tell(&format!("error: {}\n", super::unknown_kind(&name.to_string())));
            exit = exit.and(Exit::NotRead);
            continue;
        };
        let told = batch::caught(|| reader.inspect(&edition, sections))
            .unwrap_or_else(|_| Err(Unreadable("it is damaged in a way that is not known".to_owned())));
        match told {
            Ok(told) => terminal.print(&told),
            Err(why) => {
                terminal.tell(&format!("error: `{name}`: {why}\n"));
                exit = exit.and(Exit::Errors);
            }
        }
    }
    Ok(exit)
}
