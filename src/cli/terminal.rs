//! Where a run prints: data on one stream, what there is to tell on the other.

use std::io::{self, Write};

/// The two streams of a run.
pub struct Terminal {
    data: Box<dyn Write>,
    messages: Box<dyn Write>,
}

impl Terminal {
    /// Prints data to `data` and messages to `messages`. Colours are written to both; a stream
    /// that must not show them takes them out.
    pub fn new(data: impl Write + 'static, messages: impl Write + 'static) -> Self {
        Self { data: Box::new(data), messages: Box::new(messages) }
    }

    /// Prints data.
    pub(super) fn print(&mut self, text: &str) {
        quietly(&mut self.data, text);
    }

    /// Tells of something.
    pub(super) fn tell(&mut self, text: &str) {
        quietly(&mut self.messages, text);
    }
}

/// Writes, and lets the work go on when nobody reads any more (a closed pipe): the editions matter
/// more than what is said about them.
fn quietly(stream: &mut dyn Write, text: &str) {
    let written: io::Result<()> = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
    drop(written);
}
