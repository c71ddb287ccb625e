//! Where a run prints: data on one stream, what there is to tell on the other.

use std::io::{self, Write};

/// The two streams of a run.
pub struct Terminal {
    data: Box<dyn Write>,
    messages: Box<dyn Write>,
    /// Why data could not be printed, the first time.
    lost: Option<io::Error>,
}

impl Terminal {
    /// Prints data to `data` and messages to `messages`. Colours are written to both; a stream
    /// that must not show them takes them out.
    pub fn new(data: impl Write + 'static, messages: impl Write + 'static) -> Self {
        Self { data: Box::new(data), messages: Box::new(messages), lost: None }
    }

    /// Prints data. What cannot be printed is remembered for the exit status.
    pub fn print(&mut self, text: &str) {
        if let Err(error) = written(&mut self.data, text) {
            self.lost.get_or_insert(error);
        }
    }

    /// Tells of something. What cannot be told is let go: the editions matter more than what is said
    /// about them.
    pub fn tell(&mut self, text: &str) {
        let _ = written(&mut self.messages, text);
    }

    /// Why data could not be printed, if it could not: a disk is full, say.
    pub(super) fn lost(&self) -> Option<&io::Error> {
        self.lost.as_ref()
    }
}

/// Writes, and takes it well when nobody reads any more (a closed pipe): `head` has seen enough.
fn written(stream: &mut dyn Write, text: &str) -> io::Result<()> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
