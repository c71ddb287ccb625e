//! `pressroom inspect`: what finished editions hold.

use super::args::Inspect;
use super::{Exit, Terminal, Wrong};
use crate::batch;
use crate::inspect::{self, Sections, Unreadable};
use crate::source;

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
        let bytes = source::edition(path).map_err(|why| Unreadable(why.to_string()));
        let told = bytes.and_then(|bytes| {
            batch::caught(|| inspect::inspect(&bytes, sections))
                .unwrap_or_else(|_| Err(Unreadable("it is damaged in a way that is not known".to_owned())))
        });
        match told {
            Ok(told) => terminal.print(&told),
            Err(why) => {
                terminal.tell(&format!("error: `{name}`: {why}\n"));
                exit = Exit::Errors;
            }
        }
    }
    Ok(exit)
}
